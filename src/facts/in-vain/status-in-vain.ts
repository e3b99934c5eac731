import type { Model } from '../../model/model.ts';
import type { MechanicsRule, Response } from '../../model/responses/response.ts';
import { isWithin } from '../../syntax/functions.ts';
import { findMisplacedStatus } from './misplaced-status.ts';
import { findOverridden } from './overridden-status.ts';
import { findOverwrittenMethods } from './overwritten-methods.ts';
import { findIgnoredSetters } from './send-timing.ts';

/** Marks the responses that go out with another status than the code names: what is wrong there is how it is set, so that no other rule judges the status sent. */
export function markMistakes(model: Model): void {
  const { file, handlers } = model;
  const mark = (response: Response, rule: MechanicsRule): void => {
    (response as { mistake: MechanicsRule | null }).mistake ??= rule;
  };
  for (const one of handlers) {
    const { handler, responses } = one;
    for (const response of responses) {
      if (findMisplacedStatus(response, file)) mark(response, 'no-status-as-body');
      if (findOverridden(response, file).length > 0) mark(response, 'no-status-overridden-by-error');
      // `res.json(body).status(404).json(other)`: the second send tells what was meant.
      if (response.followedBy.some(({ node }) => node !== response.node && isWithin(response.node, node))) mark(response, 'no-second-response');
    }
    for (const { does, after } of findIgnoredSetters(one, model)) if (does === 'set-status') for (const response of after) mark(response, 'no-status-after-response');
    if (findOverwrittenMethods(handler, file).length > 0) for (const response of responses) if (response.status.outcomes.some(({ isImplicit }) => isImplicit)) mark(response, 'no-invalid-status');
  }
}
