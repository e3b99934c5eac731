import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../../syntax/functions.ts';
import { isFunction } from '../../syntax/functions.ts';
import { Bindings } from '../../syntax/bindings.ts';
import { sortBySource } from '../../syntax/nodes-within.ts';
import { PlainCode } from '../../syntax/plain-code.ts';

/** The source code of one file as the model reads it. */
export type SourceCode = Readonly<TSESLint.SourceCode>;

/** One file with what a single walk over it finds, each kind in source order. */
export interface File {
  readonly sourceCode: SourceCode;
  readonly filename: string;
  readonly bindings: Bindings;
  readonly functions: readonly FunctionNode[];
  readonly calls: readonly TSESTree.CallExpression[];
  readonly news: readonly TSESTree.NewExpression[];
  readonly templates: readonly TSESTree.TaggedTemplateExpression[];
  readonly throws: readonly TSESTree.ThrowStatement[];
  readonly returns: readonly TSESTree.ReturnStatement[];
  readonly assignments: readonly TSESTree.AssignmentExpression[];
  /** The modules the file imports or requires, `import type` included. */
  readonly modules: ReadonlySet<string>;
  /** The source text of a node, to quote or to move it; nothing is decided by it. */
  text(node: TSESTree.Node): string;
  /** The code of a node, or of what stands between two places, in one notation, whatever its comments and its formatting. */
  code(node: Pick<TSESTree.Node, 'range'>): string;
}

/** What the walk over a file finds. */
interface Found {
  readonly functions: FunctionNode[];
  readonly calls: TSESTree.CallExpression[];
  readonly news: TSESTree.NewExpression[];
  readonly templates: TSESTree.TaggedTemplateExpression[];
  readonly throws: TSESTree.ThrowStatement[];
  readonly returns: TSESTree.ReturnStatement[];
  readonly assignments: TSESTree.AssignmentExpression[];
  readonly modules: Set<string>;
}

/** Walks a file once and collects what the model asks for. */
export function readFile(sourceCode: SourceCode, filename: string): File {
  const found: Found = {
    functions: [],
    calls: [],
    news: [],
    templates: [],
    throws: [],
    returns: [],
    assignments: [],
    modules: new Set(),
  };
  walk(sourceCode, node => collect(node, found));
  const { modules: _, ...lists } = found;
  // Decorators and their kin come out of turn in the keys of some parsers.
  for (const nodes of Object.values(lists)) sortBySource(nodes);
  const { scopeManager } = sourceCode;
  if (!scopeManager) throw new TypeError('This parser gives no scope manager; use a parser made for ESLint.');
  let plain: PlainCode | null = null;
  return {
    sourceCode,
    filename,
    bindings: new Bindings(scopeManager),
    ...found,
    text: node => sourceCode.text.slice(node.range[0], node.range[1]),
    code: node => (plain ??= new PlainCode(sourceCode.text, sourceCode.ast, sourceCode.visitorKeys)).of(node),
  };
}

function collect(node: TSESTree.Node, found: Found): void {
  switch (node.type) {
    case 'CallExpression': {
      found.calls.push(node);
      const [argument] = node.arguments;
      if (
        node.callee.type === 'Identifier' &&
        node.callee.name === 'require' &&
        argument?.type === 'Literal' &&
        typeof argument.value === 'string'
      )
        found.modules.add(argument.value);
      break;
    }
    case 'NewExpression':
      found.news.push(node);
      break;
    case 'TaggedTemplateExpression':
      found.templates.push(node);
      break;
    case 'ImportDeclaration':
      found.modules.add(node.source.value);
      break;
    case 'ThrowStatement':
      found.throws.push(node);
      break;
    case 'ReturnStatement':
      found.returns.push(node);
      break;
    case 'AssignmentExpression':
      found.assignments.push(node);
      break;
    default:
      if (isFunction(node)) found.functions.push(node);
  }
}

/** Visits the nodes of a file in the order of their keys. */
function walk({ ast, visitorKeys }: SourceCode, visit: (node: TSESTree.Node) => void): void {
  // An explicit stack: generated files nest deeper than the call stack holds.
  const stack: TSESTree.Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    const keys = visitorKeys[node.type] ?? [];
    for (let i = keys.length - 1; i >= 0; i--) {
      const child = (node as unknown as Record<string, unknown>)[keys[i] ?? ''];
      if (Array.isArray(child)) for (let j = child.length - 1; j >= 0; j--) pushNode(stack, child[j]);
      else pushNode(stack, child);
    }
  }
}

function pushNode(stack: TSESTree.Node[], value: unknown): void {
  if (value !== null && typeof value === 'object' && typeof (value as { type?: unknown }).type === 'string')
    stack.push(value as TSESTree.Node);
}
