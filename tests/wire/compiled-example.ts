import { createRequire, isBuiltin } from 'node:module';

import {
  loadFramework,
  serveExpress,
  serveFastify,
  silentLogger,
  type ExpressApp,
  type FastifyApp,
  type RunningServer,
  type Target,
} from './server.ts';

/** What an example may use besides the framework. */
export interface ExampleScope {
  /** Values of the example's free names, such as `db`. */
  globals?: Record<string, unknown>;
  /** Modules other than the framework and Node's own, by specifier. */
  modules?: Record<string, unknown>;
}

type Factory = (options?: object) => object;
type AsyncBody = (...values: unknown[]) => Promise<void>;
const AsyncFunction = (async () => undefined).constructor as new (...source: string[]) => AsyncBody;
const requireHere = createRequire(import.meta.url);

/** Runs an example compiled to CommonJS and starts the server it describes. */
export function startCompiled(body: string, target: Target, scope: ExampleScope = {}): Promise<RunningServer> {
  return target.framework === 'express' ? startExpress(body, target, scope) : startFastify(body, target, scope);
}

/**
 * Serves the first app the example creates, else the `app` it was given, which parses JSON bodies as the server around a
 * fragment would. A router that the fragment fills but mounts nowhere is mounted at `/`.
 */
async function startExpress(body: string, target: Target, scope: ExampleScope): Promise<RunningServer> {
  const apps: ExpressApp[] = [];
  const routers: ExpressApp[] = [];
  const real = loadFramework(target) as Factory & { Router: Factory; json: () => never };
  const Router = recording(real.Router, routers);
  const create: Factory = () => Object.assign(real(), { listen: () => undefined });
  const express = recording(Object.assign(create, real, { Router }), apps);
  const given = real() as ExpressApp;
  given.use(real.json());
  const router = Router();
  const exported = await runBody(
    body,
    { app: given, express, router, Router, ...scope.globals },
    { express, ...scope.modules },
  );
  const app = apps[0] ?? given;
  if (isRouter(exported) && exported !== app) routers.push(exported);
  const mounted = new Set([app, ...apps, ...routers].flatMap(handlesOf));
  for (const each of new Set(routers)) if (!mounted.has(each)) app.use(each);
  return serveExpress(app, []);
}

/** Serves the first instance the example creates, else the one it was given; a default export is registered as its plugin. */
async function startFastify(body: string, target: Target, scope: ExampleScope): Promise<RunningServer> {
  const log: string[] = [];
  const instances: FastifyApp[] = [];
  const real = loadFramework(target) as Factory;
  const create: Factory = options =>
    Object.assign(real({ ...options, logger: silentLogger(log) }), { listen: () => Promise.resolve('') });
  const fastify = recording(Object.assign(create, real), instances);
  Object.assign(create, { fastify, default: fastify });
  const given = create() as FastifyApp;
  const exported = await runBody(
    body,
    { app: given, fastify: given, server: given, ...scope.globals },
    { fastify, ...scope.modules },
  );
  const app = instances[0] ?? given;
  if (typeof exported === 'function') void app.register(exported as Parameters<FastifyApp['register']>[0]);
  return serveFastify(app, log);
}

/** Runs the example and gives its default export (`module.exports` or `export default`), undefined when it has none. */
async function runBody(
  body: string,
  names: Record<string, unknown>,
  modules: Record<string, unknown>,
): Promise<unknown> {
  const module: { exports: unknown } = { exports: {} };
  const require = (specifier: string): unknown => {
    if (Object.hasOwn(modules, specifier)) return modules[specifier];
    if (isBuiltin(specifier)) return requireHere(specifier);
    throw new Error(`The example imports '${specifier}': pass it in \`modules\``);
  };
  const parameters = { ...names, module, exports: module.exports, require };
  // A block of its own, so that an example may declare the names it could also have been given.
  await new AsyncFunction(...Object.keys(parameters), `{\n${body}\n}`)(...Object.values(parameters));
  return typeof module.exports === 'function' ? module.exports : (module.exports as { default?: unknown }).default;
}

function recording(factory: Factory, made: object[]): Factory {
  const record = (each: object): object => {
    made.push(each);
    return each;
  };
  return new Proxy(factory, {
    apply: (create, _self, [options]: [object?]) => record(create(options)),
    construct: (create, [options]: [object?]) => record(create(options)),
  });
}

function isRouter(value: unknown): value is ExpressApp {
  return typeof value === 'function' && typeof (value as Partial<ExpressApp>).use === 'function';
}

/** Everything mounted on an app or router. Express 4 keeps its app's stack in `_router` and throws on `router`, Express 5 has only `router`. */
function handlesOf(mountable: ExpressApp): unknown[] {
  type Stack = { handle: unknown }[];
  const { stack, _router, lazyrouter } = mountable as unknown as {
    stack?: Stack;
    _router?: { stack: Stack };
    lazyrouter?: unknown;
  };
  const layers =
    stack ??
    _router?.stack ??
    (lazyrouter === undefined ? (mountable as unknown as { router: { stack: Stack } }).router.stack : []);
  return layers.map(layer => layer.handle);
}
