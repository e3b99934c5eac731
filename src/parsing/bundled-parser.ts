import { analyze, type ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/utils';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { parse, type Comment, type Diagnostic } from 'yuku-parser';

import { toEslintTokens } from './bundled-tokens.ts';
import { nestingOf } from './nesting.ts';
import { ParseError } from './parse-error.ts';
import { SourcePositions } from './source-positions.ts';

/** What the bundled parser is told of a text. */
export interface BundledParserOptions {
  readonly language: 'ts' | 'tsx';
  readonly sourceType: 'module' | 'commonjs';
}

/** A parsed text, as ESLint takes it. */
export interface ParsedText {
  readonly ast: TSESTree.Program;
  readonly scopeManager: ScopeManager;
  readonly visitorKeys: typeof visitorKeys;
}

/** The deepest nesting of brackets handed to the parser: it recurses natively, and with the 1 MB stack of Windows about 500 levels end the process. Written code stays below 50. */
const MAX_NESTING = 300;

/** Parses TypeScript and JSX without the `typescript` package, into the tree that typescript-estree gives, with its tokens and comments; throws a ParseError. */
export function parseBundled(text: string, options: BundledParserOptions): ParsedText {
  const { program, comments, tokens } = runParser(text, options, true);
  const positions = new SourcePositions(text);
  const ast = program as unknown as TSESTree.Program;
  const marks = { names: new Set<number>(), jsxStrings: new Set<number>() };
  walkTree(ast, positions, node => mark(node, marks));
  ast.comments = comments.map(comment => toEslintComment(comment, positions));
  ast.tokens = tokens ? toEslintTokens(tokens, marks, positions) : [];
  return finish(ast, options, positions);
}

/** Parses a text that is read and not linted: the same tree without tokens and comments, and each node has its parent, which ESLint gives those that it walks; throws a ParseError. */
export function parseTree(text: string, options: BundledParserOptions): ParsedText {
  const { program } = runParser(text, options, false);
  const positions = new SourcePositions(text);
  const ast = program as unknown as TSESTree.Program;
  walkTree(ast, positions, (node, parent) => {
    if (parent) node.parent = parent;
  });
  ast.comments = [];
  ast.tokens = [];
  return finish(ast, options, positions);
}

function finish(ast: TSESTree.Program, { sourceType }: BundledParserOptions, positions: SourcePositions): ParsedText {
  ast.sourceType = sourceType === 'module' ? 'module' : 'script';
  // As espree has it: the program starts where its first statement does.
  const start = ast.body[0]?.range[0] ?? ast.range[0];
  ast.range = [start, ast.range[1]];
  ast.loc = positions.locOf(ast.range);
  return {
    ast,
    visitorKeys,
    scopeManager: analyze(ast, {
      sourceType: ast.sourceType,
      globalReturn: sourceType === 'commonjs',
      childVisitorKeys: visitorKeys,
    }),
  };
}

/** Runs the parser; throws a ParseError for its first error, and a RangeError for a text that nests too deep for it. */
function runParser(
  text: string,
  { language, sourceType }: BundledParserOptions,
  withTokens: boolean,
): ReturnType<typeof parse> {
  if (nestingOf(text, MAX_NESTING) > MAX_NESTING) throw new RangeError(`Brackets are nested over ${MAX_NESTING} deep.`);
  const parsed = callParser(text, { lang: language, sourceType, preserveParens: false, tokens: withTokens });
  const error = parsed.diagnostics.find(({ severity }) => severity === 'error');
  if (error) throw toParseError(error, new SourcePositions(text));
  return parsed;
}

function callParser(...args: Parameters<typeof parse>): ReturnType<typeof parse> {
  try {
    return parse(...args);
  } catch (error) {
    if (error instanceof Error && error.message.includes('native')) {
      throw new Error(
        'The bundled TypeScript parser has no build for this platform; install @typescript-eslint/parser and typescript in the project.',
        { cause: error },
      );
    }
    throw error;
  }
}

function toParseError({ message, start }: Diagnostic, positions: SourcePositions): ParseError {
  const { line, column } = positions.positionOf(start);
  return new ParseError(message, { index: start, lineNumber: line, column: column + 1 });
}

function toEslintComment({ type, value, start, end }: Comment, positions: SourcePositions): TSESTree.Comment {
  const range: [number, number] = [start, end];
  return { type, value, range, loc: positions.locOf(range) } as TSESTree.Comment;
}

/** Gives every node its `range` and `loc`, and shows each with its parent. */
function walkTree(
  program: TSESTree.Program,
  positions: SourcePositions,
  visit: (node: TSESTree.Node, parent: TSESTree.Node | null) => void,
): void {
  const stack: TSESTree.Node[] = [program];
  const parents: (TSESTree.Node | null)[] = [null];
  const push = (value: unknown, parent: TSESTree.Node): void => {
    if (value === null || typeof value !== 'object' || !('type' in value)) return;
    stack.push(value as TSESTree.Node);
    parents.push(parent);
  };
  for (let node = stack.pop(); node; node = stack.pop()) {
    const parent = parents.pop() ?? null;
    const { start, end } = node as unknown as { start: number; end: number };
    node.range = [start, end];
    node.loc = positions.locOf(node.range);
    visit(node, parent);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) for (const one of child) push(one, node);
      else push(child, node);
    }
  }
}

/** Keeps what the kind of a token is told by: where names start, and strings of JSX. */
function mark(node: TSESTree.Node, { names, jsxStrings }: { names: Set<number>; jsxStrings: Set<number> }): void {
  if (node.type === 'Identifier') names.add(node.range[0]);
  else if (node.type === 'JSXAttribute' && node.value?.type === 'Literal')
    jsxStrings.add((node.value as unknown as { start: number }).start);
}
