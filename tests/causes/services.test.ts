import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { makeProject } from '../model/read-project.ts';

const ERRORS = "import createError from 'http-errors'; ";
const ROUTER = "import { Router } from 'express'; const router = Router(); ";

/** The cause of the last response of a service, `weak` before it where no rule would speak by it, beside the files that call it. */
function causeOf(service: string, callers: Readonly<Record<string, string>>): string | null {
  const file = 'src/services/users.service.ts';
  const model = makeProject({ ...callers, [file]: service }).read(file, service);
  const response = model?.responses.at(-1);
  const evidence = model && response ? readCause(response, model) : null;
  return evidence && `${evidence.isStrong ? '' : 'weak '}${evidence.cause}`;
}

const FIND = `${ERRORS} export async function find(id) { const user = await User.findById(id); if (!user) throw createError(400); return user; }`;
const CLASS = `${ERRORS} export class UserService { async find(id) { const user = await User.findById(id); if (!user) throw createError(400); return user; } }`;
const OBJECT = `${ERRORS} const find = async id => { const user = await User.findById(id); if (!user) throw createError(400); return user; }; module.exports = { find };`;
const TYPED = `${ERRORS} import type { Finder } from './finder'; export class UserLookup implements Finder { async execute(id: string) { const user = await User.findById(id); if (!user) throw createError(400); return user; } }`;

/** A route that calls the service by an expression. */
const route = (imported: string, call: string): Record<string, string> => ({
  'src/routes/users.ts': `${ROUTER} ${imported} router.get('/users/:id', async (req, res) => { res.json(await ${call}); });`,
});

