import { describe, expect, it } from 'vitest';

import { readCause } from '../../src/causes/read-cause.ts';
import { readModel } from '../model/read-model.ts';

/** The cause of the last response of an Express handler with this body, `weak` before it where no rule would speak by it. */
function causeOf(body: string, { path = '/things/:id', method = 'put', name = '' } = {}): string | null {
  const model = readModel(
    `import express from 'express';\nconst app = express();\napp.${method}('${path}', async function ${name}(req, res, next) { ${body} });`,
  );
  const response = model?.responses.at(-1);
  const evidence = model && response ? readCause(response, model) : null;
  return evidence && `${evidence.isStrong ? '' : 'weak '}${evidence.cause}`;
}

describe('what a value is made of', () => {
  it('does not hang on lists of lists', () => {
    const lists = Array.from(
      { length: 12 },
      (_, level) =>
        `const l${level} = [${Array.from({ length: 40 }, () => (level === 0 ? 'size' : `l${level - 1}`)).join(', ')}];`,
    ).join(' ');
    expect(causeOf(`${lists} const doc = await Doc.findOne(l11); if (!doc) return res.status(400).end();`)).toBe(
      'weak not-found',
    );
  }, 5000);
});

describe('what a guard says', () => {
  it.each<[string, string, string | null]>([
    ['no caller', 'if (!req.user) return res.status(400).end();', 'unauthenticated'],
    [
      'no token',
      `const token = req.headers.authorization?.split(' ')[1]; if (!token) return res.status(400).end();`,
      'unauthenticated',
    ],
    [
      'a token that does not verify',
      `try { jwt.verify(req.cookies.token, key); } catch { return res.status(400).end(); }`,
      'unauthenticated',
    ],
    ['a role', `if (req.user.role !== 'admin') return res.status(400).end();`, 'forbidden'],
    [
      'another owner',
      'const post = await Post.findById(req.params.id); if (post.author !== req.user.id) return res.status(400).end();',
      'forbidden',
    ],
    ['a list of roles', 'if (!roles.includes(req.user.role)) return res.status(400).end();', 'forbidden'],
    ['a predicate', 'if (!canEdit(req.user, thing)) return res.status(400).end();', 'forbidden'],
    ['a missing field', 'const { name } = req.body; if (!name) return res.status(400).end();', 'malformed'],
    [
      'several missing fields',
      'const { name, age } = req.body; if (!name || !age) return res.status(400).end();',
      'malformed',
    ],
    ['a type', `if (typeof req.body.name !== 'string') return res.status(400).end();`, 'malformed'],
    [
      'an id that cannot be parsed',
      'if (!mongoose.isValidObjectId(req.params.id)) return res.status(400).end();',
      'malformed',
    ],
    ['a range', 'if (req.body.quantity < 1) return res.status(400).end();', 'invalid'],
    ['a length', 'const { password } = req.body; if (password.length < 8) return res.status(400).end();', 'invalid'],
    ['an enumeration', `if (!['a', 'b'].includes(req.body.kind)) return res.status(400).end();`, 'invalid'],
    ['a pattern', 'if (!pattern.test(req.body.email)) return res.status(400).end();', 'invalid'],
    [
      'a schema over the body',
      'const parsed = schema.safeParse(req.body); if (!parsed.success) return res.status(400).end();',
      'invalid',
    ],
    [
      'a schema over the query',
      'const { error } = schema.validate(req.query); if (error) return res.status(400).end();',
      'malformed',
    ],
    [
      'nothing found by the path',
      'const doc = await Doc.findById(req.params.id); if (!doc) return res.status(400).end();',
      'not-found',
    ],
    [
      'nothing updated by the path',
      'const doc = await Doc.findByIdAndUpdate(req.params.id, req.body); if (doc === null) return res.status(400).end();',
      'not-found',
    ],
    [
      'a login by a call of its own',
      'const account = await auth(req.body.email, req.body.password); if (account === null) return res.status(400).end();',
      'weak unauthenticated',
    ],
    [
      'what a local helper is given',
      'check(req.body.source); function check(source) { if (encodeURIComponent(source) !== source) throw createError(400); }',
      'invalid',
    ],
    [
      'a value that is refused',
      `if (req.body.source.split('/')[1] === '_app') return res.status(400).end();`,
      'invalid',
    ],
    [
      'a value that only chooses what to do',
      `if (req.body.action === 'add') { if (list.full()) { return res.status(400).end(); } }`,
      null,
    ],
    [
      'a missing value does not become an invalid one',
      `if (!req.body.b && req.body.kind === 'x') return res.status(400).end();`,
      null,
    ],
    [
      'a token that has expired',
      'const claims = jwt.verify(req.cookies.token, key); if (claims.exp < Date.now() / 1000) return res.status(400).end();',
      'unauthenticated',
    ],
    [
      'a token that was revoked',
      'const claims = jwt.decode(req.cookies.token); if (claims.jti !== session.jti) return res.status(400).end();',
      'unauthenticated',
    ],
    [
      'a cookie whose signature is wrong',
      'const cookie = req.unsignCookie(req.cookies.session); if (!cookie.valid) return res.status(400).end();',
      'unauthenticated',
    ],
    [
      'a role that no element of a loop has',
      `const roles = await Role.find({ _id: { $in: req.user.roles } }); for (const role of roles) { if (role.name === 'admin') { next(); return; } } return res.status(400).end();`,
      'forbidden',
    ],
    ['an account that is shut out', 'if (req.user.banned) return res.status(400).end();', 'forbidden'],
    [
      'the state of a record',
      `const doc = await Doc.findById(req.params.id); if (doc.isClosed === true) return res.status(400).end();`,
      'weak conflict',
    ],
    [
      'what a check of the body found',
      'const { error } = changeName(req.body.name); if (error) return res.status(400).end();',
      'weak invalid',
    ],
    [
      'the field an update writes, held by another',
      'const user = await User.findOne({ email: req.body.email }); if (user) return res.status(400).end(); await User.update({ id: req.user.id }, { email: req.body.email });',
      'conflict',
    ],
    ['a text alone', `if (flags.odd()) return res.status(400).json({ message: 'Access denied' });`, 'weak forbidden'],
    ['the method', `if (req.method !== 'POST') return res.status(400).end();`, 'method'],
    [
      'a duplicate by its code',
      'try { await Doc.create(req.body); } catch (e) { if (e.code === 11000) return res.status(400).end(); }',
      'conflict',
    ],
    [
      'a catch that looks at nothing',
      'try { await Doc.find(); await Doc.count(); } catch (e) { return res.status(400).end(); }',
      'unexpected',
    ],
    [
      'a callback with an error',
      'Doc.find({}, (err, docs) => { if (err) return res.status(400).end(); });',
      'unexpected',
    ],
    ['another server', `try { await fetch(url); } catch (e) { return res.status(400).end(); }`, 'upstream-error'],
  ])('%s', (_, body, expected) => {
    expect(causeOf(body)).toBe(expected);
  });
});

