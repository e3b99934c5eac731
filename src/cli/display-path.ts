import path from 'node:path';

/** A file's name as printed: relative to the current folder unless it lies outside, with slashes. */
export function displayPath(filename: string, cwd: string): string {
  const relative = path.relative(cwd, filename);
  return (relative === '' || relative.startsWith('..') || path.isAbsolute(relative) ? filename : relative).split(path.sep).join('/');
}
