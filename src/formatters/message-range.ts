import type { Linter } from 'eslint';

import type { FileLintResult } from './lint-result.ts';
import { SourceText, type Place } from './source-text.ts';

/** Where a message points; the end is excluded. Null where ESLint names no place, as for a file that it could not read. */
export interface MessageRange {
  readonly start: Place;
  readonly end: Place;
}

/** The text the messages of a result are about; null where ESLint has not handed it over. */
export function sourceTextOf({ output, source }: FileLintResult): SourceText | null {
  const text = output ?? source;
  return text === undefined ? null : new SourceText(text);
}

/** Where a message points, in the lines of git where the text is known, else in those of ESLint. */
export function rangeOf(
  { line, column, endLine, endColumn }: Linter.LintMessage,
  source: SourceText | null,
): MessageRange | null {
  // Fatal messages have no line, or the line 0.
  if (!(line > 0)) return null;
  const [lastLine, lastColumn] = [endLine ?? line, endLine === undefined ? column : (endColumn ?? column)];
  if (!source)
    return {
      start: { line, column: Math.max(column, 1) - 1 },
      end: { line: lastLine, column: Math.max(lastColumn, 1) - 1 },
    };
  const start = source.offsetOf(line, column);
  return { start: source.placeOf(start), end: source.placeOf(Math.max(start, source.offsetOf(lastLine, lastColumn))) };
}
