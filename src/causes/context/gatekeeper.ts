import type { TSESTree } from '@typescript-eslint/utils';

import { SAYS_UNAUTHENTICATED } from '../../knowledge/shapes/callers.ts';
import { GOES_ON } from '../../knowledge/shapes/requests.ts';
import { isEqualityOperator } from '../../syntax/operators.ts';
import { isRightFor } from '../../knowledge/cause-table.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf, type Located } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { onlyReturn } from '../../model/definitions/returns.ts';
import { descendants, holds } from '../../syntax/descendants.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { lastStatement } from '../../syntax/last-statement.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Provenance } from '../provenance/kinds.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { alternativesOf } from './conditions.ts';

/** How deep the functions are read that middleware calls. */
const MAX_DEPTH = 3;

/** What a value is that only a known caller has. */
const OF_CALLER: ReadonlySet<Provenance['is']> = new Set(['principal', 'credential', 'verified', 'header']);

/** Whether middleware or a hook lets only known callers pass, by its body or by that of the function its factory makes; null where neither is in sight. */
export function letsOnlyKnownPass(
  { node, frame }: Located,
  provenances: Provenances,
  locator: Locator | null,
  depth = 0,
): boolean | null {
  if (isFunction(node)) return refusesUnknown(node, frame.file, provenances, locator);
  if (node.type !== 'CallExpression' || !locator || depth > MAX_DEPTH) return null;
  // asyncHandler(requireUser), requireUser({ strict: true })
  for (const argument of node.arguments) {
    const given = locator.locate(argument, frame);
    if (isFunction(given.node)) return letsOnlyKnownPass(given, provenances, locator, depth + 1);
  }
  const factory = locator.locate(node.callee, frame);
  const made = isFunction(factory.node) ? onlyReturn(factory.node) : null;
  return made ? letsOnlyKnownPass(locator.locate(made, factory.frame), provenances, locator, depth + 1) : null;
}

const verdicts = new WeakMap<Provenances, WeakMap<FunctionNode, boolean>>();

/** Whether a function refuses who is not known and goes on for nobody else; read once for all the routes it stands before. */
function refusesUnknown(fn: FunctionNode, file: File, provenances: Provenances, locator: Locator | null): boolean {
  const known = verdicts.get(provenances) ?? new WeakMap<FunctionNode, boolean>();
  verdicts.set(provenances, known);
  let verdict = known.get(fn);
  if (verdict === undefined)
    known.set(fn, (verdict = refuses(fn, file, provenances, locator) && !letsUnknownPass(fn, file, provenances)));
  return verdict;
}

function refuses(fn: FunctionNode, file: File, provenances: Provenances, locator: Locator | null, depth = 0): boolean {
  if (holds(fn.body, file.sourceCode.visitorKeys, saysUnauthenticated)) return true;
  if (
    ifsIn(fn, file).some(
      ({ test, consequent }) =>
        leaves(consequent) && !goesOn(consequent, file) && isAboutUnknown(test, file, provenances),
    )
  )
    return true;
  if (!locator || depth >= MAX_DEPTH) return false;
  return nodesWithin(file.calls, fn.body).some(call => {
    const called = locator.locate(call.callee, frameOf(file));
    return (
      isFunction(called.node) &&
      called.node !== fn &&
      refuses(called.node, called.frame.file, provenances, locator, depth + 1)
    );
  });
}

/** 401 itself, an error or a constant that says so, and `await request.jwtVerify()`, which throws it. */
function saysUnauthenticated(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
      return isRightFor('unauthenticated', node.value);
    case 'Identifier':
      return SAYS_UNAUTHENTICATED.has(node.name);
    case 'CallExpression':
      return calleeName(node) === 'jwtVerify';
    default:
      return false;
  }
}

/** Whether a function goes on for who is not known: `if (!token) return next();`, a verification whose failure is caught and forgotten. */
function letsUnknownPass(fn: FunctionNode, file: File, provenances: Provenances): boolean {
  if (
    ifsIn(fn, file).some(
      ({ test, consequent }) =>
        isAboutUnknown(test, file, provenances) && (goesOn(consequent, file) || isBareReturn(consequent)),
    )
  )
    return true;
  return [...descendants(fn.body, file.sourceCode.visitorKeys)].some(
    node => node.type === 'CatchClause' && (node.body.body.length === 0 || goesOn(node.body, file)),
  );
}

function ifsIn(fn: FunctionNode, file: File): readonly TSESTree.IfStatement[] {
  return [...descendants(fn.body, file.sourceCode.visitorKeys)].filter(node => node.type === 'IfStatement');
}

/** Whether a test holds for who is not known: `!req.user`, `token == null`, `!header || …`. */
function isAboutUnknown(test: TSESTree.Expression, file: File, provenances: Provenances): boolean {
  return alternativesOf(test, true).some(({ test: atom, holds: isTrue }) => {
    if (atom.type === 'SwitchCase') return false;
    const value = unwrap(atom);
    const isNullish = value.type === 'BinaryExpression' && isEqualityOperator(value.operator) && isNothing(value.right);
    const subject = isNullish
      ? value.left
      : value.type === 'UnaryExpression' && value.operator === '!'
        ? value.argument
        : value;
    const isAbsent = isNullish ? value.operator.startsWith('=') === isTrue : subject === value ? !isTrue : isTrue;
    return isAbsent && OF_CALLER.has(provenances.in(file).of(unwrapAwait(subject)).is);
  });
}

function isNothing(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return (
    (value.type === 'Literal' && value.value === null) || (value.type === 'Identifier' && value.name === 'undefined')
  );
}

/** Whether a statement hands the request on: `next()`, `done()`. */
export function goesOn(statement: TSESTree.Node, file: File): boolean {
  return nodesWithin(file.calls, statement).some(call => call.arguments.length === 0 && GOES_ON.has(calleeName(call)));
}

function leaves(statement: TSESTree.Statement): boolean {
  const last = lastStatement(statement);
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** A hook that returns nothing goes on. */
function isBareReturn(statement: TSESTree.Statement): boolean {
  const body = statement.type === 'BlockStatement' ? statement.body : [statement];
  return body.length === 1 && body[0]?.type === 'ReturnStatement' && body[0].argument === null;
}
