import type { TSESTree } from '@typescript-eslint/utils';

import {
  DELETES,
  HOOK,
  HOOKS_PATH,
  MAKES_HOOK,
  MAKES_PART,
  READS,
  UPDATES,
  UPSERTS,
} from '../../knowledge/shapes/purposes.ts';
import { endpointWords, wordsOf } from '../../facts/outcomes/endpoint-words.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { Role } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { memberPath } from '../../syntax/unwrap.ts';
import type { Evidence } from '../context/evidence.ts';
import type { Purpose } from '../context/purpose.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { tellsOfRecord, whatIsSent } from './made-and-sent.ts';
import { writesBefore, type Writes } from './writes.ts';

/** Handlers that report no deed: they answer for errors, for what is not found, or before the handler proper. */
const STANDS_ASIDE: ReadonlySet<Role> = new Set<Role>(['error', 'not-found', 'middleware', 'hook']);

/** Methods that ask for no change. Sources: RFC 9110, 9.2.1; RFC 10008 for QUERY. */
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'QUERY']);

/** `prisma.webhook.create(…)`: a hook is what is made, so that the endpoint is none that events are delivered to. */
function makesHook(call: TSESTree.CallExpression): boolean {
  return (memberPath(call.callee) ?? []).flatMap(wordsOf).some(word => HOOK.has(word));
}

/** Whether hooks are the resource of an endpoint, `POST /webhooks` and `createWebhook`: else their word stands for what is delivered to it. */
function isOfHooks(call: TSESTree.CallExpression, { path, name }: Purpose): boolean {
  return makesHook(call) && (HOOKS_PATH.has(path) || MAKES_HOOK.has(name));
}

/** What a successful response follows on: what its handler is for, is called and has written. */
interface Deed {
  readonly response: Response;
  readonly purpose: Purpose;
  readonly name: string;
  /** Whether the name says what is done; POST is for whatever a name says: `deleteProducts`, `getChats`. */
  readonly byName: boolean;
  readonly writes: Writes;
  readonly makesNothing: boolean;
}

/** Reads what a successful response reports: the method and name of its handler, with what its function wrote. */
export function readSuccess(
  response: Response,
  model: Model,
  provenances: Provenances,
  purpose: Purpose,
): Evidence | null {
  const { handler, fn } = response;
  if (response.via === 'redirect') return null;
  if (!handler || !fn || STANDS_ASIDE.has(handler.role)) return null;
  const writes = writesBefore(response, model.file, provenances, purpose.creates);
  const deed: Deed = {
    response,
    purpose,
    name: handler.name ?? '',
    byName: purpose.method === null || purpose.method === 'POST',
    writes,
    makesNothing: !writes.creates && !writes.mayCreate,
  };
  return (
    readDeletion(deed) ??
    readRetrieval(deed) ??
    readSession(deed) ??
    readUpdate(deed) ??
    readCreation(deed, model) ??
    readOtherDeed(deed)
  );
}

/** DELETE, or a name that deletes. */
function readDeletion({ response, purpose, name, byName, makesNothing }: Deed): Evidence | null {
  if (purpose.method !== 'DELETE' && !(byName && DELETES.has(name))) return null;
  const reads = byName ? `\`${name}\` deletes` : 'this answers DELETE';
  return successEvidence('success-deleted', response, reads, makesNothing);
}

/** A method that asks for no change, or a name that reads. */
function readRetrieval({ response, purpose: { method }, name, byName, writes, makesNothing }: Deed): Evidence | null {
  if (!SAFE_METHODS.has(method ?? '') && !(byName && READS.has(name))) return null;
  const reads = byName ? `\`${name}\` reads` : `this answers ${method}`;
  return successEvidence('success-read', response, reads, makesNothing && (!byName || !writes.changes));
}

/** What begins or ends something and makes no record: a login, a logout, a refusal. */
function readSession({ response, purpose, writes, makesNothing }: Deed): Evidence | null {
  if (purpose.isLogin) return successEvidence('success-action', response, 'this logs a caller in', makesNothing);
  if (purpose.isLogout) return successEvidence('success-action', response, 'this logs a caller out', makesNothing);
  return purpose.isRefusal
    ? successEvidence(
        'success-action',
        response,
        'this refuses or ends something that was there',
        makesNothing && !writes.isOpaque,
      )
    : null;
}

/** PUT and PATCH, or a name that changes. */
function readUpdate({ response, purpose: { method }, name, byName, writes, makesNothing }: Deed): Evidence | null {
  if (method !== 'PUT' && method !== 'PATCH' && !(byName && UPDATES.has(name))) return null;
  // res.status(isUpdate ? 204 : 201): it knows which it was.
  const tellsApart = response.status.outcomes.length > 1;
  return successEvidence(
    'success-updated',
    response,
    byName ? `\`${name}\` changes a record` : `this answers ${method} and changes what is there`,
    makesNothing && writes.changes && !writes.isOpaque && !tellsApart,
  );
}

/** A record is made, surely where it is what is sent. */
function readCreation({ response, purpose, name, writes }: Deed, model: Model): Evidence | null {
  const { creates, made, mayCreate } = writes;
  if (!creates) return null;
  const { method } = purpose;
  // What else is written does not undo what was made and is sent.
  const sent = whatIsSent(response, made, model.file);
  if (
    (!mayCreate || sent === 'made') &&
    (!purpose.isAction || made.some(call => isOfHooks(call, purpose))) &&
    (method === 'POST' || purpose.creates) &&
    !UPSERTS.has(name)
  ) {
    return successEvidence(
      'success-created',
      response,
      createdBy(purpose, name),
      tellsOfRecord(response, made, model) &&
        (!endpointWords(response, model.file).isWebhook() || made.some(makesHook)) &&
        isCreation(purpose, writes, sent),
      made[0],
    );
  }
  return purpose.creates ? successEvidence('success-created', response, 'this makes a new record', false) : null;
}

/** What says that a record is made: the method, or the name that the handler goes by; one that a factory gives has its name from that. */
function createdBy({ method, name: ownName }: Purpose, name: string): string {
  if (method === 'POST') return 'this answers POST and makes a new record';
  const called = name === '' ? ownName : name;
  return called === '' ? 'this makes a new record' : `\`${called}\` makes a new record`;
}

/** Whether making a record is what is asked for, and not by the way. */
function isCreation(
  { saysCreates, method }: Purpose,
  { changes }: Writes,
  sent: ReturnType<typeof whatIsSent>,
): boolean {
  return saysCreates || (method !== null && (sent === 'made' || (!changes && sent !== 'other')));
}

/** What neither the method nor the name tells: a change, or an action. */
function readOtherDeed({
  response,
  purpose: { method, saysCreates },
  name,
  writes: { changes, isOpaque },
  makesNothing,
}: Deed): Evidence | null {
  if (method !== 'POST' && name === '') return null;
  return successEvidence(
    changes ? 'success-updated' : 'success-action',
    response,
    changes ? 'this changes what is there and makes nothing new' : 'this acts',
    changes && makesNothing && !isOpaque && method === 'POST' && !saysCreates && !MAKES_PART.has(name),
  );
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