describe('what a service is given by its callers', () => {
  it.each<[string, string, Record<string, string>]>([
    ['a named import', FIND, route("import { find } from '../services/users.service';", 'find(req.params.id)')],
    ['a namespace', FIND, route("import * as users from '../services/users.service';", 'users.find(req.params.id)')],
    [
      'a default import under another name',
      FIND.replace('export', 'export default'),
      route("import lookUp from '../services/users.service';", 'lookUp(req.params.id)'),
    ],
    [
      'an object of functions',
      OBJECT,
      route("const users = require('../services/users.service');", 'users.find(req.params.id)'),
    ],
    [
      'a value of its own',
      FIND,
      route("import { find } from '../services/users.service';", 'find(Number(req.params.id))'),
    ],
    [
      'a controller that destructures',
      FIND,
      {
        'src/controllers/users.ts':
          "import { find } from '../services/users.service'; export const show = async (req, res) => { const { id } = req.params; res.json(await find(id)); };",
      },
    ],
    [
      'a helper that gives the value back',
      FIND,
      route(
        "import { find } from '../services/users.service'; import { requireId } from '../ids';",
        'find(requireId(req.params.id))',
      ),
    ],
    [
      'an instance',
      CLASS,
      route(
        "import { UserService } from '../services/users.service'; const service = new UserService();",
        'service.find(req.params.id)',
      ),
    ],
    [
      'an instance of another file',
      CLASS,
      {
        'src/container.ts':
          "import { UserService } from './services/users.service'; export const users = new UserService();",
        ...route("import { users } from '../container';", 'users.find(req.params.id)'),
      },
    ],
    [
      'a member typed by the class',
      CLASS,
      {
        'src/controllers/users.ts':
          "import { UserService } from '../services/users.service'; export class Users { constructor(private readonly store: UserService) {} show = async (req, res) => { res.json(await this.store.find(req.params.id)); }; }",
      },
    ],
    [
      'a member that goes by its name',
      CLASS,
      {
        'src/controllers/users.js':
          "const { UserService } = require('../services/users.service'); class Users { constructor({ userService }) { this.userService = userService; } async show(req, res) { res.json(await this.userService.find(req.params.id)); } } module.exports = Users;",
      },
    ],
    [
      'a container',
      CLASS,
      route(
        "import { UserService } from '../services/users.service'; const store = container.resolve(UserService);",
        'store.find(req.params.id)',
      ),
    ],
    [
      'an interface of the class',
      TYPED,
      {
        'src/services/finder.ts': 'export interface Finder { execute(id: string): Promise<User> }',
        'src/controllers/users.ts':
          "import type { Finder } from '../services/finder'; export class Users { constructor(private readonly finder: Finder) {} show = async (req, res) => { res.json(await this.finder.execute(req.params.id)); }; }",
      },
    ],
  ])('is found through %s', (_, service, callers) => {
    expect(causeOf(service, callers)).toBe('not-found');
  });

  it.each<[string, string, string, string | null]>([
    [
      'a field of an object it is given',
      'find({ id: req.params.id })',
      `${ERRORS} export async function find({ id }) { const user = await User.findById(id); if (!user) throw createError(400); }`,
      'not-found',
    ],
    [
      'a field read off a parameter',
      'find({ id: req.params.id })',
      `${ERRORS} export async function find(query) { const user = await User.findById(query.id); if (!user) throw createError(400); }`,
      'not-found',
    ],
    [
      'a field of a spread',
      'find({ ...req.body, owner: 1 })',
      `${ERRORS} export async function find({ size }) { if (size > 10) throw createError(400); }`,
      'invalid',
    ],
    [
      'a field beside a spread',
      'find({ ...req.body, id: req.params.id })',
      `${ERRORS} export async function find({ id }) { const user = await User.findById(id); if (!user) throw createError(400); }`,
      'not-found',
    ],
    [
      'what a schema gives back',
      'find(schema.parse(req.body))',
      `${ERRORS} export async function find(data) { if (data.size > 10) throw createError(400); }`,
      'invalid',
    ],
    [
      'the data of a verdict',
      'find(schema.safeParse(req.body).data)',
      `${ERRORS} export async function find(data) { if (data.size > 10) throw createError(400); }`,
      'invalid',
    ],
    [
      'the caller',
      'find(req.user?.id)',
      `${ERRORS} export async function find(userId) { if (!userId) throw createError(400); }`,
      'unauthenticated',
    ],
    [
      'a part of the body that a computed key may hide',
      'find({ [key]: req.params.id })',
      `${ERRORS} export async function find({ id }) { const user = await User.findById(id); if (!user) throw createError(400); }`,
      'weak not-found',
    ],
    [
      'arguments hidden in a spread',
      'find(...args)',
      `${ERRORS} export async function find(id) { const user = await User.findById(id); if (!user) throw createError(400); }`,
      'weak not-found',
    ],
    [
      'no value of the request',
      'find(config.id)',
      `${ERRORS} export async function find(id) { const user = await User.findById(id); if (!user) throw createError(400); }`,
      'weak not-found',
    ],
  ])('may be %s', (_, call, service, cause) => {
    expect(causeOf(service, route("import { find } from '../services/users.service';", call))).toBe(cause);
  });

  it('may be what an object of its own has checked', () => {
    const callers = {
      'src/routes/users.ts': `${ROUTER} import { find } from '../services/users.service'; router.post('/users', async (req, res) => { const [error, dto] = QueryDto.create(req.body); if (error) return res.status(422).json({ error }); res.json(await find(dto)); });`,
    };
    expect(
      causeOf(`${ERRORS} export async function find(data) { if (data.size > 10) throw createError(400); }`, callers),
    ).toBe('invalid');
  });

  it('is not known where callers differ', () => {
    const other = {
      'src/routes/me.ts': `${ROUTER} import { find } from '../services/users.service'; router.get('/me', async (req, res) => { res.json(await find(req.user.id)); });`,
    };
    expect(
      causeOf(FIND, { ...route("import { find } from '../services/users.service';", 'find(req.params.id)'), ...other }),
    ).toBe('weak not-found');
  });

  it('says nothing by a call that leaves it out', () => {
    const service = `${ERRORS} export async function update(id, changes) { if (changes.size && changes.size > 10) throw createError(400); }`;
    const callers = {
      'src/routes/users.ts': `${ROUTER} import { update } from '../services/users.service'; router.put('/users/:id', async (req, res) => { res.json(await update(req.params.id, req.body)); });`,
      'src/services/tokens.ts':
        "import { update } from './users.service'; export const confirm = token => update(token.user, { confirmed: true });",
    };
    expect(causeOf(service, callers)).toBe('invalid');
  });

  it('is not known where the function is handed to somebody else', () => {
    expect(
      causeOf(
        `${FIND} queue.process(find);`,
        route("import { find } from '../services/users.service';", 'find(req.params.id)'),
      ),
    ).toBe('weak not-found');
  });

  it('is read in a file that imports itself in a circle', () => {
    const circular = {
      'src/services/a.ts': "import { find } from './users.service'; export const a = req => find(req.params.id);",
    };
    expect(causeOf(`import { a } from './a'; ${FIND}`, circular)).toBe('not-found');
  });

  it('ends where an object is made of itself', () => {
    expect(
      causeOf(
        `${ERRORS} var settings = { ...settings, size: 1 }; export async function find() { if (settings.limit > 10) throw createError(400); }`,
        {},
      ),
    ).toBe(null);
  });

  it('leaves alone what a secret of the path names', () => {
    expect(
      causeOf(
        `${ERRORS} export async function resetPassword(key) { const one = await Reset.findOne({ key }); if (!one) throw createError(400); }`,
        route("import { resetPassword } from '../services/users.service';", 'resetPassword(req.params.key)'),
      ),
    ).toBe(null);
  });

  it('tells a service by the class around its one method', () => {
    const login = `${ERRORS} export class LoginUserUseCase { async execute({ email, password }) { const user = await this.users.findByEmail(email); if (!user) throw createError(400); } }`;
    expect(causeOf(login, {})).toBe('unauthenticated');
  });
});
