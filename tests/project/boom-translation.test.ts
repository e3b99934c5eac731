import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { translatesBoom } from '../../src/project/boom-translation.ts';

const TRANSLATION =
  "import { isBoom } from '@hapi/boom'; app.setErrorHandler((err, request, reply) => { if (isBoom(err)) reply.code(err.output.statusCode).send(); });";

describe('whether a package translates the errors of Boom', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'boom-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  function write(name: string, text: string): string {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  }

  it('is seen in its sources', () => {
    write('src/app.js', TRANSLATION);
    expect(translatesBoom(root, write('src/routes/get.js', ''), root)).toBe(true);
  });

  it('is not claimed of a package that only throws them', () => {
    expect(translatesBoom(root, write('src/get.js', "throw badRequest('no');"), root)).toBe(false);
  });

  it('is seen in built code where that is what is linted, as in a published package', () => {
    write('dist/app.js', TRANSLATION);
    expect(translatesBoom(root, write('dist/routes/get.js', ''), root)).toBe(true);
  });

  it('is not looked for in built code where the sources are linted', () => {
    write('dist/app.js', TRANSLATION);
    expect(translatesBoom(root, write('src/get.js', ''), root)).toBe(false);
  });

  it('is not denied of a package outside of the directory that is linted', () => {
    expect(translatesBoom(root, path.join(root, 'a.js'), path.join(root, 'elsewhere'))).toBe(true);
  });
});
