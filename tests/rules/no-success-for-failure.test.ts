import rule from '../../src/rules/no-success-for-failure.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const EXPRESS = "import express from 'express'; const app = express();";
const FASTIFY = "import Fastify from 'fastify'; const app = Fastify();";

const express = (statements: string, path = '/orders', signature = 'async (req, res)'): string =>
  `${EXPRESS} app.post('${path}', ${signature} => { ${statements} });`;
const fastify = (statements: string, path = '/orders', signature = 'async (request, reply)'): string =>
  `${FASTIFY} app.post('${path}', ${signature} => { ${statements} });`;

/** Statements that are the same in both frameworks, the response called `res`. */
interface Shared {
  readonly name: string;
  readonly code: string;
  readonly path?: string;
}

const silent: readonly Shared[] = [
  { name: 'error: null', code: `res.send({ error: null, orders })` },
  { name: 'error: false', code: `res.send({ error: false, orders })` },
  { name: "error: ''", code: `res.send({ error: '', orders })` },
  { name: 'error: undefined', code: `res.send({ error: undefined, orders })` },
  { name: 'an empty object of errors', code: `res.send({ error: {}, orders })` },
  { name: 'an error whose value is not known', code: `res.send({ error: result.error, orders })` },
  { name: 'an error that is there only sometimes', code: `res.send({ orders, error: orders ? undefined : 'none' })` },
  { name: 'success: true', code: `res.send({ success: true })` },
  { name: 'a success that is computed', code: `res.send({ success: orders.length > 0 })` },
  { name: 'ok: true', code: `res.send({ ok: true })` },
  { name: "status: 'success'", code: `res.send({ status: 'success' })` },
  { name: 'a status of the domain', code: `res.send({ status: order.status })` },
  {
    name: 'a fault of a request that succeeded',
    code: `try { await mail(); } catch (error) { return res.send({ success: true, error: error.message }); } return res.send({ success: true })`,
  },
  {
    name: 'a warning in a catch',
    code: `try { await mail(); } catch (error) { return res.send({ orders, warning: error.message }); } return res.send({ orders })`,
  },
  {
    name: 'a fallback in a catch',
    code: `try { return res.send(await load()); } catch (error) { log(error); return res.send({ orders: [] }); }`,
  },
  {
    name: 'what a function makes of the caught error',
    code: `try { return res.send(await load()); } catch (error) { return res.send(recover(error)); }`,
  },
  { name: 'a text alone, which decides nothing', code: `return res.send('Something went wrong')` },
  {
    name: 'a text of a failure that was got over, beside content',
    code: `try { return res.send(await load()); } catch { return res.send({ orders: cached, message: 'The list could not be loaded' }) }`,
  },
  {
    name: 'a text of no failure in a catch',
    code: `try { return res.send(await load()); } catch { return res.send({ message: 'Done without errors' }) }`,
  },
  {
    name: 'what a function makes, which may be a success',
    code: `const answer = text => { if (text) return { success: false, text }; return { success: true }; }; return res.send(answer(why))`,
  },
  { name: 'success: false with an error status', code: `res.status(404).send({ success: false })` },
  { name: 'error with an error status set before', code: `res.status(500); return res.send({ error: 'no' })` },
  { name: 'success: false with a redirect', code: `res.status(302).header('location', '/').send({ success: false })` },
  { name: '207 Multi-Status', code: `res.status(207).send({ success: false, results })` },
  { name: 'a status that is not known', code: `res.status(result.code).send({ success: false })` },
  {
    name: 'a status that may be set',
    code: `if (result.code) res.status(result.code); return res.send({ error: 'no' })`,
  },
  {
    name: 'a status that is chosen as the content is',
    code: `res.status(order ? 200 : 404).send(order ? { order } : { error: 'no' })`,
  },
  { name: 'a response that went out of sight', code: `prepare(res); return res.send({ success: false })` },
  {
    name: 'an object that is changed',
    code: `const answer = { success: false }; await save(); answer.success = true; return res.send(answer)`,
  },
  {
    name: 'an object that a function fills',
    code: `const answer = { success: false }; await fill(answer); return res.send(answer)`,
  },
  { name: 'a spread that may say otherwise', code: `res.send({ success: false, ...(await save()) })` },
  { name: 'a test endpoint', code: `res.send({ success: false, connected: false })`, path: '/connections/test' },
  { name: 'a check endpoint', code: `res.send({ ok: false })`, path: '/check-username' },
  { name: 'a validate endpoint', code: `res.send({ success: false, errors })`, path: '/coupons/validate' },
  { name: 'a preview endpoint', code: `res.send({ error: 'no such template' })`, path: '/mails/preview' },
  { name: 'a health endpoint', code: `res.send({ status: 'error' })`, path: '/health' },
  { name: 'a status endpoint', code: `res.send({ status: 'error' })`, path: '/api/status' },
  { name: 'GraphQL', code: `res.send({ error: 'no' })`, path: '/graphql' },
  { name: 'JSON-RPC by its path', code: `res.send({ error: { code: -32601, message: 'no' } })`, path: '/rpc' },
  {
    name: 'JSON-RPC by its envelope',
    code: `res.send({ jsonrpc: '2.0', error: { code: -32601, message: 'no' }, id: null })`,
  },
  { name: 'a webhook by its path', code: `res.send({ success: false, ignored: true })`, path: '/webhooks/stripe' },
  {
    name: 'a webhook by the signature it checks',
    code: `const signature = request.headers['x-hub-signature']; res.send({ success: false, ignored: true })`,
    path: '/events',
  },
  {
    name: "a webhook by its library's reader",
    code: `const event = stripe.webhooks.constructEvent(body, key); res.send({ success: false })`,
    path: '/payments',
  },
  {
    name: 'the status it should have in the content: no-contradictory-body speaks',
    code: `res.send({ success: false, statusCode: 404 })`,
  },
];

