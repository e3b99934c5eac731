import rule from '../../src/rules/prefer-409-for-conflict.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule, type Cases } from '../rule-tester.ts';

const EXISTING = 'const existing = await User.findOne({ email: req.body.email });';

/** A route whose guard stands in front of the answer, before the record is created. */
const guard =
  (
    test: string,
    {
      first = EXISTING,
      on = 'POST /users',
      message,
      then = 'await User.create(req.body);',
    }: { first?: string; on?: string; message?: string; then?: string } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, body: `${first}\nif (${test}) ${answer(status, message)}\n${then}` });

/** A route whose catch reads the error. */
const caught =
  (
    test: string,
    {
      on = 'POST /users',
      tried = 'await User.create(req.body);',
      message,
    }: { on?: string; tried?: string; message?: string } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({ on, body: `try {\n${tried}\n} catch (err) {\nif (${test}) ${answer(status, message)}\nthrow err;\n}` });

const UPDATE = { on: 'PUT /users/:id', then: 'await User.updateOne({ _id: req.params.id }, req.body);' } as const;

const reported: readonly Row[] = [
  {
    name: 'a variable that is set again further down',
    code: guard('existing', {
      first: 'let existing = await User.findOne({ email: req.body.email });',
      then: 'existing = await User.create(req.body);',
    }),
  },
  {
    name: 'a function of another name, where the answer says that it is there',
    code: guard('existing', {
      on: 'POST /users/otp',
      message: 'Email already exists',
      then: 'await send(req.body.email);',
    }),
  },
  {
    name: 'a lookup by the path, where the answer says so',
    code: guard('existing', {
      on: 'POST /users/:name',
      first: 'const existing = await User.findOne({ name: req.params.name });',
      message: 'This name is taken',
    }),
  },
  {
    name: 'one of a list that is stored',
    code: guard('tags.some(tag => tag.name === req.body.name)', {
      on: 'POST /tags',
      first: 'const tags = await Tag.find({});',
      message: 'Tag already exists',
      then: 'await Tag.create(req.body);',
    }),
  },
  {
    name: 'one of a list that is stored, kept in a variable',
    code: guard('isTaken', {
      on: 'POST /tags',
      first: 'const tags = await Tag.find({});\nconst isTaken = tags.some(tag => tag.name === req.body.name);',
      message: 'Tag already exists',
      then: 'await Tag.create(req.body);',
    }),
  },
  { name: 'a code of the project, in an enumeration', code: caught('err.code === ErrorCodes.ALREADY_EXISTS') },
  { name: 'a code of the project, as text', code: caught("err.code === 'USER_ALREADY_EXISTS'") },
  { name: 'a class of the project', code: caught('err instanceof UserAlreadyExistsError') },
  {
    name: 'a switch over codes of the project',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: `try {\nawait User.create(req.body);\n} catch (err) {\nswitch (err.code) {\ncase Codes.EMAIL_TAKEN: ${answer(status)}\ndefault: throw err;\n}\n}`,
      }),
  },
  { name: 'a record with the email of the body', code: guard('existing') },
  {
    name: 'a method that asks whether there is one',
    code: guard('existing', { first: 'const existing = await User.checkUserExistsWithEmail(req.body.email);' }),
  },
  { name: 'a call in the condition that asks', code: guard('await User.isEmailTaken(req.body.email)', { first: '' }) },
  {
    name: 'a count of such records, kept as a truth',
    code: guard('isThere', { first: 'const isThere = (await User.count({ where: { email: req.body.email } })) > 0;' }),
  },
  { name: 'a server error', sent: 500, code: guard('existing') },
  { name: '404', sent: 404, code: guard('existing') },
  { name: '403', sent: 403, code: guard('existing') },
  { name: '401', sent: 401, code: guard('existing') },
  { name: '422 in strict', sent: 422, options: { accept: [] }, code: guard('existing') },
  { name: 'existing !== null', code: guard('existing !== null') },
  {
    name: 'a destructured value',
    code: guard('taken', {
      first: 'const { username } = req.body;\nconst taken = await prisma.user.findUnique({ where: { username } });',
    }),
  },
  {
    name: 'rows.length > 0',
    code: guard('rows.length > 0', {
      first: "const { rows } = await pool.query('SELECT 1 FROM users WHERE email = $1', [req.body.email]);",
      then: "await pool.query('INSERT INTO users (email) VALUES ($1)', [req.body.email]);",
    }),
  },
  {
    name: 'a count',
    code: guard('count > 0', { first: 'const count = await User.countDocuments({ email: req.body.email });' }),
  },
  { name: 'an existence check', code: guard('await User.exists({ email: req.body.email })', { first: '' }) },
  {
    name: 'email or username',
    code: guard('byEmail || byName', {
      first:
        'const byEmail = await User.findOne({ email: req.body.email });\nconst byName = await User.findOne({ name: req.body.name });',
    }),
  },
  {
    name: 'a lookup by a service',
    code: guard('existing', {
      first: 'const existing = await users.findByEmail(req.body.email);',
      then: 'await users.createUser(req.body);',
    }),
  },
  {
    name: 'a record with the id of the body',
    code: guard('existing', { first: 'const existing = await User.findById(req.body.id);' }),
  },
  { name: 'register', code: guard('existing', { on: 'POST /register', then: 'await accounts.open(req.body);' }) },
  {
    name: 'the else of the record that is not there',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: `${EXISTING}\nif (!existing) { await User.create(req.body); } else { ${answer(status)} }`,
      }),
  },
  {
    name: 'in a promise',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: '',
        last: `return User.findOne({ email: req.body.email }).then(existing => {\nif (existing) ${answer(status)}\nreturn User.create(req.body);\n});`,
      }),
  },
  {
    name: 'in a callback',
    only: 'express',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: '',
        last: `User.findOne({ email: req.body.email }).exec((err, existing) => {\nif (existing) ${answer(status)}\nUser.create(req.body, next);\n});`,
      }),
  },
  {
    name: 'an update whose value another record holds',
    code: guard('holder && holder.id !== req.params.id', {
      ...UPDATE,
      first: 'const holder = await User.findOne({ email: req.body.email });',
    }),
  },
  {
    name: 'an update whose value another record holds, ids as strings',
    code: guard('holder && holder._id.toString() !== req.params.id', {
      ...UPDATE,
      first: 'const { email } = req.body;\nconst holder = await User.findOne({ email });',
    }),
  },
  {
    name: 'an update whose value another record holds, a parsed id',
    code: guard('holder && holder.id !== parseInt(id)', {
      ...UPDATE,
      first: 'const { id } = req.params;\nconst holder = await User.findByEmail(req.body.email);',
    }),
  },
  {
    name: 'an update whose value another account holds',
    code: guard('holder && holder.id !== req.user.id', {
      ...UPDATE,
      first: 'const holder = await User.findOne({ email: req.body.email });',
      on: 'PATCH /me',
    }),
  },
  {
    name: 'an update whose lookup leaves out the record itself',
    code: guard('holder', {
      ...UPDATE,
      first: 'const holder = await User.findOne({ email: req.body.email, _id: { $ne: req.params.id } });',
    }),
  },
  {
    name: 'an update that says the value is taken',
    code: guard('holder', {
      ...UPDATE,
      first: 'const holder = await User.findOne({ email: req.body.email });',
      message: 'Email already in use',
    }),
  },
  { name: 'MongoDB 11000', code: caught('err.code === 11000') },
  { name: 'MongoDB 11000 and the field', code: caught('err.code === 11000 && err.keyPattern.email') },
  { name: 'the class first, then 11000', code: caught("err.name === 'MongoServerError' && err.code === 11000") },
  { name: '11000, then the class', code: caught("err.code === 11000 && err.name === 'MongoServerError'") },
  {
    name: 'Prisma P2002',
    code: caught("err instanceof Prisma.PrismaClientKnownRequestError && err.code === 'P2002'", {
      tried: 'await prisma.user.create({ data: req.body });',
    }),
  },
  { name: 'PostgreSQL 23505', code: caught("err.code === '23505'") },
  {
    name: 'PostgreSQL 23505 in a constant',
    code: (one, status) =>
      caught('err.code === UNIQUE_VIOLATION')(one, status).replace(
        'app.post',
        "const UNIQUE_VIOLATION = '23505';\napp.post",
      ),
  },
  { name: 'MySQL ER_DUP_ENTRY', code: caught("err.code === 'ER_DUP_ENTRY'") },
  { name: 'MySQL errno 1062', code: caught('err.errno === 1062') },
  { name: 'SQLITE_CONSTRAINT_UNIQUE', code: caught("err.code === 'SQLITE_CONSTRAINT_UNIQUE'") },
  { name: 'SequelizeUniqueConstraintError', code: caught("err.name === 'SequelizeUniqueConstraintError'") },
  { name: 'UniqueConstraintError', code: caught('err instanceof UniqueConstraintError') },
  {
    name: 'a switch over the code',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: `try {\nawait User.create(req.body);\n} catch (err) {\nswitch (err.code) {\ncase 'P2002': ${answer(status)}\ndefault: throw err;\n}\n}`,
      }),
  },
  { name: 'a message that is compared', code: caught("err.message === 'User already exists'") },
  { name: 'a message that includes a text', code: caught("err.message.includes('already exists')") },
  { name: 'a message searched by indexOf', code: caught("err.message.indexOf('exists') >= 0") },
  { name: 'a message that a pattern fits', code: caught('/duplicate key/i.test(err.message)') },
  { name: 'a message that is matched', code: caught('err.message.match(/E11000/)') },
  { name: 'the text "taken"', code: caught("err.message === 'Username taken'") },
  {
    name: 'an update that violates a unique constraint',
    code: caught('err.code === 11000', {
      on: 'PUT /users/:id',
      tried: 'await User.updateOne({ _id: req.params.id }, req.body);',
    }),
  },
  {
    name: 'a version that somebody else changed',
    code: guard('doc.version !== req.body.version', {
      first: 'const doc = await Doc.findById(req.params.id);',
      on: 'PUT /docs/:id',
      then: 'await doc.save();',
    }),
  },
  {
    name: 'a version in If-Match',
    code: guard("doc.etag !== req.headers['if-match']", {
      first: 'const doc = await Doc.findById(req.params.id);',
      on: 'PUT /docs/:id',
      then: 'await doc.save();',
    }),
  },
  {
    name: 'VersionError',
    code: caught("err.name === 'VersionError'", { on: 'PUT /docs/:id', tried: 'await doc.save();' }),
  },
  {
    name: 'a state, answered 404',
    sent: 404,
    code: guard("order.status === 'cancelled'", {
      first: 'const order = await Order.findById(req.params.id);',
      on: 'POST /orders/:id/cancel',
      message: 'Order is already cancelled',
      then: 'await order.cancel();',
    }),
  },
  {
    name: 'a like, answered 500',
    sent: 500,
    code: guard('like', {
      first: 'const like = await Like.findOne({ post: req.params.id, user: req.user.id });',
      on: 'POST /posts/:id/like',
      message: 'Already liked',
      then: 'await Like.create({});',
    }),
  },
  { name: '405 for a duplicate', sent: 405, code: guard('existing') },
  { name: '402 for a duplicate, as nothing speaks of a payment', sent: 402, code: guard('existing') },
  { name: '406 for a unique violation', sent: 406, code: caught("err.code === 'P2002'") },
];

