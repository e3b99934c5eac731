import type { Linter } from 'eslint';

import { editsOf, trimEdit, type Edit } from './edits.ts';
import type { MessageRange } from './message-range.ts';
import type { SourceText } from './source-text.ts';

/** The edits of a message as a review offers them: texts that each replace the same whole lines. */
export interface Alternatives {
  /** From 1, both included. */
  readonly lines: readonly [number, number] | null;
  readonly offered: readonly { readonly description: string; readonly text: string }[];
  /** What the edits do that reach too far for a comment at the reported lines. */
  readonly elsewhere: readonly string[];
}

/** How far from the reported lines an edit may reach: a comment stands beside a few lines, which must all be in the diff. */
const REACH = 10;

/**
 * Puts the edits of a message over one common range of lines. Reviews take nothing else: reviewdog refuses a suggestion whose lines are not those of
 * the first one, GitLab ignores columns, and whole lines need no agreement on what a column counts.
 */
export function alternativesOf(
  message: Linter.LintMessage,
  range: MessageRange | null,
  source: SourceText | null,
): Alternatives {
  const edits = editsOf(message);
  if (!range || !source) return { lines: null, offered: [], elsewhere: edits.map(({ description }) => description) };
  const placed = edits.map(edit => {
    const trimmed = trimEdit(edit, source);
    const first = edit.removesByteOrderMark ? 1 : source.placeOf(trimmed.range[0]).line;
    const last = source.placeOf(trimmed.range[1]).line;
    return { edit: trimmed, first, last, isNear: first >= range.start.line - REACH && last <= range.end.line + REACH };
  });
  const near = placed.filter(({ isNear }) => isNear);
  const elsewhere = placed.filter(({ isNear }) => !isNear).map(({ edit }) => edit.description);
  if (near.length === 0) return { lines: null, offered: [], elsewhere };
  const lines = [Math.min(...near.map(({ first }) => first)), Math.max(...near.map(({ last }) => last))] as const;
  const offered = near.map(({ edit }) => ({ description: edit.description, text: applyToLines(edit, lines, source) }));
  return {
    lines,
    offered: offered.filter(({ text }, i) => offered.findIndex(other => other.text === text) === i),
    elsewhere,
  };
}

/** Whole lines as they are after an edit. */
function applyToLines(
  { range: [start, end], text, removesByteOrderMark }: Edit,
  [first, last]: readonly [number, number],
  source: SourceText,
): string {
  const [from, to] = source.rangeOfLines(first, last);
  // The byte order mark is part of the first line, which would lose it.
  const prefix = first === 1 && !removesByteOrderMark ? source.prefix : '';
  return prefix + source.text.slice(from, start) + text + source.text.slice(end, Math.max(end, to));
}
