import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { ROOT } from './build.ts';

interface Ajv {
  compile(schema: unknown): {
    (data: unknown): boolean;
    errors?: readonly { dataPath: string; message?: string }[] | null;
  };
}

const require = createRequire(import.meta.url);
// ESLint brings it along.
const AjvClass = require('ajv') as new (options: object) => Ajv;

/** What is wrong with data by a schema of docs/; nothing where all is well. */
export function validate(schema: string, data: unknown): string[] {
  const check = new AjvClass({ allErrors: true }).compile(
    JSON.parse(readFileSync(path.join(ROOT, 'docs', schema), 'utf8')),
  );
  return check(data) ? [] : (check.errors ?? []).map(({ dataPath, message }) => `${dataPath} ${message ?? ''}`);
}
