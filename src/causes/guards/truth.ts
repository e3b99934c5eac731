import type { TSESTree } from '@typescript-eslint/utils';

import {
  CALLED_ACCOUNT,
  CALLER_ATTRIBUTE,
  CALLER_ID,
  SAYS_AUTHORIZED,
  SAYS_KNOWN,
  WHOSE_TOKEN,
} from '../../knowledge/shapes/callers.ts';
import { KEEPS_SECRETS, OTHER_TOKEN, OWN_SECRET, SAYS_VERIFIED, SCHEME } from '../../knowledge/shapes/credentials.ts';
import { SAYS_FAILED } from '../../knowledge/shapes/errors.ts';
import { COUNT_OF_WRITTEN } from '../../knowledge/shapes/lookups.ts';
import { LOGIN_RESULT, SAYS_PASSWORD_RIGHT } from '../../knowledge/shapes/passwords.ts';
import {
  ACCOUNT_STATE,
  LET_IN,
  MAY_BE_RIGHT,
  PERMISSION,
  SAYS_PERMITTED,
  SECOND_FACTOR,
  SHUT_OUT,
} from '../../knowledge/shapes/permissions.ts';
import { FROM_WHERE } from '../../knowledge/shapes/requests.ts';
import { FAULT, FLAG } from '../../knowledge/shapes/validation.ts';
import { CHANGES_RECORD, GIVES_RESULT } from '../../knowledge/shapes/writes.ts';
import { isEqualityOperator } from '../../syntax/operators.ts';
import { IN } from '../../knowledge/contexts.ts';
import { childExpressions } from '../../syntax/child-expressions.ts';
import { holds } from '../../syntax/descendants.ts';
import { isWithin } from '../../syntax/functions.ts';
import { knownName } from '../../syntax/known-names.ts';
import {
  lastName,
  memberPath,
  methodCall,
  propertyName,
  stringValue,
  unwrap,
  unwrapAwait,
} from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import {
  branchBehind,
  homeOf,
  isDerived,
  malformed,
  proven,
  refused,
  short,
  shutOut,
  strong,
  tokenIn,
  unlessNobody,
  weak,
  type GuardContext,
} from '../context/question.ts';
import { readErrorProperty } from '../failures/error.ts';
import { readFailedCall } from '../failures/failed-call.ts';
import { requestPartOf, type Provenance } from '../provenance/kinds.ts';
import { countOfWritten, readLookup } from './lookup.ts';
import { readWrongPassword } from './password.ts';
import { readVerdict } from './validation.ts';

type Of<Is extends Provenance['is']> = Extract<Provenance, { is: Is }>;

