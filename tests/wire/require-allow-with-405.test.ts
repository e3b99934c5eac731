import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

import { ALL_TARGETS, handlerExample, runExample } from './harness.ts';
import { describeMissingHeader } from './missing-header.ts';
import { WIRE_SUITE } from './suite.ts';

describeMissingHeader(405, 'Allow', 'GET');

describe('an error of http-errors', WIRE_SUITE, () => {
  const modules = { 'http-errors': createRequire(import.meta.url)('http-errors') as unknown };
  const throwing = (framework: 'express' | 'fastify', options: string): string =>
    `import createError from 'http-errors';\n${handlerExample(framework, `throw createError(405, 'No.'${options})`)}`;

  it.each(ALL_TARGETS)('brings its headers along ($framework $version)', async target => {
    expect(
      await runExample(throwing(target.framework, `, { headers: { Allow: 'GET' } }`), { ...target, modules }),
    ).toMatchObject({ status: 405, headers: { allow: ['GET'] } });
  });

  it.each(ALL_TARGETS)('brings no Allow of its own ($framework $version)', async target => {
    const response = await runExample(throwing(target.framework, ''), { ...target, modules });
    expect(response.status).toBe(405);
    expect(response.headers).not.toHaveProperty('allow');
  });
});
