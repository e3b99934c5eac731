import { expect, it } from 'vitest';

import { writesBefore } from '../../../src/causes/outcomes/writes.ts';
import { ask } from '../reading.ts';

/** What was written before the last response, in a few words. */
function written(body: string, saysItCreates = true, head = ''): string {
  const { response, file, provenances } = ask(`${body} res.json({});`, { on: 'POST /x', head });
  const { creates, changes, mayCreate, isOpaque } = writesBefore(response, file, provenances, saysItCreates);
  return Object.entries({ creates, changes, mayCreate, isOpaque })
    .filter(([, isSo]) => isSo)
    .map(([name]) => name)
    .join(' ');
}

it.each([
  ['await User.create(req.body);', 'creates'],
  ['if (a) await User.create(req.body);', 'mayCreate'],
  ['a && (await User.create(req.body));', 'mayCreate'],
  ['try { await User.create(req.body); } catch (e) { return; }', 'creates'],
  ['const user = new User(req.body); await user.save();', 'creates'],
  ['const user = await User.findById(1); await user.save();', 'changes'],
  ['const user = await User.findById(1); user.tags.push(1); await user.save();', 'changes mayCreate'],
  ['await repository.save(user);', 'mayCreate'],
  ['await User.upsert(req.body);', 'mayCreate'],
  ["await db('users').insert(req.body).onConflict('id').merge();", 'mayCreate'],
  ['await User.updateOne({ id: 1 }, { upsert: true });', 'mayCreate'],
  ['await User.updateOne({ id: 1 }, { a: 1 });', 'changes'],
  ['await User.updateOne({ id: 1 }, { $push: { a: 1 } });', 'changes mayCreate'],
  ['await User.deleteOne({ id: 1 });', 'changes'],
  ["await pool.query('INSERT INTO users VALUES (1)');", 'creates'],
  ["await pool.query('INSERT INTO users VALUES (1) ON CONFLICT DO NOTHING');", 'mayCreate'],
  ["await pool.query('UPDATE users SET a = 1');", 'changes'],
  ["await pool.query('SELECT 1');", ''],
  ['await pool.query(sql);', 'isOpaque'],
  ['createHash(req.body.a);', ''],
  ['const one = UserDto.create(req.body);', ''],
  ['await createUserUseCase.execute(req.body);', 'creates'],
  ['await work(req.body);', 'isOpaque'],
  ['await sendMail(req.body);', ''],
  ['await addUser(req.body);', 'creates'],
  ['await saveUser(req.params.id, req.body);', 'isOpaque'],
  ['await beginSignUp(req.body);', 'isOpaque'],
  ['await seedAll();', 'isOpaque'],
  ['await auditLog.create(req.body);', ''],
  ['send(res, req.body);', ''],
  ['const user = await find(1); await put(user.id, req.body);', 'creates'],
])('%s: %s', (body, said) => {
  expect(written(body)).toBe(said);
});

it.each([
  ['async function createUser(a) { return a + 1; }', ''],
  ['async function createUser(a) { return db.insert(a); }', 'creates'],
  ['async function createUser(a) { return db.update(a); }', 'changes mayCreate'],
  ['async function createUser(a) { const old = await db.find(a); if (!old) await db.insert(a); }', 'mayCreate'],
  ['async function createUser(a) { return db.upsert(a); }', 'mayCreate'],
  ['async function createUser(a) { try { return await db.insert(a); } catch { return db.find(a); } }', 'mayCreate'],
  ['async function createUser(a) { try { return await db.insert(a); } catch (e) { log(e); throw e; } }', 'creates'],
])('a body says more than a name: %s', (head, said) => {
  expect(written('await createUser(req.body);', true, head)).toBe(said);
});

it('believes what adds only where the handler creates', () => {
  expect(written('await addUser(req.body);', false)).toBe('isOpaque');
});

it('gives what was made on the way to the response, and nothing of another branch', () => {
  const { response, file, provenances } = ask(
    'if (a) { await User.create(1); return; } else if (b) { await User.create(2); } else { await User.create(3); res.json({}); }',
    { on: 'POST /x' },
  );
  const { made, mayCreate } = writesBefore(response, file, provenances, true);
  expect(made.map(file.text)).toEqual(['User.create(3)']);
  expect(mayCreate).toBe(false);
});

it('gives what was made', () => {
  const { response, file, provenances } = ask('await User.create(req.body); res.json({}); await User.create(2);', {
    on: 'POST /x',
  });
  expect(writesBefore(response, file, provenances, true).made.map(file.text)).toEqual(['User.create(req.body)']);
});
