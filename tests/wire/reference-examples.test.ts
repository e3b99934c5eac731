import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { describe, expect, it } from 'vitest';

import { findEntry } from '../../src/reference/entries.ts';
import { EXAMPLE_HANDLERS, type ExampleHandler } from '../reference/example-handlers.ts';
import { ALL_TARGETS, startExample, type Target, type WireResponse } from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

/** Where nobody listens: no port that a server of another test could get meanwhile. */
const NOBODY = 'http://127.0.0.1:2';

/** The other server of an example: one that is down, or one that takes requests and never answers. */
async function startUpstream(kind: 'down' | 'silent'): Promise<{ url: string; close: () => void }> {
  if (kind === 'down') return { url: NOBODY, close: () => undefined };
  const server = createServer(() => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Every response of an example, in the order its requests were sent. */
async function ask(
  { code, globals, modules, upstream, request, times = 1 }: ExampleHandler,
  target: Target,
): Promise<WireResponse[]> {
  const other = upstream && (await startUpstream(upstream));
  const server = await startExample(code[target.framework], {
    ...target,
    globals: { ...globals?.(), UPSTREAM: other?.url },
    modules: { ...modules },
  });
  try {
    const responses: WireResponse[] = [];
    for (let sent = 0; sent < times; sent += 1) responses.push(await server.send(request));
    return responses;
  } finally {
    await server.close();
    other?.close();
  }
}

/** The content as JSON where it says it is, else as text. */
function contentOf({ headers, body }: WireResponse): unknown {
  return headers['content-type']?.[0]?.startsWith('application/json') ? JSON.parse(body.toString()) : body.toString();
}

describe.each(EXAMPLE_HANDLERS.map(one => [`${one.status}: ${one.example}`, one] as const))(
  '%s',
  WIRE_SUITE,
  (_title, one: ExampleHandler) => {
    it.each(ALL_TARGETS)('is what a client of $framework $version gets', async target => {
      const responses = await ask(one, target);
      const response = responses.at(-1)!;
      expect(response).toMatchObject({ status: one.status, complete: true });
      for (const [name, value] of Object.entries(one.headers ?? {}))
        expect(response.headers[name]).toEqual([typeof value === 'string' ? value : expect.stringMatching(value)]);
      if (typeof one.content === 'number') expect(response.body).toHaveLength(one.content);
      else if (one.content !== undefined) expect(contentOf(response)).toEqual(one.content);
    });
  },
);

it('the server that is down refuses connections', async () => {
  await expect(fetch(NOBODY)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

describe('the handlers of the Examples', WIRE_SUITE, () => {
  const exampleOf = (status: number): ExampleHandler => EXAMPLE_HANDLERS.find(one => one.status === status)!;

  it.each(ALL_TARGETS)(
    'let as many requests through as the limit allows, and refuse the rest ($framework $version)',
    async target => {
      const statuses = (await ask(exampleOf(429), target)).map(({ status }) => status);
      expect(statuses).toEqual([...Array.from({ length: 60 }, () => 200), ...Array.from({ length: 40 }, () => 429)]);
    },
  );

  it.each(ALL_TARGETS)('send no content where the entry says so ($framework $version)', async target => {
    const bodyless = EXAMPLE_HANDLERS.filter(({ status }) =>
      /no response body|no body/.test(`${findEntry(status)?.summary ?? ''} ${findEntry(status)?.example ?? ''}`),
    );
    expect(bodyless.map(({ status }) => status)).toEqual([204, 304]);
    for (const one of bodyless) expect((await ask(one, target))[0]?.body).toHaveLength(0);
  });

  it.each(ALL_TARGETS)('send the name of the status with it ($framework $version)', async target => {
    // Of the reference's names, 422 alone is another in RFC 9110; Node has kept that of the reference.
    for (const { status, ...one } of EXAMPLE_HANDLERS.filter(({ times }) => times === undefined)) {
      const [response] = await ask({ status, ...one }, target);
      expect(response?.statusLine).toBe(`HTTP/1.1 ${status} ${findEntry(status)?.name ?? ''}`);
    }
  });
});
