import { expect, it } from 'vitest';

import {
  memberOf,
  requestPartOf,
  UNKNOWN,
  type Provenance,
  type RequestPart,
} from '../../../src/causes/provenance/kinds.ts';
import { ask } from '../reading.ts';

const { node } = ask(
  "const x = await Invoice.findOne({}); const y = client.query('a'); const z = schema.parse(req.body); res.end();",
);
const lookup = (call: string): Provenance => ({
  is: 'lookup',
  by: new Set(),
  isList: true,
  attribute: null,
  call: node(call),
});
const error: Provenance = { is: 'error', from: ask('res.end();').file.functions[0] as never, attribute: null };
const verdict = (over: readonly RequestPart[]): Provenance => ({
  is: 'verdict',
  over: new Set(over),
  attribute: null,
  call: node('schema.parse(req.body)'),
});

it.each<[string, Provenance, string, object]>([
  ['the body', { is: 'request' }, 'body', { is: 'body', name: null }],
  ['the query of Fastify', { is: 'request' }, 'querystring', { is: 'query', name: null }],
  ['the raw request', { is: 'request' }, 'raw', { is: 'request' }],
  ['the caller', { is: 'request' }, 'currentUser', { is: 'principal', attribute: null }],
  ['a token', { is: 'request' }, 'token', { is: 'credential', name: 'token' }],
  ['something of the request', { is: 'request' }, 'colour', UNKNOWN],
  ['a field', { is: 'body', name: null }, 'name', { is: 'body', name: 'name' }],
  ['a part of a field', { is: 'body', name: 'name' }, 'first', { is: 'body', name: 'name' }],
  ['the caller kept in the body', { is: 'body', name: null }, 'currentUser', UNKNOWN],
  ['the query has no such', { is: 'query', name: null }, 'currentUser', { is: 'query', name: 'currentUser' }],
  ['a header', { is: 'header', name: null }, 'host', { is: 'header', name: 'host' }],
  ['a header with a key', { is: 'header', name: null }, 'x-api-key', { is: 'credential', name: 'x-api-key' }],
  ['a header with another token', { is: 'header', name: null }, 'x-csrf-token', { is: 'header', name: 'x-csrf-token' }],
  [
    'a session beside a cookie',
    { is: 'credential', name: 'cookies' },
    'session_token',
    { is: 'credential', name: 'session_token' },
  ],
  [
    'a state beside a credential',
    { is: 'credential', name: 'cookies' },
    'auth_state',
    { is: 'header', name: 'auth_state' },
  ],
  ['a part of a credential', { is: 'credential', name: 'token' }, 'length', { is: 'credential', name: 'token' }],
  ['an attribute', { is: 'principal', attribute: null }, 'role', { is: 'principal', attribute: 'role' }],
  ['a claim', { is: 'verified', attribute: null, ofCredential: true }, 'sub', { is: 'verified', attribute: 'sub' }],
  ['the first of a list', lookup('Invoice.findOne({})'), '0', { is: 'lookup', isList: false, attribute: null }],
  ['a field of one record', lookup('Invoice.findOne({})'), 'result', { is: 'lookup', attribute: 'result' }],
  ['what a query gave', lookup("client.query('a')"), 'result', { is: 'lookup', attribute: null }],
  ['rows', lookup("client.query('a')"), 'rows', { is: 'lookup', attribute: null }],
  ['a field of an error', error, 'code', { is: 'error', attribute: 'code' }],
  ['the data of a verdict', verdict(['body']), 'name', { is: 'body', name: 'name' }],
  ['what a verdict says', verdict(['body']), 'error', { is: 'verdict', attribute: 'error' }],
  ['a part of several', verdict(['body', 'query']), 'query', { is: 'query', name: null }],
  ['a member of several', verdict(['body', 'query']), 'name', { is: 'verdict', attribute: 'name' }],
  ['a member of something', UNKNOWN, 'name', UNKNOWN],
  ['a member of a constant', { is: 'constant' }, 'name', UNKNOWN],
])('%s', (_, container, name, found) => {
  expect(memberOf(container, name)).toMatchObject(found);
});

it('keeps the innermost attribute of what a driver says of a write', () => {
  const written = (attribute: string | null): Provenance => ({
    is: 'written',
    by: new Set(),
    name: 'x',
    attribute,
    call: node("client.query('a')"),
  });
  expect(memberOf(written(null), 'result')).toMatchObject({ attribute: 'result' });
  expect(memberOf(written('result'), 'n')).toMatchObject({ attribute: 'n' });
  expect(memberOf(written('count'), 'n')).toMatchObject({ attribute: 'count' });
});

it('has members of members of an error in one path', () => {
  expect(memberOf(memberOf(error, 'response'), 'status')).toMatchObject({ attribute: 'response.status' });
});

it.each<[Provenance, RequestPart | null]>([
  [{ is: 'body', name: null }, 'body'],
  [{ is: 'param', name: 'id' }, 'param'],
  [{ is: 'file', name: null }, 'body'],
  [{ is: 'verified', attribute: null, ofCredential: false }, 'principal'],
  [{ is: 'credential', name: 'token' }, 'credential'],
  [{ is: 'request' }, null],
  [{ is: 'method' }, null],
  [{ is: 'constant' }, null],
  [UNKNOWN, null],
])('the part of %j is %s', (one, part) => {
  expect(requestPartOf(one)).toBe(part);
});
