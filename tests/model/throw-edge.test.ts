import { describe, expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import { summarise } from './read-model.ts';

const linter = new ReadyLinter();

/** What `recommended` reports on a file: the rule, and the text of the line it stands at. */
function reports(code: string): string[] {
  const config = { ...plugin.configs.recommended, languageOptions: { sourceType: 'commonjs' as const } };
  const lines = code.split('\n');
  return linter
    .verify(code, [config], { filename: 'app.js' })
    .map(
      ({ ruleId, line, message }) =>
        `${ruleId?.slice('status-code/'.length) ?? message}: ${lines[line - 1]?.trim() ?? ''}`,
    );
}

const express = (handler: string): string =>
  `const app = require('express')();\napp.put('/boxes/:id', async (req, res, next) => {\n${handler}\n});`;
const fastify = (handler: string): string =>
  `const app = require('fastify')();\napp.put('/boxes/:id', async (request, reply) => {\n${handler}\n});`;

const FOUND = `const box = await boxes.findById(req.params.id);
  if (!box) return res.status(404).json({ error: 'no such box' });
  await box.save();`;
const REPLIED = FOUND.replaceAll('req.', 'request.')
  .replaceAll('res.status', 'reply.code')
  .replaceAll('.json', '.send');

describe('a send that throws lends its status to nobody', () => {
  it.each([
    [
      'sendStatus with a trailing end',
      express(`try {\n${FOUND}\nres.json(box);\n} catch (e) { res.sendStatus(500).end(); }`),
    ],
    [
      'an event stream that ends',
      express(
        `try {\n${FOUND}\nres.write('data: 1');\nres.end();\n} catch (e) { res.write('event: error'); res.end(); }`,
      ),
    ],
    [
      'a call in the arguments',
      express(
        `try {\n${FOUND.replace(`{ error: 'no such box' }`, 'describe(box)')}\nres.json(box);\n} catch (e) { next(e); }`,
      ),
    ],
    [
      'an error helper of the reply',
      fastify(`try {\n${REPLIED}\nreturn reply.code(204).send();\n} catch (e) { return reply.internalServerError(); }`),
    ],
    [
      'an error sent by the reply',
      fastify(
        `try {\n${REPLIED}\nreturn reply.code(202).send({ at: '/jobs/1' });\n} catch (e) { return reply.send(httpErrors.internalServerError()); }`,
      ),
    ],
    [
      'a finally that logs',
      express(`try {\n${FOUND}\nres.json(box);\n} catch (e) { console.error(e); } finally { done(); }`),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it.each([
    ['a log-only catch', express(`try {\n${FOUND}\nres.json(box);\n} catch (e) { console.error(e); }`)],
    [
      'statements in place of a chain',
      express(
        `try {\n${FOUND.replace('return res.status(404).json({', '{ res.status(404); return res.json({').replace("box' });", "box' }); }")}\nres.json(box);\n} catch (e) { console.error(e); }`,
      ),
    ],
  ])('%s is silent itself, and nothing else is wrong there', (_, code) => {
    expect(reports(code)).toEqual(['no-unanswered-request: } catch (e) { console.error(e); }']);
  });

  it('yet what is awaited in its arguments leaves the status pending, which goes out with the catch', () => {
    const responses = summarise(`import express from 'express'; const app = express();
      app.post('/boxes', async (req, res) => { try { res.status(201).json(await create(req.body)); } catch (e) { res.json({ error: 'failed' }); } });`);
    expect(responses).toEqual(['json 201 express route POST /boxes', 'json 200/201 express route POST /boxes']);
  });

  it('and a forwarded error takes a pending error status', () => {
    const responses = summarise(`import express from 'express'; const app = express();
      app.post('/boxes', async (req, res, next) => { try { res.status(409).json(await why(req.body)); } catch (e) { next(new Error('why')); } });`);
    expect(responses).toEqual(['json 409 express route POST /boxes', 'next 409/500 express route POST /boxes']);
  });

  it('and a status that the catch sets itself is still unsent', () => {
    expect(reports(express(`try {\n${FOUND}\nres.json(box);\n} catch (e) {\nreturn res.status(500);\n}`))).toEqual([
      'no-unsent-status: return res.status(500);',
    ]);
  });
});

describe('sendStatus is a send like any other', () => {
  it('what follows it knows its status', () => {
    expect(
      summarise(
        `const app = require('express')(); app.get('/', (req, res) => { res.status(404); res.sendStatus(410).end(); });`,
        { sourceType: 'commonjs' },
      ),
    ).toEqual(['sendStatus 410 express route GET /', 'end 410 express route GET /']);
  });
});

describe('what a tested responder returns is tied to whether it sent', () => {
  const responder = `function answered(error, res) {
  if (error.code === 'E_BAD') { res.status(422).json({ message: 'bad' }); return true; }
  return false;
}\n`;
  const asynchronous = responder.replace('function', 'async function');
  it.each([
    [
      'tested at once',
      responder +
        express(
          `try {\n${FOUND}\nres.json(box);\n} catch (e) { if (answered(e, res)) return; res.status(500).json({}); }`,
        ),
    ],
    [
      'negated',
      responder +
        express(`try {\n${FOUND}\nres.json(box);\n} catch (e) { if (!answered(e, res)) res.status(500).json({}); }`),
    ],
    [
      'kept in a constant',
      responder +
        express(
          `try {\n${FOUND}\nres.json(box);\n} catch (e) { const isDone = answered(e, res); if (isDone) return; next(e); }`,
        ),
    ],
    [
      'awaited',
      asynchronous +
        express(`try {\n${FOUND}\nres.json(box);\n} catch (e) { if (await answered(e, res)) return; next(e); }`),
    ],
    [
      'in a disjunction',
      responder + express(`try {\n${FOUND}\nres.json(box);\n} catch (e) { return answered(e, res) || next(e); }`),
    ],
    [
      'of Fastify',
      responder.replace('res.status(422).json', 'res.code(422).send') +
        fastify(
          `try {\n${REPLIED}\nreturn reply.send(box);\n} catch (e) { if (answered(e, reply)) return reply; return reply.code(500).send({}); }`,
        ),
    ],
  ])('%s', (_, code) => {
    expect(reports(code)).toEqual([]);
  });

  it('so that a second response where it has answered is found', () => {
    const code =
      responder + express(`const box = await boxes.read();\nif (answered(box, res)) { log(box); }\nres.json(box);`);
    expect(reports(code)).toEqual(['no-second-response: if (answered(box, res)) { log(box); }']);
  });

  it('and none where it has not', () => {
    const code =
      responder +
      express(`const box = await boxes.read();\nif (answered(box, res)) { log(box); return; }\nres.json(box);`);
    expect(reports(code)).toEqual([]);
  });

  it('a result that says nothing is not believed', () => {
    const code =
      responder.replace('return false', 'return true') +
      express(`const box = await boxes.read();\nif (answered(box, res)) { log(box); }\nres.json(box);`);
    expect(reports(code)).toEqual([]);
  });
});

describe('a throw that its own catch answers is no response', () => {
  const throws = (caught: string): string =>
    `const createError = require('http-errors');\n${express(`try { if (!req.body.name) throw createError(422, 'no name'); res.json(await boxes.read()); } catch (error) { ${caught} }`)}`;
  const vias = (code: string): string[] =>
    summarise(code, { sourceType: 'commonjs' }).filter(one => one.startsWith('throw'));

  it.each([
    [`res.status(400).json({ message: error.message });`],
    [`console.error(error); res.status(400).end();`],
    [`if (error instanceof TypeError) return res.status(400).end(); res.sendStatus(500);`],
    [`res.status(400).json({ error });`],
    [`logger.warn('failed', error);`],
    [`if (error.code === 'E_NAME') return res.status(400).end(); res.status(500).send(String(error));`],
  ])('it ends in: %s', caught => {
    expect(vias(throws(caught))).toEqual([]);
  });

  it.each([
    [`next(error);`],
    [`throw error;`],
    [`res.status(error.status).end();`],
    [`const { status } = error; res.status(status ?? 500).end();`],
    [`handle(error, res);`],
    [`if (isKnown(error)) throw error; res.sendStatus(500);`],
  ])('it goes on in: %s', caught => {
    expect(vias(throws(caught))).toHaveLength(1);
  });

  it('in a service too', () => {
    const service = (caught: string): string => `const createError = require('http-errors'); require('express');
      exports.find = async id => { try { const box = await Box.findById(id); if (!box) throw createError(404); return box; } catch (error) { ${caught} } };`;
    expect(vias(service('return { failed: error.message };'))).toEqual([]);
    expect(vias(service('throw error;'))).toHaveLength(1);
  });

  it('in Fastify an error that is sent brings its own status along', () => {
    const code = (caught: string): string =>
      `const createError = require('http-errors'); ${fastify(`try { if (!request.body.name) throw createError(422); return {}; } catch (error) { ${caught} }`)}`;
    expect(vias(code('return reply.code(400).send({ error });'))).toEqual([]);
    expect(vias(code('return reply.send(error);'))).toHaveLength(1);
  });
});

describe('headersSent kept in a constant', () => {
  it.each([
    ['negated', `const maySend = !res.headersSent; res.status(500); if (maySend) res.send('sorry');`],
    [
      'as it is',
      `const { id } = req.params; const isSent = res.headersSent; res.status(500); if (!isSent) res.send(id);`,
    ],
    ['compared', `const isOpen = res.headersSent === false; res.status(500); if (isOpen) res.json({});`],
  ])('%s', (_, body) => {
    expect(reports(`const app = require('express')();\napp.use((err, req, res, next) => { ${body} });`)).toEqual([]);
  });
});

describe('a promise that never rejects does not fail', () => {
  const handler = (cleanUp: string): string =>
    express(
      `try { const file = await convert(req.body.name); try { res.json(await read(file)); } finally { await ${cleanUp}; } } catch (err) { res.status(500).json({}); }`,
    );

  it.each([
    [`unlink(file).catch(() => {})`],
    [`unlink(file).catch(console.error)`],
    [`Promise.allSettled([unlink(file)])`],
    [`unlink(file).catch(error => { logger.warn(error); })`],
    [`unlink(file).catch(() => null).finally(() => {})`],
  ])('%s', cleanUp => {
    expect(reports(handler(cleanUp))).toEqual([]);
  });

  it.each([
    [`unlink(file)`],
    [`unlink(file).catch(error => { throw error; })`],
    [`unlink(file).catch(() => report(file))`],
    [`unlink(file).finally(() => {})`],
  ])('yet this may: %s', cleanUp => {
    expect(reports(handler(cleanUp)).map(report => report.split(':')[0])).toEqual(['no-second-response']);
  });
});
