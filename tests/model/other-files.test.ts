import { mkdirSync, symlinkSync, utimesSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { describeResponses, makeProject, type Project, type ReadOptions } from './read-project.ts';

const THROWS = 'export function f() { throw new Missing("x"); }';
const CLASS = 'export class Missing extends Error { constructor(m) { super(m); this.statusCode = 404; } }';
const FOUND = ['throw 404 at Missing, no handler'];

function read(files: Record<string, string>, code: string, file = 'src/service.ts', options?: ReadOptions): string[] {
  return describeResponses(makeProject(files).read(file, code, options));
}

describe('definitions in other files of the project', () => {
  it.each([
    ['a relative path', { 'src/errors.ts': CLASS }, "import { Missing } from './errors';"],
    [
      'a relative path with the extension of the output',
      { 'src/errors.ts': CLASS },
      "import { Missing } from './errors.js';",
    ],
    ['the index of a folder', { 'src/errors/index.ts': CLASS }, "import { Missing } from './errors';"],
    [
      'another name',
      { 'src/errors.ts': CLASS.replace(/Missing/, 'Gone') },
      "import { Gone as Missing } from './errors';",
    ],
    [
      'a default export',
      { 'src/missing.ts': CLASS.replace('export', 'export default') },
      "import Missing from './missing';",
    ],
    [
      'a named re-export',
      { 'src/errors.ts': CLASS, 'src/index.ts': "export { Missing } from './errors';" },
      "import { Missing } from './index';",
    ],
    [
      'a re-export of all',
      { 'src/errors.ts': CLASS, 'src/index.ts': "export * from './errors';" },
      "import { Missing } from '.';",
    ],
    [
      'a re-export of a default',
      {
        'src/missing.ts': CLASS.replace('export', 'export default'),
        'src/index.ts': "export { default as Missing } from './missing';",
      },
      "import { Missing } from './index';",
    ],
    [
      'an import that is exported',
      { 'src/errors.ts': CLASS, 'src/index.ts': "import { Missing } from './errors'; export { Missing };" },
      "import { Missing } from './index';",
    ],
    [
      '`paths` of the tsconfig',
      {
        'tsconfig.json': '{ "compilerOptions": { "baseUrl": ".", "paths": { "@/*": ["src/*"] } } }',
        'src/errors.ts': CLASS,
      },
      "import { Missing } from '@/errors';",
    ],
    [
      '`paths` of a tsconfig that extends another',
      {
        'base.json': '{ "compilerOptions": { "paths": { "~errors": ["./src/errors.ts"] } } }',
        'tsconfig.json': '{ "extends": "./base.json" }',
        'src/errors.ts': CLASS,
      },
      "import { Missing } from '~errors';",
    ],
    [
      '`imports` of the package',
      {
        'package.json':
          '{ "dependencies": { "express": "5" }, "imports": { "#errors": "./src/errors.js", "#lib/*": "./src/*.js" } }',
        'src/errors.ts': CLASS,
      },
      "import { Missing } from '#errors';",
    ],
    [
      'a pattern in `imports` of the package',
      {
        'package.json': '{ "dependencies": { "express": "5" }, "imports": { "#lib/*": "./src/*.js" } }',
        'src/errors.ts': CLASS,
      },
      "import { Missing } from '#lib/errors';",
    ],
  ])('are found by %s', (_, files, code) => {
    expect(read(files, `${code} ${THROWS}`)).toEqual(FOUND);
  });

  it.each([
    [
      'module.exports = { … }',
      { 'src/errors.js': `${CLASS.replace('export', '')} module.exports = { Missing };` },
      "const { Missing } = require('./errors');",
    ],
    [
      'module.exports = class',
      { 'src/missing.js': `module.exports = ${CLASS.replace('export', '')};` },
      "const Missing = require('./missing');",
    ],
    [
      'exports.name',
      { 'src/errors.js': `exports.Missing = ${CLASS.replace('export', '')};` },
      "const errors = require('./errors'); const Missing = errors.Missing;",
    ],
    [
      'module.exports.name',
      { 'src/errors.js': `module.exports.Missing = ${CLASS.replace('export', '')};` },
      "const { Missing } = require('./errors');",
    ],
    [
      'a spread of another module',
      {
        'src/errors.js': `exports.Missing = ${CLASS.replace('export', '')};`,
        'src/index.js': "module.exports = { ...require('./errors') };",
      },
      "const { Missing } = require('.');",
    ],
    [
      'an object assigned to it',
      { 'src/errors.js': `${CLASS.replace('export', '')} Object.assign(module.exports, { Missing });` },
      "const { Missing } = require('./errors');",
    ],
  ])('are found in CommonJS, parsed by espree: %s', (_, files, code) => {
    expect(read(files, `${code} ${THROWS.replace('export', 'module.exports =')}`, 'src/service.js')).toEqual(FOUND);
  });

  it('include a hierarchy over several files', () => {
    const files = {
      'src/base.ts':
        'export class ApiError extends Error { constructor(public statusCode: number, m: string) { super(m); } }',
      'src/errors.ts':
        "import { ApiError } from './base'; export class Missing extends ApiError { constructor(m: string) { super(404, m); } }",
    };
    expect(read(files, `import { Missing } from './errors'; ${THROWS}`)).toEqual(FOUND);
  });

  it.each([
    [
      'a constant',
      { 'src/codes.ts': 'export const NOT_THERE = 404;' },
      "import { NOT_THERE } from './codes'; export function f() { throw new AppError('x', NOT_THERE); }",
      'throw 404 at NOT_THERE, no handler',
    ],
    [
      'a frozen object',
      { 'src/codes.ts': 'export default Object.freeze({ GONE_AWAY: 410 });' },
      "import codes from './codes'; export function f() { throw new AppError('x', codes.GONE_AWAY); }",
      'throw 410 at codes.GONE_AWAY, no handler',
    ],
    [
      'an enum',
      { 'src/codes.ts': 'export enum Codes { Taken = 409 }' },
      "import { Codes } from './codes'; export function f() { throw new AppError('x', Codes.Taken); }",
      'throw 409 at Codes.Taken, no handler',
    ],
    [
      'a factory',
      {
        'src/errors.ts':
          'export const missing = (what: string) => new AppError(what, 404); class AppError extends Error { constructor(m: string, public statusCode: number) { super(m); } }',
      },
      "import * as errors from './errors'; export function f() { throw errors.missing('x'); }",
      'throw 404 at missing, no handler',
    ],
    [
      'an error that is made once',
      { 'src/errors.ts': 'export const MISSING = { status: 404, message: "x" };' },
      "import { MISSING } from './errors'; export function f() { throw MISSING; }",
      'throw 404 at MISSING, no handler',
    ],
    [
      'a responder',
      { 'src/reply.ts': 'export const fail = (res, code = 400) => res.status(code).json({});' },
      "import { fail } from './reply'; export const show = (req, res) => fail(res);",
      'fail 400 at fail',
    ],
    [
      'a responder of a class that is made there',
      {
        'src/reply.ts':
          'class Reply { missing(res) { return this.send(res, 404); } send(res, code) { return res.status(code).end(); } } export default new Reply();',
      },
      "import reply from './reply'; export const show = (req, res) => reply.missing(res);",
      'missing 404 at missing',
    ],
    [
      'a status of a handler',
      { 'src/codes.ts': 'export const NOT_THERE = 404;' },
      "import { NOT_THERE } from './codes'; export const show = (req, res) => res.status(NOT_THERE).end();",
      'end 404 at NOT_THERE',
    ],
  ])('may be %s', (_, files, code, expected) => {
    expect(read(files, code)).toEqual([expected]);
  });

  it('are not read where the setting says so, nor where the host gives no parser', () => {
    const project = makeProject({ 'src/errors.ts': CLASS });
    const code = `import { Missing } from './errors'; ${THROWS}`;
    expect(describeResponses(project.read('src/service.ts', code, { settings: { crossFile: false } }))).toEqual([]);
    expect(describeResponses(project.read('src/service.ts', code))).toEqual(FOUND);
  });
});

describe('what other files are read', () => {
  const code = `import { Missing } from './errors'; ${THROWS}`;

  it('sees a change of a file in one process', () => {
    const project = makeProject({ 'src/errors.ts': CLASS });
    expect(describeResponses(project.read('src/service.ts', code))).toEqual(FOUND);
    project.write({ 'src/errors.ts': CLASS.replace('404', '410') });
    const later = new Date(Date.now() + 5000);
    utimesSync(path.join(project.root, 'src/errors.ts'), later, later);
    expect(describeResponses(project.read('src/service.ts', code))).toEqual(['throw 410 at Missing, no handler']);
  });

  it('ends on modules that import one another, or themselves', () => {
    expect(
      read(
        {
          'src/errors.ts': "export * from './more'; export * from './errors';",
          'src/more.ts': "export * from './errors'; export { Missing } from './errors';",
        },
        code,
      ).length,
    ).toBeLessThan(2);
    const files = {
      'src/errors.ts': `import { NUMBER } from './more'; export class Missing extends Error { statusCode = NUMBER; } export const BASE = 404;`,
      'src/more.ts': "import { BASE } from './errors'; export const NUMBER = BASE;",
    };
    expect(read(files, code)).toEqual(FOUND);
  });

  it('stays inside of the directory that is linted', () => {
    const project = makeProject({ 'app/src/placeholder.ts': '', 'shared/errors.ts': CLASS });
    const outside = "import { Missing } from '../../shared/errors'; " + THROWS;
    expect(
      describeResponses(project.read('app/src/service.ts', outside, { cwd: path.join(project.root, 'app') })).filter(
        one => one.includes('404'),
      ),
    ).toEqual([]);
    expect(describeResponses(project.read('app/src/service.ts', outside))).toEqual(FOUND);
  });

  it('follows links to the project itself, and none that lead out of it or into node_modules', () => {
    const project = makeProject({
      'shared/errors.ts': CLASS,
      'node_modules/dep/errors.ts': CLASS,
      'src/placeholder.ts': '',
    });
    const elsewhere = makeProject({ 'errors.ts': CLASS });
    symlinkSync(path.join(project.root, 'shared'), path.join(project.root, 'src/linked'));
    symlinkSync(elsewhere.root, path.join(project.root, 'src/out'));
    symlinkSync(path.join(project.root, 'node_modules/dep'), path.join(project.root, 'src/dep'));
    symlinkSync(path.join(project.root, 'src'), path.join(project.root, 'src/round'));
    const from = (where: string): string[] =>
      describeResponses(project.read('src/service.ts', `import { Missing } from '${where}'; ${THROWS}`)).filter(one =>
        one.includes('404'),
      );
    expect(from('./linked/errors')).toEqual(FOUND);
    expect(from('./round/round/linked/errors')).toEqual(FOUND);
    expect(from('./out/errors')).toEqual([]);
    expect(from('./dep/errors')).toEqual([]);
    expect(from('../node_modules/dep/errors')).toEqual([]);
  });

  it('knows what a module does to a response by what else it exports', () => {
    const project = makeProject({
      'origins.js': `exports.any = res => { res.header('Access-Control-Allow-Origin', '*'); };
exports.local = res => { if (process.env.LOCAL) exports.any(res); };\n`,
    });
    const code = `const { local } = require('./origins'); require('express')().get('/', (req, res) => { local(res); res.json(1); });`;
    expect(describeResponses(project.read('app.js', code))).toEqual(['json 200 at json']);
    // A variable of that name is no module's.
    const own = makeProject({
      'origins.js': `const exports = make(); module.exports.local = res => { exports.any(res); }; module.exports.any = res => {};\n`,
    });
    expect(describeResponses(own.read('app.js', code))).not.toEqual(['json 200 at json']);
  });

  it.each<[string, (project: Project) => void]>([
    ['is broken', project => project.write({ 'src/errors.ts': 'export class {' })],
    ['is too large', project => project.write({ 'src/errors.ts': `${CLASS}\n//${'x'.repeat(300_000)}` })],
    [
      'is a folder',
      project => {
        mkdirSync(path.join(project.root, 'src/errors.ts'), { recursive: true });
      },
    ],
    [
      'leads nowhere',
      project => {
        mkdirSync(path.join(project.root, 'src'), { recursive: true });
        symlinkSync(path.join(project.root, 'nowhere'), path.join(project.root, 'src/errors.ts'));
      },
    ],
  ])('does without a file that %s', (_, make) => {
    const project = makeProject();
    make(project);
    expect(
      describeResponses(
        project.read(
          'src/service.ts',
          `import { Missing } from './errors'; export function f() { throw new Missing("x", 404); }`,
        ),
      ),
    ).toEqual(['throw 404 at 404, no handler']);
  });

  it('does without a tsconfig or package.json that is broken', () => {
    expect(read({ 'tsconfig.json': '{ "compilerOptions": ', 'src/errors.ts': CLASS }, code)).toEqual(FOUND);
    expect(
      read(
        {
          'tsconfig.json': '{ "compilerOptions": ',
          'package.json': '{ "imports": 3, "dependencies": { "express": "5" } }',
        },
        `import { Missing } from '#errors'; ${THROWS}`,
      ),
    ).not.toContain(FOUND);
  });

  it('opens no more than so many files for one', () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`src/e${i}.ts`, `export * from './e${i + 1}';`]),
    );
    expect(read({ ...files, 'src/e300.ts': CLASS }, `import { Missing } from './e0'; ${THROWS}`)).not.toEqual(FOUND);
  });
});
