import { describe, expect, it } from 'vitest';

import {
  ALL_TARGETS,
  EXPRESS_VERSIONS,
  FASTIFY_VERSIONS,
  NO_BYTES,
  runExample,
  runInChildProcess,
  startExample,
  startServer,
} from './harness.ts';
import { WIRE_SUITE } from './suite.ts';

describe('startServer', WIRE_SUITE, () => {
  it.each(EXPRESS_VERSIONS)(
    'serves a function on Express %i and reads status line, repeated headers and body',
    async version => {
      const server = await startServer({ framework: 'express', version }, app => {
        app.get('/x', (_req, res) => {
          res.setHeader('Link', ['<a>', '<b>']);
          res.status(418).send('tea');
        });
      });
      const response = await server.send({ path: '/x' });
      await server.close();
      expect(response).toMatchObject({
        statusLine: "HTTP/1.1 418 I'm a Teapot",
        status: 418,
        reason: "I'm a Teapot",
        hang: false,
        reset: false,
        complete: true,
      });
      expect(response.headers['link']).toEqual(['<a>', '<b>']);
      expect(response.body).toEqual(Buffer.from('tea'));
    },
  );

  it.each(FASTIFY_VERSIONS)('serves a function on Fastify %i, several requests', async version => {
    const server = await startServer({ framework: 'fastify', version }, app => {
      app.post('/echo', (request, reply) => reply.code(201).send(request.body));
    });
    const [found, missing] = await Promise.all([
      server.send({ method: 'POST', path: '/echo', json: { a: 1 } }),
      server.send({ path: '/none' }),
    ]);
    await server.close();
    expect(found).toMatchObject({ status: 201, body: Buffer.from('{"a":1}') });
    expect(missing.status).toBe(404);
  });

  it.each(EXPRESS_VERSIONS)(
    'tells a hang, a reset, a stalled and a chunked response apart on Express %i',
    async version => {
      const server = await startServer({ framework: 'express', version }, app => {
        app.get('/hang', () => undefined);
        app.get('/reset', req => req.socket.destroy());
        app.get('/cut', (req, res) => {
          res.setHeader('Content-Length', '10');
          res.write('half', () => req.socket.destroy());
        });
        app.get('/stall', (_req, res) => res.write('half'));
        app.get('/chunks', (_req, res) => {
          res.write('one ');
          res.end('two');
        });
        app.get('/late', (_req, res) => setTimeout(() => res.send('late'), 300));
      });
      const [hang, reset, cut, stall, chunks, late] = await Promise.all(
        ['/hang', '/reset', '/cut', '/stall', '/chunks', '/late'].map(path => server.send({ path })),
      );
      await server.close();
      expect(hang).toMatchObject({ statusLine: '', status: 0, hang: true, reset: false, complete: false });
      expect(reset).toMatchObject({ status: 0, hang: false, reset: true, complete: false });
      expect(cut).toMatchObject({ status: 200, hang: false, reset: true, complete: false, body: Buffer.from('half') });
      expect(stall).toMatchObject({
        status: 200,
        hang: false,
        reset: false,
        complete: false,
        body: Buffer.from('half'),
      });
      expect(chunks).toMatchObject({ status: 200, complete: true, body: Buffer.from('one two') });
      expect(late).toMatchObject({ status: 200, complete: true, body: Buffer.from('late') });
    },
  );
});

