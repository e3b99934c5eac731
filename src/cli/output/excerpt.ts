import { printable } from './printable.ts';

/** The widest excerpt of a line, in characters. */
const WIDTH = 120;

/** A line of source to print, and the line of carets that marks a part of it. */
export interface Excerpt {
  readonly text: string;
  readonly marker: string;
}

/** Cuts a line down to what is worth printing around the columns `start` to `end` (from 0, `end` excluded): no indentation, tabs as spaces, a window of a very long line. */
export function excerpt(line: string, start: number, end: number): Excerpt {
  // A report may start in the indentation, never does in practice.
  const indent = Math.min(line.length - line.trimStart().length, start);
  const whole = line.slice(indent).trimEnd().replaceAll('\t', ' ');
  const from = start - indent;
  const to = Math.max(from + 1, Math.min(end - indent, whole.length));
  const left = whole.length <= WIDTH || from < WIDTH - 20 ? 0 : from - 20;
  const cutsRight = whole.length - left > WIDTH;
  const markedTo = Math.min(to, left + WIDTH);
  // What is escaped takes more columns than it has characters, before the marked part and in it.
  const before = `${left > 0 ? '…' : ''}${printable(whole.slice(left, from))}`;
  const marked = printable(whole.slice(from, markedTo));
  const text = `${before}${marked}${printable(whole.slice(Math.max(from, markedTo), left + WIDTH))}${cutsRight ? '…' : ''}`;
  return { text, marker: ' '.repeat(before.length) + '^'.repeat(Math.max(1, marked.length)) };
}
