import type { Linter, Rule } from 'eslint';

import type { PresetName } from '../../configs.ts';
import plugin from '../../index.ts';
import type { SourceCode } from '../../model/definitions/file.ts';
import { getModel } from '../../model/get-model.ts';
import type { Model } from '../../model/model.ts';
import { describeError } from '../failure.ts';
import type { ParserChoice } from '../parser/parser.ts';
import { findParseFailure, makeConfig } from './lint-file.ts';

/** What is known of a file: its model (null where it shows no trace of a handler), or why it could not be read. */
export type ReadModel =
  | { readonly is: 'model'; readonly model: Model | null; readonly findings: readonly Linter.LintMessage[] }
  | { readonly is: 'failed'; readonly message: string };

/** A file to read, and the parser to read it with. */
interface FileToRead {
  readonly filename: string;
  readonly text: string;
  readonly parser: ParserChoice;
  readonly settings: Linter.Config['settings'];
  /** The preset whose findings are wanted as well. */
  readonly preset?: PresetName;
}

/** Gets the model of a file as the rules see it: it is made inside ESLint, with the same parser and settings. */
export function readModel(linter: Linter, { filename, text, parser, settings = {}, preset }: FileToRead): ReadModel {
  let model: Model | null = null;
  const rule: Rule.RuleModule = {
    create: context => ({
      Program: () => {
        model = getModel(context.sourceCode as unknown as SourceCode, context.filename, context);
      },
    }),
  };
  let messages: readonly Linter.LintMessage[];
  try {
    messages = linter.verify(
      text,
      makeConfig(parser, {
        plugins: { model: { rules: { rule } }, ...(preset && { 'status-code': plugin }) },
        rules: { ...(preset && plugin.configs[preset].rules), 'model/rule': 'error' },
        settings,
      }),
      // What a comment turns off is no finding.
      { filename, allowInlineConfig: preset !== undefined },
    );
    const failure = findParseFailure(messages);
    if (failure)
      return {
        is: 'failed',
        message: `cannot be parsed: ${describeError(new Error(failure.message.replace(/^Parsing error: /, '')))} (line ${failure.line})`,
      };
  } catch (error) {
    // A rule may fail where the model does not.
    if (preset) return readModel(linter, { filename, text, parser, settings });
    return { is: 'failed', message: `cannot be analysed: ${describeError(error)}` };
  }
  return { is: 'model', model, findings: messages.filter(({ ruleId }) => ruleId?.startsWith('status-code/') === true) };
}
