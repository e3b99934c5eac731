import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../syntax/functions.ts';
import { branch } from './conditions.ts';
import { bind, evaluate, evaluateClass } from './expressions.ts';
import type { Branches, GraphBuilder } from './graph-builder.ts';
import { executeDoWhile, executeFor, executeForEach, executeWhile } from './loops.ts';
import { executeTry } from './try-statement.ts';
import { findBreakTarget, findContinueTarget, type LooseEnd } from './ways-out.ts';

/** Adds the points of a statement. */
export function execute(draft: GraphBuilder, statement: TSESTree.Statement): void {
  draft.nest(executeStatement, statement);
}

function executeStatement(draft: GraphBuilder, statement: TSESTree.Statement): void {
  executeLabelled(draft, statement, []);
}

function executeLabelled(draft: GraphBuilder, statement: TSESTree.Statement, labels: readonly string[]): void {
  switch (statement.type) {
    case 'BlockStatement':
      executeBlock(draft, statement);
      break;
    case 'IfStatement':
      executeIf(draft, statement);
      break;
    case 'TryStatement':
      executeTry(draft, statement);
      break;
    case 'SwitchStatement':
      executeSwitch(draft, statement);
      break;
    case 'WhileStatement':
      executeWhile(draft, statement, labels);
      break;
    case 'DoWhileStatement':
      executeDoWhile(draft, statement, labels);
      break;
    case 'ForStatement':
      executeFor(draft, statement, labels);
      break;
    case 'ForInStatement':
    case 'ForOfStatement':
      executeForEach(draft, statement, labels);
      break;
    case 'LabeledStatement':
      executeLabel(draft, statement, labels);
      break;
    case 'WithStatement':
      evaluate(draft, statement.object);
      execute(draft, statement.body);
      break;
    default:
      executeSimple(draft, statement);
  }
}

/** Adds the points of a statement that has no statements inside: it declares, evaluates or jumps. */
function executeSimple(draft: GraphBuilder, statement: TSESTree.Statement): void {
  switch (statement.type) {
    case 'ExpressionStatement':
      evaluate(draft, statement.expression);
      break;
    case 'VariableDeclaration':
      declare(draft, statement);
      break;
    case 'FunctionDeclaration':
      draft.add('closure', statement);
      break;
    case 'ClassDeclaration':
      evaluateClass(draft, statement);
      break;
    case 'ReturnStatement':
      if (statement.argument) evaluate(draft, statement.argument);
      draft.add('return', statement);
      draft.leaveTo(draft.returned);
      break;
    case 'ThrowStatement':
      evaluate(draft, statement.argument);
      draft.addThrow(statement);
      break;
    case 'BreakStatement':
      jumpTo(draft, findBreakTarget(statement.label?.name ?? null, draft.frame));
      break;
    case 'ContinueStatement':
      jumpTo(draft, findContinueTarget(statement.label?.name ?? null, draft.frame));
      break;
    // Types, `enum` and `declare` evaluate nothing of interest.
    default:
      break;
  }
}

/** Adds the points of a function's parameters and body. */
export function executeFunction(draft: GraphBuilder, fn: FunctionNode): void {
  for (const parameter of fn.params) bind(draft, parameter);
  if (fn.body.type === 'BlockStatement') {
    executeBlock(draft, fn.body);
  } else {
    evaluate(draft, fn.body);
    draft.add('return', fn.body);
  }
}

/** Adds the points of a block, which creates its function declarations before anything else. */
export function executeBlock(draft: GraphBuilder, block: TSESTree.BlockStatement): void {
  hoist(draft, block.body);
  executeAll(draft, block.body);
}

function hoist(draft: GraphBuilder, statements: readonly TSESTree.Statement[]): void {
  for (const statement of statements) if (statement.type === 'FunctionDeclaration') draft.add('closure', statement);
}

function executeAll(draft: GraphBuilder, statements: readonly TSESTree.Statement[]): void {
  for (const statement of statements) if (statement.type !== 'FunctionDeclaration') execute(draft, statement);
}

/** Adds the points of `const x = f()`: the value, the inside of the pattern, the assignment. */
export function declare(draft: GraphBuilder, declaration: TSESTree.VariableDeclaration): void {
  for (const declarator of declaration.declarations) {
    if (!declarator.init) continue;
    evaluate(draft, declarator.init);
    bind(draft, declarator.id);
    draft.add('assign', declarator);
  }
}

function executeIf(draft: GraphBuilder, statement: TSESTree.IfStatement): void {
  const joined: LooseEnd[] = [];
  // `else if` by `else if`, as generated code chains thousands of them.
  for (let current: TSESTree.Statement | null | undefined = statement; current;) {
    if (current.type !== 'IfStatement') {
      execute(draft, current);
      break;
    }
    const { whenTrue, whenFalse } = branch(draft, current.test);
    draft.ends = whenTrue;
    execute(draft, current.consequent);
    for (const end of draft.ends) joined.push(end);
    draft.ends = whenFalse;
    current = current.alternate;
  }
  draft.join(joined);
}

function executeSwitch(draft: GraphBuilder, statement: TSESTree.SwitchStatement): void {
  evaluate(draft, statement.discriminant);
  const frame = draft.openJump([], true, false);
  for (const { consequent } of statement.cases) hoist(draft, consequent);
  const entries = new Map<TSESTree.SwitchCase, LooseEnd[]>();
  let defaultCase: TSESTree.SwitchCase | null = null;
  for (const one of statement.cases) {
    if (!one.test) {
      defaultCase = one;
      continue;
    }
    const { whenTrue, whenFalse } = branchOnCase(draft, statement.discriminant, one, one.test);
    entries.set(one, whenTrue);
    draft.ends = whenFalse;
  }
  if (defaultCase) {
    entries.set(defaultCase, draft.ends);
    draft.ends = [];
  }
  const unmatched = draft.ends;
  draft.ends = [];
  for (const one of statement.cases) {
    draft.join(entries.get(one) ?? []);
    executeAll(draft, one.consequent);
  }
  draft.close(frame);
  draft.join(unmatched);
  draft.join(frame.broken.ends);
}

function branchOnCase(
  draft: GraphBuilder,
  discriminant: TSESTree.Expression,
  one: TSESTree.SwitchCase,
  test: TSESTree.Expression,
): Branches {
  // `switch (true) { case x > 5: … }` is a chain of conditions.
  if (discriminant.type === 'Literal' && discriminant.value === true) return branch(draft, test);
  evaluate(draft, test);
  return draft.addTest(one, holds => draft.guard(one, holds, discriminant));
}

function executeLabel(draft: GraphBuilder, statement: TSESTree.LabeledStatement, outerLabels: readonly string[]): void {
  const labels = [...outerLabels, statement.label.name];
  switch (statement.body.type) {
    // The loop takes the labels itself, as `continue label` means the loop.
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'LabeledStatement':
      executeLabelled(draft, statement.body, labels);
      return;
    default: {
      const frame = draft.openJump(labels, false, false);
      execute(draft, statement.body);
      draft.close(frame);
      draft.join(frame.broken.ends);
    }
  }
}

function jumpTo(draft: GraphBuilder, target: { readonly ends: LooseEnd[] } | null): void {
  if (target) draft.leaveTo(target);
  else draft.ends = [];
}