const reported: readonly (Shared & { readonly words: string; readonly status?: string; readonly at?: string })[] = [
  {
    name: 'a text of a failure in a catch',
    code: `try { return res.send(await load()); } catch { return res.send({ message: 'Something went wrong' }) }`,
    at: 'catch',
    words: "`message: 'Something went wrong'`",
  },
  {
    name: 'what a function of the project makes',
    code: `const deny = text => { const message = text ?? 'no'; return { success: false, message }; }; return res.send(deny('closed'))`,
    words: "`deny('closed')`",
    at: 'return res.',
  },
  { name: 'success: false', code: `return res.send({ success: false, message: 'no' });`, words: '`success: false`' },
  { name: 'ok: false', code: `return res.send({ ok: false });`, words: '`ok: false`' },
  { name: "status: 'error'", code: `return res.send({ status: 'error', reason: 'no' });`, words: "`status: 'error'`" },
  {
    name: "JSend's status: 'fail'",
    code: `return res.send({ status: 'fail', data: null });`,
    words: "`status: 'fail'`",
  },
  { name: 'a text as the error', code: `return res.send({ error: 'no' });`, words: "`error: 'no'`" },
  { name: 'a template as the error', code: 'return res.send({ error: `no ${id}` });', words: '`error: `no ${id}``' },
  { name: 'error: true', code: `return res.send({ error: true, message: 'no' });`, words: '`error: true`' },
  {
    name: 'an object as the error',
    code: `return res.send({ error: { code: 'E1', message: 'no' } });`,
    words: "`error: { code: 'E1', message: 'no' }`",
  },
  { name: 'a constant as the error', code: `const NO = 'no'; return res.send({ error: NO });`, words: '`error: NO`' },
  {
    name: 'an error that a guard has shown',
    code: `if (result.error) return res.send({ error: result.error }); return res.send({});`,
    words: '`error: result.error`',
  },
  {
    name: 'the caught error',
    code: `try { return res.send(await load()); } catch (error) { return res.send({ error }); }`,
    words: '`error`',
    at: 'catch',
  },
  {
    name: "the caught error's message",
    code: `try { return res.send(await load()); } catch (e) { return res.send({ message: e.message }); }`,
    words: '`message: e.message`',
    at: 'catch',
  },
  {
    name: "the caught error's message in a longer text",
    code: 'try { return res.send(await load()); } catch (e) { return res.send({ msg: `failed: ${e.message}` }); }',
    words: '`msg: `failed: ${e.message}``',
    at: 'catch',
  },
  {
    name: "the caught error's message, or another text",
    code: `try { return res.send(await load()); } catch (e) { return res.send({ message: e.message || 'failed' }); }`,
    words: "`message: e.message || 'failed'`",
    at: 'catch',
  },
  {
    name: "a promise's error",
    code: `return load().then(orders => res.send(orders)).catch(err => res.send({ message: err.message }));`,
    words: '`message: err.message`',
    at: 'catch',
  },
  {
    name: "a promise's error, as second argument",
    code: `return load().then(orders => {}, err => { res.send({ message: String(err) }); });`,
    words: '`message: String(err)`',
    at: 'err',
  },
  {
    name: "a callback's error",
    code: `load((err, orders) => { if (err) return res.send({ message: err.message }); return res.send(orders); });`,
    words: '`message: err.message`',
    at: 'if',
  },
  {
    name: "the error's message alone",
    code: `try { return res.send(await load()); } catch (error) { return res.send(error.message); }`,
    words: '`error.message`',
    at: 'catch',
  },
  {
    name: "the error's text in a sentence",
    code: `try { return res.send(await load()); } catch (error) { return res.send('Failed: ' + error); }`,
    words: "`'Failed: ' + error`",
    at: 'catch',
  },
  {
    name: 'content made by JSON.stringify',
    code: `return res.send(JSON.stringify({ success: false }));`,
    words: '`success: false`',
  },
  {
    name: 'content in a constant',
    code: `const answer = { success: false }; return res.send(answer);`,
    words: '`success: false`',
  },
  {
    name: 'an arm of the content',
    code: `return res.send(order ? { order } : { error: 'no' });`,
    words: "`error: 'no'`",
  },
  {
    name: 'a long content, cut short',
    code: `return res.send({ error: 'a text that is much too long to stand in a message in full' });`,
    words: "`error: 'a text that is much too long to stand in a messag…`",
  },
];

