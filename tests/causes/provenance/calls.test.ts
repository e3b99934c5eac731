import { expect, it } from 'vitest';

import { callProvenance, namedProvenance } from '../../../src/causes/provenance/calls.ts';
import { ask } from '../reading.ts';

/** What a call is by its name, and what it is by all that is in sight. */
function read(call: string, head = ''): readonly [string, string] {
  const { node, provenances } = ask(`const x = await ${call}; res.status(400).end();`, { head });
  const found = node(call);
  if (found.type !== 'CallExpression') throw new Error(found.type);
  return [namedProvenance(found, 0, provenances).is, callProvenance(found, 0, provenances).is];
}

it.each([
  ['User.findById(1)', '', 'lookup', 'lookup'],
  ['findById(1)', 'function findById(id) { return id + 1; }', 'lookup', 'unknown'],
  ['findById(1)', 'function findById(id) { return db.select(id); }', 'lookup', 'lookup'],
  ['findById(1)', "import { findById } from 'lodash';", 'lookup', 'unknown'],
  ['work(1)', 'function work(id) { return User.findOne(id); }', 'unknown', 'lookup'],
  ['table.get(1)', 'const table = new Map();', 'lookup', 'lookup'],
  ['compare(a, b)', '', 'password-check', 'unknown'],
  ['compare(password, b)', '', 'password-check', 'password-check'],
  ['compare(a, b)', "import { compare } from 'bcrypt';", 'password-check', 'password-check'],
  ['verify(a, b)', '', 'verified', 'verified'],
  ['verify(req.cookies.token, b)', '', 'verified', 'verified'],
  ['verify(user.password, b)', '', 'password-check', 'password-check'],
  ['signIn(req.body.email, req.body.password)', '', 'password-check', 'password-check'],
  ['signIn(req.body.email)', '', 'unknown', 'unknown'],
  ['isAdmin(req.user)', '', 'permission-check', 'permission-check'],
  ['isAdmin(thing)', 'function isAdmin(one) { return one.size > 3; }', 'permission-check', 'unknown'],
  ['isAdmin(thing)', 'function isAdmin(one) { return one.role === 1; }', 'permission-check', 'permission-check'],
  ['isEmailTaken(req.body.email)', '', 'lookup', 'lookup'],
  ['axios.get(url)', '', 'upstream', 'upstream'],
  ["api.get('/x')", "import axios from 'axios'; const api = axios.create({});", 'upstream', 'upstream'],
  ['https.get(url)', "import https from 'node:https';", 'upstream', 'upstream'],
  ['request(url)', 'const { request } = options;', 'unknown', 'unknown'],
  ['request(url)', "const request = require('request');", 'upstream', 'upstream'],
  ['container.get(UserService)', '', 'unknown', 'unknown'],
  ['schema.validate(req.body)', '', 'verdict', 'verdict'],
  ['thing.validate(req.body)', '', 'unknown', 'unknown'],
  ['schema.validate(other)', '', 'unknown', 'unknown'],
  ['check(req.body)', "import Ajv from 'ajv'; const check = new Ajv().compile({});", 'verdict', 'verdict'],
  ['getTokenFromRequest(req)', '', 'credential', 'credential'],
  ['getUserForToken(req.cookies.token)', '', 'lookup', 'lookup'],
  ['EventFactory.create(req.body)', '', 'unknown', 'unknown'],
  ['Event.create(req.body)', '', 'written', 'written'],
  ['toObjectId(req.params.id)', '', 'param', 'param'],
])('%s with "%s"', (call, head, named, found) => {
  expect(read(call, head)).toEqual([named, found]);
});
