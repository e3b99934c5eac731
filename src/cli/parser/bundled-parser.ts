import { analyze, type ScopeManager } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/utils';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { parse, type Comment, type Diagnostic } from 'yuku-parser';

import { toEslintTokens, type TokenMarks } from './bundled-tokens.ts';
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

/** Parses TypeScript and JSX without the `typescript` package, into the tree that typescript-estree gives; throws a ParseError. */
export function parseBundled(text: string, { language, sourceType }: BundledParserOptions): ParsedText {
  if (nestingOf(text, MAX_NESTING) > MAX_NESTING) throw new RangeError(`Brackets are nested over ${MAX_NESTING} deep.`);
  const { program, comments, tokens, diagnostics } = runParser(text, {
    lang: language,
    sourceType,
    preserveParens: false,
    tokens: true,
  });
  const positions = new SourcePositions(text);
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error) throw toParseError(error, positions);
  const ast = program as unknown as TSESTree.Program;
  const marks = locateNodes(ast, positions);
  ast.sourceType = sourceType === 'module' ? 'module' : 'script';
  ast.comments = comments.map(comment => toEslintComment(comment, positions));
  ast.tokens = tokens ? toEslintTokens(tokens, marks, positions) : [];
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

function runParser(...args: Parameters<typeof parse>): ReturnType<typeof parse> {
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

/** Gives every node its `range` and `loc`. */
function locateNodes(program: TSESTree.Program, positions: SourcePositions): TokenMarks {
  const names = new Set<number>();
  const jsxStrings = new Set<number>();
  const stack: TSESTree.Node[] = [program];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const { start, end } = node as unknown as { start: number; end: number };
    node.range = [start, end];
    node.loc = positions.locOf(node.range);
    if (node.type === 'Identifier') names.add(start);
    else if (node.type === 'JSXAttribute' && node.value?.type === 'Literal')
      jsxStrings.add((node.value as unknown as { start: number }).start);
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      if (Array.isArray(child)) for (const one of child) pushNode(stack, one);
      else pushNode(stack, child);
    }
  }
  return { names, jsxStrings };
}

function pushNode(stack: TSESTree.Node[], value: unknown): void {
  if (value !== null && typeof value === 'object' && 'type' in value) stack.push(value as TSESTree.Node);
}
