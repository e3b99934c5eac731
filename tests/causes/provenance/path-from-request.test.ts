import { expect, it } from 'vitest';

import { pathFromRequest } from '../../../src/causes/provenance/path-from-request.ts';
import { ask } from '../reading.ts';

it.each([
  ['req', '', ''],
  ['req.headers.host', '', 'headers host'],
  ["req.get('Host')", '', 'headers host'],
  ["req.header('X-A')", '', 'headers x-a'],
  ['name', 'const { host: name } = req.headers;', 'headers host'],
  ['headers.host', 'const { headers } = req;', 'headers host'],
  ['req.body[key]', '', 'body []'],
  ['one.two', 'const one = req.query;', 'query two'],
  ['other.host', '', null],
  ['req.get(name)', '', null],
  ["app.get('Host')", '', null],
])('%s after "%s": %s', (text, before, path) => {
  const { node, provenances } = ask(`${before} const x = use(${text}); res.end();`);
  const call = node(`use(${text})`);
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error(call.type);
  expect(pathFromRequest(call.arguments[0], provenances)?.join(' ') ?? null).toBe(path);
});
