import { expect, it } from 'vitest';

import { readOwnAddress } from '../../../src/causes/outcomes/redirect-target.ts';
import { ask } from '../reading.ts';

it.each([
  ["'https://' + req.headers.host + req.url", '', 'scheme'],
  ['`https://${req.hostname}${req.originalUrl}`', '', 'scheme'],
  ["'https://www.a.org' + req.url", '', 'host'],
  ["req.protocol + '://www.a.org' + req.url", '', 'host'],
  ["req.path + '/'", '', 'slash'],
  ['req.path.slice(0, -1)', '', 'slash'],
  ['req.url', '', 'other'],
  ['base + req.url', '', 'other'],
  ["'/login?next=' + req.url", '', null],
  ['req.query.url', '', null],
  ["'/x'", '', null],
  ['target', "const target = 'https://' + req.headers.host + req.url;", 'scheme'],
  ['`https://${host}${req.url}`', 'const { host } = req.headers;', 'scheme'],
  ['`https://${host}${req.url}`', 'const { host } = other;', 'other'],
])('%s after "%s": %s', (target, before, address) => {
  const { node, provenances } = ask(`${before} use(${target}); res.end();`);
  const call = node(`use(${target})`);
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error(call.type);
  expect(readOwnAddress(call.arguments[0], provenances)).toBe(address);
});
