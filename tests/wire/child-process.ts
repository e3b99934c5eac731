import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { compileExample, stripTypes } from './compile-example.ts';
import { provesAlive, sendRaw, type WireRequest, type WireResponse } from './raw-http.ts';
import type { Target } from './server.ts';

/** What became of a process that served one request. */
export interface ChildOutcome {
  /** The code it ended with by itself; null when it still served after the settling time. */
  exitCode: number | null;
  response: WireResponse;
  /** What it printed to stderr: for a crash, the error. */
  stderr: string;
}

const START_MS = 30_000;
const SETTLE_MS = 500;
const MOST_AT_ONCE = 4;
const urlOf = (name: string): string => new URL(name, import.meta.url).href;
const CHILD_MODULES = ['child-main.ts', 'compiled-example.ts', 'server.ts', 'raw-http.ts'].map(name =>
  urlOf(`./${name}`),
);
let strippedModules: string | null = null;
const running = new Set<Promise<unknown>>();

/**
 * Serves an example in a fresh process without handlers of uncaught errors, sends it one request, and waits for it to end.
 * The example must be whole: values cannot be passed to another process.
 */
export async function runInChildProcess(
  code: string,
  { request, ...target }: Target & { request?: WireRequest },
): Promise<ChildOutcome> {
  while (running.size >= MOST_AT_ONCE) await Promise.race(running);
  const outcome = runChild(code, target, request);
  const done = outcome.catch(() => undefined).finally(() => running.delete(done));
  running.add(done);
  return outcome;
}

async function runChild(code: string, target: Target, request: WireRequest | undefined): Promise<ChildOutcome> {
  const child = fork(fileURLToPath(urlOf('./child-main.ts')), [], {
    execArgv: ['--import', urlOf('./stripped-modules.mjs')],
    env: { PATH: process.env['PATH'] ?? '', WIRE_MODULES: getStrippedModules() },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // 'close' comes after the last byte of stderr, 'exit' may come before.
  const ended = once(child, 'close').then(([exitCode]) => exitCode as number | null);
  try {
    child.send({ body: compileExample(code), target });
    const port = await Promise.race([
      once(child, 'message').then(([message]) => message as number),
      ended.then(() => Promise.reject(new Error(`The example did not start: ${stderr}`))),
      after(START_MS).then(() => Promise.reject(new Error('The child process did not start in time'))),
    ]);
    const response = await sendRaw(port, request);
    const exitCode = await Promise.race([ended, after(SETTLE_MS).then(() => exitCodeUnlessServing(port, ended))]);
    return { exitCode, response, stderr };
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** The modules a child loads, stripped of types, as JSON by URL. */
function getStrippedModules(): string {
  strippedModules ??= JSON.stringify(
    Object.fromEntries(CHILD_MODULES.map(url => [url, stripTypes(readFileSync(new URL(url), 'utf8'))])),
  );
  return strippedModules;
}

async function exitCodeUnlessServing(port: number, ended: Promise<number | null>): Promise<number | null> {
  return (await provesAlive(port)) ? null : ended;
}

function after(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds).unref());
}
