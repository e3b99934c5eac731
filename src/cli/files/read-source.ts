import { readRegularFile } from '../../project/read-file.ts';
import { describeError } from '../failure.ts';
import type { FoundFile } from './find-files.ts';

/** A file's text, or why it is passed over: what is minified or no text is nobody's source, what is too large or unreadable ought to be named. */
export type SourceFile =
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
export function readSource({ filename, isNamed }: FoundFile): SourceFile {
  const read = readRegularFile(filename, MAX_BYTES);
  switch (read.is) {
    case 'special':
      return {
        is: 'unreadable',
        message: 'cannot be read: it is no regular file, but a folder, a pipe, a socket or a device, or leads to one',
      };
    case 'unreadable':
      return { is: 'unreadable', message: `cannot be read: ${describeError(read.error)}` };
    case 'too large':
      return isNamed ? tooLarge(read.size) : { is: 'generated' };
    case 'read':
      return decode(read.bytes, isNamed);
  }
}

/** Reads the text of a file that was handed over; it is somebody's source, whatever its lines look like. */
export function decodeSource(bytes: Buffer): SourceFile {
  return bytes.length > MAX_BYTES ? tooLarge(bytes.length) : decode(bytes, true);
}

function tooLarge(size: number): SourceFile {
  return {
    is: 'too-large',
    message: `has ${(size / 1e6).toFixed(1)} MB: files over ${MAX_BYTES / 1e6} MB are taken for bundles and not linted`,
  };
}

/** The text of a file in UTF-8, its byte order mark kept; in another encoding it would be linted, and by --fix written, as something else than it is. */
function decode(bytes: Buffer, isNamed: boolean): SourceFile {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { is: 'unreadable', message: 'cannot be read: it is UTF-16, save it as UTF-8' };
  // .ts is the name of video files, too.
  if (bytes.subarray(0, 1000).includes(0)) return { is: 'generated' };
  if (!isNamed && isMinified(bytes.toString('latin1'))) return { is: 'generated' };
  try {
    return { is: 'text', text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { is: 'unreadable', message: 'cannot be read: it is not UTF-8, save it as such' };
  }
}

function isMinified(text: string): boolean {
  if (text.length < MIN_MINIFIED) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > MAX_MEAN_LINE;
}
