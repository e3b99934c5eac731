import rule from '../../src/rules/prefer-403-for-denied-permission.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule } from '../rule-tester.ts';

const POST = 'const post = await Post.findById(req.params.id);';

/** A route whose guard stands in front of the refusal. */
const guard =
  (
    test: string,
    { above, first = '', before }: { above?: string; first?: string; before?: readonly string[] } = {},
  ): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on: 'DELETE /posts/:id',
      ...(above !== undefined && { above }),
      ...(before && { before }),
      body: `${first}\nif (${test}) ${answer(status)}`,
    });

const reported: readonly Row[] = [
  {
    name: '401 where the role may be missing, and the caller is read plainly',
    code: guard("req.user.role?.name !== 'harbourmaster'"),
  },
  {
    name: '401 where the list of roles may be missing',
    code: guard("!req.user.roles?.includes('harbourmaster')"),
  },
  {
    name: '400 for the role of an account, beside its second factor',
    sent: 400,
    code: guard("req.user.role !== 'harbourmaster'", { first: 'if (req.user.mfaEnabled) remind(req.user);' }),
  },
  {
    name: '401 for the owner kept in a session, behind a login',
    code: guard('req.session.userId !== post.author', { before: ['requireLogin'], first: POST }),
  },
  {
    name: '401 for the owner of a caller that is kept whole in a session',
    code: guard('req.session.user.id !== post.author', { first: POST }),
  },
  { name: '400 for a role', sent: 400, code: guard("req.user.role !== 'admin'") },
  { name: '400 for an owner', sent: 400, code: guard('post.author !== req.user.id', { first: POST }) },
  { name: '400 for a permission that the caller is asked for', sent: 400, code: guard('!isAdmin(req.user.id)') },
  {
    name: '400 for the roles that are allowed',
    sent: 400,
    code: guard("!['admin', 'editor'].includes(req.user.role)"),
  },
  { name: '400 for an account that is not verified', sent: 400, code: guard('!req.user.isVerified') },
  { name: '400 for an account that is blocked', sent: 400, code: guard('req.user.isBlocked') },
  {
    name: '400 for who is no member, in strict',
    sent: 400,
    options: { strict: true },
    code: guard('!chat.members.includes(req.user.id)', { first: 'const chat = await Chat.findById(req.params.id);' }),
  },
  {
    name: '409 for a disabled account that logs in',
    sent: 409,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /login',
        body: `const account = await User.findOne({ email: req.body.email });\nif (!account.enabled) ${answer(status)}`,
      }),
  },
  { name: 'role of req.user', code: guard("req.user.role !== 'admin'") },
  { name: 'a flag of req.user', code: guard('!req.user.isAdmin') },
  { name: 'permissions of the caller', code: guard("!req.user.permissions.includes('posts:delete')") },
  { name: 'scopes of request.auth', code: guard("!req.auth.scopes.includes('posts:write')") },
  { name: 'roles allowed against the role of the caller', code: guard("!['admin', 'editor'].includes(req.user.role)") },
  { name: 'owner id and req.userId', code: guard('post.author !== req.userId', { first: POST }) },
  {
    name: 'owner id as a string and req.user.id',
    code: guard('post.author.toString() !== req.user.id', { first: POST }),
  },
  { name: 'owner id by equals()', code: guard('!post.author.equals(req.user._id)', { first: POST }) },
  { name: 'path id and caller id', code: guard('req.params.id !== req.user.id') },
  {
    name: 'owner and admin flag together',
    code: guard('post.author !== req.user.id && !req.user.isAdmin', { first: POST }),
  },
  {
    name: 'verified claims',
    code: guard("claims.role !== 'admin'", {
      above: "import jwt from 'jsonwebtoken';",
      first: 'const claims = jwt.verify(req.headers.authorization, process.env.KEY);',
    }),
  },
  {
    name: 'role of a record looked up by the caller id',
    code: guard("account.role !== 'admin'", { first: 'const account = await User.findById(req.user.id);' }),
  },
  {
    name: 'flag of a record looked up by the caller id',
    code: guard('!account.isAdmin', { first: 'const account = await User.findById(req.userId);' }),
  },
  { name: '!can…(user, thing)', code: guard('!canEdit(req.user, post)', { first: POST }) },
  { name: '!has…(user, permission)', code: guard("!hasPermission(req.user, 'posts:delete')") },
  { name: '!is…(user)', code: guard('!isOwner(req.user, post)', { first: POST }) },
  { name: '!isAllowed awaited', code: guard("!(await acl.isAllowed(req.user.id, 'posts', 'delete'))") },
  { name: 'ability.can', code: guard("!req.ability.can('delete', post)", { first: POST }) },
  { name: 'ability.cannot', code: guard("req.ability.cannot('delete', post)", { first: POST }) },
  {
    name: 'accesscontrol',
    code: guard('!permission.granted', {
      above: 'const ac = new AccessControl(grants);',
      first: "const permission = ac.can(req.user.role).deleteAny('post');",
    }),
  },
  {
    name: 'predicate kept in a variable',
    code: guard('!isOwner', { first: `${POST}\nconst isOwner = post.author === req.user.id;` }),
  },
  { name: 'role kept in a variable', code: guard("role !== 'admin'", { first: 'const { role } = req.user;' }) },
  { name: 'role in the session', code: guard("req.session.user.role !== 'admin'") },
  { name: 'role of res.locals.user', only: 'express', code: guard("res.locals.user.role !== 'admin'") },
  {
    name: 'absent caller has left already',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /admin',
        body: `if (!req.user) ${answer(401)}\nif (req.user.role !== 'admin') ${answer(status)}`,
      }),
  },
  {
    name: 'absent caller has left already, then optional chaining',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /admin',
        body: `if (!req.user) ${answer(401)}\nif (req.user?.role !== 'admin') ${answer(status)}`,
      }),
  },
  {
    name: 'absent caller has left already, then a mixed guard',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /admin',
        body: `if (!req.user) ${answer(401)}\nif (!req.user || req.user.role !== 'admin') ${answer(status)}`,
      }),
  },
  {
    name: 'mixed guard behind authentication middleware',
    code: guard("!req.user || req.user.role !== 'admin'", { before: ['requireAuth'] }),
  },
  {
    name: 'optional chaining behind authentication middleware',
    code: guard("req.user?.role !== 'admin'", { before: ['requireAuth'] }),
  },
  {
    name: 'optional flag behind authentication middleware',
    code: guard('!req.user?.isAdmin', { before: ['requireAuth'] }),
  },
  {
    name: 'mixed guard behind authentication for all routes',
    only: 'express',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /admin',
        above: 'app.use(requireAuth);',
        body: `if (!req.user || req.user.role !== 'admin') ${answer(status)}`,
      }),
  },
  {
    name: 'mixed guard behind an authentication hook',
    only: 'fastify',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /admin',
        above: "app.addHook('onRequest', app.authenticate);",
        body: `if (!req.user || req.user.role !== 'admin') ${answer(status)}`,
      }),
  },
  {
    name: 'optional chaining behind the route option onRequest',
    only: 'fastify',
    code: (one, status) =>
      guard("req.user?.role !== 'admin'", { before: ['app.authenticate'] })(one, status).replace(
        'preHandler',
        'onRequest',
      ),
  },
  {
    name: 'else branch',
    code: ({ route, answer }, status) =>
      route({
        on: 'DELETE /posts/:id',
        body: `if (req.user.role === 'admin') { await Post.deleteOne({ _id: req.params.id }); } else { ${answer(status)} }`,
      }),
  },
  {
    name: 'one outcome of a status',
    code: ({ route, res, framework }, status) =>
      route({
        on: 'DELETE /posts/:id',
        body: '',
        last: `return ${res}.${framework === 'express' ? 'status' : 'code'}(req.user.isAdmin ? 200 : ${status}).send({ done: req.user.isAdmin });`,
      }),
  },
  { name: 'a server error', sent: 500, code: guard("req.user.role !== 'admin'") },
  { name: '400 in strict', sent: 400, options: { accept: [] }, code: guard("req.user.role !== 'admin'") },
  {
    name: 'a plain error in strict',
    sent: 500,
    right: null,
    options: { strict: true },
    code: ({ route }) =>
      route({ on: 'DELETE /posts/:id', body: "if (req.user.role !== 'admin') throw new Error('Admins only.');" }),
  },
  {
    name: 'the text of a permission under 401',
    code: ({ route, answer }, status) =>
      route({ on: 'DELETE /posts/:id', body: `if (!req.user.isAdmin) ${answer(status, 'Forbidden')}` }),
  },
  { name: '409 for a lacking role', sent: 409, code: guard("req.user.role !== 'admin'") },
  { name: '422 for a lacking role', sent: 422, code: guard("req.user.role !== 'admin'") },
  { name: "405 for another one's record", sent: 405, code: guard('post.author !== req.user.id', { first: POST }) },
  {
    name: '402 for a lacking role in strict',
    sent: 402,
    options: { accept: [], strict: true },
    code: guard("req.user.role !== 'admin'"),
  },
  {
    name: '400 where the caller or the role is missing',
    sent: 400,
    code: guard("!req.user || req.user.role !== 'admin'"),
  },
  {
    name: '500 where the caller or the role is missing, by optional chaining',
    sent: 500,
    code: guard("req.user?.role !== 'admin'"),
  },
  {
    name: 'an ability that denies, kept by its name alone',
    code: guard("cannot('delete', 'Post')", { first: 'const { cannot } = abilitiesOf(req.user);' }),
  },
  {
    name: 'an ability that denies',
    code: guard("ability.cannot('delete', post)", { first: `${POST}\nconst ability = defineFor(req.user);` }),
  },
  {
    name: 'a record that was found and belongs to somebody else',
    code: guard('post && post.author !== req.user.id', { first: POST }),
  },
  {
    name: 'a duplicate that belongs to somebody else',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /shops',
        body: `const shop = await Shop.findOne({ name: req.body.name });\nif (shop && shop.owner !== req.user.id) ${answer(status)}\nawait Shop.create(req.body);`,
      }),
  },
];

