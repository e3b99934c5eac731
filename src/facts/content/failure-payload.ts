import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import { valuePresence } from '../../model/responses/body.ts';
import { payloadsOf, type Payload } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { findMember, staticValues, type StaticValue } from '../../syntax/static-values.ts';
import { isFunction } from '../../syntax/functions.ts';
import { methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { caughtErrors, tellsOf } from './caught-errors.ts';

/** A content that itself says that the request failed. */
export interface FailurePayload {
  /** The property that says so; null where the whole content does. */
  readonly property: string | null;
  /** The property, or the content. */
  readonly node: TSESTree.Node;
  /** The conditions under which this is the content, beyond those of the response. */
  readonly guards: readonly Guard[];
  /** The file of the node: of a responder's content that of its definition. */
  readonly file: File;
}

/** Words of `status` that say so: those of JSend, and their kin. */
const FAILED = /^(?:error|err|fail|failed|failure)$/i;
const SUCCEEDED = /^(?:ok|success|succeeded|successful)$/i;

/** Properties in which a caught error is reported; others, as `warning`, tell of something the request got over. */
const REPORTING =
  /^(?:e|er|err|error|errors|errmsg|err_?msg|error_?message|message|msg|reason|details?|stack|exception|failure|cause|description)$/i;

/** Finds the contents of a response that themselves report a failure. The payload alone decides this, whatever the status and the guards. */
export function findFailurePayloads(
  response: Response,
  file: File,
  definitions: Resolver | null = null,
): readonly FailurePayload[] {
  const errors = caughtErrors(response, file);
  const isCaught = errors.size > 0 || isInCatch(response.node);
  const own = payloadsOf(response.body, file).flatMap((payload): FailurePayload[] => {
    const reading = { response, errors, file };
    const found =
      failureIn(payload, reading) ??
      failureMade(payload, reading, definitions) ??
      (isCaught ? failureSaid(payload.node, file) : null);
    return found ? [{ ...found, guards: payload.guards, file }] : [];
  });
  return own.length > 0 ? own : sentByDefinition(response);
}

/** What the definition of a responder writes out, `res.json({ success: false, message })`, whatever its callers give; choices of its own are not theirs. */
function sentByDefinition(response: Response): readonly FailurePayload[] {
  const { kind, sent } = response.body;
  if (!sent) return [];
  const payloads = payloadsOf({ ...response.body, kind, node: sent.node }, sent.file);
  const failures = payloads.map(payload =>
    payload.node.type === 'ObjectExpression'
      ? failureIn(payload, { response: { ...response, guards: [] }, errors: new Set(), file: sent.file })
      : null,
  );
  const [only, ...others] = failures;
  return only && others.length === 0 ? [{ ...only, guards: [], file: sent.file }] : [];
}

/** Whether a response is sent by a `catch`, or by what a promise calls once it has failed. */
function isInCatch(node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'CatchClause') return true;
    if (!isFunction(inner) || outer.type !== 'CallExpression') continue;
    const name = methodCall(outer)?.name;
    if ((name === 'catch' && outer.arguments[0] === inner) || (name === 'then' && outer.arguments[1] === inner))
      return true;
  }
  return false;
}

/** A failure in what a function of the project makes the content of, whatever it is given: `deny('closed')` gives `{ success: false, message }`. */
function failureMade(
  { node }: Payload,
  { response, file }: PayloadContext,
  definitions: Resolver | null,
): Found | null {
  const call = unwrapAwait(file.bindings.resolveAwaited(node));
  if (call.type !== 'CallExpression') return null;
  const frame = frameOf(file);
  const located = definitions?.locator.locate(call.callee, frame) ?? {
    node: file.bindings.resolve(call.callee),
    frame,
  };
  if (!isFunction(located.node)) return null;
  const own = located.frame.file;
  const returned = returnsOf(located.node).map(one => own.bindings.resolve(one));
  const found = returned.map(one =>
    one.type === 'ObjectExpression'
      ? failureIn({ node: one, guards: [] }, { response: { ...response, guards: [] }, errors: new Set(), file: own })
      : null,
  );
  const [first] = found;
  return first && found.every(one => one !== null) ? { property: first.property, node } : null;
}

