import rule from '../../src/rules/prefer-401-for-missing-credentials.ts';
import { casesOf, join, type Row } from '../cause-cases.ts';
import { testRule } from '../rule-tester.ts';

const JWT = "import jwt from 'jsonwebtoken';";
const BCRYPT = "import bcrypt from 'bcrypt';";

interface Place {
  readonly on?: string;
  readonly above?: string;
  readonly first?: string;
  readonly before?: readonly string[];
}

/** A route whose guard stands in front of the refusal. */
const guard =
  (test: string, { on = 'GET /account', above, first = '', before }: Place = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      ...(above !== undefined && { above }),
      ...(before && { before }),
      body: `${first}\nif (${test}) ${answer(status)}`,
    });

/** A route that tries and answers in the catch, under a condition where one is given. */
const caught =
  (tried: string, { on = 'GET /account', above, test }: Place & { readonly test?: string } = {}): Row['code'] =>
  ({ route, answer }, status) =>
    route({
      on,
      ...(above !== undefined && { above }),
      body: `try {\n${tried}\n} catch (err) {\n${test === undefined ? answer(status) : `if (${test}) ${answer(status)}\nthrow err;`}\n}`,
    });

const LOGIN: Place = {
  on: 'POST /login',
  above: BCRYPT,
  first: 'const { email, password } = req.body;\nconst account = await User.findOne({ email });',
};

