import { compileExample } from './compile-example.ts';
import { startCompiled, type ExampleScope } from './compiled-example.ts';
import type { WireRequest, WireResponse } from './raw-http.ts';
import type { RunningServer, Target } from './server.ts';

/** Where an example runs and what it may use. */
export type ExampleOptions = Target & ExampleScope & { request?: WireRequest | undefined };

/** The response to an example's one request, with what its server would have logged. */
export type ExampleResponse = WireResponse & { log: string[] };

/** Starts the server an example describes; the caller closes it. Throws what the example throws. */
export function startExample(code: string, { framework, version, ...scope }: ExampleOptions): Promise<RunningServer> {
  return startCompiled(compileExample(code), { framework, version }, scope);
}

/** Starts the server an example describes, sends it one request (GET / by default) and closes it. */
export async function runExample(code: string, options: ExampleOptions): Promise<ExampleResponse> {
  const server = await startExample(code, options);
  try {
    return { ...(await server.send(options.request)), log: server.log };
  } finally {
    await server.close();
  }
}

/** An example with one handler, for every method of `/`, made of the given statements over `req, res, next` or `request, reply`. */
export function handlerExample(
  framework: Target['framework'],
  statements: string,
  kind: 'sync' | 'async' = 'sync',
): string {
  const parameters = framework === 'express' ? 'req, res, next' : 'request, reply';
  return `app.all('/', ${kind === 'async' ? 'async ' : ''}(${parameters}) => { ${statements} });`;
}
