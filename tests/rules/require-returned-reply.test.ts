import rule from '../../src/rules/require-returned-reply.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const FASTIFY = `const app = require('fastify')();`;
const route = (statements: string, before = ''): string =>
  `${FASTIFY} ${before} app.get('/', async (request, reply) => { ${statements} });`;
const hook = (statements: string, before = ''): string =>
  `${FASTIFY} ${before} app.addHook('preHandler', async (request, reply) => { ${statements} });`;
const onError = (statements: string): string =>
  `${FASTIFY} app.setErrorHandler(async (error, request, reply) => { ${statements} });`;

const WAITING_ON_SEND = `app.addHook('onSend', async (request, reply, payload) => { await audit(request); return payload; });`;
const CALLING_BACK = `app.addHook('onSend', (request, reply, payload, done) => { store.save(request, error => done(error, payload)); });`;
const SEND_OK = `function sendOk(out, data) { out.code(200).send({ data }); }`;
/** A route in whose scope content is compressed, with the options of the plugin and of the route. */
const compressed = (statements: string, options = '', own = ''): string =>
  `${FASTIFY} app.register(require('@fastify/compress')${options}); app.register(async scope => { scope.get('/', ${own} async (request, reply) => { ${statements} }); });`;
const SESSION = `app.register(require('@fastify/session'), { secret, store: new RedisStore({ client }) });`;
const WAITING_PRE_SERIALIZATION = `app.addHook('preSerialization', async (request, reply, payload) => ({ ...payload, user: await userOf(request) }));`;
const WAITING_ON_ERROR = `app.setErrorHandler(async (error, request, reply) => { await report(error); return reply.code(500).send({}); });`;

const strict = [{ strict: true }] as const;
const returned = (output: string) => ({ messageId: 'return', output });
const awaited = (output: string) => ({ messageId: 'await', output });
/** A report whose suggestion is to return the reply of the send that a statement is. */
const reports = (
  messageId: string,
  makeCode: (statements: string, before?: string) => string,
  statement: string,
  before = '',
  data?: Record<string, string | number>,
) => ({
  code: makeCode(statement, before),
  errors: [{ messageId, ...(data && { data }), suggestions: [returned(makeCode(`return ${statement}`, before))] }],
});
/** The same, but with a fix. */
const fixes = (
  messageId: string,
  makeCode: (statements: string, before?: string) => string,
  statement: string,
  before = '',
) => ({
  code: makeCode(statement, before),
  output: makeCode(`return ${statement}`, before),
  errors: [{ messageId }],
});

