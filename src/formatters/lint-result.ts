import type { Linter, Rule } from 'eslint';

/** What a formatter reads of ESLint's result for one file. */
export interface FileLintResult {
  /** Absolute, or a name in angle brackets for text without a file. */
  readonly filePath: string;
  readonly messages: readonly Linter.LintMessage[];
  /** The text the messages are about; ESLint leaves it out of clean files. */
  readonly source?: string | undefined;
  /** The text after `--fix`, which the messages are about where it is there. */
  readonly output?: string | undefined;
}

/** What ESLint hands a formatter beside the results; the metadata throws where ESLint cannot say which rules ran. */
export interface FormatterContext {
  readonly cwd?: string;
  readonly rulesMeta?: Readonly<Record<string, Rule.RuleMetaData>>;
}

/** A formatter as ESLint calls it. */
export type Formatter = (results: readonly FileLintResult[], context?: FormatterContext) => string;

/** The metadata of a rule; null where ESLint has none, as for messages of a processor. */
export function metaOf(ruleId: string, context: FormatterContext): Rule.RuleMetaData | null {
  return context.rulesMeta?.[ruleId] ?? null;
}
