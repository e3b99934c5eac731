import type { TSESTree } from '@typescript-eslint/utils';

import { pathsOf } from '../model/handler.ts';
import { isWithin } from '../syntax/functions.ts';
import { calleeName, unwrapAwait } from '../syntax/unwrap.ts';
import { branchOf } from './conditions.ts';
import { readExisting, readState } from './conflict-meaning.ts';
import { isBesideLength, readEmptyList } from './empty-list-meaning.ts';
import { found, MIXED, NEUTRAL, type Reading } from './evidence.ts';
import { missingField, short, strong, weak, type GuardContext } from './guard-context.ts';
import { ACCOUNT_STATE, LET_IN, LOOKS_UP_CREDENTIAL, PERMISSION, RECORD_STATE, SHUT_OUT } from './names.ts';
import type { Provenance, Source } from './provenance-kinds.ts';
import { verdictOver } from './validation-meaning.ts';

/** Reads a guard over a record that was looked up: missing, there though it must not be, or in some state. */
export function readLookup(lookup: Extract<Provenance, { is: 'lookup' }>, isTrue: boolean, value: TSESTree.Node, at: TSESTree.Node, context: GuardContext): Reading {
  const text = short(value, context);
  const { by } = lookup;
  const { purpose } = context;
  if (lookup.attribute !== null) {
    if (PERMISSION.test(lookup.attribute) && by.has('principal') && !isTrue) return strong('forbidden', at, `\`${text}\`, what the caller may do, is tested in this guard`);
    if (COUNT.test(lookup.attribute)) return isTrue ? readExisting(lookup, at, text, context) : countOf(by, at, text, context);
    // The session that the caller's record holds is gone.
    if (!isTrue && by.has('principal') && /^(?:refresh_?token|session\w*)$/i.test(lookup.attribute)) return found({ ...strong('unauthenticated', at, `\`${text}\`, the session of the caller, is missing in this guard`).evidence, accepts: [403] });
    const isAccount = purpose.isLogin || by.has('principal') || comparesPassword(context);
    if (isAccount && (isTrue ? SHUT_OUT : LET_IN).test(lookup.attribute)) return weak('forbidden', at, `\`${text}\`, the state of the account, is tested in this guard`);
    const state = readState(lookup, at, text, context);
    if (state) return state;
    if (!isAccount && by.size > 0 && RECORD_STATE.test(lookup.attribute) && branchOf(at, context.response.node) === 'consequent') return weak('conflict', at, `\`${text}\`, the state of a record, is tested in this guard`);
    return isTrue && !ACCOUNT_STATE.test(lookup.attribute) ? NEUTRAL : MIXED;
  }
  if (isTrue) return readExisting(lookup, at, text, context);
  if (lookup.isList) return isBesideLength(value, at, context) ? readEmptyList(lookup, at, text, context) : MIXED;
  if (purpose.isLogin || comparesPassword(context)) return by.has('principal') || by.has('param') ? MIXED : by.has('body') || by.size === 0 ? found({ cause: 'unauthenticated', isStrong: true, node: at, reads: `the account \`${text}\` that logs in was not found in this guard`, by: 'login-lookup' }) : MIXED;
  // getInstallApiKey({ token }): what a caller proves itself with is looked up.
  if (lookup.call.type === 'CallExpression' && LOOKS_UP_CREDENTIAL.test(calleeName(lookup.call) ?? '') && !by.has('param') && !by.has('principal')) return weak('unauthenticated', at, `\`${text}\`, what a caller proves itself with, was not found in this guard`);
  return countOf(by, at, text, context, lookup.call);
}

/** What libraries call the number of records that a query has met. */
const COUNT = /affected|rowCount|count|matched|modified|total/i;

/** A record that was looked for and is not there. */
export function countOf(by: ReadonlySet<Source>, at: TSESTree.Node, text: string, context: GuardContext, call: TSESTree.Node | null = null): Reading {
  if (by.has('param')) return secretParameter(context) || (call !== null && SECRET_FIELD.test(context.file.text(call))) ? MIXED : strong('not-found', at, `\`${text}\`, looked up by a path parameter, was not found in this guard`);
  if (by.size > 0) return by.has('principal') || by.has('query') || by.has('body') ? weakOther(by, at, text) : MIXED;
  return weak('not-found', at, `\`${text}\` was not found in this guard`);
}

