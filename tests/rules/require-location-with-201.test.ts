import rule from '../../src/rules/require-location-with-201.ts';
import { testRule } from '../rule-tester.ts';

const express = (body: string, method = 'post', path = '/users'): string => `const app = require('express')();\napp.${method}('${path}', async (req, res) => { ${body} });`;
const fastify = (body: string, method = 'post', path = '/users'): string => `const app = require('fastify')();\napp.${method}('${path}', async (request, reply) => { ${body} });`;
const CREATE = 'const user = await User.create(req.body);';
const CREATE_FASTIFY = 'const user = await User.create(request.body);';

testRule('require-location-with-201', rule, {
  express: {
    valid: [
      { name: 'location()', code: express(`${CREATE} res.location('/users/' + user.id).status(201).json(user);`) },
      { name: 'location() after the status', code: express(`${CREATE} res.status(201).location('/users/' + user.id).json(user);`) },
      { name: 'set()', code: express(`${CREATE} res.set('Location', '/users/' + user.id); res.status(201).json(user);`) },
      { name: 'set({})', code: express(`${CREATE} res.set({ location: '/users/' + user.id }); res.status(201).json(user);`) },
      { name: 'setHeader', code: express(`${CREATE} res.setHeader('Location', '/users/' + user.id); res.status(201).json(user);`) },
      { name: 'append', code: express(`${CREATE} res.append('Location', '/users/' + user.id); res.status(201).json(user);`) },
      { name: 'writeHead', code: express(`${CREATE} res.writeHead(201, { Location: '/users/' + user.id }); res.end();`) },
      { name: 'set on both branches', code: express(`${CREATE} if (user.a) res.location('/a'); else res.location('/b'); res.status(201).json(user);`) },
      { name: 'spread headers', code: express(`${CREATE} res.set({ ...headers }); res.status(201).json(user);`) },
      { name: 'a computed header', code: express(`${CREATE} res.set(name, '/users'); res.status(201).json(user);`) },
      { name: 'the response went to a function out of sight', code: express(`${CREATE} decorate(res); res.status(201).json(user);`) },
      { name: 'PUT: its target is the resource', code: express(`${CREATE} res.status(201).json(user);`, 'put') },
      { name: 'several resources at once', code: express('const users = await User.insertMany(req.body); res.status(201).json(users);') },
      { name: 'a session alone', code: express('const token = jwt.sign({ id: 1 }, key); res.status(201).json({ token });', 'post', '/login') },
      { name: 'another status', code: express(`${CREATE} res.status(200).json(user);`) },
      { name: 'an unknown status', code: express(`${CREATE} res.status(code).json(user);`) },
      { name: 'another rule says that the 201 is wrong', code: express('await User.findByIdAndDelete(req.params.id); res.status(201).json({ removed: true });', 'delete', '/users/:id') },
      { name: 'no handler', code: `cache.get('k', (err, res) => res.status(201).send());` },
    ],
    invalid: [
      {
        name: 'the route and the id are in sight', code: express(`${CREATE} res.status(201).json(user);`),
        errors: [{ messageId: 'missing', data: { status: '201 Created' }, line: 2, column: 95, endColumn: 98, suggestions: [{ messageId: 'set', data: { location: '`/users/${user.id}`' }, output: express(`${CREATE} res.status(201).location(\`/users/\${user.id}\`).json(user);`) }] }],
      },
      { name: 'on one path only', code: express(`${CREATE} if (user.a) res.location('/a'); res.status(201).end();`), errors: [{ messageId: 'missing' }] },
      { name: 'a controller', code: `exports.createUser = async (req, res) => { ${CREATE} res.status(201).json({ message: 'created' }); };`, errors: [{ messageId: 'missing', line: 1 }] },
      { name: 'a registration that also gives a token', code: `exports.register = async (req, res) => { ${CREATE} res.status(201).json({ user, token }); };`, errors: [{ messageId: 'missing' }] },
      { name: 'a typed controller', ts: true, code: `import type { Request, Response } from 'express';\nexport class Users { async create(req: Request, res: Response): Promise<void> { ${CREATE} res.status(201).json({ ok: true }); } }`, errors: [{ messageId: 'missing', line: 2 }] },
    ],
  },
  fastify: {
    valid: [
      { name: 'header()', code: fastify(`${CREATE_FASTIFY} return reply.code(201).header('Location', '/users/' + user.id).send(user);`) },
      { name: 'headers({})', code: fastify(`${CREATE_FASTIFY} reply.headers({ location: '/users/' + user.id }); reply.code(201); return user;`) },
      { name: 'raw.setHeader', code: fastify(`${CREATE_FASTIFY} reply.raw.setHeader('Location', '/users/' + user.id); return reply.code(201).send(user);`) },
      { name: 'PUT', code: fastify(`${CREATE_FASTIFY} return reply.code(201).send(user);`, 'put') },
    ],
    invalid: [
      {
        name: 'send', code: fastify(`${CREATE_FASTIFY} return reply.code(201).send(user);`),
        errors: [{ messageId: 'missing', suggestions: [{ messageId: 'set', data: { location: '`/users/${user.id}`' }, output: fastify(`${CREATE_FASTIFY} return reply.code(201).header('Location', \`/users/\${user.id}\`).send(user);`) }] }],
      },
      { name: 'a returned value', code: fastify(`${CREATE_FASTIFY} reply.code(201); return user;`), errors: [{ messageId: 'missing' }] },
      { name: 'typed', ts: true, code: `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function createUser(request: FastifyRequest, reply: FastifyReply) { ${CREATE_FASTIFY} return reply.code(201).send({ ok: true }); }`, errors: [{ messageId: 'missing' }] },
    ],
  },
});