describe('runExample', WIRE_SUITE, () => {
  const post = { method: 'POST', path: '/users', json: { name: 'Ada' } };
  const db = { insert: (user: object) => Promise.resolve({ id: 7, ...user }) };
  const created = { status: 201, headers: { location: ['/users/7'] }, body: Buffer.from('{"id":7,"name":"Ada"}') };
  const expressRoute = `.post('/users', async (req, res) => {
    const user = await db.insert(req.body);
    res.status(201).location(\`/users/\${user.id}\`).json(user);
  });`;
  const fastifyRoute = `.post('/users', async (request, reply) => {
    const user = await db.insert(request.body);
    return reply.code(201).header('location', \`/users/\${user.id}\`).send(user);
  });`;

  const expressForms: [string, string][] = [
    ['a fragment with app', `app${expressRoute}`],
    ['a fragment with router', `router${expressRoute}`],
    [
      'its own CommonJS app that listens',
      `const express = require('express');\nconst app = express();\napp.use(express.json());\napp${expressRoute}\napp.listen(3000, () => console.log('up'));`,
    ],
    [
      'its own ESM app',
      `import express from 'express';\nconst app = express();\napp.use(express.json());\napp${expressRoute}\nexport default app;`,
    ],
    [
      'typed imports',
      `import express, { Router, type Request, type Response } from 'express';\nconst app = express().use(express.json());\nconst users: Router = Router();\nusers.get('/typed', (req: Request, res: Response): void => { res.json(1 satisfies number); });\nusers${expressRoute}\napp.use('/', users);`,
    ],
    [
      'an exported router',
      `import { Router } from 'express';\nconst router = Router();\nrouter${expressRoute}\nexport default router;`,
    ],
    ['a router nobody mounts', `const router = express.Router();\nrouter${expressRoute}`],
    [
      'an app inside an app',
      `const app = express(); const api = express(); api.use(express.json()); api${expressRoute}\napp.use(api);`,
    ],
  ];
  for (const version of EXPRESS_VERSIONS) {
    it.each(expressForms)(`runs %s on Express ${version}`, async (_form, code) => {
      expect(await runExample(code, { framework: 'express', version, request: post, globals: { db } })).toMatchObject(
        created,
      );
    });
  }

  const fastifyForms: [string, string][] = [
    ['a fragment with app', `app${fastifyRoute}`],
    ['a fragment with fastify', `fastify${fastifyRoute}`],
    [
      'its own CommonJS instance that listens',
      `const fastify = require('fastify')({ logger: true });\nfastify${fastifyRoute}\nfastify.listen({ port: 3000 });`,
    ],
    [
      'its own ESM instance',
      `import Fastify from 'fastify';\nconst app = Fastify();\napp${fastifyRoute}\nawait app.listen({ port: 3000 });`,
    ],
    [
      'typed imports',
      `import Fastify, { fastify, errorCodes, type FastifyReply, type FastifyRequest } from 'fastify';\nif (!errorCodes || !fastify) throw new Error('missing');\nconst app = fastify();\napp.get('/typed', async (request: FastifyRequest, reply: FastifyReply): Promise<number> => 1);\napp${fastifyRoute}`,
    ],
    ['an exported plugin', `export default async function users(fastify) {\n  fastify${fastifyRoute}\n}`],
    ['a CommonJS plugin', `module.exports = async function (fastify, options) {\n  fastify${fastifyRoute}\n}`],
  ];
  for (const version of FASTIFY_VERSIONS) {
    it.each(fastifyForms)(`runs %s on Fastify ${version}`, async (_form, code) => {
      expect(await runExample(code, { framework: 'fastify', version, request: post, globals: { db } })).toMatchObject(
        created,
      );
    });
  }

  it.each(ALL_TARGETS)('runs the version asked for ($framework $version)', async target => {
    const code =
      target.framework === 'express'
        ? `app.get('/', (req, res) => { res.send(app.lazyrouter ? '4' : '5'); });`
        : `app.get('/', (request, reply) => { reply.send(app.version[0]); });`;
    expect((await runExample(code, target)).body).toEqual(Buffer.from(String(target.version)));
  });

  it('takes other modules from the caller and names the one that is missing', async () => {
    const code = `import { readUser } from './users.js'; import { STATUS_CODES } from 'node:http'; app.get('/', (req, res) => res.json([readUser(), STATUS_CODES[404]]));`;
    const target = { framework: 'express', version: 5 } as const;
    const response = await runExample(code, { ...target, modules: { './users.js': { readUser: () => 'Ada' } } });
    expect(response.body).toEqual(Buffer.from('["Ada","Not Found"]'));
    await expect(runExample(code, target)).rejects.toThrow(`'./users.js'`);
  });

  it('throws what the example throws, and on a syntax error', async () => {
    await expect(runExample(`app.get('/', missing)`, { framework: 'express', version: 5 })).rejects.toThrow(
      'missing is not defined',
    );
    await expect(runExample(`app.get('/', (`, { framework: 'express', version: 5 })).rejects.toThrow(SyntaxError);
  });

  it.each(ALL_TARGETS)('collects what $framework $version would have logged', async target => {
    const code = `app.get('/', () => { throw new Error('boom'); });`;
    const { status, log } = await runExample(code, target);
    expect(status).toBe(500);
    expect(log).toEqual(['boom']);
  });

  it('keeps a started example for several requests', async () => {
    const server = await startExample(`let n = 0; app.get('/', (req, res) => res.json(++n));`, {
      framework: 'express',
      version: 5,
    });
    await server.send();
    const second = await server.send();
    await server.close();
    expect(second.body).toEqual(Buffer.from('2'));
    expect(await server.send()).toMatchObject({ reset: true, body: NO_BYTES });
  });
});

describe('runInChildProcess', WIRE_SUITE, () => {
  it('reports the exit code, the error and what the client saw', async () => {
    const outcome = await runInChildProcess(
      `app.get('/', () => { setTimeout(() => { throw new Error('boom'); }, 20); });`,
      { framework: 'express', version: 5 },
    );
    expect(outcome).toMatchObject({ exitCode: 1, response: { reset: true } });
    expect(outcome.stderr).toContain('boom');
  });

  it('reports null for a process that goes on serving', async () => {
    const outcome = await runInChildProcess(`app.get('/', (request, reply) => { reply.send('well'); });`, {
      framework: 'fastify',
      version: 5,
    });
    expect(outcome).toMatchObject({ exitCode: null, response: { status: 200, body: Buffer.from('well') } });
  });

  it('reports an exit of its own choice', async () => {
    const outcome = await runInChildProcess(`app.get('/', () => { process.exit(7); });`, {
      framework: 'express',
      version: 4,
    });
    expect(outcome.exitCode).toBe(7);
  });

  it('rejects when the example does not start', async () => {
    await expect(runInChildProcess(`missing();`, { framework: 'express', version: 4 })).rejects.toThrow(
      'missing is not defined',
    );
  });
});
