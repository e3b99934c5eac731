import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node 20 cannot run TypeScript. `node --import` of this file lets a child process of the wire tests load the harness from the
// sources its parent has already stripped of types: stripping them here would cost each of fifty processes a start of the compiler.
const sources = JSON.parse(process.env.WIRE_MODULES ?? '{}');
if (isMainThread) register(import.meta.url);

/** A module loading hook: the modules in the environment variable `WIRE_MODULES` (source by URL) come from there, all else from Node. */
export function load(url, context, nextLoad) {
  const source = sources[url];
  return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
}
