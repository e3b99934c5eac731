import type { TSESTree } from '@typescript-eslint/utils';

import { lineAt, lineStarts } from '../syntax/line-starts.ts';

/** Turns the offsets of a text into lines (from 1) and columns (from 0). */
export class SourcePositions {
  readonly #lineStarts: readonly number[];
  #lastLine = 0;

  constructor(text: string) {
    this.#lineStarts = lineStarts(text);
  }

  /** The position of an offset. */
  positionOf(offset: number): TSESTree.Position {
    const line = this.#lineAt(offset);
    return { line: line + 1, column: offset - (this.#lineStarts[line] ?? 0) };
  }

  /** The positions of both ends of a range. */
  locOf([start, end]: readonly [number, number]): TSESTree.SourceLocation {
    return { start: this.positionOf(start), end: this.positionOf(end) };
  }

  /** The line of an offset, from 0; offsets mostly come in order, so the last line is tried first. */
  #lineAt(offset: number): number {
    const starts = this.#lineStarts;
    const last = this.#lastLine;
    if ((starts[last] ?? 0) <= offset && offset < (starts[last + 1] ?? Infinity)) return last;
    return (this.#lastLine = lineAt(starts, offset));
  }
}
