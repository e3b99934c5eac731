import { expect, it } from 'vitest';

import { goesOn, letsOnlyKnownPass } from '../../../src/causes/context/gatekeeper.ts';
import { frameOf } from '../../../src/model/definitions/frame.ts';
import { EXPRESS, present } from '../../read-code.ts';
import { askFile } from '../reading.ts';

/** What is read of the middleware that a file uses for `/x`. */
function read(above: string, used: string): boolean | null {
  const { model, provenances } = askFile(`${EXPRESS}${above}\napp.get('/x', ${used}, (req, res) => res.end());`);
  const { file, definitions } = model;
  const call = present(file.calls.find(one => file.text(one).startsWith("app.get('/x'")));
  const locator = definitions?.locator ?? null;
  const given = present(call.arguments[1]);
  const located = locator?.locate(given, frameOf(file)) ?? { node: given, frame: frameOf(file) };
  return letsOnlyKnownPass(located, provenances, locator);
}

it.each<[string, string, string, boolean | null]>([
  [
    'that refuses',
    'function gate(req, res, next) { if (!req.user) return res.status(401).end(); next(); }',
    'gate',
    true,
  ],
  ['that throws', 'function gate(req, res, next) { if (!req.user) throw new Unauthorized(); next(); }', 'gate', true],
  [
    'that refuses by another status',
    'function gate(req, res, next) { if (req.user == null) return res.status(400).end(); next(); }',
    'gate',
    true,
  ],
  [
    'that refuses in a helper',
    'function deny(req, res) { res.status(401).end(); } function gate(req, res, next) { if (!req.user) deny(req, res); else next(); }',
    'gate',
    true,
  ],
  [
    'that goes on',
    'function gate(req, res, next) { if (!req.user) return next(); if (bad) return res.status(401).end(); next(); }',
    'gate',
    false,
  ],
  [
    'that forgets a failure',
    'function gate(req, res, next) { try { verify(req); } catch {} if (!req.user) return res.status(401).end(); next(); }',
    'gate',
    false,
  ],
  [
    'that asks for something else',
    'function gate(req, res, next) { if (!req.body) return res.status(400).end(); next(); }',
    'gate',
    false,
  ],
  [
    'that goes on for who is known',
    'function gate(req, res, next) { if (req.user != null) return res.status(400).end(); next(); }',
    'gate',
    false,
  ],
  [
    'of a factory',
    'function gate(role) { return (req, res, next) => { if (!req.user) return res.status(401).end(); next(); }; }',
    "gate('a')",
    true,
  ],
  [
    'in a wrapper',
    'const gate = (req, res, next) => { if (!req.user) return res.status(401).end(); next(); };',
    'wrap(gate)',
    true,
  ],
  ['out of sight', '', 'gate', null],
  ['of a factory out of sight', '', 'gate()', null],
])('middleware %s', (_, above, used, isSo) => {
  expect(read(above, used)).toBe(isSo);
});

it.each([
  ['next()', true],
  ['done()', true],
  ['next(error)', false],
  ['work()', false],
])('%s goes on: %s', (call, isSo) => {
  const { node, file } = askFile(`${EXPRESS}app.use((req, res, next) => { ${call}; res.end(); });`);
  expect(goesOn(node(call), file)).toBe(isSo);
});
