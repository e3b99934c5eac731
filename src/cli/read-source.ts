import { readFileSync, statSync } from 'node:fs';

import { describeError } from './failure.ts';
import type { FoundFile } from './find-files.ts';

/** A file's text, or why it is passed over: what is minified or no text is nobody's source, what is too large or unreadable ought to be named. */
export type Source =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'generated' }
  | { readonly is: 'too-large' | 'unreadable'; readonly message: string };

/** The largest file that is read, in bytes: the largest written by hand in the 28 repositories the rules were measured on has 0.3 MB, bundles have more. */
const MAX_BYTES = 2_000_000;

/** Minified code has thousands of characters a line; written code with data in it stays below this on average. */
const MAX_MEAN_LINE = 300;
/** Shorter files are linted whatever their lines look like, in characters. */
const MIN_MINIFIED = 5000;

/** Reads a file to lint. */
export function readSource({ filename, isNamed }: FoundFile): Source {
  let text: string;
  try {
    const { size } = statSync(filename);
    if (size > MAX_BYTES) return isNamed ? { is: 'too-large', message: `has ${(size / 1e6).toFixed(1)} MB: files over ${MAX_BYTES / 1e6} MB are taken for bundles and not linted` } : { is: 'generated' };
    text = readFileSync(filename, 'utf8');
  } catch (error) {
    return { is: 'unreadable', message: `cannot be read: ${describeError(error)}` };
  }
  // .ts is the name of video files, too.
  if (text.slice(0, 1000).includes('\0')) return { is: 'generated' };
  if (!isNamed && isMinified(text)) return { is: 'generated' };
  return { is: 'text', text };
}

function isMinified(text: string): boolean {
  if (text.length < MIN_MINIFIED) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MAX_MEAN_LINE;
}
