import rule from '../../src/rules/prefer-422-for-invalid-content.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule } from '../rule-tester.ts';

/** A route whose guard stands in front of the refusal. */
const guard =
  (
    test: string,
    {
      above,
      first = '',
      on = 'POST /users',
      before,
    }: { above?: string; first?: string; on?: string; before?: readonly string[] } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      ...(above !== undefined && { above }),
      ...(before && { before }),
      body: `${first}\nif (${test}) ${answer(status)}`,
    });

/** A route that tries and answers in the catch, under a condition where one is given. */
const caught =
  (
    tried: string,
    { above, test, on = 'POST /users' }: { above?: string; test?: string; on?: string } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      ...(above !== undefined && { above }),
      body: `try {\n${tried}\n} catch (err) {\n${test === undefined ? answer(status) : `if (${test}) ${answer(status)}\nthrow err;`}\n}`,
    });

const ZOD = "import { z, ZodError } from 'zod';\nconst User = z.object({ age: z.number().min(18) });";
const JOI = "import Joi from 'joi';\nconst schema = Joi.object({ age: Joi.number().min(18).required() });";
const YUP = "import * as yup from 'yup';\nconst schema = yup.object({ age: yup.number().min(18) });";
const VALIBOT = "import * as v from 'valibot';\nconst User = v.object({ age: v.pipe(v.number(), v.minValue(18)) });";
const AJV = "import Ajv from 'ajv';\nconst ajv = new Ajv();\nconst validate = ajv.compile(userSchema);";
const EXPRESS_VALIDATOR = "import { body, check, param, query, validationResult } from 'express-validator';";

const byHand: readonly Row[] = [
  {
    name: 'stock that is too small for an element of the body',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /orders',
        body: `for (const item of req.body.items) {\nconst product = await Product.findById(item.id);\nif (product.stock < item.quantity) ${answer(status)}\n}`,
      }),
  },
  {
    name: 'a verdict object on one value',
    code: guard('!verdict.isValid', { first: 'const verdict = validatePassword(req.body.password);' }),
  },
  {
    name: 'a value of the body, or the one that is stored',
    code: guard('+price < +discount', {
      on: 'PUT /coupons/:id',
      first:
        'const coupon = await Coupon.findById(req.params.id);\nconst price = req.body.price || coupon.price;\nconst discount = req.body.discount ?? coupon.discount;',
    }),
  },
  {
    name: 'a field of what a schema gives back',
    code: guard('data.end < data.start', { first: 'const data = schema.parse(req.body);' }),
  },
  {
    name: 'a field of what a schema gives back, destructured',
    code: guard('end < start', { first: 'const { start, end } = await schema.parseAsync(req.body);' }),
  },
  {
    name: 'a field of the data of a verdict',
    code: guard('result.data.age < 18', { first: 'const result = schema.safeParse(req.body);' }),
  },
  {
    name: 'a field of an object made of the body',
    code: guard('data.age < 18', { first: 'const data = { age: req.body.age };' }),
  },
  { name: 'range', code: guard('req.body.age < 18') },
  { name: 'range of a parsed number', code: guard('Number(age) > 130', { first: 'const { age } = req.body;' }) },
  { name: 'length', code: guard('password.length < 8', { first: 'const { password } = req.body;' }) },
  { name: 'format by a regular expression', code: guard('!/^[^@]+@[^@]+$/.test(req.body.email)') },
  {
    name: 'format by a named regular expression',
    code: guard('!EMAIL.test(email)', {
      above: 'const EMAIL = /^[^@]+@[^@]+$/;',
      first: 'const { email } = req.body;',
    }),
  },
  {
    name: 'format by a library that checks nothing else',
    code: guard('!cron.validate(req.body.schedule)', { above: "import cron from 'node-cron';" }),
  },
  {
    name: 'format by validator.js',
    code: guard('!validator.isEmail(req.body.email)', { above: "import validator from 'validator';" }),
  },
  { name: 'format by a substring', code: guard("!req.body.email.includes('@')") },
  { name: 'enumeration by a list', code: guard("!['draft', 'published'].includes(req.body.state)") },
  {
    name: 'enumeration by a constant list',
    code: guard('!STATES.includes(state)', {
      above: "const STATES = ['draft', 'published'];",
      first: 'const { state } = req.body;',
    }),
  },
  {
    name: 'enumeration by comparisons',
    code: guard("kind !== 'post' && kind !== 'page'", { first: 'const { kind } = req.body;' }),
  },
  {
    name: 'enumeration by a switch',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /posts',
        body: `switch (req.body.kind) { case 'post': await post(); break; case 'page': await page(); break; default: ${answer(status)} }`,
      }),
  },
  { name: 'two fields that must agree', code: guard('req.body.password !== req.body.passwordAgain') },
  {
    name: 'two fields that must differ',
    code: guard('newPassword === currentPassword', { first: 'const { newPassword, currentPassword } = req.body;' }),
  },
  { name: 'two dates in order', code: guard('new Date(req.body.end) < new Date(req.body.start)') },
  {
    name: 'insufficient stock',
    code: guard('product.stock < req.body.quantity', {
      first: 'const product = await Product.findById(req.params.id);',
    }),
  },
  {
    name: 'insufficient balance',
    code: guard('account.balance < amount', {
      first: 'const { amount } = req.body;\nconst account = await Account.findOne({ owner: req.user.id });',
    }),
  },
  { name: 'insufficient balance of the caller', code: guard('req.body.amount > req.user.balance') },
  { name: 'a server error', sent: 500, code: guard('req.body.age < 18') },
];

