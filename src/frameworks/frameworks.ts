import { express } from './express.ts';
import { fastify } from './fastify.ts';
import type { Differences, Framework, KnownFramework, Occasion, OwnAnswer } from './framework.ts';
import { label } from '../reference/statuses.ts';

/** Every framework this plugin reads. */
export const FRAMEWORKS: readonly KnownFramework[] = [express, fastify];

/** What all frameworks agree on; null where they differ. */
function agreed<Key extends keyof Differences>(key: Key): Differences[Key] | null {
  return express[key] === fastify[key] ? express[key] : null;
}

/** What all frameworks answer alike. */
function agreedAnswer(occasion: Occasion): OwnAnswer | null {
  const [one, other] = [express.answers[occasion], fastify.answers[occasion]];
  return one && other && one.status === other.status && one.from === null && other.from === null ? one : null;
}

const NEITHER_KNOWN = `the answer is ${label(express.defaults.error)}, or no answer at all`;

/** What holds in every framework, for code that does not show which it is written for. */
export const either: Framework = {
  name: 'either',
  title: 'Express or Fastify',
  package: null,
  // What both have means the same in both.
  methods: { ...fastify.methods, ...express.methods },
  // A name that one of them has may be meant.
  statusMethods: [...new Set([...express.statusMethods, ...fastify.statusMethods])],
  rawProperties: [...new Set([...express.rawProperties, ...fastify.rawProperties])],
  // Both have these methods.
  setter: 'status',
  headerSetter: 'header',
  emptySender: 'send',
  locationSetter: null,
  statusSender: null,
  jsonSender: null,
  // A payload is Fastify's for certain, and a hook of it may hold back what Express sends at once.
  sentAtOnce: fastify.sentAtOnce,
  errorStatusProperties: express.errorStatusProperties,
  statusInSendBelow: null,
  redirectMisreadings: [],
  statusEffects: {
    text: express.statusEffects.text,
    fraction: NEITHER_KNOWN,
    nan: NEITHER_KNOWN,
    tooHigh: NEITHER_KNOWN,
    other: NEITHER_KNOWN,
  },
  statusAsContent: sent => `Express 5 and Fastify send ${sent}`,
  defaults: express.defaults,
  answers: {
    'no-route': agreedAnswer('no-route'),
    'other-method': agreedAnswer('other-method'),
    'malformed-path': agreedAnswer('malformed-path'),
    'long-parameter': agreedAnswer('long-parameter'),
    'malformed-json': agreedAnswer('malformed-json'),
    'empty-json': agreedAnswer('empty-json'),
    'too-large': agreedAnswer('too-large'),
    'other-media-type': agreedAnswer('other-media-type'),
    'other-charset': agreedAnswer('other-charset'),
    'other-coding': agreedAnswer('other-coding'),
    'invalid-input': agreedAnswer('invalid-input'),
  },
  ownErrors: new Map(),
  sendsResults: agreed('sendsResults'),
  answersErrors: agreed('answersErrors'),
  catchesRejectionsFrom: express.catchesRejectionsFrom,
  asksStatusOfErrorHandlersFrom: null,
  registersErrorHandlers: agreed('registersErrorHandlers'),
  errorHandlerParameters: agreed('errorHandlerParameters'),
  hasRouteObjects: agreed('hasRouteObjects'),
  hasHooks: agreed('hasHooks'),
  hasSchemas: agreed('hasSchemas'),
  parsesBodies: agreed('parsesBodies'),
  runsInOrder: agreed('runsInOrder'),
  nextRunsOn: agreed('nextRunsOn'),
  redirectReplacesStatus: agreed('redirectReplacesStatus'),
  redirectStatus: agreed('redirectStatus'),
  emptySendIsEnd: agreed('emptySendIsEnd'),
  lateHeaderThrows: agreed('lateHeaderThrows'),
  nullIsContent: agreed('nullIsContent'),
  takesTextFromErrors: agreed('takesTextFromErrors'),
  ownErrorsHaveStatus: agreed('ownErrorsHaveStatus'),
};
