import type { TSESTree } from '@typescript-eslint/utils';

import { OF_AUTHENTICATION } from '../knowledge/shapes/callers.ts';
import { OTHER_TOKEN_PLACE, PROOF } from '../knowledge/shapes/credentials.ts';
import { OAUTH_PATH, TOKEN_PATH } from '../knowledge/shapes/paths.ts';
import { saysAny } from '../syntax/words.ts';
import { isError, isSuccess } from '../reference/statuses.ts';
import { findFailurePayloads } from '../facts/content/failure-payload.ts';
import { isDecidedElsewhere } from '../facts/outcomes/decided-elsewhere.ts';
import { endpointWords, reportsInContent } from '../facts/outcomes/endpoint-words.ts';
import { feasibleOutcomes } from '../facts/outcomes/feasible-outcomes.ts';
import { IN, isAcceptedIn } from '../knowledge/contexts.ts';
import { CAUSES, isWrongFor, type CauseName, type CauseRow } from '../knowledge/cause-table.ts';
import type { File } from '../model/definitions/file.ts';
import { pathsOf } from '../model/handlers/handler.ts';
import type { Model } from '../model/model.ts';
import type { Response } from '../model/responses/response.ts';
import type { Outcome } from '../model/responses/status.ts';
import { holds } from '../syntax/descendants.ts';
import type { Evidence } from './context/evidence.ts';
import { purposeOf } from './context/purpose.ts';
import { isRare, speaksOf } from './failures/rare-statuses.ts';
import { catchVerifiesCredential, readCause } from './read-cause.ts';

/** What the table says of one outcome of a response: the cause, its row, and whether the status is one it flags; else why not. */
export type Judgement =
  | { readonly is: 'wrong'; readonly evidence: Evidence; readonly row: CauseRow }
  | { readonly is: 'fine'; readonly why: string };

/** How a rule's own options change its row of the table for one piece of evidence: another row, or why the rule stays silent. */
export type Adjust = (row: CauseRow, evidence: Evidence, code: number) => CauseRow | string;

/** What a rule judges with: the causes that are its own, the statuses its options tolerate, whether it minds what `recommended` leaves alone, and how its options change the row. */
export interface Terms {
  readonly causes: readonly CauseName[];
  readonly accept: readonly number[];
  readonly strict?: boolean;
  readonly adjust?: Adjust;
}

/** Judges one outcome of a response by the table of causes; rules that come before that of the cause are asked elsewhere (precedence.ts). */
export function judge(
  response: Response,
  outcome: Outcome,
  model: Model,
  { causes, accept, strict = false, adjust }: Terms,
): Judgement {
  const evidence = readCause(response, model, outcome);
  if (!evidence) return fine('its cause is unknown');
  if (isDecidedElsewhere(response, outcome)) return fine('a function in between decides between several statuses');
  const { cause } = evidence;
  if (!causes.includes(cause)) return fine(`its cause is ${cause}`);
  const row = rowFor(evidence, outcome.code, adjust);
  if (typeof row === 'string') return fine(row);
  const isOfFailure = isError(row.right) && !evidence.flags?.includes(outcome.code);
  if (isSuccess(outcome.code) && isOfFailure) return judgeSuccess(response, outcome, model, evidence, row);
  const acquittal =
    acquits(row, evidence, outcome.code) ?? (accept.includes(outcome.code) ? 'the options accept this status' : null);
  const silence = acquittal ?? whySilent(response, outcome, evidence);
  if (silence) return fine(silence);
  if (!strict && isOfFailure && isRare(outcome.code) && isChosen(response, outcome, model.file, evidence))
    return fine('a status that is rarely sent was chosen on purpose');
  const exemption = exemptionOf(response, outcome, model, evidence);
  return exemption ? fine(exemption) : { is: 'wrong', evidence, row };
}

/** The row of the table that a piece of evidence is judged by, as the rule's options have it; else why there is none. */
function rowFor(evidence: Evidence, code: number, adjust: Adjust | undefined): CauseRow | string {
  const row = CAUSES[evidence.cause];
  if (!row) return 'no status is flagged for this cause';
  return adjust ? adjust(row, evidence, code) : row;
}

/** Why nothing is said of a status that is wrong where this is the evidence; null where it is sure enough. */
function whySilent({ isEscaped }: Response, { isImplicit }: Outcome, { isStrong, reads }: Evidence): string | null {
  if (!isStrong) return `the evidence is weak: ${reads}`;
  return isEscaped && isImplicit ? 'the response went out of sight before' : null;
}

/** Why a status is right where this is the evidence; null where it is wrong. */
function acquits(row: CauseRow, { cause, flags, accepts }: Evidence, code: number): string | null {
  if (code === row.right || (!flags?.includes(code) && !row.refused?.includes(code) && !isWrongFor(row, code)))
    return `the status is right or acceptable for ${cause}`;
  return accepts?.includes(code) && !row.refused?.includes(code) ? 'what was found accepts this status as well' : null;
}

