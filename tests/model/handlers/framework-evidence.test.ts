import { expect, it } from 'vitest';

import { express } from '../../../src/frameworks/express.ts';
import { fastify } from '../../../src/frameworks/fastify.ts';
import { either } from '../../../src/frameworks/frameworks.ts';
import { readFile } from '../../../src/model/definitions/file.ts';
import {
  defaultFramework,
  frameworkEvidence,
  packageEvidence,
} from '../../../src/model/handlers/framework-evidence.ts';
import { parseCode } from '../../read-code.ts';

const NOTHING = { frameworks: [], isForeign: false };

it.each<[string, readonly string[] | null, object]>([
  ["import e from 'express';", null, { ...NOTHING, frameworks: [express] }],
  ["import e from 'express-validator';", null, { ...NOTHING, frameworks: [express] }],
  ["import e from 'expression';", null, NOTHING],
  ["import f from 'fastify';", null, { ...NOTHING, frameworks: [fastify] }],
  ["import f from '@fastify/cors';", null, { ...NOTHING, frameworks: [fastify] }],
  ["const f = require('fastify');", null, { ...NOTHING, frameworks: [fastify] }],
  ["import k from 'koa';", null, { ...NOTHING, isForeign: true }],
  ["import b from '@hapi/boom';", null, NOTHING],
  ["import k from 'koa'; import e from 'express';", null, { ...NOTHING, frameworks: [express] }],
  ["import l from 'ldapjs';", ['express'], { ...NOTHING, isForeign: true }],
  ['', ['express'], { ...NOTHING, frameworks: [express] }],
  ['', ['koa'], { ...NOTHING, isForeign: true }],
  ['', ['koa', 'express'], { ...NOTHING, frameworks: [express] }],
  ['', ['lodash'], NOTHING],
  ['', null, NOTHING],
])('%s in a package with %j', (code, dependencies, evidence) => {
  const file = readFile(parseCode(code), 'a.ts');
  expect(frameworkEvidence(file, dependencies && packageEvidence(dependencies))).toEqual(evidence);
});

it('has one framework where there is one alone', () => {
  expect(defaultFramework({ ...NOTHING, frameworks: [express] })).toBe(express);
  expect(defaultFramework({ ...NOTHING, frameworks: [fastify] })).toBe(fastify);
  expect(defaultFramework({ ...NOTHING, frameworks: [express, fastify] })).toBe(either);
  expect(defaultFramework(NOTHING)).toBe(either);
});
