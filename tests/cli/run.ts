import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

import { onTestFinished } from 'vitest';

import { BIN, ROOT } from './build.ts';

/** Makes a folder with files for one test, which is removed after it. */
export function makeProject(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'status-code-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    const filename = path.join(folder, name);
    mkdirSync(path.dirname(filename), { recursive: true });
    writeFileSync(filename, text);
  }
  return folder;
}

/** What a run of the command line left. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let thread: Worker | undefined;

/**
 * Runs the built command line in a folder, with no terminal, in a thread that has run it before: what it costs to start a process and to
 * load ESLint is not paid again, and what one run keeps must not reach the next. The program itself, its streams and its exit code are
 * for `run`.
 */
export function runWarm(folder: string, ...args: readonly string[]): Run {
  if (!thread) {
    thread = new Worker(new URL('command-thread.mjs', import.meta.url), {
      workerData: { main: pathToFileURL(path.join(ROOT, 'dist/cli/commands/main.js')).href },
      execArgv: [],
      env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined },
    });
    thread.unref();
  }
  const done = new Int32Array(new SharedArrayBuffer(4));
  const { port1, port2 } = new MessageChannel();
  thread.postMessage({ args, folder, done, answer: port2 }, [port2]);
  const how = Atomics.wait(done, 0, 0, 60_000);
  const answer = receiveMessageOnPort(port1) as { message: Run } | undefined;
  port1.close();
  if (!answer) throw new Error(`The command has not ended (${how}): ${args.join(' ')}`);
  return answer.message;
}

/** What a process is started with beside its arguments. */
export interface Start {
  /** What is piped in. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line in a folder, with no terminal, in a process of its own. */
export function run(folder: string, ...args: readonly string[]): Run {
  return runWith(folder, {}, ...args);
}

/** The same with something piped in, or variables set. */
export function runWith(folder: string, { input, env }: Start, ...args: readonly string[]): Run {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
    ...(input !== undefined && { input }),
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined, NODE_OPTIONS: '', ...env },
  });
  if (error) throw error;
  return { code: status, stdout, stderr };
}

/** One finding of `check --format json`. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string | null;
}

interface JsonResult {
  readonly filePath: string;
  readonly messages: readonly { readonly line: number; readonly ruleId: string | null; readonly fatal?: boolean }[];
}

/** What `check --format json` prints, as findings. */
export function findingsOf(stdout: string, folder: string): Finding[] {
  return (JSON.parse(stdout) as JsonResult[]).flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId }) => ({ file: path.relative(folder, filePath), line, rule: ruleId })),
  );
}

/** The files that `check --format json` linted. */
export function filesOf(stdout: string, folder: string): string[] {
  return (JSON.parse(stdout) as JsonResult[]).map(({ filePath }) => path.relative(folder, filePath));
}

/** A server with one mistake, content with a 204, on line 3. */
export const MISTAKEN = `const app = require('express')();
app.delete('/users/:id', (req, res) => {
  res.status(204).json({ removed: true });
});
`;

/** The same server without it. */
export const RIGHT = MISTAKEN.replace('.json({ removed: true })', '.end()');

/** The rule that speaks of it. */
export const RULE = 'status-code/no-body-with-bodyless-status';
