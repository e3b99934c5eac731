import type { Model } from '../model/index.ts';
import type { Response } from '../model/response.ts';
import type { Outcome } from '../model/status.ts';
import { CAUSES, type CauseName, type CauseRow } from './causes.ts';
import type { Evidence } from './evidence.ts';
import { catchVerifiesCredential, readCause } from './read-cause.ts';
import { purposeOf } from './purpose.ts';

/** What the table says of one outcome of a response: the cause, its row, and whether the status is one it flags; else why not. */
export type Judgement =
  | { readonly is: 'wrong'; readonly evidence: Evidence; readonly row: CauseRow }
  | { readonly is: 'fine'; readonly why: string };

/** Judges one outcome of a response by the table of causes, with the statuses a rule's options accept. */
export function judge(response: Response, outcome: Outcome, model: Model, causes: readonly CauseName[], accept: readonly number[]): Judgement {
  const evidence = readCause(response, model, outcome);
  if (!evidence) return fine('its cause is unknown');
  const { cause } = evidence;
  if (!causes.includes(cause)) return fine(`its cause is ${cause}`);
  const row = CAUSES[cause];
  if (!row) return fine('no status is flagged for this cause');
  if (outcome.code === row.right || row.acceptable.includes(outcome.code) || !row.flags(outcome.code)) return fine(`the status is right or acceptable for ${cause}`);
  if (accept.includes(outcome.code)) return fine('the options accept this status');
  if (!evidence.isStrong) return fine(`the evidence is weak: ${evidence.reads}`);
  if (response.isEscaped && outcome.isImplicit) return fine('the response went out of sight before');
  const exemption = exemptionOf(response, outcome, model, evidence);
  return exemption ? fine(exemption) : { is: 'wrong', evidence, row };
}

/** The cases RULES name as fine, which need more than the guard to see. */
function exemptionOf(response: Response, { code }: Outcome, model: Model, evidence: Evidence): string | null {
  if (evidence.cause === 'forbidden' && purposeOf(response).isLogin) return 'a login function tells accounts apart, not permissions';
  if (evidence.by === 'catch' && (code === 401 || code === 403) && catchVerifiesCredential(response, model)) return 'what was tried verifies a credential too';
  return null;
}

function fine(why: string): Judgement {
  return { is: 'fine', why };
}
