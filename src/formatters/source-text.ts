import { lineAt, lineStarts } from '../syntax/line-starts.ts';

/** A place in a file, as git, GitHub and GitLab count it: lines end with a line feed only. */
export interface Place {
  /** From 1. */
  readonly line: number;
  /** UTF-16 code units from 0, without a byte order mark. */
  readonly column: number;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** The text of a file, with its two ways to count lines. */
export class SourceText {
  /** Without a byte order mark; the offsets of ESLint's fixes count in it. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly #eslintLines: readonly number[];
  readonly #lines: readonly number[];

  constructor(source: string) {
    this.hasByteOrderMark = source.startsWith(BYTE_ORDER_MARK);
    this.text = this.hasByteOrderMark ? source.slice(1) : source;
    this.#eslintLines = lineStarts(this.text);
    this.#lines = lineStarts(this.text, /\n/g);
  }

  /** How many lines there are. */
  get lineCount(): number {
    return this.#lines.length;
  }

  /** The offset of a line and column (both from 1) of an ESLint message. */
  offsetOf(line: number, column: number): number {
    const start = this.#eslintLines[line - 1] ?? this.text.length;
    return Math.min(start + Math.max(column, 1) - 1, this.text.length);
  }

  /** The place of an offset. */
  placeOf(offset: number): Place {
    const line = lineAt(this.#lines, offset);
    return { line: line + 1, column: offset - (this.#lines[line] ?? 0) };
  }

  /** The range of offsets of whole lines (from 1, both included), without the end of the last. */
  rangeOfLines(first: number, last: number): readonly [number, number] {
    const start = this.#lines[first - 1] ?? this.text.length;
    const next = this.#lines[last];
    const end = next === undefined ? this.text.length : next - 1;
    return [start, end > start && this.text[end - 1] === '\r' && next !== undefined ? end - 1 : end];
  }

  /** The text of a line, from 1. */
  lineText(line: number): string {
    return this.text.slice(...this.rangeOfLines(line, line));
  }

  /** A column in UTF-8 bytes, from 0, of a place; a byte order mark counts, as it is part of the line. */
  bytesBefore({ line, column }: Place): number {
    const bytes = Buffer.byteLength(this.lineText(line).slice(0, column));
    return line === 1 && this.hasByteOrderMark ? bytes + Buffer.byteLength(BYTE_ORDER_MARK) : bytes;
  }

  /** What a file has before its text. */
  get prefix(): string {
    return this.hasByteOrderMark ? BYTE_ORDER_MARK : '';
  }
}
