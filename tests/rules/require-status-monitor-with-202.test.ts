import rule from '../../src/rules/require-status-monitor-with-202.ts';
import { controller, express, fastify } from '../header-cases.ts';
import { placeOf } from '../report-place.ts';
import { testRule, type InvalidCase } from '../rule-tester.ts';

const missing = (name: string, code: string): InvalidCase => ({
  name,
  code,
  errors: [{ messageId: 'missing', data: { status: '202 Accepted' }, ...placeOf(code, '202') }],
});

testRule('require-status-monitor-with-202', rule, {
  express: {
    valid: [
      { name: 'Location', code: express(`res.location('/jobs/7').status(202).end()`, 'post') },
      { name: 'Location before sendStatus', code: express(`res.set('Location', '/jobs/7').sendStatus(202)`, 'post') },
      { name: 'Content-Location', code: express(`res.set('Content-Location', '/jobs/7').status(202).end()`, 'post') },
      {
        name: 'Operation-Location',
        code: express(`res.status(202).set('Operation-Location', '/jobs/7').end()`, 'post'),
      },
      { name: 'Link', code: express(`res.links({ monitor: '/jobs/7' }).status(202).end()`, 'post') },
      { name: 'content', code: express(`res.status(202).json({ job: job.id })`, 'post') },
      { name: 'content that is not known', code: express(`res.status(202).send(await start(req.body))`, 'post') },
      { name: 'headers that are not in sight', code: express(`res.set(headers).status(202).end()`, 'post') },
      { name: 'a response that went out of sight', code: express(`prepare(res); res.status(202).end()`, 'post') },
      { name: 'a helper, whose callers may set it', code: `export function accepted(res) { res.sendStatus(202); }` },
      { name: "the project's own function", code: express(`sendResponse(res, 202)`, 'post') },
      { name: '204 No Content', code: express(`res.status(204).end()`, 'post') },
      { name: 'a status that is not known', code: express(`res.status(code).end()`, 'post') },
    ],
    invalid: [
      missing('end', express(`queue.add(req.body); res.status(202).end()`, 'post')),
      missing('send without content', express(`res.status(202).send()`, 'post')),
      missing('the empty string', express(`res.status(202).send('')`, 'post')),
      missing('sendStatus', express(`res.sendStatus(202)`, 'delete')),
      missing('writeHead', express(`res.writeHead(202); res.end()`, 'post')),
      missing('a status set apart', express(`res.statusCode = 202; res.end()`, 'post')),
      missing('one outcome of two', express(`res.status(isDone ? 204 : 202).end()`, 'put')),
      missing(
        'a Location on some paths only',
        express(`if (job) res.location(job.url); res.status(202).end()`, 'post'),
      ),
      { ...missing('in TypeScript', controller('express', 'res.sendStatus(202);')), ts: true },
    ],
  },
  fastify: {
    valid: [
      { name: 'header', code: fastify(`return reply.code(202).header('Location', '/jobs/7').send()`, 'post') },
      { name: 'content', code: fastify(`return reply.code(202).send({ job: job.id })`, 'post') },
      { name: 'a returned value', code: fastify(`reply.code(202); return { job: job.id }`, 'post') },
      {
        name: 'a response that went out of sight',
        code: fastify(`prepare(reply); return reply.code(202).send()`, 'post'),
      },
    ],
    invalid: [
      missing('send', fastify(`return reply.code(202).send()`, 'post')),
      missing('null', fastify(`return reply.code(202).send(null)`, 'post')),
      { ...missing('in TypeScript', controller('fastify', 'return reply.code(202).send();')), ts: true },
    ],
  },
});
