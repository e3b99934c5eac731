import { describe, expect, it } from 'vitest';

import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  handlerExample,
  runExample,
  type ExampleResponse,
  type Target,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

/** Describes that no framework adds a field to a status, and that it sends the one that is set. */
export function describeMissingHeader(status: number, header: string, value: string): void {
  const name = header.toLowerCase();
  const run = (target: Target, statements: string): Promise<ExampleResponse> =>
    runExample(handlerExample(target.framework, statements), target);

  describe.each(EXPRESS_VERSIONS)(`Express %i, ${status}`, WIRE_SUITE, version => {
    const target = { framework: 'express', version } as const;

    it.each([
      `res.status(${status}).json({})`,
      `res.status(${status}).end()`,
      `res.sendStatus(${status})`,
      `res.writeHead(${status}); res.end()`,
    ])(`adds no ${header}: %s`, async statements => {
      const response = await run(target, statements);
      expect(response).toMatchObject({ status, complete: true });
      expect(response.headers).not.toHaveProperty(name);
    });

    it.each([
      `res.status(${status}).set('${header}', '${value}').json({})`,
      `res.set('${header}', '${value}').sendStatus(${status})`,
      `res.writeHead(${status}, { '${header}': '${value}' }); res.end()`,
      `res.statusCode = ${status}; res.setHeader('${header}', '${value}').end()`,
    ])(`sends the ${header} that is set: %s`, async statements => {
      expect(await run(target, statements)).toMatchObject({ status, headers: { [name]: [value] } });
    });
  });

  describe.each(FASTIFY_VERSIONS)(`Fastify %i, ${status}`, WIRE_SUITE, version => {
    const target = { framework: 'fastify', version } as const;

    it.each([`reply.code(${status}).send()`, `reply.code(${status}).send({})`])(
      `adds no ${header}: %s`,
      async statements => {
        const response = await run(target, statements);
        expect(response).toMatchObject({ status, complete: true });
        expect(response.headers).not.toHaveProperty(name);
      },
    );

    it.each([
      `reply.code(${status}).header('${header}', '${value}').send({})`,
      `reply.raw.writeHead(${status}, { '${header}': '${value}' }); reply.raw.end()`,
    ])(`sends the ${header} that is set: %s`, async statements => {
      expect(await run(target, statements)).toMatchObject({ status, headers: { [name]: [value] } });
    });
  });
}
