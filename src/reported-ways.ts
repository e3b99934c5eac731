/** One place on the way of a failure to its answer, as it is shown. */
export interface ShownStep {
  readonly filename: string;
  /** From 1, as in ESLint's messages. */
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

interface ReportedWay {
  readonly line: number;
  readonly column: number;
  readonly way: readonly ShownStep[];
}

/** What was last reported of each file by each rule. */
const reported = new Map<string, Map<string, ReportedWay[]>>();

/** Forgets what a rule has reported of a file, which is linted anew. */
export function forgetWays(filename: string, ruleId: string): void {
  reported.get(filename)?.delete(ruleId);
}

/** Keeps the way of a failure that a rule reports, for the formatters: a message of ESLint has no room for it. */
export function keepWay(filename: string, ruleId: string, way: ReportedWay): void {
  const ofFile = reported.get(filename) ?? new Map<string, ReportedWay[]>();
  reported.set(filename, ofFile.set(ruleId, [...(ofFile.get(ruleId) ?? []), way]));
}

/** The way of the failure that a message is about; none where it was reported in another process, or a cache has the message. */
export function findWay(
  filename: string,
  { ruleId, line, column }: { readonly ruleId: string | null; readonly line: number; readonly column: number },
): readonly ShownStep[] {
  const ofRule = reported.get(filename)?.get(ruleId ?? '') ?? [];
  return ofRule.find(one => one.line === line && one.column === column)?.way ?? [];
}
