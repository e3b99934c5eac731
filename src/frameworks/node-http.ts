import { chainable, CURRENT, final, NEUTRAL, send, type Effect, type ResponseMethods } from './effects.ts';

/** Methods of Node's http.ServerResponse, which Express's response inherits and Fastify's has as `reply.raw`. Source: node lib/_http_server.js, lib/_http_outgoing.js. */
export const nodeMethods: ResponseMethods = {
  writeHead: chainable(({ args }) => {
    const effects: Effect[] = [{ does: 'set-status', status: args[0] ?? null }];
    const headers = args.find(
      (argument, index) => index > 0 && !(argument.type === 'Literal' && typeof argument.value === 'string'),
    );
    if (headers) effects.push({ does: 'set-headers', headers });
    effects.push({ does: 'write-head' });
    return effects;
  }),
  setHeader: chainable(({ args }) => (args[0] ? [{ does: 'set-header', name: args[0], value: args[1] ?? null }] : [])),
  appendHeader: chainable(({ args }) =>
    args[0] ? [{ does: 'set-header', name: args[0], value: args[1] ?? null }] : [],
  ),
  setHeaders: chainable(({ args }) => (args[0] ? [{ does: 'set-headers', headers: args[0] }] : [])),
  removeHeader: final(({ args }) => (args[0] ? [{ does: 'remove-header', name: args[0] }] : [])),
  write: final(({ args }) => [{ does: 'write', content: args[0] ?? null }]),
  end: chainable(({ args }) => {
    const [content] = args;
    // end(callback) sends nothing but the end.
    const isCallback = content?.type === 'ArrowFunctionExpression' || content?.type === 'FunctionExpression';
    return [send('end', CURRENT, 'content', isCallback ? null : content)];
  }),
  flushHeaders: final(() => [{ does: 'write-head' }]),
  writeContinue: final(() => []),
  writeProcessing: final(() => []),
  writeEarlyHints: final(() => []),
  on: NEUTRAL,
  once: NEUTRAL,
  setTimeout: NEUTRAL,
  cork: final(() => []),
  uncork: final(() => []),
  getHeader: final(() => []),
  hasHeader: final(() => []),
  addTrailers: final(() => []),
};