/** Reads what a value being true or false says, by what the value is. */
export function readProvenanceTruth(
  provenance: Provenance,
  isTrue: boolean,
  value: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading {
  return isTrue ? readTrue(provenance, value, at, context) : readFalse(provenance, value, at, context);
}

function readTrue(provenance: Provenance, value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const text = short(value, context);
  switch (provenance.is) {
    case 'principal':
      return readStateOfCaller(provenance.attribute, at, text);
    case 'password-check':
      return readLogin(provenance.attribute ?? '', true, at, text, context);
    case 'lookup':
      return readLookup(provenance, true, value, at, context);
    case 'verdict':
      return readVerdict(provenance, true, at, value, context);
    case 'error':
      return provenance.attribute === null ? NEUTRAL : readErrorProperty(provenance.attribute, at, text, context);
    case 'failed':
      return readFailedCall(provenance, at, text);
    case 'request':
    case 'constant':
    case 'unknown':
      return readUnknownTrue(value, at, context);
    // What is there, was valid or has been done refuses nobody.
    default:
      return NEUTRAL;
  }
}

function readFalse(provenance: Provenance, value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const text = short(value, context);
  switch (provenance.is) {
    case 'principal':
      return readMissingCaller(provenance.attribute, value, at, context);
    case 'credential':
      return readMissingCredential(provenance, value, at, context);
    case 'verified':
      return readFalseClaim(provenance, at, text);
    case 'password-check':
      return readLogin(provenance.attribute ?? '', false, at, text, context);
    case 'permission-check':
      return readPermissionCheck(provenance.call, at, `\`${text}\` asks for a permission in this guard`, context);
    case 'body':
      return provenance.isMade ? MIXED : readMissingBody(provenance.name, value, at, context);
    case 'query':
    case 'param':
    case 'header':
      return provenance.isMade ? MIXED : readMissingPart(provenance.is, provenance.name, at, text, context);
    case 'file':
      return malformed('file', at, `\`${text}\` is missing in this guard`);
    case 'lookup':
      return readLookup(provenance, false, value, at, context);
    case 'written':
      return readNothingWritten(provenance, at, text, context);
    case 'verdict':
      return readVerdict(provenance, false, at, value, context);
    case 'upstream':
      return readFailedAnswer(provenance.attribute, at, text);
    case 'error':
    case 'method':
      return NEUTRAL;
    default:
      return readUnknownFalsy(value, at, context);
  }
}

/** `if (req.user.isBlocked)`: a caller that is known, and a state of its account that shuts it out. */
function readStateOfCaller(attribute: string | null, at: TSESTree.Node, text: string): Reading {
  return attribute !== null && !SECOND_FACTOR.has(attribute) && SHUT_OUT.has(attribute)
    ? shutOut(at, `\`${text}\`, the state of the caller's account, is tested in this guard`, false)
    : NEUTRAL;
}

/** There is no caller, or one that lacks an attribute. */
function readMissingCaller(
  attribute: string | null,
  value: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading {
  if (attribute !== null && !CALLER_ATTRIBUTE.has(attribute))
    return readMissingPermission(attribute, value, at, context);
  // Behind authentication a test whether there is a caller only narrows a type.
  if (value.type !== 'CallExpression' && context.isAuthenticated()) return NEUTRAL;
  if (attribute !== null && (context.callerIsKnown || isReadOffCaller(value, context))) return NEUTRAL;
  return value.type === 'MemberExpression' && value.optional && attribute !== null && !CALLER_ID.has(attribute)
    ? MIXED
    : readNobody(value, at, context);
}

function readMissingCredential(
  { name, isKept }: Of<'credential'>,
  value: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading {
  const text = short(value, context);
  // Where there is no session at all, middleware is missing: nothing that a caller could send.
  if (isKept) return NEUTRAL;
  // getUserOfToken(token)?.admin: what somebody may do, who may as well be nobody.
  if (value.type === 'MemberExpression' && PERMISSION.has(propertyName(value))) return MIXED;
  if (OTHER_TOKEN.has(name)) return MIXED;
  if (asksForKind(value))
    return found({
      ...proven(
        'unauthenticated',
        at,
        `the form of \`${short(methodCall(value)?.object ?? value, context)}\`, a credential of the request, is checked in this guard`,
      ).evidence,
      ...IN.credentialOfOtherKind,
    });
  return proven(
    'unauthenticated',
    at,
    asksForScheme(value)
      ? `\`${text}\` asks for a credential of the request in this guard`
      : `\`${text}\`, a credential of the request, is missing in this guard`,
  );
}

/** What verifying a token gave says no, or a claim of it does. */
function readFalseClaim({ attribute, ofCredential }: Of<'verified'>, at: TSESTree.Node, text: string): Reading {
  if (attribute !== null && PERMISSION.has(attribute))
    return strong('forbidden', at, `\`${text}\`, a claim of a verified token, is tested in this guard`);
  if (!ofCredential || (attribute !== null && !SAYS_VERIFIED.has(attribute) && !WHOSE_TOKEN.has(attribute)))
    return MIXED;
  const { evidence } = strong(
    'unauthenticated',
    at,
    `\`${text}\`, what verifying the credential gave, is tested in this guard`,
  );
  // A token of somebody who is nobody here may be one for other callers.
  return found(attribute !== null && WHOSE_TOKEN.has(attribute) ? { ...evidence, ...IN.claimOfNobody } : evidence);
}

/** What logging in with a password gave: whether it was right, an error, an account. */
function readLogin(
  attribute: string,
  isTrue: boolean,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  // The account that logged in has states of its own.
  if (SHUT_OUT.has(attribute) || LET_IN.has(attribute)) {
    const reads = `\`${text}\`, the state of the account, is tested in this guard`;
    return SHUT_OUT.has(attribute) === isTrue ? shutOut(at, reads, true) : weak('conflict', at, reads);
  }
  const saysNo = SAYS_FAILED.has(attribute);
  if (attribute !== '' && !saysNo && !LOGIN_RESULT.has(attribute)) return MIXED;
  return isTrue === saysNo ? readWrongPassword(at, context) : NEUTRAL;
}

/** A part of the query, the path or the head that is missing. */
function readMissingPart(
  part: 'query' | 'param' | 'header',
  name: string | null,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  if (part === 'header' && isComparedWithSecret(name, context))
    return proven('unauthenticated', at, `\`${text}\`, a secret of the request, is missing in this guard`);
  // isId(req.params.id) that asks whether there is one before it asks for its form.
  if (part === 'param' && context.asked && context.response.handler !== null) return NEUTRAL;
  const { evidence } = malformed(part, at, `\`${text}\` is missing in this guard`);
  // A route without its parameter does not match: a service that asks for one may mean the caller's own id.
  if (part === 'param' && context.response.handler === null) return found({ ...evidence, ...IN.parameterOfService });
  return found(part === 'header' && FROM_WHERE.has(name ?? '') ? { ...evidence, ...IN.headerOfOrigin } : evidence);
}

/** Whether a header is compared in the same function with a secret that the server keeps: then it is how callers prove who they are, whatever it is called. A webhook's is none. */
function isComparedWithSecret(name: string | null, context: GuardContext): boolean {
  const {
    response: { fn },
    file,
    provenances,
  } = homeOf(context);
  if (name === null || fn === null || OTHER_TOKEN.has(name)) return false;
  const isHeader = (node: TSESTree.Node): boolean => {
    const one = provenances.of(node);
    return one.is === 'header' && one.name?.toLowerCase() === name.toLowerCase();
  };
  const isSecret = (node: TSESTree.Node): boolean => {
    const path = memberPath(file.bindings.resolve(node)) ?? [];
    return OWN_SECRET.has(path.at(-1)) && path.slice(0, -1).some(one => KEEPS_SECRETS.has(one));
  };
  return holds(fn.body, file.sourceCode.visitorKeys, node => {
    const [left, right] =
      node.type === 'BinaryExpression' && isEqualityOperator(node.operator) ? [node.left, node.right] : [];
    return (
      left !== undefined &&
      right !== undefined &&
      ((isHeader(left) && isSecret(right)) || (isHeader(right) && isSecret(left)))
    );
  });
}

/** A write that gave nothing back, or counts nothing. */
function readNothingWritten(
  provenance: Of<'written'>,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  const { attribute, name } = provenance;
  if (attribute !== null)
    return COUNT_OF_WRITTEN.has(attribute) ? countOfWritten(provenance, at, text, context) : NEUTRAL;
  if (GIVES_RESULT.has(name)) return MIXED;
  // findByIdAndUpdate gives null where nothing was found.
  return CHANGES_RECORD.has(name) ? countOfWritten(provenance, at, text, context) : MIXED;
}

/** Another server has not answered, or says that it could not. */
function readFailedAnswer(attribute: string | null, at: TSESTree.Node, text: string): Reading {
  return attribute === 'ok' || attribute === null
    ? weak('upstream-error', at, `\`${text}\` is the answer of another server`)
    : // What is not in its answer says nothing of what was sent to it, nor of what was asked here.
      MIXED;
}

/** A value of which nothing is known is true. */
function readUnknownTrue(value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  if (isOption(value, context)) return NEUTRAL;
  if (tellsOfFault(value, context))
    return weak('invalid', at, `\`${short(value, context)}\` is what a check of the body found wrong`);
  // What holds around a response for a reason that cannot be read may be its cause; what an early return left behind is not.
  return branchBehind(at, context) === 'consequent' ? MIXED : NEUTRAL;
}

/** Nobody is known. Where callers without any were refused before, or whoever calls was handed to this function, it may be the server that has lost who it is. */
function readNobody(value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const text = short(value, context);
  const { evidence } = proven(
    'unauthenticated',
    at,
    value.type === 'CallExpression' ? `\`${text}\` says no in this guard` : `\`${text}\` is missing in this guard`,
  );
  const mayBeLost = value.type === 'MemberExpression' && (context.refusedBefore() || isOfGiven(value, context));
  return found(mayBeLost ? { ...evidence, ...IN.callerLostByServer } : evidence);
}

/** Whether a value is a member of a parameter of a function that answers no request itself: `list(auth) { if (!auth.uid) … }`. */
function isOfGiven({ object }: TSESTree.MemberExpression, { file, response: { handler } }: GuardContext): boolean {
  return (
    handler === null &&
    unwrap(object).type === 'Identifier' &&
    file.bindings.variableOf(unwrap(object))?.defs[0]?.type === 'Parameter'
  );
}

/** A field of the body that is missing, or the whole of it. */
function readMissingBody(name: string | null, value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const text = short(value, context);
  if (tokenIn(name)) return weak('malformed', at, `\`${text}\` is missing`);
  if (isDerived(value, context) || hasOther(value, context)) return MIXED;
  // if (!req.body.isGuest): what is false is there.
  if (FLAG.has(name)) return MIXED;
  const { evidence } = malformed('body', at, `\`${text}\` is missing in this guard`);
  // Without a parser, which an Express server may lack, no request has a body.
  return found(
    name === null && context.response.framework.parsesBodies !== true
      ? { ...evidence, ...IN.bodyWithoutParser }
      : evidence,
  );
}

/** `req.body.url ?? source.url`: what the server has itself is missing as well. */
function hasOther(node: TSESTree.Node, context: GuardContext): boolean {
  const value = context.file.bindings.resolve(node);
  if (value.type !== 'LogicalExpression' || value.operator === '&&') return false;
  const other = context.provenances.of(value.right);
  return (
    (other.is !== 'constant' && requestPartOf(other) === null && !isUndefined(value.right)) ||
    hasOther(value.left, context)
  );
}

function isUndefined(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return value.type === 'Identifier' && value.name === 'undefined';
}

/** `token.startsWith(PREFIX)` asks of which kind a credential is, for which 403 is as fine; `header.startsWith('Bearer ')` asks whether there is one. */
function asksForKind(value: TSESTree.Node): boolean {
  const call = methodCall(value);
  return call?.name === 'startsWith' && call.call.arguments.length > 0 && !asksForScheme(value);
}

/** `header.startsWith('Basic ')` */
function asksForScheme(value: TSESTree.Node): boolean {
  const call = methodCall(value);
  const [beginning] = call?.name === 'startsWith' ? call.call.arguments : [];
  return beginning !== undefined && SCHEME.has(stringValue(beginning));
}

/** Whether a value is read off the caller without asking whether there is one: `req.user.id` throws where nobody is known. */
function isReadOffCaller(value: TSESTree.Node, { file, provenances }: GuardContext): boolean {
  const read = file.bindings.resolve(value);
  if (read.type !== 'MemberExpression' || read.optional) return false;
  const object = unwrap(read.object);
  const caller = provenances.of(object);
  // What a library keeps beside the caller is there for everybody: Clerk's `req.auth.userId`.
  return caller.is === 'principal' && caller.attribute === null && CALLED_ACCOUNT.has(lastName(object));
}

/** The name by which a value whose definition is out of sight is believed. What a variable is set to in sight has been read for what it is, so that the variable's own name adds nothing. */
function nameOfDefinition(value: TSESTree.Node, { file }: GuardContext): string | null {
  return lastName(value.type === 'Identifier' ? file.bindings.resolveAwaited(value) : value);
}

/** A value of which nothing is known is false. */
function readUnknownFalsy(value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  if (isOption(value, context)) return NEUTRAL;
  const name = nameOfDefinition(value, context) ?? '';
  if (SAYS_PASSWORD_RIGHT.has(name)) return readWrongPassword(at, context);
  if (SAYS_PERMITTED.has(name))
    return isVerdictOnCredential(name, value, context)
      ? MIXED
      : refused(at, `\`${short(value, context)}\` is tested in this guard`);
  if (SAYS_KNOWN.has(name))
    return strong('unauthenticated', at, `\`${short(value, context)}\` is tested in this guard`);
  return MIXED;
}

/** `req.authorized`, which middleware sets for a credential that it has verified: without one it is unset, and nobody is known. */
function isVerdictOnCredential(
  name: string,
  value: TSESTree.Node,
  { provenances, callerIsKnown }: GuardContext,
): boolean {
  return (
    SAYS_AUTHORIZED.has(name) &&
    value.type === 'MemberExpression' &&
    provenances.of(value.object).is === 'request' &&
    !callerIsKnown
  );
}

/** `isAdmin(req.user)` asks what the caller may do; `canPay(booking)` may ask whether it can be done at all. */
function readPermissionCheck(
  call: TSESTree.Node,
  at: TSESTree.Node,
  reads: string,
  { provenances }: GuardContext,
): Reading {
  const isOfCaller = childExpressions(call).some(
    node =>
      ['principal', 'verified', 'request'].includes(provenances.of(node).is) ||
      provenances.sourcesIn(node).has('principal'),
  );
  return isOfCaller ? strong('forbidden', at, reads) : refused(at, reads);
}

/** Whether a value is what a factory of handlers was given: `authenticate(type, isStrict)` returns the middleware that tests `isStrict`. It says nothing of a request. */
function isOption(value: TSESTree.Node, { response: { handler }, file, asked }: GuardContext): boolean {
  if (asked) return false;
  const definition = value.type === 'Identifier' ? file.bindings.variableOf(value)?.defs[0] : undefined;
  const factory = definition?.type === 'Parameter' ? (definition.node as TSESTree.Node) : null;
  return handler !== null && factory !== null && factory !== handler.fn && isWithin(handler.fn, factory);
}

/** `const { error } = changePassword(req.body.password)`, `validateJwk(req.body)?.message`: a fault found by a call that is given values of the body. */
function tellsOfFault(value: TSESTree.Node, { file, provenances }: GuardContext): boolean {
  const path = memberPath(value);
  const attribute =
    value.type === 'MemberExpression' ? path?.at(-1) : value.type === 'Identifier' ? knownName(value) : null;
  if (!attribute || !FAULT.has(attribute)) return false;
  const root = value.type === 'MemberExpression' ? unwrap(value.object) : value;
  const declarator = file.bindings.variableOf(root)?.defs[0]?.node as TSESTree.Node | undefined;
  const init = declarator?.type === 'VariableDeclarator' && declarator.init ? unwrapAwait(declarator.init) : null;
  return (
    init?.type === 'CallExpression' &&
    init.arguments.length > 0 &&
    init.arguments.every(argument => provenances.sourcesIn(argument).has('body'))
  );
}

/** `!req.user.isAdmin`, and `!req.user?.isAdmin` where the caller is known already. */
function readMissingPermission(
  attribute: string,
  value: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading {
  if (SECOND_FACTOR.has(attribute)) return MIXED;
  if (ACCOUNT_STATE.has(attribute) && !PERMISSION.has(attribute))
    return LET_IN.has(attribute)
      ? shutOut(at, `\`${short(value, context)}\`, the state of the caller's account, is tested in this guard`, false)
      : MIXED;
  if (!PERMISSION.has(attribute) && !MAY_BE_RIGHT.has(attribute)) return MIXED;
  return unlessNobody(
    strong('forbidden', at, `\`${short(value, context)}\`, what the caller may do, is tested in this guard`),
    value,
    context,
  );
}
