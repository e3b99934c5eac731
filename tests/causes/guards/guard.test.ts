import { describe, expect, it } from 'vitest';

import { readGuard } from '../../../src/causes/guards/guard.ts';
import { ask, askIf, say } from '../reading.ts';

function read(test: string, before = '', route = {}): string {
  const { guard, context } = askIf(test, before, route);
  return say(readGuard(guard, context));
}

it.each([
  ['a field that is missing', '!req.body.name', 'malformed!'],
  ['a field that is null', 'req.body.name == null', 'malformed!'],
  ['a field that is not', 'req.body.name != null', 'neutral'],
  ['a field that is undefined', 'req.body.name === undefined', 'malformed!'],
  ['a field that is false', 'req.body.name === false', 'malformed!'],
  ['a field that is true', 'req.body.name === true', 'neutral'],
  ['an empty field', "req.body.name === ''", 'malformed!'],
  ['a field of another type', "typeof req.body.name !== 'string'", 'malformed!'],
  ['a field of that type', "typeof req.body.name === 'string'", 'neutral'],
  ['the type of a path parameter', "typeof req.params.id !== 'string'", 'weak malformed'],
  ['the type of something else', "typeof config.id !== 'string'", 'neutral'],
  ['a table without a name', '!(req.body.name in tables)', 'neutral'],
  ['a helper for null', 'isNil(req.body.name)', 'malformed!'],
  ['an empty list', 'req.body.tags.length === 0', 'malformed!'],
  ['a list without length', '!req.body.tags.length', 'malformed!'],
  ['less than one', 'req.body.tags.length < 1', 'malformed!'],
  ['more than none', 'req.body.tags.length > 0', 'neutral'],
  ['zero on the left', '0 === req.body.tags.length', 'malformed!'],
  ['two values that nobody knows', 'a === b', 'mixed'],
  ['a sum', 'a + b', 'neutral'],
  ['another method', "req.method !== 'POST'", 'method'],
  ['a form of the answer', "!req.accepts('html')", 'not-acceptable'],
  ['xhr', 'req.xhr', 'neutral'],
  ['a member of a library', "err.errors[0].keyword === 'required'", 'malformed by validator'],
])('%s: %s', (_, test, said) => {
  expect(read(test)).toBe(said);
});

it.each([
  ['a variable that holds a test', 'const isAdmin = req.user.role === "admin";', '!isAdmin', 'forbidden'],
  ['a variable that holds a negation', 'const isGone = !req.body.name;', 'isGone', 'malformed!'],
  ['a variable that holds itself', 'var open = !open;', 'open', 'mixed'],
  ['a verdict kept', 'const ok = validateEmail(req.body.email);', '!ok', 'invalid'],
  ['a member of a verdict', 'const verdict = validatePassword(req.body.phrase);', '!verdict.isValid', 'invalid'],
  [
    'ids of objects',
    'const post = await Post.findById(req.params.id);',
    '!post.author.equals(req.user.id)',
    'forbidden',
  ],
  ['a count of none', 'const n = await Post.countDocuments({ id: req.params.id });', 'n === 0', 'not-found!'],
  [
    'nothing affected',
    'const done = await Post.updateOne({ id: req.params.id }, x);',
    'done.matchedCount === 0',
    'not-found!',
  ],
  [
    'nothing modified',
    'const done = await Post.updateOne({ id: req.params.id }, x);',
    'done.nModified === 0',
    'weak not-found',
  ],
])('%s: %s %s', (_, before, test, said) => {
  expect(read(test, before)).toBe(said);
});

describe('a switch', () => {
  const inDefault = (discriminant: string): string => {
    const { guard, context } = ask(
      `switch (${discriminant}) { case 'a': break; default: return res.status(400).end(); }`,
    );
    return say(readGuard(guard, context));
  };
  it.each([
    ['req.method', 'method'],
    ['req.body.kind', 'invalid'],
    ['req.body.action', 'invalid +400'],
    ['req.body.kind ?? config.kind', 'mixed'],
    ['config.kind', 'mixed'],
  ])('over %s in its default', (discriminant, said) => {
    expect(inDefault(discriminant)).toBe(said);
  });
});
