import type { Linter } from 'eslint';

/** What `check` found in one file. */
export interface FileResult {
  /** Absolute. */
  readonly filename: string;
  /** The text the messages are about, after the fixes. */
  readonly text: string;
  readonly messages: readonly Linter.LintMessage[];
  readonly isFixed: boolean;
}

/** The counts of a whole run. */
export interface Totals {
  files: number;
  filesWithFindings: number;
  errors: number;
  warnings: number;
  fixable: number;
  withSuggestions: number;
  fixedFiles: number;
  /** Files that could not be read, parsed or analysed. */
  failures: number;
  /** Minified and generated files that were passed over. */
  generated: number;
  /** Tests and test doubles that were passed over; those of a folder count as one. */
  tests: number;
  /** Warnings that --quiet leaves out. */
  hidden: number;
  /** The commit that --since named. */
  readonly since: string | null;
}

/** Takes the results of a run as they come, so that none need be kept. */
export interface Reporter {
  file(result: FileResult): void;
  end(totals: Totals): void;
}

/** A run before its first file. */
export function noTotals(since: string | null): Totals {
  return {
    since,
    files: 0,
    filesWithFindings: 0,
    errors: 0,
    warnings: 0,
    fixable: 0,
    withSuggestions: 0,
    fixedFiles: 0,
    failures: 0,
    generated: 0,
    tests: 0,
    hidden: 0,
  };
}

/** Adds one file's messages to the counts; what says that it could not be parsed counts as a failure, not a finding. */
export function addTo(totals: Totals, { messages, isFixed }: FileResult): void {
  totals.files++;
  if (isFixed) totals.fixedFiles++;
  const findings = messages.filter(({ fatal }) => fatal !== true);
  if (findings.length < messages.length) totals.failures++;
  if (findings.length > 0) totals.filesWithFindings++;
  for (const { severity, fix, suggestions } of findings) {
    if (severity === 2) totals.errors++;
    else totals.warnings++;
    if (fix) totals.fixable++;
    if (suggestions && suggestions.length > 0) totals.withSuggestions++;
  }
}
