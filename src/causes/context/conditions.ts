import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { Response } from '../../model/responses/response.ts';
import { asGuards } from '../../model/responses/status.ts';
import { leaves } from '../../syntax/branches.ts';
import { isFunction, isWithin } from '../../syntax/functions.ts';
import { lastStatement } from '../../syntax/last-statement.ts';

/** A condition that holds where a response is sent: alternatives of which at least one holds, each an atom with its polarity. */
export interface Condition {
  readonly alternatives: readonly Guard[];
  readonly node: TSESTree.Node;
  /** Whether it held for no element of a loop before the response, which else would have been left. */
  readonly isOfLoop?: boolean;
  /** The call that it holds for, where the response stands in the function that is called. */
  readonly site?: TSESTree.CallExpression;
  /** Whether it chooses the status, wherever that is set: `res.status(busy ? 503 : 200)` in a statement of its own. */
  readonly isChoice?: boolean;
}

/** The conditions that hold where a response (or one outcome of it) is sent, innermost first, those alone that stand within a function where one is given. A disjunction, which the flow graph cannot keep as a guard, is read off the enclosing `if`. */
export function conditionsOf(
  response: Pick<Response, 'node' | 'guards'>,
  extra: readonly Guard[] = [],
  within: TSESTree.Node | null = null,
): readonly Condition[] {
  const conditions: Condition[] = [];
  // Their place among the guards is by source order: conditions further in stand later.
  const others = [...enclosingDisjunctions(response.node), ...loopExits(response.node)]
    .filter(({ node }) => within === null || isWithin(node, within))
    .sort((a, b) => a.node.range[0] - b.node.range[0]);
  let next = 0;
  for (const guard of response.guards) {
    for (let other = others[next]; other && other.node.range[0] < guard.test.range[0]; other = others[++next])
      conditions.push(other);
    conditions.push({ alternatives: [guard], node: guard.test });
  }
  conditions.push(...others.slice(next));
  for (const guard of extra) conditions.push({ alternatives: [guard], node: guard.test, isChoice: true });
  return conditions.reverse();
}

/** The `a || b` (or, in an else, `a && b`) of the ifs and `?:` around a node, outermost first, up to the outermost function around it. */
function enclosingDisjunctions(node: TSESTree.Node): readonly Condition[] {
  const found: Condition[] = [];
  let inner: TSESTree.Node = node;
  for (let outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type !== 'IfStatement' && outer.type !== 'ConditionalExpression') continue;
    if (inner === outer.test) continue;
    const holds = inner === outer.consequent;
    const alternatives = alternativesOf(outer.test, holds);
    if (alternatives.length > 1) found.unshift({ alternatives, node: outer.test });
  }
  return found;
}

const FOR_LOOPS: ReadonlySet<string> = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement']);

/** What held for no element of the loops before a node: `for (const role of roles) if (role.name === 'admin') return next();`. */
function loopExits(node: TSESTree.Node): readonly Condition[] {
  const found: Condition[] = [];
  for (let inner = node, outer = node.parent; outer && !isFunction(inner); inner = outer, outer = outer.parent) {
    if (outer.type !== 'BlockStatement') continue;
    for (const statement of outer.body) {
      if (statement === inner) break;
      if (FOR_LOOPS.has(statement.type) && 'body' in statement)
        found.push(...exitsOf(statement.body as TSESTree.Statement));
    }
  }
  return found;
}

const exits = new WeakMap<TSESTree.Statement, readonly Condition[]>();

/** The exits of a loop's body; read once for all the responses behind it. */
function exitsOf(body: TSESTree.Statement): readonly Condition[] {
  let known = exits.get(body);
  if (known) return known;
  known = (body.type === 'BlockStatement' ? body.body : [body]).flatMap(exitTest).flatMap(test => {
    const alternatives = alternativesOf(test, false);
    return alternatives.length === 1 ? [{ alternatives, node: test, isOfLoop: true }] : [];
  });
  exits.set(body, known);
  return known;
}

/** The test of an `if` whose consequent leaves the function. */
function exitTest(statement: TSESTree.Statement): readonly TSESTree.Expression[] {
  if (statement.type !== 'IfStatement') return [];
  const last = lastStatement(statement.consequent);
  return last?.type === 'ReturnStatement' ? [statement.test] : [];
}

/** The atoms of a condition of which at least one must hold: those of `a || b`, and of `a && b` that does not hold; one whole atom otherwise. By De Morgan they are the atoms that all hold of its opposite, turned round. */
export function alternativesOf(test: TSESTree.Expression, holds: boolean): readonly Guard[] {
  return asGuards({ test, holds: !holds }).map(guard => ({ ...guard, holds: !guard.holds }));
}

/** The outermost `&&` that an atom is a part of. */
export function conjunctionOf(node: TSESTree.Node): TSESTree.Node | null {
  let whole: TSESTree.Node | null = null;
  for (let outer = node.parent; outer; outer = outer.parent) {
    if (outer.type === 'LogicalExpression' && outer.operator === '&&') whole = outer;
    else if (
      outer.type !== 'UnaryExpression' &&
      outer.type !== 'ChainExpression' &&
      outer.type !== 'TSNonNullExpression' &&
      outer.type !== 'BinaryExpression'
    )
      break;
  }
  return whole;
}

/** The branch of the `if` or `?:` around a node that it stands in, for the one whose test a condition is part of; null where that let control pass to the node. */
export function branchOf(condition: TSESTree.Node, node: TSESTree.Node): 'consequent' | 'alternate' | null {
  let inner = node;
  for (let outer = inner.parent; outer; inner = outer, outer = outer.parent) {
    if (
      (outer.type !== 'IfStatement' && outer.type !== 'ConditionalExpression') ||
      inner === outer.test ||
      !isWithin(condition, outer.test)
    )
      continue;
    if (inner === outer.consequent) return 'consequent';
    return outer.type === 'IfStatement' && leaves(outer.consequent) ? null : 'alternate';
  }
  return null;
}

/** Whether a condition holds a response, or chooses its status in the same chain, rather than having let control pass to it. */
export function encloses(condition: TSESTree.Node, response: TSESTree.Node): boolean {
  return branchOf(condition, response) !== null || isWithin(condition, response);
}

/** Whether a condition holds a response in its `if`, in the right side of its `&&`, or as its case, rather than having let control pass to it. */
function isAround(condition: TSESTree.Node, response: TSESTree.Node): boolean {
  if (encloses(condition, response)) return true;
  let inner = response;
  for (let outer = inner.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'LogicalExpression' && inner === outer.right && isWithin(condition, outer.left)) return true;
    if (outer.type === 'SwitchCase' && condition === outer) return true;
  }
  return false;
}

/** Whether a condition holds a response, or the call whose function that stands in, rather than having let control pass to it. */
export function isHolding({ node, site }: Condition, response: Pick<Response, 'node'>): boolean {
  return isAround(node, site ?? response.node);
}

/** The test of an `if` or `?:` that a node is a part of; null where it is of none. */
export function testAround(node: TSESTree.Node): TSESTree.Expression | null {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if ((outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') && outer.test === inner)
      return outer.test;
  }
  return null;
}
