import { createRequire } from 'node:module';

import { describe, expect, it } from 'vitest';

import {
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  runExample,
  startServer,
  type ExpressApp,
  type WireRequest,
} from './harness.ts';
import { loadFramework } from './server.ts';
import { WIRE_SUITE } from './suite.ts';

const require = createRequire(import.meta.url);

/** The body-parser that a version of Express has itself. */
const bodyParserOf = (version: number): Pick<Maker, 'json'> & (() => ExpressHandler) => {
  const { resolve } = require;
  return createRequire(resolve(`express${String(version)}`))('body-parser') as Pick<Maker, 'json'> &
    (() => ExpressHandler);
};

const JSON_TYPE = { 'Content-Type': 'application/json' };
const MALFORMED: WireRequest = { method: 'POST', headers: JSON_TYPE, body: '{"a":' };
const TOO_LARGE: WireRequest = { method: 'POST', json: { text: 'x'.repeat(200) } };
const FORM: WireRequest = {
  method: 'POST',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: `a=${'x'.repeat(200)}`,
};

/** What a version of Express makes by itself: parsers, and routers. */
interface Maker {
  json(options?: object): ExpressHandler;
  urlencoded(options: object): ExpressHandler;
  Router(): ExpressApp;
}

type ExpressHandler = Parameters<ExpressApp['post']>[1];

interface Failed {
  readonly status?: number;
  readonly statusCode?: number;
  readonly type?: string;
  readonly name?: string;
  readonly message?: string;
}

/** What an error handler answers with. */
interface Answer {
  status(code: number): Answer;
  send(content: string): void;
}

type OnError = (err: Failed, req: object, res: Answer, next: (error?: unknown) => void) => void;

const asHandler = (handler: OnError): ExpressHandler =>
  ((err: Failed, req: object, res: Answer, next: (error?: unknown) => void) => {
    handler(err, req, res, next);
  }) as unknown as ExpressHandler;

describe.each(EXPRESS_VERSIONS)('Express %i', WIRE_SUITE, version => {
  const target = { framework: 'express', version } as const;
  const make = loadFramework(target) as unknown as Maker;
  // The examples of the other tests have a parser before them.
  const answer = async (setUp: (app: ExpressApp) => void, request: WireRequest): Promise<[number, string]> => {
    const server = await startServer(target, setUp);
    try {
      const { status, body } = await server.send(request);
      return [status, body.toString()];
    } finally {
      await server.close();
    }
  };
  const isRead: ExpressHandler = (_req, res) => res.send('read');
  const always500 = asHandler((err, _req, res, _next) => {
    res.status(500).send(err.message ?? '');
  });

  it.each<[string, WireRequest, ExpressHandler, string]>([
    ['malformed JSON', MALFORMED, make.json(), '400,400,entity.parse.failed,SyntaxError'],
    ['too much JSON', TOO_LARGE, make.json({ limit: 100 }), '413,413,entity.too.large,PayloadTooLargeError'],
    [
      'too long a form',
      FORM,
      make.urlencoded({ extended: false, limit: 100 }),
      '413,413,entity.too.large,PayloadTooLargeError',
    ],
    [
      'malformed JSON to body-parser',
      MALFORMED,
      bodyParserOf(version).json(),
      '400,400,entity.parse.failed,SyntaxError',
    ],
  ])('gives an error handler what the error of %s carries', async (_, request, parser, carried) => {
    const shows = asHandler(({ status, statusCode, type, name }, _req, res, _next) => {
      res.status(200).send([status, statusCode, type, name].join(','));
    });
    expect(await answer(app => app.use(parser).post('/', isRead).use(shows), request)).toEqual([200, carried]);
  });

  // body-parser 2 has no such function any more: it throws where it is called.
  it.runIf(version === 4)('has the same errors of body-parser called as a whole', async () => {
    expect((await answer(app => app.use(bodyParserOf(version)()).use(always500), MALFORMED))[0]).toBe(500);
  });

  it.each<[string, ExpressHandler, number, number]>([
    ['with a constant', always500, 500, 500],
    [
      'with the status of the error',
      asHandler((err, _req, res, _next) => {
        res.status(err.status ?? 500).send('');
      }),
      400,
      413,
    ],
    [
      'by Express itself',
      asHandler((err, _req, _res, next) => {
        next(err);
      }),
      400,
      413,
    ],
  ])('answers malformed and too much JSON %s', async (_, onError, malformed, tooLarge) => {
    const setUp = (app: ExpressApp) =>
      app
        .use(make.json({ limit: 100 }))
        .post('/', isRead)
        .use(onError);
    expect((await answer(setUp, MALFORMED))[0]).toBe(malformed);
    expect((await answer(setUp, TOO_LARGE))[0]).toBe(tooLarge);
  });

  it('gives the errors of a parser of the application to no error handler of a router in it', async () => {
    const router = make.Router().post('/', isRead).use(always500);
    expect((await answer(app => app.use(make.json()).use(router), MALFORMED))[0]).toBe(400);
  });

  it('gives those of a route, and those of a router, to the error handler behind it', async () => {
    const router = make.Router().use(make.json());
    expect((await answer(app => app.use(router).use(always500), MALFORMED))[0]).toBe(500);
    expect((await answer(app => app.post('/', make.json(), isRead).use(always500), MALFORMED))[0]).toBe(500);
  });

  it('gives them to the first error handler alone, unless it hands them on', async () => {
    const own = asHandler((err, _req, res, _next) => {
      res.status(err.status ?? 500).send('');
    });
    const handsOn = asHandler((err, _req, _res, next) => {
      next(err);
    });
    expect((await answer(app => app.use(make.json(), own, always500), MALFORMED))[0]).toBe(400);
    expect((await answer(app => app.use(make.json(), handsOn, always500), MALFORMED))[0]).toBe(500);
  });

  it('reads no body without a parser', async () => {
    expect(await answer(app => app.post('/', isRead).use(always500), MALFORMED)).toEqual([200, 'read']);
  });
});

