import rule from '../../src/rules/no-second-response.ts';
import { testRule } from '../rule-tester.ts';

const express = (body: string, parameters = 'req, res'): string =>
  `const app = require('express')();\napp.get('/users', async (${parameters}) => { ${body} });`;
const middleware = (body: string): string =>
  `const app = require('express')();\napp.use((req, res, next) => { ${body} });`;
const fastify = (body: string): string =>
  `const app = require('fastify')();\napp.get('/users', (request, reply) => { ${body} });`;
const fastifyAsync = (body: string): string =>
  `const app = require('fastify')();\napp.get('/users', async (request, reply) => { ${body} });`;

const sending = (hook: string, fn: string): string =>
  `const app = require('fastify')();\napp.addHook('${hook}', ${fn}); app.get('/users', async () => ({ users: [] }));`;

const strict = [{ strict: true }] as const;

testRule('no-second-response', rule, {
  express: {
    valid: [
      { name: 'one response', code: express('res.json(users);') },
      {
        name: 'a helper that is given what to do, and does it',
        code: `const app = require('express')();\nasync function run(req, res, work) { await work(req.params.id); res.send({}); }\napp.post('/users/:id/mute', (req, res) => run(req, res, id => mute(id)));`,
      },
      {
        name: 'a helper that is given what to do, by its type',
        ts: true,
        code: `import type { Request, Response } from 'express';\nasync function run(req: Request, res: Response, task: (id: string, by: Caller) => Promise<void>) { await task(req.params.id, callerOf(req)); res.send({}); }`,
      },
      ...[
        'items.forEach(item => { if (item.id === req.params.id) res.json(item); });',
        'const found = items.some(item => { if (!item.ok) { res.sendStatus(400); return true; } return false; }); if (found) return; res.json(items);',
        'if (items.every(item => { if (!item.ok) { res.sendStatus(400); return false; } return true; })) res.json(items);',
        'let failed = false; items.forEach(item => { if (!item.ok && !failed) { res.sendStatus(400); failed = true; } }); if (!failed) res.json(items);',
        'cursor.forEach(item => { if (!item.ok) res.sendStatus(400); }); setTimeout(done, 10);',
        'const user = await find().catch(error => { res.sendStatus(500); }); if (!user) return; res.json(user);',
        "try { await find(); } catch (error) { if (error.name === 'CastError') res.sendStatus(400); if (error.code === 11000) res.sendStatus(409); }",
        "try { await find(); } catch (err) { if (err.code === 'P2002') { res.sendStatus(409); } if (err.name === 'TokenExpiredError') { res.sendStatus(401); } }",
        'const user = await find().catch(error => { res.sendStatus(500); return null; }); if (user) res.json(user);',
        'const user = await find().catch(error => res.sendStatus(500)); user.save(); res.json({});',
        'const { name } = await find().catch(error => { res.sendStatus(500); }); res.json(name);',
        'await find().then(user => res.json(user)).catch(error => res.status(500).json(error));',
        'find().then(user => { res.json(user); }, error => { res.sendStatus(500); });',
        'find().then(user => { if (!user) { res.sendStatus(404); return null; } return user.posts(); }).then(posts => { if (posts) res.json(posts); });',
        'find().then(user => { if (!user) { res.sendStatus(404); return Promise.reject(new Error()); } return user; }).then(user => res.json(user)).catch(() => {});',
        'find().then(user => { if (!user) { res.sendStatus(404); throw new Error(); } return user; }).then(user => res.json(user)).catch(error => { if (!res.headersSent) res.sendStatus(500); });',
        'load((error, user) => { if (error) return res.sendStatus(500); res.json(user); });',
        'if (!req.user) return res.sendStatus(401); load((error, user) => { res.json(user); });',
        'if (!req.user) res.sendStatus(401); else load((error, user) => { res.json(user); });',
        'if (!req.user) res.sendStatus(401); load((error, user) => { if (!res.headersSent) res.json(user); });',
        'if (!req.user) res.sendStatus(401); if (req.user) load((error, user) => { res.json(user); });',
        'let left = items.length; items.forEach(item => { save(item, (error, saved) => { if (--left === 0) res.json(items); }); });',
        'const all = []; for (const item of items) save(item, (error, saved) => { all.push(saved); if (all.length >= items.length) res.json(all); });',
        'for (const item of items) save(item, (error, saved) => { if (error) return res.sendStatus(500); });',
        'let failed = false; check((error, ok) => { if (error) { failed = true; res.sendStatus(400); } }); if (failed) return; res.json({});',
        "file.pipe(res); file.on('error', () => res.sendStatus(404));",
        "proc.on('error', () => res.sendStatus(500)); proc.on('close', () => res.json({}));",
        "res.format({ json: () => res.json(users), html: () => res.send('') });",
        "res.sendFile('a.txt', error => { if (error) res.sendStatus(404); });",
        'const answer = () => res.json({}); if (req.user) answer(); else res.sendStatus(401);',
        'if (error) return next(error); res.json(users);',
        'const list = await all().catch(next); if (list) res.json(list);',
        'work().then(() => res.json({})).catch(next);',
      ].map(body => ({ name: body, code: express(body, 'req, res, next') })),
      {
        name: 'the idiom: a catch around the work and the send',
        code: express(
          'try { const users = await find(); res.json(users); } catch (error) { res.status(500).json({ error }); }',
        ),
      },
      {
        name: 'the idiom with a log after the send',
        code: express(`try { res.json(await find()); console.log('sent'); } catch { res.sendStatus(500); }`),
      },
      {
        name: 'the idiom with a logger that is awaited',
        code: express(`try { res.json(await find()); await req.log.info('sent'); } catch { res.sendStatus(500); }`),
      },
      {
        name: 'a call after the send that is not awaited',
        code: express('try { res.json(await find()); notify(req.user); } catch { res.sendStatus(500); }'),
      },
      {
        name: 'the send itself is awaited',
        code: express('try { await pipeline(file, res); } catch { res.sendStatus(500); }'),
      },
      {
        name: 'a send in finally, where only a log failed in catch',
        code: express(
          'try { try { await work(); } catch (error) { console.error(error); } finally { res.json(1); } } catch { res.sendStatus(500); }',
        ),
      },
      { name: 'a return between', code: express('if (!req.user) return res.sendStatus(401); res.json(users);') },
      { name: 'exclusive branches', code: express('if (a) res.json(1); else if (b) res.json(2); else res.json(3);') },
      { name: 'opposite guards', code: express('if (user) res.json(user); if (!user) res.sendStatus(404);') },
      { name: 'guards of one value', code: express(`if (kind === 'a') res.json(1); if (kind === 'b') res.json(2);`) },
      {
        name: 'guards that leave no number in common',
        code: express('if (count > 5) res.json(1); if (count <= 5) res.json(2);'),
      },
      {
        name: 'guards of two values in either order',
        code: express('if (from < to) res.json(1); if (to <= from) res.json(2);'),
      },
      {
        name: 'a length and its comparison with zero',
        code: express('if (users.length) res.json(users); if (users.length < 1) res.sendStatus(404);'),
      },
      { name: 'opposite guards in parts', code: express('if (a && b) res.json(1); if (!a || !b) res.json(2);') },
      {
        name: 'two predicates of one object',
        code: express(
          'result.isRight() && res.json(result.value); result.isLeft() && res.status(400).json(result.error);',
        ),
      },
      {
        name: 'two predicates of one value',
        code: express('if (isAdmin(req.user)) res.json(all); if (isGuest(req.user)) res.json(some);'),
      },
      {
        name: 'two members compared with one value',
        code: express('if (kind === Kind.A) res.json(1); if (kind === Kind.B) res.json(2);'),
      },
      {
        name: 'the error or the result of a callback',
        code: express('find((error, user) => { if (error) res.sendStatus(500); if (user) res.json(user); });'),
      },
      {
        name: 'a flag set beside the send',
        code: express(
          'let done = false; if (!req.user) { res.sendStatus(401); done = true; } if (!done) res.json(users);',
        ),
      },
      {
        name: 'a flag set in the other branch',
        code: express(
          'let valid = false; if (!req.body.name) res.sendStatus(400); else valid = true; if (valid) res.json(users);',
        ),
      },
      {
        name: 'a flag set in the try whose catch sends',
        code: express(
          'let user; try { user = await find(); } catch { res.sendStatus(500); } if (user) res.json(user);',
        ),
      },
      {
        name: 'a flag set by a callback',
        code: express(
          'let failed = false; check(() => { failed = true; }); if (!req.user) res.sendStatus(401); if (failed) res.sendStatus(500);',
        ),
      },
      {
        name: 'a message and a flag set together',
        code: express(
          `let valid = true, message; if (!req.user) { valid = false; message = 'user'; } if (message) res.status(400).json(message); if (valid) res.json(users);`,
        ),
      },
      {
        name: 'a list that is filled beside the send',
        code: express(
          'const errors = []; if (!req.user) { res.sendStatus(401); errors.push(1); } if (errors.length === 0) res.json(users);',
        ),
      },
      {
        name: 'headersSent',
        code: express('if (!req.user) res.sendStatus(401); if (!res.headersSent) res.json(users);'),
      },
      {
        name: 'headersSent compared',
        code: express('if (!req.user) res.sendStatus(401); if (res.headersSent === false) res.json(users);'),
      },
      {
        name: 'headersSent in an early return',
        code: express(
          'try { res.json(1); await audit(); } catch { if (res.headersSent) return; res.sendStatus(500); }',
        ),
      },
      { name: 'a deferred callback', code: express('setTimeout(() => res.sendStatus(504), 1000); res.json(users);') },
      {
        name: 'a deferred callback after a missing return',
        code: express('if (!req.user) res.sendStatus(401); find(user => res.json(user));'),
      },
      {
        name: 'two callbacks',
        code: express(`stream.on('end', () => res.json(1)); stream.on('error', () => res.sendStatus(500));`),
      },
      { name: 'a response that went out of sight', code: express('if (!req.user) refuse(res); res.json(users);') },
      {
        name: 'a response that is stored',
        code: express(
          'const context = { req, res }; refuse(context); if (!req.user) res.sendStatus(401); res.json(context.users);',
        ),
      },
      { name: 'a method of the project', code: express('if (!req.user) res.refuse(); res.json(users);') },
      {
        name: 'the process ends',
        code: express('if (!db) { res.sendStatus(503); process.exit(1); } res.json(users);'),
      },
      {
        name: 'a stream that may still be refused',
        code: express('try { archive.pipe(res); await archive.finalize(); } catch { res.sendStatus(500); }'),
      },
      {
        name: 'render with a callback sends nothing',
        code: express(`res.render('users', {}, done); res.json(users);`),
      },
      {
        name: 'a loop that looks for one item',
        code: express('for (const user of users) if (user.id === req.params.id) res.json(user);'),
      },
      {
        name: 'a loop that is left',
        code: express('for (const user of users) { if (user.isOwner) { res.json(user); break; } }'),
      },
      {
        name: 'a loop with a flag',
        code: express('for (const user of users) if (!sent) { res.json(user); sent = true; }'),
      },
      { name: 'end() after json() does nothing', code: express('res.json(users).end();') },
      { name: 'end() after send() does nothing', code: express('res.send(users); res.end();') },
      {
        name: 'end() in finally does nothing',
        code: express('try { res.json(await find()); } catch { res.sendStatus(500); } finally { res.end(); }'),
      },
      { name: 'send() without content does nothing', code: express('res.json(users); res.send();') },
      {
        name: 'next(error) after a send only logs',
        code: middleware('if (!req.user) res.sendStatus(401); next(new Error());'),
      },
      { name: 'next() on the other path', code: middleware('if (!req.user) res.sendStatus(401); else next();') },
      { name: 'next() for what runs after every response', code: middleware('res.json(users); next();') },
      { name: 'writes and an end', code: express(`res.write('a'); res.write('b'); res.end();`) },
      {
        name: 'the server of another protocol',
        code: `const ldap = require('ldapjs');\nconst server = ldap.createServer();\nserver.search('o=x', (req, res, next) => { res.send(a); res.send(b); });`,
      },
      {
        name: 'strict: an end() that may be the only one',
        options: strict,
        code: express('if (req.user) res.json(users); res.end();'),
      },
    ],
    invalid: [
      {
        name: 'what is missing makes the code fail, so that not what follows, but the catch answers again',
        code: express(
          'try { const user = await find(); if (!user) { res.sendStatus(404); } user.save(); res.json(user); } catch (error) { res.status(500).send({}); }',
        ),
        errors: [
          {
            messageId: 'second',
            data: { response: '404 Not Found response', via: 'send', place: '', where: 'where `!user` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  'try { const user = await find(); if (!user) { return res.sendStatus(404); } user.save(); res.json(user); } catch (error) { res.status(500).send({}); }',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'what is missing makes the code fail before it can answer again',
        code: express(
          `const user = await find(); if (!user) { res.sendStatus(404); } const name = user.name; res.json(name);`,
        ),
        errors: [
          {
            messageId: 'missing',
            data: { response: '404 Not Found response', where: 'where `!user` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  `const user = await find(); if (!user) { return res.sendStatus(404); } const name = user.name; res.json(name);`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'what is missing is compared with null',
        code: express(
          'try { const user = await find(); if (user === null) { res.sendStatus(404); } user.save(); res.json(user); } catch (error) { res.status(500).send({}); }',
        ),
        errors: [
          {
            messageId: 'second',
            data: {
              response: '404 Not Found response',
              via: 'send',
              place: '',
              where: 'where `user === null` holds, ',
            },
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  'try { const user = await find(); if (user === null) { return res.sendStatus(404); } user.save(); res.json(user); } catch (error) { res.status(500).send({}); }',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'what is missing is read where it is there',
        code: express(
          'try { const user = await find(); if (!user) { res.sendStatus(404); } log(user ? user.id : 0, user?.name); res.json(user); } catch (error) { res.status(500).send({}); }',
        ),
        errors: [
          {
            messageId: 'second',
            data: { response: '404 Not Found response', via: 'json', place: '', where: 'where `!user` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  'try { const user = await find(); if (!user) { return res.sendStatus(404); } log(user ? user.id : 0, user?.name); res.json(user); } catch (error) { res.status(500).send({}); }',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a text that is missing has members',
        code: express(
          'try { const { user } = req.query; if (!user) { res.sendStatus(404); } user.save(); res.json(user); } catch (error) { res.status(500).send({}); }',
        ),
        errors: [
          {
            messageId: 'second',
            data: { response: '404 Not Found response', via: 'json', place: '', where: 'where `!user` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  'try { const { user } = req.query; if (!user) { return res.sendStatus(404); } user.save(); res.json(user); } catch (error) { res.status(500).send({}); }',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a missing return, at the status',
        code: express('if (!req.user) res.status(401).json({ error: 1 }); res.json(users);'),
        errors: [
          {
            messageId: 'second',
            data: { response: '401 Unauthorized response', via: 'json', place: '', where: 'where `!req.user` holds, ' },
            line: 2,
            column: 67,
            endLine: 2,
            endColumn: 70,
            suggestions: [
              {
                messageId: 'return',
                output: express('if (!req.user) return res.status(401).json({ error: 1 }); res.json(users);'),
              },
            ],
          },
        ],
      },
      {
        name: 'an implicit status, at the name of the method',
        code: express('if (req.query.short) { res.json(names); } res.json(users);'),
        errors: [
          {
            messageId: 'second',
            data: { response: '200 OK response', via: 'json', place: '', where: 'where `req.query.short` holds, ' },
            line: 2,
            column: 68,
            endLine: 2,
            endColumn: 72,
            suggestions: [
              {
                messageId: 'return',
                output: express('if (req.query.short) { return res.json(names); } res.json(users);'),
              },
            ],
          },
        ],
      },
      {
        name: 'code between the send and the end of its block',
        code: express('if (!req.user) {\n  res.sendStatus(401);\n  log(req);\n}\nres.json(users);'),
        errors: [
          {
            messageId: 'second',
            data: {
              response: '401 Unauthorized response',
              via: 'json',
              place: ' on line 6',
              where: 'where `!req.user` holds, ',
            },
            line: 3,
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  'if (!req.user) {\n  res.sendStatus(401);\n  log(req);\n  return;\n}\nres.json(users);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'code between them on one line',
        code: express('if (!req.user) { res.sendStatus(401); log(req); } res.json(users);'),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express('if (!req.user) { res.sendStatus(401); log(req); return; } res.json(users);'),
              },
            ],
          },
        ],
      },
      {
        name: 'a status that is not known',
        code: express('if (error) res.status(error.status).json(1); res.json(users);'),
        errors: [
          {
            messageId: 'second',
            data: { response: 'response', via: 'json', place: '', where: 'where `error` holds, ' },
            column: 77,
            suggestions: [
              {
                messageId: 'return',
                output: express('if (error) return res.status(error.status).json(1); res.json(users);'),
              },
            ],
          },
        ],
      },
      {
        name: 'an awaited send',
        code: express('if (!req.user) await res.status(401).json(1); res.json(users);'),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express('if (!req.user) return await res.status(401).json(1); res.json(users);'),
              },
            ],
          },
        ],
      },
      {
        name: 'a chain: the status was meant',
        code: express('res.sendStatus(404).json({ error: 1 });'),
        errors: [
          {
            messageId: 'chained',
            suggestions: [{ messageId: 'chain', output: express('res.status(404).json({ error: 1 });') }],
          },
        ],
      },
      {
        name: 'a chain with a status in between',
        code: express('res.json(1).status(404).json(2);'),
        errors: [{ messageId: 'chained', data: { response: '200 OK response', via: 'json', place: '', where: '' } }],
      },
      { name: 'one after the other', code: express('res.json(1); res.json(2);'), errors: [{ messageId: 'second' }] },
      {
        name: 'end() with content',
        code: express(`res.json(1); res.end('x');`),
        errors: [{ messageId: 'second', data: { response: '200 OK response', via: 'end', place: '', where: '' } }],
      },
      {
        name: 'end() after a view that may be rendered later',
        code: express(`res.render('users'); res.end();`),
        errors: [{ messageId: 'second' }],
      },
      {
        name: 'two that lack it',
        code: express('if (!a) res.sendStatus(400); if (!b) res.sendStatus(422); res.json(1);'),
        errors: [
          {
            messageId: 'second',
            data: { response: '400 Bad Request response', via: 'sendStatus', place: '', where: 'where `!a` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: express('if (!a) return res.sendStatus(400); if (!b) res.sendStatus(422); res.json(1);'),
              },
            ],
          },
          {
            messageId: 'second',
            data: {
              response: '422 Unprocessable Entity response',
              via: 'json',
              place: '',
              where: 'where `!b` holds, ',
            },
            suggestions: [
              {
                messageId: 'return',
                output: express('if (!a) res.sendStatus(400); if (!b) return res.sendStatus(422); res.json(1);'),
              },
            ],
          },
        ],
      },
      {
        name: 'a case that falls through',
        code: express('switch (kind) { case 1: res.json(1); case 2: res.json(2); }'),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express('switch (kind) { case 1: return res.json(1); case 2: res.json(2); }'),
              },
            ],
          },
        ],
      },
      {
        name: 'a send in try, and work that may fail after it',
        code: express('try { res.json(user); await audit(user); } catch { res.sendStatus(500); }'),
        errors: [
          { messageId: 'failure', data: { response: '200 OK response', via: 'sendStatus', place: '', where: '' } },
        ],
      },
      {
        name: 'a throw after a send in try',
        code: express(
          'try { if (!a) { res.sendStatus(404); throw new Error(); } res.json(1); } catch (error) { res.status(500).json(error); }',
        ),
        errors: [{ messageId: 'failure' }],
      },
      {
        name: 'a send in catch, and again after it',
        code: express('try { await work(); } catch { res.sendStatus(500); } res.json(1);'),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express('try { await work(); } catch { return res.sendStatus(500); } res.json(1);'),
              },
            ],
          },
        ],
      },
      {
        name: 'a send in finally',
        code: express('try { res.json(await find()); } finally { res.json(0); }'),
        errors: [{ messageId: 'second' }],
      },
      {
        name: 'a loop',
        code: express('for (const user of users) { if (!user.name) { res.status(400).json(user); } }'),
        errors: [
          {
            messageId: 'again',
            data: { response: '400 Bad Request response', via: 'json', place: '', where: '' },
            suggestions: [
              {
                messageId: 'return',
                output: express('for (const user of users) { if (!user.name) { return res.status(400).json(user); } }'),
              },
            ],
          },
        ],
      },
      {
        name: 'a loop that sends each',
        code: express('for (const user of users) res.json(user);'),
        errors: [{ messageId: 'again' }],
      },
      {
        name: 'after a loop',
        code: express(
          'for (const user of users) { if (user.id === req.params.id) res.json(user); } res.sendStatus(404);',
        ),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  'for (const user of users) { if (user.id === req.params.id) return res.json(user); } res.sendStatus(404);',
                ),
              },
            ],
          },
        ],
      },
      ...(
        [
          ['items.forEach(item => { if (!item.ok) return res.sendStatus(400); }); res.json(items);', 'inner'],
          ['Object.keys(req.body).map(key => { if (!known[key]) res.sendStatus(400); }); res.json({});', 'inner'],
          [
            'items.some(item => { if (!item.ok) { res.sendStatus(400); return true; } return false; }); res.json(items);',
            'inner',
          ],
          ['items.forEach(item => { res.json(item); });', 'each'],
          ['new Promise(done => { res.json({}); done(); }); res.json({});', 'inner'],
          ['(() => { if (!req.user) res.sendStatus(401); })(); res.json(users);', 'inner'],
          [
            'const each = (list, run) => { for (const one of list) run(one); }; each(items, item => { if (!item.ok) res.sendStatus(400); }); res.json(items);',
            'inner',
          ],
          [
            'await db.transaction(async trx => { if (!(await trx.get())) return res.sendStatus(404); }); res.json({});',
            'inner',
          ],
          [
            'await Promise.all(items.map(async item => { if (!(await item.ok())) res.sendStatus(400); })); res.json({});',
            'inner',
          ],
          ['const list = await all().catch(error => { res.sendStatus(500); }); res.json(list);', 'inner'],
          ['await remove().catch(error => { res.sendStatus(500); }); res.json({});', 'inner'],
          [
            'find().then(user => { if (!user) return res.sendStatus(404); return user.posts(); }).then(posts => res.json(posts));',
            'inner',
          ],
          ['find().catch(error => { res.sendStatus(500); }).then(user => { res.json(user); });', 'inner'],
          ['find().then(user => { res.json(user); }).finally(() => { res.sendStatus(500); });', 'inner'],
          ['find().then(user => { res.json(user); return audit(); }).catch(() => res.sendStatus(500));', 'failure'],
          ['require("fs").readFile("a", (problem, text) => { res.send(text); }); res.json({});', 'callback'],
          ['load((error, user) => { res.json(user); }); res.json({});', 'callback'],
          [
            'for (const item of items) save(item, (error, saved) => { if (error) return res.sendStatus(500); res.json(saved); });',
            'each',
          ],
          ['items.forEach(item => { save(item).then(saved => { res.json(saved); }); });', 'each'],
          ['items.forEach(async item => { await save(item); res.json(item); });', 'each'],
        ] as const
      ).map(([body, messageId]) => ({ name: body, code: express(body), errors: [{ messageId }] })),
      ...(
        [
          'if (!req.user) res.sendStatus(401); load((error, user) => { res.json(user); });',
          'if (!req.user) { res.sendStatus(401); } find().then(user => res.json(user));',
          'if (!req.user) { res.sendStatus(401); } setImmediate(() => res.json({}));',
          "if (!req.user) { res.sendStatus(401); } proc.on('close', () => res.json({}));",
          'if (!req.user) { res.sendStatus(401); } (async () => { res.json(await find()); })();',
          'if (!req.user) { res.sendStatus(401); } load((error, user) => { user.posts((problem, posts) => { if (problem) return; res.json(posts); }); });',
        ] as const
      ).map(body => ({
        name: body,
        code: express(body),
        errors: [
          {
            messageId: 'second' as const,
            suggestions: [
              {
                messageId: 'return' as const,
                output: express(body.replace('res.sendStatus', 'return res.sendStatus')),
              },
            ],
          },
        ],
      })),
      ...[
        'const list = await all().catch(next); res.json(list);',
        'await remove().then(log, next); res.json({});',
        'if (error) next(error); res.json(users);',
        'try { await remove(); } catch (error) { next(error); } res.json({});',
      ].map(body => ({
        name: body,
        code: express(body, 'req, res, next'),
        errors: [{ messageId: 'forwarded' as const, data: { name: 'next', via: 'json', place: '' } }],
      })),
      {
        name: 'finally(next) after a refusal',
        code: middleware('check().catch(() => { res.sendStatus(401); }).finally(next);'),
        errors: [{ messageId: 'next' }],
      },
      {
        name: 'within one callback',
        code: express('find((error, user) => { if (error) res.sendStatus(500); res.json(user); });'),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express('find((error, user) => { if (error) return res.sendStatus(500); res.json(user); });'),
              },
            ],
          },
        ],
      },
      {
        name: 'a value that some other code sets has nothing to do with the send',
        code: express(
          'const all = []; if (!req.user) res.sendStatus(401); for (const one of some) all.push(one); if (all.length === 0) res.sendStatus(404);',
        ),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express(
                  'const all = []; if (!req.user) return res.sendStatus(401); for (const one of some) all.push(one); if (all.length === 0) res.sendStatus(404);',
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'next() after a refusal: the handler behind runs',
        code: middleware('if (!req.user) res.status(401).json({}); next();'),
        errors: [
          {
            messageId: 'next',
            data: { response: '401 Unauthorized response', via: 'next', place: '', where: 'where `!req.user` holds, ' },
            suggestions: [
              { messageId: 'return', output: middleware('if (!req.user) return res.status(401).json({}); next();') },
            ],
          },
        ],
      },
      {
        name: 'next() on the very path of a refusal',
        code: middleware(`if (!req.user) { res.sendStatus(401); return next(); } next('route');`),
        errors: [{ messageId: 'next' }],
      },
      {
        name: 'a responder of the project',
        code: `const app = require('express')();\nfunction fail(res, status, message) { res.status(status).json({ message }); }\napp.get('/', (req, res) => { if (!req.user) fail(res, 401, 'user'); fail(res, 404, 'x'); });`,
        errors: [
          {
            messageId: 'second',
            data: { response: '401 Unauthorized response', via: 'fail', place: '', where: 'where `!req.user` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: `const app = require('express')();\nfunction fail(res, status, message) { res.status(status).json({ message }); }\napp.get('/', (req, res) => { if (!req.user) return fail(res, 401, 'user'); fail(res, 404, 'x'); });`,
              },
            ],
          },
        ],
      },
      {
        name: 'a controller whose route is elsewhere',
        code: `exports.show = async (req, res) => { const user = await find(); if (!user) res.status(404).json({}); res.json(user); };`,
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: `exports.show = async (req, res) => { const user = await find(); if (!user) return res.status(404).json({}); res.json(user); };`,
              },
            ],
          },
        ],
      },
      {
        ts: true,
        name: 'a function that must return nothing',
        code: `import type { Request, Response } from 'express';\nexport async function show(req: Request, res: Response): Promise<void> { if (!req.user) res.sendStatus(401); res.json(user!); }`,
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: `import type { Request, Response } from 'express';\nexport async function show(req: Request, res: Response): Promise<void> { if (!req.user) { res.sendStatus(401); return; } res.json(user!); }`,
              },
            ],
          },
        ],
      },
      {
        ts: true,
        name: 'a function that must return nothing, with a block',
        code: `import type { Request, Response } from 'express';\nexport function show(req: Request, res: Response): void {\n  if (!req.user) {\n    res.sendStatus(401);\n  }\n  res.json(user as User);\n}`,
        errors: [
          {
            messageId: 'second',
            line: 4,
            suggestions: [
              {
                messageId: 'return',
                output: `import type { Request, Response } from 'express';\nexport function show(req: Request, res: Response): void {\n  if (!req.user) {\n    res.sendStatus(401);\n    return;\n  }\n  res.json(user as User);\n}`,
              },
            ],
          },
        ],
      },
      {
        name: 'strict: end() that holds two lines apart',
        options: strict,
        code: express('res.json({ a: 1 })\nres.end();\n[1, 2].forEach(log)'),
        output: null,
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() before a template',
        options: strict,
        code: express('res.json({ a: 1 })\nres.end();\n`${log()}`'),
        output: null,
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() that holds a regular expression apart',
        options: strict,
        code: express('res.json({ a: 1 });\nlet x = 1\nres.end();\n/a/.test(x)'),
        output: null,
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() that holds a template apart',
        options: strict,
        code: express('res.json({ a: 1 });\nlet x = 1\nres.end();\n`a${x}`.trim()'),
        output: null,
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() before a regular expression, behind a semicolon',
        options: strict,
        code: express('res.json({ a: 1 });\nlet x = 1;\nres.end();\n/a/.test(x)'),
        output: express('res.json({ a: 1 });\nlet x = 1;\n/a/.test(x)'),
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() behind a semicolon',
        options: strict,
        code: express('res.json({ a: 1 });\nres.end();\n[1, 2].forEach(log)'),
        output: express('res.json({ a: 1 });\n[1, 2].forEach(log)'),
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() of a chain in parentheses',
        options: strict,
        code: express('(res.json({ a: 1 })).end();'),
        output: null,
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: a comment in the chain',
        options: strict,
        code: express('res.json({}) /* all of it */ .end();'),
        output: null,
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'a block on one line, without a semicolon',
        code: express('if (!u) { res.status(404).json({}); log() } res.json(u);'),
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: express('if (!u) { res.status(404).json({}); log(); return; } res.json(u);'),
              },
            ],
          },
        ],
      },
      {
        name: 'a `finally`, whose return would swallow what was thrown',
        code: express('try { await work(); } finally { res.json({}); } res.end(1);'),
        errors: [{ messageId: 'second' }],
      },
      {
        name: 'strict: end() in a chain',
        options: strict,
        code: express('res.status(404).json({}).end();'),
        output: express('res.status(404).json({});'),
        errors: [{ messageId: 'trailing', data: { via: 'end' }, line: 2, column: 66, endColumn: 69 }],
      },
      {
        name: 'strict: end() after sendStatus()',
        options: strict,
        code: express('res.sendStatus(404).end();'),
        output: express('res.sendStatus(404);'),
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() as a statement',
        options: strict,
        code: express('res.json(users); res.end();'),
        output: express('res.json(users); '),
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() in finally',
        options: strict,
        code: express('try { res.json(await find()); } catch { res.sendStatus(500); } finally { res.end(); }'),
        output: express('try { res.json(await find()); } catch { res.sendStatus(500); } finally {  }'),
        errors: [{ messageId: 'trailing' }],
      },
      {
        name: 'strict: end() with a callback is reported, not dropped',
        options: strict,
        code: express('res.json(users); res.end(() => done());'),
        errors: [{ messageId: 'trailing' }],
      },
    ],
  },
  fastify: {
    valid: [
      {
        name: 'a hook that gives other content back while a response is sent',
        code: sending('onSend', `async (request, reply, payload) => { reply.code(503); return '{}'; }`),
      },
      {
        name: 'a hook that fails while a response is sent',
        code: sending('onSend', `async (request, reply, payload) => { throw new Error('no'); }`),
      },
      {
        name: 'a hook that calls back sends on a condition and leaves it at that',
        code: sending(
          'preSerialization',
          `(request, reply, payload, done) => { if (payload.old) { reply.code(410).send({ gone: true }); return; } done(null, payload); }`,
        ),
      },
      {
        name: 'a hook that runs before a response is sent',
        code: sending('preHandler', `async (request, reply) => { return reply.code(401).send({}); }`),
      },
      {
        name: 'an error handler that is a hook by its name alone',
        code: `const app = require('fastify')(); const onSend = async (request, reply) => { return reply.send({}); }; app.get('/users', onSend);`,
      },
      { name: 'one response', code: fastify('reply.send(users);') },
      {
        name: 'the idiom',
        code: fastifyAsync(
          'try { const users = await find(); return reply.send(users); } catch (error) { return reply.code(500).send({ error: 1 }); }',
        ),
      },
      {
        name: 'reply.sent',
        code: fastify('if (!request.user) reply.code(401).send(); if (reply.sent) return; reply.send(users);'),
      },
      { name: 'the reply is returned', code: fastifyAsync('reply.send(users); return reply;') },
      { name: 'what is returned may be undefined', code: fastifyAsync('reply.send(users); return log(users);') },
      {
        name: 'what a function returns that Fastify is not seen to call',
        code: `export default { preValidation: async (request, reply) => { if (!request.user) { reply.code(401).send(); return false; } } };`,
      },
      {
        name: 'done() after a hook has sent: Fastify stops there',
        code: `const app = require('fastify')();\napp.addHook('onRequest', (request, reply, done) => { if (!request.user) reply.code(401).send(); done(); });`,
      },
      { name: 'a deferred callback', code: fastify('find(user => reply.send(user)); reply.send(1);') },
      { name: 'the reply went out of sight', code: fastify('if (!request.user) refuse(reply); reply.send(users);') },
      { name: 'hijack', code: fastify('reply.hijack(); reply.raw.end(a); reply.raw.end(b);') },
      { name: 'strict, too: one response', options: strict, code: fastify('reply.send(users);') },
    ],
    invalid: [
      {
        name: 'a function of the project has sent',
        code: `const sendOk = (out, data) => out.code(201).send({ data });\n${fastify('sendOk(reply, users); reply.send({});')}`,
        errors: [
          { messageId: 'second', data: { response: '201 Created response', via: 'send', place: '', where: '' } },
        ],
      },
      {
        name: 'a function of the project sends after a refusal of another one',
        code: `class Answers { ok(out, data) { return out.send(data); } deny(out) { out.code(403).send({}); } }\nconst answers = new Answers();\n${fastifyAsync('const user = await find(); if (!user) answers.deny(reply); return answers.ok(reply, user);')}`,
        errors: [
          {
            messageId: 'second',
            data: { response: '403 Forbidden response', via: 'ok', place: '', where: 'where `!user` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: `class Answers { ok(out, data) { return out.send(data); } deny(out) { out.code(403).send({}); } }\nconst answers = new Answers();\n${fastifyAsync('const user = await find(); if (!user) return answers.deny(reply); return answers.ok(reply, user);')}`,
              },
            ],
          },
        ],
      },
      {
        name: 'an async hook that sends while a response is sent',
        code: sending(
          'onSend',
          `async (request, reply, payload) => { if (!payload) { reply.code(404).send({}); } return payload; }`,
        ),
        errors: [{ messageId: 'sending', data: { hook: 'onSend', via: 'send' }, line: 2 }],
      },
      {
        name: 'a hook that returns what it sends',
        code: sending('preSerialization', `async (request, reply, payload) => reply.code(500).send({ data: payload })`),
        errors: [{ messageId: 'sending', data: { hook: 'preSerialization', via: 'send' } }],
      },
      {
        name: 'a hook that calls back sends without a condition',
        code: sending('onSend', `(request, reply, payload, done) => { reply.redirect('/'); }`),
        errors: [{ messageId: 'sending', data: { hook: 'onSend', via: 'redirect' } }],
      },
      {
        name: 'the hook of a route that sends',
        code: `const app = require('fastify')(); app.get('/users', { onSend: async (request, reply, payload) => { reply.send({}); } }, async () => ({}));`,
        errors: [{ messageId: 'sending' }],
      },
      {
        name: 'what is missing makes the code fail, so that the catch answers again',
        code: fastifyAsync(
          `try { const user = await find(); if (!user) { reply.code(404).send({}); } const name = await user.load(); reply.send(name); } catch (error) { reply.code(500).send({}); }`,
        ),
        errors: [
          {
            messageId: 'second',
            data: { response: '404 Not Found response', via: 'send', place: '', where: 'where `!user` holds, ' },
            suggestions: [
              {
                messageId: 'return',
                output: fastifyAsync(
                  `try { const user = await find(); if (!user) { return reply.code(404).send({}); } const name = await user.load(); reply.send(name); } catch (error) { reply.code(500).send({}); }`,
                ),
              },
            ],
          },
        ],
      },
      {
        name: 'a missing return',
        code: fastify('if (!request.user) reply.code(401).send({ error: 1 }); reply.send(users);'),
        errors: [
          {
            messageId: 'second',
            data: {
              response: '401 Unauthorized response',
              via: 'send',
              place: '',
              where: 'where `!request.user` holds, ',
            },
            line: 2,
            column: 71,
            endLine: 2,
            endColumn: 74,
            suggestions: [
              {
                messageId: 'return',
                output: fastify('if (!request.user) return reply.code(401).send({ error: 1 }); reply.send(users);'),
              },
            ],
          },
        ],
      },
      ...(
        [
          [
            'request.body.items.forEach(item => { if (!item.ok) return reply.code(400).send(); }); reply.send({});',
            'inner',
          ],
          ['find().then(user => { if (!user) reply.code(404).send(); }).then(() => reply.send({}));', 'inner'],
          [
            'load((error, user) => { if (error) return reply.code(500).send(); reply.send(user); }); reply.send({});',
            'callback',
          ],
        ] as const
      ).map(([body, messageId]) => ({ name: body, code: fastify(body), errors: [{ messageId }] })),
      {
        name: 'what a catch that is awaited has answered',
        code: fastifyAsync('const list = await all().catch(error => reply.code(404).send(error)); reply.send(list);'),
        errors: [{ messageId: 'inner' }],
      },
      {
        name: 'a value returned after a send',
        code: fastifyAsync('reply.send({ a: 1 }); return { b: 2 };'),
        errors: [{ messageId: 'second', data: { response: '200 OK response', via: 'return', place: '', where: '' } }],
      },
      {
        name: 'a sensible reply',
        code: fastify('if (!user) reply.notFound(); reply.send(user);'),
        errors: [
          {
            messageId: 'second',
            data: { response: '404 Not Found response', via: 'send', place: '', where: 'where `!user` holds, ' },
            column: 58,
            suggestions: [
              { messageId: 'return', output: fastify('if (!user) return reply.notFound(); reply.send(user);') },
            ],
          },
        ],
      },
      {
        name: 'a loop',
        code: fastify('for (const user of users) reply.send(user);'),
        errors: [{ messageId: 'again' }],
      },
      {
        name: 'work that may fail after the send',
        code: fastifyAsync('try { reply.send(user); await audit(user); } catch { reply.code(500).send(); }'),
        errors: [{ messageId: 'failure' }],
      },
      {
        ts: true,
        name: 'a typed handler',
        code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) { if (!request.user) reply.status(401).send({}); return reply.send(users!); }`,
        errors: [
          {
            messageId: 'second',
            suggestions: [
              {
                messageId: 'return',
                output: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function show(request: FastifyRequest, reply: FastifyReply) { if (!request.user) return reply.status(401).send({}); return reply.send(users!); }`,
              },
            ],
          },
        ],
      },
      {
        name: 'strict: raw.end() after send(), without a fix',
        options: strict,
        code: fastify('reply.send(users); reply.raw.end();'),
        errors: [{ messageId: 'trailing' }],
      },
    ],
  },
});
