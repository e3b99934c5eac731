import type { TSESTree } from '@typescript-eslint/utils';

import { evaluate } from './expressions.ts';
import type { Branches, GraphBuilder } from './graph-builder.ts';
import type { LooseEnd } from './ways-out.ts';

/** Reads a condition and gives the loose ends of its two outcomes: it is split at `&&`, `||` and `!`, so that each test is an atom. */
export function branch(draft: GraphBuilder, condition: TSESTree.Expression): Branches {
  return draft.nest(branchOn, condition);
}

function branchOn(draft: GraphBuilder, condition: TSESTree.Expression): Branches {
  const { test, negated } = unwrapTest(condition);
  const branches = branchOnTest(draft, test);
  return negated ? { whenTrue: branches.whenFalse, whenFalse: branches.whenTrue } : branches;
}

function branchOnTest(draft: GraphBuilder, test: TSESTree.Expression): Branches {
  if (test.type === 'LogicalExpression' && test.operator !== '??') return branchOnLogical(draft, test);
  if (test.type === 'SequenceExpression') {
    const last = test.expressions.at(-1);
    for (const one of test.expressions) if (one !== last) evaluate(draft, one);
    if (last) return branch(draft, last);
  }
  if (test.type === 'Literal') return constantBranches(draft, test);
  evaluate(draft, test);
  return draft.addTest(test, holds => draft.guard(test, holds));
}

function branchOnLogical(draft: GraphBuilder, logical: TSESTree.LogicalExpression): Branches {
  const isAnd = logical.operator === '&&';
  const decided: LooseEnd[] = [];
  const operands = operandsOf(logical);
  let open: LooseEnd[] = [];
  for (const [index, operand] of operands.entries()) {
    if (index > 0) draft.ends = open;
    const { whenTrue, whenFalse } = branch(draft, operand);
    open = isAnd ? whenTrue : whenFalse;
    for (const end of isAnd ? whenFalse : whenTrue) decided.push(end);
  }
  return isAnd ? { whenTrue: open, whenFalse: decided } : { whenTrue: decided, whenFalse: open };
}

/** Gets the operands of `a && b && c` in order, without recursion: conditions of hundreds of operands are generated. */
function operandsOf(logical: TSESTree.LogicalExpression): TSESTree.Expression[] {
  const operands: TSESTree.Expression[] = [];
  let left: TSESTree.Expression = logical;
  while (left.type === 'LogicalExpression' && left.operator === logical.operator) {
    operands.push(left.right);
    left = unwrapCasts(left.left);
  }
  operands.push(left);
  return operands.reverse();
}

/** `while (true)` has no way out by its test: what follows it is reached by `break` alone. */
function constantBranches(draft: GraphBuilder, literal: TSESTree.Literal): Branches {
  const holds = 'regex' in literal || Boolean(literal.value);
  const { ends } = draft;
  draft.ends = [];
  return holds ? { whenTrue: ends, whenFalse: [] } : { whenTrue: [], whenFalse: ends };
}

function unwrapTest(condition: TSESTree.Expression): { test: TSESTree.Expression; negated: boolean } {
  let test = unwrapCasts(condition);
  let negated = false;
  while (test.type === 'UnaryExpression' && test.operator === '!') {
    negated = !negated;
    test = unwrapCasts(test.argument);
  }
  return { test, negated };
}

/** Gets the expression inside `as`, `satisfies`, `!` and an optional chain, which have its truth value. */
function unwrapCasts(expression: TSESTree.Expression): TSESTree.Expression {
  let inner = expression;
  for (;;) {
    switch (inner.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'ChainExpression':
        inner = inner.expression;
        break;
      default:
        return inner;
    }
  }
}