const reported: readonly Row[] = [
  { name: 'no user in a session that is there', code: guard('!session.user', { first: 'const { session } = req;' }) },
  { name: 'a cookie called session', code: guard('!req.cookies.session') },
  { name: 'no id of what a library keeps for every caller', code: guard('!req.auth.userId') },
  { name: 'no id of a caller that may be missing', code: guard('!id', { first: 'const id = req.user?.id;' }) },
  {
    name: 'no authorization header of that scheme',
    code: guard("!header.startsWith('Basic ')", { first: 'const header = req.headers.authorization;' }),
  },
  { name: 'a credential of the wrong kind', sent: 400, code: guard("!req.headers['x-api-key'].startsWith(PREFIX)") },
  {
    name: 'a wrong password beside a lookup by the body',
    sent: 400,
    code: guard('!right', {
      on: 'POST /enter',
      above: BCRYPT,
      first:
        'const skipper = await Crew.findOne({ where: { mail: req.body.mail } });\nconst right = await bcrypt.compare(req.body.password, skipper.hash);',
    }),
  },
  { name: 'no req.currUser', code: guard('!req.currUser') },
  {
    name: 'unknown account, one without a password, or a wrong one',
    sent: 400,
    code: guard('!account || !account.passwordHash || !(await bcrypt.compare(password, account.passwordHash))', LOGIN),
  },
  {
    name: 'verification in a callback that goes on with the password',
    only: 'express',
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /account',
        above: JWT,
        body: '',
        last: `jwt.verify(req.cookies.token, process.env.KEY, async (err, claims) => {\nif (err) ${answer(status)}\nreq.user = await User.findById(claims.id).select('-password');\nnext();\n});`,
      }),
  },
  {
    name: 'a code of the project, in an enumeration',
    code: caught('await accounts.enter(req.body);', {
      on: 'POST /login',
      test: 'err.code === ErrorCodes.INVALID_CREDENTIALS',
    }),
  },
  {
    name: 'a class of the project',
    code: caught('await accounts.enter(req.body);', {
      on: 'POST /login',
      test: 'err instanceof InvalidCredentialsError',
    }),
  },
  { name: 'no authorization header', code: guard('!req.headers.authorization') },
  {
    name: 'no authorization header, kept in a variable',
    code: guard('!header', { first: "const header = req.headers['authorization'];" }),
  },
  {
    name: 'no bearer scheme',
    code: guard("!header || !header.startsWith('Bearer ')", { first: 'const header = req.headers.authorization;' }),
  },
  {
    name: 'no token in the header',
    code: guard('!token', {
      first: "const token = req.headers.authorization && req.headers.authorization.split(' ')[1];",
    }),
  },
  {
    name: 'no token in the header or the cookie',
    code: guard('!token', {
      first:
        "let token;\nif (req.headers.authorization) token = req.headers.authorization.split(' ')[1];\nelse if (req.cookies.token) token = req.cookies.token;",
    }),
  },
  { name: 'no API key', code: guard("!req.headers['x-api-key']") },
  { name: 'wrong API key', code: guard("req.headers['x-api-key'] !== process.env.API_KEY") },
  { name: 'no auth cookie', code: guard('!req.cookies.token') },
  { name: 'no signed session cookie', code: guard('!req.signedCookies.sessionId') },
  { name: 'no user in the session', code: guard('!req.session.user') },
  { name: 'no user id in the session', code: guard('!req.session.userId') },
  { name: 'no session or no user in it', code: guard('!req.session || !req.session.user') },
  { name: 'no user in the session, by optional chaining', code: guard('!req.session?.userId') },
  { name: 'no req.user', code: guard('!req.user') },
  { name: 'no req.user, by undefined', code: guard('req.user === undefined') },
  { name: 'no id of req.user', code: guard('!req.user?.id') },
  { name: 'no req.user, destructured', code: guard('!user', { first: 'const { user } = req;' }) },
  {
    name: 'verification caught',
    code: caught('req.user = jwt.verify(token, process.env.KEY);', { above: `${JWT}\nlet token;` }),
  },
  {
    name: 'verification of the header caught',
    code: caught("req.user = jwt.verify(req.headers.authorization.split(' ')[1], process.env.KEY);", { above: JWT }),
  },
  {
    name: 'verification of the cookie caught',
    code: caught('const claims = jwt.verify(req.cookies.token, process.env.KEY);\nreq.user = claims;', { above: JWT }),
  },
  {
    name: 'verification by jose caught',
    code: caught('const { payload } = await jwtVerify(req.cookies.token, key);\nreq.user = payload;', {
      above: "import { jwtVerify } from 'jose';",
    }),
  },
  {
    name: 'error class of jsonwebtoken',
    code: caught('req.user = jwt.verify(req.cookies.token, process.env.KEY);\nawait touch(req.user);', {
      above: JWT,
      test: 'err instanceof jwt.TokenExpiredError',
    }),
  },
  {
    name: 'error name of jsonwebtoken',
    code: caught('req.user = jwt.verify(req.cookies.token, process.env.KEY);\nawait touch(req.user);', {
      above: JWT,
      test: "err.name === 'JsonWebTokenError'",
    }),
  },
  {
    name: 'verification that gives nothing',
    code: guard('!claims', { first: 'const claims = await verifyToken(req.headers.authorization);' }),
  },
  {
    name: 'wrong password at login',
    code: guard('!matches', {
      ...LOGIN,
      first: `${LOGIN.first}\nconst matches = await bcrypt.compare(password, account.password);`,
    }),
  },
  {
    name: 'wrong password at login, in the guard',
    code: guard('!(await bcrypt.compare(password, account.password))', LOGIN),
  },
  {
    name: 'wrong password at login by argon2',
    code: guard('!(await argon2.verify(account.hash, req.body.password))', {
      ...LOGIN,
      above: "import argon2 from 'argon2';",
    }),
  },
  { name: 'wrong password at login, compared as text', code: guard('account.password !== password', LOGIN) },
  { name: 'unknown account at login', sent: 400, code: guard('!account', LOGIN) },
  {
    name: 'unknown account or wrong password at login',
    code: guard('!account || !(await bcrypt.compare(password, account.password))', LOGIN),
  },
  {
    name: 'unknown account at login answered 404, with the option',
    sent: 404,
    options: { unknownAccount: true },
    code: guard('!account', LOGIN),
  },
  { name: '400 for a missing header', sent: 400, code: guard('!req.headers.authorization') },
  { name: 'a server error', sent: 500, code: guard('!req.user') },
  { name: '404 hides the resource', sent: 404, code: guard('!req.user') },
  {
    name: '404 for a wrong password, with the option for unknown accounts',
    sent: 404,
    options: { unknownAccount: true },
    code: guard('!(await bcrypt.compare(password, account.password))', LOGIN),
  },
  { name: '404 for a missing token', sent: 404, code: guard('!req.headers.authorization') },
  {
    name: '404 for a wrong password at login',
    sent: 404,
    code: guard('!(await bcrypt.compare(password, account.password))', LOGIN),
  },
  { name: '412 for a missing token', sent: 412, code: guard('!req.headers.authorization') },
  {
    name: 'a token of the body that goes by the name callers go by',
    code: guard('!verification.valid', {
      on: 'POST /session/check',
      first: 'const verification = await sessions.verifyToken(req.body.token);',
    }),
  },
  {
    name: 'a token of the body that jsonwebtoken verifies, whatever its name',
    code: guard('!claims', {
      on: 'POST /exchange',
      above: JWT,
      first: 'const claims = jwt.verify(req.body.clientGrant, process.env.KEY);',
    }),
  },
];

