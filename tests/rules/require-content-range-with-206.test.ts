import rule from '../../src/rules/require-content-range-with-206.ts';
import { controller, express, fastify, FASTIFY } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type ExpectedError } from '../rule-tester.ts';

const PARTIAL = '206 Partial Content';
const missing = { messageId: 'missing', data: { status: PARTIAL } } as const;
const unsatisfied = { messageId: 'unsatisfied', data: { status: '416 Range Not Satisfiable' } } as const;
const unasked = (output: string): ExpectedError => ({
  messageId: 'unasked',
  data: { status: PARTIAL, right: '200 OK' },
  suggestions: [{ messageId: 'send', data: { status: '200 OK' }, output }],
});
const sets = (error: typeof missing | typeof unsatisfied, value: string, output: string): ExpectedError => ({
  ...error,
  suggestions: [{ messageId: 'set', data: { value }, output }],
});
const strict = [{ strict: true }] as const;

const VALUE = '`bytes ${start}-${end}/${size}`';
const video = (send: string): string =>
  express(`const { size } = await stat(file); const [start, end] = parse(req.headers.range, size); ${send}`);
const videoReply = (send: string): string =>
  fastify(`const info = await fs.stat(file); const [start, end] = parse(request.headers.range); ${send}`);
const typed = controller('express', 'const part = read(req.headers.range);\n  res.status(206).end(part);');
const typedReply = controller('fastify', 'return reply.code(206).send(await list(request.query));');

