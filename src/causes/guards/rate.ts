import type { TSESTree } from '@typescript-eslint/utils';

import { CASTS_TO_NUMBER, DATE_FUNCTION, NOW } from '../../knowledge/shapes/language.ts';
import {
  COUNTS_DOWN,
  COUNTS_KEY,
  COUNTS_UP,
  ENDS_WINDOW,
  LIMIT_CHECK,
  LIMIT_NAME,
  LOCKOUT,
  OF_LIMITS,
  QUOTA,
  SAYS_EXCEEDED,
  SAYS_WITHIN,
  SINCE,
  SOME_TIME_AGO,
  WINDOW_FIELD,
  WINDOW_OPTION,
  WINDOW_WORD,
} from '../../knowledge/shapes/limits.ts';
import { LATER_THAN, SAYS_COUNT } from '../../knowledge/shapes/lookups.ts';
import { DONE_AT } from '../../knowledge/shapes/records.ts';
import type { Vocabulary } from '../../knowledge/shapes/vocabulary.ts';
import { holds } from '../../syntax/descendants.ts';
import { isOrderOperator } from '../../syntax/operators.ts';
import { saysAny } from '../../syntax/words.ts';
import type { Guard } from '../../flow/graph.ts';
import { IN } from '../../knowledge/contexts.ts';
import type { File } from '../../model/definitions/file.ts';
import { enclosingFunction, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import {
  calleeName,
  lastName,
  memberPath,
  methodCall,
  propertyName,
  stringValue,
  unwrap,
  unwrapAwait,
} from '../../syntax/unwrap.ts';
import { found, NEUTRAL, type Reading } from '../context/evidence.ts';
import { short, strong, weak, type GuardContext } from '../context/question.ts';
import { isAskedLimiter } from '../failures/asked-limiters.ts';

/** Reads a guard that compares a counter of a time window with its limit, or asks a limiter; null where it does neither. */
export function readRate({ test, holds }: Guard, context: GuardContext): Reading | null {
  if (test.type === 'SwitchCase') return null;
  const atom = unwrapAwait(test);
  if (atom.type === 'BinaryExpression' && isOrderOperator(atom.operator)) return readCounter(atom, holds, context);
  return readVerdict(atom, holds, context);
}

/** `count > MAX`, where `count` is of a window of time. */
function readCounter(comparison: TSESTree.BinaryExpression, holds: boolean, context: GuardContext): Reading | null {
  const { file, response } = context;
  const isLeft = isCounter(comparison.left, context);
  const [counter, limit] = isLeft ? [comparison.left, comparison.right] : [comparison.right, comparison.left];
  if (!isLeft && !isCounter(counter, context)) return null;
  const isAbove = comparison.operator.startsWith('>') === isLeft;
  // A bucket of tokens is empty where the limit is reached.
  const countsDown = COUNTS_DOWN.has(lastName(counter));
  if ((isAbove !== countsDown) !== holds) return NEUTRAL;
  const { handler } = response;
  const place = [handler?.name, ...(handler?.routes ?? []).map(({ path }) => path)];
  const says = (names: Vocabulary): boolean =>
    place.some(one => names.has(one)) ||
    [counter, limit, rootExpression(counter, file)].some(node => saysAny(node, names, file));
  if (says(QUOTA)) return null;
  const { evidence } = strong(
    'rate-limited',
    comparison,
    `\`${short(counter, context)}\`, a counter of a window of time, is compared with its limit in this guard`,
  );
  return found(says(LOCKOUT) ? { ...evidence, ...IN.lockout } : evidence);
}

/** What a limiter answers: `success` of @upstash/ratelimit, `isExceeded` of @fastify/rate-limit, `tryRemoveTokens()` of limiter. */
function readVerdict(atom: TSESTree.Node, holds: boolean, context: GuardContext): Reading | null {
  const { file } = context;
  const name = atom.type === 'CallExpression' ? calleeName(atom) : lastName(atom);
  if (name === null) return null;
  const asked = rootExpression(atom, file);
  const call = asked.type === 'CallExpression' ? asked : null;
  const says = (exceeded: boolean): Reading =>
    exceeded
      ? strong('rate-limited', atom, `\`${short(atom, context)}\` is what a limiter said in this guard`)
      : NEUTRAL;
  if (call && isAskedLimiter(call, file)) {
    const exceeded = exceedsBy(name, holds);
    if (exceeded !== null) return says(exceeded);
  }
  const ofLimit = call && name !== calleeName(call) && asksLimit(call) ? exceedsBy(name, holds) : null;
  // const result = await limits.checkRateLimit(address); if (!result.allowed) …
  if (ofLimit !== null)
    return ofLimit
      ? weak('rate-limited', atom, `\`${short(atom, context)}\` is what a limiter said in this guard`)
      : NEUTRAL;
  // rej.msBeforeNext of rate-limiter-flexible
  if (name === 'msBeforeNext' && context.provenances.of(atom).is === 'error') return says(holds);
  if (LIMIT_CHECK.has(name) && (atom.type === 'CallExpression' || call))
    return holds ? weak('rate-limited', atom, `\`${short(atom, context)}\` is asked in this guard`) : NEUTRAL;
  return null;
}

/** Whether a limiter says that a request is over the limit, by a member or method that is true or false; null where that says nothing of it. */
function exceedsBy(name: string, isTrue: boolean): boolean | null {
  return SAYS_WITHIN.has(name) ? !isTrue : SAYS_EXCEEDED.has(name) ? isTrue : null;
}

/** Whether a call is of a function that asks for a limit of requests, by its name: `checkRateLimit`, `rateLimiter.check`. */
function asksLimit(call: TSESTree.CallExpression): boolean {
  return memberPath(call.callee)?.some(name => OF_LIMITS.has(name)) === true;
}

function isCounter(node: TSESTree.Node, context: GuardContext): boolean {
  const { file, provenances } = context;
  const value = unwrapAwait(node);
  const fn = enclosingFunction(value);
  if (!fn) return false;
  const source = rootExpression(value, file);
  const { visitorKeys } = file.sourceCode;
  if (holds(source, visitorKeys, node => COUNTS_UP.has(methodCall(node)?.name)))
    return holds(fn, visitorKeys, endsWindow);
  const method = source.type === 'CallExpression' ? methodCall(source) : null;
  // const current = await redis.get(key), counted up and given its window further down
  if (value.type !== 'MemberExpression' && method?.name === 'get' && method.call.arguments[0])
    return countsUp(method.call.arguments[0], fn, file);
  // requests.filter(time => now - time < WINDOW).length
  if (value.type === 'MemberExpression' && propertyName(value) === 'length')
    return source.type === 'CallExpression' && methodCall(source)?.name === 'filter' && filtersByTime(source, file);
  const provenance = provenances.of(value);
  if (
    provenance.is === 'lookup' &&
    provenance.attribute === null &&
    provenance.call.type === 'CallExpression' &&
    SAYS_COUNT.has(calleeName(provenance.call))
  )
    return isSince(provenance.call, file);
  return value.type === 'MemberExpression' && isOfEntry(value, fn, file);
}

/** `entry.count`, of a window that `entry.resetAt` ends. */
function isOfEntry(value: TSESTree.MemberExpression, fn: FunctionNode, file: File): boolean {
  const { object } = value;
  return (
    LIMIT_NAME.has(propertyName(value)) &&
    isEntry(object, file) &&
    readsClock(fn, file) &&
    holds(
      fn,
      file.sourceCode.visitorKeys,
      node =>
        node.type === 'MemberExpression' &&
        WINDOW_FIELD.has(propertyName(node)) &&
        file.code(node.object) === file.code(object),
    )
  );
}

/** `redis.expire(key, 60)`, `{ EX: 60 }`, `'EX'` */
function endsWindow(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'CallExpression':
      return ENDS_WINDOW.has(methodCall(node)?.name);
    case 'Property':
      return WINDOW_OPTION.has(propertyName(node));
    case 'Literal':
      return WINDOW_WORD.has(stringValue(node));
    default:
      return false;
  }
}

