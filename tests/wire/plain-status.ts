import { describe, expect, it } from 'vitest';

import { ALL_TARGETS, handlerExample, runExample } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

/** Describes that every framework sends a status as it is written, whatever the standards say of it. */
export function describePlainStatus(status: number, methods: readonly string[] = ['GET']): void {
  describe(`${status}`, WIRE_SUITE, () => {
    it.each(ALL_TARGETS.flatMap(target => methods.map(method => ({ ...target, method }))))(
      'goes out as it is written, to $method ($framework $version)',
      async ({ method, ...target }) => {
        const send =
          target.framework === 'express' ? `res.status(${status}).send('x')` : `reply.code(${status}).send('x')`;
        expect(
          await runExample(handlerExample(target.framework, send), { ...target, request: { method } }),
        ).toMatchObject({ status, complete: true });
      },
    );
  });
}