/** Whether a status that is rarely sent is meant: where what was found may be something else as well, or where something speaks of what the status is for. */
function isChosen(response: Response, { code }: Outcome, file: File, evidence: Evidence): boolean {
  return (
    evidence.isProven !== true ||
    response.handler === null ||
    response.handler.role === 'responder' ||
    speaksOf(code, response, evidence.node, file)
  );
}

/** A success status for a failure: only the content says that there is one, and a catch is no guard; with a proving guard the cause's rule speaks, as it knows the right status. */
function judgeSuccess(
  response: Response,
  outcome: Outcome,
  model: Model,
  evidence: Evidence,
  row: CauseRow,
): Judgement {
  if (!evidence.isStrong || !['guard', 'validator', 'login-lookup', 'error-code'].includes(evidence.by))
    return fine('no guard proves the cause of the failure it reports');
  const { file } = model;
  if (reportsInContent(endpointWords(response, file)))
    return fine('endpoints of this kind report failures in their content');
  const fails = findFailurePayloads(response, file, model.definitions).some(failure =>
    feasibleOutcomes(response, failure.guards, model).includes(outcome),
  );
  return fails ? { is: 'wrong', evidence, row } : fine('its content reports no failure');
}

/** The cases RULES name as fine, which need more than the guard to see. */
function exemptionOf(response: Response, { code }: Outcome, model: Model, evidence: Evidence): string | null {
  const { cause, by } = evidence;
  if (cause === 'forbidden' && by !== 'account-state' && purposeOf(response, model.file).isLogin)
    return 'a login function tells accounts apart, not permissions';
  const token = cause === 'unauthenticated' ? tokenExemption(nameAndPathOf(response, model.file), code) : null;
  if (token) return token;
  if (isAcceptedIn(IN.tokenEndpoint, code) && holds(response.node, model.file.sourceCode.visitorKeys, saysOAuthError))
    return 'OAuth answers an error of this code with 400';
  if (by === 'registration' && isAcceptedIn(IN.switchedOff, code))
    return 'an application that is switched off answers every request so';
  return credentialExemption(response, code, evidence, model);
}

/** Why 401 is no verdict on who calls: what is asked for is a token of another kind, or OAuth's own. */
function tokenExemption(place: string, code: number): string | null {
  if (OTHER_TOKEN_PLACE.has(place)) return 'it takes a token of another kind: reset, verification, invitation';
  return OAUTH_PATH.has(place) || (isAcceptedIn(IN.tokenEndpoint, code) && TOKEN_PATH.has(place))
    ? 'OAuth says what its token endpoint answers'
    : null;
}

/** Why 401 and 403 are fine for what is of a credential, though its own cause is another. */
function credentialExemption(response: Response, code: number, evidence: Evidence, model: Model): string | null {
  const { cause, by } = evidence;
  if (
    cause === 'malformed' &&
    isAcceptedIn(IN.missingCredentialField, code) &&
    isOfCredential(response, evidence, model)
  )
    return 'a missing token, code or login field is fine so';
  return cause !== 'unauthenticated' &&
    by === 'catch' &&
    isAcceptedIn(IN.besideVerification, code) &&
    catchVerifiesCredential(response, model)
    ? 'what was tried verifies a credential too'
    : null;
}

/** Errors of OAuth's token, device and registration endpoints that go out with 400, whatever was wrong. Sources: RFC 6749, 5.2; RFC 8628, 3.5; RFC 7591, 3.2.2. */
const OAUTH_ERRORS: ReadonlySet<string> = new Set([
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'invalid_scope',
  'authorization_pending',
  'slow_down',
  'expired_token',
  'invalid_redirect_uri',
  'invalid_client_metadata',
]);

function saysOAuthError(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'string' && OAUTH_ERRORS.has(node.value);
}

/** The name and path of the function a response stands in; what parameters are called, `/:session/send`, says nothing of it. */
function nameAndPathOf(response: Response, file: File): string {
  const { handler } = response;
  return [purposeOf(response, file).name, ...(handler ? pathsOf(handler) : []).map(withoutParameters)].join(' ');
}

/** `/users//files` of `/users/:id/files` */
function withoutParameters(path: string): string {
  return path
    .split('/')
    .map(segment => segment.split(':')[0] ?? '')
    .join('/');
}

/** Whether what is malformed is what a caller proves itself by, or the function is one that authenticates. */
function isOfCredential(response: Response, { node, by }: Evidence, model: Model): boolean {
  // What does not parse may be a credential itself: a JSON token, an encoded session.
  if (by === 'catch') return true;
  const purpose = purposeOf(response, model.file);
  return (
    saysAny(node, PROOF, model.file) || purpose.isLogin || OF_AUTHENTICATION.has(nameAndPathOf(response, model.file))
  );
}

/** A judgement that says why no status is flagged. */
export function fine(why: string): Judgement {
  return { is: 'fine', why };
}