const silent: readonly Row[] = [
  {
    name: 'a caller who is an administrator, kept as a truth',
    code: guard('!isAdmin', {
      first: 'const { user } = req;\nconst isAdmin = user && user.role === ROLES.admin && emails.includes(user.email);',
    }),
  },
  {
    name: 'a login whose provider is not configured',
    sent: 400,
    code: ({ route, answer }, status) =>
      route({ on: 'POST /login', body: `const config = getSsoConfig();\nif (!config) ${answer(status)}` }),
  },
  {
    name: 'a login whose handler is not registered',
    sent: 500,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /login',
        body: `const handler = handlers.get('email', 'password');\nif (!handler) ${answer(status)}`,
      }),
  },
  {
    name: 'what an API key allows',
    sent: 403,
    code: guard('!valid', { first: "const valid = await apiKeyHasValidScopes(req.headers['x-api-key'], scope);" }),
  },
  {
    name: 'what is left of a verification once its own errors are told',
    sent: 503,
    code: ({ route, answer }, status) =>
      route({
        on: 'GET /account',
        above: JWT,
        body: `try {\nreq.user = jwt.verify(req.cookies.token, process.env.KEY);\n} catch (err) {\nif (err instanceof jwt.TokenExpiredError) return next(err);\n${answer(status)}\n}`,
      }),
  },
  {
    name: 'the current password of a caller',
    sent: 409,
    code: ({ route, answer }, status) =>
      route({
        on: 'POST /me',
        above: BCRYPT,
        body: `const account = await store.find(id());\nif (!(await bcrypt.compare(req.body.currentPassword, account.password))) ${answer(status)}`,
      }),
  },
  { name: '401 is right', sent: 401, code: guard('!req.headers.authorization') },
  { name: '407 is acceptable', sent: 407, code: guard('!req.headers.authorization') },
  { name: '404 for an unknown account at login', sent: 404, code: guard('!account', LOGIN) },
  { name: 'a status the options accept', options: { accept: [403] }, code: guard('!req.user') },
  {
    name: 'a redirect to the login page',
    code: ({ route, res }) => route({ on: 'GET /account', body: `if (!req.user) return ${res}.redirect('/login');` }),
  },
  {
    name: 'wrong current password of a known caller',
    code: guard('!(await bcrypt.compare(req.body.currentPassword, account.password))', {
      on: 'PUT /password',
      above: BCRYPT,
      first: 'const account = await User.findById(req.user.id);',
    }),
  },
  {
    name: 'wrong current password of a known caller, by POST',
    sent: 400,
    code: guard('!matches', {
      on: 'POST /change-password',
      above: BCRYPT,
      first:
        'const account = await User.findById(req.user.id);\nconst matches = await bcrypt.compare(req.body.oldPassword, account.password);',
    }),
  },
  {
    name: 'wrong password of a known caller who deletes the account',
    sent: 400,
    code: guard('!matches', {
      on: 'DELETE /account',
      above: BCRYPT,
      first:
        'const account = await User.findById(req.user.id);\nconst matches = await bcrypt.compare(req.body.password, account.password);',
    }),
  },
  {
    name: 'wrong password behind authentication middleware',
    sent: 400,
    code: guard('!matches', {
      on: 'POST /two-factor',
      above: BCRYPT,
      before: ['requireAuth'],
      first:
        'const account = await User.findById(req.user.id);\nconst matches = await bcrypt.compare(req.body.password, account.password);',
    }),
  },
  {
    name: 'reset token',
    sent: 400,
    code: guard('!account', {
      on: 'POST /reset-password',
      first: 'const account = await User.findOne({ resetToken: req.body.token });',
    }),
  },
  {
    name: 'reset token, verified',
    sent: 400,
    code: caught('const { id } = jwt.verify(req.body.resetToken, process.env.KEY);\nreq.id = id;', {
      on: 'POST /reset-password',
      above: JWT,
    }),
  },
  {
    name: 'verification token',
    sent: 400,
    code: caught('const { id } = jwt.verify(req.params.token, process.env.KEY);\nreq.id = id;', {
      on: 'GET /verify-email/:token',
      above: JWT,
    }),
  },
  {
    name: 'invitation token',
    sent: 400,
    code: guard('!invitation', {
      on: 'POST /join',
      first: 'const invitation = await Invitation.findOne({ token: req.body.invitationToken });',
    }),
  },
  { name: 'CSRF token', code: guard("req.headers['x-csrf-token'] !== req.session.csrfToken", { on: 'POST /posts' }) },
  { name: 'no CSRF cookie', code: guard('!req.cookies.csrfToken', { on: 'POST /posts' }) },
  { name: '500 where middleware keeps no session', sent: 500, code: guard('!req.session') },
  {
    name: '500 where there is no session after the login',
    sent: 500,
    code: guard('session == null', { ...LOGIN, first: `${LOGIN.first}\nconst { session } = req;` }),
  },
  {
    name: '503 where no session can be kept',
    sent: 503,
    code: guard('req.session === undefined', { on: 'DELETE /session' }),
  },
  { name: 'no id of a caller that is there', code: guard('!req.user.id') },
  {
    name: 'no id of an account in a session, kept first',
    code: guard('accountId === undefined', { first: 'const accountId = req.session.account.id;' }),
  },
  {
    name: 'no id of a caller that was read before',
    code: guard('!req.currentUser.userId', { first: 'track(req.currentUser.name);' }),
  },
  { name: 'a key of the wrong kind', code: guard("!req.headers['x-api-key'].startsWith('live_')") },
  {
    name: 'a parsed token of the wrong kind',
    code: guard('parsed.kind !== Kinds.API', { first: 'const parsed = parseToken(req.headers.authorization);' }),
  },
  {
    name: 'a token that is for something else',
    code: guard("token.type !== 'client'", { first: "const token = readToken(req.header('authorization'));" }),
  },
  {
    name: 'no id of a caller that is one by its session',
    sent: 500,
    code: guard('!req.auth.userId', { first: "if (req.auth.type !== 'session') return next();" }),
  },
  {
    name: 'the password of a caller that was found by its id',
    sent: 400,
    code: guard('!right', {
      on: 'POST /',
      above: BCRYPT,
      first:
        'const skipper = await Crew.findOneOrFail({ where: { id: req.user_id } });\nlet right = true;\nif (skipper.data.hash) right = await bcrypt.compare(req.body.password, skipper.data.hash);',
    }),
  },
  {
    name: 'the same, by another name of it',
    sent: 400,
    code: guard('!(await argon2.verify(row.secret_hash, req.body.password))', {
      on: 'POST /leave',
      above: "import argon2 from 'argon2';",
      first: 'const row = await crew.findById(req.account_id);',
    }),
  },
  {
    name: 'the same, of a caller kept whole',
    sent: 422,
    code: guard('!right', {
      on: 'POST /boat',
      above: BCRYPT,
      first: 'const right = await bcrypt.compare(req.body.password, req.current_user.digest);',
    }),
  },
  { name: 'no cookie that holds where to go after the login', sent: 400, code: guard('!req.cookies.auth_callback') },
  { name: 'no cookie that holds the way of the login', sent: 400, code: guard('!req.cookies.authMethod') },
  { name: 'no state of an exchange in the session', sent: 400, code: guard('!req.session[strategy.key]') },
  { name: 'token missing from the body', sent: 400, code: guard('!req.body.token', { on: 'POST /session/refresh' }) },
  { name: 'token missing from the query', sent: 400, code: guard('!req.query.token') },
  { name: 'code missing from the query', sent: 400, code: guard('!req.query.code', { on: 'GET /oauth/callback' }) },
  { name: 'login fields missing from the body', sent: 400, code: guard('!email || !password', LOGIN) },
  { name: 'signed URL', code: guard('req.query.signature !== sign(req.path)', { on: 'GET /files/:id' }) },
  { name: 'signed URL that expired', code: guard('req.query.expires < Date.now()', { on: 'GET /files/:id' }) },
  {
    name: 'OAuth token endpoint, client',
    sent: 400,
    code: guard('!client', {
      on: 'POST /oauth/token',
      first: 'const client = await Client.findOne({ id: req.body.client_id });',
    }),
  },
  {
    name: 'OAuth token endpoint, password grant',
    sent: 400,
    code: guard('!(await bcrypt.compare(req.body.password, account.password))', {
      on: 'POST /oauth/token',
      above: BCRYPT,
      first: 'const account = await User.findOne({ email: req.body.username });',
    }),
  },
  {
    name: 'OAuth token endpoint, basic authentication',
    sent: 400,
    code: guard('!req.headers.authorization', { on: 'POST /oauth2/token' }),
  },
  { name: 'disabled account at login', code: guard('account.isDisabled', LOGIN) },
  { name: 'unverified account at login', code: guard('!account.isVerified', LOGIN) },
  { name: 'account not active at login', code: guard("account.status !== 'active'", LOGIN) },
  {
    name: 'webhook signature missing',
    sent: 400,
    code: guard("!req.headers['stripe-signature']", { on: 'POST /webhook' }),
  },
  {
    name: 'webhook signature wrong',
    code: guard("req.headers['x-hub-signature'] !== sign(req.body)", { on: 'POST /webhook' }),
  },
  {
    name: 'webhook signature verified',
    sent: 400,
    code: caught("event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], secret);", {
      on: 'POST /webhook',
      above: 'let event;',
    }),
  },
  {
    name: 'webhook payload verified by a library',
    sent: 400,
    code: caught("await webhook.verify(req.body, req.headers['svix-signature']);", { on: 'POST /webhook' }),
  },
  {
    name: 'one-time code',
    sent: 400,
    code: guard('!totp.verify({ token: req.body.code, secret })', { on: 'POST /login/verify' }),
  },
  { name: 'captcha', sent: 400, code: guard('!(await captcha.verify(req.body.captchaToken))', { on: 'POST /login' }) },
  {
    name: 'anonymous callers get another success',
    sent: 200,
    code: ({ route, res, framework }) =>
      route({
        on: 'GET /me',
        body: `if (!req.user) return ${res}.${framework === 'express' ? 'json' : 'send'}({ user: null });`,
      }),
  },
  {
    name: 'a catch around a verification and a lookup',
    code: caught(
      'const claims = jwt.verify(req.cookies.token, process.env.KEY);\nreq.user = await User.findById(claims.id);',
      { above: JWT },
    ),
  },
  {
    name: 'a catch around a verification and a lookup answered 500',
    sent: 500,
    code: caught(
      'const claims = jwt.verify(req.cookies.token, process.env.KEY);\nreq.user = await User.findById(claims.id);',
      { above: JWT },
    ),
  },
  {
    name: 'a plain error, which an error handler out of sight may translate',
    code: ({ route }) =>
      route({
        above: 'addErrorHandler(app);',
        on: 'GET /me',
        body: "if (!req.user) throw new Error('Log in first.');",
      }),
  },
  { name: 'the caller lacks a role', code: guard("req.user.role !== 'admin'") },
  { name: 'the caller or the role is missing', code: guard("!req.user || req.user.role !== 'admin'") },
  { name: 'an unknown test', code: guard('!(await allowed(req))') },
  {
    name: '404 for an unknown account or a wrong password, which it cannot tell',
    sent: 404,
    code: guard('!account || !(await bcrypt.compare(password, account.password))', LOGIN),
  },
  {
    name: '402 where a licence is asked for',
    sent: 402,
    code: guard('!req.headers.authorization', { on: 'GET /licence' }),
  },
  {
    name: '400 for the token of a chat service',
    sent: 400,
    code: guard('!known.ok', {
      on: 'POST /integrations',
      first: 'const { slackToken } = req.body;\nconst known = await slack.checkToken(slackToken);',
    }),
  },
  {
    name: '422 for the token of a deployment',
    sent: 422,
    code: guard('!(await Hosting.verifyToken(req.body.deploy_token))', { on: 'POST /sites' }),
  },
  {
    name: '500 for an exception of a strategy',
    sent: 500,
    code: ({ route, res, framework }, status) =>
      route({
        on: 'POST /login',
        above: "import passport from 'passport';",
        body: `passport.authenticate('ldap', (error, account, info) => {\nif (error) return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send({ message: 'No.' });\n${res}.send({ account, info });\n})(req, ${res});`,
      }),
  },
  {
    name: '500 for an exception of a client of directories',
    sent: 500,
    code: ({ route, res, framework }, status) =>
      route({
        on: 'POST /login',
        body: `directory.authenticate(req.body.name, req.body.password, (err, entry) => {\nif (err) return ${res}.${framework === 'express' ? 'status' : 'code'}(${status}).send({ message: 'No.' });\n${res}.send({ entry });\n});`,
      }),
  },
];