/** `Date.now()`, `new Date()`, `dayjs()`, and what is called `now`. */
function readsClock(root: TSESTree.Node, { sourceCode }: File): boolean {
  return holds(root, sourceCode.visitorKeys, node => {
    switch (node.type) {
      case 'Identifier':
        return NOW.has(node.name);
      case 'NewExpression':
        return calleeName(node) === 'Date';
      case 'CallExpression':
        return DATE_FUNCTION.has(calleeName(node));
      default:
        return false;
    }
  });
}

function comparesOrder(root: TSESTree.Node, { sourceCode }: File): boolean {
  return holds(
    root,
    sourceCode.visitorKeys,
    node => node.type === 'BinaryExpression' && isOrderOperator(node.operator),
  );
}

/** Whether an object is an entry of a store in memory: `hits.get(ip)`, `hits[ip]`, also where a new one is made for the first request. */
function isEntry(node: TSESTree.Node, file: File): boolean {
  if (node.type === 'MemberExpression') return node.computed;
  const variable = file.bindings.variableOf(node);
  const values = variable ? (file.bindings.valuesOf(variable) ?? []) : [];
  return values.some(one => {
    const value = unwrapAwait(one);
    const first = value.type === 'LogicalExpression' ? unwrapAwait(value.left) : value;
    return methodCall(first)?.name === 'get' || (first.type === 'MemberExpression' && first.computed);
  });
}

