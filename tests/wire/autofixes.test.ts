import { createRequire } from 'node:module';

import { describe, expect, it } from 'vitest';

import { rules } from '../../src/rules/index.ts';
import { applyEdits } from '../edit-source.ts';
import { AUTOFIXES, type AutofixExample } from './autofix-examples.ts';
import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  findWireDifferences,
  runExample,
  runInChildProcess,
  type Target,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

const require = createRequire(import.meta.url);
const StatusCodes = { OK: 200, NO_CONTENT: 204, NOT_FOUND: 404 };

/** The one fix of a piece of code, made by the rule itself. */
function fix(id: string, { code, options, versions }: AutofixExample): string {
  const [rule = ''] = id.split(' ');
  const settings = { 'status-code': versions?.length === 1 ? { express: versions[0] } : {} };
  const { offered } = applyEdits({
    from: id,
    rule,
    code,
    filename: '/server/app.js',
    isTyped: false,
    options: options ? [options] : [],
    settings,
    languageOptions: { sourceType: 'commonjs' },
  });
  const fixes = offered.flat().filter(edit => edit.kind === 'fix' && edit.id === id);
  expect(fixes).toHaveLength(1);
  return fixes[0]?.after.code ?? '';
}

const all = Object.entries(AUTOFIXES).flatMap(([id, examples]) => [
  ...(examples.express ?? []).flatMap(example =>
    (example.versions ?? EXPRESS_VERSIONS).map(version => ({
      id,
      example,
      code: example.code,
      framework: 'express' as const,
      version,
    })),
  ),
  ...(examples.fastify ?? []).flatMap(example =>
    (example.versions ?? FASTIFY_VERSIONS).map(version => ({
      id,
      example,
      code: example.code,
      framework: 'fastify' as const,
      version,
    })),
  ),
]);

function scopeOf(target: Target) {
  const own = createRequire(require.resolve(`express${target.version}`));
  return { modules: { 'http-status-codes': { StatusCodes }, 'http-errors': own('http-errors') as unknown } };
}

describe('the autofixes', WIRE_SUITE, () => {
  it('are of every rule that has one', () => {
    const fixable = Object.values(rules)
      .filter(({ meta }) => meta?.fixable)
      .map(({ definition }) => definition.name);
    expect([...new Set(Object.keys(AUTOFIXES).map(id => id.split(' ')[0]))].sort()).toEqual(fixable.sort());
  });

  it.each(all.filter(({ example }) => !example.fails))(
    '$framework $version, $id, leaves the wire as it is: $code',
    async ({ id, example, code, framework, version }) => {
      const target = { framework, version };
      expect(await findWireDifferences(code, fix(id, example), { ...target, ...scopeOf(target) })).toEqual([]);
    },
  );

  it.each(all.filter(({ example }) => example.fails === 'answers 500'))(
    '$framework $version, $id, mends what answers 500: $code',
    async ({ id, example, code, framework, version }) => {
      const target = { framework, version };
      const after = fix(id, example);
      for (const request of [
        {},
        { headers: { 'if-none-match': '*' } },
        { method: 'HEAD' },
        { headers: { accept: 'text/html' } },
        { method: 'POST', json: { a: 1 } },
      ]) {
        expect(await runExample(code, { ...target, ...scopeOf(target), request })).toMatchObject({ status: 500 });
        expect(await runExample(after, { ...target, ...scopeOf(target), request })).toMatchObject({
          status: 404,
          complete: true,
        });
      }
    },
  );

  it.each(all.filter(({ example }) => example.fails === 'ends the process'))(
    '$framework $version, $id, mends what ends the process: $code',
    async ({ id, example, code, framework, version }) => {
      const inChild = (source: string) =>
        runInChildProcess(source.replace(`const app = require('fastify')();`, ''), { framework, version });
      const [before, after] = [await inChild(code), await inChild(fix(id, example))];
      expect(before).toMatchObject({ exitCode: 1 });
      expect(after).toMatchObject({ exitCode: null, response: { status: 201, complete: true } });
      expect(after.response.body.toString()).toBe('{"a":1}');
    },
  );
});
