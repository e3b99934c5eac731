import rule from '../../src/rules/no-unconditional-304.ts';
import { controller, express, EXPRESS, fastify, FASTIFY } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type ExpectedError, type InvalidCase } from '../rule-tester.ts';

const unconditional = { messageId: 'unconditional', data: { status: '304 Not Modified' } } as const;
const unsafe = (method: string) =>
  ({
    messageId: 'unsafe',
    data: { status: '304 Not Modified', method, ok: '200 OK', empty: '204 No Content' },
  }) as const;
const sends = (error: Pick<ExpectedError, 'messageId' | 'data'>, status: string, output: string): ExpectedError => ({
  ...error,
  suggestions: [{ messageId: 'send', data: { status }, output }],
});

/** A report whose suggestion replaces 304 in place. */
const replaced = (
  name: string,
  code: string,
  error: Pick<ExpectedError, 'messageId' | 'data'>,
  right: '200 OK' | '204 No Content',
): InvalidCase => ({
  name,
  code,
  errors: [{ ...sends(error, right, code.replace('304', right.slice(0, 3))), ...placeOf(code, '304') }],
});

const UNSAFE = [
  ['post', 'POST'],
  ['put', 'PUT'],
  ['patch', 'PATCH'],
  ['delete', 'DELETE'],
] as const;
const typed = controller('express', 'if (!changed) return res.status(304).end();');
const typedReply = controller('fastify', 'if (!changed) return reply.code(304).send();');

