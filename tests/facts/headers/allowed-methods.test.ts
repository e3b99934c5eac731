import { expect, it } from 'vitest';

import { findAllowedMethods, registrationsAt } from '../../../src/facts/headers/allowed-methods.ts';
import { EXPRESS, express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  [
    `${EXPRESS}app.get('/x', show); app.post('/x', add); app.all('/x', (req, res) => res.status(405).end());`,
    'GET POST',
  ],
  [`${EXPRESS}app.get('/x', show); app.post('/y', add); app.all('/x', (req, res) => res.status(405).end());`, 'GET'],
  [express("if (req.method !== 'POST') return res.status(405).end();", { on: 'ALL /x' }), 'POST'],
  [
    express("if ('POST' !== req.method && req.method !== 'PUT') return res.status(405).end();", { on: 'ALL /x' }),
    'POST PUT',
  ],
  [
    express("switch (req.method) { case 'GET': return show(); default: res.status(405).end(); }", { on: 'ALL /x' }),
    'GET',
  ],
  [express('res.status(405).end();', { on: 'ALL /x' }), ''],
])('%s', (code, methods) => {
  const model = readCode(code);
  expect([...findAllowedMethods(lastResponse(model), model)].sort().join(' ')).toBe(methods);
});

it('has the registrations of a path', () => {
  const model = readCode(`${EXPRESS}app.get('/x', show); app.post('/x', add); app.get('/y', show);`);
  expect(registrationsAt('/x', model).map(({ method }) => method)).toEqual(['GET', 'POST']);
  expect(registrationsAt('/z', model)).toEqual([]);
});
