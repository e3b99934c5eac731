import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  openSync,
  realpathSync,
  renameSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import path from 'node:path';

/** Says why a file is not to be written, and what to do; null where it may be. What is reached by a link is another file than the one that was named. */
export function findReasonNotToWrite(filename: string, cwd: string): string | null {
  const stat = lstatSync(filename);
  if (stat.isSymbolicLink())
    return `is a symbolic link, so --fix leaves it alone: name the file it leads to, ${realpathSync(filename)}`;
  if (stat.nlink > 1)
    return `has ${stat.nlink} names (hard links), so --fix leaves it alone: replace it by a copy of itself, or edit it by hand`;
  const relative = path.relative(cwd, filename);
  if (relative.startsWith('..') || path.isAbsolute(relative)) return null;
  const root = realpathSync(cwd);
  const real = realpathSync(filename);
  return real.startsWith(root.endsWith(path.sep) ? root : root + path.sep)
    ? null
    : `lies outside of this folder, as a folder above it is a symbolic link, so --fix leaves it alone: name ${real}`;
}

/** Puts a text in the place of a file's, as a whole or not at all: a run that ends halfway leaves the file as it was. Its mode is kept, and its owner where that is possible. */
export function replaceFile(filename: string, text: string): void {
  const { mode, uid, gid } = lstatSync(filename);
  // To rename over a file asks no leave of the file, but what is write-protected is meant to stay.
  accessSync(filename, constants.W_OK);
  const temporary = path.join(path.dirname(filename), `.${path.basename(filename)}.${randomUUID()}`);
  const descriptor = openSync(temporary, 'wx', mode);
  try {
    try {
      writeFileSync(descriptor, text);
      keepOwner(descriptor, uid, gid);
      fchmodSync(descriptor, mode & 0o7777);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, filename);
  } catch (error) {
    unlinkSync(temporary);
    throw error;
  }
}

function keepOwner(descriptor: number, uid: number, gid: number): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    /* only root may give files away */
  }
}
