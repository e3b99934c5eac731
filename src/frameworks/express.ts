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
import { nodeMethods } from './node-http.ts';

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
export const expressMethods: ResponseMethods = {
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
      : ({ from: 'method', code: 302, resets: true } as const);
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

/** Methods that only an Express response has: calling one says which framework this is. */
export const EXPRESS_ONLY: ReadonlySet<string> = new Set([
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
  'clearCookie',
]);