const silent: readonly Row[] = [
  {
    name: '400 for the wrong current password of a caller',
    sent: 400,
    code: guard('req.user.profile.password !== digestOf(req.body.password, req.user.profile.salt)'),
  },
  {
    name: '422 for the same, the other way round',
    sent: 422,
    code: guard('digestOf(req.body.password) !== req.user.passwordHash'),
  },
  {
    name: '400 for the same, of a record of the caller',
    sent: 400,
    code: guard('digestOf(req.body.password) !== account.passwordDigest', {
      first: 'const account = await Crew.findById(req.user.id);',
    }),
  },
  { name: '400 for a second factor that is off', sent: 400, code: guard('!req.user.twoFactorEnabled') },
  { name: '400 for a second factor that is on already', sent: 400, code: guard('req.user.mfa_enabled') },
  {
    name: '400 for a record of the caller without a second factor',
    sent: 400,
    code: guard('!account.mfa_enabled', {
      first: 'const account = await Crew.findOneOrFail({ where: { id: req.user_id } });',
    }),
  },
  { name: '400 for a caller that came in by a key', sent: 400, code: guard("req.auth.type !== 'session'") },
  {
    name: '401 for an owner where nobody may have logged in',
    sent: 401,
    code: guard('req.session.userId !== post.author', { first: POST }),
  },
  {
    name: '404 for the same, kept first',
    sent: 404,
    code: guard('post.author !== userId', { first: `${POST}\nconst { userId } = req.session;` }),
  },
  {
    name: '401 for the same, by another name',
    sent: 401,
    code: guard('owner !== boat.ownerId', {
      first: 'const boat = await Boat.findById(req.params.id);\nconst owner = req.session.accountId;',
    }),
  },
  {
    name: "a change of the caller's own record",
    sent: 400,
    code: guard('email !== currentEmail', {
      first: 'const { email: currentEmail } = req.user;\nconst { email } = req.body;',
    }),
  },
  { name: 'the id of what is active', sent: 400, code: guard('!req.user.activeWorkspaceId') },
  {
    name: 'the state of a record that is no account',
    sent: 400,
    code: guard('!workflow.isActive', {
      first: 'const workflow = await Workflow.findOne({ id: req.params.id, user: req.user.id });',
    }),
  },
  {
    name: '401 for a token that is for something else',
    code: guard("claims.purpose !== 'sign-in'", {
      above: "import jwt from 'jsonwebtoken';",
      first: 'const claims = jwt.verify(req.headers.authorization, process.env.KEY);',
    }),
  },
  { name: '403 is right', sent: 403, code: guard("req.user.role !== 'admin'") },
  { name: '404 hides the resource', sent: 404, code: guard('post.author !== req.user.id', { first: POST }) },
  {
    name: '400, which the options accept',
    sent: 400,
    options: { accept: [400] },
    code: guard("req.user.role !== 'admin'"),
  },
  {
    name: '400 for who is no member',
    sent: 400,
    code: guard('!chat.members.includes(req.user.id)', { first: 'const chat = await Chat.findById(req.params.id);' }),
  },
  {
    name: '400 for what cannot be done to a thing',
    sent: 400,
    code: guard('!canPay(booking)', { first: 'const booking = await Booking.findById(req.params.id);' }),
  },
  {
    name: '400 for a flag of its own',
    sent: 400,
    code: guard('!allowed', { first: 'const allowed = states[state].length > 0 && next();' }),
  },
  {
    name: '400 for a token that is for something else',
    sent: 400,
    code: guard('claims.url !== address', {
      above: "import jwt from 'jsonwebtoken';",
      first: 'const claims = jwt.verify(req.headers.authorization, process.env.KEY);\nconst address = addressOf(req);',
    }),
  },
  {
    name: '401 for a disabled account that logs in',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /login',
        body: `const account = await User.findOne({ email: req.body.email });\nif (!account.enabled) ${answer(status)}`,
      }),
  },
  { name: 'a status the options accept', options: { accept: [401] }, code: guard("req.user.role !== 'admin'") },
  {
    name: 'a redirect',
    code: ({ route, res }) =>
      route({ on: 'GET /admin', body: `if (req.user.role !== 'admin') return ${res}.redirect('/');` }),
  },
  { name: 'a success for those without the role', sent: 200, code: guard("req.user.role !== 'admin'") },
  { name: 'the caller is missing', code: guard('!req.user') },
  { name: 'the caller or the role is missing', code: guard("!req.user || req.user.role !== 'admin'") },
  { name: 'the caller or the role is missing, by optional chaining', code: guard("req.user?.role !== 'admin'") },
  { name: 'the caller or the flag is missing, by optional chaining', code: guard('!req.user?.isAdmin') },
  {
    name: 'the caller or the permission is missing, by optional chaining',
    code: guard("!req.user?.permissions?.includes('posts:delete')"),
  },
  {
    name: 'the caller or the ownership is missing, by optional chaining',
    code: guard('post.author.toString() !== req.user?.id.toString()', { first: POST }),
  },
  {
    name: 'a plain error, which an error handler out of sight may translate',
    code: ({ route }) =>
      route({
        above: 'addErrorHandler(app);',
        on: 'DELETE /posts/:id',
        body: "if (req.user.role !== 'admin') throw new Error('Admins only.');",
      }),
  },
  { name: 'the caller may be missing, and so may the role', code: guard("req.user?.role?.name !== 'harbourmaster'") },
  { name: 'the session may have no user', code: guard("req.session.user?.role !== 'admin'") },
  {
    name: 'mixed guard behind middleware that authenticates nobody',
    code: guard("!req.user || req.user.role !== 'admin'", { before: ['parseBody'] }),
  },
  {
    name: 'mixed guard behind optional authentication',
    code: guard("!req.user || req.user.role !== 'admin'", { before: ['optionalAuth'] }),
  },
  {
    name: 'mixed guard behind a session store',
    only: 'express',
    code: guard("!req.session.user || req.session.user.role !== 'admin'", {
      above: "app.use(session({ secret: 'x' }));\napp.use(passport.initialize());",
    }),
  },
  {
    name: 'mixed guard behind the routes of /auth',
    only: 'express',
    code: guard("!req.user || req.user.role !== 'admin'", { above: "app.use('/auth', authRouter);" }),
  },
  {
    name: 'mixed guard behind middleware that loads authors',
    code: guard("!req.user || req.user.role !== 'admin'", { before: ['loadAuthors'] }),
  },
  {
    name: 'a login function tells accounts apart',
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /admin/login',
        above: "import bcrypt from 'bcrypt';",
        body: `const account = await User.findOne({ email: req.body.email });\nif (!account || !(await bcrypt.compare(req.body.password, account.password))) ${answer(401)}\nif (account.role !== 'admin') ${answer(status)}`,
      }),
  },
  {
    name: 'a login function looks at the caller',
    code: ({ route, answer }, status) =>
      route({ on: 'POST /login', body: `if (req.user.role !== 'admin') ${answer(status)}` }),
  },
  {
    name: 'token version',
    code: guard('account.tokenVersion !== claims.tokenVersion', {
      above: "import jwt from 'jsonwebtoken';",
      first:
        'const claims = jwt.verify(req.cookies.token, process.env.KEY);\nconst account = await User.findById(claims.sub);',
    }),
  },
  {
    name: 'token id',
    code: guard('req.user.jti !== current.jti', {
      first: 'const current = await Session.findOne({ user: req.user.id });',
    }),
  },
  {
    name: 'token issued before the password changed',
    code: guard('account.passwordChangedAt > req.user.iat', {
      first: 'const account = await User.findById(req.user.id);',
    }),
  },
  {
    name: 'token issued before the last logout',
    code: guard('req.user.iat < account.loggedOutAt', { first: 'const account = await User.findById(req.user.id);' }),
  },
  {
    name: 'password changed since',
    code: guard('account.changedPasswordAfter(req.user.iat)', {
      first: 'const account = await User.findById(req.user.id);',
    }),
  },
  { name: 'second factor', code: guard('!req.user.mfaVerified') },
  { name: 'second factor of the session', code: guard('!req.session.user.twoFactorDone') },
  { name: 'account not verified', code: guard('!req.user.isVerified') },
  { name: 'account not active', code: guard("req.user.status !== 'active'") },
  { name: 'account blocked', code: guard('req.user.isBlocked') },
  {
    name: 'record of the account deleted since',
    code: guard('!account.isActive', { first: 'const account = await User.findById(req.user.id);' }),
  },
  {
    name: 'the record of the caller is gone',
    code: guard('!account', { first: 'const account = await User.findById(req.user.id);' }),
  },
  { name: 'an unknown test', code: guard('!(await check(req))') },
  {
    name: 'an unknown status',
    code: ({ route, res, framework }) =>
      route({
        on: 'DELETE /posts/:id',
        body: `if (!req.user.isAdmin) return ${res}.${framework === 'express' ? 'status' : 'code'}(denied()).send({ message: 'No.' });`,
      }),
  },
  { name: '402 for a lacking role, chosen on purpose', sent: 402, code: guard("req.user.role !== 'premium'") },
  {
    name: '404 where the caller or the role is missing',
    sent: 404,
    code: guard("!req.user || req.user.role !== 'admin'"),
  },
  {
    name: '409 for who is a member',
    sent: 409,
    code: guard('!chat.members.includes(req.user.id)', { first: 'const chat = await Chat.findById(req.params.id);' }),
  },
  {
    name: '422 for what cannot be done to a thing',
    sent: 422,
    code: guard('!canPay(booking)', { first: 'const booking = await Booking.findById(req.params.id);' }),
  },
  {
    name: 'an ability that does not deny',
    code: guard("!cannot('delete', 'Post')", { first: 'const { cannot } = abilitiesOf(req.user);' }),
  },
  {
    name: 'a conflict from which moderators are excepted',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /channels',
        body: `const taken = await Channel.findOne({ name: req.body.name });\nif (req.user.role !== 'moderator' && taken) ${answer(status, 'This name is taken')}\nawait Channel.create(req.body);`,
      }),
  },
  {
    name: 'a conflict that counts, from which staff is excepted',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /requests',
        body: `const open = await Request.findOne({ author: req.user.id, title: req.body.title });\nif (open && !req.user.isStaff) ${answer(status, 'You have asked already')}\nawait Request.create(req.body);`,
      }),
  },
];