const explicit: readonly {
  readonly name: string;
  readonly code: string;
  readonly at: string;
  readonly status: string;
  readonly words: string;
}[] = [
  {
    name: 'an explicit 200',
    code: `return res.status(200).send({ success: false });`,
    at: '200',
    status: '200 OK',
    words: '`success: false`',
  },
  {
    name: '202',
    code: `return res.status(202).send({ success: false });`,
    at: '202',
    status: '202 Accepted',
    words: '`success: false`',
  },
  {
    name: 'the success among two outcomes',
    code: `return res.status(found ? 200 : 404).send({ success: false });`,
    at: '200',
    status: '200 OK',
    words: '`success: false`',
  },
];

const failure = (status: string, words: string) => ({ messageId: 'failure', data: { status, words } });

/** Where the code says why it failed, the right status is named and suggested. */
const known = (code: string, setter: string, send = 'send', after = '{ ') => {
  const at = code.indexOf(send, code.indexOf(after) + after.length);
  const output = `${code.slice(0, at)}${setter}(500).${code.slice(at)}`;
  return { messageId: 'known', suggestions: [{ messageId: 'use', output }] };
};

const KNOWN: ReadonlySet<string> = new Set([
  "the caught error's message",
  "the caught error's message in a longer text",
  "the caught error's message, or another text",
  "a promise's error",
  "a promise's error, as second argument",
  "a callback's error",
  "the error's text in a sentence",
  'the caught error',
  "the error's message alone",
  'a text of a failure in a catch',
]);

