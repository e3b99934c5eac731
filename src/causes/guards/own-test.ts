import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { guardsOf } from '../../model/definitions/guard-reader.ts';
import { writesOnto } from '../../model/definitions/writes-onto.ts';
import { asGuards } from '../../model/responses/status.ts';
import { leaves } from '../../syntax/branches.ts';
import { enclosingFunction, isWithin } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { findMember } from '../../syntax/static-values.ts';
import { calleeName, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { alternativesOf, conditionsOf, type Condition } from '../context/conditions.ts';
import { MIXED, NEUTRAL, agree, found, type Evidence, type Reading, withoutGuard } from '../context/evidence.ts';
import { homeOf, type GuardContext } from '../context/question.ts';
import { readOffDuty } from '../failures/unavailable.ts';
import { isDeed } from '../provenance/bodies.ts';
import type { FunctionInSight } from '../provenance/callee.ts';

/** How one condition is read; given, as conditions are read by the guards that this reads for. */
type ReadCondition = (condition: Condition, context: GuardContext) => Reading;

/** A result of a call that is tested: `isKind(kind)`, `verdict.isValid`, and the call it comes from. */
interface Result {
  readonly call: TSESTree.CallExpression;
  readonly path: readonly string[];
}

/** One way out of a function that a test of its result lets pass. */
interface Way {
  readonly node: TSESTree.Node;
  readonly conditions: readonly Condition[];
}

/**
 * Reads a test of what a function of the project gives, in that function's body: `isKind(kind)`, which returns `KINDS.includes(kind)`, asks for membership,
 * whatever it is called. Null where its body is out of sight, or says nothing that can be read.
 */
export function readOwnTest(
  value: TSESTree.Node,
  isTrue: boolean,
  at: TSESTree.Node,
  context: GuardContext,
  readCondition: ReadCondition,
): Reading | null {
  const result = resultOf(value, context);
  if (!result) return null;
  const { provenances, file } = context;
  const { call, path } = result;
  // What looks up, writes or verifies is read for what it gives, with the arguments of this call.
  if (path.length === 0 && isDeed(provenances.of(call))) return null;
  const callee = provenances.callees.of(call, file);
  // What an error says is told by its handler too, which stands elsewhere.
  if (
    callee.is === 'in-sight' &&
    callee.body.file !== file &&
    call.arguments.some(one => provenances.of(one).is === 'error')
  )
    return null;
  const bound = callee.is === 'in-sight' ? provenances.boundTo(callee.body, call) : null;
  if (callee.is !== 'in-sight' || !bound) return null;
  const ways = waysThrough(callee.body, path, isTrue);
  if (!ways) return null;
  const inside: GuardContext = {
    ...context,
    file: callee.body.file,
    provenances: bound,
    // What is read within the function is the guard's own reading.
    listen: undefined,
    asked: { at: context.asked?.at ?? at, context: homeOf(context) },
  };
  const readings = ways.map(way => readWay(way, inside, readCondition));
  const joined = joinWays(readings);
  if (!joined) return null;
  const name = calleeName(call) ?? 'this function';
  return found({
    ...joined,
    node: context.asked?.at ?? at,
    isProven: false,
    reads: `${withoutGuard(joined.reads)} in \`${name}\`, which this guard asks`,
  });
}

/** What all the ways out of a function say together; null where one says nothing, or they say different things. */
function joinWays(readings: readonly Reading[]): Evidence | null {
  const joined = agree(readings);
  const evidences = readings.map(reading => (reading.is === 'evidence' ? reading.evidence : null));
  const first = joined.is === 'evidence' ? joined.evidence : evidences.find(one => one?.cause === 'invalid');
  if (!first || evidences.includes(null)) return null;
  if (joined.is === 'evidence') return first;
  // A field that is missing and one that is refused come back as the same answer: 400 and 422 are both fine.
  return evidences.every(one => one?.cause === 'invalid' || one?.cause === 'malformed')
    ? { ...first, isStrong: false }
    : null;
}

/** The call whose result, or a member of whose result, a value is. */
function resultOf(node: TSESTree.Node, { file: { bindings } }: GuardContext): Result | null {
  const value = unwrapAwait(node);
  if (value.type === 'CallExpression') return { call: value, path: [] };
  if (value.type === 'MemberExpression') {
    const name = propertyName(value);
    const made = bindings.resolveAwaited(value.object);
    return name !== null && made.type === 'CallExpression' ? { call: made, path: [name] } : null;
  }
  if (value.type !== 'Identifier') return null;
  const definition = bindings.variableOf(value)?.defs[0];
  if (definition?.type !== 'Variable' || !definition.node.init) return null;
  const init = unwrapAwait(definition.node.init);
  if (init.type !== 'CallExpression') return null;
  if (definition.node.id.type === 'Identifier')
    return bindings.initOf(value) === definition.node.init ? { call: init, path: [] } : null;
  const path = pathInPattern(definition.node.id, definition.name);
  return path?.length === 1 ? { call: init, path } : null;
}

/** What a value is as an answer: surely taken for true, surely for false, or one thing or the other as it comes. */
type Answer = 'true' | 'false' | 'open';

/** The ways out of a function whose result a test lets pass, with what holds there; null where they cannot be told. */
function waysThrough(body: FunctionInSight, path: readonly string[], isTrue: boolean): readonly Way[] | null {
  const { fn, file } = body;
  const returned = returnsIn(body);
  if (!returned || (!isTrue && fn.body.type === 'BlockStatement' && !leaves(fn.body))) return null;
  const ways: Way[] = [];
  let isTold = false;
  for (const { node, value } of returned) {
    const tested = value && valueAt(value, path, file);
    if (tested === 'unknown' || (tested && isChoice(file.bindings.resolve(tested)))) return null;
    const answer = tested ? answerOf(tested, file) : 'false';
    if (answer === 'open' || (answer === 'true') !== isTrue) isTold = true;
    if (answer !== 'open' && (answer === 'true') !== isTrue) continue;
    const before = conditionsAt(node, body);
    if (!before) return null;
    const own = answer === 'open' && tested ? testsOf(tested, isTrue) : [];
    ways.push({ node, conditions: [...own, ...before] });
  }
  return isTold && ways.length > 0 ? ways : null;
}

/** The results of a function, each with the place where it leaves it. */
function returnsIn({
  fn,
  file,
}: FunctionInSight): readonly { readonly node: TSESTree.Node; readonly value: TSESTree.Expression | null }[] | null {
  if (fn.generator) return null;
  if (fn.body.type !== 'BlockStatement') return [{ node: fn.body, value: fn.body }];
  return nodesWithin(file.returns, fn.body)
    .filter(statement => enclosingFunction(statement) === fn)
    .map(node => ({ node, value: node.argument }));
}

/** What stands under a key of a result that is written out; null where there is none. */
function valueAt(node: TSESTree.Expression, [key]: readonly string[], file: File): TSESTree.Node | 'unknown' | null {
  if (key === undefined) return node;
  const object = file.bindings.resolve(node);
  const held = file.bindings.variableOf(unwrap(node));
  // const out = { ok: true }; if (boat.sold) out.ok = false; return out;
  if (held && writesOnto(held, key, file).length > 0) return 'unknown';
  if (object.type !== 'ObjectExpression' || object.properties.some(one => one.type === 'SpreadElement'))
    return 'unknown';
  return findMember(object, key);
}

/** Whether a value is one of two as it comes: `path.includes('/') ? leafOf(path) : path`. */
function isChoice(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return value.type === 'ConditionalExpression' || (value.type === 'LogicalExpression' && value.operator === '??');
}

function answerOf(node: TSESTree.Node, file: File): Answer {
  const value = file.bindings.resolve(unwrap(node));
  switch (value.type) {
    case 'Literal':
      return Boolean(value.value) || 'regex' in value ? 'true' : 'false';
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
      return 'true';
    case 'TemplateLiteral':
      return value.quasis.some(({ value: { raw } }) => raw !== '') ? 'true' : 'open';
    case 'Identifier':
      return value.name === 'undefined' ? 'false' : 'open';
    case 'UnaryExpression':
      return value.operator === 'void' ? 'false' : 'open';
    default:
      return 'open';
  }
}

/** What holds where an expression that is returned is true, or false. */
function testsOf(node: TSESTree.Node, holds: boolean): readonly Condition[] {
  const test = unwrap(node) as TSESTree.Expression;
  const alternatives = alternativesOf(test, holds);
  if (alternatives.length > 1) return [{ alternatives, node: test }];
  return asGuards({ test, holds }).map(guard => ({ alternatives: [guard], node: guard.test }));
}

/** The conditions that hold where a function is left, innermost first; null where no run gets there. */
function conditionsAt(node: TSESTree.Node, { fn, file }: FunctionInSight): readonly Condition[] | null {
  const guards = guardsOf(file)(node, fn)?.filter(({ test }) => isWithin(test, fn.body));
  return guards ? conditionsOf({ node, guards }, [], fn) : null;
}

/** What the innermost condition says that says anything. */
function readWay({ node, conditions }: Way, context: GuardContext, readCondition: ReadCondition): Reading {
  const offDuty = readOffDuty(conditions, node, context.file);
  if (offDuty) return found(offDuty);
  for (const condition of conditions) {
    if (condition.isOfLoop) continue;
    const reading = readCondition(condition, context);
    if (reading.is !== 'neutral') return reading;
  }
  return conditions.length === 0 ? MIXED : NEUTRAL;
}
