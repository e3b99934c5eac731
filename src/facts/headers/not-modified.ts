import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { methodOf, type Handler } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Outcome } from '../../model/responses/status.ts';
import { findStatus } from '../../reference/statuses.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall, propertyName, stringValue } from '../../syntax/unwrap.ts';
import { mentions } from '../../syntax/words.ts';
import { feasibleOutcomes } from '../outcomes/feasible-outcomes.ts';
import { isPassedOn } from '../outcomes/passed-on.ts';
import { handsOverRequest, mayReadHeader } from './request-headers.ts';

/** What is wrong with a 304: the request has no condition that it could answer, or its method changes things, which no 304 answers. */
export type WrongNotModified = 'unconditional' | 'unsafe';

/** What a conditional request is told by: its header fields, Express's `req.fresh`, entity tags. */
const CONDITION = /if[-_]?none[-_]?match|if[-_]?modified[-_]?since|\b(?:is_?)?fresh\b|e-?tag/i;

/** The parts of a request that say nothing of its conditions. */
const PLAIN_PARTS =
  /^(?:body|query|params|method|path|url|originalUrl|baseUrl|hostname|host|ip|ips|protocol|user|auth|session|cookies|signedCookies|file|files|get|header|is|accepts|log|server|id)$/;

/** Finds what is wrong with a 304 that a handler sends by hand; null for every other status, and where it may be right. */
export function findWrongNotModified(response: Response, outcome: Outcome, model: Model): WrongNotModified | null {
  const { handler } = response;
  const { file } = model;
  if (
    outcome.code !== 304 ||
    !handler ||
    !/^(?:route|middleware|hook|controller)$/.test(handler.role) ||
    !feasibleOutcomes(response, [], model).includes(outcome)
  )
    return null;
  const guards = [...response.guards, ...outcome.guards];
  if (isPassedOn(304, guards, file) || guards.some(guard => asksElsewhere(guard, handler, file))) return null;
  const method = methodOf(handler);
  if (method !== null && findStatus(304)?.methods?.unfit.includes(method)) return 'unsafe';
  return mayReadHeader(handler, CONDITION, file, entityTagsSent(handler, file)) ? null : 'unconditional';
}

/** The arguments of `res.set('ETag', tag)` and its like: a tag that is sent has not been compared. */
function entityTagsSent({ fn }: Handler, file: File): readonly TSESTree.Node[] {
  return nodesWithin(file.calls, fn)
    .filter(call => {
      const [name, value] = call.arguments;
      return (
        /^(?:set|header|setHeader|append)$/.test(methodCall(call)?.name ?? '') &&
        value !== undefined &&
        name !== undefined &&
        stringValue(name)?.toLowerCase() === 'etag'
      );
    })
    .flatMap(call => call.arguments);
}

/** Whether a guard gets its answer from where the condition may have been read: a function that is given the request, or what middleware left on the request or in `res.locals`. */
function asksElsewhere({ test }: Guard, handler: Handler, file: File): boolean {
  const tested = test.type === 'SwitchCase' ? test.test : test;
  if (!tested) return false;
  if (handsOverRequest(tested, handler, file) || mentions(tested, /^locals$/, file.sourceCode.visitorKeys)) return true;
  const { request } = handler;
  return (
    request !== null &&
    request.references.some(({ identifier }) => {
      const [from, to] = tested.range;
      if (identifier.range[0] < from || identifier.range[1] > to) return false;
      const { parent } = identifier;
      const part =
        parent.type === 'MemberExpression' && parent.object === identifier ? (propertyName(parent) ?? '') : '';
      return part !== 'headers' && !PLAIN_PARTS.test(part);
    })
  );
}
