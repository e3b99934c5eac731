import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import { valuePresence } from '../../model/responses/body.ts';
import { payloadsOf, type Payload } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { findMember, staticValues, type StaticValue } from '../../syntax/static-values.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
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
export function findFailurePayloads(response: Response, file: File): readonly FailurePayload[] {
  const errors = caughtErrors(response, file);
  const own = payloadsOf(response.body, file).flatMap((payload): FailurePayload[] => {
    const found = failureIn(payload, { response, errors, file });
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