/** Texts that say that something has failed. */
const SAYS_FAILURE =
  /\b(?:errors?|failed|failure|fails|went wrong|(?:could|can|did|was) ?n['o]t|cannot|unable to|unexpected)\b/i;

/** Texts that deny it. */
const SAYS_NO_FAILURE = /\b(?:no|without|0|zero) (?:errors?|failures?)\b/i;

/** A text of what has failed, where nothing but that is sent: `{ message: 'Something went wrong' }`. Content beside it is what a failure was got over with. */
function failureSaid(node: TSESTree.Node, file: File): Found | null {
  const says = (value: TSESTree.Node): boolean => {
    const { values, isComplete } = staticValues(value, file.bindings, constantReader(file));
    return (
      isComplete &&
      values.length > 0 &&
      values.every(
        one =>
          typeof one.value === 'string' &&
          SAYS_FAILURE.test(one.value) &&
          !SAYS_NO_FAILURE.test(one.value) &&
          !/[<{]/.test(one.value),
      )
    );
  };
  if (node.type !== 'ObjectExpression') return says(node) ? { property: null, node } : null;
  let told: Found | null = null;
  for (const property of node.properties) {
    if (property.type !== 'Property') return null;
    const name = propertyName(property);
    if (name !== null && REPORTING.test(name) && says(property.value)) told ??= { property: name, node: property };
    else if (!isNothing(property.value)) return null;
  }
  return told;
}

/** Whether a value is none of use: an empty list, null, a code. */
function isNothing(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return (
    (value.type === 'Literal' && value.value !== true) ||
    (value.type === 'ArrayExpression' && value.elements.length === 0) ||
    (value.type === 'ObjectExpression' && value.properties.length === 0)
  );
}

interface PayloadContext {
  readonly response: Response;
  readonly errors: ReadonlySet<Variable>;
  readonly file: File;
}

type Found = Omit<FailurePayload, 'guards' | 'file'>;

function failureIn({ node, guards }: Payload, reading: PayloadContext): Found | null {
  if (node.type !== 'ObjectExpression') {
    // An Error that Fastify gets as its payload is answered with the error's status.
    const isAnswered = node.type === 'Identifier' && reading.response.framework.answersErrors !== false;
    return !isAnswered && tellsOf(node, reading.errors, reading.file) ? { property: null, node } : null;
  }
  const valueOf = (name: string): StaticValue['value'] | null => {
    const member = findMember(node, name);
    const { values, isComplete } = member
      ? staticValues(member, reading.file.bindings, constantReader(reading.file))
      : { values: [], isComplete: false };
    return isComplete && values.length === 1 ? (values[0]?.value ?? null) : null;
  };
  const status = valueOf('status');
  // What says that it worked has a fault to tell of, no failure: `{ success: true, error: 'mail not sent' }`.
  if (valueOf('success') === true || valueOf('ok') === true || (typeof status === 'string' && SUCCEEDED.test(status)))
    return null;
  for (const name of ['success', 'ok']) if (valueOf(name) === false) return found(node, name);
  if (typeof status === 'string' && FAILED.test(status)) return found(node, 'status');
  const error = findMember(node, 'error');
  if (error && isFailure(error, [...reading.response.guards, ...guards], reading)) return found(node, 'error');
  for (const property of node.properties) {
    if (property.type !== 'Property') continue;
    const name = propertyName(property);
    if (name !== null && REPORTING.test(name) && tellsOf(property.value, reading.errors, reading.file))
      return { property: name, node: property };
  }
  return null;
}

function found(object: TSESTree.ObjectExpression, name: string): Found | null {
  const node = object.properties.findLast(property => property.type === 'Property' && propertyName(property) === name);
  return node ? { property: name, node } : null;
}

/** Whether the value of `error` is one: a text or object written there, the caught error, or what a guard has shown to be truthy. */
function isFailure(node: TSESTree.Node, guards: readonly Guard[], { errors, file }: PayloadContext): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'ObjectExpression':
      return value.properties.length > 0;
    case 'NewExpression':
      return true;
    case 'TemplateLiteral':
      return valuePresence(value, guards, file, 0) === 'some';
    case 'BinaryExpression':
      return value.operator === '+' && valuePresence(value, guards, file, 0) === 'some';
    default:
  }
  if (tellsOf(value, errors, file)) return true;
  const { values, isComplete } = staticValues(value, file.bindings, constantReader(file));
  if (isComplete && values.length > 0) return values.every(one => Boolean(one.value));
  return (
    (value.type === 'Identifier' || value.type === 'MemberExpression') &&
    valuePresence(value, guards, file, 0) === 'some'
  );
}
