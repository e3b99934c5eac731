import type { Linter } from 'eslint';

import type { SourceText } from './source-text.ts';

/** An edit that a message offers. */
export interface Edit {
  /** A whole sentence that says what it does. */
  readonly description: string;
  /** Offsets in the text without its byte order mark; the end is excluded. */
  readonly range: readonly [number, number];
  readonly text: string;
  readonly removesByteOrderMark: boolean;
}

const FIX = 'Apply the fix of `eslint --fix`.';

/** The edits that a message offers, its fix first. */
export function editsOf({ fix, suggestions = [] }: Linter.LintMessage): Edit[] {
  return [...(fix ? [{ desc: FIX, fix }] : []), ...suggestions].map(
    ({
      desc,
      fix: {
        range: [start, end],
        text,
      },
    }) => ({
      description: desc,
      range: [Math.max(start, 0), Math.max(end, 0)] as const,
      text,
      removesByteOrderMark: start < 0,
    }),
  );
}

/** The same edit without what it leaves as it is at both of its ends, so that it concerns no line that it does not change. */
export function trimEdit(edit: Edit, source: SourceText): Edit {
  const [start, end] = edit.range;
  const old = source.text.slice(start, end);
  const most = Math.min(old.length, edit.text.length);
  let before = 0;
  while (before < most && old[before] === edit.text[before]) before++;
  let after = 0;
  while (after < most - before && old[old.length - 1 - after] === edit.text[edit.text.length - 1 - after]) after++;
  return { ...edit, range: [start + before, end - after], text: edit.text.slice(before, edit.text.length - after) };
}
