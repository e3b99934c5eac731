import { expect, it } from 'vitest';

import { express } from '../../../src/frameworks/express.ts';
import { fastify } from '../../../src/frameworks/fastify.ts';
import {
  carriedAs,
  fixed,
  joinCarried,
  NOTHING_CARRIED,
  STATUS_PROPERTIES,
  statusOf,
  UNREAD,
} from '../../../src/model/errors/carried-status.ts';
import { inSight } from '../definitions/sight.ts';

const { used } = inSight({ main: 'use(NotFound);' });
const at = used();
const codes = (carried: Parameters<typeof statusOf>[0], name: 'express' | 'fastify'): readonly number[] | null =>
  statusOf(carried, name === 'express' ? express : fastify, at.frame, at.node).codes;

it('is what an error carries', () => {
  expect(codes(carriedAs(404, at), 'express')).toEqual([404]);
  expect(codes(carriedAs(404, at), 'fastify')).toEqual([404]);
  expect(codes(NOTHING_CARRIED, 'express')).toBe(null);
  expect(codes(carriedAs(200, at), 'express')).toEqual([500]);
  expect(codes(carriedAs(302, at), 'express')).toBe(null);
  expect(codes(UNREAD, 'express')).toBe(null);
  expect(codes(joinCarried(carriedAs(404, at), carriedAs(409, at)), 'express')).toEqual([404, 409]);
  expect(codes(joinCarried(carriedAs(404, at), UNREAD), 'express')).toBe(null);
  const mixed = joinCarried(
    { ...NOTHING_CARRIED, code: carriedAs(404, at).statusCode },
    { ...NOTHING_CARRIED, code: carriedAs(7, at).statusCode },
  );
  expect(codes(mixed, 'express')).toBe(null);
  expect(codes(fixed(carriedAs(404, at)), 'express')).toEqual([404]);
});

it('is read in the property that a framework reads first', () => {
  const both = { ...carriedAs(404, at), status: carriedAs(409, at).statusCode };
  expect(STATUS_PROPERTIES.slice(0, 2)).toEqual(['status', 'statusCode']);
  expect([codes(both, 'express'), codes(both, 'fastify')]).toEqual([[409], [404]]);
});

it('takes a code for a status where it plainly is one', () => {
  const coded = (code: number) => ({ ...NOTHING_CARRIED, code: carriedAs(code, at).statusCode });
  expect([codes(coded(404), 'express'), codes(coded(200), 'express'), codes(coded(11000), 'express')]).toEqual([
    [404],
    null,
    null,
  ]);
});
