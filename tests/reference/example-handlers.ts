import path from 'node:path';

import type { ReferenceStatus } from '../../src/reference/entries.ts';
import type { Target, WireRequest } from '../wire/harness.ts';

/** A handler that goes wrong by one change: the text that is replaced, and what it becomes. */
export interface WrongVersion {
  /** The rule that reports it. */
  readonly by: string;
  readonly change: Readonly<Record<Target['framework'], readonly [from: string, to: string]>>;
}

/** The Example of an entry of the reference as a server of each framework, and what a client gets from it. */
export interface ExampleHandler {
  readonly status: ReferenceStatus;
  /** The entry's Example, word for word. */
  readonly example: string;
  readonly code: Readonly<Record<Target['framework'], string>>;
  /** Values of the code's free names, made anew for each server. */
  readonly globals?: () => Record<string, unknown>;
  readonly modules?: Readonly<Record<string, unknown>>;
  /** The other server, whose address the code has as `UPSTREAM`: one that is down, or one that never answers. */
  readonly upstream?: 'down' | 'silent';
  readonly request: WireRequest;
  /** How often the request is sent; the last response is the one that counts. */
  readonly times?: number;
  /** The headers that the Example or the entry demands, by lower-case name. */
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  /** The content, parsed where it is JSON; a number is its length. Left out where the Example leaves it open. */
  readonly content?: unknown;
  readonly wrong: readonly WrongVersion[];
}

const EXPRESS = "import express from 'express';\nconst app = express();\napp.use(express.json());\n";
const FASTIFY = "import Fastify from 'fastify';\nconst app = Fastify();\n";

const alice = { id: 42, name: 'Alice', email: 'alice@example.com', role: 'user' };

/** A store as tests of handlers have it: Alice is its only user. */
const makeUsers = (): Record<string, unknown> => ({
  findById: (id: string) => Promise.resolve(Number(id) === alice.id ? { id: alice.id, name: alice.name } : null),
  findByEmail: (email: string) => Promise.resolve(email === alice.email ? alice : null),
  create: (user: object) => Promise.resolve({ id: 43, ...user }),
  deleteById: (id: string) => Promise.resolve(Number(id) === alice.id),
});

/** Verifies tokens as `jsonwebtoken` does: only Alice's is valid. */
const jsonwebtoken = {
  verify(token: string): typeof alice {
    if (token !== 'alice-token') throw new Error('invalid signature');
    return alice;
  },
};

/** The same response with another status. */
function sends(from: number, to: number): WrongVersion['change'] {
  return { express: [`.status(${from})`, `.status(${to})`], fastify: [`.code(${from})`, `.code(${to})`] };
}

