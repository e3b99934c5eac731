import type { TSESTree } from '@typescript-eslint/utils';

import { chainable, CURRENT, final, NEUTRAL, send, type ResponseMethods } from './effects.ts';
import { getNames } from '../reference/status-libraries.ts';

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
export const fastifyMethods: ResponseMethods = {
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
      : ({ from: 'current-or', code: 302 } as const);
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
  callNotFound: final(() => [send('callNotFound', { from: 'method', code: 404, resets: true }, 'error', null)]),
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

/** Methods that only a Fastify reply has: calling one says which framework this is. */
export const FASTIFY_ONLY: ReadonlySet<string> = new Set([
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
