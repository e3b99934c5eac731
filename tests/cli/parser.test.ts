import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import * as tsParser from '@typescript-eslint/parser';
import { beforeAll, describe, expect, it } from 'vitest';

import { parseBundled } from '../../src/parsing/bundled-parser.ts';
import { sourceTypesOf } from '../../src/project/file-kind.ts';
import { nestingOf } from '../../src/parsing/nesting.ts';
import { keepOwnDirectives } from '../../src/cli/parser/own-directives.ts';
import { ensureBuilt } from './build.ts';
import { findingsOf, makeProject, MISTAKEN, RIGHT, RULE, runWarm } from './run.ts';

beforeAll(ensureBuilt, 60_000);

/** TypeScript and JSX of all kinds. */
const SAMPLE = `#!/usr/bin/env node
'use strict';
// a line, and /* not a block */
import fs, { type Stats } from 'node:fs';
import type { Request } from 'express';
/** A block. */
export abstract class Users<T extends object = {}> extends Base<T> implements Repository<T>, Closable {
  @inject() private readonly db!: Db;
  static #count = 0;
  constructor(private name: string, @param() public id?: number) { super(); }
  get async(): string { return \`a\${this.name}b\${Users.#count}c\`; }
  abstract find(id: number | null, ...rest: unknown[]): Promise<Array<Array<T>>>;
}
enum Code { NotFound = 404, Ok = 0x1f, Big = 10 }
declare module 'x' { interface Y { (a: string): void; [key: string]: typeof fs } }
const handler = async <T,>(req: Request<{ id: string }>, res: Reply): Promise<void> => {
  const { default: first, 'quoted': second = 1_000n, ...others } = req.body as any;
  if (!(req.user?.role satisfies string) && /^[/\\]]+$/giu.test(first ?? '')) return res!.status(<any>404).json({ class: null, of: true });
  for await (const x of others) label: while (x >>> 2) { break label; }
  const element = <Panel title="a &amp; b" {...others} data-x={x}>text {first} <b.c /> </Panel>;
};
export { handler as default };
`;

interface Located {
  type: string;
  range: [number, number];
  loc: Record<'start' | 'end', { line: number; column: number }>;
}

/** The nodes of a tree in source order, with all their plain properties. */
function nodesOf(root: object, keys: Readonly<Record<string, readonly string[] | undefined>>): string[] {
  const found: string[] = [];
  const visit = (node: Located & Record<string, unknown>): void => {
    const plain = [
      'name',
      'operator',
      'value',
      'kind',
      'computed',
      'optional',
      'static',
      'async',
      'generator',
      'importKind',
      'exportKind',
      'accessibility',
      'abstract',
      'declare',
    ]
      .filter(key => key !== 'computed' || node.type !== 'TSEnumMember')
      .flatMap(key =>
        ['string', 'boolean', 'number'].includes(typeof node[key]) ? [`${key}=${String(node[key])}`] : [],
      );
    if (node.type !== 'Program')
      found.push(
        [
          node.type,
          node.range.join('-'),
          `${node.loc.start.line}:${node.loc.start.column}-${node.loc.end.line}:${node.loc.end.column}`,
          ...plain,
        ].join(' '),
      );
    for (const key of keys[node.type] ?? [])
      for (const child of [node[key]].flat())
        if (child !== null && typeof child === 'object') visit(child as typeof node);
  };
  visit(root as never);
  return found;
}

