import type { Model } from '../model/index.ts';
import type { Response } from '../model/response.ts';
import type { File } from '../model/file.ts';
import { isWithin } from '../syntax/functions.ts';
import { calleeName, methodCall } from '../syntax/unwrap.ts';
import type { CauseName } from './causes.ts';
import type { Evidence } from './evidence.ts';
import type { Provenances } from './provenance.ts';
import type { Purpose } from './purpose.ts';

/** Names of handlers that read, where no route says the method. */
const READS = /^(?:handle)?_?(?:get|list|find|fetch|show|read|index|view|load|retrieve)(?:[A-Z_]|$|All)/i;

/** Names of handlers that delete. */
const DELETES = /^(?:handle|admin|user)?_?(?:delete|remove|destroy|del)(?:[A-Z_]|$)/i;

/** Names of handlers that change what is there. */
const UPDATES = /^(?:handle|admin|user)?_?(?:update|edit|modify|change)(?:[A-Z_]|$)/i;

/** Calls that make a new record. */
const CREATING = /^(?:create(?!Hash|Hmac|Transport|Token|Session|ReadStream|WriteStream|Client|Connection|Server|Logger|Query|Error)\w*|insert\w*|register(?!Plugin|Hook)\w*|signUp\w*|signup|bulkCreate|insertMany|store)$/;

/** Calls that may make a record or change one. */
const UPSERTING = /upsert|OrCreate|findOrCreate|CreateOrUpdate|replaceOne/i;

/** What a handler does with the store, as far as its own calls show. */
interface Writes {
  readonly creates: boolean;
  readonly changes: boolean;
  readonly mayUpsert: boolean;
}

/** Reads what a successful response reports: the method and name of its handler, with what its function wrote. */
export function readSuccess(response: Response, { file }: Model, provenances: Provenances, purpose: Purpose): Evidence | null {
  const { handler, fn } = response;
  if (response.via === 'redirect') return evidence('redirect-temporary', response, 'it redirects', false);
  if (!handler || !fn || handler.role === 'error' || handler.role === 'not-found' || handler.role === 'middleware' || handler.role === 'hook') return null;
  const { method } = purpose;
  const name = handler.name ?? '';
  const { creates, changes, mayUpsert } = writesBefore(response, file, provenances);
  const byName = method === null;
  if (method === 'DELETE' || (byName && DELETES.test(name))) return evidence('success-deleted', response, method ? 'this answers DELETE' : `\`${name}\` deletes`, !creates && !mayUpsert);
  if (method === 'GET' || method === 'HEAD' || (byName && READS.test(name))) return evidence('success-read', response, method ? `this answers ${method}` : `\`${name}\` reads`, !creates && !mayUpsert && (method !== null || !changes));
  if (purpose.isLogin) return evidence('success-action', response, 'this logs a caller in', false);
  if (method === 'PUT' || method === 'PATCH' || (byName && UPDATES.test(name))) return evidence('success-updated', response, method ? `this answers ${method}` : `\`${name}\` changes a record`, !creates && !mayUpsert && changes && method !== 'PUT');
  if (creates && !mayUpsert && !purpose.isAction && (method === 'POST' || purpose.creates)) return evidence('success-created', response, method ? 'this answers POST and makes a new record' : `\`${name}\` makes a new record`, !changes && (method !== null || purpose.creates));
  if (creates && purpose.creates) return evidence('success-created', response, 'this makes a new record', false);
  if (method === 'POST' || name !== '') return evidence(changes ? 'success-updated' : 'success-action', response, 'this acts', false);
  return null;
}

function writesBefore({ node, handler }: Response, file: File, provenances: Provenances): Writes {
  let creates = false;
  let changes = false;
  let mayUpsert = false;
  for (const call of file.calls) {
    if (!handler || !isWithin(call, handler.fn) || call.range[0] > node.range[1]) continue;
    const name = calleeName(call) ?? '';
    if (UPSERTING.test(name) || /upsert\s*:\s*true|new\s*:\s*true[^}]*upsert/.test(call.arguments.map(argument => file.text(argument)).join(' ').slice(0, 300))) mayUpsert = true;
    else if (name === 'save') {
      const object = methodCall(call)?.object;
      const saved = object && file.bindings.resolve(object);
      if (saved?.type === 'NewExpression') creates = true;
      else changes = true;
    } else if (CREATING.test(name) && provenances.of(call).is === 'written') creates = true;
    else if (/^(?:update|findByIdAndUpdate|findOneAndUpdate|patch|delete|remove|destroy|set[A-Z])/.test(name)) changes = true;
    else if (/^(?:query|execute|run|raw|none|one)$/.test(name)) {
      const sql = call.arguments[0] ? file.text(call.arguments[0]) : '';
      if (/\binsert\s+into\b/i.test(sql)) creates = true;
      if (/\bon\s+conflict\b|on duplicate key/i.test(sql)) mayUpsert = true;
      else if (/^\W*(?:update|delete)\b/i.test(sql)) changes = true;
    }
  }
  return { creates, changes, mayUpsert };
}

function evidence(cause: CauseName, { node }: Response, reads: string, isStrong: boolean): Evidence {
  return { cause, isStrong, node, reads, by: 'writes' };
}
