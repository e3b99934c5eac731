import { describe, expect, it } from 'vitest';

import { describeResponses, makeProject } from './read-project.ts';

const project = makeProject({
  'package.json': '{ "dependencies": { "express": "^5", "express-boom": "^3", "jsend": "^1" } }',
  'src/extend.js': `module.exports = (req, res, next) => {
  res.success = data => res.status(200).json(data);
  res.api = { refuse: (code, text) => res.status(code).json({ text }) };
  next();
};
const express = require('express');
express.response.missing = function (text) { return this.status(404).json({ text }); };
`,
});
const fastify = makeProject({ 'package.json': '{ "dependencies": { "fastify": "^5" } }' });

/** What is seen of a handler's own responses, with definitions beside it. */
function inHandler(body: string, definitions = ''): string[] {
  const model = project.read(
    'src/app.js',
    `const express = require('express'); const app = express();\n${definitions}\napp.get('/a/:id', async function page(req, res, next) { ${body} });`,
  );
  return describeResponses(
    model && { ...model, responses: model.responses.filter(({ handler }) => handler?.name === 'page') },
  );
}

describe('the response that is given in an object, late, or kept', () => {
  it.each([
    [
      'in an object that is taken apart',
      'const fail = ({ res, code }) => res.status(code).end();',
      'fail({ res, code: 400 });',
      ['fail 400 at 400'],
    ],
    [
      'in an object that is not',
      'function fail(o) { o.res.status(o.code ?? 500).end(); }',
      'fail({ res, code: 400 });',
      ['fail 400 at 400'],
    ],
    [
      'in an object with a name',
      'const fail = ({ res }, code) => res.status(code).end();',
      'const context = { req, res }; fail(context, 410);',
      ['fail 410 at 410'],
    ],
    [
      'after many others',
      'const late = (a, b, c, d, code, res) => res.status(code).end();',
      'late(1, 2, 3, 4, 409, res);',
      ['late 409 at 409'],
    ],
    [
      'on an instance',
      'class Answer { constructor(res) { this.res = res; } gone() { return this.fail(410); } fail(code) { this.res.status(code).end(); } }',
      'const answer = new Answer(res); answer.gone();',
      ['gone 410 at gone'],
    ],
    [
      'in a closure',
      'const respond = res => ({ missing: () => res.status(404).end() });',
      'respond(res).missing();',
      ['missing 404 at missing'],
    ],
    [
      'in a function that is given back',
      'const send = res => code => res.status(code).end();',
      'send(res)(404);',
      ['call 404 at 404'],
    ],
  ])('%s', (_, definitions, body, expected) => {
    expect(inHandler(body, definitions)).toEqual(expected);
  });

  it('may go anywhere in what is made of it out of sight, or is handed on', () => {
    expect(
      inHandler('const answer = new Answer(res); answer.gone();', "const { Answer } = require('./elsewhere');"),
    ).toEqual([]);
    const model = project.read(
      'src/app.js',
      `class Answer { constructor(res) { this.res = res; } gone() { this.res.status(410).end(); } }\nrequire('express')().get('/a', function page(req, res) { const answer = new Answer(res); keep(answer); answer.gone(); });`,
    );
    const [sent] = model?.responses.filter(({ handler }) => handler?.name === 'page') ?? [];
    expect(sent?.isEscaped).toBe(true);
  });
});

describe('methods that are put on the response', () => {
  it('by middleware and prototypes of another file, and by packages', () => {
    expect(inHandler('res.success({ a: 1 });')).toEqual(['success 200 at success']);
    expect(inHandler("res.api.refuse(400, 'x');")).toEqual(['refuse 400 at 400']);
    expect(inHandler("res.missing('x');")).toEqual(['missing 404 at missing']);
    expect(inHandler("res.boom.badData('x');")).toEqual(['badData 422 at badData']);
    expect(inHandler('res.status(403).jsend.fail({});')).toEqual(['fail 403 at 403']);
    expect(inHandler("res.unknown.thing('x');")).toEqual([]);
  });

  it('that give back the content in Fastify', () => {
    const model = fastify.read(
      'app.js',
      "const app = require('fastify')();\napp.decorateReply('page', async function () { this.code(404); return '<p>'; });\napp.get('/', async (request, reply) => { return reply.page(); });",
    );
    expect(describeResponses(model)).toEqual(['page 404 at page']);
  });
});

describe('a status that is read where it stands', () => {
  it.each([
    [
      'a case',
      'switch (r.code) { case 404: case 410: return res.status(r.code).end(); default: return res.end(); }',
      '404/410',
    ],
    ['a comparison', 'if (r.code === 409) return res.status(r.code).end();', '409'],
    ['one of two', 'if (r.code === 404 || r.code === 410) res.status(r.code).end();', '404/410'],
    ['a list', 'if ([400, 422].includes(r.code)) res.status(r.code).end();', '400/422'],
    [
      'none, where it is assigned in between',
      'if (code === 404) { code = other(); res.status(code).end(); }',
      'unknown',
    ],
  ])('by %s', (_, body, codes) => {
    expect(inHandler(`const r = await ask(); let code = r.code; ${body}`)[0]).toMatch(new RegExp(`^end ${codes}\\b`));
  });

  it('off what a function of the project returns, and what is written onto that', () => {
    expect(
      inHandler('const { status } = of(true); res.status(status).end();', 'const of = () => ({ status: 404 });'),
    ).toEqual(['end 404 at status']);
    expect(
      inHandler(
        'const r = await of(); res.status(r.status).end();',
        'async function of() { const out = { status: 200 }; if (x) out.status = 404; return out; }',
      ),
    ).toEqual(['end 200/404 at r.status']);
    expect(
      inHandler(
        'const r = of(); fill(r); res.status(r.status).end();',
        'const of = () => ({ status: 404 }); function fill(r) { r.status = 410; }',
      )[0],
    ).toMatch(/^end unknown/);
  });
});

describe('a helper that always throws', () => {
  it('throws for its caller, with the status that is given', () => {
    expect(
      inHandler(
        'if (!x) stop(400); res.end();',
        "const createError = require('http-errors'); function stop(code) { throw createError(code); }",
      ),
    ).toContain('throw 400 at 400');
  });

  it('is answered by the catch that reads its error, and by no other', () => {
    const stop = 'const stop = code => { const error = new Error(); error.kind = code; throw error; };';
    expect(inHandler('try { stop(403); } catch (e) { res.status(e.kind ?? 500).end(); }', stop)).toContain(
      'throw 403 at 403',
    );
    expect(inHandler('try { stop(403); } catch (e) { res.status(500).end(); }', stop)).toEqual(['end 500 at 500']);
  });
});

it('takes nothing of a number where a constructor takes an object apart', () => {
  const own = 'class Gone extends Error { constructor({ status }) { super(); this.status = status; } }';
  expect(inHandler('throw new Gone({ status: 410 });', own)).toEqual(['throw 410 at 410']);
  expect(inHandler('throw new Gone(410);', own)).not.toContain('throw 410 at 410');
});
