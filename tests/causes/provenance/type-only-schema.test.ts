import { expect, it } from 'vitest';

import { asksForTypesOnly } from '../../../src/causes/provenance/type-only-schema.ts';
import { frameOf } from '../../../src/model/definitions/frame.ts';
import { ask } from '../reading.ts';

it.each([
  ['z.string()', true],
  ['z.object({ name: z.string() })', true],
  ['z.object({ name: z.string(), tags: z.array(z.string()) })', true],
  ['z.string().min(1)', true],
  ['z.string().optional()', true],
  ['z.string().min(8)', false],
  ['z.string().email()', false],
  ['z.object({ name: z.string().email() })', false],
  ['z.enum(KINDS)', false],
  ['other.string()', false],
  ['Joi.object({ name: Joi.string().required() }).required()', true],
  ['Joi.object({ name: Joi.string().valid(A) })', false],
  ['name', true],
  ['z.object({ name })', true],
  ['z.object(other)', false],
])('%s: %s', (schema, isSo) => {
  const { node, file, provenances } = ask(`const s = ${schema}; res.end();`, {
    head: "import { z } from 'zod'; import Joi from 'joi'; const name = z.string();",
  });
  expect(asksForTypesOnly({ node: node(schema), frame: frameOf(file) }, provenances.callees)).toBe(isSo);
});