describe('the bundled parser', () => {
  // In TSX `<any>404` is an element.
  const text = SAMPLE.replace('<any>404', '404 as any').replace(/^#!.*/, '');
  const ours = parseBundled(text, { language: 'tsx', sourceType: 'module' });
  const theirs = tsParser.parseForESLint(text, {
    sourceType: 'module',
    ecmaFeatures: { jsx: true },
    filePath: 'a.tsx',
  });

  it('gives the tree of typescript-estree, with its ranges and positions', () => {
    const nodes = nodesOf(theirs.ast, theirs.visitorKeys);
    expect(nodes.length).toBeGreaterThan(200);
    expect(nodesOf(ours.ast, ours.visitorKeys)).toEqual(nodes);
  });

  it('gives the tokens and comments of typescript-estree', () => {
    const place = ({
      type,
      value,
      range,
      loc,
    }: {
      type: string;
      value: string;
      range: readonly number[];
      loc: object;
    }): object => ({ type, value, range, loc });
    expect(ours.ast.tokens!.map(place)).toEqual(theirs.ast.tokens.map(place));
    expect(ours.ast.comments!.map(place)).toEqual(theirs.ast.comments.map(place));
  });

  it('gives the scopes of @typescript-eslint/parser', () => {
    const names = (manager: {
      scopes: { type: unknown; variables: { name: string }[]; references: { identifier: { name?: unknown } }[] }[];
    }): unknown =>
      manager.scopes.map(({ type, variables, references }) => [
        type,
        variables.map(({ name }) => name),
        references.map(({ identifier }) => identifier.name),
      ]);
    expect(names(ours.scopeManager as never)).toEqual(names(theirs.scopeManager as never));
  });

  it('says where the text is wrong', () => {
    expect(() => parseBundled('const a = 1;\nconst b: = 2;', { language: 'ts', sourceType: 'module' })).toThrow(
      expect.objectContaining({ name: 'ParseError', lineNumber: 2, index: 22 }),
    );
  });

  it('refuses what nests too deep before it recurses', () => {
    expect(nestingOf('a({[])}', 100)).toBe(3);
    expect(nestingOf('(('.repeat(100), 10)).toBe(11);
    expect(() =>
      parseBundled(`const a = ${'('.repeat(5000)}1${')'.repeat(5000)};`, { language: 'ts', sourceType: 'module' }),
    ).toThrow(RangeError);
  });
});

describe('the parser that is used', () => {
  const typed = `import express from 'express';
const app = express();
app.delete('/a', (req: express.Request, res: express.Response) => { res.status(204).json({ a: <string>'b' }); });
`;

  it("is the project's own @typescript-eslint/parser where that works", () => {
    const own = {
      'node_modules/@typescript-eslint/parser/package.json':
        '{ "name": "@typescript-eslint/parser", "version": "8.0.0", "main": "index.js" }',
    };
    const code = `const real = require(${JSON.stringify(createRequire(import.meta.url).resolve('@typescript-eslint/parser'))});
exports.parseForESLint = (text, options) => { require('fs').appendFileSync(__dirname + '/asked', options.filePath + '\\n'); return real.parseForESLint(text, options); };
`;
    const folder = makeProject({
      ...own,
      'node_modules/@typescript-eslint/parser/index.js': code,
      'src/a.ts': typed,
      'src/b.js': MISTAKEN,
    });
    expect(findingsOf(runWarm(folder, 'check', '--format', 'json').stdout, folder)).toEqual([
      { file: 'src/a.ts', line: 3, rule: RULE },
      { file: 'src/b.js', line: 3, rule: RULE },
    ]);
    expect(readFileSync(path.join(folder, 'node_modules/@typescript-eslint/parser/asked'), 'utf8')).toContain(
      path.join(folder, 'src/a.ts'),
    );
  });

  it.for([
    ['throws when it is loaded', 'throw new Error("typescript-eslint does not support TS 7.0.");'],
    ['throws when it parses', 'exports.parseForESLint = () => { throw new TypeError("too old"); };'],
    [
      'gives no scopes that ESLint can use',
      'exports.parseForESLint = text => ({ ast: { type: "Program", body: [], range: [0, text.length], loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 1 } }, tokens: [], comments: [] }, scopeManager: {} });',
    ],
    ['is something else', 'module.exports = 42;'],
  ])("is the bundled one where the project's %s", ([, code]) => {
    const folder = makeProject({
      'node_modules/@typescript-eslint/parser/package.json': '{ "main": "index.js" }',
      'node_modules/@typescript-eslint/parser/index.js': code!,
      'a.ts': typed,
    });
    const { stdout, stderr } = runWarm(folder, 'check', '--format', 'json');
    expect(findingsOf(stdout, folder)).toEqual([{ file: 'a.ts', line: 3, rule: RULE }]);
    expect(stderr).toBe('');
  });

  it.for(['src/node_modules', 'node_modules'])(
    'runs no code of the project with --parser bundled: planted in %s',
    where => {
      const folder = makeProject({
        [`${where}/@typescript-eslint/parser/package.json`]:
          '{ "name": "@typescript-eslint/parser", "version": "8.0.0", "main": "index.js" }',
        [`${where}/@typescript-eslint/parser/index.js`]:
          "require('fs').writeFileSync(__dirname + '/ran', ''); exports.parseForESLint = () => { throw new Error(); };\n",
        'src/a.ts': typed,
        'src/b.js': MISTAKEN,
      });
      const hasRun = (): boolean => existsSync(path.join(folder, where, '@typescript-eslint/parser/ran'));
      const { code, stdout, stderr } = runWarm(folder, 'check', '--parser', 'bundled', '--format', 'json');
      expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
      expect(findingsOf(stdout, folder)).toEqual([
        { file: 'src/a.ts', line: 3, rule: RULE },
        { file: 'src/b.js', line: 3, rule: RULE },
      ]);
      expect(runWarm(folder, 'routes', '--parser=bundled')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('src/a.ts:3') as string,
      });
      expect(runWarm(folder, 'explain', 'src/a.ts:3', '--parser', 'bundled')).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('src/a.ts:3') as string,
      });
      expect(hasRun()).toBe(false);
      // Which is a choice: the default takes the parser of the project.
      runWarm(folder, 'check');
      expect(hasRun()).toBe(true);
    },
  );

  it('reads decorators, flow types and import attributes in JavaScript', () => {
    const folder = makeProject({
      'decorated.js': `@Controller('/x')\nclass A { @Get() find(req, res) { res.status(204).json({ a: 1 }); } }\n`,
      'flow.js': `// @flow\nimport type { X } from './x';\nexport const find = (req: Request, res: Response): void => { res.status(204).json({ a: 1 }); };\n`,
      'attributes.js': `import data from './x.json' with { type: 'json' };\nexport const find = (req, res) => { res.status(204).json({ a: 1 }); };\n`,
    });
    const { stdout } = runWarm(folder, 'check', '--format', 'json');
    expect(findingsOf(stdout, folder).map(({ file, rule }) => [file, rule])).toEqual([
      ['attributes.js', RULE],
      ['decorated.js', RULE],
      ['flow.js', RULE],
    ]);
  });

  it('finds the same in a constant of another file, whichever parser reads it', () => {
    const folder = makeProject({
      'package.json': '{ "dependencies": { "express": "5" } }',
      'status.js': 'export class Unrelated { method(a, b = 1) { return a; } }\nexport const NO_CONTENT = 204;\n',
      'a.js': `import { NO_CONTENT } from './status.js';\nexport const remove = (req, res) => { res.status(NO_CONTENT).json({ a: 1 }); };\n`,
    });
    expect(findingsOf(runWarm(folder, 'check', '--format', 'json').stdout, folder)).toEqual([
      { file: 'a.js', line: 2, rule: RULE },
    ]);
  });
});

