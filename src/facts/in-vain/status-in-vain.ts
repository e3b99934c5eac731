import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { isWithin } from '../../syntax/functions.ts';
import { findMisplacedStatus } from './misplaced-status.ts';
import { findOverridden } from './overridden-status.ts';
import { findOverwrittenMethods } from './overwritten-methods.ts';
import { findIgnoredSetters } from './send-timing.ts';

/** How a status is set in vain, so that the response goes out with another one than the code names: it is sent as the content, the error that is sent brings its own, a second send in the same chain was meant, it is set after the response, or the method that sets it is overwritten. */
export type InVain = 'as-content' | 'overridden' | 'sent-twice' | 'after-response' | 'method-overwritten';

const known = new WeakMap<Model, ReadonlyMap<Response, InVain>>();

/** How the status of a response is set in vain, the first of several; null where it goes out. No other question is asked of a status that does not. */
export function statusInVain(response: Response, model: Model): InVain | null {
  let ofModel = known.get(model);
  if (!ofModel) known.set(model, (ofModel = findAll(model)));
  return ofModel.get(response) ?? null;
}

function findAll(model: Model): ReadonlyMap<Response, InVain> {
  const { file, handlers } = model;
  const found = new Map<Response, InVain>();
  const add = (response: Response, how: InVain): void => {
    if (!found.has(response)) found.set(response, how);
  };
  for (const one of handlers) {
    const { handler, responses } = one;
    for (const response of responses) {
      if (findMisplacedStatus(response, file)) add(response, 'as-content');
      if (findOverridden(response, file).length > 0) add(response, 'overridden');
      // `res.json(body).status(404).json(other)`: the second send tells what was meant.
      if (response.followedBy.some(({ node }) => node !== response.node && isWithin(response.node, node)))
        add(response, 'sent-twice');
    }
    for (const { does, after, head } of findIgnoredSetters(one, model))
      if (head === null && does === 'set-status') for (const response of after) add(response, 'after-response');
    if (findOverwrittenMethods(handler, file).length > 0)
      for (const response of responses)
        if (response.status.outcomes.some(({ isImplicit }) => isImplicit)) add(response, 'method-overwritten');
  }
  return found;
}