const TYPED = `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function create(request: FastifyRequest, reply: FastifyReply) {\n  try {\n    return await load();\n  } catch (error) {\n    return reply.send({ message: (error as Error).message });\n  }\n}`;

/** Views, which `strict` judges. */
const views = {
  reported: [
    {
      name: 'the template of an error in a catch',
      code: `try { await save(); } catch (error) { return res.render('error', { message: 'no' }); } return res.render('done');`,
      words: "`'error'`",
    },
    {
      name: 'the template of an error in a catch without a parameter',
      code: `try { await save(); } catch { return res.render('pages/500.ejs'); } return res.render('done');`,
      words: "`'pages/500.ejs'`",
    },
    {
      name: "the template of an error for a callback's error",
      code: `save((err, order) => { if (err) return res.render('errors/oops'); return res.render('done'); });`,
      words: "`'errors/oops'`",
    },
    {
      name: 'a form with the caught error',
      code: `try { await save(); } catch (error) { return res.render('form', { error: error.message }); } return res.render('done');`,
      words: '`error: error.message`',
    },
    {
      name: 'a form with a text',
      code: `if (!valid) return res.render('form', { error: 'The name is missing' }); return res.render('done');`,
      words: "`error: 'The name is missing'`",
    },
    {
      name: 'a form with the errors of express-validator',
      code: `const errors = validationResult(body); if (!errors.isEmpty()) return res.render('form', { errors: errors.array() }); return res.render('done');`,
      words: '`errors: errors.array()`',
    },
    {
      name: 'a form with a list of errors',
      code: `const errors = check(body); if (errors.length > 0) return res.render('form', { errors }); return res.render('done');`,
      words: '`errors`',
    },
    {
      name: 'a form with an error that was tested',
      code: `const { error } = schema.validate(body); if (error) return res.render('form', { error }); return res.render('done');`,
      words: '`error`',
    },
  ],
  valid: [
    {
      name: 'the template of an error, by default',
      code: `try { await save(); } catch (error) { return res.render('error'); } return res.render('done');`,
    },
    {
      name: 'the template of an error with its status',
      options: [{ strict: true }] as const,
      code: `try { await save(); } catch (error) { return res.status(500).render('error'); } return res.render('done');`,
    },
    {
      name: 'the template of an error outside of a catch',
      options: [{ strict: true }] as const,
      code: `return res.render('error');`,
    },
    {
      name: 'another view in a catch',
      options: [{ strict: true }] as const,
      code: `try { await save(); } catch (error) { return res.render('orders'); } return res.render('done');`,
    },
    {
      name: 'a form without errors',
      options: [{ strict: true }] as const,
      code: `return res.render('form', { errors: null, error: '' });`,
    },
    {
      name: 'errors that may be none',
      options: [{ strict: true }] as const,
      code: `return res.render('form', { errors: session.errors });`,
    },
    {
      name: 'errors that are none',
      options: [{ strict: true }] as const,
      code: `const errors = validationResult(body); if (errors.isEmpty()) return res.render('form', { errors: errors.array() }); return res.render('done');`,
    },
    {
      name: 'a form with errors and its status',
      options: [{ strict: true }] as const,
      code: `const { error } = schema.validate(body); if (error) return res.status(422).render('form', { error }); return res.render('done');`,
    },
  ],
} as const;

