import { startExample, type ExampleOptions } from './example.ts';
import type { WireRequest } from './raw-http.ts';

/** The kinds of request on which two forms that look alike have been seen to differ. */
const REQUESTS: Record<string, WireRequest> = {
  GET: {},
  'conditional GET': { headers: { 'if-none-match': '*' } },
  HEAD: { method: 'HEAD' },
  'GET for HTML': { headers: { accept: 'text/html' } },
  POST: { method: 'POST', json: { a: 1 } },
};

/** The kinds of request that two examples answer differently in any byte but the date; empty when an edit from one to the other changes nothing. */
export async function findWireDifferences(before: string, after: string, options: ExampleOptions): Promise<string[]> {
  const [old, edited] = await Promise.all([answersOf(before, options), answersOf(after, options)]);
  return Object.keys(REQUESTS).filter((_kind, index) => old[index] !== edited[index]);
}

async function answersOf(code: string, options: ExampleOptions): Promise<string[]> {
  const server = await startExample(code, options);
  try {
    return await Promise.all(
      Object.values(REQUESTS).map(async request => {
        const {
          headers: { date: _date, ...headers },
          body,
          ...rest
        } = await server.send(request);
        return JSON.stringify({ ...rest, headers, body: body.toString('hex') });
      }),
    );
  } finally {
    await server.close();
  }
}
