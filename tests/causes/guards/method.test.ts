import { expect, it } from 'vitest';

import { readMethod } from '../../../src/causes/guards/method.ts';
import { ask, askIf, say } from '../reading.ts';

it.each([
  ['the method alone', "req.method !== 'POST'", '', 'method'],
  ['two methods', "req.method !== 'POST' && req.method !== 'PUT'", '', 'method'],
  ['beside another test', "req.method !== 'POST' && locked", '', 'mixed'],
  ['a check of forged requests', "req.method !== 'POST'", 'csrf', 'mixed'],
  ['a demo', "req.method !== 'GET'", 'demoOnly', 'mixed'],
])('%s', (_, test, name, said) => {
  const { guard, context } = askIf(test, '', { name });
  expect(say(readMethod(guard.test, 'req.method', context))).toBe(said);
});

it('may be another path as well', () => {
  const { node, context } = ask(
    "if (req.method === 'POST' && req.path === '/notes') return res.end(); if (req.method !== 'GET') return res.status(400).end();",
  );
  expect(say(readMethod(node("req.method !== 'GET'"), 'req.method', context))).toBe('mixed');
});