testRule('no-success-for-failure', rule, {
  express: {
    valid: [
      ...silent.map(({ name, code, path }): ValidCase => ({
        name,
        code: express(code.replace('request.headers', 'req.headers'), path),
      })),
      {
        name: 'a test endpoint behind a prefix that is not known',
        code: `${EXPRESS} app.post(\`\${PREFIX}/testConnection\`, (req, res) => res.json({ success: false }));`,
      },
      {
        name: 'a check endpoint behind a prefix that is joined to it',
        code: `${EXPRESS} app.post(prefix + '/checkRequest', (req, res) => res.json({ success: false }));`,
      },
      { name: 'the locals of a view', code: express(`res.render('orders', { error: 'no', success: false })`) },
      ...views.valid.map((one): ValidCase => ({ ...one, code: express(one.code) })),
      {
        name: 'a helper that sends what its callers have set',
        code: `export function sendError(res, message) { res.json({ success: false, message }); }`,
      },
      {
        name: 'an error handler without a status: require-status-in-error-handler speaks',
        code: `${EXPRESS} app.use((err, req, res, next) => { res.json({ error: err.message }); });`,
      },
      {
        name: 'a function called after a status is set',
        code: express(
          `const answer = () => res.json({ success: false }); if (!req.body.a) { res.status(400); return answer(); } return res.json({});`,
        ),
      },
      // Right code that defeats the rules which go by the method alone.
      {
        name: 'a login answered 200',
        code: `${EXPRESS} app.post('/login', (req, res) => res.status(200).json({ token }));`,
      },
      { name: 'a job answered 202', code: `${EXPRESS} app.post('/jobs', (req, res) => res.status(202).json({ id }));` },
      {
        name: 'a deletion answered 202',
        code: `${EXPRESS} app.delete('/jobs/:id', (req, res) => res.status(202).json({}));`,
      },
      {
        name: 'a callback of something that is no route',
        code: `cache.get('k', (err, res) => res.status(201).send());`,
      },
      { name: 'a PUT answered 201', code: `${EXPRESS} app.put('/i', (req, res) => res.status(201).json({}));` },
      {
        name: 'an empty success',
        code: `${EXPRESS} app.get('/a', (req, res) => { res.status(200); res.json({}); }); app.get('/b', (req, res) => res.json({}));`,
      },
      {
        name: "a library's constant",
        code: `import { StatusCodes } from 'http-status-codes'; ${EXPRESS} app.get('/a', (req, res) => res.status(StatusCodes.OK).json({}));`,
      },
    ],
    invalid: [
      ...views.reported.map(({ name, code, words }): InvalidCase => ({
        name,
        code: express(code),
        options: [{ strict: true }],
        errors: [{ messageId: 'view', data: { status: '200 OK', words } }],
      })),
      ...reported.map(({ name, code, words, at }): InvalidCase => ({
        name,
        code: express(code),
        errors: [
          {
            ...(KNOWN.has(name) ? known(express(code), 'status', 'send', at) : failure('200 OK', words)),
            ...placeOf(express(code), 'send', at ?? '{ '),
          },
        ],
      })),
      ...explicit.map(({ name, code, at, status, words }): InvalidCase => ({
        name,
        code: express(code),
        errors: [{ ...failure(status, words), ...placeOf(express(code), at) }],
      })),
      {
        name: 'the caught error itself',
        code: express(`try { return res.json(await load()); } catch (error) { return res.json(error); }`),
        errors: [
          known(
            express(`try { return res.json(await load()); } catch (error) { return res.json(error); }`),
            'status',
            'json',
            'catch',
          ),
        ],
      },
      {
        name: 'an endpoint behind a prefix that is not known',
        code: `${EXPRESS} app.post(\`\${PREFIX}/orders\`, (req, res) => res.json({ success: false }));`,
        errors: [failure('200 OK', '`success: false`')],
      },
      {
        name: 'under a guard',
        code: `${EXPRESS} app.get('/f', (req, res) => { if (bad) return res.status(200).json({ error: 'x' }); return res.json({}); });`,
        errors: [failure('200 OK', "`error: 'x'`")],
      },
      {
        name: 'a status set in a statement of its own',
        code: `${EXPRESS} app.get('/f', (req, res) => { res.status(200); res.json({ success: false }); });`,
        errors: [
          {
            ...failure('200 OK', '`success: false`'),
            ...placeOf(
              `${EXPRESS} app.get('/f', (req, res) => { res.status(200); res.json({ success: false }); });`,
              '200',
            ),
          },
        ],
      },
      {
        name: 'a named handler',
        code: `${EXPRESS} app.post('/u', createUser); function createUser(req, res) { res.json({ success: false }); }`,
        errors: [failure('200 OK', '`success: false`')],
      },
      {
        name: "a library's constant",
        code: `import { StatusCodes } from 'http-status-codes'; ${EXPRESS} app.get('/a', (req, res) => res.status(StatusCodes.OK).json({ ok: false }));`,
        errors: [failure('200 OK', '`ok: false`')],
      },
      {
        name: 'an exported controller without a route',
        code: `exports.create = async (req, res) => { res.json({ success: false }); };`,
        errors: [failure('200 OK', '`success: false`')],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { Request, Response } from 'express';\nexport class Orders {\n  async create(req: Request, res: Response) {\n    return res.json({ success: false as const });\n  }\n}`,
        errors: [{ ...failure('200 OK', '`success: false as const`'), line: 4, column: 16, endLine: 4, endColumn: 20 }],
      },
    ],
  },
  fastify: {
    valid: [
      ...views.valid.map((one): ValidCase => ({
        ...one,
        code: fastify(
          one.code.replaceAll('res.render', 'res.view').replaceAll('res.status', 'res.code'),
          '/orders',
          'async (request, res)',
        ),
      })),
      ...silent.map(({ name, code, path }): ValidCase => ({ name, code: fastify(code, path, 'async (request, res)') })),
      {
        name: 'the caught error as payload, whose own status is sent',
        code: fastify(`try { return await load(); } catch (error) { reply.send(error); }`),
      },
      {
        name: 'an error handler without a status: require-status-in-error-handler speaks',
        code: `${FASTIFY} app.setErrorHandler((error, request, reply) => { reply.send({ error: error.message }); });`,
      },
      {
        name: 'a login answered 200',
        code: `${FASTIFY} app.post('/login', async (request, reply) => reply.code(200).send({ token }));`,
      },
      {
        name: 'a job answered 202',
        code: `${FASTIFY} app.post('/jobs', async (request, reply) => reply.code(202).send({ id }));`,
      },
    ],
    invalid: [
      ...views.reported.map(({ name, code, words }): InvalidCase => ({
        name,
        code: fastify(code.replaceAll('res.render', 'res.view'), '/orders', 'async (request, res)'),
        options: [{ strict: true }],
        errors: [{ messageId: 'view', data: { status: '200 OK', words } }],
      })),
      ...reported.map(({ name, code, words, at }): InvalidCase => {
        const whole = fastify(code, '/orders', 'async (request, res)');
        return {
          name,
          code: whole,
          errors: [
            {
              ...(KNOWN.has(name) ? known(whole, 'code', 'send', at) : failure('200 OK', words)),
              ...placeOf(whole, 'send', at ?? '{ '),
            },
          ],
        };
      }),
      {
        name: 'a returned value',
        code: fastify(`if (full) return { success: false }; return {};`),
        errors: [
          {
            ...failure('200 OK', '`success: false`'),
            ...placeOf(fastify(`if (full) return { success: false }; return {};`), '{ success: false }'),
          },
        ],
      },
      {
        name: 'an explicit 200',
        code: fastify(`return reply.code(200).send({ ok: false });`),
        errors: [
          {
            ...failure('200 OK', '`ok: false`'),
            ...placeOf(fastify(`return reply.code(200).send({ ok: false });`), '200'),
          },
        ],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: TYPED,
        errors: [{ ...known(TYPED, 'code', 'send', 'catch'), line: 6, column: 18, endColumn: 22 }],
      },
    ],
  },
});