/** A write that met no record. Where the handler has looked the record up before and found it, the failure is another. */
export function countOfWritten(by: ReadonlySet<Source>, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  return isShownThere(at, context) ? MIXED : countOf(by, at, text, context);
}

/** Whether an earlier guard has found the record that the path names. */
function isShownThere(at: TSESTree.Node, { response, provenances }: GuardContext): boolean {
  return response.guards.some(({ test }) => {
    if (test.type === 'SwitchCase' || test === at || test.range[1] > at.range[0]) return false;
    const atom = unwrapAwait(test);
    const tested = atom.type === 'CallExpression' ? [atom, ...atom.arguments] : atom.type === 'BinaryExpression' ? [atom.left, atom.right] : [atom];
    return tested.some(node => {
      const provenance = provenances.of(node);
      return provenance.is === 'lookup' && provenance.attribute === null && provenance.by.has('param');
    });
  });
}

/** Fields by which a record is found whose value is a secret: `findOne({ resetToken: req.params.id })`. */
const SECRET_FIELD = /\b\w*(?:token|secret|code|otp)\w*['"]?\s*[:=,]|\.\w*(?:token|secret|code|otp)\b/i;

/** The caller's own record, and what the body or query refers to: other statuses are fine for those. */
function weakOther(by: ReadonlySet<Source>, at: TSESTree.Node, text: string): Reading {
  return by.has('credential') ? MIXED : weak('not-found', at, `\`${text}\` was not found in this guard`);
}

/** A path value that is a secret: reset, verification, invitation, unsubscribe tokens. */
function secretParameter({ response }: GuardContext): boolean {
  const path = response.handler ? pathsOf(response.handler).join(' ') : '';
  return /:\w*(?:token|code|secret|key|hash)/i.test(path) || /reset|verif|confirm|activat|invit|unsubscrib/i.test(`${path} ${response.handler?.name ?? ''}`);
}

/** Whether the function also compares a password: then it logs a caller in. */
function comparesPassword({ response, file, provenances, purpose }: GuardContext): boolean {
  if (purpose.creates || purpose.updates || !response.fn) return false;
  const { fn } = response;
  return file.calls.some(call => isWithin(call, fn) && provenances.of(call).is === 'password-check');
}

/** A count, or the length of a list or string, that is zero (or not). */
export function readCount(subject: TSESTree.Node, isZero: boolean, at: TSESTree.Node, context: GuardContext): Reading {
  const provenance = context.provenances.of(subject);
  const text = short(subject, context);
  switch (provenance.is) {
    case 'lookup': {
      // What a record holds, as the books of a collection, may be empty though the record is there.
      if (provenance.attribute !== null && !COUNT.test(provenance.attribute)) return isZero ? MIXED : NEUTRAL;
      if (!isZero) return readExisting({ ...provenance, attribute: null }, at, text, context);
      // SELECT … WHERE id = $1 gives a list too, of one record.
      return provenance.by.has('param') ? countOf(provenance.by, at, text, context) : readEmptyList(provenance, at, text, context);
    }
    // modifiedCount is zero as well where the record was there and is the same as before.
    case 'written': return !isZero ? NEUTRAL : /^(?:n?Modified|modifiedCount|changedRows)$/.test(provenance.attribute ?? '') ? weak('not-found', at, `\`${text}\` is zero in this guard`) : countOfWritten(provenance.by, at, text, context);
    case 'verdict': return isZero ? NEUTRAL : verdictOver(provenance.over, at, text);
    case 'body': return isZero ? missingField(at, `\`${text}\` is empty in this guard`) : NEUTRAL;
    case 'query': case 'param': case 'file': return isZero ? strong('malformed', at, `\`${text}\` is empty in this guard`) : NEUTRAL;
    default: return isZero || /error/i.test(text) ? MIXED : NEUTRAL;
  }
}
