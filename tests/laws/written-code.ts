import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Code that the project shows: a block of a page, or a file of the examples. */
export interface Written {
  readonly name: string;
  readonly language: 'js' | 'ts';
  readonly code: string;
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const BLOCK = /^```(?<language>js|ts)(?: [^\n]*)?\n(?<code>.*?)^```$/gms;

/** The blocks of all pages of the rules. */
export function blocksOfPages(): readonly Written[] {
  const folder = path.join(ROOT, 'docs/rules');
  return readdirSync(folder).flatMap(file =>
    [...readFileSync(path.join(folder, file), 'utf8').matchAll(BLOCK)].map(({ groups }, i): Written => ({
      name: `${file} ${i + 1}`,
      language: groups?.['language'] === 'ts' ? 'ts' : 'js',
      code: groups?.['code'] ?? '',
    })),
  );
}

/** The files of the examples. */
export function filesOfExamples(): readonly Written[] {
  const folder = path.join(ROOT, 'examples');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    /^(?!.*node_modules).*\.[jt]s$/.test(file),
  );
  return files.map((file): Written => ({
    name: file,
    language: file.endsWith('ts') ? 'ts' : 'js',
    code: readFileSync(path.join(folder, file), 'utf8'),
  }));
}