testRule('no-unconditional-304', rule, {
  express: {
    valid: [
      {
        name: 'If-None-Match compared',
        code: express(`if (req.headers['if-none-match'] === tag) return res.status(304).end(); res.json(all)`),
      },
      {
        name: 'If-Modified-Since compared',
        code: express(
          `const since = new Date(req.get('If-Modified-Since')); if (since >= changed) return res.sendStatus(304); res.json(all)`,
        ),
      },
      {
        name: 'req.fresh',
        code: express(`res.set('ETag', tag); if (req.fresh) return res.status(304).end(); res.json(all)`),
      },
      {
        name: 'an etag library',
        code: `import etag from 'etag'; ${express(`const tag = etag(text); if (known.has(tag)) return res.status(304).end(); res.send(text)`)}`,
      },
      {
        name: 'a tag that is sent, and one that is compared',
        code: express(
          `res.set('ETag', tagOf(all)); if (known.has(tagOf(all)) && etags.get(req.path)) return res.status(304).end(); res.json(all)`,
        ),
      },
      {
        name: 'the header given to a service',
        code: express(
          `const found = await load(req.header('if-none-match')); if (!found) return res.status(304).end(); res.json(found)`,
        ),
      },
      {
        name: 'the request given to a helper',
        code: express(`if (isUnchanged(req)) return res.status(304).end(); res.json(all)`),
      },
      {
        name: 'the headers given to a helper',
        code: express(`if (isUnchanged(req.headers, tag)) return res.status(304).end(); res.json(all)`),
      },
      {
        name: 'the headers taken out first',
        code: express(
          `const { headers } = req; if (isUnchanged(headers, tag)) return res.status(304).end(); res.json(all)`,
        ),
      },
      {
        name: 'the headers taken out in the parameters',
        code: `${EXPRESS} app.get('/things', ({ headers }, res) => { if (isUnchanged(headers)) return res.status(304).end(); res.json(all); });`,
      },
      {
        name: 'a header whose name is not written there',
        code: express(`if (req.get(CONDITION) === tag) return res.status(304).end(); res.json(all)`),
      },
      {
        name: 'what middleware has left on the request',
        code: express(`if (req.isUnchanged) return res.status(304).end(); res.json(all)`),
      },
      {
        name: 'what middleware has left in res.locals',
        code: express(`if (res.locals.unchanged) return res.status(304).end(); res.json(all)`),
      },
      {
        name: 'a status of another server',
        code: express(
          `const found = await fetch(url); if (found.status === 304) return res.status(304).end(); res.json(await found.json())`,
        ),
      },
      {
        name: 'a status of another server, by a switch',
        code: express(`switch (found.statusCode) { case 304: return res.sendStatus(304); default: return res.end(); }`),
      },
      {
        name: 'a status that is passed on',
        code: express(`const found = await fetch(url); res.status(found.status).end()`),
      },
      {
        name: 'a helper, whose callers have compared',
        code: `export function notModified(res) { res.status(304).end(); }`,
      },
      { name: 'a responder that is given the request', code: express(`sendNotModified(req, res)`) },
      { name: 'a response that went out of sight', code: express(`prepare(res); res.status(304).end()`) },
      {
        name: 'an error of a service, whose number may be a code of its own',
        code: `export async function check(id) { if (!(await find(id))) throw new AppError(304); }`,
      },
      {
        name: 'a POST whose condition a helper reads',
        code: express(`if (isUnchanged(req)) return res.status(304).end(); res.json(all)`, 'post'),
      },
      { name: 'another status', code: express(`res.status(204).end()`) },
    ],
    invalid: [
      replaced(
        'nothing read',
        express(`if (!changed) return res.status(304).end(); res.json(all)`),
        unconditional,
        '204 No Content',
      ),
      replaced('content', express(`res.status(304).json({ message: 'Not modified' })`), unconditional, '200 OK'),
      replaced(
        'sendStatus',
        express(`if (items.length === 0) return res.sendStatus(304); res.json(items)`),
        unconditional,
        '204 No Content',
      ),
      replaced('a status set apart', express(`res.statusCode = 304; res.end()`), unconditional, '204 No Content'),
      replaced(
        'a tag that is sent, yet never compared',
        express(`res.set('ETag', bundle.etag); if (!bundle.hasChanged) return res.status(304).end(); res.json(all)`),
        unconditional,
        '204 No Content',
      ),
      replaced(
        'other parts of the request',
        express(
          `if (known.has(req.params.id) && req.query.v === version) return res.status(304).send(); res.json(all)`,
        ),
        unconditional,
        '204 No Content',
      ),
      replaced(
        'another header of the request',
        express(`if (req.headers['x-version'] === version) return res.status(304).end(); res.json(all)`),
        unconditional,
        '204 No Content',
      ),
      replaced(
        'a word that only contains one that tells',
        express(`await refresh(token); res.status(304).end()`),
        unconditional,
        '204 No Content',
      ),
      replaced(
        'middleware',
        `${EXPRESS} app.use((req, res, next) => { if (seen.has(req.url)) return res.status(304).end(); next(); });`,
        unconditional,
        '204 No Content',
      ),
      {
        name: 'one outcome of two',
        code: express(`res.status(changed ? 200 : 304).end()`),
        errors: [sends(unconditional, '204 No Content', express(`res.status(changed ? 200 : 204).end()`))],
      },
      ...UNSAFE.map(([on, method]) =>
        replaced(
          `nothing changed, to ${method}`,
          express(
            `const found = await update(req.params.id); if (found.modifiedCount === 0) return res.status(304).end(); res.json(found)`,
            on,
          ),
          unsafe(method),
          '204 No Content',
        ),
      ),
      replaced(
        'a condition read in a PUT, which is 412 Precondition Failed where it fails',
        express(
          `if (req.headers['if-none-match'] === tag) return res.status(304).send('No change'); res.json(all)`,
          'put',
        ),
        unsafe('PUT'),
        '200 OK',
      ),
      {
        name: 'in TypeScript',
        ts: true,
        code: typed,
        errors: [{ ...sends(unconditional, '204 No Content', typed.replace('304', '204')), ...placeOf(typed, '304') }],
      },
    ],
  },
  fastify: {
    valid: [
      {
        name: 'If-None-Match compared',
        code: fastify(`if (request.headers['if-none-match'] === tag) return reply.code(304).send(); return all`),
      },
      {
        name: 'the request given to a helper',
        code: fastify(`if (isUnchanged(request)) return reply.code(304).send(); return all`),
      },
      {
        name: 'the raw request given to a helper',
        code: fastify(`if (isUnchanged(request.raw)) return reply.code(304).send(); return all`),
      },
      {
        name: 'a status of another server',
        code: fastify(
          `try { return await load(); } catch (error) { if (error.httpStatusCode === 304) return reply.code(304).send(); throw error; }`,
        ),
      },
      {
        name: 'a hook that compares the tag',
        code: `${FASTIFY} app.addHook('onSend', async (request, reply, payload) => { if (request.headers['if-none-match'] === reply.getHeader('etag')) { reply.code(304).send(); } });`,
      },
      { name: 'a response that went out of sight', code: fastify(`prepare(reply); return reply.code(304).send()`) },
    ],
    invalid: [
      replaced(
        'a tag that is sent, yet never compared',
        fastify(`reply.header('etag', etag(all)); if (!bundle.hasChanged) return reply.code(304).send(); return all`),
        unconditional,
        '204 No Content',
      ),
      replaced(
        'nothing read',
        fastify(`if (!changed) return reply.code(304).send(); return all`),
        unconditional,
        '204 No Content',
      ),
      replaced(
        'content',
        fastify(`return reply.status(304).send({ message: 'Not modified' })`),
        unconditional,
        '200 OK',
      ),
      replaced(
        'a returned value',
        fastify(`reply.code(304); return { message: 'Not modified' }`),
        unconditional,
        '200 OK',
      ),
      ...UNSAFE.map(([on, method]) =>
        replaced(
          `nothing changed, to ${method}`,
          fastify(`if (!changed) return reply.code(304).send(); return all`, on),
          unsafe(method),
          '204 No Content',
        ),
      ),
      {
        name: 'in TypeScript',
        ts: true,
        code: typedReply,
        errors: [
          {
            ...sends(unconditional, '204 No Content', typedReply.replace('304', '204')),
            ...placeOf(typedReply, '304'),
          },
        ],
      },
    ],
  },
});
