/**
 * The wire harness: runs code on the real Express 4 and 5 and Fastify 4 and 5, side by side, and reports the bytes
 * that come back over a TCP socket. What a rule says about the wire is asserted here, not quoted from documentation.
 *
 * - `runExample(code, { framework, version, request, globals, modules })` runs source text (JavaScript or TypeScript, as a rule's
 *   docs print it) and sends it one request. `startExample` keeps the server for several requests.
 *   Names provided: `app`, `express`, `router`, `Router` (Express); `app`, `fastify`, `server` (Fastify); `globals` adds or replaces.
 *   Imports of `express` and `fastify` mean the version asked for, `modules` supplies any other package. `listen()` does nothing.
 * - `startServer({ framework, version }, app => { … })` is the same for a typed function. Nothing is added to that app's routes.
 * - `findWireDifferences(before, after, …)` compares two examples over several kinds of request: the proof an autofix needs.
 * - `runInChildProcess(code, …)` is for code that kills its process: a fresh one, its exit code, and what the client saw.
 *
 * A response says how the exchange ended: `hang` (not one byte, socket open), `reset` (closed before the response was whole),
 * `complete`. A hang is proved, not timed: the server must show twice that its event loop turns, with a window for the handler's
 * own timers between (400 ms; a longer delay than that in an example counts as a hang), so a busy machine only makes it slower.
 * Servers print nothing; what they would have logged is in `log`. Everything is closed afterwards.
 * Tests take their suite options from `suite.ts`: they wait side by side.
 */
export { ALL_TARGETS, EXPRESS_VERSIONS, FASTIFY_VERSIONS, startServer } from './server.ts';
export type { ExpressApp, FastifyApp, RunningServer, Target } from './server.ts';
export { handlerExample, runExample, startExample } from './example.ts';
export type { ExampleOptions, ExampleResponse } from './example.ts';
export { runInChildProcess } from './child-process.ts';
export { findWireDifferences } from './same-wire.ts';
export type { ChildOutcome } from './child-process.ts';
export type { WireRequest, WireResponse } from './raw-http.ts';

/** The given text as a body. */
export function bytes(text: string): Buffer {
  return Buffer.from(text);
}

/** The body of a response without content. */
export const NO_BYTES = bytes('');
