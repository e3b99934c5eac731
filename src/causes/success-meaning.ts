import type { Model } from '../model/index.ts';
import type { Response } from '../model/response.ts';
import { isWithin } from '../syntax/functions.ts';
import { calleeName } from '../syntax/unwrap.ts';
import type { CauseName } from './causes.ts';
import type { Evidence } from './evidence.ts';
import type { Provenances } from './provenance.ts';
import type { Purpose } from './purpose.ts';

/** Reads what a successful response reports: what its function wrote, else the method and name of its handler. */
export function readSuccess(response: Response, { file }: Model, provenances: Provenances, purpose: Purpose): Evidence | null {
  const { handler, fn, node } = response;
  if (response.via === 'redirect') return evidence('redirect-temporary', response, 'it redirects', false);
  if (!handler || !fn || handler.role === 'error' || handler.role === 'not-found') return null;
  const writes = file.calls.filter(call => isWithin(call, handler.fn) && call.range[0] < node.range[1] && provenances.of(call).is === 'written').map(call => calleeName(call) ?? '');
  const { method } = purpose;
  if (method === 'DELETE' || (method === null && /^(?:delete|remove|destroy)/i.test(handler.name ?? ''))) return evidence('success-deleted', response, 'its handler deletes', true);
  if (purpose.isLogin) return evidence('success-action', response, 'its handler logs in', false);
  if (method === 'GET' || (method === null && /^(?:get|list|find|fetch|show|read|index|all|search|view)/i.test(handler.name ?? ''))) return evidence('success-read', response, 'its handler reads', method === 'GET');
  const creates = writes.some(name => /^(?:create|insert|save|add|bulkCreate|register)/i.test(name));
  const changes = writes.some(name => /update|delete|remove|destroy|patch/i.test(name));
  if (purpose.updates && method !== 'POST') return evidence('success-updated', response, 'its handler updates', false);
  if (purpose.creates && creates && !changes) return evidence('success-created', response, 'its handler creates a record', method === 'POST' || method === null);
  if (method === 'POST') return evidence('success-action', response, 'its handler acts', false);
  return null;
}

function evidence(cause: CauseName, { node }: Response, reads: string, isStrong: boolean): Evidence {
  return { cause, isStrong, node, reads, by: 'writes' };
}
