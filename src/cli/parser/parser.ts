import path from 'node:path';

import { Linter, type Rule } from 'eslint';
import type { TSESTree } from '@typescript-eslint/utils';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

import { VERSION } from '../../version.ts';
import { parseBundled } from '../../parsing/bundled-parser.ts';
import { isTypeScript, mayHoldJsx, sourceTypesOf, type SourceType } from '../../project/file-kind.ts';
import { analyzeJavaScript } from './javascript-scopes.ts';
import { keepOwnDirectives } from './own-directives.ts';
import { findTargetParser, QUIET, type EslintParser } from './target-parser.ts';

interface ParseResult {
  ast: TSESTree.Program;
  [other: string]: unknown;
}

/** One way to parse a text, to be tried. */
type Attempt = (text: string) => ParseResult;

/** Whose parser reads the files: the linted project's own where it has one, which is code of that project that runs; or none but those that come with this package and ESLint. */
export type ParserChoice = 'project' | 'bundled';

/** The parsers that ESLint is given: each is whatever reads the file, tried in turn, and with this plugin's directives alone. */
export const parsers: Readonly<Record<ParserChoice, Linter.Parser>> = {
  project: makeParser('project'),
  bundled: makeParser('bundled'),
};

function makeParser(choice: ParserChoice): Linter.Parser {
  return {
    meta: { name: `eslint-plugin-status-code/${choice}-parser`, version: VERSION },
    parseForESLint(text: string, options: unknown) {
      const { filePath } = options as { filePath?: string };
      const filename = filePath ?? path.resolve('file.js');
      const own = choice === 'project' ? findTargetParser(path.dirname(filename)) : null;
      const result = firstToSucceed(attemptsFor(filename, options as object, own), text);
      result.ast.comments = keepOwnDirectives(result.ast.comments ?? []);
      return result;
    },
  };
}

/** The ways to parse a file, best first: the project's own parser; else ESLint's own for JavaScript, which recurses in JavaScript and so survives anything, then the bundled one, which knows types and decorators. */
function attemptsFor(filename: string, options: object, own: EslintParser | null): Attempt[] {
  const sourceTypes = sourceTypesOf(filename);
  const jsx = mayHoldJsx(filename);
  const eslintOptions = (sourceType: SourceType): object => ({
    ...options,
    ecmaVersion: 'latest',
    sourceType,
    ecmaFeatures: { jsx, globalReturn: sourceType === 'commonjs' },
    loc: true,
    range: true,
    tokens: true,
    comment: true,
  });
  if (own)
    return sourceTypes.map(
      type => text =>
        own.parseForESLint(text, {
          ...eslintOptions(type),
          ...QUIET,
          sourceType: type === 'module' ? type : 'script',
        }) as unknown as ParseResult,
    );
  const bundled = sourceTypes.map((sourceType): Attempt => text => ({
    ...parseBundled(text, { language: jsx ? 'tsx' : 'ts', sourceType }),
  }));
  if (isTypeScript(filename)) return bundled;
  return [
    ...sourceTypes.map(
      (type): Attempt =>
        text =>
          parseJavaScript(text, type, eslintOptions(type)),
    ),
    ...bundled,
  ];
}

function parseJavaScript(text: string, sourceType: SourceType, options: object): ParseResult {
  const own = eslintParser();
  const ast = ('parse' in own ? own.parse(text, options) : own.parseForESLint(text, options).ast) as TSESTree.Program;
  return { ast, scopeManager: analyzeJavaScript(ast, sourceType), visitorKeys };
}

/** The first result; where none succeeds, the error that comes latest in the text, as it is the one of the fitting way. */
function firstToSucceed(attempts: readonly Attempt[], text: string): ParseResult {
  let latest: unknown = null;
  for (const attempt of attempts) {
    try {
      return attempt(text);
    } catch (error) {
      // Too deep for one parser is too deep for the others, and a native one would take the process down.
      if (error instanceof RangeError) throw error;
      if (latest === null || indexOf(error) > indexOf(latest)) latest = error;
    }
  }
  throw latest;
}

function indexOf(error: unknown): number {
  const { index } = error as { index?: unknown };
  return typeof index === 'number' ? index : -1;
}

let known: Linter.Parser | null = null;

/** ESLint's own parser, of whatever version it has: as a rule sees it. */
function eslintParser(): Linter.Parser {
  if (known) return known;
  const seen: unknown[] = [];
  const rule: Rule.RuleModule = {
    create(context) {
      seen.push(context.languageOptions.parser);
      return {};
    },
  };
  new Linter({ configType: 'flat' }).verify('', {
    plugins: { probe: { rules: { rule } } },
    rules: { 'probe/rule': 'error' },
  });
  return (known = seen[0] as Linter.Parser);
}