const silent: readonly Row[] = [
  {
    name: 'what a list of ids in the body refers to',
    code: guard('false', {
      first:
        "for (const id of req.body.roles) {\nconst role = await Role.findById(id);\nif (role) return res.status(400).send({ message: 'No such role' });\n}",
    }),
    only: 'express',
  },
  {
    name: 'names twice in the body itself',
    code: guard('req.body.tags.some(tag => seen.has(tag.name) || !seen.add(tag.name))', {
      on: 'POST /tags',
      first: 'const seen = new Set();',
      message: 'Duplicate tag',
    }),
  },
  {
    name: 'a set that has met a name before',
    code: guard('hasTwice', {
      on: 'POST /tags',
      first: 'const seen = new Set();\nconst hasTwice = tags().some(tag => seen.has(tag.name) || !seen.add(tag.name));',
      message: 'Duplicate tag',
    }),
  },
  {
    name: 'a like in a list of them',
    code: guard('post.likes.some(like => like.user.toString() === req.user.id)', {
      on: 'POST /posts/:id/like',
      first: 'const post = await Post.findById(req.params.id);',
      message: 'Already liked, like exists',
    }),
  },
  {
    name: 'some of the records that were found, which the caller may not have',
    sent: 403,
    code: guard('others.length > 0', {
      on: 'POST /windows',
      first:
        'const found = await Monitor.find({ _id: req.body.monitors });\nconst others = found.filter(one => one.team !== req.user.team);',
      then: 'await Window.create(req.body);',
    }),
  },
  {
    name: 'what uses the record that is to go',
    code: guard('users.length > 0', {
      on: 'DELETE /roles/:id',
      first: 'const users = await User.find({ role: req.params.id });',
      message: 'The role is in use',
      then: 'await Role.deleteOne({ _id: req.params.id });',
    }),
  },
  { name: 'a code of the project that denies it', sent: 404, code: caught('err.code === ErrorCodes.USER_NOT_EXISTS') },
  { name: 'a code of the project that says nothing of it', code: caught('err.code === ErrorCodes.OUT_OF_STOCK') },
  { name: '409 is right', sent: 409, code: guard('existing') },
  {
    name: '412 for a version',
    sent: 412,
    code: guard("doc.etag !== req.headers['if-match']", {
      first: 'const doc = await Doc.findById(req.params.id);',
      on: 'PUT /docs/:id',
      then: 'await doc.save();',
    }),
  },
  { name: '422 is accepted by default', sent: 422, code: guard('existing') },
  { name: 'a status the options accept', options: { accept: [400] }, code: guard('existing') },
  { name: 'idempotent creation', sent: 200, code: guard('existing') },
  {
    name: 'a signup that does not tell which accounts there are',
    sent: 202,
    code: guard('existing', { on: 'POST /register', message: 'Check your mail' }),
  },
  {
    name: 'a banned address',
    code: guard('ban', { first: 'const ban = await Ban.findOne({ email: req.body.email });' }),
  },
  {
    name: 'a blocked domain',
    code: guard('blocked', { first: 'const blocked = await BlockedDomain.findOne({ name: req.body.domain });' }),
  },
  {
    name: 'a coupon that was used',
    code: guard('used', { first: 'const used = await Coupon.findOne({ code: req.body.coupon });', on: 'POST /orders' }),
  },
  {
    name: 'a record that the body refers to',
    code: guard('parent && parent.isLeaf', {
      first: 'const parent = await Category.findById(req.body.parent);',
      on: 'POST /categories',
    }),
  },
  {
    name: 'a record that the body refers to, by its id',
    code: guard('parent', {
      first: 'const parent = await Category.findById(req.body.parentId);',
      on: 'POST /categories',
    }),
  },
  { name: 'a record that is not there', code: guard('!existing') },
  {
    name: 'the record of the path',
    code: guard('existing.length > 0', {
      first: 'const existing = await Comment.find({ post: req.params.id });',
      on: 'DELETE /posts/:id',
      then: '',
    }),
  },
  {
    name: 'a login',
    code: guard('user', {
      first: 'const user = await User.findOne({ email: req.body.email });',
      on: 'POST /login',
      then: '',
    }),
  },
  {
    name: 'after the duplicate has left',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: `${EXISTING}\nif (existing) ${answer(409)}\nif (!req.body.password) ${answer(status)}\nawait User.create(req.body);`,
      }),
  },
  {
    name: 'a state, answered 400',
    code: guard("order.status === 'cancelled'", {
      first: 'const order = await Order.findById(req.params.id);',
      on: 'POST /orders/:id/cancel',
      message: 'Order is already cancelled',
    }),
  },
  {
    name: 'a state, answered 403',
    sent: 403,
    code: guard("order.status === 'paid'", {
      first: 'const order = await Order.findById(req.params.id);',
      on: 'PUT /orders/:id',
      message: 'Order was already paid',
    }),
  },
  {
    name: 'a state, answered 422',
    sent: 422,
    options: { accept: [] },
    code: guard("order.status === 'paid'", {
      first: 'const order = await Order.findById(req.params.id);',
      on: 'PUT /orders/:id',
      message: 'Order was already paid',
    }),
  },
  {
    name: 'already liked, answered 400',
    code: guard('like', {
      first: 'const like = await Like.findOne({ post: req.params.id, user: req.user.id });',
      on: 'POST /posts/:id/like',
      message: 'Already liked',
    }),
  },
  {
    name: 'already following, answered 400',
    code: guard('follow', {
      first: 'const follow = await Follow.findOne({ target: req.body.user, user: req.user.id });',
      on: 'POST /follows',
      message: 'Already following',
    }),
  },
  {
    name: 'already in the list, answered 400',
    code: guard('post.likes.includes(req.user.id)', {
      first: 'const post = await Post.findById(req.params.id);',
      on: 'POST /posts/:id/like',
      message: 'Already liked',
    }),
  },
  {
    name: 'a thrown state, answered 400',
    code: caught("err.message === 'Order already cancelled'", {
      on: 'POST /orders/:id/cancel',
      tried: 'await orders.cancel(req.params.id);',
    }),
  },
  { name: 'the message says that nothing exists', code: caught("err.message === 'User does not exist'") },
  { name: 'the message says that nothing exists any more', code: caught("err.message.includes('no longer exists')") },
  { name: 'a message that is about something else', code: caught("err.message.includes('timeout')") },
  { name: 'a message without the text', code: caught("err.message.indexOf('exists') === -1") },
  { name: 'another error code', code: caught("err.code === 'P2003'") },
  { name: 'any constraint of SQLite', code: caught("err.code === 'SQLITE_CONSTRAINT'") },
  { name: 'not the code of a duplicate', code: caught('err.code !== 11000') },
  { name: 'a foreign key', code: caught("err.code === '23503'") },
  {
    name: 'an owner found by the id of the body',
    code: guard('owner.id !== req.user.id', {
      first: 'const owner = await User.findById(req.body.owner);',
      on: 'PUT /posts/:id',
    }),
  },
  {
    name: 'an undifferentiated catch',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /users',
        body: `try {\nawait User.create(req.body);\n} catch (err) {\n${answer(status, 'User already exists')}\n}`,
      }),
  },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'POST /users',
        body: `${EXISTING}\nif (existing) return ${res}.${framework === 'express' ? 'status' : 'code'}(taken()).send({});\nawait User.create(req.body);`,
      }),
  },
  { name: '423', sent: 423, code: guard('existing') },
  {
    name: '410 for a name that was used before, chosen on purpose',
    sent: 410,
    code: guard('existing', { message: 'This name was used and is retired' }),
  },
];

