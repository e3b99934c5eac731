/** What the plugin reports of a line. */
export interface Finding {
  readonly project: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly preset: string;
  readonly says: string;
  readonly code: string;
}

/** A finding of the record, with what was judged of it. */
export interface Row extends Finding {
  readonly verdict: string;
  readonly second: string;
  readonly why: string;
}

interface Pair {
  readonly before: Row;
  readonly after: Finding;
}

/** What tells a run from the record. */
export interface Difference {
  readonly rows: Row[];
  readonly added: Row[];
  readonly gone: Row[];
  readonly moved: Pair[];
  readonly changedPreset: Pair[];
}

export const VERDICTS: readonly string[];
export function parseRecord(text: string): Row[];
export function formatRecord(rows: readonly Row[]): string;
export function placeOf(finding: Finding): string;
export function idOf(finding: Finding): string;
export function hashOf(line: string): string;
export function saysOf(message: string): string;
export function compareFindings(known: readonly Row[], found: readonly Finding[]): Difference;
export function nameOf(project: string): string;
export function isSame(difference: Difference): boolean;
export function describeDifference(difference: Difference): string[];
export function applyVerdicts(rows: readonly Row[], text: string, how: { isSecond: boolean }): Row[];
