import type { TSESTree } from '@typescript-eslint/utils';

import { isServerError } from '../../reference/statuses.ts';
import {
  LOOKS_UP_CREDENTIAL,
  REFRESHES,
  REFRESH_TOKEN,
  SECRET_FIELD,
  SECRET_IN_SQL,
  SECRET_MEMBER,
  SECRET_PARAMETER,
  SESSION_FIELD,
  TAKES_SECRET,
} from '../../knowledge/shapes/credentials.ts';
import { OF_ERRORS, SAYS_MISSING } from '../../knowledge/shapes/errors.ts';
import { COUNTS, COUNT_OF_CHANGED, COUNT_OF_FOUND } from '../../knowledge/shapes/lookups.ts';
import { CHANGES_OLD_PASSWORD, PASSWORD_FIELD } from '../../knowledge/shapes/passwords.ts';
import { ACCOUNT_STATE, LET_IN, PERMISSION, SECOND_FACTOR, SHUT_OUT } from '../../knowledge/shapes/permissions.ts';
import { RECORD_STATE, RELATION } from '../../knowledge/shapes/records.ts';
import { CHANGES_RECORD } from '../../knowledge/shapes/writes.ts';
import { IN } from '../../knowledge/contexts.ts';
import { holds } from '../../syntax/descendants.ts';
import { saysAny } from '../../syntax/words.ts';
import { pathsOf } from '../../model/handlers/handler.ts';
import type { File } from '../../model/definitions/file.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, lastName, methodCall, propertyName, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import {
  branchBehind,
  homeOf,
  isDerived,
  malformed,
  proven,
  short,
  shutOut,
  strong,
  weak,
  type GuardContext,
} from '../context/question.ts';
import { textOf } from '../context/response-text.ts';
import { neverGivesNothing } from '../provenance/never-nothing.ts';
import type { Provenance, RequestPart } from '../provenance/kinds.ts';
import { readExisting, readState } from './conflict.ts';
import { isBesideLength, readEmptyList } from './empty-list.ts';
import { isByOwnId } from './password.ts';
import { parametersIn } from './path-values.ts';
import { verdictOver } from './validation.ts';

type Lookup = Extract<Provenance, { is: 'lookup' }>;

/** Reads a guard over a record that was looked up: missing, there though it must not be, or in some state. */
export function readLookup(
  lookup: Lookup,
  isTrue: boolean,
  value: TSESTree.Node,
  at: TSESTree.Node,
  context: GuardContext,
): Reading {
  const { attribute } = lookup;
  if (attribute !== null) return readField({ ...lookup, attribute }, isTrue, at, short(value, context), context);
  if (isTrue) return readExisting(lookup, at, short(value, context), context);
  if (lookup.isList)
    return isBesideLength(value, at, context) ? readEmptyList(lookup, at, short(value, context), context) : MIXED;
  return isNeverMissing(lookup.call, context) ? MIXED : readMissing(lookup, at, short(value, context), context);
}

/** A field of a record: a right, a count, a session, a state. */
function readField(
  lookup: Lookup & { readonly attribute: string },
  isTrue: boolean,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  const { by, attribute } = lookup;
  if (PERMISSION.has(attribute) && by.has('principal') && !isTrue)
    return strong('forbidden', at, `\`${text}\`, what the caller may do, is tested in this guard`);
  if (COUNT_OF_FOUND.has(attribute))
    return isTrue ? readExisting(lookup, at, text, context) : countOf(by, at, text, context);
  // The session that the caller's record holds is gone.
  if (!isTrue && by.has('principal') && SESSION_FIELD.has(attribute))
    return found({
      ...strong('unauthenticated', at, `\`${text}\`, the session of the caller, is missing in this guard`).evidence,
      ...IN.lostSession,
    });
  return readAccount(lookup, isTrue, at, text, context) ?? readStateOfRecord(lookup, isTrue, at, text, context);
}

