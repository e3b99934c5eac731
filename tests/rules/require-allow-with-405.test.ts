import rule from '../../src/rules/require-allow-with-405.ts';
import { controller, express, EXPRESS, fastify, FASTIFY } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type ExpectedError } from '../rule-tester.ts';

const missing = { messageId: 'missing', data: { status: '405 Method Not Allowed' } } as const;
const set = (methods: string, output: string): ExpectedError => ({
  ...missing,
  suggestions: [{ messageId: 'set', data: { methods }, output }],
});

/** Routes of one path, the last of which refuses. */
const expressRoutes = (refusal: string): string =>
  `${EXPRESS} app.get('/health', ok); app.post('/other', ok); app.head('/health', ok); app.all('/health', (req, res) => { ${refusal} });`;
const fastifyRoutes = (refusal: string): string =>
  `${FASTIFY} app.get('/health', ok); app.post('/other', ok); app.put('/health', async (request, reply) => { ${refusal} });`;
const typed = controller('express', "if (req.method !== 'POST') return res.status(405).json({ message: 'Use POST' });");
const typedReply = controller('fastify', "if (request.method !== 'POST') return reply.code(405).send();");

testRule('require-allow-with-405', rule, {
  express: {
    valid: [
      {
        name: 'an error of a service that no handler in sight calls',
        code: `import createError from 'http-errors'; export function rename() { throw createError(405, 'Names are final'); }`,
      },
      {
        name: 'an error of a class that is not written yet',
        code: `class Unsupported extends Error { statusCode = 405; } export class ReadOnlyShelf { put(book) { throw new Unsupported('A shelf in memory takes no books'); } }`,
      },
      { name: 'set', code: express(`res.set('Allow', 'GET').status(405).end()`) },
      { name: 'set with an object', code: express(`res.status(405).set({ allow: 'GET' }).end()`) },
      { name: 'header before sendStatus', code: express(`res.header('Allow', 'GET'); res.sendStatus(405)`) },
      { name: 'setHeader', code: express(`res.setHeader('ALLOW', ['GET', 'HEAD']); res.statusCode = 405; res.end()`) },
      { name: 'append', code: express(`res.append('Allow', 'GET'); res.status(405).end()`) },
      { name: 'writeHead', code: express(`res.writeHead(405, { Allow: 'GET' }); res.end()`) },
      {
        name: 'an error with headers',
        code: `import createError from 'http-errors'; ${express(`next(createError(405, 'Use GET', { headers: { Allow: 'GET' } }))`)}`,
      },
      {
        name: 'a header set before an error is forwarded',
        code: `import createError from 'http-errors'; ${express(`res.set('Allow', 'GET'); next(createError(405))`)}`,
      },
      { name: 'an error that is given the methods', code: express(`throw new MethodNotAllowedError(['GET'])`) },
      { name: 'headers that are not in sight', code: express(`res.set(headers).status(405).end()`) },
      { name: 'headers that are spread', code: express(`res.writeHead(405, { ...headers }); res.end()`) },
      { name: 'a response that went out of sight', code: express(`allow(res); res.status(405).end()`) },
      { name: 'a helper, whose callers may set it', code: `export function refuse(res) { res.status(405).end(); }` },
      { name: "the project's own function, which may set it", code: express(`sendResponse(res, 405, 'Use GET')`) },
      {
        name: 'middleware that sets it',
        code: `${EXPRESS} app.all('/health', allowMethods('GET'), (req, res) => res.sendStatus(405));`,
      },
      { name: 'another status', code: express(`res.status(404).end()`) },
      { name: 'a status that is not known', code: express(`res.status(code).end()`) },
      {
        name: 'a status that is wrong by its cause',
        code: express(`if (!req.headers.authorization) return res.status(405).end(); res.end()`),
      },
      { name: 'a status that its content contradicts', code: express(`res.status(405).send('Forbidden')`) },
    ],
    invalid: [
      {
        name: 'sendStatus',
        code: express(`res.sendStatus(405)`),
        errors: [{ ...missing, ...placeOf(express(`res.sendStatus(405)`), '405') }],
      },
      {
        name: 'a status set apart',
        code: express(`res.statusCode = 405; res.end()`),
        errors: [{ ...missing, ...placeOf(express(`res.statusCode = 405; res.end()`), '405') }],
      },
      {
        name: 'Allow on some paths only',
        code: express(`if (methods) res.set('Allow', methods); res.status(405).end()`),
        errors: [missing],
      },
      {
        name: 'the field of CORS, which is another',
        code: express(`res.set('Access-Control-Allow-Methods', 'GET').status(405).end()`),
        errors: [missing],
      },
      {
        name: 'an Allow that is taken back',
        code: express(`res.set('Allow', 'GET'); res.removeHeader('Allow'); res.status(405).end()`),
        errors: [missing],
      },
      { name: 'one outcome of two', code: express(`res.status(isRead ? 405 : 200).json({})`), errors: [missing] },
      {
        name: 'one status that two responses go out with',
        code: express(`res.status(405); if (html) return res.send('No.'); res.json({})`),
        errors: [missing],
      },
      {
        name: 'the methods of the same path',
        code: expressRoutes(`res.status(405).send('No.')`),
        errors: [set('GET, HEAD', expressRoutes(`res.status(405).set('Allow', 'GET, HEAD').send('No.')`))],
      },
      {
        name: 'the methods before sendStatus',
        code: expressRoutes(`res.sendStatus(405)`),
        errors: [set('GET, HEAD', expressRoutes(`res.set('Allow', 'GET, HEAD').sendStatus(405)`))],
      },
      {
        name: 'the methods in writeHead',
        code: expressRoutes(`res.writeHead(405); res.end()`),
        errors: [set('GET, HEAD', expressRoutes(`res.writeHead(405, { Allow: 'GET, HEAD' }); res.end()`))],
      },
      {
        name: 'the methods beside other headers of writeHead',
        code: expressRoutes(`res.writeHead(405, { 'Content-Type': 'text/plain' }); res.end('No.')`),
        errors: [
          set(
            'GET, HEAD',
            expressRoutes(`res.writeHead(405, { 'Content-Type': 'text/plain', Allow: 'GET, HEAD' }); res.end('No.')`),
          ),
        ],
      },
      {
        name: 'the methods where the status is a property',
        code: expressRoutes(`res.statusCode = 405; res.end('No.')`),
        errors: [
          set('GET, HEAD', expressRoutes(`res.statusCode = 405; res.setHeader('Allow', 'GET, HEAD').end('No.')`)),
        ],
      },
      {
        name: 'the methods of a chain of routes',
        code: `${EXPRESS} app.route('/health').get(ok).post(ok).all((req, res) => res.status(405).end());`,
        errors: [
          set(
            'GET, POST',
            `${EXPRESS} app.route('/health').get(ok).post(ok).all((req, res) => res.status(405).set('Allow', 'GET, POST').end());`,
          ),
        ],
      },
      {
        name: 'a named function for the methods there are none of',
        code: `${EXPRESS} const refuse = (req, res) => res.status(405).end(); app.get('/health', ok); app.put('/health', refuse); app.delete('/health', refuse);`,
        errors: [
          set(
            'GET',
            `${EXPRESS} const refuse = (req, res) => res.status(405).set('Allow', 'GET').end(); app.get('/health', ok); app.put('/health', refuse); app.delete('/health', refuse);`,
          ),
        ],
      },
      {
        name: 'a function for several paths',
        code: `${EXPRESS} const refuse = (req, res) => res.status(405).end(); app.get('/a', ok); app.all('/a', refuse); app.all('/b', refuse);`,
        errors: [missing],
      },
      {
        name: 'the method a guard asks for',
        code: express(`if (req.method !== 'POST') return res.status(405).end(); res.end()`, 'use'),
        errors: [
          set(
            'POST',
            express(`if (req.method !== 'POST') return res.status(405).set('Allow', 'POST').end(); res.end()`, 'use'),
          ),
        ],
      },
      {
        name: 'the methods a switch knows',
        code: express(
          `switch (req.method) { case 'GET': return res.end('a'); case 'PUT': return res.end('b'); default: return res.sendStatus(405); }`,
          'use',
        ),
        errors: [
          set(
            'GET, PUT',
            express(
              `switch (req.method) { case 'GET': return res.end('a'); case 'PUT': return res.end('b'); default: return res.set('Allow', 'GET, PUT').sendStatus(405); }`,
              'use',
            ),
          ),
        ],
      },
      {
        name: 'an error of http-errors',
        code: `import createError from 'http-errors'; ${expressRoutes(`throw createError(405, 'No.')`)}`,
        errors: [
          set(
            'GET, HEAD',
            `import createError from 'http-errors'; ${expressRoutes(`throw createError(405, 'No.', { headers: { Allow: 'GET, HEAD' } })`)}`,
          ),
        ],
      },
      {
        name: "an error of the project's own",
        code: expressRoutes(`throw new ApiError(405, 'No.')`),
        errors: [missing],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: typed,
        errors: [
          {
            ...missing,
            ...placeOf(typed, '405'),
            suggestions: [
              {
                messageId: 'set',
                data: { methods: 'POST' },
                output: typed.replace('status(405)', "status(405).set('Allow', 'POST')"),
              },
            ],
          },
        ],
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'header', code: fastify(`return reply.code(405).header('allow', 'GET').send()`) },
      { name: 'headers', code: fastify(`return reply.headers({ Allow: 'GET' }).code(405).send()`) },
      { name: 'reply.raw', code: fastify(`reply.raw.setHeader('Allow', 'GET'); return reply.code(405).send()`) },
      {
        name: 'a header before a returned value',
        code: fastify(`reply.code(405).header('allow', 'GET'); return 'No.'`),
      },
      {
        name: 'a header before an error of @fastify/sensible',
        code: fastify(`return reply.header('allow', 'GET').methodNotAllowed()`),
      },
      { name: 'headers that are not in sight', code: fastify(`return reply.headers(found).code(405).send()`) },
      { name: 'a response that went out of sight', code: fastify(`allow(reply); return reply.code(405).send()`) },
      { name: 'a status that is not known', code: fastify(`return reply.code(code).send()`) },
      { name: 'an object of methods given to the error', code: fastify(`throw new NotAllowed({ methods })`) },
    ],
    invalid: [
      {
        name: 'code',
        code: fastify(`return reply.code(405).send()`),
        errors: [{ ...missing, ...placeOf(fastify(`return reply.code(405).send()`), '405') }],
      },
      {
        name: 'an error of @fastify/sensible',
        code: fastify(`return reply.methodNotAllowed()`),
        errors: [{ ...missing, ...placeOf(fastify(`return reply.methodNotAllowed()`), 'methodNotAllowed') }],
      },
      { name: 'a thrown error', code: fastify(`throw app.httpErrors.methodNotAllowed('Use GET')`), errors: [missing] },
      {
        name: 'a returned value',
        code: fastifyRoutes(`reply.code(405); return 'No.'`),
        errors: [set('GET', fastifyRoutes(`reply.code(405).header('Allow', 'GET'); return 'No.'`))],
      },
      {
        name: 'the methods of the same path',
        code: fastifyRoutes(`return reply.code(405).send('No.')`),
        errors: [set('GET', fastifyRoutes(`return reply.code(405).header('Allow', 'GET').send('No.')`))],
      },
      {
        name: 'the methods in reply.raw',
        code: fastifyRoutes(`reply.raw.writeHead(405); reply.raw.end()`),
        errors: [set('GET', fastifyRoutes(`reply.raw.writeHead(405, { Allow: 'GET' }); reply.raw.end()`))],
      },
      {
        name: 'the methods of route objects',
        code: `${FASTIFY} app.route({ method: 'POST', url: '/a', handler: ok }); app.route({ method: 'GET', url: '/a', handler: (request, reply) => reply.status(405).send() });`,
        errors: [
          set(
            'POST',
            `${FASTIFY} app.route({ method: 'POST', url: '/a', handler: ok }); app.route({ method: 'GET', url: '/a', handler: (request, reply) => reply.status(405).header('Allow', 'POST').send() });`,
          ),
        ],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: typedReply,
        errors: [
          {
            ...missing,
            ...placeOf(typedReply, '405'),
            suggestions: [
              {
                messageId: 'set',
                data: { methods: 'POST' },
                output: typedReply.replace('code(405)', "code(405).header('Allow', 'POST')"),
              },
            ],
          },
        ],
      },
    ],
  },
});
