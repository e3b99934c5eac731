import rule from '../../src/rules/require-status-in-error-handler.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

const EXPRESS = "import express from 'express'; const app = express();";
const FASTIFY = "import Fastify from 'fastify'; const app = Fastify();";

const onError = (statements: string): string => `${EXPRESS} app.use((err, req, res, next) => { ${statements} });`;
const setErrorHandler = (statements: string, kind = ''): string =>
  `${FASTIFY} app.setErrorHandler(${kind} (error, request, reply) => { ${statements} });`;
const setNotFoundHandler = (statements: string, kind = ''): string =>
  `${FASTIFY} app.setNotFoundHandler(${kind} (request, reply) => { ${statements} });`;
/** An application with a route, and what is registered after it. */
const after = (last: string): string => `${EXPRESS} app.get('/orders', (req, res) => res.json([])); ${last}`;

const error = { messageId: 'error', data: { ok: '200 OK', fallback: '500 Internal Server Error' } };
const notFound = { messageId: 'notFound', data: { ok: '200 OK', fallback: '404 Not Found' } };
const set = (status: string, output: string) => ({ messageId: 'set', data: { status }, output });

testRule('require-status-in-error-handler', rule, {
  express: {
    valid: [
      {
        name: 'a status in the place of the content',
        code: onError(`res.json(err.statusCode, { message: err.message })`),
      },
      { name: "the error's status", code: onError(`res.status(err.status ?? 500).json({ error: err.message })`) },
      { name: 'a fixed status', code: onError(`res.status(500).json({ error: err.message })`) },
      {
        name: 'an assigned status',
        code: onError(`res.statusCode = err.statusCode || 500; res.json({ error: err.message })`),
      },
      { name: 'sendStatus', code: onError(`res.sendStatus(500)`) },
      { name: 'writeHead', code: onError(`res.writeHead(500); res.end()`) },
      { name: 'the error is passed on', code: onError(`next(err)`) },
      { name: 'an answer only where there is no error', code: onError(`if (!err) return res.json({}); next(err)`) },
      {
        name: 'an answer only where the error is null',
        code: onError(`if (err == null) return res.json({}); next(err)`),
      },
      {
        name: 'a status set by the route before it failed, which the handler reads',
        code: onError(`if (res.statusCode === 200) res.status(500); res.json({ error: err.message })`),
      },
      {
        name: 'a status set by the route, shown in the content',
        code: onError(`res.json({ statusCode: res.statusCode, error: err.message })`),
      },
      {
        name: 'a response that went out of sight',
        code: onError(`prepare(err, res); res.json({ error: err.message })`),
      },
      { name: 'a redirect', code: onError(`res.redirect('/oops')`) },
      { name: 'the page of a single-page application', code: onError(`res.sendFile('index.html', { root })`) },
      {
        name: 'a function called after the status is set',
        code: onError(`const show = () => res.json({ error: err.message }); res.status(500); show()`),
      },
      {
        name: 'a function of three parameters, which Express takes for none of errors',
        code: `export function fail(err, req, res) { res.json({ error: err.message }); }`,
      },
      {
        name: 'four parameters, the last no `next`',
        code: `function end(err, req, res, payload) { res.send(payload); } module.exports = { end };`,
      },
      {
        name: 'a not-found handler with its status',
        code: after(`app.use((req, res) => res.status(404).json({ error: 'Not found' }));`),
      },
      {
        name: 'the page of a single-page application for every path',
        code: after(`app.get('*', (req, res) => res.sendFile(path.join(dist, 'index.html')));`),
      },
      {
        name: 'a rendered application for every path',
        code: after(`app.get('/{*splat}', (req, res) => res.render('index'));`),
      },
      { name: 'a proxy for every path', code: after(`app.use((req, res) => proxy.web(req, res));`) },
      {
        name: 'a last handler that says nothing of a miss',
        code: after(`app.use((req, res) => res.json({ version: 1 }));`),
      },
      {
        name: "an application's only handler",
        code: `${EXPRESS} app.use((req, res) => res.json({ error: 'not found' }));`,
      },
      {
        name: 'a middleware that goes on',
        code: after(`app.use((req, res, next) => { if (!req.tenant) return res.send('Tenant not found'); next(); });`),
      },
      {
        name: 'a middleware before the routes',
        code: `${EXPRESS} app.use((req, res) => { if (!req.tenant) return res.send('Tenant not found'); }); app.get('/orders', (req, res) => res.json([]));`,
      },
      {
        name: 'a route that found nothing, which is for other rules',
        code: `${EXPRESS} app.get('/orders/:id', (req, res) => res.send('Order not found'));`,
      },
      { name: 'a controller by another name', code: `exports.show = (req, res) => res.render('404');` },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'json',
        code: onError(`res.json({ error: err.message })`),
        errors: [
          {
            ...error,
            ...placeOf(onError(`res.json({ error: err.message })`), 'json'),
            suggestions: [
              set('err.statusCode ?? 500', onError(`res.status(err.statusCode ?? 500).json({ error: err.message })`)),
            ],
          },
        ],
      },
      {
        name: 'send',
        code: onError(`res.send('Something broke!')`),
        errors: [
          {
            ...error,
            suggestions: [
              set('err.statusCode ?? 500', onError(`res.status(err.statusCode ?? 500).send('Something broke!')`)),
            ],
          },
        ],
      },
      {
        name: 'in parentheses',
        ts: true,
        code: onError(`(res as any).json({})`),
        errors: [
          {
            ...error,
            suggestions: [set('err.statusCode ?? 500', onError(`(res as any).status(err.statusCode ?? 500).json({})`))],
          },
        ],
      },
      {
        name: 'end',
        code: onError(`res.end('oops')`),
        errors: [
          {
            ...error,
            suggestions: [set('err.statusCode ?? 500', onError(`res.status(err.statusCode ?? 500).end('oops')`))],
          },
        ],
      },
      {
        name: 'a view',
        code: onError(`res.render('error', { message: err.message })`),
        errors: [
          {
            ...error,
            suggestions: [
              set(
                'err.statusCode ?? 500',
                onError(`res.status(err.statusCode ?? 500).render('error', { message: err.message })`),
              ),
            ],
          },
        ],
      },
      {
        name: 'the one of two answers that sets none',
        code: onError(`if (req.xhr) { res.status(500).json({}); } else { res.type('txt').send('oops'); }`),
        errors: [
          {
            ...error,
            ...placeOf(
              onError(`if (req.xhr) { res.status(500).json({}); } else { res.type('txt').send('oops'); }`),
              'send',
            ),
            suggestions: [
              set(
                'err.statusCode ?? 500',
                onError(
                  `if (req.xhr) { res.status(500).json({}); } else { res.type('txt').status(err.statusCode ?? 500).send('oops'); }`,
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'the path on which none is set',
        code: onError(`if (err.status) res.status(400); res.json({})`),
        errors: [
          {
            ...error,
            suggestions: [
              set(
                'err.statusCode ?? 500',
                onError(`if (err.status) res.status(400); res.status(err.statusCode ?? 500).json({})`),
              ),
            ],
          },
        ],
      },
      {
        name: 'a named handler',
        code: `${EXPRESS} app.use(fail); function fail(error, req, res, next) { res.json({ error: error.message }); }`,
        errors: [
          {
            ...error,
            suggestions: [
              set(
                'error.statusCode ?? 500',
                `${EXPRESS} app.use(fail); function fail(error, req, res, next) { res.status(error.statusCode ?? 500).json({ error: error.message }); }`,
              ),
            ],
          },
        ],
      },
      {
        name: 'an exported handler',
        code: `module.exports = function (err, req, res, _next) { res.json({ error: err.message }); };`,
        errors: [
          {
            ...error,
            suggestions: [
              set(
                'err.statusCode ?? 500',
                `module.exports = function (err, req, res, _next) { res.status(err.statusCode ?? 500).json({ error: err.message }); };`,
              ),
            ],
          },
        ],
      },
      {
        name: 'in TypeScript, the error typed as one without a status',
        ts: true,
        code: `import type { NextFunction, Request, Response } from 'express';\nexport function fail(err: Error, req: Request, res: Response, next: NextFunction) {\n  res.json({ error: err.message });\n}`,
        errors: [
          {
            ...error,
            line: 3,
            column: 7,
            endColumn: 11,
            suggestions: [
              set(
                '500',
                `import type { NextFunction, Request, Response } from 'express';\nexport function fail(err: Error, req: Request, res: Response, next: NextFunction) {\n  res.status(500).json({ error: err.message });\n}`,
              ),
            ],
          },
        ],
      },
      {
        name: 'the last use, a text',
        code: after(`app.use((req, res) => { res.send('Page not found'); });`),
        errors: [
          {
            ...notFound,
            ...placeOf(after(`app.use((req, res) => { res.send('Page not found'); });`), 'send'),
            suggestions: [set('404', after(`app.use((req, res) => { res.status(404).send('Page not found'); });`))],
          },
        ],
      },
      {
        name: 'the last use before the error handler',
        code: after(
          `app.use((req, res) => { res.send('404'); }); app.use((err, req, res, next) => { res.status(500).end(); });`,
        ),
        errors: [
          {
            ...notFound,
            suggestions: [
              set(
                '404',
                after(
                  `app.use((req, res) => { res.status(404).send('404'); }); app.use((err, req, res, next) => { res.status(500).end(); });`,
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'the last use, an error payload',
        code: after(`app.use((req, res) => { res.json({ error: 'no' }); });`),
        errors: [
          {
            ...notFound,
            suggestions: [set('404', after(`app.use((req, res) => { res.status(404).json({ error: 'no' }); });`))],
          },
        ],
      },
      {
        name: 'every path, markup',
        code: after(`app.get('*', (req, res) => res.send('<h1>404</h1>'));`),
        errors: [
          {
            ...notFound,
            suggestions: [set('404', after(`app.get('*', (req, res) => res.status(404).send('<h1>404</h1>'));`))],
          },
        ],
      },
      {
        name: 'every path and method, a message',
        code: after(`app.all('/{*splat}', (req, res) => { res.json({ message: \`Cannot find \${req.url}\` }); });`),
        errors: [
          {
            ...notFound,
            suggestions: [
              set(
                '404',
                after(
                  `app.all('/{*splat}', (req, res) => { res.status(404).json({ message: \`Cannot find \${req.url}\` }); });`,
                ),
              ),
            ],
          },
        ],
      },
      {
        name: 'every path, a view',
        code: after(`app.get(/.*/, (req, res) => res.render('404'));`),
        errors: [
          {
            ...notFound,
            suggestions: [set('404', after(`app.get(/.*/, (req, res) => res.status(404).render('404'));`))],
          },
        ],
      },
      {
        name: 'every path, a file',
        code: after(`app.get('*', (req, res) => res.sendFile('public/404.html', { root }));`),
        errors: [
          {
            ...notFound,
            suggestions: [
              set('404', after(`app.get('*', (req, res) => res.status(404).sendFile('public/404.html', { root }));`)),
            ],
          },
        ],
      },
      {
        name: 'an exported not-found handler',
        code: `exports.notFound = (req, res) => { res.render('404', { title: '404 - Not found' }); };`,
        errors: [
          {
            ...notFound,
            suggestions: [
              set(
                '404',
                `exports.notFound = (req, res) => { res.status(404).render('404', { title: '404 - Not found' }); };`,
              ),
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
  fastify: {
    valid: [
      {
        name: 'Fastify 3 has set the status of the error before',
        code: setErrorHandler(`reply.send({ error: error.message })`),
        settings: { 'status-code': { fastify: '3' } },
      },
      {
        name: 'a helper of the file sends the application',
        code: `${FASTIFY} const page = wrap(text); const show = reply => reply.type('text/html').send(page); ${setNotFoundHandler('if (request.method === "GET") return show(reply); return reply.code(404).send({});').slice(FASTIFY.length)}`,
      },
      {
        name: "the error's status",
        code: setErrorHandler(`reply.code(error.statusCode ?? 500).send({ error: error.message })`),
      },
      { name: 'a fixed status', code: setErrorHandler(`reply.status(500).send({ error: error.message })`) },
      {
        name: 'a status set before a returned value',
        code: setErrorHandler(`reply.code(500); return { error: error.message };`, 'async'),
      },
      { name: 'the error as payload, whose status is sent', code: setErrorHandler(`reply.send(error)`) },
      { name: 'the error as returned value', code: setErrorHandler(`return error;`, 'async') },
      { name: 'an error made on the spot', code: setErrorHandler(`reply.send(new Error('no'))`) },
      {
        name: 'what a function makes of the error, which may be an Error',
        code: setErrorHandler(`reply.send(translate(error))`),
      },
      { name: 'a sensible answer', code: setErrorHandler(`reply.internalServerError()`) },
      { name: 'the error thrown on', code: setErrorHandler(`throw error;`, 'async') },
      {
        name: 'a status that is set already, which the handler reads',
        code: setErrorHandler(`if (reply.statusCode < 400) reply.code(500); reply.send({ error: error.message })`),
      },
      {
        name: 'a response that went out of sight',
        code: setErrorHandler(`prepare(error, reply); reply.send({ error: error.message })`),
      },
      {
        name: 'a not-found handler with its status',
        code: setNotFoundHandler(`reply.code(404).send({ error: 'Not Found' })`),
      },
      {
        name: 'the page of a single-page application',
        code: setNotFoundHandler(`return reply.sendFile('index.html');`),
      },
      {
        name: 'the rendered page of a single-page application',
        code: setNotFoundHandler(`return reply.view('index');`),
      },
      {
        name: 'markup that may be the application',
        code: setNotFoundHandler(`return reply.type('text/html').send(html);`),
      },
      { name: 'a proxy', code: setNotFoundHandler(`proxy.web(request.raw, reply.raw); reply.hijack();`) },
      {
        name: 'a preflight request',
        code: setNotFoundHandler(
          `if (request.method === 'OPTIONS') return reply.send({}); return reply.code(404).send({});`,
        ),
      },
      {
        name: 'a function of three parameters with an error and no reply of Fastify',
        code: `export function fail(err, req, res) { res.send({ error: err.message }); }`,
      },
    ] satisfies ValidCase[],
    invalid: [
      {
        name: 'a payload',
        code: setErrorHandler(`reply.send({ error: error.message })`),
        errors: [
          {
            ...error,
            ...placeOf(setErrorHandler(`reply.send({ error: error.message })`), 'send'),
            suggestions: [
              set(
                'error.statusCode ?? 500',
                setErrorHandler(`reply.code(error.statusCode ?? 500).send({ error: error.message })`),
              ),
            ],
          },
        ],
      },
      {
        name: 'a text',
        code: setErrorHandler(`reply.send(error.message)`),
        errors: [
          {
            ...error,
            suggestions: [
              set(
                'error.statusCode ?? 500',
                setErrorHandler(`reply.code(error.statusCode ?? 500).send(error.message)`),
              ),
            ],
          },
        ],
      },
      {
        name: 'a returned value',
        code: setErrorHandler(`return { error: error.message };`, 'async'),
        errors: [
          {
            ...error,
            ...placeOf(setErrorHandler(`return { error: error.message };`, 'async'), '{ error: error.message }'),
            suggestions: [
              set(
                'error.statusCode ?? 500',
                setErrorHandler(`return reply.code(error.statusCode ?? 500).send({ error: error.message });`, 'async'),
              ),
            ],
          },
        ],
      },
      {
        name: 'nothing',
        code: setErrorHandler(`reply.send()`),
        errors: [
          {
            ...error,
            suggestions: [
              set('error.statusCode ?? 500', setErrorHandler(`reply.code(error.statusCode ?? 500).send()`)),
            ],
          },
        ],
      },
      {
        name: 'one of two answers',
        code: setErrorHandler(
          `if (error.validation) return reply.send({ errors: error.validation }); return reply.send(error);`,
        ),
        errors: [
          {
            ...error,
            suggestions: [
              set(
                'error.statusCode ?? 500',
                setErrorHandler(
                  `if (error.validation) return reply.code(error.statusCode ?? 500).send({ errors: error.validation }); return reply.send(error);`,
                ),
              ),
            ],
          },
        ],
      },
      {
        name: "a route's own error handler",
        code: `${FASTIFY} app.get('/', { errorHandler(error, request, reply) { reply.send({ error: error.message }); } }, () => 1);`,
        errors: [
          {
            ...error,
            suggestions: [
              set(
                'error.statusCode ?? 500',
                `${FASTIFY} app.get('/', { errorHandler(error, request, reply) { reply.code(error.statusCode ?? 500).send({ error: error.message }); } }, () => 1);`,
              ),
            ],
          },
        ],
      },
      {
        name: 'an error handler without a reply',
        code: `${FASTIFY} app.setErrorHandler(async error => ({ error: error.message }));`,
        errors: [error],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: `import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';\nexport function fail(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {\n  reply.send({ error: error.message });\n}`,
        errors: [
          {
            ...error,
            line: 3,
            column: 9,
            endColumn: 13,
            suggestions: [
              set(
                'error.statusCode ?? 500',
                `import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';\nexport function fail(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {\n  reply.code(error.statusCode ?? 500).send({ error: error.message });\n}`,
              ),
            ],
          },
        ],
      },
      {
        name: 'a not-found handler',
        code: setNotFoundHandler(`reply.send({ error: 'Not Found' })`),
        errors: [
          {
            ...notFound,
            ...placeOf(setNotFoundHandler(`reply.send({ error: 'Not Found' })`), 'send'),
            suggestions: [set('404', setNotFoundHandler(`reply.code(404).send({ error: 'Not Found' })`))],
          },
        ],
      },
      {
        name: 'a not-found handler that returns a value',
        code: setNotFoundHandler(`return { message: 'nothing here' };`, 'async'),
        errors: [
          {
            ...notFound,
            suggestions: [
              set('404', setNotFoundHandler(`return reply.code(404).send({ message: 'nothing here' });`, 'async')),
            ],
          },
        ],
      },
      {
        name: 'a not-found handler, in parentheses',
        code: setNotFoundHandler(`(reply).send({})`),
        errors: [{ ...notFound, suggestions: [set('404', setNotFoundHandler(`(reply).code(404).send({})`))] }],
      },
      {
        name: 'a not-found handler that sends nothing',
        code: setNotFoundHandler(`reply.send()`),
        errors: [{ ...notFound, suggestions: [set('404', setNotFoundHandler(`reply.code(404).send()`))] }],
      },
      {
        name: 'a not-found view',
        code: setNotFoundHandler(`return reply.view('404');`),
        errors: [{ ...notFound, suggestions: [set('404', setNotFoundHandler(`return reply.code(404).view('404');`))] }],
      },
      {
        name: 'a wildcard route',
        code: `${FASTIFY} app.all('/*', async (request, reply) => { return reply.send({ error: 'Not Found' }); });`,
        errors: [
          {
            ...notFound,
            suggestions: [
              set(
                '404',
                `${FASTIFY} app.all('/*', async (request, reply) => { return reply.code(404).send({ error: 'Not Found' }); });`,
              ),
            ],
          },
        ],
      },
    ] satisfies InvalidCase[],
  },
});
