import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { isLogCall } from '../../model/errors/log-calls.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction } from '../../syntax/functions.ts';
import { methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';

/** Properties that tell errors apart, or carry the status that one is answered with. */
const TELLING =
  /^(?:status\w*|statusCode|httpStatus\w*|type|kind|code|errno|expose|validation|name|constructor|output|response)$/;

/** Properties that every error has, and whose being there tells nothing. */
const OF_EVERY_ERROR = /^(?:message|stack)$/;

/** Whether an error handler looks at what its error is, at any place: by its class, a property that tells, a test, a function that answers for it. Logs and what is shown of it tell nothing. */
export function inspectsItsError({ error, response, parameters }: Handler, file: File): boolean {
  // `({ message, status }, req, res, next) => …`
  if (!error) return parameters.error !== null;
  const seen = new Set<string>();
  const open: Held[] = [{ variable: error, isPlain: true }];
  for (let held = open.pop(); held; held = open.pop()) {
    const { variable, isPlain } = held;
    const key = `${String(variable.identifiers[0]?.range[0])} ${String(isPlain)}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const { identifier, init } of variable.references) {
      const read = init ? null : readAt(identifier, isPlain, response, file);
      if (read === 'tells') return true;
      if (read !== null) open.push(...read);
    }
  }
  return false;
}

/** A variable that holds an error or something of it, and whether that is what every error is or has: then a test of it tells nothing. */
interface Held {
  readonly variable: Variable;
  readonly isPlain: boolean;
}

/** What is done with an error where it is read: it is told from others, or kept under other names; null where it is shown or logged alone. */
type Reading = 'tells' | readonly Held[] | null;

/** What is read of an error is a part of the value of the expression around it, whose use counts. */
const GOES_ON = 'on';

/** Expressions whose value shows what is read in them. */
const SHOWS =
  /^(?:SpreadElement|ObjectExpression|ArrayExpression|TemplateLiteral|LogicalExpression|AwaitExpression|ChainExpression|TSAsExpression|TSTypeAssertion|TSNonNullExpression|TSSatisfiesExpression)$/;

/** What asks of a value what it is, or hands an error on. */
const TELLS = /^(?:SwitchStatement|SwitchCase|WhileStatement|DoWhileStatement|ThrowStatement)$/;

/** Follows what is read of an error to where it ends. */
function readAt(identifier: TSESTree.Node, isHeldPlain: boolean, response: Variable | null, file: File): Reading {
  let isPlain = isHeldPlain;
  for (let inner = identifier, outer = inner.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    const step = isPart(outer) ? stepOfPart(inner, outer, response, file) : stepAround(inner, outer, isPlain, file);
    if (step !== GOES_ON) return step;
    isPlain &&= !isPart(outer) || (outer.type === 'MemberExpression' && OF_EVERY_ERROR.test(propertyName(outer) ?? ''));
  }
  return null;
}

type Part = TSESTree.MemberExpression | TSESTree.CallExpression | TSESTree.NewExpression;

function isPart(node: TSESTree.Node): node is Part {
  return node.type === 'MemberExpression' || node.type === 'CallExpression' || node.type === 'NewExpression';
}

/** What a property of an error is read for, and a function called with it. */
function stepOfPart(
  inner: TSESTree.Node,
  outer: Part,
  response: Variable | null,
  file: File,
): Reading | typeof GOES_ON {
  if (outer.type === 'MemberExpression') {
    const name = outer.object === inner ? propertyName(outer) : null;
    if (name === null) return 'tells';
    if (TELLING.test(name)) return isLogged(outer) ? null : 'tells';
    return outer.parent.type === 'AssignmentExpression' && outer.parent.left === outer ? null : GOES_ON;
  }
  if (outer.type === 'CallExpression' && (isLogCall(outer) || isOn(outer, response, file))) return null;
  return outer.arguments.some(argument => isOf(argument, response, file)) ? 'tells' : GOES_ON;
}

/** What the other expressions and statements around a read make of it. */
function stepAround(
  inner: TSESTree.Node,
  outer: TSESTree.Node,
  isPlain: boolean,
  file: File,
): Reading | typeof GOES_ON {
  if (SHOWS.test(outer.type)) return GOES_ON;
  if (TELLS.test(outer.type)) return 'tells';
  switch (outer.type) {
    case 'BinaryExpression':
      if (outer.operator === '+') return GOES_ON;
      return tellsNothing(outer) ? null : 'tells';
    case 'UnaryExpression':
      return outer.operator === '!' ? GOES_ON : null;
    case 'IfStatement':
      return inner === outer.test && !isPlain ? 'tells' : null;
    case 'ConditionalExpression':
      if (inner !== outer.test) return GOES_ON;
      return isPlain ? null : 'tells';
    case 'VariableDeclarator':
      return outer.init === inner ? namesIn(outer.id, outer, isPlain, file) : null;
    case 'AssignmentExpression':
      return outer.right === inner && outer.left.type === 'Identifier'
        ? namesIn(outer.left, outer.left, isPlain, file)
        : null;
    default:
      return null;
  }
}

/** The variables that a pattern names; `tells` where it takes a telling property out, or all the rest of them. */
function namesIn(pattern: TSESTree.Node, declaring: TSESTree.Node, isPlain: boolean, file: File): Reading {
  if (pattern.type === 'Identifier') {
    const variable = file.bindings.variableOf(pattern);
    return variable ? [{ variable, isPlain }] : null;
  }
  if (pattern.type !== 'ObjectPattern') return 'tells';
  const names = pattern.properties.map(property => (property.type === 'Property' ? propertyName(property) : null));
  if (names.some(name => name === null || TELLING.test(name))) return 'tells';
  const areOfEvery = names.every(name => OF_EVERY_ERROR.test(name ?? ''));
  const variables = file.sourceCode.scopeManager?.getDeclaredVariables(declaring) ?? [];
  return variables.map(variable => ({ variable, isPlain: isPlain && areOfEvery }));
}

/** `err instanceof Error` and `err == null`: all errors are of the class, and there is one. */
function tellsNothing({ operator, left, right }: TSESTree.BinaryExpression): boolean {
  const isNothing = (node: TSESTree.Node): boolean =>
    (node.type === 'Literal' && node.value === null) || (node.type === 'Identifier' && node.name === 'undefined');
  if (operator === 'instanceof') return right.type === 'Identifier' && right.name === 'Error';
  return isNothing(right) || isNothing(left);
}

/** Whether a value only goes into a log. */
function isLogged(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !/Statement$|Function/.test(outer.type); outer = outer.parent)
    if (isLogCall(outer)) return true;
  return false;
}

/** Whether a call is one of the response's own: what it gets is sent. */
function isOn(call: TSESTree.CallExpression, response: Variable | null, file: File): boolean {
  let object: TSESTree.Node = call;
  for (let one = methodCall(object); one; one = methodCall(object)) object = unwrap(one.object);
  return object !== call && isOf(object, response, file);
}

function isOf(node: TSESTree.Node, response: Variable | null, { bindings }: File): boolean {
  return response !== null && bindings.variableOf(bindings.resolve(node)) === response;
}
