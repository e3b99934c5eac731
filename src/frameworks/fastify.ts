import type { TSESTree } from '@typescript-eslint/utils';

import { chainable, CURRENT, final, NEUTRAL, send, type ResponseMethods } from './effects.ts';
import { fastifyErrors } from './fastify-errors.ts';
import type { KnownFramework } from './framework.ts';
import { label } from '../reference/statuses.ts';
import { getNames } from '../reference/status-libraries.ts';

/** Sources: Node lib/_http_server.js, statusCode; fastify lib/reply.js, redirect, and lib/error-handler.js. */
const DEFAULTS = { success: 200, redirect: 302, error: 500 } as const;

const FAILS = label(DEFAULTS.error);

/** What the 404 handler of Fastify answers. */
const NO_ROUTE = { status: 404, from: null, source: 'fastify lib/four-oh-four.js' } as const;

function isNumeric(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && typeof node.value === 'number';
}

/** The reply methods of @fastify/sensible, with their statuses. Source: @fastify/sensible lib/httpErrors.js. */
const sensible: readonly (readonly [string, number])[] = [...getNames('@fastify/sensible')].flatMap(([code, names]) =>
  names.map(name => [name, code] as const),
);

const setStatus = chainable(({ args }) => [{ does: 'set-status', status: args[0] ?? null }]);
const setHeader = chainable(({ args }) =>
  args[0] ? [{ does: 'set-header', name: args[0], value: args[1] ?? null }] : [],
);

/** Methods of Fastify's reply (4 and 5), with those of @fastify/static and @fastify/sensible. Source: fastify lib/reply.js. */
const fastifyMethods: ResponseMethods = {
  code: setStatus,
  status: setStatus,
  send: chainable(({ args }) => [send('send', CURRENT, 'payload', args[0])]),
  // The status set before is kept; without one it is 302. `redirect(code, url)` is Fastify 4's order, `redirect(url, code)` Fastify 5's (lib/reply.js, redirect).
  redirect: chainable(({ args }) => {
    const [first, second] = args;
    const isCodeFirst = isNumeric(first) || (second !== undefined && !isNumeric(second) && second.type === 'Literal');
    const url = isCodeFirst ? second : first;
    const code = isCodeFirst ? first : second;
    const status = code
      ? ({ from: 'argument', node: code, resets: true } as const)
      : ({ from: 'current-or', code: DEFAULTS.redirect } as const);
    return [
      {
        does: 'send',
        via: 'redirect',
        status,
        content: { kind: 'redirect', node: null },
        headers: [{ name: 'location', value: url ?? null }],
      },
    ];
  }),
  header: setHeader,
  headers: chainable(({ args }) => (args[0] ? [{ does: 'set-headers', headers: args[0] }] : [])),
  removeHeader: chainable(({ args }) => (args[0] ? [{ does: 'remove-header', name: args[0] }] : [])),
  type: chainable(({ args }) => [{ does: 'set-header', name: 'content-type', value: args[0] ?? null }]),
  sendFile: chainable(({ args }) => [send('sendFile', CURRENT, 'file', args[0])]),
  download: chainable(({ args }) => [send('download', CURRENT, 'file', args[0])]),
  view: chainable(({ args }) => [send('view', CURRENT, 'view', args[0])]),
  callNotFound: final(() => [
    send('callNotFound', { from: 'method', code: NO_ROUTE.status, resets: true }, 'error', null),
  ]),
  hijack: chainable(() => [{ does: 'hand-over' }]),
  serializer: NEUTRAL,
  serialize: NEUTRAL,
  trailer: NEUTRAL,
  removeTrailer: NEUTRAL,
  setCookie: NEUTRAL,
  cookie: NEUTRAL,
  clearCookie: NEUTRAL,
  unsignCookie: NEUTRAL,
  cacheControl: NEUTRAL,
  preventCache: NEUTRAL,
  // Of @fastify/jwt, @fastify/csrf-protection and @fastify/flash: they make a value, and at most set a cookie.
  jwtSign: final(() => []),
  generateCsrf: final(() => []),
  flash: final(() => []),
  getHeader: final(() => []),
  getHeaders: final(() => []),
  hasHeader: final(() => []),
  then: NEUTRAL,
  ...Object.fromEntries(
    sensible.map(([name, code]) => [
      name,
      chainable(() => [send(name, { from: 'method', code, resets: true }, 'error', null)]),
    ]),
  ),
};

/** Methods that only a Fastify reply has. */
const FASTIFY_ONLY: ReadonlySet<string> = new Set([
  'code',
  'headers',
  'hijack',
  'callNotFound',
  'serializer',
  'trailer',
  'view',
  'setCookie',
  'unsignCookie',
  ...sensible.map(([name]) => name),
]);