const PASSPORT = (status: number): string =>
  `import passport from 'passport';\nexport const login = (req, res, next) => {\n  passport.authenticate('local', (err, user, info) => {\n    if (err) return next(err);\n    if (!user) return res.status(${status}).json(info);\n    req.logIn(user, next);\n  })(req, res, next);\n};`;
const CALLBACK = (status: number): string =>
  `import jwt from 'jsonwebtoken';\nexport function authenticateToken(req, res, next) {\n  const token = req.headers['authorization']?.split(' ')[1];\n  if (token == null) return res.sendStatus(401);\n  jwt.verify(token, process.env.KEY, (err, user) => {\n    if (err) return res.sendStatus(${status});\n    req.user = user;\n    next();\n  });\n}`;
const CONSTANT = (name: string): string =>
  `import { StatusCodes } from 'http-status-codes';\nexport const requireAuth = (req, res, next) => {\n  if (!req.user) return res.status(StatusCodes.${name}).json({ error: 'Log in first.' });\n  next();\n};`;
const THROWN = (status: number): string =>
  `import createError from 'http-errors';\nexport const requireAuth = (req, res, next) => {\n  if (!req.user) return next(createError(${status}, 'Log in first.'));\n  next();\n};`;
const TYPED = (status: number): string =>
  `import type { NextFunction, Request, Response } from 'express';\nexport const requireAuth = (req: Request, res: Response, next: NextFunction): void => {\n  const header = req.header('Authorization');\n  if (!header) {\n    res.status(${status}).json({ message: 'Log in first.' });\n    return;\n  }\n  next();\n};`;
