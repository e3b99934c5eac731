import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard, Point } from '../../flow/graph.ts';
import type { Bindings, Variable } from '../../syntax/bindings.ts';
import { enclosingFunction, isFunction, isWithin } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';

/**
 * What a variable holds when the callback that answered has given back no value for it: `const user = await find().catch(error => { res.sendStatus(500); })`.
 * The code that goes on with it as if it were one fails before it answers again.
 */
export interface GivenBack {
  readonly variable: Variable | null;
  readonly value: 'response' | 'nothing';
}

/** Finds what a send in a callback gives back into a variable of the function around it; null where that is not known. */
export function findGivenBack(send: TSESTree.Node, bindings: Bindings): GivenBack | null {
  const callback = send.type === 'Identifier' ? send : enclosingFunction(send);
  const target = callback && takerOf(callback);
  if (!callback || !target) return null;
  const value = send === callback ? 'nothing' : valueAfter(send);
  if (value === null) return null;
  if (target.type === 'Identifier') {
    const variable = bindings.variableOf(target);
    return variable && variable.references.length <= MOST_USES ? { variable, value } : null;
  }
  // Neither can be taken apart as a list, and nothing not at all.
  return value === 'nothing' || target.type === 'ArrayPattern' ? { variable: null, value } : null;
}

/** Where the value of a call goes that a callback is given to, the last of its chain. */
function takerOf(callback: TSESTree.Node): TSESTree.Node | null {
  const call = callback.parent;
  if (call?.type !== 'CallExpression' || call.callee === callback) return null;
  let outer: TSESTree.Node = call;
  while (
    outer.parent &&
    /^(?:AwaitExpression|ChainExpression|TSAsExpression|TSNonNullExpression)$/.test(outer.parent.type)
  )
    outer = outer.parent;
  const { parent } = outer;
  if (parent?.type === 'VariableDeclarator') return parent.id;
  return parent?.type === 'AssignmentExpression' && parent.right === outer ? parent.left : null;
}

/** A variable that is used more often than this is not looked into. */
const MOST_USES = 100;

/** What a callback gives back when it has sent; null for a value of its own. */
function valueAfter(send: TSESTree.Node): GivenBack['value'] | null {
  let inner = send;
  for (let outer = send.parent; outer; inner = outer, outer = outer.parent) {
    if (
      outer.type === 'ReturnStatement' ||
      (isFunction(outer) && outer.body === inner && inner.type !== 'BlockStatement')
    )
      return 'response';
    if (isFunction(outer)) return 'nothing';
    if (outer.type !== 'BlockStatement') continue;
    const after = outer.body.slice(outer.body.indexOf(inner as TSESTree.Statement) + 1);
    const left = after.find(({ type }) => type === 'ReturnStatement');
    if (left?.type === 'ReturnStatement') return isNothing(left.argument) ? 'nothing' : null;
  }
  return null;
}

function isNothing(node: TSESTree.Expression | null): boolean {
  const value = node && unwrap(node);
  return (
    !value ||
    (value.type === 'Literal' && value.value === null) ||
    (value.type === 'Identifier' && value.name === 'undefined')
  );
}

/** What a guard says to be nothing, of what was looked up: `box` by `!box` after `const box = await store.find(id)`, or by `box === null`. */
export function missingBy({ test, holds }: Guard, bindings: Bindings): GivenBack | null {
  if (test.type === 'SwitchCase') return null;
  const asked = unwrap(test);
  const isCompared =
    asked.type === 'BinaryExpression' &&
    isNothing(asked.right) &&
    /^[!=]==?$/.test(asked.operator) &&
    holds === asked.operator.startsWith('=');
  const subject = isCompared ? unwrap(asked.left) : asked;
  if (subject.type !== 'Identifier' || (!isCompared && holds)) return null;
  const variable = bindings.variableOf(subject);
  if (!variable || variable.references.length > MOST_USES) return null;
  // Anything else may be a text or a number, which has members though it is not true.
  const isLookedUp = bindings.initOf(subject)?.type === 'AwaitExpression';
  return isCompared || isLookedUp ? { variable, value: 'nothing' } : null;
}

/** Whether a point fails where a variable holds no value: it takes a member of nothing, or calls a method that the response does not have. */
export function failsWith({ variable, value }: GivenBack, { kind, node }: Point): boolean {
  if (kind !== 'call' && kind !== 'assign' && kind !== 'return') return false;
  if (variable === null) return kind === 'assign';
  return variable.references.some(
    ({ identifier }) =>
      isWithin(identifier, node) &&
      enclosingFunction(identifier) === enclosingFunction(node) &&
      !isInBranch(identifier, node) &&
      fails(identifier, value),
  );
}

/** Whether a node is evaluated in one branch of an expression alone: `log(box ? box.id : 'none')`. */
function isInBranch(node: TSESTree.Node, expression: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer && inner !== expression; inner = outer, outer = outer.parent) {
    if (outer.type === 'ConditionalExpression' && outer.test !== inner) return true;
    if (outer.type === 'LogicalExpression' && outer.left !== inner) return true;
  }
  return false;
}

function fails(identifier: TSESTree.Node, value: GivenBack['value']): boolean {
  const member = identifier.parent;
  if (member?.type === 'SpreadElement') return member.parent.type !== 'ObjectExpression';
  if (member?.type !== 'MemberExpression' || member.object !== identifier || member.optional) return false;
  if (value === 'nothing') return true;
  const { parent } = member;
  const isUsed =
    (parent.type === 'CallExpression' && parent.callee === member) ||
    (parent.type === 'MemberExpression' && parent.object === member && !parent.optional);
  return isUsed && !/^(?:req|app|locals|on|once|get|end|send|json|status)$/.test(propertyName(member) ?? '');
}

/** Whether a guard cannot hold where a variable holds no value; what asks for more than whether there is one may go either way. */
export function excludes({ variable, value }: GivenBack, { test, holds }: Guard, bindings: Bindings): boolean {
  if (variable === null || test.type === 'SwitchCase') return false;
  const asked = unwrap(test);
  // A member that the response does not have is equal to nothing, and no more or less than anything.
  if (asked.type === 'BinaryExpression' && /^(?:===?|[<>]=?)$/.test(asked.operator)) {
    const member = unwrap(asked.left);
    return holds && member.type === 'MemberExpression' && bindings.variableOf(unwrap(member.object)) === variable;
  }
  return asked.type === 'Identifier' && bindings.variableOf(asked) === variable && holds !== (value === 'response');
}
