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
 * A response says how the exchange ended: `hang` (no byte within the window, socket open), `reset` (closed before the response
 * was whole), `complete`. The window stretches with the machine's load: the server must first prove that its event loop turns.
 * Servers print nothing; what they would have logged is in `log`. Everything is closed afterwards.
 */
export { ALL_TARGETS, EXPRESS_VERSIONS, FASTIFY_VERSIONS, startServer } from './server.ts';
export type { ExpressApp, FastifyApp, RunningServer, Target } from './server.ts';
export { handlerExample, runExample, startExample } from './example.ts';
export type { ExampleOptions, ExampleResponse } from './example.ts';
export { runInChildProcess } from './child-process.ts';
export { findWireDifferences } from './same-wire.ts';
export type { ChildOutcome } from './child-process.ts';
export type { WireRequest, WireResponse } from './raw-http.ts';

/** Options of a vitest suite of wire claims: its tests wait side by side, with room for a machine that is busy. */
export const WIRE_SUITE = { concurrent: true, timeout: 60_000 };

/** The given text as a body. */
export function bytes(text: string): Buffer {
  return Buffer.from(text);
}

/** The body of a response without content. */
export const NO_BYTES = bytes('');
