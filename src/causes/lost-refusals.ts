import type { TSESTree } from '@typescript-eslint/utils';

import { isServerError } from '../reference/statuses.ts';
import { frameOf } from '../model/definitions/frame.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import { isWithin } from '../syntax/functions.ts';
import { conditionsOf } from './context/conditions.ts';
import { findCatchPlace } from './failures/catch-place.ts';
import { inspectsError } from './failures/inspection.ts';
import { findLost, type LostRefusal } from './failures/lost.ts';
import { getProvenances } from './provenances-of.ts';
import { travelsOf } from './read-site.ts';

const known = new WeakMap<Model, readonly LostRefusal[]>();

/** The refusals of a file that a catch answers like a failure of the server, each once. */
export function lostRefusalsOf(model: Model): readonly LostRefusal[] {
  let lost = known.get(model);
  if (!lost) {
    const byNode = new Map<TSESTree.Node, LostRefusal>();
    for (const response of model.responses)
      for (const one of lostBy(response, model)) if (!byNode.has(one.node)) byNode.set(one.node, one);
    known.set(model, (lost = [...byNode.values()]));
  }
  return lost;
}

function lostBy(response: Response, model: Model): readonly LostRefusal[] {
  const { codes } = response.status;
  if (!codes || !codes.every(isServerError) || response.handler?.role === 'responder') return [];
  const place = findCatchPlace(response.node);
  const frame = frameOf(model.file);
  const arrivals = place?.type === 'CatchClause' ? travelsOf(model, getProvenances(model))?.arrivals : null;
  if (!place || !arrivals) return [];
  const arrived = arrivals.at(place, frame, response) ?? [];
  if (arrived.length === 0) return [];
  const inside = conditionsOf(response).filter(({ node }) => isWithin(node, place));
  if (inspectsError(place, inside, response, { frame, definitions: model.definitions })) return [];
  // `if (error.status) return answer(error); res.status(500)`: what the catch may tell apart is not known to be lost.
  const remaining = arrived.filter(failure =>
    inside.every(condition => arrivals.lets(failure, condition, place, frame) === true),
  );
  return findLost(remaining, response.status.outcomes);
}