const HOOK = (status: number): string =>
  `export async function authenticate(request, reply) {\n  try {\n    await request.jwtVerify();\n  } catch (err) {\n    return reply.code(${status}).send({ message: 'Log in first.' });\n  }\n}`;
const SENSIBLE = (name: string): string =>
  `import Fastify from 'fastify';\nconst app = Fastify();\napp.addHook('onRequest', async (request, reply) => {\n  if (!request.headers.authorization) return reply.${name}('Log in first.');\n});`;
const FASTIFY_THROWN = (name: string): string =>
  `import Fastify from 'fastify';\nconst app = Fastify();\napp.get('/me', async request => {\n  if (!request.session.userId) throw app.httpErrors.${name}('Log in first.');\n  return request.session;\n});`;
const FASTIFY_CONSTANT = (name: string): string =>
  `import { StatusCodes } from 'http-status-codes';\nexport async function me(request, reply) {\n  if (!request.user) return reply.status(StatusCodes.${name}).send({ error: 'Log in first.' });\n  return request.user;\n}`;
const FASTIFY_TYPED = (status: number): string =>
  `import type { FastifyReply, FastifyRequest } from 'fastify';\nexport async function authenticate(request: FastifyRequest, reply: FastifyReply): Promise<void> {\n  const key = request.headers['x-api-key'];\n  if (key === undefined) {\n    await reply.code(${status}).send({ message: 'No key.' });\n    return;\n  }\n}`;