/** A field of an account: its password, its second factor, whether it is shut out; null for other fields and records. */
function readAccount(
  { by, attribute }: Lookup & { readonly attribute: string },
  isTrue: boolean,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading | null {
  const logsIn = context.purpose.isLogin || comparesPassword(context);
  // An account that logs in with another provider has no password: as unknown here.
  if (!isTrue && logsIn && PASSWORD_FIELD.has(attribute)) return NEUTRAL;
  if (SECOND_FACTOR.has(attribute)) return MIXED;
  return (logsIn || isOfCallerAlone(by)) && (isTrue ? SHUT_OUT : LET_IN).has(attribute)
    ? shutOut(at, `\`${text}\`, the state of the account, is tested in this guard`, logsIn)
    : null;
}

/** Whether a record was found by who the caller is, and by nothing else. */
function isOfCallerAlone(by: ReadonlySet<RequestPart>): boolean {
  return by.has('principal') && by.size === 1;
}

function readStateOfRecord(
  lookup: Lookup & { readonly attribute: string },
  isTrue: boolean,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  const state = readState(lookup, at, text, context);
  if (state) return state;
  const { by, attribute } = lookup;
  const isAccount = context.purpose.isLogin || isOfCallerAlone(by) || comparesPassword(context);
  if (!isAccount && by.size > 0 && RECORD_STATE.has(attribute) && branchBehind(at, context) === 'consequent')
    return weak('conflict', at, `\`${text}\`, the state of a record, is tested in this guard`);
  return isTrue && !ACCOUNT_STATE.has(attribute) ? NEUTRAL : MIXED;
}

/** A record that was looked for and is not there. */
function readMissing(lookup: Lookup, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  const { by, call } = lookup;
  const { purpose } = context;
  // const invite = check(await getInvite(id)); if (invite.isErr()) return …; if (!(await decline(id))) return fail();
  if (failsAsServer(context) && changes(call, context) && wasAskedFor(at, context)) return MIXED;
  if (purpose.isLogin || comparesPassword(context)) return readUnknownAccount(lookup, at, text, context);
  const isOfOther = by.has('param') || by.has('principal');
  // Token.findOne({ refreshToken }) while it is refreshed
  if (!isOfOther && REFRESHES.has(purpose.name) && saysAny(call, REFRESH_TOKEN, context.file))
    return found({
      ...strong('unauthenticated', at, `\`${text}\`, the token that is refreshed, was not found in this guard`)
        .evidence,
      ...IN.lostSession,
    });
  // getInstallApiKey({ token }): what a caller proves itself with is looked up.
  if (!isOfOther && call.type === 'CallExpression' && LOOKS_UP_CREDENTIAL.has(calleeName(call)))
    return weak('unauthenticated', at, `\`${text}\`, what a caller proves itself with, was not found in this guard`);
  // tables[req.params.table]: as much a value of the path that is none of those there are.
  if (lookup.isOfTable)
    return found({
      ...strong('not-found', at, `\`${text}\`, which the path names, was not found in this guard`).evidence,
      ...IN.tableByPath,
    });
  return countOf(by, at, text, context, call);
}

/** Whether a call changes what it gives back, by its body or its name. */
function changes(call: TSESTree.Node, { file, provenances: { callees } }: GuardContext): boolean {
  if (call.type !== 'CallExpression') return false;
  const callee = callees.of(call, file);
  return (
    CHANGES_RECORD.has(calleeName(call)) ||
    (callee.is === 'in-sight' && callees.deedsOf(callee.body).kinds.has('written'))
  );
}

/** Whether an earlier guard has asked for what another call gave for the same part of the path: what is not there was refused by that. */
function wasAskedFor(at: TSESTree.Node, context: GuardContext): boolean {
  const { response, file, provenances } = homeOf(context);
  return response.guards.some(({ test }) => {
    if (test.type === 'SwitchCase' || test.range[1] > at.range[0]) return false;
    const atom = unwrapAwait(test);
    const asked = atom.type === 'CallExpression' ? methodCall(atom)?.object : atom;
    const value = asked && file.bindings.resolveAwaited(asked);
    return value?.type === 'CallExpression' && value.arguments.some(one => provenances.sourcesIn(one).has('param'));
  });
}

/** The account that logs in is not there: that of the body, or of what a service was given. */
function readUnknownAccount({ by, call }: Lookup, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  if (by.has('principal') || by.has('param')) return MIXED;
  if (!by.has('body') && (by.size > 0 || !isGivenSomething(call, context) || isByOwnId(call, context))) return MIXED;
  return found({
    cause: 'unauthenticated',
    isStrong: true,
    node: at,
    reads: `the account \`${text}\` that logs in was not found in this guard`,
    by: 'login-lookup',
    ...IN.unknownAccountAtLogin,
    isProven: true,
  });
}

/** Whether what a call gives is no record that may be missing: how many likes a post has, and what a function in sight throws for in its place. */
function isNeverMissing(call: TSESTree.Node, { file, provenances: { callees } }: GuardContext): boolean {
  return (
    call.type === 'CallExpression' &&
    (COUNTS.has(calleeName(call) ?? '') || neverGivesNothing(callees.of(call, file), callees))
  );
}

/** Whether a lookup is told what to look for: `getSsoConfig()` and `handlers.get('email')` find no account. */
function isGivenSomething(call: TSESTree.Node, { provenances }: GuardContext): boolean {
  const given = (node: TSESTree.Node): boolean =>
    node.type === 'CallExpression' &&
    (node.arguments.some(argument => provenances.of(argument).is !== 'constant') ||
      (node.callee.type === 'MemberExpression' && given(node.callee.object)));
  return given(call);
}

/** Whether the answer calls a record missing. */
export function saysMissing(context: GuardContext): boolean {
  return SAYS_MISSING.has(textOf(context.response, homeOf(context).file));
}

/** A record that was looked for and is not there. */
function countOf(
  by: ReadonlySet<RequestPart>,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
  call: TSESTree.Node | null = null,
): Reading {
  if (by.has('param') && call !== null && hangsOnFound(call, at, context)) return MIXED;
  // No like of this caller's for that post: a state of the post as much as a missing resource.
  if (
    by.has('param') &&
    by.has('principal') &&
    [at, ...(call ? [call] : [])].some(one => saysAny(one, RELATION, context.file))
  )
    return weak('not-found', at, `\`${text}\` was not found in this guard`);
  if ((by.has('param') && secretParameter(context)) || (call !== null && isBySecret(call, context)))
    return ofSecret(by, at, text, context);
  if (by.has('param'))
    return proven(
      'not-found',
      at,
      // `result.deletedCount`: what a write says of its records is no record itself.
      call === null && text.includes('.')
        ? `\`${text}\` says that no record was found by a path parameter in this guard`
        : `\`${text}\`, looked up by a path parameter, was not found in this guard`,
    );
  if (by.size > 0)
    return by.has('principal') || by.has('query') || by.has('body') ? weakOther(by, at, text, context) : MIXED;
  return weak('not-found', at, `\`${text}\` was not found in this guard`);
}

/** A write that met no record. Where the handler has looked the record up before and found it, the failure is another. */
export function countOfWritten(
  { by, call }: Extract<Provenance, { is: 'written' }>,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  if (isShownThere(at, context) || (failsAsServer(context) && wasAskedFor(at, context))) return MIXED;
  return isBySecret(call, context) ? ofSecret(by, at, text, context) : countOf(by, at, text, context);
}

/** Whether an earlier guard has found the record that the path names. */
function isShownThere(at: TSESTree.Node, context: GuardContext): boolean {
  return shownBefore(at, context).length > 0;
}

/** What conditions and values of one function are read with. */
type Around = Pick<GuardContext, 'file' | 'provenances' | 'response'>;

/** The lookups by the path whose record an earlier guard has found, with what they are read with. */
function shownBefore(
  within: TSESTree.Node,
  context: GuardContext,
): readonly { readonly call: TSESTree.Node; readonly around: Around }[] {
  const home = homeOf(context);
  const shown = shownTo(home, context.asked?.at ?? within);
  const { caller } = home;
  return caller ? [...shown, ...shownTo(caller, caller.response.node)] : shown;
}

function shownTo(
  around: Around,
  at: TSESTree.Node,
): readonly { readonly call: TSESTree.Node; readonly around: Around }[] {
  const { response, provenances } = around;
  return response.guards.flatMap(({ test }) => {
    if (test.type === 'SwitchCase' || test === at || test.range[1] > at.range[0]) return [];
    const atom = unwrapAwait(test);
    const tested =
      atom.type === 'CallExpression'
        ? [atom, ...atom.arguments]
        : atom.type === 'BinaryExpression'
          ? [atom.left, atom.right]
          : [atom];
    return tested.flatMap(node => {
      const provenance = provenances.of(node);
      return provenance.is === 'lookup' && provenance.attribute === null && provenance.by.has('param')
        ? [{ call: provenance.call, around }]
        : [];
    });
  });
}

/** Whether what is looked up belongs to a record that was found by the same value of the path, and the answer does not call it missing: a book without chapters is not published. */
function hangsOnFound(call: TSESTree.Node, at: TSESTree.Node, context: GuardContext): boolean {
  // A function may be asked about what its caller has looked up.
  const own = parametersIn(call, [context, homeOf(context)].find(({ file }) => isIn(call, file)) ?? context);
  return (
    !saysMissing(context) &&
    own.length > 0 &&
    shownBefore(at, context).some(shown => {
      const names = parametersIn(shown.call, shown.around);
      return shown.call !== call && own.every(name => names.includes(name));
    })
  );
}

function isIn(node: TSESTree.Node, { sourceCode }: File): boolean {
  let root: TSESTree.Node = node;
  while (root.parent) root = root.parent;
  return root === sourceCode.ast;
}

/** What a secret of the request names is not there: any client error says so, and no server error does. */
function ofSecret(by: ReadonlySet<RequestPart>, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  if (by.has('credential') || !failsAsServer(context))
    return by.has('param') ? MIXED : weakOther(by, at, text, context);
  return by.has('param') || by.has('body') || by.has('query')
    ? found({
        ...strong(
          'malformed',
          at,
          `\`${text}\`, looked up by a token or code of the request, was not found in this guard`,
        ).evidence,
        ...IN.reference,
      })
    : MIXED;
}

/** Whether nothing but server errors is sent. */
function failsAsServer({
  response: {
    status: { codes },
  },
}: GuardContext): boolean {
  return codes !== null && codes.every(isServerError);
}

/** Whether a record is found by a secret: `findOne({ resetToken: req.params.id })`, `where(eq(invites.code, code))`, `token = $1`. */
function isBySecret(call: TSESTree.Node, { file: { sourceCode } }: GuardContext): boolean {
  return holds(call, sourceCode.visitorKeys, node => {
    switch (node.type) {
      case 'Property':
        return SECRET_FIELD.has(propertyName(node));
      case 'MemberExpression':
        return SECRET_MEMBER.has(propertyName(node));
      case 'CallExpression':
        return node.arguments.slice(0, -1).some(one => SECRET_FIELD.has(lastName(one) ?? stringValue(one)));
      case 'Literal':
        return SECRET_IN_SQL.has(stringValue(node));
      case 'TemplateElement':
        return SECRET_IN_SQL.has(node.value.cooked);
      default:
        return false;
    }
  });
}

/** The caller's own record, and what the body or query refers to: other statuses are fine for those. */
function weakOther(by: ReadonlySet<RequestPart>, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  if (by.has('credential')) return MIXED;
  // Whichever client error it is, the server has not failed.
  if (saysMissing(context) && failsAsServer(context))
    return found({
      ...strong('not-found', at, `\`${text}\`, looked up for this request, was not found in this guard`).evidence,
      ...IN.reference,
    });
  return weak('not-found', at, `\`${text}\` was not found in this guard`);
}

/** A path value that is a secret: reset, verification, invitation, unsubscribe tokens. */
function secretParameter({ response: { handler }, purpose: { name } }: GuardContext): boolean {
  const paths = handler ? pathsOf(handler) : [];
  return (
    paths.flatMap(path => path.split('/')).some(one => one.includes(':') && SECRET_PARAMETER.has(one)) ||
    [name, ...paths].some(one => TAKES_SECRET.has(one))
  );
}

/** Whether the function also compares a password: then it logs a caller in. */
function comparesPassword(context: GuardContext): boolean {
  const { response, file, provenances, purpose } = homeOf(context);
  // verifyOldPassword() asks a caller who is logged in.
  // A POST without a name makes something as often as it logs in.
  const saysCreates = purpose.creates && (purpose.name !== '' || purpose.saysCreates);
  if (saysCreates || purpose.updates || CHANGES_OLD_PASSWORD.has(purpose.name) || !response.fn) return false;
  const { fn } = response;
  return nodesWithin(file.calls, fn).some(call => provenances.of(call).is === 'password-check');
}

/** A count, or the length of a list or string, that is zero (or not). */
export function readCount(subject: TSESTree.Node, isZero: boolean, at: TSESTree.Node, context: GuardContext): Reading {
  const provenance = context.provenances.of(subject);
  const text = short(subject, context);
  switch (provenance.is) {
    case 'lookup':
      return readCountOfFound(provenance, isZero, at, text, context);
    // modifiedCount is zero as well where the record was there and is the same as before.
    case 'written':
      return !isZero
        ? NEUTRAL
        : COUNT_OF_CHANGED.has(provenance.attribute)
          ? weak('not-found', at, `\`${text}\` is zero in this guard`)
          : countOfWritten(provenance, at, text, context);
    case 'verdict':
      return isZero ? NEUTRAL : verdictOver(provenance, at, text);
    case 'body':
      return isZero
        ? provenance.isMade || isDerived(subject, context)
          ? MIXED
          : malformed('body', at, `\`${text}\` is empty in this guard`)
        : NEUTRAL;
    case 'query':
    case 'param':
    case 'file':
      return !isZero
        ? NEUTRAL
        : provenance.isMade
          ? MIXED
          : malformed(provenance.is, at, `\`${text}\` is empty in this guard`);
    default:
      return isZero || saysAny(subject, OF_ERRORS, context.file) ? MIXED : NEUTRAL;
  }
}

/** How many records a lookup found: none, or some though there must be none. */
function readCountOfFound(
  lookup: Extract<Provenance, { is: 'lookup' }>,
  isZero: boolean,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  // What a record holds, as the books of a collection, may be empty though the record is there.
  if (lookup.attribute !== null && !COUNT_OF_FOUND.has(lookup.attribute)) return isZero ? MIXED : NEUTRAL;
  if (!isZero) return readExisting({ ...lookup, attribute: null }, at, text, context);
  // SELECT … WHERE id = $1 gives a list too, of one record.
  return lookup.by.has('param')
    ? countOf(lookup.by, at, text, context, lookup.call)
    : readEmptyList(lookup, at, text, context);
}
