import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

import type { FastifyInstance } from 'fastify5';

import { sendRaw, type WireRequest, type WireResponse } from './raw-http.ts';

/** A framework at one major version. */
export interface Target {
  framework: 'express' | 'fastify';
  version: 4 | 5;
}

/** The Express majors that run. */
export const EXPRESS_VERSIONS = [4, 5] as const;

/** The Fastify majors that run. */
export const FASTIFY_VERSIONS = [4, 5] as const;

/** Every framework at every version that runs. */
export const ALL_TARGETS: readonly Target[] = [
  ...EXPRESS_VERSIONS.map(version => ({ framework: 'express' as const, version })),
  ...FASTIFY_VERSIONS.map(version => ({ framework: 'fastify' as const, version })),
];

type ExpressRequest = IncomingMessage & {
  body: unknown;
  params: Record<string, string>;
  query: Record<string, unknown>;
};
type ExpressResponse = ServerResponse & {
  status(code: number): ExpressResponse;
  sendStatus(code: number): ExpressResponse;
  json(body?: unknown): ExpressResponse;
  send(body?: unknown): ExpressResponse;
  location(url: string): ExpressResponse;
  redirect(status: number | string, url?: string): void;
};
type ExpressHandler = (req: ExpressRequest, res: ExpressResponse, next: (error?: unknown) => void) => unknown;
type ExpressErrorHandler = (
  error: unknown,
  req: ExpressRequest,
  res: ExpressResponse,
  next: (error?: unknown) => void,
) => unknown;
type ExpressRoute = (path: string, ...handlers: ExpressHandler[]) => ExpressApp;

/** What a test needs of an Express application or router (Express ships no types, and both versions must fit). */
export interface ExpressApp {
  (req: IncomingMessage, res: ServerResponse, next?: (error?: unknown) => void): void;
  use(...handlers: (ExpressHandler | ExpressErrorHandler | ExpressApp)[]): ExpressApp;
  use(path: string, ...handlers: (ExpressHandler | ExpressErrorHandler | ExpressApp)[]): ExpressApp;
  all: ExpressRoute;
  get: ExpressRoute;
  post: ExpressRoute;
  put: ExpressRoute;
  patch: ExpressRoute;
  delete: ExpressRoute;
}

/** A Fastify instance, in the types of version 5 for both. */
export type FastifyApp = FastifyInstance;

/** A server on an ephemeral port of 127.0.0.1. */
export interface RunningServer {
  port: number;
  /** Errors that reached the end of the Express stack, and Fastify's log from `warn` on. */
  log: string[];
  send(request?: WireRequest): Promise<WireResponse>;
  close(): Promise<void>;
}

// Both frameworks print a deprecation through this switch, once a call site; Express 4 prints errors unless it runs under test.
process.noDeprecation = true;
process.env['NODE_ENV'] = 'test';

const require = createRequire(import.meta.url);

/** The module a target is: the factory with its properties, as `require('express')` gives it. */
export function loadFramework({ framework, version }: Target): (options?: object) => unknown {
  return require(`${framework}${version}`) as (options?: object) => unknown;
}

/** Fastify's options that collect its log instead of printing it. */
export function silentLogger(log: string[]): object {
  const write = (line: string): void => {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { code?: string } };
    log.push([err?.code, msg].filter(Boolean).join(': '));
  };
  return { level: 'warn', stream: { write } };
}

/** Starts an app of the target that `setUp` has filled. */
export function startServer(
  target: Target & { framework: 'express' },
  setUp: (app: ExpressApp) => void,
): Promise<RunningServer>;
export function startServer(
  target: Target & { framework: 'fastify' },
  setUp: (app: FastifyApp) => void,
): Promise<RunningServer>;
export async function startServer(target: Target, setUp: (app: never) => void): Promise<RunningServer> {
  const log: string[] = [];
  const create = loadFramework(target);
  const app = target.framework === 'express' ? create() : create({ logger: silentLogger(log) });
  setUp(app as never);
  return target.framework === 'express' ? serveExpress(app as ExpressApp, log) : serveFastify(app as FastifyApp, log);
}

/** Puts an Express app on a port. */
export async function serveExpress(app: ExpressApp, log: string[]): Promise<RunningServer> {
  app.use((error: unknown, _req: ExpressRequest, _res: ExpressResponse, next: (error?: unknown) => void) => {
    const { code, message } = Object(error) as { code?: string; message?: string };
    log.push([code, message].filter(Boolean).join(': '));
    next(error);
  });
  const server = createServer(app);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return running((server.address() as AddressInfo).port, log, async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
}

/** Puts a Fastify instance on a port. */
export async function serveFastify(app: FastifyApp, log: string[]): Promise<RunningServer> {
  const instance = app;
  await instance.ready();
  const server = instance.server;
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return running((server.address() as AddressInfo).port, log, async () => {
    server.closeAllConnections();
    await instance.close();
  });
}

function running(port: number, log: string[], close: () => Promise<void>): RunningServer {
  return { port, log, close, send: request => sendRaw(port, request) };
}
