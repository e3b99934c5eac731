import { expect, it } from 'vitest';

import { isDeed, provenanceOfBody } from '../../../src/causes/provenance/bodies.ts';
import { namedProvenance } from '../../../src/causes/provenance/calls.ts';
import { UNKNOWN } from '../../../src/causes/provenance/kinds.ts';
import { ask } from '../reading.ts';

function read(call: string, head: string): string {
  const { node, provenances, file } = ask(`const x = ${call}; res.status(400).end();`, { head });
  const found = node(call);
  if (found.type !== 'CallExpression') throw new Error(found.type);
  const callee = provenances.callees.of(found, file);
  if (callee.is !== 'in-sight') throw new Error(callee.is);
  const one = provenanceOfBody(found, namedProvenance(found, 0, provenances), callee.body, provenances);
  return `${one.is}${'by' in one ? ` by ${[...one.by].join(' ')}` : ''}${'ofCredential' in one && !one.ofCredential ? ' of another' : ''}${'isList' in one && one.isList ? ' (list)' : ''}`;
}

it.each([
  [
    'a name that is true',
    'findOne(req.params.id)',
    'function findOne(id) { return db.select(id); }',
    'lookup by param',
  ],
  ['a name that is not', 'findOne(req.params.id)', 'function findOne(id) { return id + 1; }', 'param'],
  ['a name that may be', 'findOne(req.params.id)', 'function findOne(id) { return other(id); }', 'lookup by param'],
  ['no name', 'go(req.params.id)', 'function go(id) { return User.findOne(id); }', 'lookup by param'],
  [
    'one record of a list',
    'findAll(req.params.id)',
    'function findAll(id) { return User.findOne(id); }',
    'lookup by param',
  ],
  [
    'another deed',
    'findOne(req.params.id)',
    'function findOne(id) { return bcrypt.compare(id, hash); }',
    'password-check',
  ],
  [
    'two deeds',
    'go(1)',
    'function go(id) { if (id) return User.findOne(id); return bcrypt.compare(a, hash); }',
    'unknown',
  ],
  [
    'nothing or a record',
    'go(1)',
    'function go(id) { if (id) return undefined; return User.findOne(id); }',
    'lookup by ',
  ],
  [
    'a copy or a record',
    'go(1)',
    'function go(id) { if (id) return JSON.parse(id); return User.findOne(id); }',
    'lookup by ',
  ],
  [
    'a password by its argument',
    'comparePassword(req.body.password)',
    'function comparePassword(a) { return a === 1; }',
    'password-check',
  ],
  ['a permission of the caller', 'isAdmin(req.user)', 'function isAdmin(a) { return a.size; }', 'permission-check'],
  ['no permission', 'isAdmin(thing)', 'function isAdmin(a) { return a.size; }', 'unknown'],
  ['a permission it reads', 'isAdmin(thing)', 'function isAdmin(a) { return a.size && a.role; }', 'permission-check'],
  ['a credential', 'go(req.cookies.token)', 'function go(a) { return jwt.verify(a, k); }', 'verified'],
])('%s', (_, call, head, said) => {
  expect(read(call, head)).toBe(said);
});

it('tells deeds from values', () => {
  expect(isDeed({ is: 'password-check', attribute: null })).toBe(true);
  expect(isDeed({ is: 'body', name: null })).toBe(false);
  expect(isDeed(UNKNOWN)).toBe(false);
});
