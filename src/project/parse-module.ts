import { channel } from 'node:diagnostics_channel';

import { analyze } from 'eslint-scope';
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { parseTree } from '../parsing/bundled-parser.ts';
import { mayHoldJsx } from './file-kind.ts';

/** A parser as ESLint's `languageOptions.parser` has it. */
export interface Parser {
  readonly parseForESLint?: (
    text: string,
    options: object,
  ) => { readonly ast: unknown; readonly scopeManager?: unknown; readonly visitorKeys?: unknown };
  readonly parse?: (text: string, options: object) => unknown;
}

/** How the file being linted is parsed; other files are parsed alike where the bundled parser cannot read them. */
export interface ParseOptions {
  readonly parser: Parser;
  readonly parserOptions: Readonly<Record<string, unknown>>;
  readonly ecmaVersion: unknown;
  /** The visitor keys of the file being linted, for a parser that gives none. */
  readonly visitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
}

/** Another file of the project, parsed. */
export interface ParsedModule {
  readonly filename: string;
  readonly text: string;
  readonly ast: TSESTree.Program;
  readonly scopeManager: TSESLint.Scope.ScopeManager;
  readonly visitorKeys: ParseOptions['visitorKeys'];
}

type SourceType = 'module' | 'commonjs' | 'script';

/** Says the name and the text of each file that is parsed to be read, for those who measure how many are. */
const parsing = channel('eslint-plugin-status-code:parsing');

/** Options that would have the parser build a program with type information for each file. */
const TYPED = new Set([
  'project',
  'projectService',
  'program',
  'programs',
  'EXPERIMENTAL_useProjectService',
  'tokens',
  'comment',
  'filePath',
]);

/**
 * Parses the text of a file that is read and not linted; null where it cannot be parsed. The bundled parser comes first: its tree is the same, without
 * tokens and comments in a tenth of the time. What it refuses, a dialect that is no TypeScript for instance, is for the parser that ESLint was given.
 */
export function parseModule(text: string, filename: string, options: ParseOptions): ParsedModule | null {
  if (parsing.hasSubscribers) parsing.publish({ filename, text });
  const ways = (parse: (type: SourceType) => ParsedModule | null, types: readonly SourceType[]) =>
    types.map(type => () => parse(type));
  const isCommonJs = filename.endsWith('.cjs') || filename.endsWith('.cts');
  for (const way of [
    ...ways(type => parseQuickly(type, text, filename), isCommonJs ? ['commonjs'] : ['module', 'commonjs']),
    ...ways(
      type => parseAs(type, text, filename, options),
      isCommonJs ? ['commonjs', 'script'] : ['module', 'commonjs', 'script'],
    ),
  ]) {
    try {
      return way();
    } catch {
      /* sloppy code is no module; what is no JavaScript at all fails for each */
    }
  }
  return null;
}

function parseQuickly(sourceType: SourceType, text: string, filename: string): ParsedModule {
  const parsed = parseTree(text, {
    language: mayHoldJsx(filename) ? 'tsx' : 'ts',
    sourceType: sourceType === 'module' ? 'module' : 'commonjs',
  });
  return { ...parsed, filename, text, scopeManager: parsed.scopeManager };
}

function parseAs(
  sourceType: SourceType,
  text: string,
  filename: string,
  { parser, parserOptions, ecmaVersion, visitorKeys }: ParseOptions,
): ParsedModule | null {
  const own = Object.fromEntries(Object.entries(parserOptions).filter(([key]) => !TYPED.has(key)));
  const options = {
    ...own,
    ecmaVersion,
    sourceType,
    range: true,
    loc: true,
    comment: false,
    tokens: false,
    filePath: filename,
  };
  const parsed = parser.parseForESLint?.(text, options) ?? { ast: parser.parse?.(text, options) };
  const ast = parsed.ast as TSESTree.Program | null | undefined;
  if (ast?.type !== 'Program') return null;
  const keys = (parsed as { visitorKeys?: ParseOptions['visitorKeys'] }).visitorKeys ?? visitorKeys;
  setParents(ast, keys);
  const given = (parsed as { scopeManager?: TSESLint.Scope.ScopeManager }).scopeManager;
  const scopeManager = given ?? analyzeScopes(ast, sourceType, keys);
  return { filename, text, ast, scopeManager, visitorKeys: keys };
}

/** The scopes of what a parser gives that has no more than `parse`, as ESLint itself has them. Source: eslint lib/languages/js/index.js, analyzeScope. */
function analyzeScopes(
  ast: TSESTree.Program,
  sourceType: SourceType,
  keys: ParseOptions['visitorKeys'],
): TSESLint.Scope.ScopeManager {
  return analyze(ast, {
    ecmaVersion: 2026,
    sourceType,
    childVisitorKeys: keys,
    fallback: 'iteration',
    ignoreEval: true,
  }) as TSESLint.Scope.ScopeManager;
}

/** ESLint gives nodes their parents when it walks them; the nodes of other files are not walked by it. */
function setParents(ast: TSESTree.Program, keys: ParseOptions['visitorKeys']): void {
  const stack: TSESTree.Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const key of keys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const one of Array.isArray(child) ? (child as unknown[]) : [child]) {
        if (one === null || typeof one !== 'object' || typeof (one as { type?: unknown }).type !== 'string') continue;
        (one as { parent?: TSESTree.Node }).parent = node;
        stack.push(one as TSESTree.Node);
      }
    }
  }
}
