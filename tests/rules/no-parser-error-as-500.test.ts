import rule from '../../src/rules/no-parser-error-as-500.ts';
import { EXPRESS, FASTIFY } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

const ON_ERROR = 'app.use((err, req, res, next) => {';

/** An application of Express with a parser, and an error handler made of the given statements. */
const onError = (statements: string, before = 'app.use(express.json());'): string =>
  `${EXPRESS} ${before} ${ON_ERROR} ${statements} });`;

/** The same of Fastify. */
const setErrorHandler = (statements: string, parameters = 'error, request, reply'): string =>
  `${FASTIFY} app.setErrorHandler((${parameters}) => { ${statements} });`;

const CODES = { malformed: '400 Bad Request', tooLarge: '413 Content Too Large' };
const FAILS = '500 Internal Server Error';

interface Expected {
  /** The status as it is written, and the text it stands after. */
  readonly at?: string;
  readonly after?: string;
  readonly parser?: string;
  readonly property?: string;
  readonly status?: string;
  readonly messageId?: 'json' | 'other';
  /** Whether an edit is offered, which puts the status of the error before. */
  readonly isMended?: boolean;
}

/** A report at the status of a response. */
const failure = (
  code: string,
  {
    at = '500',
    after = 'status(',
    parser = '`express.json()`',
    property = 'err.status',
    status = FAILS,
    messageId = 'json',
    isMended = true,
  }: Expected = {},
): InvalidCase['errors'][number] => {
  const start = code.indexOf(at, code.indexOf(after) + after.length);
  const edit = `${property} ?? ${at}`;
  return {
    messageId,
    data: { ...CODES, parser, property, status },
    ...placeOf(code, at, after),
    ...(isMended && {
      suggestions: [
        {
          messageId: 'carry',
          data: { fallback: status, edit },
          output: `${code.slice(0, start)}${edit}${code.slice(start + at.length)}`,
        },
      ],
    }),
  };
};

const lost = (name: string, code: string, expected?: Expected): InvalidCase => ({
  name,
  code,
  errors: [failure(code, expected)],
});

const FASTIFY_OWN = { after: 'code(', parser: 'Fastify itself', property: 'error.statusCode' };
const ANSWER = `res.status(500).json({ error: 'Oops' });`;
const REPLY = `reply.code(500).send({ error: 'Oops' });`;
const TWO = onError(
  `if (req.xhr) return res.status(500).json({ error: err.message }); res.status(503).render('error');`,
);