testRule('require-content-range-with-206', rule, {
  express: {
    valid: [
      { name: 'set', code: video("res.status(206).set('Content-Range', `bytes ${start}-${end}/${size}`).end(part)") },
      {
        name: 'writeHead',
        code: video("res.writeHead(206, { 'Content-Range': range }); createReadStream(file, { start, end }).pipe(res)"),
      },
      {
        name: 'setHeader before a stream',
        code: video("res.statusCode = 206; res.setHeader('content-range', range); createReadStream(file).pipe(res)"),
      },
      {
        name: 'headers that are not in sight',
        code: video('res.writeHead(206, headers); createReadStream(file).pipe(res)'),
      },
      {
        name: 'multipart/byteranges',
        code: video("res.status(206).type('multipart/byteranges; boundary=x').end(parts)"),
      },
      { name: 'sendFile, which sets it', code: express('res.status(206).sendFile(file)') },
      {
        name: 'the request given to a helper, with the header',
        code: express("const part = readPart(req); res.status(206).set('Content-Range', part.range).end(part.bytes)"),
      },
      {
        name: 'req.range',
        code: express("const ranges = req.range(size); res.status(206).set('Content-Range', text(ranges)).end(part)"),
      },
      {
        name: 'a status of another server',
        code: express(
          'const found = await fetch(url, { headers: req.headers }); if (found.status === 206) res.status(206).end(part); else res.end()',
        ),
      },
      { name: 'a status that is passed on', code: express('res.status(found.status).end(part)') },
      {
        name: 'a helper, whose callers may set it',
        code: 'export function sendPart(res, part) { res.status(206).end(part); }',
      },
      { name: 'a response that went out of sight', code: video('prepare(res); res.status(206).end(part)') },
      {
        name: '206 to POST, of which no-status-unfit-for-method speaks',
        code: express('res.status(206).json(page)', 'post'),
      },
      { name: '416 without it, by default', code: video('res.status(416).end()') },
      {
        name: '416 with it',
        options: strict,
        code: video("res.status(416).set('Content-Range', `bytes */${size}`).end()"),
      },
      {
        name: '416 as an error, which an error handler answers',
        options: strict,
        code: `import createError from 'http-errors'; ${video('next(createError(416))')}`,
      },
      { name: 'another status', options: strict, code: express('res.json(page)') },
    ],
    invalid: [
      {
        name: 'a Range read and no header',
        code: express('const part = cut(req.headers.range); res.status(206).end(part)'),
        errors: [
          { ...missing, ...placeOf(express('const part = cut(req.headers.range); res.status(206).end(part)'), '206') },
        ],
      },
      {
        name: 'a Range read by get',
        code: express("const part = cut(req.get('Range')); res.status(206).end(part)"),
        errors: [missing],
      },
      {
        name: 'a header on some paths only',
        code: express(
          "const part = cut(req.headers.range); if (part.known) res.set('Content-Range', part.text); res.status(206).end(part)",
        ),
        errors: [missing],
      },
      {
        name: 'writeHead with other headers',
        code: express(
          "const part = cut(req.headers.range); res.writeHead(206, { 'Accept-Ranges': 'bytes' }); res.end(part)",
        ),
        errors: [missing],
      },
      {
        name: 'the request given to a helper',
        code: express('const part = readPart(req); res.status(206).end(part)'),
        errors: [missing],
      },
      {
        name: 'with the variables it is made of',
        code: video('const part = createReadStream(file, { start, end }); res.status(206); part.pipe(res)'),
        errors: [
          sets(
            missing,
            VALUE,
            video(
              "const part = createReadStream(file, { start, end }); res.status(206).set('Content-Range', `bytes ${start}-${end}/${size}`); part.pipe(res)",
            ),
          ),
        ],
      },
      {
        name: 'the same in writeHead',
        code: video(
          "res.writeHead(206, { 'Accept-Ranges': 'bytes' }); createReadStream(file, { start, end }).pipe(res)",
        ),
        errors: [
          sets(
            missing,
            VALUE,
            video(
              "res.writeHead(206, { 'Accept-Ranges': 'bytes', 'Content-Range': `bytes ${start}-${end}/${size}` }); createReadStream(file, { start, end }).pipe(res)",
            ),
          ),
        ],
      },
      {
        name: 'pagination',
        code: express('const items = await list(req.query.page); res.status(206).json(items)'),
        errors: [unasked(express('const items = await list(req.query.page); res.status(200).json(items)'))],
      },
      {
        name: 'pagination with a Content-Range of its own',
        code: express("res.set('Content-Range', 'items 0-9/100').status(206).json(items)"),
        errors: [unasked(express("res.set('Content-Range', 'items 0-9/100').status(200).json(items)"))],
      },
      {
        name: 'a range of dates, which is no Range',
        code: express('const items = await list(dateRange); res.status(206).json(items)'),
        errors: [unasked(express('const items = await list(dateRange); res.status(200).json(items)'))],
      },
      {
        name: 'one outcome of two',
        code: express('res.status(hasMore ? 206 : 200).json(items)'),
        errors: [unasked(express('res.status(hasMore ? 200 : 200).json(items)'))],
      },
      {
        name: '416 without it',
        options: strict,
        code: express('if (!valid(req.headers.range)) return res.status(416).end(); res.end()'),
        errors: [unsatisfied],
      },
      {
        name: '416 with the size in sight',
        options: strict,
        code: video('if (start >= size) return res.sendStatus(416); res.end()'),
        errors: [
          sets(
            unsatisfied,
            '`bytes */${size}`',
            video("if (start >= size) return res.set('Content-Range', `bytes */${size}`).sendStatus(416); res.end()"),
          ),
        ],
      },
      { name: 'in TypeScript', ts: true, code: typed, errors: [{ ...missing, ...placeOf(typed, '206') }] },
    ],
  },
  fastify: {
    valid: [
      { name: 'header', code: videoReply("return reply.code(206).header('Content-Range', range).send(part)") },
      { name: 'headers', code: videoReply("return reply.headers({ 'content-range': range }).code(206).send(part)") },
      {
        name: 'reply.raw',
        code: videoReply("reply.raw.writeHead(206, { 'Content-Range': range }); reply.raw.end(part)"),
      },
      { name: 'sendFile, which sets it', code: fastify('return reply.code(206).sendFile(file)') },
      {
        name: 'multipart/byteranges',
        code: videoReply("return reply.code(206).type('multipart/byteranges').send(parts)"),
      },
      { name: 'a status that is passed on', code: fastify('return reply.code(found.statusCode).send(part)') },
      {
        name: '416 by @fastify/sensible, which an error handler answers',
        options: strict,
        code: videoReply('return reply.rangeNotSatisfiable()'),
      },
    ],
    invalid: [
      {
        name: 'a Range read and no header',
        code: fastify('return reply.code(206).send(cut(request.headers.range))'),
        errors: [missing],
      },
      {
        name: 'with the variables it is made of',
        code: videoReply('return reply.code(206).send(fs.createReadStream(file, { start, end }))'),
        errors: [
          sets(
            missing,
            '`bytes ${start}-${end}/${info.size}`',
            videoReply(
              "return reply.code(206).header('Content-Range', `bytes ${start}-${end}/${info.size}`).send(fs.createReadStream(file, { start, end }))",
            ),
          ),
        ],
      },
      {
        name: 'a returned value',
        code: fastify('reply.code(206); return items'),
        errors: [unasked(fastify('reply.code(200); return items'))],
      },
      {
        name: 'pagination in a route object',
        code: `${FASTIFY} app.route({ method: 'GET', url: '/a', handler: async (request, reply) => reply.code(206).send(items) });`,
        errors: [
          unasked(
            `${FASTIFY} app.route({ method: 'GET', url: '/a', handler: async (request, reply) => reply.code(200).send(items) });`,
          ),
        ],
      },
      {
        name: '416 without it',
        options: strict,
        code: fastify('if (!valid(request.headers.range)) return reply.code(416).send(); return part'),
        errors: [unsatisfied],
      },
      {
        name: 'in TypeScript',
        ts: true,
        code: typedReply,
        errors: [{ ...unasked(typedReply.replace('206', '200')), ...placeOf(typedReply, '206') }],
      },
    ],
  },
});
