import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** The root of the package. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** The built command line. */
export const BIN = path.join(ROOT, 'dist/cli/bin.js');

/** How long a build may take that another test file has begun, in milliseconds. */
const PATIENCE = 60_000;

/** Builds dist/ where it is older than src/, without checking types, as that is a step of its own; test files run at the same time, so one builds and the others wait. */
export async function ensureBuilt(): Promise<void> {
  const lock = path.join(ROOT, 'node_modules/.status-code-build');
  const end = Date.now() + PATIENCE;
  while (!isFresh()) {
    if (takeLock(lock)) {
      try {
        execFileSync(process.execPath, [path.join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'src', '--noCheck'], {
          cwd: ROOT,
          encoding: 'utf8',
        });
      } finally {
        rmSync(lock, { recursive: true, force: true });
      }
      return;
    }
    if (Date.now() > end) throw new Error(`Another build has not ended; remove ${lock} if none is running.`);
    await setTimeout(200);
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    // A run that was stopped has left it behind.
    if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > PATIENCE)
      rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function isFresh(): boolean {
  if (!existsSync(BIN)) return false;
  const built = statSync(BIN).mtimeMs;
  return readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).every(
    name => statSync(path.join(ROOT, 'src', name)).mtimeMs <= built,
  );
}