/** Whether a function counts a key of a store up and ends its window. */
function countsUp(key: TSESTree.Node, fn: FunctionNode, file: File): boolean {
  const { visitorKeys } = file.sourceCode;
  return (
    holds(fn, visitorKeys, node => {
      const method = methodCall(node);
      const counted = COUNTS_KEY.has(method?.name) ? method?.call.arguments[0] : undefined;
      return counted !== undefined && file.code(counted) === file.code(key);
    }) && holds(fn, visitorKeys, endsWindow)
  );
}

function filtersByTime(call: TSESTree.CallExpression, file: File): boolean {
  const [test] = call.arguments;
  return isFunction(test) && comparesOrder(test, file) && (readsClock(test, file) || saysAny(test, SINCE, file));
}

/** Whether a lookup asks for what was made since some time ago: `count({ createdAt: { $gte: anHourAgo } })`. */
function isSince(call: TSESTree.CallExpression, file: File): boolean {
  const given = call.arguments;
  const says = (names: Vocabulary): boolean => given.some(argument => saysAny(argument, names, file));
  return (
    says(DONE_AT) &&
    (says(LATER_THAN) || given.some(argument => comparesOrder(argument, file))) &&
    (given.some(argument => readsClock(argument, file)) || says(SOME_TIME_AGO))
  );
}

/** The expression a value comes from, out of a pattern, a member and a conversion as well. */
function rootExpression(node: TSESTree.Node, file: File): TSESTree.Node {
  let current = unwrapAwait(node);
  for (let i = 0; i < 6; i++) {
    if (current.type === 'MemberExpression') current = unwrapAwait(current.object);
    else if (current.type === 'CallExpression' && CASTS_TO_NUMBER.has(calleeName(current)) && current.arguments[0])
      current = unwrapAwait(current.arguments[0]);
    else if (current.type === 'LogicalExpression') current = unwrapAwait(current.left);
    else if (current.type === 'Identifier') {
      const variable = file.bindings.variableOf(current);
      const definition = variable && file.bindings.definitionOf(variable);
      const declarator = definition?.node as TSESTree.Node | undefined;
      if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return current;
      current = unwrapAwait(declarator.init);
    } else return unwrap(current);
  }
  return current;
}
