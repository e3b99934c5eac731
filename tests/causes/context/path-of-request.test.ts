import { expect, it } from 'vitest';

import { mayBeOtherPath } from '../../../src/causes/context/path-of-request.ts';
import { ask } from '../reading.ts';

it.each([
  ["if (req.path === '/a') return res.end(); res.status(405).end();", true],
  ["if (req.method === 'POST' && url.pathname === '/a') return work(); res.status(405).end();", true],
  ["if (req.path !== '/a') return work(); res.status(405).end();", false],
  ["if (req.path === '/a') { res.status(405).end(); }", false],
  ["if (req.path !== '/a') { res.status(405).end(); }", true],
  ["const { pathname } = new URL(req.url); if (pathname === '/a') work(); else res.status(405).end();", true],
  ["const path = req.url; if (path === '/a') return work(); res.status(405).end();", true],
  ["if (req.body === '/a') return work(); res.status(405).end();", false],
  ['res.status(405).end();', false],
])('%s: %s', (body, isSo) => {
  const { response, file } = ask(body);
  expect(mayBeOtherPath(response, file)).toBe(isSo);
});
