import type { Step } from '../../causes/context/evidence.ts';
import { readCause } from '../../causes/read-cause.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { label } from '../../reference/statuses.ts';
import type { ShownStep } from '../../reported-ways.ts';
import { shownStep } from '../../rule.ts';

/** How the failure that a response answers came to its answer, from where it arises: nothing where it arises and is answered in one place. */
export function failureWay(response: Response, model: Model): readonly ShownStep[] {
  const evidence = readCause(response, model);
  const { file } = model;
  const { error, node } = response;
  if (evidence?.way) return [...evidence.way, { file, node, says: answerOf(response) }].map(shownStep);
  if (!error) return [];
  const asked: readonly Step[] = evidence ? [{ file, node: evidence.node, says: evidence.reads }] : [];
  return [...asked, { file, node, says: answerOf(response) }, ...errorHandlersOf(response)].map(shownStep);
}

/** What a response does with the failure. */
function answerOf({ error, via, status: { codes } }: Response): string {
  if (error) return via === 'next' ? 'the error is handed on' : via === 'throw' ? 'the error is thrown' : 'it is sent';
  const [code, ...others] = codes ?? [];
  return code === undefined || others.length > 0 ? 'it is answered' : `${label(code)} answers it`;
}

/** The error handlers that an error comes to, of all the routes that lead to its handler. */
function errorHandlersOf({ handler }: Response): readonly Step[] {
  const all = (handler?.mounted() ?? []).flatMap(route => route.errorHandlers() ?? []);
  return [...new Map(all.map(one => [one.node, one])).values()].map(({ node, frame: { file } }) => ({
    file,
    node,
    says: 'this error handler answers it',
  }));
}
