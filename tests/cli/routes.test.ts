import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt } from './build.ts';
import { makeProject, runWarm } from './run.ts';

beforeAll(ensureBuilt, 60_000);

const EXPRESS = `const express = require('express');
const app = express();
app.get('/users/:id', async function getUser(req, res) {
  const user = await User.findById(req.params.id);
  if (!user) {
    return res
      .status(404)
      .json({ error: 'No such user' });
  }
  res.json(user);
});
app.use((err, req, res, next) => {
  res.status(500);
  res.send('Sorry');
});
`;

const FASTIFY = `import type { FastifyInstance } from 'fastify';
export default async function plugin(fastify: FastifyInstance) {
  fastify.post('/items', async (request, reply) => {
    const code = await decide(request.body);
    return reply.code(code).send({ ok: true });
  });
}
`;

interface Entry {
  file: string;
  line: number;
  endLine: number;
  statuses: number[] | null;
  [other: string]: unknown;
}

function inventory(
  folder: string,
  ...args: readonly string[]
): { code: number | null; stderr: string; responses: Entry[] } {
  const { code, stdout, stderr } = runWarm(folder, 'routes', ...args, '--format', 'json-responses');
  return { code, stderr, responses: (JSON.parse(stdout) as { responses: Entry[] }).responses };
}

describe('routes', () => {
  it('lists every response with its lines, handler, route, statuses and cause', () => {
    const folder = makeProject({ 'a.js': EXPRESS, 'b.ts': FASTIFY });
    const { code, stderr, responses } = inventory(folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(responses).toEqual([
      {
        file: path.join(folder, 'a.js'),
        line: 6,
        endLine: 8,
        framework: 'express',
        handler: 'getUser',
        method: 'GET',
        path: '/users/:id',
        routes: [{ method: 'GET', path: '/users/:id' }],
        via: 'json',
        statuses: [404],
        cause: 'not-found',
      },
      {
        file: path.join(folder, 'a.js'),
        line: 10,
        endLine: 10,
        framework: 'express',
        handler: 'getUser',
        method: 'GET',
        path: '/users/:id',
        routes: [{ method: 'GET', path: '/users/:id' }],
        via: 'json',
        statuses: [200],
        cause: 'success-read',
      },
      expect.objectContaining({
        line: 13,
        endLine: 14,
        framework: 'express',
        handler: null,
        method: null,
        path: null,
        via: 'send',
        statuses: [500],
      }),
      expect.objectContaining({
        file: path.join(folder, 'b.ts'),
        line: 5,
        endLine: 5,
        framework: 'fastify',
        method: 'POST',
        path: '/items',
        via: 'send',
        statuses: null,
      }),
    ]);
  });

  it('lists the routes by which a handler is reached, with what is not known of them', () => {
    const folder = makeProject({
      'package.json': '{ "dependencies": { "express": "5" } }',
      'users.js':
        "const router = require('express').Router();\nrouter.get('/:id', (req, res) => {\n  res.json({});\n});\nmodule.exports = router;\n",
      'boats.js':
        "const router = require('express').Router();\nrouter.get('/:id', (req, res) => {\n  res.json({});\n});\nmodule.exports = router;\n",
      'app.js':
        "const app = require('express')();\napp.use('/users', require('./users'));\napp.use(process.env.PEOPLE + '/people', require('./users'));\n",
    });
    const { responses } = inventory(folder);
    expect(responses.map(({ routes }) => (routes as { path: string }[]).map(one => one.path))).toEqual([
      ['…/:id'],
      ['/users/:id', '…/people/:id'],
    ]);
  });

  it('keeps to the send where the status is set far above, and to 15 lines where the send is long', () => {
    const filler = Array.from({ length: 20 }, (_, index) => `  work(${index});`).join('\n');
    const fields = Array.from({ length: 30 }, (_, index) => `    field${index}: ${index},`).join('\n');
    const folder = makeProject({
      'a.js': `module.exports = (req, res) => {\n  res.status(202);\n${filler}\n  res.json({});\n};\nexports.b = (req, res) => {\n  res.status(200).json({\n${fields}\n  });\n};\n`,
    });
    expect(inventory(folder).responses.map(({ line, endLine }) => [line, endLine])).toEqual([
      [23, 23],
      [26, 40],
    ]);
  });

  it('does not start at a constant that is defined elsewhere', () => {
    const folder = makeProject({
      'package.json': '{ "dependencies": { "express": "5" } }',
      'status.js': 'exports.GONE = 410;\n',
      'a.js': `const { GONE } = require('./status');\nconst OK = 200;\nexports.a = (req, res) => {\n\n  res.status(req.query.x ? OK : GONE).json({});\n};\n`,
    });
    expect(inventory(folder).responses).toMatchObject([{ line: 5, endLine: 5, statuses: [200, 410] }]);
  });

  it('leaves the framework open where nothing tells it', () => {
    const folder = makeProject({
      'a.js': 'export const show = (req, res) => { res.status(400).send({ error: "x" }); };\n',
    });
    expect(inventory(folder).responses).toMatchObject([{ framework: null, handler: 'show' }]);
  });

  it('names what it cannot read and lists the rest', () => {
    const folder = makeProject({ 'a.js': EXPRESS, 'b.js': 'const = 1;\n' });
    const { code, stderr, responses } = inventory(folder);
    expect({ code, stderr }).toEqual({ code: 2, stderr: 'b.js cannot be parsed: Unexpected token = (line 1)\n' });
    expect(responses).toHaveLength(3);
  });

  it('says so where there are none', () => {
    const folder = makeProject({ 'a.js': 'export const a = 1;\n' });
    expect(runWarm(folder, 'routes')).toEqual({ code: 0, stdout: 'No operations in 1 file.\n', stderr: '' });
    expect(inventory(folder).responses).toEqual([]);
  });
});