/** Fastify 4 and 5. */
export const fastify: KnownFramework = {
  name: 'fastify',
  title: 'Fastify',
  package: 'fastify',
  signs: {
    modules: /^(?:fastify$|fastify\/|@fastify\/|fastify-)/,
    makers: /^(?:fastify$|fastify\/)/,
    types: /Fastify/,
    instanceTypes: /Fastify/,
    instanceName: 'fastify',
    responseNames: /^_*(?:reply|rep)$/,
    methods: FASTIFY_ONLY,
    declarations: { packages: ['fastify'], response: 'FastifyReply', request: 'FastifyRequest' },
  },
  methods: fastifyMethods,
  // lib/reply.js
  statusMethods: ['code', 'status'],
  setter: 'code',
  headerSetter: 'header',
  locationSetter: null,
  emptySender: 'send',
  statusSender: null,
  jsonSender: null,
  rawProperties: ['raw', 'res'],
  // lib/reply.js, send: what is no stream is written at once where no hook waits.
  sentAtOnce: ['payload', 'redirect'],
  // lib/handle-request.js, preHandlerCallback, and lib/wrap-thenable.js.
  sendsResults: true,
  // lib/reply.js, send, and lib/error-handler.js.
  answersErrors: true,
  // lib/wrap-thenable.js
  catchesRejectionsFrom: null,
  registersErrorHandlers: true,
  // Fastify 3, lib/reply.js, handleError: `res.statusCode` is set before the error handler is called.
  asksStatusOfErrorHandlersFrom: [4, 0],
  errorHandlerParameters: 3,
  // lib/route.js
  hasRouteObjects: true,
  // lib/hooks.js
  hasHooks: true,
  // lib/validation.js and lib/schemas.js
  hasSchemas: true,
  // lib/content-type-parser.js
  parsesBodies: true,
  // find-my-way
  runsInOrder: false,
  // lib/hooks.js, hookRunner: stops where a reply has been sent.
  nextRunsOn: false,
  // lib/reply.js, redirect: `this[kReplyHasStatusCode] ? this.raw.statusCode : 302`. The order of the arguments changed in 4.28 and 5.
  redirectReplacesStatus: false,
  redirectStatus: 'setter',
  redirectMisreadings: [
    {
      first: 'status',
      does: 'fails',
      from: [5, 0],
      below: null,
      effect: `Fastify 5 takes it for the address and answers ${FAILS}`,
    },
    {
      first: 'url',
      does: 'ignores',
      from: null,
      below: [4, 28],
      effect: `Fastify ignores it before 4.28 and sends ${label(DEFAULTS.redirect)}`,
    },
  ],
  emptySendIsEnd: false,
  lateHeaderThrows: false,
  // lib/reply.js, send: only `undefined` is no content.
  nullIsContent: true,
  // lib/error-status.js of 5 and lib/error-handler.js of 4, setErrorStatusCode.
  errorStatusProperties: ['statusCode', 'status'],
  takesTextFromErrors: true,
  // lib/errors.js and @fastify/error index.js
  ownErrorsHaveStatus: false,
  statusInSendBelow: null,
  statusAsContent: sent => `Fastify sends ${sent}`,
  // lib/reply.js, code: `Number()`, then 100 to 599.
  statusEffects: {
    text: 'it works only because Fastify converts it',
    fraction: 'Fastify cuts off the fraction',
    nan: `Fastify answers ${FAILS}`,
    tooHigh: `Fastify answers ${FAILS}`,
    other: `Fastify answers ${FAILS}`,
  },
  defaults: DEFAULTS,
  answers: {
    'no-route': NO_ROUTE,
    'other-method': NO_ROUTE,
    'malformed-path': { status: 400, from: null, source: 'fastify lib/route.js, onBadUrl, and find-my-way index.js' },
    // Before 5 the route does not match, so that it is none.
    'long-parameter': { status: 414, from: [5, 0], source: 'find-my-way index.js; fastify lib/errors.js' },
    'malformed-json': { status: 400, from: null, source: 'fastify lib/content-type-parser.js' },
    'empty-json': { status: 400, from: null, source: 'fastify lib/content-type-parser.js' },
    'too-large': { status: 413, from: null, source: 'fastify lib/content-type-parser.js' },
    'other-media-type': { status: 415, from: null, source: 'fastify lib/content-type-parser.js' },
    // The charset is not looked at.
    'other-charset': null,
    // Nor is the coding: what was to be unpacked is parsed as it is.
    'other-coding': null,
    'invalid-input': { status: 400, from: null, source: 'fastify lib/validation.js' },
  },
  ownErrors: fastifyErrors,
};
