import type { Linter, Rule, SourceCode } from 'eslint';
import type { TSESTree } from '@typescript-eslint/utils';

import type { VisitorKeys } from '../../src/flow/graph.ts';
import type { FunctionNode } from '../../src/syntax/functions.ts';
import { ReadyLinter } from '../ready-linter.ts';

/** What ESLint's code-path analysis says of one function, nested functions left out. */
export interface CodePathFacts {
  readonly fn: FunctionNode;
  /** Whether each node is in live code. */
  readonly isLive: ReadonlyMap<TSESTree.Node, boolean>;
  /** Whether control falls off the end of the body. */
  readonly fallsOffEnd: boolean;
  /** Whether the function can return, by falling off its end or by a `return`. */
  readonly mayReturn: boolean;
  /** Whether a `throw` of the function is live. */
  readonly mayThrow: boolean;
}

/** The facts of all functions in a file, with what is needed to build graphs of them. */
export interface FileFacts {
  readonly functions: readonly CodePathFacts[];
  readonly visitorKeys: VisitorKeys;
}

interface CodePath {
  readonly origin: string;
  readonly returnedSegments: readonly { readonly reachable: boolean }[];
  readonly thrownSegments: readonly { readonly reachable: boolean }[];
}

interface OpenPath {
  readonly codePath: CodePath;
  readonly fn: TSESTree.Node;
  readonly current: Set<{ readonly reachable: boolean }>;
  readonly isLive: Map<TSESTree.Node, boolean>;
}

interface Step {
  readonly kind: 1 | 2;
  readonly phase?: 1 | 2;
  readonly target: unknown;
  readonly args: readonly unknown[];
}

const linter = new ReadyLinter();
let found: FileFacts | null = null;
const rule: Rule.RuleModule = {
  create: context => ({
    Program: () => {
      found = { functions: functionsOf(context.sourceCode), visitorKeys: context.sourceCode.visitorKeys };
    },
  }),
};
const plugins = { oracle: { rules: { oracle: rule } } };

/** Reads ESLint's code paths of a file; null when it does not parse. */
export function factsOf(code: string, languageOptions: Linter.LanguageOptions): FileFacts | null {
  found = null;
  const messages = linter.verify(
    code,
    [
      {
        files: ['**'],
        languageOptions,
        linterOptions: { noInlineConfig: true },
        plugins,
        rules: { 'oracle/oracle': 'error' },
      },
    ],
    'oracle.js',
  );
  const crash = messages.find(message => message.fatal);
  if (crash && !crash.message.startsWith('Parsing error')) throw new Error(crash.message);
  return found;
}

function functionsOf(sourceCode: SourceCode): CodePathFacts[] {
  const functions: CodePathFacts[] = [];
  const open: OpenPath[] = [];
  const isLiveIn = (path: OpenPath): boolean => [...path.current].some(segment => segment.reachable);
  for (const { kind, phase, target, args } of sourceCode.traverse() as Iterable<Step>) {
    const path = open.at(-1);
    if (kind === 1) {
      const node = target as TSESTree.Node;
      if (!path) continue;
      if (phase === 1) {
        if (node !== path.fn) path.isLive.set(node, isLiveIn(path));
      } else if (node === path.fn && path.codePath.origin === 'function') {
        functions.push({
          fn: node as FunctionNode,
          isLive: path.isLive,
          fallsOffEnd: isLiveIn(path),
          mayReturn: path.codePath.returnedSegments.some(segment => segment.reachable) || isLiveIn(path),
          mayThrow: path.codePath.thrownSegments.some(segment => segment.reachable),
        });
      }
      continue;
    }
    switch (target as string) {
      case 'onCodePathStart':
        if (path) path.isLive.set(args[1] as TSESTree.Node, isLiveIn(path));
        open.push({
          codePath: args[0] as CodePath,
          fn: args[1] as TSESTree.Node,
          current: new Set(),
          isLive: new Map(),
        });
        break;
      case 'onCodePathEnd':
        open.pop();
        break;
      case 'onCodePathSegmentStart':
      case 'onUnreachableCodePathSegmentStart':
        path?.current.add(args[0] as { reachable: boolean });
        break;
      case 'onCodePathSegmentEnd':
      case 'onUnreachableCodePathSegmentEnd':
        path?.current.delete(args[0] as { reachable: boolean });
        break;
      default:
        break;
    }
  }
  return functions;
}