const lost = { test: "req.user.role !== 'admin'" };

testRule('prefer-403-for-denied-permission', rule, {
  express: join(casesOf('express', { sent: 401, right: 403, reported, silent, lost }), {
    valid: [
      {
        name: 'a middleware that authenticates',
        code: "export const requireAuth = (req, res, next) => {\n  if (!req.session.userId) return res.status(401).json({ error: 'Log in first.' });\n  next();\n};",
      },
    ],
    invalid: [
      {
        name: 'authorization middleware factory',
        code: "export const authorize = (...roles) => (req, res, next) => {\n  if (!roles.includes(req.user.role)) return res.status(401).json({ message: 'Not authorized' });\n  next();\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 2,
            column: 57,
            endLine: 2,
            endColumn: 60,
            data: {
              reads: '`roles.includes(req.user.role)` asks what the caller may do in this guard',
              place: '',
              meaning: 'the caller is known',
              right: '403 Forbidden',
              code: 401,
              sent: '401 Unauthorized',
              says: '"who are you?"',
            },
            suggestions: [
              {
                messageId: 'use',
                data: { right: '403 Forbidden' },
                output:
                  "export const authorize = (...roles) => (req, res, next) => {\n  if (!roles.includes(req.user.role)) return res.status(403).json({ message: 'Not authorized' });\n  next();\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'authorization middleware as a function that returns one',
        code: 'module.exports = function authorize(role) {\n  return function (req, res, next) {\n    if (req.user.role !== role) return res.sendStatus(401);\n    next();\n  };\n};',
        languageOptions: { sourceType: 'commonjs' },
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 55,
            endColumn: 58,
            suggestions: [
              {
                messageId: 'use',
                output:
                  'module.exports = function authorize(role) {\n  return function (req, res, next) {\n    if (req.user.role !== role) return res.sendStatus(403);\n    next();\n  };\n};',
              },
            ],
          },
        ],
      },
      {
        name: 'a constant of http-status-codes',
        code: "import { StatusCodes } from 'http-status-codes';\nexport const remove = async (req, res) => {\n  if (req.user.role !== 'admin') return res.status(StatusCodes.UNAUTHORIZED).json({ error: 'Admins only.' });\n  res.sendStatus(StatusCodes.NO_CONTENT);\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 52,
            endColumn: 76,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import { StatusCodes } from 'http-status-codes';\nexport const remove = async (req, res) => {\n  if (req.user.role !== 'admin') return res.status(StatusCodes.FORBIDDEN).json({ error: 'Admins only.' });\n  res.sendStatus(StatusCodes.NO_CONTENT);\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'a constant of the project, without one for 403',
        code: 'const HTTP = { OK: 200, UNAUTHORIZED: 401 };\nexport const remove = async (req, res) => {\n  if (!req.user.isAdmin) return res.status(HTTP.UNAUTHORIZED).end();\n  res.status(HTTP.OK).end();\n};',
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            suggestions: [
              {
                messageId: 'use',
                output:
                  'const HTTP = { OK: 200, UNAUTHORIZED: 401 };\nexport const remove = async (req, res) => {\n  if (!req.user.isAdmin) return res.status(403).end();\n  res.status(HTTP.OK).end();\n};',
              },
            ],
          },
        ],
      },
      {
        name: 'status and send apart',
        code: "export const remove = (req, res) => {\n  if (!req.user.isAdmin) {\n    res.status(401);\n    return res.json({ error: 'Admins only.' });\n  }\n  res.json({});\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 16,
            endColumn: 19,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "export const remove = (req, res) => {\n  if (!req.user.isAdmin) {\n    res.status(403);\n    return res.json({ error: 'Admins only.' });\n  }\n  res.json({});\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'statusCode and end',
        code: "import express from 'express';\nexpress().get('/admin', (req, res) => {\n  if (!req.user.isAdmin) {\n    res.statusCode = 401;\n    return res.end('Admins only.');\n  }\n  res.end();\n});",
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 22,
            endColumn: 25,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import express from 'express';\nexpress().get('/admin', (req, res) => {\n  if (!req.user.isAdmin) {\n    res.statusCode = 403;\n    return res.end('Admins only.');\n  }\n  res.end();\n});",
              },
            ],
          },
        ],
      },
      {
        name: 'an error passed to next()',
        code: "import createError from 'http-errors';\nexport const authorize = role => (req, res, next) => {\n  if (req.user.role !== role) return next(createError(401, 'Admins only.'));\n  next();\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 55,
            endColumn: 58,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import createError from 'http-errors';\nexport const authorize = role => (req, res, next) => {\n  if (req.user.role !== role) return next(createError(403, 'Admins only.'));\n  next();\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'an error thrown',
        code: "import createError from 'http-errors';\nexport const remove = async (req, res) => {\n  const post = await Post.findById(req.params.id);\n  if (!post.author.equals(req.user.id)) throw createError(401);\n  await post.deleteOne();\n  res.status(204).end();\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 59,
            endColumn: 62,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import createError from 'http-errors';\nexport const remove = async (req, res) => {\n  const post = await Post.findById(req.params.id);\n  if (!post.author.equals(req.user.id)) throw createError(403);\n  await post.deleteOne();\n  res.status(204).end();\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'an error class, with the class for 403 in scope',
        code: "import express from 'express';\nimport { ForbiddenError, UnauthorizedError } from './errors.js';\nexport const router = express.Router();\nrouter.delete('/posts/:id', async req => {\n  if (!req.user.isAdmin) throw new UnauthorizedError('Admins only.');\n});",
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 36,
            endColumn: 53,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import express from 'express';\nimport { ForbiddenError, UnauthorizedError } from './errors.js';\nexport const router = express.Router();\nrouter.delete('/posts/:id', async req => {\n  if (!req.user.isAdmin) throw new ForbiddenError('Admins only.');\n});",
              },
            ],
          },
        ],
      },
      {
        name: 'an error class, without the class for 403 in scope',
        code: "import express from 'express';\nimport { UnauthorizedError } from './errors.js';\nexport const router = express.Router();\nrouter.delete('/posts/:id', async req => {\n  if (!req.user.isAdmin) throw new UnauthorizedError('Admins only.');\n});",
        errors: [{ messageId: 'wrong', line: 5, column: 36, endColumn: 53 }],
      },
      {
        name: 'an error class that takes the status',
        code: "import express from 'express';\nimport { AppError } from './errors.js';\nexport const remove = async (req, res, next) => {\n  if (!req.user.isAdmin) return next(new AppError('Admins only.', 401));\n  res.sendStatus(204);\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 67,
            endColumn: 70,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import express from 'express';\nimport { AppError } from './errors.js';\nexport const remove = async (req, res, next) => {\n  if (!req.user.isAdmin) return next(new AppError('Admins only.', 403));\n  res.sendStatus(204);\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'a constructor of http-errors',
        code: "import createError from 'http-errors';\nexport const remove = async (req, res, next) => {\n  if (!req.user.isAdmin) return next(new createError.Unauthorized('Admins only.'));\n  res.sendStatus(204);\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import createError from 'http-errors';\nexport const remove = async (req, res, next) => {\n  if (!req.user.isAdmin) return next(new createError.Forbidden('Admins only.'));\n  res.sendStatus(204);\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'a responder out of sight',
        code: "import { sendError } from './respond.js';\nexport const remove = async (req, res) => {\n  if (!req.user.isAdmin) return sendError(res, 401, 'Admins only.');\n  res.sendStatus(204);\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 48,
            endColumn: 51,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import { sendError } from './respond.js';\nexport const remove = async (req, res) => {\n  if (!req.user.isAdmin) return sendError(res, 403, 'Admins only.');\n  res.sendStatus(204);\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'a controller class',
        ts: true,
        code: "import type { Request, Response } from 'express';\nexport class PostController {\n  async remove(req: Request, res: Response): Promise<void> {\n    const post = await this.posts.findById(req.params.id!);\n    if (post.authorId !== (req as AuthRequest).user.id) {\n      res.status(401).json({ message: 'Not yours.' });\n      return;\n    }\n    res.sendStatus(204);\n  }\n}",
        errors: [
          {
            messageId: 'wrong',
            line: 6,
            column: 18,
            endColumn: 21,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import type { Request, Response } from 'express';\nexport class PostController {\n  async remove(req: Request, res: Response): Promise<void> {\n    const post = await this.posts.findById(req.params.id!);\n    if (post.authorId !== (req as AuthRequest).user.id) {\n      res.status(403).json({ message: 'Not yours.' });\n      return;\n    }\n    res.sendStatus(204);\n  }\n}",
              },
            ],
          },
        ],
      },
    ],
  }),
  fastify: join(casesOf('fastify', { sent: 401, right: 403, reported, silent, lost }), {
    valid: [
      {
        name: 'a hook that authenticates',
        code: "export async function authenticate(request, reply) {\n  try {\n    await request.jwtVerify();\n  } catch (err) {\n    return reply.code(401).send({ message: 'Log in first.' });\n  }\n}",
      },
    ],
    invalid: [
      {
        name: 'authorization hook factory',
        code: "export const authorize = role => async (request, reply) => {\n  if (request.user.role !== role) return reply.code(401).send({ message: 'Not authorized' });\n};",
        errors: [
          {
            messageId: 'wrong',
            line: 2,
            column: 53,
            endLine: 2,
            endColumn: 56,
            suggestions: [
              {
                messageId: 'use',
                data: { right: '403 Forbidden' },
                output:
                  "export const authorize = role => async (request, reply) => {\n  if (request.user.role !== role) return reply.code(403).send({ message: 'Not authorized' });\n};",
              },
            ],
          },
        ],
      },
      {
        name: 'reply.unauthorized() of @fastify/sensible',
        code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.delete('/posts/:id', async (request, reply) => {\n  if (!request.user.isAdmin) return reply.unauthorized('Admins only.');\n  return reply.code(204).send();\n});",
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 43,
            endColumn: 55,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import Fastify from 'fastify';\nconst app = Fastify();\napp.delete('/posts/:id', async (request, reply) => {\n  if (!request.user.isAdmin) return reply.forbidden('Admins only.');\n  return reply.code(204).send();\n});",
              },
            ],
          },
        ],
      },
      {
        name: 'httpErrors thrown',
        code: "import Fastify from 'fastify';\nconst app = Fastify();\napp.delete('/posts/:id', async (request, reply) => {\n  if (!request.user.isAdmin) throw app.httpErrors.unauthorized('Admins only.');\n  return reply.code(204).send();\n});",
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import Fastify from 'fastify';\nconst app = Fastify();\napp.delete('/posts/:id', async (request, reply) => {\n  if (!request.user.isAdmin) throw app.httpErrors.forbidden('Admins only.');\n  return reply.code(204).send();\n});",
              },
            ],
          },
        ],
      },
      {
        name: 'a constant of http-status-codes, status()',
        code: "import { StatusCodes } from 'http-status-codes';\nexport async function remove(request, reply) {\n  if (request.user.role !== 'admin') return reply.status(StatusCodes.UNAUTHORIZED).send({ error: 'Admins only.' });\n  return reply.code(StatusCodes.NO_CONTENT).send();\n}",
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 58,
            endColumn: 82,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import { StatusCodes } from 'http-status-codes';\nexport async function remove(request, reply) {\n  if (request.user.role !== 'admin') return reply.status(StatusCodes.FORBIDDEN).send({ error: 'Admins only.' });\n  return reply.code(StatusCodes.NO_CONTENT).send();\n}",
              },
            ],
          },
        ],
      },
      {
        name: 'a plugin in TypeScript',
        ts: true,
        code: "import type { FastifyPluginAsync } from 'fastify';\nconst plugin: FastifyPluginAsync = async fastify => {\n  fastify.delete<{ Params: { id: string } }>('/posts/:id', { onRequest: [fastify.authenticate] }, async (request, reply) => {\n    const post = await fastify.posts.findById(request.params.id);\n    if (post.ownerId !== request.user!.id) return reply.code(401).send({ message: 'Not yours.' });\n    return reply.code(204).send();\n  });\n};\nexport default plugin;",
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 62,
            endColumn: 65,
            suggestions: [
              {
                messageId: 'use',
                output:
                  "import type { FastifyPluginAsync } from 'fastify';\nconst plugin: FastifyPluginAsync = async fastify => {\n  fastify.delete<{ Params: { id: string } }>('/posts/:id', { onRequest: [fastify.authenticate] }, async (request, reply) => {\n    const post = await fastify.posts.findById(request.params.id);\n    if (post.ownerId !== request.user!.id) return reply.code(403).send({ message: 'Not yours.' });\n    return reply.code(204).send();\n  });\n};\nexport default plugin;",
              },
            ],
          },
        ],
      },
    ],
  }),
});
