import path from 'node:path';

import { findNearestPackage } from './nearest-package.ts';

/** The extensions of files that are linted. */
export const EXTENSIONS = ['js', 'mjs', 'cjs', 'jsx', 'ts', 'mts', 'cts', 'tsx'] as const;

/** Whether a file is code by its name: JavaScript or TypeScript, and no declaration file. */
export function isSource(filename: string): boolean {
  return (EXTENSIONS as readonly string[]).includes(path.extname(filename).slice(1)) && !/\.d\.[cm]?ts$/.test(filename);
}

/** Whether a file is TypeScript by its name. */
export function isTypeScript(filename: string): boolean {
  return /\.(?:[cm]?ts|tsx)$/.test(filename);
}

/** Whether a file may hold JSX: TypeScript only in .tsx, JavaScript anywhere. */
export function mayHoldJsx(filename: string): boolean {
  return !isTypeScript(filename) || filename.endsWith('.tsx');
}

/** A way to read a file's text. */
export type SourceType = 'module' | 'commonjs';

/** The ways to read a file, the likeliest first: by its extension, else by the `type` of the nearest package.json; where that has none, ES modules are tried first, as TypeScript and bundlers write them. CommonJS includes sloppy scripts. */
export function sourceTypesOf(filename: string): readonly SourceType[] {
  const isCommonJs =
    /\.c[jt]s$/.test(filename) || (!/\.m[jt]s$/.test(filename) && findNearestPackage(filename)?.type === 'commonjs');
  return isCommonJs ? ['commonjs', 'module'] : ['module', 'commonjs'];
}
