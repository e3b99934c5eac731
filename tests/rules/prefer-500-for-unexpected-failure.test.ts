import rule from '../../src/rules/prefer-500-for-unexpected-failure.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const FIND = 'const posts = await Post.find({ author: req.params.id });';

/** A route whose catch answers, with what stands before the answer. */
const caught =
  ({
    tried = FIND,
    before = '',
    binding = '(err)',
    on = 'GET /users/:id/posts',
    above,
  }: { tried?: string; before?: string; binding?: string; on?: string; above?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      ...(above !== undefined && { above }),
      body: `try {\n${tried}\n} catch ${binding} {\n${before}\n${answer(status)}\n}`,
    });

const reported: readonly Row[] = [
  {
    name: 'a client of a store, by its name',
    code: caught({ tried: 'await app.redis.del(req.params.id);', on: 'DELETE /sessions/:id' }),
  },
  { name: 'a catch around a query', code: caught() },
  { name: 'a catch without a parameter', code: caught({ binding: '' }) },
  { name: '404', sent: 404, code: caught() },
  { name: '401', sent: 401, code: caught() },
  { name: '403', sent: 403, code: caught() },
  { name: '422', sent: 422, code: caught() },
  { name: 'an error that is only logged', code: caught({ before: 'console.error(err.message);' }) },
  {
    name: 'an error whose message is sent',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nreturn ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send({ error: err.message });\n}`,
      }),
  },
  {
    name: 'a test whether it is an Error at all',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nif (err instanceof Error) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'a test whether there is an error',
    code: ({ route, answer }, status) =>
      route({ on: 'GET /posts', body: `try {\n${FIND}\n} catch (err) {\nif (err) ${answer(status)}\n}` }),
  },
  {
    name: 'what a code leaves',
    code: caught({
      tried: 'await prisma.user.create({ data: req.body });',
      before: "if (err.code === 'P2002') return next(err);",
      on: 'POST /users',
    }),
  },
  { name: 'what a class leaves', code: caught({ before: 'if (err instanceof AppError) throw err;' }) },
  { name: 'what a predicate leaves', code: caught({ before: 'if (isAppError(err)) throw err;' }) },
  {
    name: 'the else of a code',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: `try {\nawait prisma.user.create({ data: req.body });\n} catch (err) {\nif (err.code === 'P2002') { ${answer(409)} } else { ${answer(status)} }\n}`,
      }),
  },
  {
    name: 'the default of a switch over the code',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: `try {\nawait prisma.user.create({ data: req.body });\n} catch (err) {\nswitch (err.code) {\ncase 'P2002': ${answer(409)}\ndefault: ${answer(status)}\n}\n}`,
      }),
  },
  {
    name: 'one of two outcomes',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'POST /users',
        body: `try {\nawait prisma.user.create({ data: req.body });\n} catch (err) {\nreturn ${res}.${framework === 'express' ? 'status' : 'code'}(err.code === 'P2002' ? 409 : ${status}).send({});\n}`,
      }),
  },
  {
    name: 'several calls',
    code: caught({
      tried: `const user = await User.findById(req.params.id);\n${FIND}\nawait cache.set(user.id, posts);`,
    }),
  },
  {
    name: 'a lookup that may miss among others',
    sent: 404,
    code: caught({
      tried:
        'const user = await prisma.user.findUniqueOrThrow({ where: { id: req.params.id } });\nawait prisma.visit.create({ data: { user: user.id } });',
    }),
  },
  {
    name: 'a lookup that may miss, answered 400',
    code: caught({ tried: 'const user = await prisma.user.findUniqueOrThrow({ where: { id: req.params.id } });' }),
  },
  { name: 'work done by a service', code: caught({ tried: 'const report = await reports.make(req.params.id);' }) },
  {
    name: 'a promise',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: '',
        last: `return Post.find({}).then(posts => posts).catch(err => { ${answer(status)} });`,
      }),
  },
  {
    name: 'a promise with two functions',
    code: ({ route, answer, res }, status) =>
      route({
        on: 'GET /posts',
        body: '',
        last: `return Post.find({}).then(posts => ${res}.send(posts), err => { ${answer(status)} });`,
      }),
  },
  {
    name: 'the error of a callback',
    only: 'express',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: '',
        last: `db.query('SELECT * FROM posts', (err, rows) => {\nif (err) ${answer(status)}\nres.json(rows);\n});`,
      }),
  },
  {
    name: 'an error thrown',
    code: ({ route }, status) =>
      route({
        on: 'GET /posts',
        above: "import createError from 'http-errors';",
        body: `try {\n${FIND}\n} catch (err) {\nthrow createError(${status}, 'No posts');\n}`,
      }),
  },
  {
    name: 'a model that is saved, in strict',
    options: { strict: true },
    code: caught({ tried: 'const user = await User.create(req.body);', on: 'POST /users' }),
  },
  { name: 'an error whose text is only sent on', code: caught({ before: 'const text = err.message;\nlog(text);' }) },
  {
    name: 'a function that is told the error and tells it apart from nothing',
    code: ({ route, res, framework }, status) =>
      `${route({ on: 'GET /posts', body: `try {\n${FIND.replace('req.params.id', 'req.query.author')}\n} catch (err) {\nreturn failed(err, ${res});\n}` })}\nfunction failed(err, ${res}) {\n${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send({ message: err.message });\n}`,
    right: null,
  },
  {
    name: 'a connection of its own settings',
    code: caught({
      tried: 'const link = await mysql.createConnection(settings);\nawait link.execute(sql);',
      on: 'POST /reports',
    }),
  },
  {
    name: '404 where what was tried is given the request',
    sent: 404,
    code: caught({ tried: 'await orders.place(req);', on: 'POST /orders' }),
  },
];

const silent: readonly Row[] = [
  {
    name: 'an authentication of its own',
    sent: 403,
    code: caught({ tried: 'req.caller = await settings.onAuthenticate(req.headers);' }),
  },
  {
    name: 'a file that may be missing, read as compilers write it',
    sent: 404,
    code: caught({ tried: "const text = await (0, promises_1.readFile)(file, 'utf-8');" }),
  },
  { name: '500 is right', sent: 500, code: caught() },
  { name: '503 is fine', sent: 503, code: caught() },
  { name: 'a status the options accept', options: { accept: [400] }, code: caught() },
  {
    name: 'a redirect',
    code: ({ route, res }) =>
      route({ on: 'GET /posts', body: `try {\n${FIND}\n} catch (err) {\nreturn ${res}.redirect('/');\n}` }),
  },
  {
    name: 'a class',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nif (err instanceof FilterError) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'a code',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nif (err.code === 'P2003') ${answer(status)}\nthrow err;\n}`,
      }),
  },
  { name: 'a code that all others left for', code: caught({ before: "if (err.code !== 'P2003') throw err;" }) },
  {
    name: 'two codes that all others left for',
    code: caught({ before: "if (err.code !== 'ER_DUP_ENTRY' && err.code !== 'SQLITE_CONSTRAINT') {\nthrow err;\n}" }),
  },
  {
    name: 'a code that all others left for, by an exit with an empty statement behind it',
    code: caught({ before: "if (err.code !== 'P2025') { throw err;; }" }),
  },
  {
    name: 'a name',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nif (err.name === 'FilterError') ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'a message',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nif (err.message.startsWith('Filter')) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'a property',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nif (err.isOperational) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'a predicate',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nif (isFilterError(err)) ${answer(status)}\nthrow err;\n}`,
      }),
  },
  {
    name: 'a case of a switch',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nswitch (err.code) {\ncase 'FILTER': ${answer(status)}\ndefault: throw err;\n}\n}`,
      }),
  },
  {
    name: 'a pattern for the error',
    code: caught({ binding: '({ status })', before: 'if (status) throw new Error();' }),
  },
  {
    name: 'the status of the error',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nreturn ${res}.${framework === 'express' ? 'status' : 'code'}(err.status || 500).send({});\n}`,
      }),
  },
  { name: 'parsing alone', code: caught({ tried: 'const filter = JSON.parse(req.query.filter);' }) },
  { name: 'the parsing of an address alone', code: caught({ tried: 'const url = new URL(req.query.url);' }) },
  {
    name: 'the verification of a token alone',
    sent: 401,
    code: caught({
      tried: 'req.user = jwt.verify(req.headers.authorization, process.env.KEY);',
      above: "import jwt from 'jsonwebtoken';",
    }),
  },
  {
    name: 'verification and a lookup, answered 401',
    sent: 401,
    code: caught({
      tried:
        'const claims = jwt.verify(req.headers.authorization, process.env.KEY);\nreq.user = await User.findById(claims.sub);',
      above: "import jwt from 'jsonwebtoken';",
    }),
  },
  {
    name: 'verification and a lookup, answered 403',
    sent: 403,
    code: caught({
      tried:
        'const claims = jwt.verify(req.headers.authorization, process.env.KEY);\nreq.user = await User.findById(claims.sub);',
      above: "import jwt from 'jsonwebtoken';",
    }),
  },
  {
    name: 'a session looked up, answered 401',
    sent: 401,
    code: caught({ tried: 'req.session = await sessions.findByToken(req.headers.authorization);' }),
  },
  {
    name: 'an account looked up and its password checked, answered 401',
    sent: 401,
    code: caught({
      tried:
        'const user = await User.findOne({ email: req.body.email });\nawait users.check({ email: user.email, password: req.body.password });',
      on: 'POST /sessions',
    }),
  },
  {
    name: 'a password compared, answered 403',
    sent: 403,
    code: caught({
      tried:
        'const user = await User.findOne({ email: req.body.email });\nconst isRight = await bcrypt.compare(req.body.password, user.password);',
      on: 'POST /sessions',
    }),
  },
  {
    name: 'a schema alone',
    code: caught({
      tried: 'const data = schema.parse(req.body);',
      above: "import { z } from 'zod';\nconst schema = z.object({ name: z.string() });",
      on: 'POST /users',
    }),
  },
  {
    name: 'a schema and a write',
    code: caught({
      tried: 'const data = schema.parse(req.body);\nawait db.insert(data);',
      above: "import { z } from 'zod';\nconst schema = z.object({ name: z.string() });",
      on: 'POST /users',
    }),
  },
  {
    name: 'validation by a function of the project',
    code: caught({
      tried: 'await validateOrder(req.body);\nawait db.insert(orders).values(req.body);',
      on: 'POST /orders',
    }),
  },
  {
    name: 'an upload parsed by multer',
    only: 'express',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /files',
        above: "import multer from 'multer';\nconst upload = multer();",
        body: '',
        last: `upload.single('file')(req, res, err => {\nif (err) ${answer(status)}\nres.json({});\n});`,
      }),
  },
  {
    name: 'an upload parsed by formidable',
    code: caught({
      tried: 'const [fields, files] = await form.parse(req);',
      on: 'POST /files',
      above: "import formidable from 'formidable';\nconst form = formidable({});",
    }),
  },
  {
    name: 'an upload parsed by @fastify/multipart',
    only: 'fastify',
    code: caught({ tried: 'const data = await req.file();', on: 'POST /files' }),
  },
  {
    name: 'a raw body',
    code: caught({
      tried: 'const body = await getRawBody(req);',
      on: 'POST /files',
      above: "import getRawBody from 'raw-body';",
    }),
  },
  {
    name: 'a lookup that throws where nothing is found',
    sent: 404,
    code: caught({ tried: 'const user = await prisma.user.findUniqueOrThrow({ where: { id: req.params.id } });' }),
  },
  { name: 'orFail', sent: 404, code: caught({ tried: 'const user = await User.findById(req.params.id).orFail();' }) },
  {
    name: 'findOneOrFail',
    sent: 404,
    code: caught({ tried: 'const user = await users.findOneOrFail({ where: { id: req.params.id } });' }),
  },
  {
    name: 'a test whether a file is there',
    sent: 404,
    code: caught({ tried: 'await fs.access(`files/${req.params.id}`);' }),
  },
  {
    name: 'a test whether a file is there, synchronous',
    sent: 404,
    code: caught({ tried: 'fs.statSync(`files/${req.params.id}`);' }),
  },
  {
    name: 'a model that is created',
    code: caught({ tried: 'const user = await User.create(req.body);', on: 'POST /users' }),
  },
  {
    name: 'a model that is saved',
    code: caught({ tried: 'const user = new User(req.body);\nawait user.save();', on: 'POST /users' }),
  },
  {
    name: 'a model that is found, changed and saved',
    code: caught({
      tried: 'const user = await User.findById(req.params.id);\nuser.set(req.body);\nawait user.save();',
      on: 'PUT /users/:id',
    }),
  },
  {
    name: 'a model that is saved in a promise',
    code: ({ route, answer }, status) =>
      route({
        on: 'PUT /users/:id',
        body: '',
        last: `return User.findById(req.params.id).then(user => {\nuser.set(req.body);\nreturn user.save();\n}).catch(err => { ${answer(status)} });`,
      }),
  },
  { name: 'a limiter that refuses', sent: 429, code: caught({ tried: 'await limiter.consume(req.ip);' }) },
  {
    name: 'a limiter with a handler of its own',
    sent: 429,
    code: caught({ tried: 'await limit.handler(req, done);' }),
  },
  { name: 'nothing that reaches out', code: caught({ tried: 'const total = sum(req.query.values);' }) },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /posts',
        body: `try {\n${FIND}\n} catch (err) {\nreturn ${res}.${framework === 'express' ? 'status' : 'code'}(statusOf(err)).send({});\n}`,
      }),
  },
  {
    name: 'the code of the error kept in a variable',
    code: caught({ before: "const { code } = err;\nif (code !== 'EBADNAME') throw err;" }),
  },
  {
    name: 'the text of the error kept in a variable, in lower case',
    code: caught({
      before: "const text = String(err.message).toLowerCase();\nif (!text.includes('no such author')) throw err;",
    }),
  },
  {
    name: 'the error kept under another name',
    code: caught({ before: 'const problem = err;\nif (!(problem instanceof AuthorMissing)) throw problem;' }),
  },
  {
    name: 'a connection made of the whole body',
    code: caught({ tried: 'const pool = new Pool(req.body);\nawait pool.query("SELECT 1");', on: 'POST /setup' }),
  },
  {
    name: 'a mail server that the body names',
    code: caught({
      tried:
        'const mailer = nodemailer.createTransport({ host: req.body.host, port: req.body.port });\nawait mailer.verify();',
      on: 'POST /settings/mail',
    }),
  },
  {
    name: 'a store that the body names, made before',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /setup',
        body: `const cache = createClient({ url: req.body.url });\ntry {\nawait cache.get('x');\n} catch (err) {\n${answer(status)}\n}`,
      }),
  },
  {
    name: '401 where a function out of sight is given the request',
    sent: 401,
    code: caught({ tried: 'req.account = await whoCalls(req);', on: 'GET /posts' }),
  },
  {
    name: '403 where a function out of sight is given a key',
    sent: 403,
    code: caught({ tried: "req.client = await clients.of(req.headers['x-api-key']);", on: 'GET /posts' }),
  },
  {
    name: 'a function that is given the error and leaves all but one kind',
    code: ({ route, res, framework }, status) =>
      `class LinkError extends Error {}\n${route({ on: 'GET /posts', body: `try {\nawait posts.link(req.query.author);\n} catch (err) {\nif (answered(err, ${res})) return;\nthrow err;\n}` })}\nfunction answered(problem, ${res}) {\nif (!(problem instanceof LinkError)) return false;\n${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send({ message: problem.message });\nreturn true;\n}`,
  },
  {
    name: 'a function that is given the error and asks its code',
    code: ({ route, res, framework }, status) =>
      `${route({ on: 'GET /posts', body: `try {\nawait posts.link(req.query.author);\n} catch (err) {\nif (reported(${res}, err)) return;\nthrow err;\n}` })}\nfunction reported(${res}, error) {\nconst { code } = error;\nif (code !== 'LINKED') return false;\n${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send({ message: error.message });\nreturn true;\n}`,
  },
];

const CATCH =
  "app.get('/posts', async (req, res) => {\n  try {\n    res.json(await Post.find({}));\n  } catch (err) {\n    res.status(400).json({ error: err.message });\n  }\n});";
const SERVICE =
  "import createError from 'http-errors';\nexport async function latest() {\n  try {\n    return await Post.findAll({ limit: 10 });\n  } catch (err) {\n    throw createError(400, 'No posts');\n  }\n}";

const handWritten: Cases = {
  valid: [
    {
      name: 'a service that translates the failure of the one thing it does',
      code: "import createError from 'http-errors';\nexport async function thumbnail(path) {\n  try {\n    return await images.shrink(path);\n  } catch (err) {\n    throw createError(400, 'The image cannot be read');\n  }\n}",
    },
    {
      name: 'a service that reads a package',
      code: "import createError from 'http-errors';\nexport async function load(path) {\n  try {\n    return await processPackage(path);\n  } catch (err) {\n    return Promise.reject(createError(404, 'Package not found'));\n  }\n}",
    },
  ],
  invalid: [
    {
      name: 'the report stands at the status and names the catch',
      code: CATCH,
      errors: [
        {
          messageId: 'wrong',
          line: 5,
          column: 16,
          endColumn: 19,
          data: {
            reads: 'this catch follows a call that can fail in many ways, and nothing on this path reads the error',
            place: ' (line 4)',
            meaning: "the failure may be the server's own",
            right: '500 Internal Server Error',
            code: 400,
            sent: '400 Bad Request',
            says: '"your request is wrong"',
          },
          suggestions: [{ messageId: 'use', output: CATCH.replace('400', '500') }],
        },
      ],
    },
    {
      name: 'a service around a query',
      code: SERVICE,
      errors: [
        {
          messageId: 'wrong',
          line: 6,
          column: 23,
          endColumn: 26,
          suggestions: [{ messageId: 'use', output: SERVICE.replace('400', '500') }],
        },
      ],
    },
  ],
};

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 400, right: 500, reported, silent }), handWritten),
  fastify: casesOf('fastify', { sent: 400, right: 500, reported, silent }),
});