/** The Examples of the reference, in its order. */
export const EXAMPLE_HANDLERS: readonly ExampleHandler[] = [
  {
    status: 200,
    example: 'GET /api/users/42 → 200 OK { "id": 42, "name": "Alice" }',
    code: {
      express: `${EXPRESS}
app.get('/api/users/:id', async (req, res) => {
  const user = await users.findById(req.params.id);
  if (!user) return res.status(404).json({ error: 'User not found' });
  res.json(user);
});`,
      fastify: `${FASTIFY}
app.get('/api/users/:id', async (request, reply) => {
  const user = await users.findById(request.params.id);
  if (!user) return reply.code(404).send({ error: 'User not found' });
  return user;
});`,
    },
    globals: () => ({ users: makeUsers() }),
    request: { path: '/api/users/42' },
    content: { id: 42, name: 'Alice' },
    wrong: [
      {
        by: 'no-status-unfit-for-method',
        change: {
          express: ['res.json(user)', 'res.status(201).json(user)'],
          fastify: ['return user', 'return reply.code(201).send(user)'],
        },
      },
    ],
  },
  {
    status: 201,
    example: 'POST /api/users → 201 Created — with a Location header pointing to the new resource.',
    code: {
      express: `${EXPRESS}
app.post('/api/users', async (req, res) => {
  const { name, email } = req.body;
  if (!name || !email) return res.status(400).json({ error: 'name and email are required' });
  const user = await users.create({ name, email });
  res.status(201).location(\`/api/users/\${user.id}\`).json(user);
});`,
      fastify: `${FASTIFY}
app.post('/api/users', async (request, reply) => {
  const { name, email } = request.body;
  if (!name || !email) return reply.code(400).send({ error: 'name and email are required' });
  const user = await users.create({ name, email });
  return reply.code(201).header('Location', \`/api/users/\${user.id}\`).send(user);
});`,
    },
    globals: () => ({ users: makeUsers() }),
    request: { method: 'POST', path: '/api/users', json: { name: 'Bob', email: 'bob@example.com' } },
    headers: { location: '/api/users/43' },
    content: { id: 43, name: 'Bob', email: 'bob@example.com' },
    wrong: [
      { by: 'prefer-201-for-created-resource', change: sends(201, 200) },
      {
        by: 'require-location-with-201',
        change: {
          express: ['.location(`/api/users/${user.id}`)', ''],
          fastify: [".header('Location', `/api/users/${user.id}`)", ''],
        },
      },
    ],
  },
  {
    status: 204,
    example: 'DELETE /api/users/42 → 204 No Content (empty body).',
    code: {
      express: `${EXPRESS}
app.delete('/api/users/:id', async (req, res) => {
  const deleted = await users.deleteById(req.params.id);
  if (!deleted) return res.status(404).json({ error: 'User not found' });
  res.status(204).end();
});`,
      fastify: `${FASTIFY}
app.delete('/api/users/:id', async (request, reply) => {
  const deleted = await users.deleteById(request.params.id);
  if (!deleted) return reply.code(404).send({ error: 'User not found' });
  return reply.code(204).send();
});`,
    },
    globals: () => ({ users: makeUsers() }),
    request: { method: 'DELETE', path: '/api/users/42' },
    content: '',
    wrong: [
      { by: 'prefer-204-for-empty-success', change: sends(204, 200) },
      {
        by: 'no-body-with-bodyless-status',
        change: {
          express: ['.end()', ".json({ message: 'User deleted' })"],
          fastify: ['.send()', ".send({ message: 'User deleted' })"],
        },
      },
    ],
  },
  {
    status: 206,
    example: 'GET /video.mp4 with Range: bytes=0-1023 → 206 Partial Content.',
    code: {
      express: `import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
${EXPRESS}
app.get('/video.mp4', async (req, res) => {
  const { size } = await stat(VIDEO);
  const ranges = req.range(size);
  if (ranges === -1) return res.status(416).set('Content-Range', \`bytes */\${size}\`).end();
  if (!Array.isArray(ranges)) {
    res.set({ 'Content-Type': 'video/mp4', 'Content-Length': size, 'Accept-Ranges': 'bytes' });
    return createReadStream(VIDEO).pipe(res);
  }
  const [{ start, end }] = ranges;
  res.status(206);
  res.set('Content-Range', \`bytes \${start}-\${end}/\${size}\`);
  res.set({ 'Content-Type': 'video/mp4', 'Content-Length': end - start + 1, 'Accept-Ranges': 'bytes' });
  createReadStream(VIDEO, { start, end }).pipe(res);
});`,
      fastify: `import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
${FASTIFY}
app.get('/video.mp4', async (request, reply) => {
  const { size } = await stat(VIDEO);
  reply.type('video/mp4').header('Accept-Ranges', 'bytes');
  const [, first, last] = /^bytes=(\\d+)-(\\d*)$/.exec(request.headers.range ?? '') ?? [];
  if (first === undefined) return reply.send(createReadStream(VIDEO));
  const start = Number(first);
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) return reply.code(416).header('Content-Range', \`bytes */\${size}\`).send();
  reply.code(206);
  reply.header('Content-Range', \`bytes \${start}-\${end}/\${size}\`);
  reply.header('Content-Length', end - start + 1);
  return reply.send(createReadStream(VIDEO, { start, end }));
});`,
    },
    // Any file is video enough, as long as it has more than the 1,024 bytes asked for.
    globals: () => ({ VIDEO: path.resolve(import.meta.dirname, 'iana-status-codes.csv') }),
    request: { path: '/video.mp4', headers: { Range: 'bytes=0-1023' } },
    headers: { 'content-range': /^bytes 0-1023\/\d+$/, 'content-length': '1024', 'content-type': 'video/mp4' },
    content: 1024,
    wrong: [
      {
        by: 'require-content-range-with-206',
        change: {
          express: ["  res.set('Content-Range', `bytes ${start}-${end}/${size}`);\n", ''],
          fastify: ["  reply.header('Content-Range', `bytes ${start}-${end}/${size}`);\n", ''],
        },
      },
    ],
  },
  {
    status: 301,
    example: 'http://example.com → 301 → https://example.com (HTTP to HTTPS redirect).',
    code: {
      express: `${EXPRESS}
app.use((req, res, next) => {
  if (req.secure) return next();
  res.redirect(301, \`https://\${req.headers.host}\${req.originalUrl}\`);
});
app.get('/', (req, res) => res.send('Welcome'));`,
      fastify: `${FASTIFY}
app.addHook('onRequest', async (request, reply) => {
  if (request.protocol === 'https') return;
  return reply.code(301).redirect(\`https://\${request.headers.host}\${request.url}\`);
});
app.get('/', async () => 'Welcome');`,
    },
    request: { headers: { Host: 'example.com' } },
    headers: { location: 'https://example.com/' },
    wrong: [
      {
        by: 'prefer-301-for-permanent-move',
        change: { express: ['redirect(301, ', 'redirect(302, '], fastify: ['.code(301)', '.code(302)'] },
      },
    ],
  },
  {
    status: 302,
    example: 'After a form submission, redirect to /success → 302 Found.',
    code: {
      express: `${EXPRESS}
app.use(express.urlencoded({ extended: false }));
app.post('/contact', async (req, res) => {
  const { email, message } = req.body;
  await enquiries.create({ email, message });
  res.redirect('/success');
});`,
      fastify: `${FASTIFY}
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body))));
app.post('/contact', async (request, reply) => {
  const { email, message } = request.body;
  await enquiries.create({ email, message });
  return reply.redirect('/success');
});`,
    },
    globals: () => ({ enquiries: { create: () => Promise.resolve({ id: 1 }) } }),
    request: {
      method: 'POST',
      path: '/contact',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'email=alice%40example.com&message=Hello',
    },
    headers: { location: '/success' },
    wrong: [
      {
        by: 'prefer-302-for-temporary-redirect',
        change: {
          express: ["redirect('/success')", "redirect(301, '/success')"],
          fastify: ["reply.redirect('/success')", "reply.code(301).redirect('/success')"],
        },
      },
    ],
  },
  {
    status: 304,
    example: 'GET /app.js with If-None-Match: "abc123" → 304 Not Modified (no body sent).',
    code: {
      express: `${EXPRESS}
app.get('/app.js', (req, res) => {
  res.set('ETag', bundle.etag);
  if (req.headers['if-none-match'] === bundle.etag) return res.status(304).end();
  res.type('js').send(bundle.source);
});`,
      fastify: `${FASTIFY}
app.get('/app.js', async (request, reply) => {
  reply.header('ETag', bundle.etag);
  if (request.headers['if-none-match'] === bundle.etag) return reply.code(304).send();
  return reply.type('text/javascript').send(bundle.source);
});`,
    },
    globals: () => ({ bundle: { etag: '"abc123"', source: "console.log('Hello');" } }),
    request: { path: '/app.js', headers: { 'If-None-Match': '"abc123"' } },
    headers: { etag: '"abc123"' },
    content: '',
    wrong: [
      {
        by: 'no-unconditional-304',
        change: {
          express: ["req.headers['if-none-match'] === bundle.etag", '!bundle.hasChanged'],
          fastify: ["request.headers['if-none-match'] === bundle.etag", '!bundle.hasChanged'],
        },
      },
      {
        by: 'no-body-with-bodyless-status',
        change: {
          express: ['.status(304).end()', ".status(304).send('Not modified')"],
          fastify: ['.code(304).send()', ".code(304).send('Not modified')"],
        },
      },
    ],
  },
  {
    status: 400,
    example: 'POST /api/users with invalid JSON body → 400 Bad Request.',
    code: {
      express: `${EXPRESS}
app.post('/api/users', async (req, res) => {
  const user = await users.create(req.body);
  res.status(201).location(\`/api/users/\${user.id}\`).json(user);
});
app.use((err, req, res, next) => {
  if (err.type === 'entity.parse.failed') return res.status(400).json({ error: 'The body is no valid JSON' });
  next(err);
});`,
      fastify: `${FASTIFY}
app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => done(null, body));
app.post('/api/users', async (request, reply) => {
  let input;
  try {
    input = JSON.parse(request.body);
  } catch {
    return reply.code(400).send({ error: 'The body is no valid JSON' });
  }
  const user = await users.create(input);
  return reply.code(201).header('Location', \`/api/users/\${user.id}\`).send(user);
});`,
    },
    globals: () => ({ users: makeUsers() }),
    request: {
      method: 'POST',
      path: '/api/users',
      headers: { 'Content-Type': 'application/json' },
      body: '{ "name": "Alice", ',
    },
    content: { error: 'The body is no valid JSON' },
    wrong: [
      { by: 'prefer-400-for-malformed-request', change: sends(400, 500) },
      { by: 'prefer-400-for-malformed-request', change: sends(400, 422) },
    ],
  },
  {
    status: 401,
    example: 'GET /api/account without a valid Bearer token → 401 Unauthorized.',
    code: {
      express: `import jwt from 'jsonwebtoken';
${EXPRESS}
const authenticate = (req, res, next) => {
  const [scheme, token] = (req.headers.authorization ?? '').split(' ');
  try {
    if (scheme === 'Bearer') req.user = jwt.verify(token, SECRET);
  } catch {
    req.user = undefined;
  }
  if (!req.user) return res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Sign in first' });
  next();
};
app.get('/api/account', authenticate, (req, res) => res.json({ name: req.user.name }));`,
      fastify: `import jwt from 'jsonwebtoken';
${FASTIFY}
const authenticate = async (request, reply) => {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  try {
    if (scheme === 'Bearer') request.user = jwt.verify(token, SECRET);
  } catch {
    request.user = undefined;
  }
  if (!request.user) return reply.code(401).header('WWW-Authenticate', 'Bearer').send({ error: 'Sign in first' });
};
app.get('/api/account', { preHandler: authenticate }, async request => ({ name: request.user.name }));`,
    },
    globals: () => ({ SECRET: 'secret' }),
    modules: { jsonwebtoken },
    request: { path: '/api/account', headers: { Authorization: 'Bearer stolen-token' } },
    headers: { 'www-authenticate': 'Bearer' },
    content: { error: 'Sign in first' },
    wrong: [
      { by: 'prefer-401-for-missing-credentials', change: sends(401, 403) },
      {
        by: 'require-www-authenticate-with-401',
        change: {
          express: [".set('WWW-Authenticate', 'Bearer')", ''],
          fastify: [".header('WWW-Authenticate', 'Bearer')", ''],
        },
      },
    ],
  },
  {
    status: 403,
    example: 'DELETE /api/admin/users/1 by a regular-role user → 403 Forbidden.',
    code: {
      express: `import jwt from 'jsonwebtoken';
${EXPRESS}
app.use((req, res, next) => {
  try {
    req.user = jwt.verify(req.headers.authorization?.replace('Bearer ', ''), SECRET);
  } catch {
    return res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'Sign in first' });
  }
  next();
});
app.delete('/api/admin/users/:id', async (req, res) => {
  if (req.user.role !== 'admin') return res.status(403).json({ error: 'Only administrators delete users' });
  await users.deleteById(req.params.id);
  res.status(204).end();
});`,
      fastify: `import jwt from 'jsonwebtoken';
${FASTIFY}
app.addHook('onRequest', async (request, reply) => {
  try {
    request.user = jwt.verify(request.headers.authorization?.replace('Bearer ', ''), SECRET);
  } catch {
    return reply.code(401).header('WWW-Authenticate', 'Bearer').send({ error: 'Sign in first' });
  }
});
app.delete('/api/admin/users/:id', async (request, reply) => {
  if (request.user.role !== 'admin') return reply.code(403).send({ error: 'Only administrators delete users' });
  await users.deleteById(request.params.id);
  return reply.code(204).send();
});`,
    },
    globals: () => ({ users: makeUsers(), SECRET: 'secret' }),
    modules: { jsonwebtoken },
    request: { method: 'DELETE', path: '/api/admin/users/1', headers: { Authorization: 'Bearer alice-token' } },
    content: { error: 'Only administrators delete users' },
    wrong: [{ by: 'prefer-403-for-denied-permission', change: sends(403, 401) }],
  },
  {
    status: 404,
    example: 'GET /api/users/99999 → 404 Not Found.',
    code: {
      express: `${EXPRESS}
app.get('/api/users/:id', async (req, res) => {
  const user = await users.findById(req.params.id);
  if (!user) return res.status(404).json({ error: 'User not found' });
  res.json(user);
});`,
      fastify: `${FASTIFY}
app.get('/api/users/:id', async (request, reply) => {
  const user = await users.findById(request.params.id);
  if (!user) return reply.code(404).send({ error: 'User not found' });
  return user;
});`,
    },
    globals: () => ({ users: makeUsers() }),
    request: { path: '/api/users/99999' },
    content: { error: 'User not found' },
    wrong: [
      { by: 'prefer-404-for-missing-resource', change: sends(404, 400) },
      { by: 'prefer-404-for-missing-resource', change: sends(404, 500) },
    ],
  },
  {
    status: 405,
    example: 'POST /api/health → 405 Method Not Allowed (health check only supports GET).',
    code: {
      express: `${EXPRESS}
app.get('/api/health', (req, res) => res.json({ status: 'up' }));
app.all('/api/health', (req, res) => {
  res.status(405).set('Allow', 'GET, HEAD').json({ error: 'The health check only supports GET' });
});`,
      fastify: `${FASTIFY}
app.get('/api/health', async () => ({ status: 'up' }));
app.route({
  method: ['POST', 'PUT', 'PATCH', 'DELETE'],
  url: '/api/health',
  handler: async (request, reply) => reply.code(405).header('Allow', 'GET, HEAD').send({ error: 'The health check only supports GET' }),
});`,
    },
    request: { method: 'POST', path: '/api/health' },
    headers: { allow: 'GET, HEAD' },
    content: { error: 'The health check only supports GET' },
    wrong: [
      { by: 'prefer-405-for-unsupported-method', change: sends(405, 404) },
      {
        by: 'require-allow-with-405',
        change: { express: [".set('Allow', 'GET, HEAD')", ''], fastify: [".header('Allow', 'GET, HEAD')", ''] },
      },
    ],
  },
  {
    status: 409,
    example: 'POST /api/users with email "alice@example.com" that already exists → 409 Conflict.',
    code: {
      express: `${EXPRESS}
app.post('/api/users', async (req, res) => {
  const { name, email } = req.body;
  const existing = await users.findByEmail(email);
  if (existing) return res.status(409).json({ error: 'This email is taken' });
  const user = await users.create({ name, email });
  res.status(201).location(\`/api/users/\${user.id}\`).json(user);
});`,
      fastify: `${FASTIFY}
app.post('/api/users', async (request, reply) => {
  const { name, email } = request.body;
  const existing = await users.findByEmail(email);
  if (existing) return reply.code(409).send({ error: 'This email is taken' });
  const user = await users.create({ name, email });
  return reply.code(201).header('Location', \`/api/users/\${user.id}\`).send(user);
});`,
    },
    globals: () => ({ users: makeUsers() }),
    request: { method: 'POST', path: '/api/users', json: { name: 'Alice', email: 'alice@example.com' } },
    content: { error: 'This email is taken' },
    wrong: [
      { by: 'prefer-409-for-conflict', change: sends(409, 400) },
      { by: 'prefer-409-for-conflict', change: sends(409, 422) },
    ],
  },
  {
    status: 422,
    example: 'POST /api/orders with quantity: -5 → 422 Unprocessable Entity with field-level errors.',
    code: {
      express: `${EXPRESS}
app.post('/api/orders', async (req, res) => {
  const { productId, quantity } = req.body;
  if (!productId || quantity === undefined) return res.status(400).json({ error: 'productId and quantity are required' });
  if (quantity < 1) return res.status(422).json({ errors: { quantity: 'must be at least 1' } });
  const order = await orders.create({ productId, quantity });
  res.status(201).location(\`/api/orders/\${order.id}\`).json(order);
});`,
      fastify: `${FASTIFY}
app.post('/api/orders', async (request, reply) => {
  const { productId, quantity } = request.body;
  if (!productId || quantity === undefined) return reply.code(400).send({ error: 'productId and quantity are required' });
  if (quantity < 1) return reply.code(422).send({ errors: { quantity: 'must be at least 1' } });
  const order = await orders.create({ productId, quantity });
  return reply.code(201).header('Location', \`/api/orders/\${order.id}\`).send(order);
});`,
    },
    globals: () => ({ orders: { create: (order: object) => Promise.resolve({ id: 7, ...order }) } }),
    request: { method: 'POST', path: '/api/orders', json: { productId: 3, quantity: -5 } },
    content: { errors: { quantity: 'must be at least 1' } },
    wrong: [{ by: 'prefer-422-for-invalid-content', change: sends(422, 400) }],
  },
  {
    status: 429,
    example: '100 requests in 1 second to an API with a 60 req/min limit → 429 Too Many Requests.',
    code: {
      express: `${EXPRESS}
const WINDOW_MS = 60_000;
const LIMIT = 60;
const windows = new Map();
app.use((req, res, next) => {
  const now = Date.now();
  let window = windows.get(req.ip);
  if (!window || now - window.start > WINDOW_MS) {
    window = { start: now, count: 0 };
    windows.set(req.ip, window);
  }
  window.count += 1;
  if (window.count > LIMIT) {
    const seconds = Math.ceil((window.start + WINDOW_MS - now) / 1000);
    return res.status(429).set('Retry-After', String(seconds)).json({ error: 'At most 60 requests a minute' });
  }
  next();
});
app.get('/api/users', (req, res) => res.json([]));`,
      fastify: `${FASTIFY}
const WINDOW_MS = 60_000;
const LIMIT = 60;
const windows = new Map();
app.addHook('onRequest', async (request, reply) => {
  const now = Date.now();
  let window = windows.get(request.ip);
  if (!window || now - window.start > WINDOW_MS) {
    window = { start: now, count: 0 };
    windows.set(request.ip, window);
  }
  window.count += 1;
  if (window.count > LIMIT) {
    const seconds = Math.ceil((window.start + WINDOW_MS - now) / 1000);
    return reply.code(429).header('Retry-After', String(seconds)).send({ error: 'At most 60 requests a minute' });
  }
});
app.get('/api/users', async () => []);`,
    },
    request: { path: '/api/users' },
    times: 100,
    headers: { 'retry-after': /^(?:[1-5]?\d|60)$/ },
    content: { error: 'At most 60 requests a minute' },
    wrong: [
      { by: 'prefer-429-for-rate-limit', change: sends(429, 403) },
      {
        by: 'require-retry-after',
        change: {
          express: [".set('Retry-After', String(seconds))", ''],
          fastify: [".header('Retry-After', String(seconds))", ''],
        },
      },
    ],
  },
  {
    status: 500,
    example: 'An unhandled NullPointerException in the handler function → 500 Internal Server Error.',
    code: {
      express: `${EXPRESS}
app.get('/api/profile', (req, res) => {
  const profile = profiles.get(req.query.id);
  res.json({ name: profile.name });
});
app.use((err, req, res, next) => {
  console.error(err);
  res.status(err.status ?? 500).json({ error: 'Something went wrong' });
});`,
      fastify: `${FASTIFY}
app.get('/api/profile', async request => {
  const profile = profiles.get(request.query.id);
  return { name: profile.name };
});
app.setErrorHandler((error, request, reply) => {
  console.error(error);
  reply.code(error.statusCode ?? 500).send({ error: 'Something went wrong' });
});`,
    },
    globals: () => ({ profiles: new Map(), console: { error: () => undefined } }),
    request: { path: '/api/profile?id=9' },
    content: { error: 'Something went wrong' },
    wrong: [
      {
        by: 'require-status-in-error-handler',
        change: { express: ['.status(err.status ?? 500)', ''], fastify: ['.code(error.statusCode ?? 500)', ''] },
      },
      {
        by: 'no-parser-error-as-500',
        change: { express: ['err.status ?? 500', '500'], fastify: ['error.statusCode ?? 500', '500'] },
      },
    ],
  },
  {
    status: 502,
    example: 'Nginx forwards request to Node.js service that is down → 502 Bad Gateway.',
    code: {
      express: `${EXPRESS}
app.get('/orders', async (req, res) => {
  try {
    const response = await fetch(\`\${UPSTREAM}/orders\`);
    res.json(await response.json());
  } catch (error) {
    console.error(error);
    res.status(502).json({ error: 'The order service cannot be reached' });
  }
});`,
      fastify: `${FASTIFY}
app.get('/orders', async (request, reply) => {
  try {
    const response = await fetch(\`\${UPSTREAM}/orders\`);
    return await response.json();
  } catch (error) {
    console.error(error);
    return reply.code(502).send({ error: 'The order service cannot be reached' });
  }
});`,
    },
    globals: () => ({ console: { error: () => undefined } }),
    upstream: 'down',
    request: { path: '/orders' },
    content: { error: 'The order service cannot be reached' },
    wrong: [
      { by: 'prefer-502-for-upstream-failure', change: sends(502, 500) },
      { by: 'prefer-502-for-upstream-failure', change: sends(502, 400) },
    ],
  },
  {
    status: 503,
    example: 'Database is unreachable during a migration → 503 Service Unavailable.',
    code: {
      express: `${EXPRESS}
app.get('/api/users', async (req, res, next) => {
  try {
    const { rows } = await pool.query('SELECT id, name FROM users');
    res.json(rows);
  } catch (error) {
    if (error.code === 'ECONNREFUSED') return res.status(503).set('Retry-After', '30').json({ error: 'The database cannot be reached' });
    next(error);
  }
});`,
      fastify: `${FASTIFY}
app.get('/api/users', async (request, reply) => {
  try {
    const { rows } = await pool.query('SELECT id, name FROM users');
    return rows;
  } catch (error) {
    if (error.code === 'ECONNREFUSED') return reply.code(503).header('Retry-After', '30').send({ error: 'The database cannot be reached' });
    throw error;
  }
});`,
    },
    globals: () => ({
      pool: {
        query: () =>
          Promise.reject(Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })),
      },
    }),
    request: { path: '/api/users' },
    headers: { 'retry-after': '30' },
    content: { error: 'The database cannot be reached' },
    wrong: [
      { by: 'prefer-503-for-unavailable-service', change: sends(503, 404) },
      {
        by: 'require-retry-after',
        change: { express: [".set('Retry-After', '30')", ''], fastify: [".header('Retry-After', '30')", ''] },
      },
    ],
  },
  {
    status: 504,
    example: 'API request times out waiting for a slow third-party payment service → 504 Gateway Timeout.',
    code: {
      express: `${EXPRESS}
app.post('/api/payments', async (req, res, next) => {
  try {
    const response = await fetch(\`\${UPSTREAM}/charges\`, { method: 'POST', body: JSON.stringify(req.body), signal: AbortSignal.timeout(50) });
    res.status(response.status).json(await response.json());
  } catch (error) {
    if (error.name === 'TimeoutError') return res.status(504).json({ error: 'The payment service did not answer in time' });
    next(error);
  }
});`,
      fastify: `${FASTIFY}
app.post('/api/payments', async (request, reply) => {
  try {
    const response = await fetch(\`\${UPSTREAM}/charges\`, { method: 'POST', body: JSON.stringify(request.body), signal: AbortSignal.timeout(50) });
    return reply.code(response.status).send(await response.json());
  } catch (error) {
    if (error.name === 'TimeoutError') return reply.code(504).send({ error: 'The payment service did not answer in time' });
    throw error;
  }
});`,
    },
    upstream: 'silent',
    request: { method: 'POST', path: '/api/payments', json: { amount: 100 } },
    content: { error: 'The payment service did not answer in time' },
    wrong: [
      { by: 'prefer-504-for-upstream-timeout', change: sends(504, 408) },
      { by: 'prefer-504-for-upstream-timeout', change: sends(504, 502) },
      { by: 'prefer-504-for-upstream-timeout', change: sends(504, 500) },
    ],
  },
];
