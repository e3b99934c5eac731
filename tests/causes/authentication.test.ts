import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

type Files = Readonly<Record<string, string>>;

/** The cause of the last 403 of a project's `src/boats.js` (or `.ts`); null where nothing is said of it. */
function causeOf(files: Files): string | null {
  const file = files['src/boats.ts'] === undefined ? 'src/boats.js' : 'src/boats.ts';
  const model = makeProject({
    'package.json':
      '{ "type": "module", "imports": { "#lib/*": "./build/*" }, "dependencies": { "fastify": "^5.0.0", "express": "^5.0.0" } }',
    ...files,
  }).read(file, files[file] ?? '');
  const response = model?.responses.findLast(({ status: { codes } }) => codes?.includes(403));
  if (!model || !response) throw new Error('There is no 403.');
  return readCause(response, model)?.cause ?? null;
}

const WHO =
  'export async function whoIs(header) {\n  const skipper = header ? await crew.find(header) : null;\n  if (skipper == null) throw new httpErrors.Unauthorized();\n  return skipper;\n}';
const plugin = (wrap: (fn: string) => string, hook = 'onRequest'): string =>
  `import fp from 'fastify-plugin';\nimport { whoIs } from './who.js';\nasync function gate(instance) {\n  instance.decorateRequest('user', null);\n  instance.addHook('${hook}', async request => {\n    request.user = await whoIs(request.headers.authorization);\n  });\n}\nexport default ${wrap('gate')};`;
const boats = (registered: string, from = './gate.js'): string =>
  `import gate from '${from}';\nexport const boats = async fastify => {\n  ${registered}\n  fastify.get('/boats', async (request, reply) => {\n    if (request.user == null) return reply.code(403).send({ error: 'No.' });\n    return list(request.user);\n  });\n};`;
const files = (boatsFile: string, gate = plugin(fn => `fp(${fn})`)): Files => ({
  'src/boats.js': boatsFile,
  'src/gate.js': gate,
  'src/who.js': WHO,
});

/** An Express router with what stands before its route. */
const router = (above: string, { before = '', imports = '', guard = '!req.user' } = {}): Files => ({
  'src/boats.js': `import express from 'express';\n${imports}\nconst router = express.Router();\n${above}\nrouter.get('/boats', ${before}(req, res) => {\n  if (${guard}) return res.sendStatus(403);\n  res.json(list(req.user));\n});\nexport default router;`,
});
const GATE = 'function gate(req, res, next) {\n  if (!req.user) return res.sendStatus(403);\n  next();\n}';

describe('a missing caller behind authentication only narrows a type', () => {
  it.each<[string, Files]>([
    ['a plugin of another file that adds a hook', files(boats('await fastify.register(gate);'))],
    [
      'the same, not awaited, before the handler',
      files(
        boats('fastify.register(gate);'),
        plugin(fn => `fp(${fn}, { name: 'gate' })`, 'preHandler'),
      ),
    ],
    ['the same, by an import of what is not built', files(boats('await fastify.register(gate);', '#lib/gate.js'))],
    [
      'a hook of the same plugin, a function of another file',
      files(
        boats("fastify.addHook('onRequest', gate);"),
        'export default async function gate(request, reply) {\n  if (!request.headers.authorization) return reply.code(401).send();\n  request.user = await find(request.headers.authorization);\n}',
      ),
    ],
    [
      'a hook that verifies a token of @fastify/jwt',
      files(
        boats("fastify.addHook('preHandler', gate);"),
        'export default async request => { await request.jwtVerify(); };',
      ),
    ],
    ['a decorator of the instance, by its name', files(boats("fastify.addHook('onRequest', fastify.authenticate);"))],
    [
      'a hook of the instance around the one of the route',
      {
        'src/boats.js':
          "import Fastify from 'fastify';\nconst app = Fastify();\napp.addHook('onRequest', app.authenticate);\napp.register(async scope => {\n  scope.get('/boats', async (request, reply) => {\n    if (!request.user) return reply.code(403).send({ error: 'No.' });\n    return list(request.user);\n  });\n});",
      },
    ],
    ['middleware of the router, by its body', router(`${GATE}\nrouter.use(gate);`)],
    ['middleware of the route, by its body', router(GATE, { before: 'gate, ' })],
    ['middleware of the path above the route, by its body', router(`${GATE}\nrouter.use('/boats', gate);`)],
    [
      'middleware of the path above the route, by its name',
      router("router.use('/bo', requireLogin());", { imports: "import { requireLogin } from 'logins';" }),
    ],
    [
      'the second of two gates, where the first lets everybody pass',
      router(`${GATE}\nrouter.use((req, res, next) => { next(); });\nrouter.use(gate);`),
    ],
    [
      'a hook below the route',
      files(boats('').replace('};', "  fastify.addHook('onRequest', fastify.authenticate);\n};")),
    ],
    [
      'middleware that a factory makes',
      router(
        'const gate = strict => (req, res, next) => {\n  if (req.user === undefined) return next(createError(401));\n  next();\n};\nrouter.use(gate(true));',
        { guard: 'req.user === undefined' },
      ),
    ],
    [
      'middleware of another file',
      {
        ...router('router.use(gate);', { imports: "import { gate } from './gate.js';" }),
        'src/gate.js': `export ${GATE}`,
      },
    ],
    [
      'middleware out of sight, by its name',
      router('router.use(requireLogin());', { imports: "import { requireLogin } from 'logins';" }),
    ],
    [
      'middleware in front of the router, in the file that mounts it',
      {
        ...router(''),
        'src/app.js':
          "import express from 'express';\nimport boats from './boats.js';\nimport { requireLogin } from 'logins';\nconst app = express();\napp.use(requireLogin());\napp.use('/api', boats);",
      },
    ],
    [
      'middleware in the mount itself, by its body in a third file',
      {
        ...router(''),
        'src/gate.js': `export ${GATE}`,
        'src/app.js':
          "import express from 'express';\nimport boats from './boats.js';\nimport { gate } from './gate.js';\nconst app = express();\napp.use('/api', gate, boats);",
      },
    ],
    [
      'a strategy of passport on the route',
      router('', {
        before: "passport.authenticate('bearer'), ",
        imports: "import passport from 'passport';",
        guard: 'req.user == null',
      }),
    ],
  ])('%s', (_, project) => {
    expect(causeOf(project)).toBeNull();
  });
});

