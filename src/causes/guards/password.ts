import type { TSESTree } from '@typescript-eslint/utils';

import { ACCOUNT_ID } from '../../knowledge/shapes/callers.ts';
import { OF_TOKENS, SIGNS, SIGNS_TOKEN } from '../../knowledge/shapes/credentials.ts';
import { ASKS_AGAIN, CHANGES_PASSWORD, CURRENT_PASSWORD, PASSWORD_PATH } from '../../knowledge/shapes/passwords.ts';
import { PASSWORD_CHECK } from '../../knowledge/libraries.ts';
import type { File } from '../../model/definitions/file.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName } from '../../syntax/unwrap.ts';
import { saysAny } from '../../syntax/words.ts';
import type { Reading } from '../context/evidence.ts';
import { homeOf, strong, weak, type GuardContext } from '../context/question.ts';
import { originCode } from '../provenance/origin-code.ts';
import type { Provenances } from '../provenance/provenance.ts';

/** Reads a password that is wrong: at login the caller is not known by it. */
export function readWrongPassword(at: TSESTree.Node, context: GuardContext): Reading {
  // A wrong current password of a known caller is fine as 400, 401, 403 or 422.
  const reads = 'a password is checked in this guard';
  if (context.callerIsKnown || context.purpose.updates || ASKS_AGAIN.has(context.purpose.name))
    return weak('unauthenticated', at, reads);
  if (
    CHANGES_PASSWORD.has(context.purpose.path) ||
    (PASSWORD_PATH.has(context.purpose.path) && !issuesToken(homeOf(context))) ||
    context.purpose.method === 'DELETE' ||
    context.provenances.sourcesIn(at).has('principal') ||
    asksKnownCaller(homeOf(context))
  )
    return weak('unauthenticated', at, reads);
  return strong('unauthenticated', at, reads);
}

/** Whether a function gives a caller something to go by: then a password is how it logs in, wherever that stands. */
function issuesToken({ response: { fn }, file }: GuardContext): boolean {
  return (
    fn !== null &&
    nodesWithin(file.calls, fn).some(call => {
      const name = calleeName(call) ?? '';
      return SIGNS_TOKEN.has(name) || (SIGNS.has(name) && OF_TOKENS.has(originCode(call.callee, file)));
    })
  );
}

const askers = new WeakMap<Provenances, WeakMap<FunctionNode, boolean>>();

/** Whether a function asks a known caller for the password once more; read once for all the passwords it checks. */
function asksKnownCaller({ provenances, response: { fn, handler } }: GuardContext): boolean {
  if (!fn) return false;
  const known = askers.get(provenances) ?? new WeakMap<FunctionNode, boolean>();
  askers.set(provenances, known);
  let asks = known.get(fn);
  if (asks === undefined)
    known.set(
      fn,
      (asks = nodesWithin(provenances.file.calls, fn).some(
        call =>
          asksForCurrent(call, provenances) ||
          isOfCaller(call, provenances) ||
          (handler === null && provenances.of(call).is === 'lookup' && isByOwnId(call, provenances)),
      )),
    );
  return asks;
}

/** `compare(req.body.currentPassword, user.password)`: who is logged in proves it once more. */
function asksForCurrent(call: TSESTree.CallExpression, { file }: Provenances): boolean {
  return PASSWORD_CHECK.has(calleeName(call)) && saysAny(call, CURRENT_PASSWORD, file);
}

/** `compare(req.body.password, account.hash)` where the account was found by who the caller is. */
function isOfCaller(call: TSESTree.CallExpression, provenances: Provenances): boolean {
  return (
    provenances.of(call).is === 'password-check' &&
    call.arguments.some(argument => provenances.sourcesIn(argument).has('principal'))
  );
}

/** Whether a service looks an account up by an id that it is given: its caller is known already, and proves itself once more. */
export function isByOwnId(call: TSESTree.Node, { file }: { readonly file: File }): boolean {
  const given = call.type === 'CallExpression' ? call.arguments : [];
  return given.some(argument => saysAny(argument, ACCOUNT_ID, file));
}
