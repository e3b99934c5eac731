import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { argumentsOf, frameOf } from '../../model/definitions/frame.ts';
import { isClass } from '../../model/definitions/locate.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import type { Model } from '../../model/model.ts';
import { payloadsOf, type Payload } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import { findStatusByReason, isRegistered } from '../../reference/statuses.ts';
import { findMember, staticValues } from '../../syntax/static-values.ts';
import { propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { feasibleOutcomes } from '../outcomes/feasible-outcomes.ts';
import { isPassedOn } from '../outcomes/passed-on.ts';

/** A status that the content of a response names. */
export interface BodyClaim {
  readonly code: number;
  /** Where the content names it: the value of the property, or the text. */
  readonly node: TSESTree.Node;
  /** The property that holds it; null where the content, or an error's message, is the text itself. */
  readonly property: string | null;
  /** Whether it is named by its reason phrase and not by its number. */
  readonly isPhrase: boolean;
  /** Whether the node is the place where it is written, and not the name of a class that supplies it. */
  readonly isWritten: boolean;
}

/** A status a response can go out with, though its content names another. */
export interface Contradiction {
  readonly outcome: Outcome;
  readonly claim: BodyClaim;
}

/** Properties that name nothing else than the status of the response, the plainest first. */
const STATUS_KEYS = ['statusCode', 'httpStatusCode', 'httpStatus', 'status'] as const;

/** Properties that hold what went wrong, in words. */
const TEXT_KEYS = ['error', 'message', 'msg', 'detail', 'title', 'statusText'] as const;

/** Reason phrases of errors that are words of everyday speech too: an account is locked, a plan has a conflict, an offer is gone. */
const EVERYDAY = /^(?:gone|conflict|locked)\b/i;

/** Finds the statuses a response goes out with though its content names another one; none where its status or content is not known. */
export function findContradictions(response: Response, model: Model): readonly Contradiction[] {
  const { file } = model;
  return claimedIn(response, model).flatMap(({ claims, guards }) => {
    const outcomes = feasibleOutcomes(response, guards, model).filter(
      ({ code }) => Number.isInteger(code) && code >= 200 && code !== 204 && code !== 205 && code !== 304,
    );
    return outcomes.flatMap(outcome => {
      // One name that fits is enough: `{ status: 401, code: 404 }` under a 401 has a code of its own.
      const [claim] = claims;
      if (!claim || claims.some(one => fits(one, outcome.code))) return [];
      // sendError({ status: 404 }, res), which sends the status of what it is given, else 500: which of them, its definition says.
      if (mayBeSent(claim.code, outcome, response)) return [];
      return isPassedOn(claim.code, response.guards, file) ? [] : [{ outcome, claim }];
    });
  });
}

/** Whether the status that a content names is one that the response may go out with as well, and nothing here tells when it is which. */
function mayBeSent(code: number, { guards }: Outcome, { status }: Response): boolean {
  return guards.length === 0 && status.outcomes.some(other => other.code === code && other.guards.length === 0);
}

/** 401 is titled "Unauthorized", a word that people use for what a 403 says. */
function fits({ code, isPhrase }: BodyClaim, sent: number): boolean {
  return code === sent || (isPhrase && code === 401 && sent === 403);
}

/** What the adapter of another framework is returned, `{ statusCode: 204, headers, body }`, is its response, and no content. */
const ADAPTER_KEYS = new Set([
  'status',
  'statusCode',
  'body',
  'headers',
  'responseHeaders',
  'responseBody',
  'cookies',
  'isBase64Encoded',
  'multiValueHeaders',
]);

function isForAdapter(node: TSESTree.Node): boolean {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.every(property => property.type === 'Property' && ADAPTER_KEYS.has(propertyName(property) ?? ''))
  );
}

function claimedIn(
  { body, error, via }: Response,
  model: Model,
): readonly { readonly claims: readonly BodyClaim[]; readonly guards: readonly Guard[] }[] {
  // A plain error says nothing of a status: an error handler may give it the one its text names.
  if (error) return error.message && error.status ? [{ claims: claimsOfText(error.message, null), guards: [] }] : [];
  const payloads = payloadsOf(body, model.file).filter(({ node }) => via !== 'return' || !isForAdapter(node));
  return payloads.map(payload => ({ claims: claimsOf(payload, model), guards: payload.guards }));
}

/** Gets the statuses a content names, the plainest first. */
function claimsOf({ node }: Payload, model: Model): readonly BodyClaim[] {
  const { file } = model;
  if (node.type === 'NewExpression') return claimsOfInstance(node, model);
  if (node.type !== 'ObjectExpression') return claimsOfText(node, null);
  const claims = STATUS_KEYS.flatMap(key => claimsOfNumber(node, key, isFinal, file));
  // `code` is as often a code of the project's own, so that only a number of an error counts.
  claims.push(...claimsOfNumber(node, 'code', code => code >= 400 && isRegistered(code), file));
  for (const key of TEXT_KEYS) {
    const value = findMember(node, key);
    if (value) claims.push(...claimsOfText(value, key));
  }
  return claims;
}

/** A 1xx comes before the response and never is one (RFC 9110 §15.2): content that names it has codes of its own. */
function isFinal(code: number): boolean {
  return code >= 200 && isRegistered(code);
}

function claimsOfNumber(
  object: TSESTree.ObjectExpression,
  key: string,
  isStatus: (code: number) => boolean,
  file: File,
): readonly BodyClaim[] {
  const value = findMember(object, key);
  if (!value) return [];
  const { values, isComplete } = staticValues(value, file.bindings, constantReader(file));
  const [only] = values;
  // A choice between several is likely the choice that the status itself is.
  if (!isComplete || values.length !== 1 || !only) return [];
  const code =
    typeof only.value === 'string' && key !== 'code' && /^\d{3}$/.test(only.value) ? Number(only.value) : only.value;
  return typeof code === 'number' && isStatus(code)
    ? [{ code, node: value, property: key, isPhrase: false, isWritten: true }]
    : [];
}

/** What the instances of a project's own class carry: `new ApiResponse(200, user)` in a class that keeps its first argument as `statusCode`. */
function claimsOfInstance(made: TSESTree.NewExpression, { file, definitions }: Model): readonly BodyClaim[] {
  const frame = frameOf(file);
  const cls = definitions?.locator.locate(made.callee, frame);
  if (!definitions || !cls || !isClass(cls.node)) return [];
  const instance = definitions.instances.read({ cls, args: argumentsOf(made, frame) });
  return STATUS_KEYS.flatMap(key => {
    const found = instance?.property(key);
    const [only] = found?.values ?? [];
    if (!found?.isComplete || found.values.length !== 1 || typeof only?.value !== 'number' || !isFinal(only.value))
      return [];
    const isWritten = only.frame === frame && only.node.type === 'Literal';
    return [{ code: only.value, node: isWritten ? only.node : made.callee, property: key, isPhrase: false, isWritten }];
  });
}

function claimsOfText(node: TSESTree.Node, property: string | null): readonly BodyClaim[] {
  const value = unwrap(node);
  const text = value.type === 'Literal' && typeof value.value !== 'string' ? null : stringValue(value);
  if (text === null || EVERYDAY.test(text.trim())) return [];
  const code = findStatusByReason(text);
  return code !== null && code >= 400 ? [{ code, node: value, property, isPhrase: true, isWritten: true }] : [];
}
