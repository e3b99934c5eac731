import path from 'node:path';

import { printable } from './printable.ts';

/** A file's name as printed: relative to the current folder unless it lies outside, with slashes, and nothing in it that a terminal acts on. */
export function displayPath(filename: string, cwd: string): string {
  const relative = path.relative(cwd, filename);
  return printable(
    (relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? filename : relative)
      .split(path.sep)
      .join('/'),
  );
}