const MIDDLEWARE =
  "export const checkDuplicateEmail = (req, res, next) => {\n  User.findOne({ email: req.body.email }).exec((err, user) => {\n    if (user) return res.status(400).send({ message: 'Email is in use' });\n    next();\n  });\n};";
const SERVICE =
  "import createError from 'http-errors';\nexport async function createUser(data) {\n  const existing = await User.findOne({ email: data.email });\n  if (existing) throw createError(400, 'Email already registered');\n  return User.create(data);\n}";

const SET_BEFORE =
  "import express from 'express';\nconst app = express();\napp.post('/users', async (req, res) => {\n  const existing = await User.findOne({ email: req.body.email });\n  if (existing) {\n    res.status(400);\n    throw new Error('User already exists');\n  }\n  res.status(201).location('/me').json(await User.create(req.body));\n});";

const MAPPER =
  'class AppError extends Error {\n  constructor(message, statusCode) { super(message); this.statusCode = statusCode; }\n}\nexport const handleDuplicateFields = (err) => {\n  const [value] = err.errmsg.match(pattern);\n  return new AppError(`Duplicate: ${value}`, 400);\n};\nexport default (err, req, res, next) => { res.status(err.statusCode || 500).json({ message: err.message }); };';

const handWritten: Cases = {
  valid: [
    {
      name: 'a service that finds what it needs',
      code: "import createError from 'http-errors';\nexport async function createPost(data) {\n  const author = await User.findOne({ name: data.author });\n  if (!author) throw createError(400, 'No such author');\n  return Post.create(data);\n}",
    },
    {
      name: 'a plain error without a status, to which an error handler gives one',
      code: SET_BEFORE.replace('    res.status(400);\n', ''),
    },
    {
      name: 'an error of the server that is no duplicate of the request',
      code: "import createError from 'http-errors';\nexport function collect(metrics) {\n  const known = sources.get(metrics.name);\n  if (known) throw createError(500, 'Metric already exists');\n}",
    },
    { name: 'the function that maps other errors', code: MAPPER.replace('Duplicate', 'Database') },
    { name: 'the function that says something else', code: MAPPER.replace('Duplicate:', 'Not') },
    { name: 'a function that is given more than the error', code: MAPPER.replace('(err)', '(err, req)') },
    {
      name: 'middleware that needs the record',
      code: "export const requireVerified = async (req, res, next) => {\n  const user = await User.findOne({ email: req.body.email });\n  if (user && !user.confirmed) return res.status(400).send({ message: 'Confirm your address' });\n  next();\n};",
    },
  ],
  invalid: [
    {
      name: 'a plain error after its status was set',
      code: SET_BEFORE,
      errors: [
        {
          messageId: 'wrong',
          line: 6,
          column: 16,
          endColumn: 19,
          suggestions: [{ messageId: 'use', output: SET_BEFORE.replace('400', '409') }],
        },
      ],
    },
    {
      name: 'middleware before a registration, at the status',
      code: MIDDLEWARE,
      errors: [
        {
          messageId: 'wrong',
          line: 3,
          column: 33,
          endColumn: 36,
          suggestions: [{ messageId: 'use', output: MIDDLEWARE.replace('400', '409') }],
        },
      ],
    },
    {
      name: 'a function that maps that kind of error, by its name',
      code: MAPPER,
      errors: [
        {
          messageId: 'wrong',
          line: 6,
          column: 46,
          endColumn: 49,
          suggestions: [{ messageId: 'use', output: MAPPER.replace('400', '409') }],
        },
      ],
    },
    {
      name: 'an error thrown by a service',
      code: SERVICE,
      errors: [
        {
          messageId: 'wrong',
          line: 4,
          column: 35,
          endColumn: 38,
          suggestions: [{ messageId: 'use', output: SERVICE.replace('400', '409') }],
        },
      ],
    },
  ],
};

const lost = { first: EXISTING, test: 'existing' };

testRule(rule.definition.name, rule, {
  express: join(casesOf('express', { sent: 400, right: 409, reported, silent, lost }), handWritten),
  fastify: casesOf('fastify', { sent: 400, right: 409, reported, silent, lost }),
});
