import type { Linter, Rule } from 'eslint';

import type { SourceCode } from '../../model/definitions/file.ts';
import { getModel } from '../../model/get-model.ts';
import type { Model } from '../../model/model.ts';
import { describeError } from '../failure.ts';
import type { ParserChoice } from '../parser/parser.ts';
import { findParseFailure, makeConfig } from './lint-file.ts';

/** What is known of a file: its model (null where it shows no trace of a handler), or why it could not be read. */
export type ReadModel =
  { readonly is: 'model'; readonly model: Model | null } | { readonly is: 'failed'; readonly message: string };

/** A file to read, and the parser to read it with. */
interface FileToRead {
  readonly filename: string;
  readonly text: string;
  readonly parser: ParserChoice;
  readonly settings: Linter.Config['settings'];
}

/** Gets the model of a file as the rules see it: it is made inside ESLint, with the same parser and settings. */
export function readModel(linter: Linter, { filename, text, parser, settings = {} }: FileToRead): ReadModel {
  let model: Model | null = null;
  const rule: Rule.RuleModule = {
    create: context => ({
      Program: () => {
        model = getModel(context.sourceCode as unknown as SourceCode, context.filename, context);
      },
    }),
  };
  try {
    const messages = linter.verify(
      text,
      makeConfig(parser, { plugins: { model: { rules: { rule } } }, rules: { 'model/rule': 'error' }, settings }),
      { filename, allowInlineConfig: false },
    );
    const failure = findParseFailure(messages);
    if (failure)
      return {
        is: 'failed',
        message: `cannot be parsed: ${describeError(new Error(failure.message.replace(/^Parsing error: /, '')))} (line ${failure.line})`,
      };
  } catch (error) {
    return { is: 'failed', message: `cannot be analysed: ${describeError(error)}` };
  }
  return { is: 'model', model };
}