describe('a missing caller is one', () => {
  it.each<[string, Files]>([
    ['with nothing before', router('')],
    [
      'where a plugin is registered without fastify-plugin, whose hooks are its own',
      files(
        boats('await fastify.register(gate);'),
        plugin(fn => fn),
      ),
    ],
    [
      'where the hook of the plugin runs after the answer',
      files(
        boats('await fastify.register(gate);'),
        plugin(fn => `fp(${fn})`, 'onResponse'),
      ),
    ],
    ['where the plugin is registered with another instance', files(boats('await other.register(gate);'))],
    [
      'where the hook stands in another plugin of the file',
      {
        'src/boats.js':
          "export const crew = async fastify => {\n  fastify.addHook('onRequest', fastify.authenticate);\n};\nexport const boats = async fastify => {\n  fastify.get('/boats', async (request, reply) => {\n    if (!request.user) return reply.code(403).send({ error: 'No.' });\n    return list(request.user);\n  });\n};",
      },
    ],
    [
      'in the hook itself',
      {
        'src/boats.js':
          "import Fastify from 'fastify';\nconst app = Fastify();\napp.addHook('preHandler', async (request, reply) => {\n  if (!request.user) return reply.code(403).send({ error: 'Unauthorized.' });\n});",
      },
    ],
    [
      'where middleware lets pass who has no token, whatever its name',
      router(
        'function requireAuth(req, res, next) {\n  const token = req.headers.authorization;\n  if (!token) return next();\n  req.user = verify(token);\n  if (!req.user) return res.sendStatus(401);\n  next();\n}\nrouter.use(requireAuth);',
      ),
    ],
    [
      'where middleware forgets a failed verification',
      router(
        "import jwt from 'jsonwebtoken';\nconst authenticate = (req, res, next) => {\n  if (req.headers.authorization === 'x') return res.sendStatus(401);\n  try { req.user = jwt.verify(req.headers.authorization, KEY); } catch { }\n  next();\n};",
        { before: 'authenticate, ' },
      ),
    ],
    [
      'where middleware refuses for another reason',
      router(
        'const protect = (req, res, next) => {\n  if (req.body.csrf !== req.cookies.csrf) return res.sendStatus(403);\n  next();\n};\nrouter.use(protect);',
      ),
    ],
    [
      'where middleware only keeps the session',
      router('', { before: 'passport.session(), ', imports: "import passport from 'passport';" }),
    ],
    [
      'in a gate of another file, behind what may be another',
      {
        'src/boats.js': GATE.replace('function', 'export function'),
        'src/app.js':
          "import express from 'express';\nimport { gate } from './boats.js';\nimport { basicAuthMiddleware } from 'basics';\nconst app = express();\nif (process.env.BASIC) app.use(basicAuthMiddleware);\napp.use(gate);",
      },
    ],
    [
      'where what stands in front of all only fetches what a caller may have',
      {
        ...router(''),
        'src/app.js':
          "import express from 'express';\nimport boats from './boats.js';\nimport * as authMiddleware from 'keys';\nconst app = express();\napp.use(authMiddleware.prefetchKey);\napp.use('/boats', boats);",
      },
    ],
    ['where the gate is of another path', router(`${GATE}\nrouter.use('/crews', gate);`)],
    ['where the gate is of another router', router(`${GATE}\nconst crews = express.Router();\ncrews.use(gate);`)],
    [
      'where the plugin that is called so comes after the route',
      {
        'src/boats.js':
          "import authenticateUser from 'logins';\nexport const boats = async fastify => {\n  fastify.get('/boats', async (request, reply) => {\n    if (!request.user) return reply.code(403).send({ error: 'No.' });\n    return list(request.user);\n  });\n  fastify.register(authenticateUser);\n};",
      },
    ],
    ['where the gate comes after the route', { 'src/boats.js': `${router(GATE)['src/boats.js']}\nrouter.use(gate);` }],
  ])('%s', (_, project) => {
    expect(causeOf(project)).toBe('unauthenticated');
  });
});