const byValidators: readonly Row[] = [
  {
    name: 'TypeBox',
    code: guard('!Value.Check(User, req.body)', { above: "import { Value } from '@sinclair/typebox/value';" }),
  },
  {
    name: 'zod safeParse',
    code: guard('!result.success', { above: ZOD, first: 'const result = User.safeParse(req.body);' }),
  },
  {
    name: 'zod error of safeParse',
    code: guard('error', { above: ZOD, first: 'const { data, error } = User.safeParse(req.body);' }),
  },
  { name: 'zod parse caught', code: caught('User.parse(req.body);', { above: ZOD }) },
  {
    name: 'ZodError by class',
    code: caught('const user = User.parse(req.body);\nawait db.users.insert(user);', {
      above: ZOD,
      test: 'err instanceof ZodError',
    }),
  },
  { name: 'joi', code: guard('error', { above: JOI, first: 'const { error, value } = schema.validate(req.body);' }) },
  {
    name: 'joi result',
    code: guard('result.error', {
      above: JOI,
      first: 'const result = schema.validate(req.body, { abortEarly: false });',
    }),
  },
  { name: 'joi validateAsync caught', code: caught('await schema.validateAsync(req.body);', { above: JOI }) },
  {
    name: 'joi error that names a value rule',
    code: guard("error && error.details[0].type !== 'any.required'", {
      above: JOI,
      first: 'const { error } = schema.validate(req.body);',
    }),
  },
  { name: 'yup isValid', code: guard('!(await schema.isValid(req.body))', { above: YUP }) },
  { name: 'yup validate caught', code: caught('await schema.validate(req.body);', { above: YUP }) },
  {
    name: 'yup error by name',
    code: caught('await schema.validate(req.body);\nawait db.users.insert(req.body);', {
      above: YUP,
      test: "err.name === 'ValidationError'",
    }),
  },
  {
    name: 'valibot',
    code: guard('!result.success', { above: VALIBOT, first: 'const result = v.safeParse(User, req.body);' }),
  },
  { name: 'ajv compiled', code: guard('!validate(req.body)', { above: AJV }) },
  { name: 'ajv result', code: guard('!valid', { above: AJV, first: 'const valid = validate(req.body);' }) },
  {
    name: 'ajv compiled under another name',
    code: guard('!validateUser(req.body)', {
      above: "import Ajv from 'ajv';\nconst ajv = new Ajv();\nconst validateUser = ajv.compile(userSchema);",
    }),
  },
  { name: 'ajv by schema', code: guard('!ajv.validate(userSchema, req.body)', { above: AJV }) },
  {
    name: 'superstruct is()',
    code: guard('!is(req.body, User)', {
      above: "import { is, object, number } from 'superstruct';\nconst User = object({ age: number() });",
    }),
  },
  {
    name: 'superstruct validate()',
    code: guard('error', {
      above: "import { validate, object, number } from 'superstruct';\nconst User = object({ age: number() });",
      first: 'const [error] = validate(req.body, User);',
    }),
  },
  {
    name: 'class-validator',
    code: guard('errors.length > 0', {
      above: "import { validate } from 'class-validator';\nimport { plainToInstance } from 'class-transformer';",
      first: 'const dto = plainToInstance(CreateUser, req.body);\nconst errors = await validate(dto);',
    }),
  },
  {
    name: 'mongoose ValidationError by name',
    code: caught('await new User(req.body).save();', { test: "err.name === 'ValidationError'" }),
  },
  {
    name: 'mongoose ValidationError by class',
    code: caught('await User.create(req.body);', {
      above: "import mongoose from 'mongoose';",
      test: 'err instanceof mongoose.Error.ValidationError',
    }),
  },
  {
    name: 'Sequelize ValidationError',
    code: caught('await User.create(req.body);', { test: "err.name === 'SequelizeValidationError'" }),
  },
  {
    name: 'Sequelize ValidationError by class',
    code: caught('await User.create(req.body);', {
      above: "import { ValidationError } from 'sequelize';",
      test: 'err instanceof ValidationError',
    }),
  },
  {
    name: 'a message of an upper-case schema',
    sent: 500,
    code: guard('!result.success', { above: ZOD, first: 'const result = User.safeParse(req.body);' }),
  },
];

