import type { TSESTree } from '@typescript-eslint/utils';

import { ASKS_WHAT_IS_ACCEPTED, CHOOSES_ACCEPTED, LOOKS_FOR_PART } from '../../knowledge/shapes/requests.ts';
import { isEqualityOperator, isOrderOperator } from '../../syntax/operators.ts';
import type { Guard } from '../../flow/graph.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import { calleeName, lastName, methodCall, stringValue, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { branchOf, encloses } from '../context/conditions.ts';
import { found, NEUTRAL, type Reading } from '../context/evidence.ts';
import { short, strong, type GuardContext } from '../context/question.ts';
import type { Provenance } from '../provenance/kinds.ts';

/** Reads a guard that asks for what HTTP has a status of its own: the media type, what the client accepts, a range, a precondition, the size; null for others. */
export function readNegotiation({ test, holds }: Guard, context: GuardContext): Reading | null {
  if (test.type === 'SwitchCase') return null;
  const { node, isTrue } = truthOf(unwrapAwait(test), holds);
  if (node.type === 'BinaryExpression') return readComparison(node, isTrue, context);
  const resolved = context.file.bindings.resolve(node);
  if (resolved.type === 'CallExpression') return readCall(resolved, isTrue, node, context);
  const provenance = context.provenances.of(node);
  // The part of an upload beyond its limit is cut off: @fastify/multipart, express-fileupload.
  if (provenance.is === 'file' && lastName(node) === 'truncated')
    return says('too-large', isTrue, node, 'says that the upload was cut off at its limit', context);
  return isPrecondition(provenance)
    ? says(
        'precondition-required',
        !isTrue,
        node,
        ', the precondition of the request, is missing in this guard',
        context,
      )
    : null;
}

/** A test without its comparison with true, false or null. */
function truthOf(test: TSESTree.Node, holds: boolean): { readonly node: TSESTree.Node; readonly isTrue: boolean } {
  if (test.type !== 'BinaryExpression' || !isEqualityOperator(test.operator)) return { node: test, isTrue: holds };
  const equals = holds === test.operator.startsWith('=');
  const right = unwrap(test.right);
  if (right.type === 'Identifier' && right.name === 'undefined')
    return { node: unwrapAwait(test.left), isTrue: !equals };
  if (right.type !== 'Literal' || (typeof right.value !== 'boolean' && right.value !== null) || 'regex' in right)
    return { node: test, isTrue: holds };
  return { node: unwrapAwait(test.left), isTrue: equals === (right.value === true) };
}

/** `req.is('json')`, `req.accepts(['html', 'json'])`, `contentType.includes('json')`, `ifMatch.includes(etag)`. */
function readCall(
  call: TSESTree.CallExpression,
  isTrue: boolean,
  at: TSESTree.Node,
  context: GuardContext,
): Reading | null {
  const method = methodCall(call);
  if (!method) return null;
  const object = context.provenances.of(method.object);
  if (object.is === 'request') {
    if (method.name === 'is')
      return says('unsupported-media', !isTrue, at, 'asks for the media type of the content in this guard', context);
    if (ASKS_WHAT_IS_ACCEPTED.has(method.name) && call.arguments.length > 0)
      return says('not-acceptable', !isTrue, at, 'asks what the client accepts in this guard', context);
    return null;
  }
  // request.accepts().type(['json']) of @fastify/accepts
  if (
    CHOOSES_ACCEPTED.has(method.name) &&
    method.object.type === 'CallExpression' &&
    calleeName(method.object) === 'accepts'
  )
    return says('not-acceptable', !isTrue, at, 'asks what the client accepts in this guard', context);
  if (!LOOKS_FOR_PART.has(method.name) || object.is !== 'header') return null;
  if (isNamed(object, 'content-type'))
    return says('unsupported-media', !isTrue, at, 'looks for the media type of the content in this guard', context);
  return isPrecondition(object)
    ? says('precondition-failed', !isTrue, at, 'compares the precondition of the request in this guard', context)
    : null;
}

/** `contentType !== 'application/json'`, `ifMatch !== etag`, `ranges === -1`, `contentLength > LIMIT`. */
function readComparison(comparison: TSESTree.BinaryExpression, holds: boolean, context: GuardContext): Reading | null {
  const { provenances } = context;
  const left = comparison.left as TSESTree.Node;
  const { right, operator } = comparison;
  const [one, other] = [provenances.of(left), provenances.of(right)];
  if (isOrderOperator(operator))
    return isNamed(one, 'content-length')
      ? says(
          'too-large',
          operator.startsWith('>') === holds,
          comparison,
          'compares the length of the content with a limit in this guard',
          context,
        )
      : null;
  if (!isEqualityOperator(operator)) return null;
  const differs = holds === operator.startsWith('!');
  if (isRange(left, context) && isMinusOne(right))
    return says(
      'unsatisfiable-range',
      !differs,
      comparison,
      'says that the range lies outside of the content in this guard',
      context,
    );
  if (isNamed(one, 'content-type') && stringValue(right) !== null)
    return says(
      'unsupported-media',
      differs,
      comparison,
      'compares the media type of the content in this guard',
      context,
    );
  // A version that is stored: that is a conflict.
  if (isPrecondition(one) || isPrecondition(other))
    return [one, other].some(({ is }) => is === 'lookup')
      ? null
      : says(
          'precondition-failed',
          differs,
          comparison,
          'compares the precondition of the request in this guard',
          context,
        );
  return null;
}

/** What `req.range(size)` gives where it lies outside. */
function isMinusOne(node: TSESTree.Node): boolean {
  return node.type === 'UnaryExpression' && node.operator === '-' && stringValue(node.argument) === '1';
}

function isNamed(provenance: Provenance, name: string): boolean {
  return provenance.is === 'header' && provenance.name?.toLowerCase() === name;
}

function isPrecondition(provenance: Provenance): boolean {
  return isNamed(provenance, 'if-match') || isNamed(provenance, 'if-unmodified-since');
}

/** `req.range(size)` of Express, and range-parser, on which it rests. */
function isRange(node: TSESTree.Node, { file, provenances }: GuardContext): boolean {
  const call = file.bindings.resolve(node);
  if (call.type !== 'CallExpression') return false;
  const method = methodCall(call);
  return method?.name === 'range'
    ? provenances.of(method.object).is === 'request'
    : file.bindings.originOf(call.callee)?.source === 'range-parser';
}

/** What was tested and left behind says nothing; nor does a choice between several forms of one answer: `if (req.accepts('html')) … else …`. */
function says(cause: CauseName, isSo: boolean, at: TSESTree.Node, what: string, context: GuardContext): Reading {
  const { node } = context.response;
  if (!encloses(at, node) || (cause === 'not-acceptable' && branchOf(at, node) === 'alternate')) return NEUTRAL;
  return isSo
    ? found(strong(cause, at, `\`${short(at, context)}\`${what.startsWith(',') ? '' : ' '}${what}`).evidence)
    : NEUTRAL;
}