/** Which of the two statuses goes out, the responder decides. */
const RESPONDER = (res: string): string => `const fail = (error, req, ${res}) => {
  if (error.name === 'TokenExpiredError') return fail(new AppError(308), req, ${res});
  if (error instanceof AppError) return ${res}.status(error.statusCode).send({});
  return ${res}.status(500).send({});
};`;

const REFRESH = (status: number): string =>
  `export async function refreshToken(req, res) {\n  const stored = await Token.findOne({ refreshToken: req.body.refreshToken });\n  if (!stored) return res.status(${status}).json({ message: 'No.' });\n  res.json({ token: sign(stored.user) });\n}`;

const lost = { test: '!req.headers.authorization' };

testRule('prefer-401-for-missing-credentials', rule, {
  express: join(casesOf('express', { sent: 403, right: 401, reported, silent, lost }), {
    valid: [
      { name: 'a responder that sends the status of its error, else 500', code: RESPONDER('res') },
      { name: 'passport answers 401', code: PASSPORT(401) },
      {
        name: 'the old password of a caller, checked first',
        code: "export async function verifyOldPassword(req, res) {\n  const account = await store.find(id());\n  if (!account || !account.password) return res.status(400).json({ message: 'No.' });\n  const matches = await bcrypt.compare(req.body.password, account.password);\n  res.json({ matches });\n}",
      },
      { name: 'the callback answers 401', code: CALLBACK(401) },
    ],
    invalid: [
      {
        name: 'verification with a callback, sendStatus',
        code: CALLBACK(403),
        errors: [
          {
            messageId: 'wrong',
            line: 6,
            column: 36,
            endLine: 6,
            endColumn: 39,
            data: {
              reads: '`err` comes from the verification of a credential',
              place: ' (line 5)',
              meaning: 'the caller is not known',
              right: '401 Unauthorized',
              code: 403,
              sent: '403 Forbidden',
              says: '"I know who you are, and you may not do this"',
            },
            suggestions: [{ messageId: 'use', data: { right: '401 Unauthorized' }, output: CALLBACK(401) }],
          },
        ],
      },
      {
        name: 'a refresh token that is not stored',
        code: REFRESH(400),
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 34,
            endColumn: 37,
            suggestions: [{ messageId: 'use', output: REFRESH(401) }],
          },
        ],
      },
      {
        name: 'passport with a callback',
        code: PASSPORT(400),
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 34,
            endColumn: 37,
            suggestions: [{ messageId: 'use', output: PASSPORT(401) }],
          },
        ],
      },
      {
        name: 'a constant of http-status-codes',
        code: CONSTANT('FORBIDDEN'),
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 36,
            endColumn: 57,
            suggestions: [{ messageId: 'use', output: CONSTANT('UNAUTHORIZED') }],
          },
        ],
      },
      {
        name: 'an error passed to next()',
        code: THROWN(403),
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            column: 42,
            endColumn: 45,
            suggestions: [{ messageId: 'use', output: THROWN(401) }],
          },
        ],
      },
      {
        name: 'a middleware in TypeScript',
        ts: true,
        code: TYPED(403),
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 16,
            endColumn: 19,
            suggestions: [{ messageId: 'use', output: TYPED(401) }],
          },
        ],
      },
    ],
  }),
  fastify: join(casesOf('fastify', { sent: 403, right: 401, reported, silent, lost }), {
    valid: [
      { name: 'a hook that answers 401', code: HOOK(401) },
      { name: 'a responder that sends the status of its error, else 500', code: RESPONDER('reply') },
    ],
    invalid: [
      {
        name: 'request.jwtVerify() caught',
        code: HOOK(403),
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 23,
            endLine: 5,
            endColumn: 26,
            data: {
              reads: 'this catch follows the verification of a credential',
              place: ' (line 4)',
              meaning: 'the caller is not known',
              right: '401 Unauthorized',
              code: 403,
              sent: '403 Forbidden',
              says: '"I know who you are, and you may not do this"',
            },
            suggestions: [{ messageId: 'use', data: { right: '401 Unauthorized' }, output: HOOK(401) }],
          },
        ],
      },
      {
        name: 'reply.forbidden() of @fastify/sensible',
        code: SENSIBLE('forbidden'),
        errors: [
          {
            messageId: 'wrong',
            line: 4,
            column: 52,
            endColumn: 61,
            suggestions: [{ messageId: 'use', output: SENSIBLE('unauthorized') }],
          },
        ],
      },
      {
        name: 'httpErrors thrown',
        code: FASTIFY_THROWN('forbidden'),
        errors: [
          { messageId: 'wrong', line: 4, suggestions: [{ messageId: 'use', output: FASTIFY_THROWN('unauthorized') }] },
        ],
      },
      {
        name: 'a constant of http-status-codes',
        code: FASTIFY_CONSTANT('FORBIDDEN'),
        errors: [
          {
            messageId: 'wrong',
            line: 3,
            suggestions: [{ messageId: 'use', output: FASTIFY_CONSTANT('UNAUTHORIZED') }],
          },
        ],
      },
      {
        name: 'a hook in TypeScript',
        ts: true,
        code: FASTIFY_TYPED(403),
        errors: [
          {
            messageId: 'wrong',
            line: 5,
            column: 22,
            endColumn: 25,
            suggestions: [{ messageId: 'use', output: FASTIFY_TYPED(401) }],
          },
        ],
      },
    ],
  }),
});
