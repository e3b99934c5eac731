import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';

/** What came of reading a file: its bytes with the time and size it has, or why there are none. */
export type FileRead =
  | { readonly is: 'read'; readonly bytes: Buffer; readonly mtime: number; readonly size: number }
  | { readonly is: 'special' }
  | { readonly is: 'too large'; readonly size: number }
  | { readonly is: 'unreadable'; readonly error: unknown };

/** The largest package.json, tsconfig or .gitignore that is read, in bytes. */
export const MAX_CONFIG_BYTES = 1_000_000;

/** Without it the opening of a pipe waits for whoever writes to it; Windows has neither. */
const NONBLOCK = constants.O_NONBLOCK ?? 0;

/**
 * Reads a file that a repository holds: a regular one, links to such included, and not past a number of bytes.
 * A clone may bring `package.json -> /dev/zero`, and to open a device or a pipe is to do something already, so it is asked what it is before and after it is opened.
 */
export function readRegularFile(filename: string, maxBytes: number): FileRead {
  let descriptor: number | null = null;
  try {
    if (!statSync(filename).isFile()) return { is: 'special' };
    descriptor = openSync(filename, constants.O_RDONLY | NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return { is: 'special' };
    if (stat.size > maxBytes) return { is: 'too large', size: stat.size };
    const bytes = readUpTo(descriptor, stat.size, maxBytes);
    return bytes
      ? { is: 'read', bytes, mtime: stat.mtimeMs, size: stat.size }
      : { is: 'too large', size: maxBytes + 1 };
  } catch (error) {
    return { is: 'unreadable', error };
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** The text of a regular file; null where it cannot be read, or is too large. */
export function readTextFile(filename: string, maxBytes: number): string | null {
  const read = readRegularFile(filename, maxBytes);
  return read.is === 'read' ? read.bytes.toString('utf8') : null;
}

/** All bytes of an open file; null past the limit: what a system makes up, as in /proc, has no size, and a file may grow while it is read. */
function readUpTo(descriptor: number, expected: number, maxBytes: number): Buffer | null {
  // One more than there should be, so that the end is seen by the first look.
  let bytes = Buffer.allocUnsafe(expected + 1);
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    length += count;
    if (length > maxBytes) return null;
    if (count === 0) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(bytes.length * 2 + 4096, maxBytes + 1));
    else if (length === expected) return bytes.subarray(0, length);
  }
}
