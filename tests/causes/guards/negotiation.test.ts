import { expect, it } from 'vitest';

import { readNegotiation } from '../../../src/causes/guards/negotiation.ts';
import { ask, askIf, say } from '../reading.ts';

function negotiate(test: string, before = ''): string {
  const { guard, context } = askIf(test, before);
  return say(readNegotiation(guard, context));
}

it.each([
  ["!req.is('json')", 'unsupported-media'],
  ["req.is('json') === false", 'unsupported-media'],
  ["req.is('json')", 'neutral'],
  ["!req.accepts('json')", 'not-acceptable'],
  ['!req.accepts()', 'nothing'],
  ["!req.accepts().type(['json'])", 'not-acceptable'],
  ["!req.headers['content-type'].includes('json')", 'unsupported-media'],
  ["req.headers['content-type'] !== 'application/json'", 'unsupported-media'],
  ["req.headers['content-type'] === 'application/json'", 'neutral'],
  ["!req.headers['if-match']", 'precondition-required'],
  ["req.headers['if-match'] == null", 'precondition-required'],
  ["req.headers['if-match'] === undefined", 'precondition-required'],
  ["req.headers['if-match'] !== etag", 'precondition-failed'],
  ["!req.headers['if-match'].includes(etag)", 'precondition-failed'],
  ["req.headers['content-length'] > 10", 'too-large'],
  ["req.headers['content-length'] < 10", 'neutral'],
  ['req.file.truncated', 'too-large'],
  ['!req.file.truncated', 'neutral'],
  ['req.range(10) === -1', 'unsatisfiable-range'],
  ['req.range(10) === -2', 'nothing'],
  ["!req.headers['x-match']", 'nothing'],
  ["req.body.kind !== 'a'", 'nothing'],
])('%s', (test, said) => {
  expect(negotiate(test)).toBe(said);
});

it('leaves a stored version to conflicts', () => {
  expect(
    negotiate("req.headers['if-match'] !== post.version", 'const post = await Post.findById(req.params.id);'),
  ).toBe('nothing');
});

it('says nothing of what was left behind, nor of the other form of an answer', () => {
  const left = ask("if (req.is('json')) return res.end(); res.status(400).end();");
  expect(say(readNegotiation(left.guard, left.context))).toBe('neutral');
  const other = ask("if (req.accepts('html')) res.end(); else res.status(400).end();");
  expect(say(readNegotiation(other.guard, other.context))).toBe('neutral');
});
