import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { IN } from '../../knowledge/contexts.ts';
import { LIMIT_CHECK, LIMIT_NAME, LOCKOUT, QUOTA } from '../../knowledge/names.ts';
import type { File } from '../../model/definitions/file.ts';
import { enclosingFunction, isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, lastName, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { found, NEUTRAL, type Reading } from '../context/evidence.ts';
import { short, strong, weak, type GuardContext } from '../context/question.ts';
import { isAskedLimiter } from '../failures/asked-limiters.ts';

/** Reads a guard that compares a counter of a time window with its limit, or asks a limiter; null where it does neither. */
export function readRate({ test, holds }: Guard, context: GuardContext): Reading | null {
  if (test.type === 'SwitchCase') return null;
  const atom = unwrapAwait(test);
  if (atom.type === 'BinaryExpression' && /^[<>]=?$/.test(atom.operator)) return readCounter(atom, holds, context);
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
  const countsDown = /^(?:tokens|remaining\w*|allowance|left)$/i.test(lastName(counter) ?? '');
  if ((isAbove !== countsDown) !== holds) return NEUTRAL;
  const place = `${response.handler?.name ?? ''} ${(response.handler?.routes ?? []).map(({ path }) => path ?? '').join(' ')}`;
  const words = `${file.code(counter)} ${file.code(limit)} ${place}`;
  if (QUOTA.test(words) || QUOTA.test(file.code(rootExpression(counter, file)))) return null;
  const { evidence } = strong(
    'rate-limited',
    comparison,
    `\`${short(counter, context)}\`, a counter of a window of time, is compared with its limit in this guard`,
  );
  return found(
    LOCKOUT.test(`${words} ${file.code(rootExpression(counter, file))}`) ? { ...evidence, ...IN.lockout } : evidence,
  );
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
    if (/^(?:success|allowed|tryRemoveTokens)$/.test(name)) return says(!holds);
    if (/^(?:isExceeded|limited|blocked|isRateLimited)$/.test(name)) return says(holds);
  }
  // rej.msBeforeNext of rate-limiter-flexible
  if (name === 'msBeforeNext' && context.provenances.of(atom).is === 'error') return says(holds);
  if (LIMIT_CHECK.test(name) && (atom.type === 'CallExpression' || call))
    return holds ? weak('rate-limited', atom, `\`${short(atom, context)}\` is asked in this guard`) : NEUTRAL;
  return null;
}

/** Calls that count up in a store, and those that give how many there are. Redis, memcached, and stores of limiters. */
const COUNTS_UP = /\.(?:incr|incrby|incrBy|hincrby|hIncrBy|increment|zcard|zCard|zcount|zCount)\(/;

/** Calls and options that end a window of time in a store. */
const ENDS_WINDOW =
  /\.(?:p?expire(?:at)?|pExpire|expireAt|p?setex|setEx|p?ttl|zremrangebyscore|zRemRangeByScore)\(|['"](?:EX|PX)['"]|\b(?:EX|PX|ttl|expiresIn|windowMs|window)\s*:/i;

/** Reads of a clock. */
const CLOCK = /\bDate\.now\(\)|\bnew Date\b|\bperformance\.now\(\)|\bnow\b|\bmoment\(|\bdayjs\(/i;

/** Fields in which an entry keeps when its window started or ends. */
const WINDOW_FIELD = /\.(?:\w*(?:reset|start|expir|window|first|last|since|until|timestamp)\w*|time|ts)\b/i;

function isCounter(node: TSESTree.Node, context: GuardContext): boolean {
  const { file, provenances } = context;
  const value = unwrapAwait(node);
  const fn = enclosingFunction(value);
  if (!fn) return false;
  const source = rootExpression(value, file);
  const made = file.code(source);
  if (COUNTS_UP.test(made)) return ENDS_WINDOW.test(file.code(fn));
  const method = source.type === 'CallExpression' ? methodCall(source) : null;
  // const current = await redis.get(key), counted up and given its window further down
  if (value.type !== 'MemberExpression' && method?.name === 'get' && method.call.arguments[0])
    return countsUp(file.code(method.call.arguments[0]), fn, file);
  // requests.filter(time => now - time < WINDOW).length
  if (value.type === 'MemberExpression' && propertyName(value) === 'length')
    return source.type === 'CallExpression' && methodCall(source)?.name === 'filter' && filtersByTime(source, file);
  const provenance = provenances.of(value);
  if (
    provenance.is === 'lookup' &&
    provenance.attribute === null &&
    provenance.call.type === 'CallExpression' &&
    /count/i.test(calleeName(provenance.call) ?? '')
  )
    return isSince(provenance.call, file);
  // entry.count, of a window that entry.resetAt ends
  if (value.type !== 'MemberExpression' || !LIMIT_NAME.test(propertyName(value) ?? '') || !isEntry(value.object, file))
    return false;
  const text = file.code(fn);
  return CLOCK.test(text) && new RegExp(`${escape(file.code(value.object))}${WINDOW_FIELD.source}`, 'i').test(text);
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
function countsUp(key: string, fn: FunctionNode, file: File): boolean {
  const text = file.code(fn);
  return new RegExp(`\\.(?:incr|incrby|increment)\\(\\s*${escape(key)}`, 'i').test(text) && ENDS_WINDOW.test(text);
}

function escape(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&');
}

function filtersByTime(call: TSESTree.CallExpression, file: File): boolean {
  const [test] = call.arguments;
  const text = test ? file.code(test) : '';
  return isFunction(test) && /[<>]/.test(text) && (CLOCK.test(text) || /window|since|cutoff/i.test(text));
}

/** Whether a lookup asks for what was made since some time ago: `count({ createdAt: { $gte: anHourAgo } })`. */
function isSince(call: TSESTree.CallExpression, file: File): boolean {
  const text = call.arguments.map(argument => file.code(argument)).join(' ');
  const names = [...text.matchAll(/\b[a-z]\w*\b/gi)].map(([name]) => name);
  return (
    /(?:created|sent|requested|attempted|timestamp|logged|added)\w*['"]?\s*[:,]/i.test(text) &&
    /\$gte?\b|\bgte?\b|\bOp\.gte?\b|MoreThan|[>]/.test(text) &&
    (CLOCK.test(text) || names.some(name => /ago$|^since|window|cutoff/i.test(name)))
  );
}

/** The expression a value comes from, out of a pattern, a member and a conversion as well. */
function rootExpression(node: TSESTree.Node, file: File): TSESTree.Node {
  let current = unwrapAwait(node);
  for (let i = 0; i < 6; i++) {
    if (current.type === 'MemberExpression') current = unwrapAwait(current.object);
    else if (
      current.type === 'CallExpression' &&
      /^(?:Number|parseInt|parseFloat)$/.test(calleeName(current) ?? '') &&
      current.arguments[0]
    )
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
