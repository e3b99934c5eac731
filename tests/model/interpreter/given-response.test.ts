import { describe, expect, it } from 'vitest';

import { isGivenPartOfContext } from '../../../src/model/interpreter/given-response.ts';
import { present, readCode } from '../../read-code.ts';

/** Whether the function `show` of a file gets its response out of a context, and how many statuses are said to be set there in vain. */
function asked(code: string): readonly [isSo: boolean, unsent: number] {
  const model = readCode(code);
  const { handler, unsent } = present(model.handlers.find(one => one.handler.name === 'show'));
  return [isGivenPartOfContext(handler, model.file), unsent.length];
}

const SHOW =
  'const show = async (req, res) => { const boat = await find(req.params.id); if (!boat) { res.status(404); return; } res.json(boat); };';

describe('a response that comes out of a context', () => {
  it.each([
    [
      'by a function that runs what it is given',
      `${SHOW}\nasync function run(context, action) { await action(context.request, context.res); }\nexport const get = context => run(context, show);`,
    ],
    ['by a call', `${SHOW}\nexport async function get(ctx) { await show(ctx.req, ctx.res); return finish(ctx); }`],
    [
      'by an adapter of a class',
      `async function show(request, reply) { const boat = await find(request.params.id); if (!boat) { reply.code(404); return; } reply.send(boat); }\nexport class Boats { async get() { await show(this.request, this.exchange.reply); } }`,
    ],
  ])("%s is not this function's to send", (_, code) => {
    expect(asked(code)).toEqual([true, 0]);
  });

  it.each([
    ['whose route is elsewhere', `${SHOW}\nexport { show };`],
    [
      'that a wrapper gets',
      `${SHOW}\nconst wrap = action => (req, res, next) => action(req, res).catch(next);\nexport const get = wrap(show);`,
    ],
    [
      'that is registered',
      `import express from 'express'; const app = express();\n${SHOW}\napp.get('/boats/:id', show);`,
    ],
    ['that a second function calls with its own', `${SHOW}\nexport const get = (req, res) => show(req, res);`],
    [
      'that goes out of sight too',
      `${SHOW}\nexport const get = ctx => show(ctx.req, ctx.res);\nexport const other = wrapped(show);`,
    ],
  ])('is not that of a function %s', (_, code) => {
    expect(asked(code)).toEqual([false, 1]);
  });
});