describe.each(FASTIFY_VERSIONS)('Fastify %i', WIRE_SUITE, version => {
  const run = (code: string, request: WireRequest) => runExample(code, { framework: 'fastify', version, request });
  const onError = (statements: string, route = `app.post('/', { bodyLimit: 100 }, () => 'read');`): string =>
    `${route} app.setErrorHandler((error, request, reply) => { ${statements} });`;
  const OTHER_TYPE: WireRequest = { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: 'a;b' };

  it.each<[string, WireRequest, RegExp]>([
    // Fastify 4 hands on what its parser throws, and gives it the status.
    ['malformed JSON', MALFORMED, /^400,,(?:|FST_ERR_CTP_INVALID_JSON_BODY)$/],
    ['too much JSON', TOO_LARGE, /^413,,FST_ERR_CTP_BODY_TOO_LARGE$/],
    ['another media type', OTHER_TYPE, /^415,,FST_ERR_CTP_INVALID_MEDIA_TYPE$/],
  ])('gives an error handler what the error of %s carries', async (_, request, carried) => {
    const { status, body } = await run(
      onError(`reply.code(200).send([error.statusCode, error.status, error.code].join());`),
      request,
    );
    expect(status).toBe(200);
    expect(body.toString()).toMatch(carried);
  });

  it.each([
    [`reply.code(500).send({ error: error.message });`, 500, 500, 500],
    [`reply.code(error.statusCode ?? 500).send({});`, 400, 413, 415],
    [`reply.send(error);`, 400, 413, 415],
    [`reply.code(500).send(error);`, 400, 413, 415],
  ])('answers malformed and too much JSON and another type: %s', async (statements, malformed, tooLarge, otherType) => {
    expect((await run(onError(statements), MALFORMED)).status).toBe(malformed);
    expect((await run(onError(statements), TOO_LARGE)).status).toBe(tooLarge);
    expect((await run(onError(statements), OTHER_TYPE)).status).toBe(otherType);
  });

  it('parses what comes to no route too', async () => {
    expect((await run(onError(`reply.code(500).send({});`, `app.get('/', () => 1);`), MALFORMED)).status).toBe(500);
  });
});