describe('how evidence combines', () => {
  it.each<[string, string, string | null]>([
    [
      'presence and value in one condition: no rule speaks',
      'const { age } = req.body; if (!age || age < 18) return res.status(400).end();',
      'weak invalid',
    ],
    [
      'a missing caller and a lacking role in one condition are a set, of which the role speaks',
      `if (!req.user || req.user.role !== 'admin') return res.status(400).end();`,
      'forbidden',
    ],
    [
      'the same through optional chaining',
      `if (req.user?.role !== 'admin') return res.status(400).end();`,
      'forbidden',
    ],
    [
      'but not after the caller is known',
      `if (!req.user) return res.sendStatus(401); if (req.user?.role !== 'admin') return res.status(400).end();`,
      'forbidden',
    ],
    [
      'an early return leaves no trace',
      'const doc = await Doc.findById(req.params.id); if (!doc) return res.sendStatus(404); if (!req.body.name) return res.status(400).end();',
      'malformed',
    ],
    [
      'the innermost condition decides',
      'if (req.body.name) { const doc = await Doc.findById(req.params.id); if (!doc) return res.status(400).end(); }',
      'not-found',
    ],
    [
      'a condition that cannot be read ends the search',
      'const doc = await Doc.findById(req.params.id); if (!doc) { if (flags.strict()) return res.status(400).end(); }',
      null,
    ],
    [
      'an else is the opposite',
      'const doc = await Doc.findById(req.params.id); if (doc) { res.json(doc); } else { res.status(400).end(); }',
      'not-found',
    ],
    [
      'falling past a success is the opposite too',
      'const doc = await Doc.findById(req.params.id); if (doc) return res.json(doc); res.status(400).end();',
      'not-found',
    ],
    [
      'a catch whose error is read on this path is not undifferentiated',
      `try { await Doc.find(); } catch (e) { if (e.name === 'X') return res.status(400).end(); }`,
      null,
    ],
    [
      'what is left over after the error was read is',
      `try { await Doc.find(); } catch (e) { if (e.name === 'X') return; return res.status(400).end(); }`,
      'unexpected',
    ],
    [
      'verification and a lookup in one try: whichever failed, it was not the request',
      'try { const claims = jwt.verify(req.cookies.token, key); await User.findById(claims.id); } catch { return res.status(400).end(); }',
      'unexpected',
    ],
    [
      'a guard around it outranks what an exit let pass',
      'const doc = await Doc.findById(req.params.id); if (doc.parts.length > 0) return res.sendStatus(409); const other = await Doc.findOne({ user: req.user.id }); if (other) return res.status(400).end();',
      null,
    ],
    [
      'in what form to answer says nothing',
      `const doc = await Doc.findById(req.params.id); if (!doc) { if (req.accepts('html')) { res.render('missing'); } else { return res.status(400).end(); } }`,
      'not-found',
    ],
    [
      'nor does a flag of the request for it',
      'const doc = await Doc.findById(req.params.id); if (!doc) { if (req.isHTML) return res.status(404).render(); else return res.status(400).end(); }',
      'not-found',
    ],
  ])('%s', (_, body, expected) => {
    expect(causeOf(body)).toBe(expected);
  });

  it('reads a failed password as unauthenticated at login only', () => {
    const body =
      'const user = await User.findOne({ email: req.body.email }); if (!(await bcrypt.compare(req.body.password, user.password))) return res.status(400).end();';
    expect(causeOf(body, { path: '/login', method: 'post', name: 'login' })).toBe('unauthenticated');
    expect(causeOf(body, { path: '/password', method: 'put', name: 'changePassword' })).toBe('weak unauthenticated');
  });

  it('reads what exists as a duplicate where a handler creates', () => {
    const body = 'const user = await User.findOne({ email: req.body.email }); if (user) return res.status(400).end();';
    expect(causeOf(body, { path: '/register', method: 'post', name: 'register' })).toBe('conflict');
    expect(causeOf(body, { path: '/things', method: 'get', name: 'show' })).not.toBe('conflict');
  });

  it('keeps to the request it belongs to: reset tokens in the path are no resources', () => {
    expect(
      causeOf(
        'const user = await User.findOne({ resetToken: req.params.token }); if (!user) return res.status(400).end();',
        { path: '/reset/:token', method: 'post' },
      ),
    ).toBe(null);
  });
});
