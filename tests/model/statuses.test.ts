import { describe, expect, it } from 'vitest';

import { readModel } from './read-model.ts';

/** The statuses of the responses of an Express handler with this body, in source order. */
function statuses(body: string, before = ''): (readonly number[] | null)[] {
  return (
    readModel(
      `${before}\nimport express from 'express'; const app = express(); app.all('/x', async (req, res) => { ${body} });`,
    )?.responses ?? []
  ).map(({ status }) => status.codes);
}

describe('statuses of responses', () => {
  it.each<[string, string, (readonly number[] | null)[]]>([
    ['chained', `res.status(404).json({});`, [[404]]],
    ['in an earlier statement', `res.status(404); res.json({});`, [[404]]],
    ['assigned', `res.statusCode = 404; res.end();`, [[404]]],
    ['the last one set', `res.status(404); res.status(400).json({});`, [[400]]],
    ['set on one branch', `if (req.a) { res.status(404); } res.json({});`, [[200, 404]]],
    ['set on both branches', `if (req.a) { res.status(404); } else { res.status(401); } res.json({});`, [[401, 404]]],
    ['implicit', `res.json({});`, [[200]]],
    ['sendStatus', `res.status(500); res.sendStatus(204);`, [[204]]],
    ['writeHead', `res.writeHead(404, { a: 'b' }); res.end();`, [[404]]],
    ['redirect discards', `res.status(301).redirect('/x');`, [[302]]],
    ['redirect with a status', `res.redirect(301, '/x');`, [[301]]],
    ['a ternary', `res.status(req.a ? 200 : 404).json({});`, [[200, 404]]],
    ['const', `const code = 404; res.status(code).json({});`, [[404]]],
    ['let, assigned on one branch', `let code = 200; if (req.a) code = 400; res.status(code).json({});`, [[200, 400]]],
    ['with an unknown default', `res.status(err.status || 500).json({});`, [null]],
    ['a parameter', `res.status(req.query.code).json({});`, [null]],
    ['aliases of the response', `const r = res.status(403); r.json({});`, [[403]]],
    ['after a helper got it', `helper(res); res.json({});`, [null]],
    ['set after a helper got it', `helper(res); res.status(404).json({});`, [[404]]],
    ['streams', `res.status(206); stream.pipe(res);`, [[206]]],
    ['in a callback', `res.status(202); db.save(() => { res.end(); });`, [[202]]],
    [
      'render with a callback sends nothing by itself',
      `res.render('x', (err, html) => { res.status(500).send(html); });`,
      [[500]],
    ],
  ])('%s', (_, body, expected) => {
    expect(statuses(body)).toEqual(expected);
  });

  it.each<[string, string, string, number]>([
    ['own object', `const HTTP = { GONE: 410 };`, 'HTTP.GONE', 410],
    ['frozen object', `const HTTP = Object.freeze({ GONE: 410 });`, 'HTTP.GONE', 410],
    ['own enum', `enum Http { Gone = 410 }`, 'Http.Gone', 410],
    ['static field', `class Http { static GONE = 410; }`, 'Http.GONE', 410],
    ['http-status-codes', `import { StatusCodes } from 'http-status-codes';`, 'StatusCodes.GONE', 410],
    ['http-status-codes as a default', `import HttpStatus from 'http-status-codes';`, 'HttpStatus.GONE', 410],
    ['http-status', `import httpStatus from 'http-status';`, 'httpStatus.GONE', 410],
    ['http-status required', `const httpStatus = require('http-status');`, 'httpStatus.NOT_FOUND', 404],
    ['node:http2', `import { constants } from 'node:http2';`, 'constants.HTTP_STATUS_GONE', 410],
    [
      'node:http2 destructured',
      `import http2 from 'node:http2'; const { HTTP_STATUS_GONE } = http2.constants;`,
      'HTTP_STATUS_GONE',
      410,
    ],
  ])('constants: %s', (_, before, code, expected) => {
    expect(statuses(`res.status(${code}).end();`, before)).toEqual([[expected]]);
  });

  it('reads a reason phrase as no status', () => {
    expect(
      statuses(`res.status(ReasonPhrases.GONE).end();`, `import { ReasonPhrases } from 'http-status-codes';`),
    ).toEqual([null]);
  });

  it('guards an outcome by the branch that sets it', () => {
    const response = readModel(`app.get('/x', (req, res) => { res.status(req.user ? 403 : 401).end(); });`)
      ?.responses[0];
    expect(response?.status.outcomes.map(({ code, guards }) => [code, guards.map(({ holds }) => holds)])).toEqual([
      [403, [true]],
      [401, [false]],
    ]);
  });
});

describe('header fields', () => {
  it.each<[string, string, unknown]>([
    ['location()', `res.location('/x').status(201).end();`, true],
    ['set()', `res.set('Location', '/x'); res.status(201).end();`, true],
    ['set({})', `res.set({ Location: '/x' }); res.status(201).end();`, true],
    ['setHeader', `res.setHeader('location', '/x'); res.status(201).end();`, true],
    ['append', `res.append('Location', '/x'); res.end();`, true],
    ['writeHead', `res.writeHead(201, { Location: '/x' }); res.end();`, true],
    ['writeHead with an array', `res.writeHead(201, ['Location', '/x']); res.end();`, true],
    ['setHeaders', `res.setHeaders(new Map([['Location', '/x']])); res.end();`, true],
    ['on one branch', `if (req.a) res.location('/x'); res.end();`, 'sometimes'],
    ['on both', `if (req.a) res.location('/x'); else res.set('location', '/y'); res.end();`, true],
    ['in a try', `try { res.location(await f()); } catch { log(); } res.end();`, 'sometimes'],
    ['not at all', `res.end();`, false],
    ['spread', `res.set({ ...headers }); res.end();`, 'unknown'],
    ['computed', `res.set(name, '/x'); res.end();`, 'unknown'],
    ['removed', `res.location('/x'); res.removeHeader('Location'); res.end();`, false],
  ])('%s', (_, body, expected) => {
    const model = readModel(
      `import express from 'express'; const app = express(); app.all('/x', async (req, res) => { ${body} });`,
    );
    expect(model?.responses.at(-1)?.headers.has('location')).toBe(expected);
  });
});

describe('hostile files', () => {
  it('does not hang on a bundle with thousands of nested calls and a deep expression', () => {
    const code = `module.exports = (req, res) => { ${'if (req.a) { f(); } '.repeat(3000)} res.status(404).json(${'a+'.repeat(400)}1); };`;
    const start = performance.now();
    readModel(code);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