const reported: readonly Row[] = [
  {
    name: 'a switch over what the schema leaves open',
    only: 'fastify',
    sent: 400,
    code: (...given) => enumerated("kind: { type: 'string' }", jsonSchema)(...given),
  },
  {
    name: 'a value on no list, beside another that is there',
    sent: 400,
    code: guard("key && !['tug', 'barge'].includes(req.body.kind)", { first: 'const key = keyOf(req.ip);' }),
  },
  {
    name: 'a value on no list, where it is there',
    sent: 400,
    code: guard("kind && !['tug', 'barge'].includes(kind)", { first: 'const { kind } = req.body;' }),
  },
  { name: 'a form that is more than digits', sent: 400, code: guard('!/^[A-Z]{3}\\d+$/.test(req.body.berth)') },
  {
    name: 'a schema with a bound',
    sent: 400,
    code: guard('!result.success', {
      above: "import { z } from 'zod';\nconst Berth = z.object({ name: z.string(), length: z.number().max(90) });",
      first: 'const result = Berth.safeParse(req.body);',
    }),
  },
  {
    name: 'a schema with a form, deeper',
    sent: 400,
    code: guard('error', {
      above:
        "import Joi from 'joi';\nconst crewSchema = Joi.object({ skipper: Joi.object({ mail: Joi.string().email().required() }) });",
      first: 'const { error } = crewSchema.validate(req.body);',
    }),
  },
  {
    name: 'a validator in sight that may say no',
    sent: 400,
    code: guard('!isValidMast(req.body.mast)', {
      above: 'const isValidMast = mast => { if (mast.length > 9) throw new RangeError(); return mast.length > 2; };',
    }),
  },
  {
    name: 'a value that is none of the cases',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /boats',
        body: `switch (req.body.kind ?? 'tug') {\ncase 'tug': return tug();\ncase 'barge': return barge();\ndefault: ${answer(status)}\n}`,
      }),
  },
  {
    name: 'a schema whose verdict is answered 409',
    sent: 409,
    code: guard('!result.success', { above: ZOD, first: 'const result = User.safeParse(req.body);' }),
  },
  {
    name: 'a schema whose verdict is answered 403',
    sent: 403,
    code: guard('!result.success', { above: ZOD, first: 'const result = User.safeParse(req.body);' }),
  },
  {
    name: 'a schema over the body and the id of the path',
    code: guard('!result.success', {
      on: 'PUT /users/:id',
      above: ZOD,
      first: 'const result = User.safeParse({ ...req.body, id: req.params.id });',
    }),
  },
  ...byHand,
  ...byValidators,
  ...byHand
    .filter(({ sent }) => sent === undefined)
    .slice(0, 3)
    .map(row => ({ ...row, name: `${row.name}, validators: false`, options: { validators: false } })),
  ...byHand
    .slice(0, 6)
    .map(row => ({ ...row, name: `${row.name}, prefer: 400`, options: { prefer: 400 }, sent: 422, right: 400 })),
  ...byValidators
    .slice(0, 6)
    .map(row => ({ ...row, name: `${row.name}, prefer: 400`, options: { prefer: 400 }, sent: 422, right: 400 })),
  {
    name: 'a server error, prefer: 400',
    options: { prefer: 400 },
    sent: 500,
    right: 400,
    code: guard('req.body.age < 18'),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'POST /users',
        body: '',
        last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(req.body.age < 18 ? ${status} : 201).send({});`,
      }),
  },
  { name: '403 is none of its business', sent: 403, code: guard('req.body.age < 18') },
  { name: '404 for a value below its bound', sent: 404, code: guard('req.body.age < 18') },
  {
    name: '405 for a value that is none of those there are',
    sent: 405,
    code: guard("!['a', 'b'].includes(req.body.kind)"),
  },
  {
    name: '406 for a value below its bound in strict',
    sent: 406,
    options: { accept: [], strict: true },
    code: guard('req.body.age < 18'),
  },
  {
    name: 'an upload that is too large',
    code: guard('picture.size > 1024 * 1024', { on: 'POST /pictures', first: 'const { picture } = req.files;' }),
  },
  { name: 'an upload of another type', code: guard("req.file.mimetype !== 'image/png'", { on: 'POST /pictures' }) },
  {
    name: 'an upload whose type begins otherwise',
    code: guard("!req.file.mimetype.startsWith('image/')", { on: 'POST /pictures' }),
  },
  {
    name: 'an upload of none of the types there are',
    code: guard('!TYPES.includes(req.file.mimetype)', { on: 'POST /pictures' }),
  },
  { name: 'a text that begins otherwise', code: guard("!req.body.url.startsWith('https:')") },
];

/** A route whose schema lets a field be one of several values, and a switch over it. */
const enumerated =
  (field: string, body: (fields: string) => string, above = ''): Row['code'] =>
  (_, status) =>
    `import Fastify from 'fastify';\nimport { Type } from '@sinclair/typebox';\nconst app = Fastify();\n${above}\napp.post('/boats', { schema: { body: ${body(field)} } }, async (req, reply) => {\nswitch (req.body.kind) {\ncase 'tug': return { tug: true };\ncase 'barge': return { barge: true };\ndefault: return reply.code(${status}).send({ message: 'No.' });\n}\n});`;
const typebox = (fields: string): string => `Type.Object({ ${fields} })`;
const jsonSchema = (fields: string): string => `{ type: 'object', properties: { ${fields} } }`;

const silent: readonly Row[] = [
  {
    name: 'a switch over an enumeration of the schema',
    only: 'fastify',
    sent: 400,
    code: enumerated("kind: { type: 'string', enum: ['tug', 'barge'] }", jsonSchema),
  },
  {
    name: 'the same, of TypeBox',
    only: 'fastify',
    sent: 400,
    code: enumerated('kind: Type.Optional(Type.Enum(Kinds))', typebox, "const Kinds = { tug: 'tug', barge: 'barge' };"),
  },
  {
    name: 'the same, of literals',
    only: 'fastify',
    sent: 400,
    code: enumerated('kind: kinds', typebox, "const kinds = Type.Union([Type.Literal('tug'), Type.Literal('barge')]);"),
  },
  {
    name: 'a list of those that need no key',
    sent: 400,
    code: guard("!key && !req.body.proxy && !['local', 'test'].includes(req.body.engine)", {
      first: 'const key = await keys.of(req.body.engine);',
    }),
  },
  {
    name: 'the same, compared with false',
    sent: 400,
    code: guard('!secret && LOCAL.includes(engine) === false', {
      above: "const LOCAL = ['local', 'test'];\nconst secret = process.env.SECRET;",
      first: 'const { engine } = req.body;',
    }),
  },
  {
    name: 'the same, as a set',
    sent: 400,
    code: guard('!LOCAL.has(req.body.engine) && !req.headers.host', {
      above: "const LOCAL = new Set(['local', 'test']);",
    }),
  },
  { name: 'a field that is to be digits', sent: 400, code: guard('!/^\\d+$/.test(req.body.slot)') },
  {
    name: 'the same, by match',
    sent: 400,
    code: guard('!slot.match(/^[0-9]+$/)', { first: 'const { slot } = req.body;' }),
  },
  {
    name: 'the same, by a name',
    sent: 400,
    code: guard('!NUMBER.test(req.body.slot)', { above: 'const NUMBER = /^-?\\d+$/;' }),
  },
  {
    name: 'a schema of types alone',
    sent: 400,
    code: guard('!result.success', {
      above: "import { z } from 'zod';\nconst Code = z.object({ code: z.string() }).strict();",
      first: 'const result = Code.safeParse(req.body);',
    }),
  },
  {
    name: 'the same, of nested ones',
    sent: 400,
    code: guard('!result.success', {
      above:
        "import * as z from 'zod';\nconst Crew = z.object({ names: z.array(z.string().min(1)), boat: z.object({ id: z.number() }).optional() });",
      first: 'const result = Crew.safeParse(req.body);',
    }),
  },
  {
    name: 'the same, of joi',
    sent: 400,
    code: guard('error', {
      above:
        "import Joi from 'joi';\nconst crewSchema = Joi.object({ name: Joi.string().required(), age: Joi.number() });",
      first: 'const { error } = crewSchema.validate(req.body);',
    }),
  },
  {
    name: 'a validator in sight that throws itself',
    sent: 400,
    code: guard('isValidTide(req.body.tide) === false', {
      above:
        "const isValidTide = tide => { if (tide.split(' ').length !== 6) throw new RangeError(tide); return true; };",
    }),
  },
  {
    name: 'the same, in a try',
    sent: 400,
    code: guard('!validateMast(req.body.mast)', {
      above:
        'function validateMast(mast) {\n  try { parse(mast); return true; } catch (error) { throw new RangeError(mast); }\n}',
    }),
  },
  {
    name: 'the same, awaited',
    sent: 400,
    code: guard('!(await isValidPort(req.body.port))', {
      above:
        'async function isValidPort(port) {\n  if (!(await ports.has(port))) throw createError(422);\n  return true;\n}',
    }),
  },
  {
    name: 'a switch over a value that may be the own one',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /boats',
        body: `const kind = req.body.kind ?? settings.kind;\nswitch (kind) {\ncase 'tug': return tug();\ncase 'barge': return barge();\ndefault: ${answer(status)}\n}`,
      }),
  },
  {
    name: 'a field that says what is to be done, and may be missing',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /locks',
        body: `const { action } = req.body;\nif (action === 'open') await open();\nelse if (action === 'close') await close();\nelse ${answer(status)}`,
      }),
  },
  {
    name: 'the same, as a switch',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /locks',
        body: `switch (req.body.op) {\ncase 'open': return open();\ncase 'close': return close();\ndefault: ${answer(status)}\n}`,
      }),
  },
  {
    name: 'the same, of two underscores',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({ on: 'POST /locks', body: `if (req.body.__action === 'open') await open();\nelse ${answer(status)}` }),
  },
  {
    name: 'a flag of the body that chooses what is done',
    sent: 400,
    code: ({ route, answer, res }, status) =>
      route({
        on: 'POST /verify',
        body: `if (req.body.success === 'true') {\nawait Order.findByIdAndUpdate(req.body.id, { paid: true });\nreturn ${res}.send({ paid: true });\n}`,
        last: `await Order.deleteOne({ _id: req.body.id });\n${answer(status)}`,
      }),
  },
  {
    name: 'a schema over the body and the whole query',
    code: guard('!result.success', {
      above: ZOD,
      first: 'const result = User.safeParse({ ...req.body, ...req.query });',
    }),
  },
  {
    name: 'a schema over the body and a header',
    code: guard('!result.success', {
      above: ZOD,
      first: 'const result = User.safeParse({ ...req.body, key: req.headers.key });',
    }),
  },
  {
    name: 'a verdict object on a token',
    code: guard('!verdict.isValid', { first: 'const verdict = validateToken(req.body.token);' }),
  },
  {
    name: 'a verdict object that is waited for',
    code: guard('!verdict.isValid', { first: 'const verdict = await validateCoupon(req.body.coupon);' }),
  },
  {
    name: 'a verdict object on several values',
    code: guard('!verdict.valid', { first: 'const verdict = validateContact(req.body.method, req.body.value);' }),
  },
  {
    name: 'a password compared with its hash',
    code: guard('!(await hashes.validatePassword(req.body.password, account.hash))', {
      on: 'PUT /password',
      first: 'const account = await User.findById(req.user.id);',
    }),
  },
  {
    name: 'a field of what a schema gives back, of the query',
    code: guard('data.end < data.start', { on: 'GET /users', first: 'const data = schema.parse(req.query);' }),
  },
  { name: '422 is right', sent: 422, code: guard('req.body.age < 18') },
  {
    name: '422 is right for a validator',
    sent: 422,
    code: guard('!result.success', { above: ZOD, first: 'const result = User.safeParse(req.body);' }),
  },
  {
    name: '409 is acceptable',
    sent: 409,
    code: guard('product.stock < req.body.quantity', {
      first: 'const product = await Product.findById(req.params.id);',
    }),
  },
  { name: '413 is acceptable', sent: 413, code: guard('req.body.text.length > 10000') },
  { name: '415 is acceptable', sent: 415, code: guard("!['image/png'].includes(req.body.type)") },
  { name: 'a status the options accept', options: { accept: [400] }, code: guard('req.body.age < 18') },
  ...byValidators.map(row => ({ ...row, name: `${row.name}, validators: false`, options: { validators: false } })),
  { name: '400 with prefer: 400', options: { prefer: 400 }, code: guard('req.body.age < 18') },
  {
    name: '400 of a validator with prefer: 400',
    options: { prefer: 400 },
    code: guard('!result.success', { above: ZOD, first: 'const result = User.safeParse(req.body);' }),
  },
  {
    name: '422 of a validator with prefer: 400 and validators: false',
    options: { prefer: 400, validators: false },
    sent: 422,
    code: guard('!result.success', { above: ZOD, first: 'const result = User.safeParse(req.body);' }),
  },
  {
    name: '422 for a missing field with prefer: 400',
    options: { prefer: 400 },
    sent: 422,
    code: guard('!req.body.name'),
  },
  { name: 'presence', code: guard('!req.body.name') },
  { name: 'presence of several', code: guard('!name || !email', { first: 'const { name, email } = req.body;' }) },
  { name: 'presence, by undefined', code: guard('req.body.name === undefined') },
  { name: 'presence, by emptiness', code: guard("req.body.name === ''") },
  { name: 'presence, by an empty list', code: guard('req.body.items.length === 0') },
  { name: 'type', code: guard("typeof req.body.age !== 'number'") },
  { name: 'type, by Array.isArray', code: guard('!Array.isArray(req.body.items)') },
  { name: 'type, by isNaN', code: guard('isNaN(req.body.age)') },
  { name: 'type, by Number.isNaN', code: guard('Number.isNaN(age)', { first: 'const age = Number(req.body.age);' }) },
  { name: 'type, by Number.isInteger', code: guard('!Number.isInteger(req.body.age)') },
  {
    name: 'presence and value in one',
    code: guard('!email || !EMAIL.test(email)', { first: 'const { email } = req.body;' }),
  },
  { name: 'type and value in one', code: guard('isNaN(age) || age < 18', { first: 'const { age } = req.body;' }) },
  { name: 'a function out of sight over the whole body', code: guard('!isValidUser(req.body)') },
  { name: 'an id that cannot be parsed', code: guard('!mongoose.isValidObjectId(req.body.author)') },
  {
    name: 'a schema failure proven to be a missing field (joi)',
    code: guard("error && error.details[0].type === 'any.required'", {
      above: JOI,
      first: 'const { error } = schema.validate(req.body);',
    }),
  },
  {
    name: 'a schema failure proven to be a missing field (ajv)',
    code: guard("!validate(req.body) && validate.errors[0].keyword === 'required'", { above: AJV }),
  },
  {
    name: 'a schema failure proven to be of a type (zod)',
    code: guard("!result.success && result.error.issues[0].code === 'invalid_type'", {
      above: ZOD,
      first: 'const result = User.safeParse(req.body);',
    }),
  },
  { name: 'query validation', code: guard('req.query.limit > 100', { on: 'GET /users' }) },
  {
    name: 'query validation by schema',
    code: guard('!result.success', {
      on: 'GET /users',
      above: ZOD,
      first: 'const result = User.safeParse(req.query);',
    }),
  },
  {
    name: 'query validation by schema, ZodError by class',
    code: caught('User.parse(req.query);\nawait find();', {
      on: 'GET /users',
      above: ZOD,
      test: 'err instanceof ZodError',
    }),
  },
  { name: 'path validation', code: guard('!/^\\d+$/.test(req.params.id)', { on: 'GET /users/:id' }) },
  {
    name: 'path validation by schema',
    code: guard('error', { on: 'GET /users/:id', above: JOI, first: 'const { error } = schema.validate(req.params);' }),
  },
  {
    name: 'header validation by schema',
    code: guard('error', {
      on: 'GET /users/:id',
      above: JOI,
      first: 'const { error } = schema.validate(req.headers);',
    }),
  },
  {
    name: 'one schema over several parts',
    code: guard('!result.success', {
      above: ZOD,
      first: 'const result = User.safeParse({ body: req.body, query: req.query, params: req.params });',
    }),
  },
  {
    name: 'one schema over several parts, caught',
    code: caught('User.parse({ body: req.body, query: req.query, params: req.params });', { above: ZOD }),
  },
  {
    name: 'one schema over several parts, ZodError by class',
    code: caught('User.parse({ body: req.body, params: req.params });\nawait save();', {
      above: ZOD,
      test: 'err instanceof ZodError',
    }),
  },
  {
    name: 'one schema over merged parts',
    code: guard('error', { above: JOI, first: 'const { error } = schema.validate({ ...req.body, ...req.params });' }),
  },
  {
    name: 'a part chosen at run time',
    code: guard('error', { above: JOI, first: 'const { error } = schema.validate(req[part]);' }),
  },
  {
    name: 'a plain error, which an error handler out of sight may translate',
    code: ({ route }) =>
      route({
        above: 'addErrorHandler(app);',
        on: 'POST /users',
        body: "if (req.body.age < 18) throw new Error('Too young.');",
      }),
  },
  {
    name: 'what the body refers to is not among what a record lists',
    code: guard('!team.projects.includes(req.body.project)', {
      on: 'POST /teams/:id',
      first: 'const team = await Team.findById(req.params.id);',
    }),
  },
  {
    name: 'a state conflict',
    code: guard("order.state === 'cancelled'", { first: 'const order = await Order.findById(req.body.order);' }),
  },
  {
    name: 'a state conflict by a flag',
    code: guard('order.isPaid', { first: 'const order = await Order.findById(req.body.order);' }),
  },
  {
    name: 'a stale version',
    code: guard('post.version > req.body.version', { first: 'const post = await Post.findById(req.params.id);' }),
  },
  {
    name: 'a submitted password that differs from the stored one',
    code: guard('req.body.currentPassword !== account.password', {
      on: 'PUT /password',
      first: 'const account = await User.findById(req.user.id);',
    }),
  },
  {
    name: 'a submitted password compared with the stored one by bcrypt',
    code: guard('!(await bcrypt.compare(req.body.currentPassword, account.password))', {
      on: 'PUT /password',
      above: "import bcrypt from 'bcrypt';",
      first: 'const account = await User.findById(req.user.id);',
    }),
  },
  {
    name: 'a code sent to the caller',
    code: guard('req.body.code !== account.code', { first: 'const account = await User.findById(req.user.id);' }),
  },
  { name: 'text that does not parse', code: caught('JSON.parse(req.body.filter);') },
  {
    name: 'validation and database in one try',
    code: caught('const user = User.parse(req.body);\nawait db.users.insert(user);', { above: ZOD }),
  },
  { name: 'a ternary about something else', code: guard('settings.closed') },
  {
    name: '413 for an upload that is too large',
    sent: 413,
    code: guard('req.file.size > 1024 * 1024', { on: 'POST /pictures' }),
  },
  {
    name: '415 for an upload of another type',
    sent: 415,
    code: guard("req.file.mimetype !== 'image/png'", { on: 'POST /pictures' }),
  },
  { name: 'an upload that is missing', code: guard('!req.file', { on: 'POST /pictures' }) },
  {
    name: '402 for a balance that does not suffice',
    sent: 402,
    code: guard('req.body.amount > req.user.balance', { on: 'POST /orders' }),
  },
  {
    name: '401 for a password that is compared with a constant',
    sent: 401,
    code: guard("req.body.password !== 'swordfish'", { on: 'POST /enter' }),
  },
  { name: '403 for a role nobody may ask for', sent: 403, code: guard("req.body.role === 'admin'") },
  { name: '406 for a value below its bound, chosen on purpose', sent: 406, code: guard('req.body.age < 18') },
];

const chains = (list: string, { on = 'POST /users/:id', test = '!errors.isEmpty()' } = {}): Row['code'] =>
  guard(test, { on, above: EXPRESS_VALIDATOR, before: [list], first: 'const errors = validationResult(req);' });

const lost = { test: 'req.body.age < 18' };

testRule('prefer-422-for-invalid-content', rule, {
  express: join(
    casesOf('express', {
      sent: 400,
      right: 422,
      lost,
      reported: (
        [
          ...reported,
          { name: 'express-validator', code: chains("body('age').isInt({ min: 18 })") },
          {
            name: 'express-validator, errors in an array',
            code: chains("body('age').isInt({ min: 18 })", { test: 'errors.array().length > 0' }),
          },
          { name: 'express-validator, check()', code: chains("check('age').isInt({ min: 18 })") },
          { name: 'express-validator, body and path', code: chains("[param('id').isUUID(), body('age').isInt()]") },
          {
            name: 'express-validator, shared chains',
            code: guard('!errors.isEmpty()', {
              above: `${EXPRESS_VALIDATOR}\nconst rules = [body('age').isInt({ min: 18 })];`,
              before: ['rules'],
              first: 'const errors = validationResult(req);',
            }),
          },
          {
            name: 'celebrate, the body',
            code: ({ answer }, status) =>
              `import { isCelebrateError } from 'celebrate';\nexport const onError = (err, req, res, next) => {\nif (isCelebrateError(err) && err.details.has('body')) ${answer(status)}\nnext(err);\n};`,
          },
          {
            name: 'celebrate, where all of it checks bodies',
            code: ({ answer }, status) =>
              `import express from 'express';\nimport { celebrate, isCelebrateError, Joi, Segments } from 'celebrate';\nconst app = express();\napp.post('/users', celebrate({ [Segments.BODY]: Joi.object({ age: Joi.number().min(18) }) }), create);\napp.use((err, req, res, next) => {\nif (isCelebrateError(err)) ${answer(status)}\nnext(err);\n});`,
          },
          {
            name: 'mongoose ValidationError in error middleware',
            code: ({ answer }, status) =>
              `import express from 'express';\nconst app = express();\napp.use((err, req, res, next) => {\nif (err.name === 'ValidationError') ${answer(status)}\nnext(err);\n});`,
          },
        ] satisfies Row[]
      ).map(withoutTypes),
      silent: (
        [
          ...silent,
          { name: 'express-validator, path only', code: chains("param('id').isUUID()") },
          { name: 'express-validator, query only', code: chains("query('limit').isInt()", { on: 'GET /users' }) },
          { name: 'express-validator, check() of a GET', code: chains("check('limit').isInt()", { on: 'GET /users' }) },
          {
            name: 'express-validator, path only beside a route that checks its body',
            code: guard('!errors.isEmpty()', {
              on: 'GET /users/:id',
              above: `${EXPRESS_VALIDATOR}\napp.post('/users', body('age').isInt(), create);`,
              before: ["param('id').isUUID()"],
              first: 'const errors = validationResult(req);',
            }),
          },
          {
            name: 'celebrate, any part',
            code: ({ answer }, status) =>
              `import { isCelebrateError } from 'celebrate';\nexport const onError = (err, req, res, next) => {\nif (isCelebrateError(err)) ${answer(status)}\nnext(err);\n};`,
          },
          {
            name: 'celebrate, the query',
            code: ({ answer }, status) =>
              `import { isCelebrateError } from 'celebrate';\nexport const onError = (err, req, res, next) => {\nif (isCelebrateError(err) && err.details.has('query')) ${answer(status)}\nnext(err);\n};`,
          },
          {
            name: 'ZodError of an unknown part in error middleware',
            code: ({ answer }, status) =>
              `import express from 'express';\nimport { ZodError } from 'zod';\nconst app = express();\napp.use((err, req, res, next) => {\nif (err instanceof ZodError) ${answer(status)}\nnext(err);\n});`,
          },
        ] satisfies Row[]
      ).map(withoutTypes),
    }),
    {
      valid: [
        {
          name: 'a responder that is given any status',
          code: 'export const fail = (res, status) => res.status(status).json({});',
        },
      ],
      invalid: [
        {
          name: 'validation middleware factory',
          code: 'export const validate = schema => (req, res, next) => {\n  const { error } = schema.validate(req.body);\n  if (error) return res.status(400).json({ error: error.details });\n  next();\n};',
          errors: [
            {
              messageId: 'wrong',
              line: 3,
              column: 32,
              endLine: 3,
              endColumn: 35,
              data: {
                reads: "`error` is a schema's verdict on the body",
                place: '',
                meaning: 'the body was read, and a value in it refused',
                right: '422 Unprocessable Entity',
                code: 400,
                sent: '400 Bad Request',
                says: '"I could not understand this request"',
              },
              suggestions: [
                {
                  messageId: 'use',
                  data: { right: '422 Unprocessable Entity' },
                  output:
                    'export const validate = schema => (req, res, next) => {\n  const { error } = schema.validate(req.body);\n  if (error) return res.status(422).json({ error: error.details });\n  next();\n};',
                },
              ],
            },
          ],
        },
        {
          name: 'shared validationResult middleware',
          code: "import { validationResult } from 'express-validator';\nexport const checkResult = (req, res, next) => {\n  const errors = validationResult(req);\n  if (errors.isEmpty()) return next();\n  res.status(400).json({ errors: errors.array() });\n};",
          errors: [
            {
              messageId: 'wrong',
              line: 5,
              column: 14,
              endColumn: 17,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import { validationResult } from 'express-validator';\nexport const checkResult = (req, res, next) => {\n  const errors = validationResult(req);\n  if (errors.isEmpty()) return next();\n  res.status(422).json({ errors: errors.array() });\n};",
                },
              ],
            },
          ],
        },
        {
          name: 'a constant of http-status-codes',
          code: "import { StatusCodes } from 'http-status-codes';\nexport const create = async (req, res) => {\n  if (req.body.age < 18) return res.status(StatusCodes.BAD_REQUEST).json({ error: 'Too young.' });\n  res.sendStatus(StatusCodes.CREATED);\n};",
          errors: [
            {
              messageId: 'wrong',
              line: 3,
              column: 44,
              endColumn: 67,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import { StatusCodes } from 'http-status-codes';\nexport const create = async (req, res) => {\n  if (req.body.age < 18) return res.status(StatusCodes.UNPROCESSABLE_ENTITY).json({ error: 'Too young.' });\n  res.sendStatus(StatusCodes.CREATED);\n};",
                },
              ],
            },
          ],
        },
        {
          name: 'sendStatus',
          code: 'export const create = async (req, res) => {\n  if (req.body.age < 18) return res.sendStatus(400);\n  res.sendStatus(201);\n};',
          errors: [
            {
              messageId: 'wrong',
              line: 2,
              column: 48,
              endColumn: 51,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    'export const create = async (req, res) => {\n  if (req.body.age < 18) return res.sendStatus(422);\n  res.sendStatus(201);\n};',
                },
              ],
            },
          ],
        },
        {
          name: 'an error thrown',
          code: "import createError from 'http-errors';\nexport const create = async (req, res) => {\n  if (req.body.age < 18) throw createError(400, 'Too young.');\n  res.sendStatus(201);\n};",
          errors: [
            {
              messageId: 'wrong',
              line: 3,
              column: 44,
              endColumn: 47,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import createError from 'http-errors';\nexport const create = async (req, res) => {\n  if (req.body.age < 18) throw createError(422, 'Too young.');\n  res.sendStatus(201);\n};",
                },
              ],
            },
          ],
        },
        {
          name: 'prefer: 400 reads as it asks',
          options: [{ prefer: 400 }],
          code: 'export const create = async (req, res) => {\n  if (req.body.age < 18) return res.sendStatus(422);\n  res.sendStatus(201);\n};',
          errors: [
            {
              messageId: 'wrong',
              line: 2,
              column: 48,
              endColumn: 51,
              data: {
                reads: '`req.body.age`, a value of the body, is checked in this guard',
                place: '',
                meaning: 'there is a mistake in a value of the body',
                right: '400 Bad Request',
                code: 422,
                sent: '422 Unprocessable Entity',
                says: '"I understood this, and refuse its values"',
              },
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    'export const create = async (req, res) => {\n  if (req.body.age < 18) return res.sendStatus(400);\n  res.sendStatus(201);\n};',
                },
              ],
            },
          ],
        },
        {
          name: 'a controller class',
          ts: true,
          code: "import type { Request, Response } from 'express';\nimport { CreateUser } from './schemas';\nexport class UserController {\n  create = async (req: Request<unknown, unknown, { age: number }>, res: Response): Promise<void> => {\n    const parsed = CreateUser.safeParse(req.body);\n    if (!parsed.success) {\n      res.status(400).json({ issues: parsed.error.issues });\n      return;\n    }\n    res.status(201).json(await this.users.create(parsed.data));\n  };\n}",
          errors: [
            {
              messageId: 'wrong',
              line: 7,
              column: 18,
              endColumn: 21,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import type { Request, Response } from 'express';\nimport { CreateUser } from './schemas';\nexport class UserController {\n  create = async (req: Request<unknown, unknown, { age: number }>, res: Response): Promise<void> => {\n    const parsed = CreateUser.safeParse(req.body);\n    if (!parsed.success) {\n      res.status(422).json({ issues: parsed.error.issues });\n      return;\n    }\n    res.status(201).json(await this.users.create(parsed.data));\n  };\n}",
                },
              ],
            },
          ],
        },
      ],
    },
  ),
  fastify: join(
    casesOf('fastify', {
      sent: 400,
      right: 422,
      lost,
      reported: (
        [
          ...reported,
          {
            name: 'error.validation of the body',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.validation && error.validationContext === 'body') ${answer(status)}\nreply.send(error);\n});`,
          },
          {
            name: 'error.validation of the body, the other way round',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.validationContext === 'body' && error.validation) ${answer(status)}\nreply.send(error);\n});`,
          },
          {
            name: 'error.validation, then its context',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.validation) {\nif (error.validationContext !== 'body') return reply.code(400).send({});\n${answer(status)}\n}\nreply.send(error);\n});`,
          },
          {
            name: 'mongoose ValidationError in the error handler',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.name === 'ValidationError') ${answer(status)}\nreply.send(error);\n});`,
          },
        ] satisfies Row[]
      ).map(withoutTypes),
      silent: (
        [
          ...silent,
          {
            name: 'error.validation of any part',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.validation) ${answer(status)}\nreply.send(error);\n});`,
          },
          {
            name: 'error.validation of the query',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.validation && error.validationContext === 'querystring') ${answer(status)}\nreply.send(error);\n});`,
          },
          {
            name: 'error.validation of all parts but the body',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.validation && error.validationContext !== 'body') ${answer(status)}\nreply.send(error);\n});`,
          },
          {
            name: 'error.validation of a missing field',
            code: ({ answer }, status) =>
              `import Fastify from 'fastify';\nconst app = Fastify();\napp.setErrorHandler((error, req, reply) => {\nif (error.validationContext === 'body' && error.validation[0].keyword === 'required') ${answer(status)}\nreply.send(error);\n});`,
          },
        ] satisfies Row[]
      ).map(withoutTypes),
    }),
    {
      valid: [],
      invalid: [
        {
          name: 'reply.badRequest() of @fastify/sensible',
          code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/users', async (request, reply) => {\n  if (request.body.age < 18) return reply.badRequest('Too young.');\n  return { done: true };\n});",
          errors: [
            {
              messageId: 'wrong',
              line: 4,
              column: 43,
              endLine: 4,
              endColumn: 53,
              data: {
                reads: '`request.body.age`, a value of the body, is checked in this guard',
                place: '',
                meaning: 'the body was read, and a value in it refused',
                right: '422 Unprocessable Entity',
                code: 400,
                sent: '400 Bad Request',
                says: '"I could not understand this request"',
              },
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/users', async (request, reply) => {\n  if (request.body.age < 18) return reply.unprocessableEntity('Too young.');\n  return { done: true };\n});",
                },
              ],
            },
          ],
        },
        {
          name: 'httpErrors thrown',
          code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/users', async (request, reply) => {\n  if (request.body.age < 18) throw app.httpErrors.badRequest('Too young.');\n  return { done: true };\n});",
          errors: [
            {
              messageId: 'wrong',
              line: 4,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import Fastify from 'fastify';\nconst app = Fastify();\napp.post('/users', async (request, reply) => {\n  if (request.body.age < 18) throw app.httpErrors.unprocessableEntity('Too young.');\n  return { done: true };\n});",
                },
              ],
            },
          ],
        },
        {
          name: 'a constant of http-status-codes',
          code: "import { StatusCodes } from 'http-status-codes';\nexport async function create(request, reply) {\n  if (request.body.age < 18) return reply.status(StatusCodes.BAD_REQUEST).send({ error: 'Too young.' });\n  return { done: true };\n}",
          errors: [
            {
              messageId: 'wrong',
              line: 3,
              column: 50,
              endColumn: 73,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import { StatusCodes } from 'http-status-codes';\nexport async function create(request, reply) {\n  if (request.body.age < 18) return reply.status(StatusCodes.UNPROCESSABLE_ENTITY).send({ error: 'Too young.' });\n  return { done: true };\n}",
                },
              ],
            },
          ],
        },
        {
          name: 'a plugin in TypeScript',
          ts: true,
          code: "import type { FastifyPluginAsync } from 'fastify';\nconst plugin: FastifyPluginAsync = async fastify => {\n  fastify.post<{ Body: { age: number } }>('/users', async (request, reply) => {\n    const { age } = request.body;\n    if (age < 18) return reply.code(400).send({ message: 'Too young.' });\n    return reply.code(201).send(await fastify.users.create(request.body));\n  });\n};\nexport default plugin;",
          errors: [
            {
              messageId: 'wrong',
              line: 5,
              column: 37,
              endColumn: 40,
              suggestions: [
                {
                  messageId: 'use',
                  output:
                    "import type { FastifyPluginAsync } from 'fastify';\nconst plugin: FastifyPluginAsync = async fastify => {\n  fastify.post<{ Body: { age: number } }>('/users', async (request, reply) => {\n    const { age } = request.body;\n    if (age < 18) return reply.code(422).send({ message: 'Too young.' });\n    return reply.code(201).send(await fastify.users.create(request.body));\n  });\n};\nexport default plugin;",
                },
              ],
            },
          ],
        },
      ],
    },
  ),
});

/** A row whose code is no route says its types itself; a comment keeps the typed case apart. */
function withoutTypes(row: Row): Row {
  return { ...row, code: (one, status) => `${one.isTyped ? '/* as TypeScript */' : ''}${row.code(one, status)}` };
}
