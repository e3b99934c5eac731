import { lacksHeader } from '../facts/headers/lacks-header.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { canonicalHeaderName } from '../reference/headers.ts';
import { findHeaderRequirement } from '../reference/statuses.ts';
import { findStatusOwner } from './precedence.ts';

/** Finds the outcomes of a response that always call for a header field, or by the given test, and go out without it; or says why there are none. Where another rule says that the status is wrong, the field is no question. */
export function outcomesWithout(
  header: string,
  response: Response,
  model: Model,
  calls = (code: number): boolean => findHeaderRequirement(code, header)?.when === null,
): readonly Outcome[] | string {
  const name = canonicalHeaderName(header);
  // A redirect with a status that is none: no-ignored-redirect-status says which of the two is meant.
  if (response.body.kind === 'redirect') return 'it is a redirect';
  const calling = feasibleOutcomes(response, [], model).filter(({ code }) => calls(code));
  if (calling.length === 0) return `its status calls for no ${name}, or is not known`;
  if (!lacksHeader(response, header, model.file)) return `${name} is set, or may be`;
  const owners = calling.map(outcome => findStatusOwner(response, outcome, model));
  const lacking = calling.filter((_, index) => owners[index] === null);
  return lacking.length > 0 ? lacking : `the status is wrong: ${owners[0] ?? ''} speaks`;
}

/** Whether a response is an error on its way to an error handler, which may set header fields before it answers. */
export function isAnsweredElsewhere({ error, body }: Response): boolean {
  return error !== null || body.kind === 'error';
}
