import type { TSESTree } from '@typescript-eslint/utils';

import { OF_EVENTS, OF_PROMISE, SAYS_HOW_IT_WENT } from '../../knowledge/shapes/language.ts';
import { MAY_MISS } from '../../knowledge/shapes/lookups.ts';
import { NARROW } from '../../knowledge/shapes/validation.ts';
import { holds } from '../../syntax/descendants.ts';
import type { File } from '../../model/definitions/file.ts';
import { findOwnCatch } from '../../model/errors/own-catch.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, methodCall, propertyName } from '../../syntax/unwrap.ts';
import type { RequestPart } from '../provenance/kinds.ts';
import type { Provenances } from '../provenance/provenance.ts';
import {
  asksForCaller,
  asksLimiter,
  attemptsOf,
  checksPassword,
  connectsAsAsked,
  connectsAsTold,
  judgesClient,
  logsInByCallback,
  mayRefuse,
  parsesRequest,
  partsParsed,
  partsValidated,
  reachesStore,
  savesModel,
  verifiesCredential,
  verifiesInside,
  type Attempt,
  type Trial,
  type Work,
} from './attempts.ts';
import type { CatchPlace } from './catch-place.ts';

/** What a try block, a promise or a callback's call tried: the kinds of failure its error can be. */
export interface Tried {
  /** Calls that reach a database or other input and output, or whose work is out of sight and awaited. */
  readonly io: number;
  readonly verifiesCredential: boolean;
  readonly validates: ReadonlySet<RequestPart> | null;
  readonly parses: boolean;
  readonly upstream: number;
  readonly checksPassword: boolean;
  /** A model that is saved may throw its own validation's error. */
  readonly saves: boolean;
  /** Calls whose names say that they parse, check or convert something: their failure is likely that of what they got. */
  readonly narrow: number;
  /** Parsers of bodies and uploads blame the request for most of what they throw. */
  readonly parsesRequest: boolean;
  /** Calls that fail where a record or file is not there, and are meant to. */
  readonly mayMiss: number;
  /** Whether the answer's own verdict is read, so that a refusal of the other server may be what is caught. */
  readonly readsVerdict: boolean;
  /** Calls of another server that judge the client: its credential, a captcha, a payment. */
  readonly judgesClient: boolean;
  /** Whether one of the calls is known to reach a store. */
  readonly reachesStore: boolean;
  /** Limiters such as rate-limiter-flexible reject when the limit is reached. */
  readonly limits: boolean;
  /** Whether it verifies what is no credential: a signature, a captcha, a reset token. */
  readonly verifiesOther: boolean;
  /** Whether what it parses came with the request, and nothing else is waited for. */
  readonly parsesInput: boolean;
  /** Whether it came with the path. */
  readonly parsesPath: boolean;
  /** Whether a call is given what the caller proves itself by, or the whole request in which that stands, or verifies it in its own body: it may find out who calls. */
  readonly asksForCaller: boolean;
  /** Whether it connects to what the request names: a failure is the verdict on that. */
  readonly connectsAsAsked: boolean;
  /** Whether the code itself throws there, in the `try` or in a function in sight that is called: a refusal, of which the status may speak. */
  readonly refuses: boolean;
}

/** What was tried before a catch place. */
export function triedBefore(place: CatchPlace, file: File, provenances: Provenances): Tried {
  return triedIn(trialOf(place, file, provenances));
}

/** The code whose failure comes to a catch place: but for a callback that is given the failure, where it is one of a chain of promises. */
export function trialOf(place: CatchPlace, file: File, provenances: Provenances): Trial {
  const plain = { file, provenances, except: null, isChain: false };
  if (place.type === 'CatchClause') return { ...plain, root: place.parent.block };
  const call = place.parent;
  const method = call.type === 'CallExpression' ? methodCall(call) : null;
  if (method && OF_PROMISE.has(method.name)) return { ...plain, root: method.object, isChain: true };
  if (method && OF_EVENTS.has(method.name)) return { ...plain, root: file.bindings.resolve(method.object) };
  return { ...plain, root: call, except: place };
}

function triedIn(trial: Trial): Tried {
  const attempts = attemptsOf(trial);
  const some = (is: (one: Attempt, trial: Trial) => boolean): boolean => attempts.some(one => is(one, trial));
  const count = (work: Work): number => attempts.filter(one => one.work === work).length;
  const validated = attempts.flatMap(partsValidated);
  const parsed = attempts.flatMap(one => partsParsed(one, trial));
  const narrow = count('narrow');
  const isStored = some(reachesStore);
  return {
    // The verdict stands in the second argument of the callback; its first is an exception of the strategy.
    io: count('io') + attempts.filter(one => logsInByCallback(one, trial)).length,
    verifiesCredential: some(verifiesCredential),
    validates: count('schema') > 0 ? new Set(validated) : null,
    parses: count('parsing') > 0,
    upstream: count('upstream'),
    checksPassword: some(checksPassword),
    saves: some(savesModel),
    limits: some(asksLimiter),
    narrow: narrow + readingsIn(trial, isStored),
    parsesRequest: some(parsesRequest),
    verifiesOther: count('other-verification') > 0,
    // await validate(headers) may check more than the text.
    parsesInput: parsed.length > 0 && narrow === 0,
    parsesPath: parsed.includes('param'),
    asksForCaller: some(asksForCaller) || verifiesInside(trial),
    connectsAsAsked: makesClientAsAsked(trial) || some(connectsAsAsked),
    mayMiss: attempts.filter(({ name }) => MAY_MISS.has(name)).length,
    reachesStore: isStored,
    judgesClient: some(judgesClient),
    refuses: throwsItself(trial) || attempts.some(({ call }) => mayRefuse(call, trial.file, trial.provenances)),
    readsVerdict: trial.except === null && holds(trial.root, trial.file.sourceCode.visitorKeys, readsHowItWent),
  };
}

/** Whether a client is made there of what the request names. */
function makesClientAsAsked({ root, file, provenances, except }: Trial): boolean {
  return except === null && nodesWithin(file.news, root).some(made => connectsAsTold(made, provenances));
}

/** Whether the code throws there itself, to this very catch. */
function throwsItself({ root, file, except }: Trial): boolean {
  return except === null && nodesWithin(file.throws, root).some(one => findOwnCatch(one)?.parent === root.parent);
}

/** `answer.ok`, `answer.status`; not `res.status(400)`. */
function readsHowItWent(node: TSESTree.Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    SAYS_HOW_IT_WENT.has(propertyName(node)) &&
    !(node.parent.type === 'CallExpression' && node.parent.callee === node)
  );
}

/** How many calls read what the request says; none counts where a store is asked, too, whose failures would be blamed on the client. */
function readingsIn({ root, file, provenances }: Trial, reachesStore: boolean): number {
  return reachesStore ? 0 : nodesWithin(file.calls, root).filter(call => readsRequest(call, provenances)).length;
}

/** Whether a call that is not waited for reads what the request says, and is none of the language: `parseArguments(method, body.args)` refuses what it cannot read. */
function readsRequest(call: TSESTree.CallExpression, provenances: Provenances): boolean {
  return (
    call.parent.type !== 'AwaitExpression' &&
    NARROW.has(calleeName(call)) &&
    !provenances.isComputation(call) &&
    call.arguments.some(argument => [...provenances.sourcesIn(argument)].some(source => source !== 'principal'))
  );
}
