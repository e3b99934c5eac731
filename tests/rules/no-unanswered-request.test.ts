import rule from '../../src/rules/no-unanswered-request.ts';
import { testRule } from '../rule-tester.ts';

const APP = `const app = require('express')();\nconst { store, log } = require('./store');\n`;
const express = (body: string, parameters = 'req, res'): string =>
  `${APP}app.get('/boxes/:id', async (${parameters}) => {\n${body}\n});`;
const sync = (body: string, parameters = 'req, res'): string =>
  `${APP}app.get('/boxes/:id', (${parameters}) => {\n${body}\n});`;
const middleware = (body: string): string => `${APP}app.use((req, res, next) => {\n${body}\n});`;
const fastify = (body: string): string =>
  `const app = require('fastify')();\nconst { store, log } = require('./store');\napp.get('/boxes/:id', (request, reply) => {\n${body}\n});`;

/** Never rejected. */
const QUIET = `async function load(id) { try { return await store.find(id); } catch (e) { console.error(e); return null; } }\n`;

testRule('no-unanswered-request', rule, {
  express: {
    valid: [
      {
        name: 'a value that is returned, which a wrapper may send',
        code: express(`const box = await store.find(1); if (!box) return false; res.json(box);`),
      },
      {
        name: 'a typed controller that answers on every way',
        code: `import type { Request, Response } from 'express'; export async function show(req: Request, res: Response): Promise<void> { try { res.json(await find()); } catch (e) { res.status(500).end(); } }`,
        ts: true,
      },
      {
        name: 'a function in sight that takes the response from the request',
        code: "const app = require('express')(); const deliver = async (request, file) => send(request, file); const send = (request, file) => request.res?.sendFile(file); app.get('/file', async (req, res) => { if (!req.query.file) return res.status(400).end(); await deliver(req, req.query.file); });",
      },
      {
        name: 'a catch that answers',
        code: express(`try { res.json(await store.find(1)); } catch (e) { res.status(500).end(); }`),
      },
      {
        name: 'a catch that hands on',
        code: express(`try { res.json(await store.find(1)); } catch (e) { next(e); }`, 'req, res, next'),
      },
      {
        name: 'a catch that throws again',
        code: express(`try { res.json(await store.find(1)); } catch (e) { log(e); throw e; }`),
      },
      {
        name: 'the answer comes behind the try',
        code: express(`let box = null; try { box = await store.find(1); } catch (e) { log(e); } res.json(box);`),
      },
      {
        name: 'an error handler that tests whether it was given its error',
        code: `${APP}app.use((err, req, res, next) => {\nif (err && err.name === 'Refused') return res.status(401).end();\nelse if (err) res.status(500).end();\n});`,
      },
      {
        name: 'the same, asked the other way',
        code: `${APP}app.use((problem, req, res, next) => {\nif (problem !== undefined) { res.status(500).end(); }\n});`,
      },
      {
        name: 'what can fail comes after the answer',
        code: express(`try { res.json({ ok: true }); await store.note(1); } catch (e) { log(e); }`),
      },
      {
        name: 'a function that gets the error may throw it',
        code: express(`try { res.json(await store.find(1)); } catch (e) { handle(e); }`),
      },
      {
        name: 'a function that gets the response',
        code: express(`try { res.json(await store.find(1)); } catch (e) { fail(res, e); }`),
      },
      {
        name: 'a function that may have answered before it failed',
        code: express(`try { await respond(req, res); if (req.query.a) res.end(); } catch (e) { log(e); }`),
      },
      {
        name: 'nothing in the try fails by itself',
        code: express(`try { res.json(list.map(String)); } catch (e) { log(e); }`),
      },
      {
        name: 'what is awaited catches all that fails in it',
        code: `${QUIET}${express(`try { res.json(await load(1)); } catch (e) { log(e); }`)}`,
      },
      {
        name: 'what is awaited calls only what catches all that fails in it',
        code: `${QUIET}async function both() { const a = await load(1); return [a, await load(2).then(b => b.id)]; }\n${express(`try { res.json(await both()); } catch (e) { log(e); }`)}`,
      },
      {
        name: 'a promise whose rejection ends in its own catch',
        code: express(
          `try { const box = await store.find(1).catch(() => null); res.json(box); } catch (e) { console.error(e); }`,
        ),
      },
      {
        name: 'promises that are all taken as they come, and a delay',
        code: express(
          `try { const boxes = await Promise.allSettled(req.body.map(id => store.find(id))); await new Promise(resolve => setTimeout(resolve, 5)); res.json(boxes); } catch (e) { console.error(e); }`,
        ),
      },
      {
        name: 'the callback for a failure of what catches all that fails in it',
        code: `${QUIET}${sync(`load(1).then(box => { res.json(box); }).catch(e => { console.error(e); });`)}`,
      },
      {
        name: 'what is called catches what it returns',
        code: `function read(text) { try { return JSON.parse(text); } catch { return null; } }\n${sync(`try { res.json(read(req.body)); } catch (e) { console.error(e); }`)}`,
      },
      {
        name: 'what is made is never nothing',
        code: express(
          `const box = new Box(req.body); const saved = await box.save(); if (saved) { res.sendStatus(201); }`,
        ),
      },
      {
        name: 'what is made is compared with nothing',
        code: express(
          `const token = await bcrypt.hash(req.body.name, 10); if (token === null) { log('none'); return; } res.json({ token });`,
        ),
      },
      {
        name: 'each value of a list is answered',
        code: express(
          `const { action } = req.params; if (!['read', 'kill'].includes(action)) throw new Error('no such action'); if (action === 'read') { return res.json(1); } if (action === 'kill') { return res.json(2); }`,
        ),
      },
      {
        name: 'each value of a set is answered',
        code: `const KINDS = new Set(['a', 'b']);\n${express(
          `if (!KINDS.has(req.query.kind)) return res.status(400).end(); switch (req.query.kind) { case 'a': return res.json(1); case 'b': return res.json(2); }`,
        )}`,
      },
      {
        name: 'the condition under which it is registered says the opposite',
        code: `${APP}const config = require('./config'); function setUp() { if (config.mode !== 'full') { app.get('/sum', sum); } }\nfunction sum(req, res) { if (config.mode !== 'full') { res.status(405).end(); } }`,
      },
      {
        name: 'the router has asked for the path',
        code: `${APP}app.get('/admin', (req, res) => { if (!req.path.endsWith('/')) { res.redirect('/admin/'); } });`,
      },
      {
        name: 'the two conditions leave nothing over',
        code: express(
          `const box = await store.find(1); if (!box) { res.status(404).end(); } if (box) { res.json(box); }`,
        ),
      },
      {
        name: 'more and less',
        code: express(
          `const n = await store.count(); if (n > 5) { res.json(n); } else if (n <= 5) { res.status(409).end(); }`,
        ),
      },
      {
        name: 'the kinds of a value of the project are its own matter',
        code: express(
          `const { kind } = await store.find(1); if (kind === 'a') { res.json(1); } else if (kind === 'b') { res.json(2); }`,
        ),
      },
      {
        name: 'a switch over a value of the project',
        code: express(`switch (await store.kind(1)) { case 'a': return res.json(1); case 'b': return res.json(2); }`),
      },
      {
        name: 'the error and the value of a result',
        code: express(
          `const { data, error } = await store.find(1); if (error) return res.status(500).end(); if (data) res.json(data);`,
        ),
      },
      {
        name: 'a flag says whether it is answered',
        code: express(`let sent = false; if (req.query.a) { res.json(1); sent = true; } if (!sent) { res.json(2); }`),
      },
      {
        name: 'a variable that is written on several ways',
        code: express(`let box = null; if (req.query.a) box = await store.find(1); if (box) res.json(box);`),
      },
      {
        name: 'what TypeScript wants to know of a caught value',
        code: express(
          `try { res.json(await store.find(1)); } catch (e) { if (!(e instanceof Error)) return; res.status(500).end(e.message); }`,
        ),
      },
      {
        name: 'what the response always has',
        code: express(`if (!res.locals) return; res.json(await store.find(1));`),
      },
      { name: 'headersSent', code: express(`await store.run(); if (res.headersSent) return; res.json(1);`) },
      { name: 'the response is writable no more', code: express(`if (!res.writableEnded) { res.json(1); }`) },
      {
        name: 'the connection is closed',
        code: express(`if (!req.query.a) { req.socket.destroy(); return; } res.json(1);`),
      },
      {
        name: 'the response is kept',
        code: express(`if (req.query.wait) { waiting.push(res); return; } res.json(1);`),
      },
      {
        name: 'the response is kept in an object',
        code: express(`if (req.query.wait) { clients.set(req.query.id, { res }); return; } res.json(1);`),
      },
      {
        name: 'an event stream',
        code: express(
          `if (req.query.live) { res.writeHead(200); setInterval(() => tick(), 1000); return; } res.json(1);`,
        ),
      },
      { name: 'a stream is piped', code: sync(`if (req.query.raw) { file.pipe(res); return; } res.json(1);`) },
      { name: 'a proxy', code: sync(`if (req.query.raw) { proxy.web(req, res); return; } res.json(1);`) },
      {
        name: 'a callback answers',
        code: sync(`if (req.query.later) { queue.add(() => res.json(1)); return; } res.json(2);`),
      },
      {
        name: 'next is given away',
        code: sync(`if (req.query.later) { setTimeout(next, 100); return; } res.json(2);`, 'req, res, next'),
      },
      {
        name: 'a view that is rendered by a callback',
        code: sync(`if (req.query.a) { res.render('a', done); return; } res.json(2);`),
      },
      { name: 'by content types', code: sync(`if (req.query.a) { res.format({ json() {} }); return; } res.json(2);`) },
      { name: 'the process ends', code: sync(`if (req.query.stop) { process.exit(0); } else { res.json(2); }`) },
      {
        name: 'a call that throws, by its name',
        code: express(`const box = await store.find(1); if (box) { res.json(box); } else { throwNotFound(); }`),
      },
      {
        name: 'a call that throws, in sight',
        code: `${express(`const box = await store.find(1); if (box) { res.json(box); } else { missing(); }`)}\nfunction missing() { log(1); throw new Error('no box'); }`,
      },
      {
        name: 'a bare call out of sight',
        code: express(`const box = await store.find(1); if (box) { res.json(box); } else { missing(); }`),
      },
      {
        name: 'what is returned may be sent by a wrapper',
        code: `${APP}app.get('/boxes', wrap(async (req, res) => { if (req.query.a) return { a: 1 }; res.json(2); }));`,
      },
      { name: 'a search in a loop', code: express(`for (const one of list) { if (one.last) res.json(one); }`) },
      { name: 'it answers elsewhere on every way', code: express(`await store.note(req.body);`) },
      {
        name: 'a function that others call',
        code: `${APP}async function check(req, res) { if (!req.body.name) { res.status(400).end(); } }\napp.post('/boxes', async (req, res) => { await check(req, res); if (!res.headersSent) res.json(1); });`,
      },
      {
        name: 'a function that is registered nowhere in sight',
        code: `exports.check = async (req, res) => { if (!req.body.name) { res.status(400).end(); } };`,
      },
      {
        name: 'a status is set: no-unsent-status speaks',
        code: express(`const box = await store.find(1); if (!box) { res.status(404); return; } res.json(box);`),
      },
      {
        name: 'a callback that gets the error last of several that answer',
        code: sync(`stream.on('error', e => { log(e); }); stream.on('end', () => { res.json(1); });`),
      },
      {
        name: 'a callback beside a timer that answers',
        code: sync(
          `const timer = setTimeout(() => res.status(504).end(), 10); store.find(1, (err, box) => { if (err) return; res.json(box); });`,
        ),
      },
      {
        name: 'a callback whose function answers by itself',
        code: sync(`store.find(1, (err, box) => { if (err) { log(err); return; } res.write(box); }); res.end();`),
      },
      {
        name: 'a callback for work that goes on behind an answer',
        code: sync(
          `const { url } = req.query; if (url) res.send('later'); store.run((err, result) => { if (url) { notify(url); return; } if (err) return res.status(500).end(); res.json(result); });`,
        ),
      },
      {
        name: 'a callback that answers on both ways',
        code: sync(`store.find(1, (err, box) => { if (err) return res.status(500).end(); res.json(box); });`),
      },
      {
        name: 'a promise whose chain goes on',
        code: sync(
          `store.find(1).then(box => res.json(box)).catch(e => { log(e); }).then(() => { if (!res.headersSent) res.end(); });`,
        ),
      },
      {
        name: 'an answer behind an awaited promise',
        code: express(
          `await store.find(1).then(box => { req.box = box; res.type('json'); }).catch(e => { log(e); }); res.end();`,
        ),
      },
      {
        name: 'a promise whose failure is answered',
        code: sync(`store.find(1).then(box => res.json(box), e => next(e));`, 'req, res, next'),
      },
      {
        name: 'another response than the handler got',
        code: sync(`res = wrapped(res); if (req.query.a) res.json(1);`),
      },
    ],
    invalid: [
      {
        name: 'a typed controller',
        code: `import type { Request, Response, NextFunction } from 'express'; export async function show(req: Request, res: Response, _next: NextFunction): Promise<void> { try { res.json(await find()); } catch (e: unknown) { console.error(e); } }`,
        ts: true,
        errors: [
          {
            messageId: 'catch',
            suggestions: [
              {
                messageId: 'next',
                output: `import type { Request, Response, NextFunction } from 'express'; export async function show(req: Request, res: Response, _next: NextFunction): Promise<void> { try { res.json(await find()); } catch (e: unknown) { console.error(e); _next(e); } }`,
              },
            ],
          },
        ],
      },
      {
        name: 'a catch that only logs',
        code: express(`try { res.json(await store.find(1)); } catch (e) { console.error(e); }`),
        errors: [
          {
            messageId: 'catch',
            data: { text: '`store.find`', place: '', fails: '500 Internal Server Error' },
            line: 4,
          },
        ],
      },
      {
        name: 'the error could be handed on',
        code: express(`try { res.json(await store.find(1)); } catch (e) { console.error(e); }`, 'req, res, next'),
        errors: [
          {
            messageId: 'catch',
            suggestions: [
              {
                messageId: 'next',
                data: { next: 'next', error: 'e' },
                output: express(
                  `try { res.json(await store.find(1)); } catch (e) { console.error(e); next(e); }`,
                  'req, res, next',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'an empty catch',
        code: express(`try { res.json(await store.find(1)); } catch {}`),
        errors: [{ messageId: 'catch', line: 4 }],
      },
      {
        name: 'the status was set before the failure',
        code: express(`try { res.status(201).json(await store.add(req.body)); } catch (e) { log.error(e); }`),
        errors: [{ messageId: 'catch' }],
      },
      {
        name: 'a catch that answers one of the failures',
        code: express(
          `try { res.json(await store.find(1)); } catch (e) { if (e.code === 'NONE') { res.status(404).end(); } }`,
        ),
        errors: [{ messageId: 'catch' }],
      },
      {
        name: 'a value of a list that nobody asks for',
        code: express(
          `const { action } = req.params; if (!['read', 'kill', 'wait'].includes(action)) throw new Error('no such action'); if (action === 'read') { return res.json(1); } if (action === 'kill') { return res.json(2); }`,
        ),
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'what the own function makes may be nothing',
        code: `const boxes = { create: async name => (name ? store.add(name) : null) };\n${express(
          `const box = await boxes.create(req.body.name); if (box) { res.sendStatus(201); }`,
        )}`,
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'the condition under which it is registered says the same',
        code: `${APP}const config = require('./config'); function setUp() { if (config.mode) { app.get('/sum', sum); } }\nfunction sum(req, res) { if (config.isOpen) { res.status(405).end(); } }`,
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'middleware that asks for the path',
        code: middleware(`if (req.path.startsWith('/api')) { next(); }`),
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'the failure of a copy is none',
        code: express(
          `try { const box = JSON.parse(JSON.stringify(req.body)); res.json(await store.add(box)); } catch (e) { console.error(e); }`,
        ),
        errors: [{ messageId: 'catch', data: { text: '`store.add`', place: '', fails: '500 Internal Server Error' } }],
      },
      {
        name: 'the second of two calls can fail alone',
        code: `${QUIET}${express(`try { const box = await load(1); await store.note(box); res.json(box); } catch (e) { console.error(e); }`)}`,
        errors: [{ messageId: 'catch', data: { text: '`store.note`', place: '', fails: '500 Internal Server Error' } }],
      },
      {
        name: 'a function in sight throws when it is called',
        code: `function check(box) { if (!box.id) throw new Error('no id'); return box; }\n${sync(`try { res.json(check(req.body)); } catch (e) { console.error(e); }`)}`,
        errors: [{ messageId: 'catch', data: { text: '`check`', place: '', fails: '500 Internal Server Error' } }],
      },
      {
        name: 'what is returned without being waited for is rejected outside of its try',
        code: `async function load(id) { try { return store.find(id); } catch (e) { return null; } }\n${express(`try { res.json(await load(1)); } catch (e) { console.error(e); }`)}`,
        errors: [{ messageId: 'catch' }],
      },
      {
        name: 'a function in sight that catches a failure and throws it again',
        code: `async function load(id) { try { return await store.find(id); } catch (e) { log(e); throw e; } }\n${express(`try { res.json(await load(1)); } catch (e) { console.error(e); }`)}`,
        errors: [{ messageId: 'catch' }],
      },
      {
        name: 'a promise that may reject itself',
        code: `const load = id => new Promise((resolve, reject) => store.find(id, (e, box) => (e ? reject(e) : resolve(box))));\n${sync(`load(1).then(box => { res.json(box); }).catch(e => { console.error(e); });`)}`,
        errors: [{ messageId: 'failure' }],
      },
      {
        name: 'a file read at once',
        code: sync(`try { res.send(fs.readFileSync('/etc/motd')); } catch (e) { console.error(e); }`),
        errors: [
          {
            messageId: 'catch',
            data: { text: '`fs.readFileSync`', place: '', fails: '500 Internal Server Error' },
          },
        ],
      },
      {
        name: 'a controller whose route is elsewhere',
        code: `exports.show = async (req, res) => { try { const box = await store.find(1); res.json(box); } catch (e) { console.log(e); } };`,
        errors: [{ messageId: 'catch' }],
      },
      {
        name: 'a branch that is left out',
        code: express(`const box = await store.find(1);\nif (box) { res.json(box); }`),
        errors: [{ messageId: 'way', data: { where: 'past the test of `box` on line 5, ' }, line: 3 }],
      },
      {
        name: 'a guard that only logs',
        code: express(`const box = await store.find(1); if (!box) { console.log('none'); return; } res.json(box);`),
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'a value of the request that is none of those named',
        code: express(`if (req.query.as === 'a') { res.json(1); } else if (req.query.as === 'b') { res.json(2); }`),
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'a switch over a value of the request',
        code: express(
          `const { as } = req.query; switch (as) { case 'a': return res.json(1); case 'b': return res.json(2); }`,
        ),
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'middleware that hands on only some requests',
        code: middleware(`if (req.headers['x-key']) next();`),
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'an error handler that answers only some errors',
        code: `${APP}app.use((err, req, res, next) => { if (err.expose) { res.status(400).end(); } });`,
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'a function that is named where it is registered',
        code: `${APP}async function show(req, res) { const box = await store.find(1); if (box) res.json(box); }\napp.get('/boxes/:id', show);`,
        errors: [{ messageId: 'way', line: 3, column: 16, endColumn: 20 }],
      },
      {
        name: 'a callback that keeps its error to itself',
        code: sync(`store.find(1, (err, box) => { if (err) { console.error(err); return; } res.json(box); });`),
        errors: [
          {
            messageId: 'failure',
            data: { text: '`store.find`', place: '', fails: '500 Internal Server Error' },
          },
        ],
      },
      {
        name: 'a callback in a callback',
        code: sync(
          `store.open((err, db) => { if (err) return next(err); db.find(1, (e, box) => { if (e) return console.log(e); res.json(box); }); });`,
          'req, res, next',
        ),
        errors: [{ messageId: 'failure', data: { text: '`db.find`', place: '', fails: '500 Internal Server Error' } }],
      },
      {
        name: 'a promise whose catch only logs',
        code: sync(
          `store.find(1).then(box => { res.json(box); }).catch(e => { console.error(e); });`,
          'req, res, next',
        ),
        errors: [
          {
            messageId: 'failure',
            data: { text: '`store.find`', place: '', fails: '500 Internal Server Error' },
            suggestions: [
              {
                messageId: 'next',
                output: sync(
                  `store.find(1).then(box => { res.json(box); }).catch(e => { console.error(e); next(e); });`,
                  'req, res, next',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'the second function of then',
        code: sync(`store.find(1).then(box => res.json(box), e => console.error(e));`),
        errors: [{ messageId: 'failure' }],
      },
    ],
  },
  fastify: {
    valid: [
      {
        name: 'what is called catches all that fails in it',
        code: `${QUIET}${fastify(`load(1).then(box => { reply.send(box); }, e => { request.log.error(e); });`)}`,
      },
      {
        name: 'an async handler that falls off its end is answered',
        code: `const app = require('fastify')(); app.get('/', async (request, reply) => { const box = await find(); if (box) reply.send(box); });`,
      },
      { name: 'what is returned is sent', code: fastify(`if (!request.query.a) return store.find(1); reply.send(1);`) },
      {
        name: 'the reply is hijacked',
        code: fastify(`if (request.query.raw) { reply.hijack(); return; } reply.send(1);`),
      },
      {
        name: 'the connection is closed',
        code: `const app = require('fastify')(); app.setErrorHandler((error, request, reply) => { if (error.code === 'ECONNRESET') { reply.request.raw.destroy(); return; } reply.code(500).send({ error: error.message }); });`,
      },
      {
        name: 'after a hook the handler runs',
        code: `const app = require('fastify')(); app.addHook('preHandler', (request, reply, done) => { if (request.query.a) { reply.send(1); } });`,
      },
      {
        name: 'a failure that is sent',
        code: fastify(`store.find(1, (err, box) => { if (err) { reply.send(err); return; } reply.send(box); });`),
      },
    ],
    invalid: [
      {
        name: 'what is called catches what fails, and fails in its catch',
        code: `async function load(id) { try { return await store.find(id); } catch (e) { await store.note(e); return null; } }\n${fastify(`load(1).then(box => { reply.send(box); }, () => { request.log.error('none'); });`)}`,
        errors: [{ messageId: 'failure' }],
      },
      {
        name: 'a sync handler that leaves a way out',
        code: fastify(`const box = store.get(1); if (box) reply.send(box);`),
        errors: [{ messageId: 'way' }],
      },
      {
        name: 'a callback that keeps its error to itself',
        code: fastify(
          `store.find(1, (err, box) => { if (err) { request.log.error(err); return; } reply.send(box); });`,
        ),
        errors: [{ messageId: 'failure' }],
      },
      {
        name: 'a promise whose catch only logs',
        code: fastify(`store.find(1).then(box => { reply.send(box); }).catch(err => { request.log.error(err); });`),
        errors: [
          {
            messageId: 'failure',
            suggestions: [
              {
                messageId: 'send',
                output: fastify(
                  `store.find(1).then(box => { reply.send(box); }).catch(err => { request.log.error(err); reply.send(err); });`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a catch of a sync handler',
        code: fastify(
          `try { reply.send(JSON.parse(request.query.filter)); } catch (error) { request.log.warn(error); }`,
        ),
        errors: [
          {
            messageId: 'catch',
            suggestions: [
              {
                messageId: 'send',
                output: fastify(
                  `try { reply.send(JSON.parse(request.query.filter)); } catch (error) { request.log.warn(error); reply.send(error); }`,
                ),
              },
            ],
          },
        ],
      },
    ],
  },
});
