import type { TSESTree } from '@typescript-eslint/utils';

import {
  chainable,
  CURRENT,
  final,
  NEUTRAL,
  send,
  type Effect,
  type ResponseCall,
  type ResponseMethods,
} from './effects.ts';
import type { KnownFramework } from './framework.ts';
import { nodeMethods } from './node-http.ts';
import { label } from '../reference/statuses.ts';

/** Sources: Node lib/_http_server.js, statusCode; express lib/response.js, redirect; finalhandler index.js. */
const DEFAULTS = { success: 200, redirect: 302, error: 500 } as const;

const FAILS = label(DEFAULTS.error);

/** Whether an argument is written as a number in the range of statuses: the legacy signatures of Express 4 tell status and body apart by type. */
function isStatusLiteral(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && typeof node.value === 'number' && node.value >= 100 && node.value <= 999;
}

function setHeader({ args }: ResponseCall): readonly Effect[] {
  const [name, value] = args;
  if (!name) return [];
  if (args.length === 1) return [{ does: 'set-headers', headers: name }];
  return [{ does: 'set-header', name, value: value ?? null }];
}

function header(name: string) {
  return chainable(({ args }) => [{ does: 'set-header', name, value: args[0] ?? null }]);
}

const setCookie = chainable(() => [{ does: 'set-header', name: 'set-cookie', value: null }]);

function sendFile(via: string) {
  return final(({ args }) => [send(via, CURRENT, 'file', args[0])]);
}

/** `send`, `json` and `jsonp`; the two-argument forms of Express 4 are read as Express 5 does, whose first argument is the body. Source: express lib/response.js. */
function sendWith(via: string, kind: 'json' | 'content') {
  return chainable(({ args }) => {
    const [first] = args;
    if (first?.type === 'SpreadElement') return [send(via, CURRENT, kind, first)];
    return [send(via, CURRENT, kind, first)];
  });
}

