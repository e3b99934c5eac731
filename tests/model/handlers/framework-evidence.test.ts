import { expect, it } from 'vitest';

import { readFile } from '../../../src/model/definitions/file.ts';
import {
  defaultFramework,
  frameworkEvidence,
  packageEvidence,
} from '../../../src/model/handlers/framework-evidence.ts';
import { parseCode } from '../../read-code.ts';

const NOTHING = { express: false, fastify: false, isForeign: false };

it.each<[string, readonly string[] | null, object]>([
  ["import e from 'express';", null, { ...NOTHING, express: true }],
  ["import e from 'express-validator';", null, { ...NOTHING, express: true }],
  ["import e from 'expression';", null, NOTHING],
  ["import f from 'fastify';", null, { ...NOTHING, fastify: true }],
  ["import f from '@fastify/cors';", null, { ...NOTHING, fastify: true }],
  ["const f = require('fastify');", null, { ...NOTHING, fastify: true }],
  ["import k from 'koa';", null, { ...NOTHING, isForeign: true }],
  ["import b from '@hapi/boom';", null, NOTHING],
  ["import k from 'koa'; import e from 'express';", null, { ...NOTHING, express: true }],
  ["import l from 'ldapjs';", ['express'], { ...NOTHING, isForeign: true }],
  ['', ['express'], { ...NOTHING, express: true }],
  ['', ['koa'], { ...NOTHING, isForeign: true }],
  ['', ['koa', 'express'], { ...NOTHING, express: true }],
  ['', ['lodash'], NOTHING],
  ['', null, NOTHING],
])('%s in a package with %j', (code, dependencies, evidence) => {
  const file = readFile(parseCode(code), 'a.ts');
  expect(frameworkEvidence(file, dependencies && packageEvidence(dependencies))).toEqual(evidence);
});

it('has one framework where there is one alone', () => {
  expect(defaultFramework({ ...NOTHING, express: true })).toBe('express');
  expect(defaultFramework({ ...NOTHING, fastify: true })).toBe('fastify');
  expect(defaultFramework({ ...NOTHING, express: true, fastify: true })).toBe('either');
  expect(defaultFramework(NOTHING)).toBe('either');
});