describe('sourceType', () => {
  it('is read off the extension, then off the nearest package.json; modules come first where it says nothing', () => {
    const folder = makeProject({
      'package.json': '{ "type": "commonjs" }',
      'inner/package.json': '{ "type": "module" }',
      'silent/package.json': '{}',
    });
    const first = (name: string): string | undefined => sourceTypesOf(path.join(folder, name))[0];
    expect(
      ['a.js', 'a.ts', 'a.mjs', 'a.mts', 'inner/a.js', 'inner/a.cjs', 'inner/a.cts', 'silent/a.js'].map(first),
    ).toEqual(['commonjs', 'commonjs', 'module', 'module', 'module', 'commonjs', 'commonjs', 'module']);
  });

  it('is tried the other way where a file does not parse', () => {
    const folder = makeProject({
      'package.json': '{ "type": "module" }',
      'script.js': `with (Math) { floor(010); }\n${RIGHT}return;\n`,
      'cjs/package.json': '{ "type": "commonjs" }',
      'cjs/module.js': `import a from 'a';\nawait a;\n`,
      'cjs/both.js': `import a from 'a';\nconst b = ;\n`,
    });
    const { stdout, stderr } = runWarm(folder, 'check');
    expect(stdout).toBe('No findings in 3 files; 1 could not be read or parsed.\n');
    // Of the two errors the one that lies further on.
    expect(stderr).toBe('cjs/both.js:2:11 cannot be parsed: Unexpected token ;\n');
  });
});

describe('keepOwnDirectives', () => {
  it.for([
    [' eslint-disable-next-line no-console', '* eslint-disable-next-line no-console'],
    [` eslint-disable no-console, ${RULE} -- why`, ` eslint-disable ${RULE}`],
    [' eslint-disable', ' eslint-disable '],
    [' eslint-disable -- why', ' eslint-disable '],
    [
      ` eslint "${RULE}": ["error", { "accept": [400, 401] }], semi: 2`,
      ` eslint "${RULE}": ["error", { "accept": [400, 401] }]`,
    ],
    [' eslint semi: 2', '* eslint semi: 2'],
    [' eslint-env node', '* eslint-env node'],
    [' globals a', '* globals a'],
    [' eslint-disabled is a word', ' eslint-disabled is a word'],
    [' a comment on eslint', ' a comment on eslint'],
  ])('turns /*%s*/ into /*%s*/', ([before, after]) => {
    const comment = { type: 'Block', value: before, range: [0, 1], loc: {} };
    expect(keepOwnDirectives([comment as never])[0]?.value).toBe(after);
  });
});