/** Methods of Express's response object (4 and 5). Source: express lib/response.js. */
const expressMethods: ResponseMethods = {
  ...nodeMethods,
  status: chainable(({ args }) => [{ does: 'set-status', status: args[0] ?? null }]),
  sendStatus: chainable(({ args }) => [
    args[0]
      ? send('sendStatus', { from: 'argument', node: args[0], resets: true }, 'reason', null)
      : send('sendStatus', CURRENT, 'reason', null),
  ]),
  send: sendWith('send', 'content'),
  json: sendWith('json', 'json'),
  jsonp: sendWith('jsonp', 'json'),
  // Any status set before is discarded: res.status(301).redirect(u) is a 302 (lib/response.js, redirect).
  redirect: final(({ args }) => {
    const [first, second] = args;
    const isUrlFirst = second !== undefined && isStatusLiteral(second) && !isStatusLiteral(first);
    const url = second && !isUrlFirst ? second : first;
    const code = second ? (isUrlFirst ? second : first) : null;
    const status = code
      ? ({ from: 'argument', node: code, resets: true } as const)
      : ({ from: 'method', code: DEFAULTS.redirect, resets: true } as const);
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
  // render(view, callback) sends nothing by itself.
  render: final(({ args }) => {
    const callback = args.at(-1);
    if (
      args.length > 2 ||
      (args.length > 1 && (callback?.type === 'ArrowFunctionExpression' || callback?.type === 'FunctionExpression'))
    )
      return [];
    return [send('render', CURRENT, 'view', args[0])];
  }),
  sendFile: sendFile('sendFile'),
  sendfile: sendFile('sendfile'),
  download: sendFile('download'),
  set: chainable(setHeader),
  header: chainable(setHeader),
  append: chainable(setHeader),
  location: header('location'),
  type: header('content-type'),
  contentType: header('content-type'),
  links: header('link'),
  vary: header('vary'),
  attachment: header('content-disposition'),
  cookie: setCookie,
  clearCookie: setCookie,
  get: final(() => []),
  format: NEUTRAL,
};

/** Methods that only an Express response has. */
const EXPRESS_ONLY: ReadonlySet<string> = new Set([
  'json',
  'jsonp',
  'sendStatus',
  'render',
  'end',
  'set',
  'sendfile',
  'location',
  'format',
  'attachment',
  'setHeader',
  'writeHead',
  'write',
  'append',
]);

/** Express 4 and 5. */
export const express: KnownFramework = {
  name: 'express',
  title: 'Express',
  package: 'express',
  signs: {
    modules: /^(?:express$|express\/|express-(?!gateway)|@types\/express|@feathersjs\/express$)/,
    makers: /^(?:express$|express\/|express-promise-router|router$|@feathersjs\/express)/,
    types: /^(?:express|core|e)\.(?!Fastify)|^IncomingMessage$|ServerResponse$/,
    instanceTypes: /(?:^|\.)(?:Express|Application|Router|IRouter)$/,
    instanceName: null,
    responseNames: null,
    methods: EXPRESS_ONLY,
    declarations: { packages: ['express', 'express-serve-static-core'], response: 'Response', request: 'Request' },
  },
  methods: expressMethods,
  // lib/response.js
  statusMethods: ['status'],
  setter: 'status',
  headerSetter: 'set',
  locationSetter: 'location',
  emptySender: 'end',
  statusSender: 'sendStatus',
  jsonSender: 'json',
  rawProperties: [],
  // Files, streams and views are opened or rendered first (lib/response.js).
  sentAtOnce: ['json', 'content', 'reason', 'redirect'],
  // lib/router/layer.js and router lib/layer.js: what a handler returns is not looked at, but for a rejection in 5.
  sendsResults: false,
  // lib/response.js, send: an Error is an object, sent as JSON.
  answersErrors: false,
  // lib/router/layer.js, handleError: four parameters, in routes too.
  // router lib/layer.js, handleRequest: 5 takes the promise that a handler returns; 4 does not look at it.
  catchesRejectionsFrom: [5, 0],
  asksStatusOfErrorHandlersFrom: null,
  registersErrorHandlers: false,
  errorHandlerParameters: 4,
  hasRouteObjects: false,
  hasHooks: false,
  hasSchemas: false,
  parsesBodies: false,
  // lib/router/index.js, handle: the stack, from the first.
  runsInOrder: true,
  nextRunsOn: true,
  // lib/response.js, redirect: `this.statusCode = status`, 302 without one.
  redirectReplacesStatus: true,
  redirectStatus: 'argument',
  redirectMisreadings: [
    {
      first: 'url',
      does: 'fails',
      from: null,
      below: null,
      effect: `Express 5 takes the address for the status and answers ${FAILS}, Express 4 only deprecates the order`,
    },
  ],
  emptySendIsEnd: true,
  // Node lib/_http_outgoing.js, setHeader: ERR_HTTP_HEADERS_SENT.
  lateHeaderThrows: true,
  // lib/response.js, send: `null` becomes the empty text.
  nullIsContent: false,
  // finalhandler index.js, getErrorStatusCode.
  errorStatusProperties: ['status', 'statusCode'],
  takesTextFromErrors: false,
  // http-errors index.js: the errors of body-parser and send have both.
  ownErrorsHaveStatus: true,
  // lib/response.js, send, of 4.
  statusInSendBelow: [5, 0],
  statusAsContent: sent => `Express 5 sends ${sent}, and Express 4 deprecates it`,
  // lib/response.js, status; Node lib/_http_server.js, writeHead.
  statusEffects: {
    text: `Express 5 answers ${FAILS} for it, Express 4 converts it`,
    fraction: `Express 5 answers ${FAILS}, Express 4 cuts off the fraction`,
    nan: `Express 5 answers ${FAILS} then, and Express 4 ends the process`,
    tooHigh: 'Express sends it with the reason "unknown"',
    other: `Express answers ${FAILS}`,
  },
  defaults: DEFAULTS,
  answers: {
    'no-route': { status: 404, from: null, source: 'finalhandler index.js' },
    'other-method': { status: 404, from: null, source: 'finalhandler index.js' },
    'malformed-path': {
      status: 400,
      from: null,
      source: 'express lib/router/layer.js, decode_param; router lib/layer.js, decodeParam',
    },
    'long-parameter': null,
    'malformed-json': { status: 400, from: null, source: 'body-parser lib/types/json.js and lib/read.js' },
    // An empty text is taken for no body (body-parser lib/types/json.js, parse).
    'empty-json': null,
    'too-large': { status: 413, from: null, source: 'raw-body index.js' },
    // A body of another type is left unread (body-parser lib/types/json.js).
    'other-media-type': null,
    'other-charset': { status: 415, from: null, source: 'body-parser lib/types/json.js' },
    'other-coding': { status: 415, from: null, source: 'body-parser lib/read.js, contentstream' },
    'invalid-input': null,
  },
  ownErrors: new Map(),
};
