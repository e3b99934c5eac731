import type { TSESTree } from '@typescript-eslint/utils';

import { endpointWords, wordsOf } from '../../facts/outcomes/endpoint-words.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { memberPath } from '../../syntax/unwrap.ts';
import type { Evidence } from '../context/evidence.ts';
import type { Purpose } from '../context/purpose.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { tellsOfRecord, whatIsSent } from './made-and-sent.ts';
import { writesBefore } from './writes.ts';

/** Methods that ask for no change. Sources: RFC 9110, 9.2.1; RFC 10008 for QUERY. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'QUERY']);

/** Names of handlers that read, where no route says the method. */
const READS = /^(?:handle)?_?(?:get|list|find|fetch|show|read|index|view|load|retrieve)(?:[A-Z_]|$|All)/i;

/** Names of handlers that delete. */
const DELETES = /^(?:handle|admin|user)?_?(?:delete|remove|destroy|del)(?:[A-Z_]|$)/i;

/** Names of handlers that change what is there. */
const UPDATES = /^(?:handle|admin|user)?_?(?:update|edit|modify|change)(?:[A-Z_]|$)/i;

/** Names of handlers that make a record or change one. */
const UPSERTS = /upsert|OrUpdate|OrCreate|createIf|saveOr/i;

/** Names of handlers that make something, be it a part of what is there: a key of a user, a proof of a milestone. */
const MAKES_PART = /^(?:handle)?_?(?:generate|issue|submit|apply|book|place|open)(?:[A-Z_]|$)/i;

/** `prisma.webhook.create(…)`: a hook is what is made, so that the endpoint is none that events are delivered to. */
function makesHook(call: TSESTree.CallExpression): boolean {
  return (memberPath(call.callee) ?? []).flatMap(wordsOf).some(word => /^(?:web)?hooks?$/.test(word));
}

/** Whether hooks are the resource of an endpoint, `POST /webhooks` and `createWebhook`: else their word stands for what is delivered to it. */
function isOfHooks(call: TSESTree.CallExpression, { path, name }: Purpose): boolean {
  return (
    makesHook(call) &&
    (/(?:^|\/)(?:web)?hooks?\/?$/i.test(path ?? '') || /^(?:create|add|register|new)\w*Hook$/i.test(name))
  );
}

/** Reads what a successful response reports: the method and name of its handler, with what its function wrote. */
export function readSuccess(
  response: Response,
  model: Model,
  provenances: Provenances,
  purpose: Purpose,
): Evidence | null {
  const { file } = model;
  const { handler, fn } = response;
  if (response.via === 'redirect') return null;
  if (
    !handler ||
    !fn ||
    handler.role === 'error' ||
    handler.role === 'not-found' ||
    handler.role === 'middleware' ||
    handler.role === 'hook'
  )
    return null;
  const { method, isLogin, isAction, isLogout } = purpose;
  const name = handler.name ?? '';
  const { creates, made, changes, mayCreate, isOpaque } = writesBefore(response, file, provenances, purpose.creates);
  // POST is for whatever a name says: `deleteProducts`, `getChats`.
  const byName = method === null || method === 'POST';
  const makesNothing = !creates && !mayCreate;
  // res.status(isUpdate ? 204 : 201): it knows which it was.
  const tellsApart = response.status.outcomes.length > 1;
  const says = (ofMethod: string, ofName: string): string => (byName ? ofName : ofMethod);
  if (method === 'DELETE' || (byName && DELETES.test(name)))
    return successEvidence(
      'success-deleted',
      response,
      says('this answers DELETE', `\`${name}\` deletes`),
      makesNothing,
    );
  if (SAFE_METHODS.has(method ?? '') || (byName && READS.test(name)))
    return successEvidence(
      'success-read',
      response,
      says(`this answers ${method}`, `\`${name}\` reads`),
      makesNothing && (!byName || !changes),
    );
  if (isLogin) return successEvidence('success-action', response, 'this logs a caller in', makesNothing);
  if (isLogout) return successEvidence('success-action', response, 'this logs a caller out', makesNothing);
  if (purpose.isRefusal)
    return successEvidence(
      'success-action',
      response,
      'this refuses or ends something that was there',
      makesNothing && !isOpaque,
    );
  if (method === 'PUT' || method === 'PATCH' || (byName && UPDATES.test(name)))
    return successEvidence(
      'success-updated',
      response,
      says(`this answers ${method} and changes what is there`, `\`${name}\` changes a record`),
      makesNothing && changes && !isOpaque && !tellsApart,
    );
  // What else is written does not undo what was made and is sent.
  const sent = creates ? whatIsSent(response, made, file) : 'nothing';
  if (
    creates &&
    (!mayCreate || sent === 'made') &&
    (!isAction || made.some(call => isOfHooks(call, purpose))) &&
    (method === 'POST' || purpose.creates) &&
    !UPSERTS.test(name)
  ) {
    return successEvidence(
      'success-created',
      response,
      method === 'POST' ? 'this answers POST and makes a new record' : `\`${name}\` makes a new record`,
      tellsOfRecord(response, made, model) &&
        (!endpointWords(response, file).isWebhook || made.some(makesHook)) &&
        (purpose.saysCreates || (method !== null && (sent === 'made' || (!changes && sent !== 'other')))),
      made[0],
    );
  }
  if (creates && purpose.creates) return successEvidence('success-created', response, 'this makes a new record', false);
  if (method === 'POST' || name !== '')
    return successEvidence(
      changes ? 'success-updated' : 'success-action',
      response,
      changes ? 'this changes what is there and makes nothing new' : 'this acts',
      changes && makesNothing && !isOpaque && method === 'POST' && !purpose.saysCreates && !MAKES_PART.test(name),
    );
  return null;
}

/** `place` is where it is done, where that is in sight. */
function successEvidence(
  cause: CauseName,
  { node }: Response,
  reads: string,
  isStrong: boolean,
  place: TSESTree.Node = node,
): Evidence {
  return { cause, isStrong, node: place, reads, by: 'writes' };
}