testRule('require-returned-reply', rule, {
  fastify: {
    valid: [
      {
        name: 'an async handler that waits for its callback',
        code: route(`await new Promise(done => { read((err, data) => { reply.send(data); done(); }); });`),
      },
      {
        name: 'it returns the reply at its end',
        code: route(`read((err, data) => { reply.send(data); }); return reply;`),
      },
      { name: 'a helper has the reply, too', code: route(`track(reply); read((err, data) => { reply.send(data); });`) },
      { name: 'a callback that is called at once', code: route(`list.forEach(one => { reply.send(one); });`) },
      { name: 'a chain that is awaited', code: route(`await load().then(data => { reply.send(data); });`) },
      {
        name: 'it waits for something behind the callback',
        code: route(`child.on('close', code => { reply.send({ code }); }); await once(child, 'exit');`),
      },
      {
        name: 'a sync handler',
        code: `${FASTIFY} app.get('/', (request, reply) => { read((err, data) => { reply.send(data); }); });`,
      },
      { name: 'the reply is hijacked', code: route(`reply.hijack(); tick(() => { reply.raw.end('x'); });`) },
      {
        name: 'a proxied response that is returned',
        code: `import from from '@fastify/reply-from'; ${route(`return reply.from('/up');`)}`,
      },
      { name: 'a method of another plugin', code: route(`reply.from('/up');`) },
      {
        name: 'compression for single routes alone',
        code: compressed(`const notes = await load(); reply.send({ notes });`, ', { global: false }'),
      },
      { name: 'a text too short to be compressed', code: compressed(`reply.code(404).send('Not found');`) },
      {
        name: 'an object of short texts, names and members, too short to be compressed',
        code: compressed(
          `try { await work(request.params.name); } catch ({ code, message }) { reply.code(403).send({ code, message, name: request.params.name, retry: false }); }`,
        ),
      },
      {
        name: 'a function of the project that gives few fields',
        code: compressed(
          `const { user } = request; reply.send(describe(user)); function describe(one) { return { id: one.id, name: one.name }; }`,
        ),
      },
      {
        name: 'the number of what is found',
        code: compressed(`reply.send({ total: await Note.countDocuments(), at: new Date().toISOString() });`),
      },
      {
        name: 'content below the least that is compressed, whatever its default',
        code: compressed(`reply.send('${'a'.repeat(1100)}');`, ', { threshold: 2048 }'),
      },
      {
        name: 'a route that is not compressed',
        code: compressed(`reply.send(await load());`, '', '{ compress: false },'),
      },
      {
        name: 'a route that is not compressed by its config',
        code: compressed(`reply.send(await load());`, '', '{ config: { compress: false } },'),
      },
      {
        name: 'a route whose options are out of sight',
        code: compressed(`reply.send(await load());`, '', '{ ...defaults },'),
      },
      {
        name: 'a route beside the plugin, which is not loaded yet',
        code: route(`reply.send(await load());`, `app.register(require('@fastify/compress'));`),
      },
      {
        name: 'what a function of the project sends is over at once',
        code: route('sendOk(reply, { id: 1 });', SEND_OK),
      },
      {
        name: 'a function of the project sends, and what it gives back is returned',
        code: route(
          'return sendOk(reply, { id: 1 });',
          `${WAITING_ON_SEND} ${SEND_OK.replace('out.code', 'return out.code')}`,
        ),
      },
      {
        name: 'the reply is returned behind the function that sends',
        code: route('sendOk(reply, { id: 1 }); return reply;', `${WAITING_ON_SEND} ${SEND_OK}`),
      },
      {
        name: 'a plugin whose hook is over at once',
        code: route(`reply.send({ notes });`, `app.register(require('@fastify/etag'));`),
      },
      { name: 'a plain payload as the last thing done, which is sent at once', code: route('reply.send({ id: 1 });') },
      { name: 'a redirect as the last thing done', code: route(`reply.redirect('/login');`) },
      {
        name: 'a plain payload before a bare return',
        code: route('if (!request.user) { reply.code(401).send({}); return; }'),
      },
      { name: 'a plain payload in a hook', code: hook('if (!request.user) reply.code(401).send({});') },
      { name: 'a plain payload in an error handler', code: onError('reply.code(500).send({ error: error.message });') },
      {
        name: 'a line to the log behind the send',
        code: route(`reply.send({ id: 1 }); request.log.info('sent'); console.log('sent');`),
      },
      {
        name: 'a listener, whose result nobody waits for',
        code: `${FASTIFY} async function onResponse(request, reply, answer) { reply.send(await answer.json()); } app.get('/', (request, reply) => reply.from('/', { onResponse }));`,
        options: strict,
      },
      { name: 'a stream that is returned', code: route('return reply.send(createReadStream(file));'), options: strict },
      {
        name: 'a stream that is waited for',
        code: route('await reply.send(createReadStream(file));'),
        options: strict,
      },
      {
        name: 'the reply returned at the end',
        code: route('reply.send(createReadStream(file)); return reply;'),
        options: strict,
      },
      {
        name: 'the reply returned behind a condition',
        code: route('if (request.query.file) reply.send(createReadStream(file)); else reply.send({}); return reply;'),
        options: strict,
      },
      {
        name: 'the reply waited for at the end',
        code: route('reply.send(createReadStream(file)); await reply;'),
        options: strict,
      },
      {
        name: 'the send kept and returned',
        code: route('const sent = reply.send(createReadStream(file)); return sent;'),
        options: strict,
      },
      {
        name: 'an arrow function whose value is the reply',
        code: `${FASTIFY} app.get('/', async (request, reply) => reply.sendFile('index.html'));`,
        options: strict,
      },
      {
        name: 'a function that is not async, which Fastify asks for no promise',
        code: `${FASTIFY} app.get('/', (request, reply) => { reply.send(createReadStream(file)); });`,
        options: strict,
      },
      {
        name: 'a callback of what is awaited',
        code: route(`await load(request.params.id, rows => { reply.send(createReadStream(rows)); });`),
        options: strict,
      },
      { name: 'a value', code: route('return createReadStream(file);'), options: strict },
      { name: 'a function of the project that gets the reply', code: route('sendFile(reply, file);'), options: strict },
      {
        name: 'a function that sends for others',
        code: `async function fail(reply, status) { reply.code(status).send({}); }\n${route('return fail(reply, 404);')}`,
        options: strict,
      },
      {
        name: 'work after 202 Accepted, which says so',
        code: route('reply.code(202).send({ accepted: true }); await work(request.body);'),
      },
      {
        name: 'a send that may be the first of two, which no-second-response reports',
        code: route('if (!request.user) reply.code(401).send({}); return reply.send({ id: 1 });'),
        options: strict,
      },
      { name: 'an error in a handler where no error handler waits', code: route(`reply.send(new Error('no'));`) },
      {
        name: 'an error handler that waits for nothing',
        code: route(
          `reply.notFound();`,
          `app.setErrorHandler(async (error, request, reply) => reply.code(500).send({}));`,
        ),
      },
      {
        name: 'a hook that waits for nothing',
        code: route('reply.send({});', `app.addHook('onSend', async (request, reply, payload) => payload);`),
      },
      {
        name: 'a hook that waits for those requests alone that have been marked before',
        code: route(
          'reply.send({ id: 1 });',
          `app.addHook('onSend', async (request, reply, payload) => { if (!request.replayKey) { return payload; } await replays.set(request.replayKey, payload); return payload; });`,
        ),
      },
      {
        name: 'a hook of the route that waits in one of its branches',
        code: `${FASTIFY} app.post('/', { preSerialization: async (request, reply, payload) => { if (request.user.isNew) { payload.hint = await hintFor(request.user); } return payload; } }, async (request, reply) => { reply.send({ id: 1 }); });`,
      },
      {
        name: 'a hook that runs before a handler, where what waits may be over at once',
        code: hook(
          'reply.code(409).send({ busy: true }); return;',
          `app.addHook('onSend', async (request, reply, payload) => request.key ? keep(request.key, payload) : payload);`,
        ),
      },
      {
        name: 'an error handler that reports some errors alone',
        code: route(
          'reply.notFound();',
          `app.setErrorHandler(async (error, request, reply) => { if (error.statusCode >= 500) await report(error); return reply.code(error.statusCode).send({}); });`,
        ),
      },
      {
        name: 'a hook that waits, and a text, which it does not get',
        code: route(`reply.send('text');`, WAITING_PRE_SERIALIZATION),
      },
      {
        name: 'a hook that is no hook of the response',
        code: route(
          'reply.send({});',
          `app.addHook('preHandler', async request => { request.user = await userOf(request); });`,
        ),
      },
      {
        name: 'a hook of another plugin',
        code: `${FASTIFY} app.register(async one => { one.addHook('onSend', async () => { await audit(); }); }); app.register(async other => { other.get('/', async (request, reply) => { reply.send({}); }); });`,
      },
      {
        name: 'a hook of another route',
        code: `${FASTIFY} app.get('/a', { onSend: async () => { await audit(); } }, async () => 1); app.get('/b', async (request, reply) => { reply.send({}); });`,
      },
      { name: 'an iterable that is there already', code: route(`reply.send(Readable.from(['a', 'b']));`) },
      {
        name: 'a handler that may be one of Express',
        code: 'module.exports = async (req, res) => { res.send(file); };',
        options: strict,
      },
      {
        name: 'in TypeScript, the reply of a cast',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {\n  return (reply as FastifyReply).send(createReadStream('x'));\n}`,
        options: strict,
      },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'a response that went out of sight before',
        code: route('prepare(reply); reply.send(createReadStream(file));'),
        errors: [
          {
            messageId: 'stream',
            suggestions: [returned(route('prepare(reply); return reply.send(createReadStream(file));'))],
          },
        ],
      },
      {
        name: 'an async handler that answers only in a callback',
        code: route(
          `read('/tmp/report', (err, data) => { if (err) return reply.code(500).send({}); reply.send(data); });`,
        ),
        errors: [
          {
            messageId: 'callback',
            suggestions: [
              {
                messageId: 'atEnd',
                output: route(
                  `read('/tmp/report', (err, data) => { if (err) return reply.code(500).send({}); reply.send(data); }); return reply;`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'an async handler that answers in a timer',
        code: route(`setTimeout(() => { reply.send({ late: true }); }, 10);`),
        errors: [
          {
            messageId: 'callback',
            suggestions: [
              {
                messageId: 'atEnd',
                output: route(`setTimeout(() => { reply.send({ late: true }); }, 10); return reply;`),
              },
            ],
          },
        ],
      },
      {
        name: 'an async handler that answers when something ends',
        code: route(
          `const child = spawn('uptime'); child.on('close', code => { reply.code(code === 0 ? 200 : 500).send({ code }); });`,
        ),
        errors: [
          {
            messageId: 'callback',
            suggestions: [
              {
                messageId: 'atEnd',
                output: route(
                  `const child = spawn('uptime'); child.on('close', code => { reply.code(code === 0 ? 200 : 500).send({ code }); }); return reply;`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'the raw response is written in a callback',
        code: route(`tick(() => { reply.raw.writeHead(200); reply.raw.end('x'); });`),
        errors: [
          {
            messageId: 'callback',
            suggestions: [
              {
                messageId: 'atEnd',
                output: route(`tick(() => { reply.raw.writeHead(200); reply.raw.end('x'); }); return reply;`),
              },
            ],
          },
        ],
      },
      {
        name: 'a proxied response',
        code: `import from from '@fastify/reply-from'; ${route(`await audit(request); reply.from('/up');`)}`,
        errors: [
          {
            messageId: 'proxied',
            suggestions: [
              {
                messageId: 'return',
                output: `import from from '@fastify/reply-from'; ${route(`await audit(request); return reply.from('/up');`)}`,
              },
            ],
          },
        ],
      },
      {
        name: 'what is sent is compressed',
        ...reports(
          'plugin',
          statement => compressed(`const notes = await load(); ${statement}`),
          `reply.send({ notes });`,
        ),
      },
      {
        name: 'what is sent is compressed, with options',
        ...reports('plugin', statement => compressed(statement, ', { threshold: 1 }'), `reply.send({ notes });`),
      },
      {
        name: 'what is found is compressed, whole',
        ...reports('plugin', compressed, `reply.send(await Note.findAll());`),
      },
      {
        name: 'a list that is filled is compressed',
        ...reports(
          'plugin',
          statement => compressed(`const lines = []; for (const one of request.body) lines.push(one); ${statement}`),
          `reply.code(201).send({ ok: true, lines });`,
        ),
      },
      {
        name: 'the rows of a result are compressed',
        ...reports(
          'plugin',
          statement => compressed(`const { rows } = await pool.query('SELECT * FROM notes'); ${statement}`),
          `reply.send({ notes: rows });`,
        ),
      },
      {
        name: 'a long text is compressed',
        ...reports('plugin', compressed, `reply.send('${'a'.repeat(1100)}');`),
      },
      {
        name: 'a route asks for what the plugin does for none',
        ...reports(
          'plugin',
          statement => compressed(statement, ', { global: false }', '{ compress: { threshold: 512 } },'),
          `reply.send(await load());`,
        ),
      },
      {
        name: 'a route beside the plugin, which is waited for',
        ...reports(
          'plugin',
          statement =>
            `${FASTIFY} async function start() { await app.register(require('@fastify/compress')); app.get('/', async (request, reply) => { ${statement} }); }`,
          `reply.send(await load());`,
        ),
      },
      {
        name: 'a helper out of sight has had the reply before',
        code: route(
          `const store = await getStore(request, reply); reply.send({ items: store.items });`,
          WAITING_ON_SEND,
        ),
        output: route(
          `const store = await getStore(request, reply); return reply.send({ items: store.items });`,
          WAITING_ON_SEND,
        ),
        errors: [{ messageId: 'hook' }],
      },
      {
        name: 'a send in `finally`, where a return swallows what was thrown',
        code: route('try { await audit(); } finally { reply.send({ ok: 1 }); }'),
        options: strict,
        output: null,
        errors: [
          {
            messageId: 'last',
            suggestions: [awaited(route('try { await audit(); } finally { await reply.send({ ok: 1 }); }'))],
          },
        ],
      },
      {
        name: 'a comment before the return',
        code: route('reply.send({ ok: 1 }); return /* why */;'),
        options: strict,
        output: null,
        errors: [{ messageId: 'last' }],
      },
      {
        name: 'a stream',
        ...reports('stream', route, 'reply.code(201).send(createReadStream(file));', '', {
          effect: 'the client gets 201 Created without content',
        }),
      },
      {
        name: 'a stream out of a variable',
        ...reports(
          'stream',
          statement => route(`const stream = fs.createReadStream(file).pipe(gzip); ${statement}`),
          'reply.send(stream);',
        ),
      },
      { name: 'a stream made by its class', ...reports('stream', route, 'reply.send(new PassThrough());') },
      { name: 'an iterable read later', ...reports('stream', route, 'reply.send(Readable.from(rows()));') },
      {
        name: 'a stream in a hook',
        ...reports('stream', hook, 'reply.code(401).send(createReadStream(file));', '', {
          effect: 'Fastify goes on to the handler',
        }),
      },
      {
        name: 'a file',
        code: route(`reply.type('text/html').sendFile('index.html');`),
        errors: [
          {
            messageId: 'file',
            data: { via: 'sendFile', effect: 'the client gets 200 OK without content' },
            line: 1,
            suggestions: [returned(route(`return reply.type('text/html').sendFile('index.html');`))],
          },
        ],
      },
      { name: 'a download', ...reports('file', route, `reply.download('report.pdf');`) },
      {
        name: 'a file in a branch, more after it',
        code: route(`if (request.query.all) { reply.sendFile('all.html'); } await count();`),
        errors: [
          {
            messageId: 'file',
            suggestions: [
              returned(route(`if (request.query.all) { return reply.sendFile('all.html'); } await count();`)),
            ],
          },
        ],
      },
      {
        name: 'a file, more after it in the same block',
        code: route(`reply.sendFile('all.html'); await count();`),
        errors: [
          { messageId: 'file', suggestions: [awaited(route(`await reply.sendFile('all.html'); await count();`))] },
        ],
      },
      {
        name: 'a file as one arm of a condition',
        code: route(`request.query.all && reply.sendFile('all.html');`),
        errors: [{ messageId: 'file' }],
      },
      {
        name: 'the not-found handler',
        ...reports('not-found', route, 'reply.callNotFound();', '', {
          effect: 'the client gets 200 OK without content',
        }),
      },
      {
        name: 'an error where an error handler waits',
        ...reports('error', route, `reply.send(new HttpError(404, 'no'));`, WAITING_ON_ERROR, {
          handler: 'the error handler',
          effect: 'the client gets 200 OK without content',
        }),
      },
      {
        name: 'an answer of @fastify/sensible where an error handler waits',
        ...reports('error', route, `reply.notFound('no');`, WAITING_ON_ERROR),
      },
      {
        name: 'an error sent from an error handler',
        ...reports('error', onError, 'reply.send(error);', '', {
          handler: 'the error handler outside of this one',
          effect: 'the client gets 200 OK without content',
        }),
      },
      {
        name: 'another error sent from an error handler',
        ...reports('error', onError, `reply.send(new Error('no'));`),
      },
      {
        name: 'an answer of @fastify/sensible from an error handler',
        ...reports('error', onError, 'reply.internalServerError();'),
      },
      {
        name: "an error where the route's own error handler waits",
        code: `${FASTIFY} app.get('/', { errorHandler: async (error, request, reply) => { await report(error); return reply.code(500).send({}); } }, async (request, reply) => { reply.notFound(); });`,
        errors: [
          {
            messageId: 'error',
            suggestions: [
              returned(
                `${FASTIFY} app.get('/', { errorHandler: async (error, request, reply) => { await report(error); return reply.code(500).send({}); } }, async (request, reply) => { return reply.notFound(); });`,
              ),
            ],
          },
        ],
      },
      {
        name: 'a plain payload where an onSend hook waits',
        ...fixes('hook', route, 'reply.code(201).send({ id: 1 });', WAITING_ON_SEND),
      },
      {
        name: 'a plain payload where a preSerialization hook waits',
        ...fixes('hook', route, 'reply.send(user);', WAITING_PRE_SERIALIZATION),
      },
      {
        name: 'a redirect where an onSend hook waits',
        ...reports('hook', route, `reply.redirect('/login');`, WAITING_ON_SEND, {
          hook: 'onSend',
          ends: 'Fastify 4 ends the process',
          place: '',
          effect: 'Fastify answers 302 Found without content',
        }),
      },
      {
        name: 'a hook that sends where an onSend hook waits',
        ...fixes('hook', hook, 'reply.code(401).send({});', WAITING_ON_SEND),
      },
      {
        name: 'an onSend hook that waits on either of its ways',
        ...fixes(
          'hook',
          route,
          'reply.code(201).send({ id: 1 });',
          `app.addHook('onSend', async (request, reply, payload) => { if (request.key) await keep(request.key); else await count(request); return payload; });`,
        ),
      },
      {
        name: 'a function of the project sends where an onSend hook waits',
        code: route('sendOk(reply, { id: 1 });', `${WAITING_ON_SEND} ${SEND_OK}`),
        output: null,
        errors: [{ messageId: 'hook' }],
      },
      {
        name: 'a method of the project sends a stream',
        code: route(
          'answers.ok(reply, createReadStream(file));',
          'const answers = { ok(out, data) { out.send(data); } };',
        ),
        output: null,
        errors: [{ messageId: 'stream' }],
      },
      {
        name: 'a plain payload where an onSend hook calls back later',
        code: route('reply.send({ id: 1 });', CALLING_BACK),
        output: route('return reply.send({ id: 1 });', CALLING_BACK),
        errors: [
          {
            messageId: 'hook',
            data: {
              hook: 'onSend',
              place: '',
              effect: 'Fastify answers 200 OK without content',
              ends: 'the process ends',
            },
          },
        ],
      },
      {
        name: 'a session that is saved in a store of its own',
        code: route('reply.send({ id: 1 });', SESSION),
        output: null,
        errors: [
          {
            messageId: 'saves',
            data: { plugin: '@fastify/session' },
            suggestions: [{ messageId: 'return', output: route('return reply.send({ id: 1 });', SESSION) }],
          },
        ],
      },
      {
        name: "a plain payload where the route's own hook waits",
        code: `${FASTIFY} app.route({ method: 'GET', url: '/', onSend: async () => { await audit(); }, handler: async (request, reply) => { reply.send({}); } });`,
        output: `${FASTIFY} app.route({ method: 'GET', url: '/', onSend: async () => { await audit(); }, handler: async (request, reply) => { return reply.send({}); } });`,
        errors: [
          {
            messageId: 'hook',
            data: {
              hook: 'onSend',
              place: '',
              effect: 'Fastify answers 200 OK without content',
              ends: 'Fastify 4 ends the process',
            },
          },
        ],
      },
      {
        name: 'work after the send',
        code: route('reply.send({ token }); await save(token);'),
        errors: [{ messageId: 'work', data: { response: '200 OK response' } }],
      },
      {
        name: 'a loop that goes on',
        code: route('for (const one of rows) { reply.send(one); }'),
        errors: [
          {
            messageId: 'goesOn',
            suggestions: [returned(route('for (const one of rows) { return reply.send(one); }'))],
          },
        ],
      },
      {
        name: 'a refusal that goes on',
        code: hook(
          'if (!request.headers.authorization) { reply.code(401).send({}); } request.user = await userOf(request);',
        ),
        errors: [
          {
            messageId: 'goesOn',
            data: { response: '401 Unauthorized response' },
            suggestions: [
              returned(
                hook(
                  'if (!request.headers.authorization) { return reply.code(401).send({}); } request.user = await userOf(request);',
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'a case that falls through',
        code: route(`switch (request.query.kind) { case 'a': reply.send({}); case 'b': await count(); }`),
        errors: [
          {
            messageId: 'goesOn',
            suggestions: [
              returned(
                route(`switch (request.query.kind) { case 'a': return reply.send({}); case 'b': await count(); }`),
              ),
            ],
          },
        ],
      },
      { name: 'strict: a plain payload', options: strict, ...fixes('last', route, 'reply.send({ id: 1 });') },
      {
        name: 'strict: before a bare return',
        options: strict,
        code: route('if (!request.user) { reply.code(401).send({}); return; }'),
        output: route('if (!request.user) { return reply.code(401).send({}); }'),
        errors: [{ messageId: 'last', data: { effect: 'the client gets 401 Unauthorized without content' } }],
      },
      {
        name: 'strict: before a bare return with a comment',
        options: strict,
        code: route('reply.send({}); /* done */ return;'),
        output: route('return reply.send({}); /* done */ return;'),
        errors: [{ messageId: 'last' }],
      },
      {
        name: 'strict: in a try',
        options: strict,
        code: route(
          'try { await work(); reply.send({}); } catch (error) { reply.code(500).send({}); } finally { await close(); }',
        ),
        output: route(
          'try { await work(); return reply.send({}); } catch (error) { return reply.code(500).send({}); } finally { await close(); }',
        ),
        errors: [{ messageId: 'last' }, { messageId: 'last' }],
      },
      {
        name: 'strict: in a switch',
        options: strict,
        code: route(`switch (request.query.kind) { case 'a': reply.send({}); break; default: reply.send(null); }`),
        output: route(
          `switch (request.query.kind) { case 'a': return reply.send({}); break; default: return reply.send(null); }`,
        ),
        errors: [{ messageId: 'last' }, { messageId: 'last' }],
      },
      { name: 'strict: a redirect', options: strict, ...reports('last', route, `reply.redirect('/login');`) },
      { name: 'strict: a hook', options: strict, ...fixes('last', hook, 'reply.code(401).send({});') },
      { name: 'strict: an error', options: strict, ...reports('last', route, `reply.notFound();`) },
      {
        name: 'strict: a line to the log behind it',
        options: strict,
        code: route(`reply.send({}); request.log.info('sent');`),
        errors: [
          { messageId: 'last', suggestions: [awaited(route(`await reply.send({}); request.log.info('sent');`))] },
        ],
      },
      {
        name: 'strict: either of two',
        options: strict,
        code: route('request.user ? reply.send({}) : reply.code(401).send({});'),
        errors: [{ messageId: 'last' }, { messageId: 'last' }],
      },
      {
        name: 'strict, in TypeScript, a function declared to return nothing',
        ts: true,
        options: strict,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply): Promise<void> {\n  reply.send({ id: 1 });\n}`,
        errors: [
          {
            messageId: 'last',
            line: 3,
            column: 9,
            endColumn: 13,
            suggestions: [
              awaited(
                `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply): Promise<void> {\n  await reply.send({ id: 1 });\n}`,
              ),
            ],
          },
        ],
      },
      {
        name: 'in TypeScript, a method of a class',
        ts: true,
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport class Files {\n  async show(request: FastifyRequest, reply: FastifyReply) {\n    reply.sendFile('x');\n  }\n}`,
        errors: [
          {
            messageId: 'file',
            line: 4,
            suggestions: [
              returned(
                `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport class Files {\n  async show(request: FastifyRequest, reply: FastifyReply) {\n    return reply.sendFile('x');\n  }\n}`,
              ),
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
});