testRule('no-parser-error-as-500', rule, {
  express: {
    valid: [
      { name: 'the status of the error', code: onError(`res.status(err.status ?? 500).json({ error: err.message });`) },
      { name: 'its statusCode', code: onError(`res.status(err.statusCode || 500).send(err.message);`) },
      {
        name: 'a status kept in a variable',
        code: onError(`const { status = 500, message } = err; res.status(status).json({ message });`),
      },
      {
        name: 'an answer to errors of syntax',
        code: onError(`if (err instanceof SyntaxError) return res.status(400).end(); ${ANSWER}`),
      },
      {
        name: 'an answer by the type of the error',
        code: onError(`if (err.type === 'entity.parse.failed') return res.sendStatus(400); ${ANSWER}`),
      },
      {
        name: 'a switch over its name',
        code: onError(
          `switch (err.name) { case 'SyntaxError': res.status(500).send('syntax'); break; default: ${ANSWER} }`,
        ),
      },
      { name: 'a predicate', code: onError(`if (isFatal(err)) process.exitCode = 1; ${ANSWER}`) },
      {
        name: 'a text that is looked for in its message',
        code: onError(`if (err.message.includes('JSON')) warn(); ${ANSWER}`),
      },
      {
        name: 'a helper that gets the error and the response',
        code: onError(`if (req.xhr) return sendError(err, res); ${ANSWER}`),
      },
      {
        name: 'a helper that gets the response',
        code: onError(`if (req.xhr) return sendFailure(res); ${ANSWER}`),
      },
      { name: 'errors that are handed on', code: onError(`if (req.path === '/health') return ${ANSWER} next(err);`) },
      {
        name: 'errors that are thrown anew',
        code: onError(`if (req.path !== '/health') throw err; ${ANSWER}`),
      },
      {
        name: 'errors that the next handler gets where the response is not on its way',
        code: onError(`if (res.headersSent || req.xhr) return next(err); ${ANSWER}`),
      },
      { name: 'a status that the application knows', code: onError(`res.status(statusFor(err)).end();`) },
      {
        name: 'the status that was set before',
        code: onError(`res.status(res.statusCode === 200 ? 500 : res.statusCode).end();`),
      },
      { name: 'another status', code: onError(`res.status(400).json({ error: err.message });`) },
      { name: 'another status on one path', code: onError(`if (req.xhr) return res.status(422).end(); ${ANSWER}`) },
      {
        name: 'a destructured error',
        code: `${EXPRESS} app.use(express.json()); app.use(({ message }, req, res, next) => { ${ANSWER} });`,
      },
      {
        name: 'a copy of the error, which is looked at',
        code: onError(`let error = { ...err }; if (error.code === 11000) error = conflict(); ${ANSWER}`),
      },
      { name: 'no parser', code: onError(ANSWER, '') },
      { name: 'a parser behind it', code: `${onError(ANSWER, '')} app.use(express.json());` },
      { name: 'other middleware', code: onError(ANSWER, 'app.use(express.static(files)); app.use(cors());') },
      { name: 'a parser of the same name from elsewhere', code: onError(ANSWER, `app.use(parsers.json());`) },
      {
        name: 'a parser whose errors a function of its own takes',
        code: onError(
          ANSWER,
          `app.use((req, res, next) => express.json()(req, res, err => err ? res.status(400).end() : next()));`,
        ),
      },
      {
        name: 'an error handler before it that answers',
        code: onError(
          ANSWER,
          `app.use(express.json()); app.use((err, req, res, next) => err.type ? res.status(err.status).end() : next(err));`,
        ),
      },
      {
        name: 'an error handler before it that is made out of sight',
        code: onError(ANSWER, `app.use(express.json()); app.use(refuseBodyErrors());`),
      },
      {
        name: 'a function out of sight before it that gets the application',
        code: `import { setUp } from './set-up.js'; ${onError(ANSWER, `app.use(express.json()); setUp(app);`)}`,
      },
      {
        name: 'a router, whose error handlers get nothing of the parser around it',
        code: `${EXPRESS} const router = express.Router(); app.use(express.json()); app.use(router); router.use((err, req, res, next) => { ${ANSWER} });`,
      },
      {
        name: 'three parameters, which Express takes for no error handler',
        code: `${EXPRESS} app.use(express.json()); app.use((err, req, res) => { ${ANSWER} });`,
      },
      {
        name: 'a handler that is registered out of sight',
        code: `export function onError(err, req, res, next) { ${ANSWER} }`,
      },
    ],
    invalid: [
      lost('a constant', onError(`res.status(500).json({ error: err.message });`)),
      lost('an error that is not looked at', onError(ANSWER)),
      lost('sendStatus', onError(`res.sendStatus(500);`), { after: 'sendStatus(' }),
      lost('another 5xx', onError(`res.status(503).end();`), { at: '503', status: '503 Service Unavailable' }),
      lost('an assigned status', onError(`res.statusCode = 500; res.end();`), { after: 'statusCode', isMended: false }),
      lost('a log', onError(`console.error(err.name, err.code, err.stack); ${ANSWER}`)),
      lost('a log with a line of its own', onError(`logger.error({ err, status: 500 }); ${ANSWER}`), {
        after: 'res.status(',
      }),
      lost('a report to a service', onError(`Sentry.captureException(err); ${ANSWER}`)),
      lost(
        'what is shown in development',
        onError(
          `const shown = isLive ? 'Oops' : err.stack; res.status(500).json({ shown, err, ...(isLive ? {} : { text: String(err) }) });`,
        ),
      ),
      lost('a message or another text', onError(`res.status(500).send(err && err.message ? err.message : 'Oops');`)),
      lost(
        'an error of the class of all',
        onError(`res.status(500).send(err instanceof Error ? err.message : 'Oops');`),
      ),
      lost('a response on its way', onError(`if (res.headersSent) return next(err); ${ANSWER}`)),
      lost(
        'a response on its way, the other way round',
        onError(`if (!res.headersSent) { ${ANSWER} } else { next(err); }`),
      ),
      {
        name: 'two answers',
        code: TWO,
        errors: [failure(TWO), failure(TWO, { at: '503', after: 'message })', status: '503 Service Unavailable' })],
      },
      lost(
        'body-parser',
        `import bodyParser from 'body-parser'; ${onError(ANSWER, 'app.use(bodyParser.json({ limit }));')}`,
        {
          parser: '`bodyParser.json()`',
        },
      ),
      lost('all of body-parser', `import bodyParser from 'body-parser'; ${onError(ANSWER, 'app.use(bodyParser());')}`, {
        parser: '`bodyParser()`',
      }),
      lost('a function of its own name', `import { json } from 'body-parser'; ${onError(ANSWER, 'app.use(json());')}`, {
        parser: '`json()`',
      }),
      lost('a parser in a variable', onError(ANSWER, 'const parser = express.json(); app.use(parser);')),
      lost('a list of middleware', onError(ANSWER, 'app.use([cors(), express.urlencoded(), express.json()]);')),
      lost('forms alone', onError(ANSWER, 'app.use(express.urlencoded({ extended: true }));'), {
        parser: '`express.urlencoded()`',
        messageId: 'other',
      }),
      lost('a parser below a path', onError(ANSWER, `app.use('/api', express.json());`)),
      lost('a parser of one route', onError(ANSWER, `app.post('/orders', express.json(), create);`)),
      lost(
        'a router with its own',
        `${EXPRESS} const router = express.Router(); router.use(express.json()); router.use((err, req, res, next) => { ${ANSWER} }); app.use(router);`,
      ),
      lost(
        'an error handler before it that only logs',
        onError(
          ANSWER,
          `app.use(express.json()); app.use((err, req, res, next) => { console.error(err); next(err); });`,
        ),
      ),
      lost(
        'handlers of packages before it that hand on',
        `import * as Sentry from '@sentry/node'; ${onError(ANSWER, `app.use(express.json()); app.use(Sentry.Handlers.errorHandler());`)}`,
      ),
      lost(
        'functions of the same file that set it up',
        `${EXPRESS} function parse(to) { to.use(express.json()); } parse(app); function onError(err, req, res, next) { ${ANSWER} } app.use(onError);`,
      ),
      lost(
        'a constant of a library',
        `import { StatusCodes } from 'http-status-codes'; ${onError(`res.status(StatusCodes.INTERNAL_SERVER_ERROR).end();`)}`,
        { at: 'StatusCodes.INTERNAL_SERVER_ERROR' },
      ),
      lost('a status in a variable', onError(`const status = 500; res.status(status).end();`), {
        at: 'status',
        after: 'res.status(',
      }),
      {
        ...lost(
          'an error of the class of all, in TypeScript',
          `import express, { type Request, type Response, type NextFunction } from 'express'; const app = express(); app.use(express.json()); app.use((err: Error, req: Request, res: Response, next: NextFunction) => { ${ANSWER} });`,
          { isMended: false },
        ),
        ts: true,
      },
      {
        ...lost(
          'an error of any class, in TypeScript',
          `import express, { type Request, type Response, type NextFunction } from 'express'; const app = express(); app.use(express.json()); app.use((err: any, req: Request, res: Response, next: NextFunction) => { ${ANSWER} });`,
        ),
        ts: true,
      },
    ],
  },
  fastify: {
    valid: [
      { name: 'the statusCode of the error', code: setErrorHandler(`reply.code(error.statusCode ?? 500).send({});`) },
      { name: 'the error itself', code: setErrorHandler(`reply.code(500).send(error);`) },
      { name: 'what is made of the error', code: setErrorHandler(`reply.code(500).send(wrapped(error));`) },
      { name: 'an error that is thrown anew', code: setErrorHandler(`if (request.is404) ${REPLY} throw error;`) },
      {
        name: 'an answer to what a schema refuses',
        code: setErrorHandler(`if (error.validation) return reply.code(422).send({}); ${REPLY}`),
      },
      {
        name: 'an answer by the code of the error',
        code: setErrorHandler(`if (error.code?.startsWith('FST_ERR_CTP')) return reply.code(400).send({}); ${REPLY}`),
      },
      {
        name: 'a helper that answers',
        code: setErrorHandler(`if (request.user) return answer(reply, error); ${REPLY}`),
      },
      { name: 'another status', code: setErrorHandler(`reply.code(400).send({});`) },
      { name: 'a hook', code: `${FASTIFY} app.addHook('onError', async (request, reply, error) => { ${REPLY} });` },
      {
        name: 'a handler that is registered out of sight',
        code: `import type { FastifyReply } from 'fastify'; export function onError(error: Error, request: object, reply: FastifyReply) { ${REPLY} }`,
        ts: true,
      },
    ],
    invalid: [
      lost(
        'a constant',
        setErrorHandler(`request.log.error(error); reply.code(500).send({ error: error.message });`),
        FASTIFY_OWN,
      ),
      lost('a returned content', setErrorHandler(`reply.code(500); return { error: error.message };`), FASTIFY_OWN),
      lost('an error that is not looked at', setErrorHandler(REPLY, '_, request, reply'), {
        ...FASTIFY_OWN,
        property: '_.statusCode',
      }),
      lost('a reply on its way', setErrorHandler(`if (reply.sent) return; ${REPLY}`), FASTIFY_OWN),
      lost('a method of @fastify/sensible', setErrorHandler(`reply.internalServerError();`), {
        ...FASTIFY_OWN,
        at: 'internalServerError',
        after: 'reply.',
        isMended: false,
      }),
      lost(
        'a plugin',
        `module.exports = async fastify => { fastify.post('/orders', create); fastify.setErrorHandler(onError); };
        function onError(error, request, reply) { ${REPLY} }`,
        FASTIFY_OWN,
      ),
      {
        ...lost(
          'in TypeScript',
          `import Fastify, { type FastifyError } from 'fastify'; const app = Fastify(); app.setErrorHandler((error: FastifyError, request, reply) => { ${REPLY} });`,
          FASTIFY_OWN,
        ),
        ts: true,
      },
    ],
  },
});
