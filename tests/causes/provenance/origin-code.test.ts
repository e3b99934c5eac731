import { expect, it } from 'vitest';

import { originCode, packageBehind } from '../../../src/causes/provenance/origin-code.ts';
import { ask } from '../reading.ts';

const HEAD = "import multer from 'multer'; import Joi from 'joi'; import { verify as check } from 'jsonwebtoken';";

it.each([
  ['upload.single', 'const upload = multer();', 'multer().single', 'multer'],
  ['schema', 'const schema = Joi.object({}).required();', 'joi.object().required()', 'joi'],
  ['check', '', 'verify', 'jsonwebtoken'],
  ['other.find', '', 'other.find', undefined],
  ["require('multer')()", '', 'multer()', 'multer'],
  ['own.find', 'const own = { find };', 'own.find', undefined],
])('%s after "%s"', (text, before, code, source) => {
  const { node, file } = ask(`${before} const x = use(${text}); res.end();`, { head: HEAD });
  const call = node(`use(${text})`);
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error(call.type);
  expect(originCode(call.arguments[0], file)).toBe(code);
  expect(packageBehind(call.arguments[0], file)?.source).toBe(source);
});
