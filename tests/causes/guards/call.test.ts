import { expect, it } from 'vitest';

import { readAnswerOfCall, readMembership } from '../../../src/causes/guards/call.ts';
import { ask, askIf, say } from '../reading.ts';

function call(test: string, before = ''): string {
  const { guard, context } = askIf(test, before);
  if (guard.test.type !== 'CallExpression') throw new Error('no call');
  return say(readAnswerOfCall(guard.test, guard.holds, guard.test, context));
}

it.each([
  ['an id that cannot be parsed', '!mongoose.isValidObjectId(req.params.id)', 'malformed! +403,404 -422'],
  ['an id of the query', '!isUUID(req.query.id)', 'malformed!'],
  ['an id of the body', '!isUUID(req.body.id)', 'mixed'],
  ['an id that can', 'isUUID(req.params.id)', 'neutral'],
  ['no number in the path', 'isNaN(req.params.id)', 'malformed! +404 -422'],
  ['a number', '!isNaN(req.params.id)', 'neutral'],
  ['no integer in the body', '!Number.isInteger(req.body.size)', 'malformed!'],
  ['no integer of something', '!Number.isInteger(size)', 'weak malformed'],
  ['nothing to check', 'isNaN()', 'mixed'],
  ['an email', '!validator.isEmail(req.body.email)', 'invalid'],
  ['an email that is one', 'validator.isEmail(req.body.email)', 'neutral'],
  ['a format of the query', '!isSlug(req.query.name)', 'malformed!'],
  ['a format of something', '!isSlug(name)', 'nothing'],
  ['a format of a token', '!isSlug(req.body.token)', 'mixed'],
  ['the whole body', '!validateBody(req.body)', 'invalid -409 by validator'],
  ['the whole body by a function', '!validateThing(req.body)', 'weak invalid'],
  ['a pattern', '!/^a/.test(req.body.name)', 'invalid'],
  ['a pattern of digits', '!/^\\d+$/.test(req.body.size)', 'invalid +400'],
  ['a match', '!req.body.name.match(/^a/)', 'invalid'],
  ['a cron expression', '!cron.validate(req.body.schedule)', 'invalid'],
  ['a beginning of the body', "!req.body.url.startsWith('https:')", 'invalid'],
  ['a beginning of the query', "!req.query.url.startsWith('https:')", 'malformed!'],
  ['a beginning of a token', "!req.body.token.startsWith('a')", 'mixed'],
  ['a beginning of something', "!url.startsWith('https:')", 'nothing'],
  ['no right', "defineFor(req.user).cannot('delete', post)", 'forbidden ~400,409,422'],
  ['what may be none, by its name', "ability.cannot('delete', post)", 'weak forbidden ~400,409,422'],
  ['a right', "!ability.cannot('delete', post)", 'neutral'],
  ['nobody', 'req.isUnauthenticated()', 'unauthenticated'],
  ['a media type', "!req.is('json')", 'mixed'],
  ['anything else', '!work(req.body.name)', 'nothing'],
])('%s: %s', (_, test, said) => {
  expect(call(test)).toBe(said);
});

it.each([
  [
    'errors of express-validator',
    "import { validationResult } from 'express-validator';",
    'const errors = validationResult(req);',
    '!errors.isEmpty()',
    'invalid -409 by validator',
  ],
  [
    'what throws its own error',
    'function isSlug(text) { if (!text) throw new Error(); return true; }',
    '',
    '!isSlug(req.body.name)',
    'mixed',
  ],
  [
    'what another server said',
    '',
    "const answer = await fetch('http://a/' + req.params.id);",
    'isNaN(answer.size)',
    'mixed',
  ],
])('%s', (_, head, before, test, said) => {
  const { guard, context } = askIf(test, before, { head });
  if (guard.test.type !== 'CallExpression') throw new Error('no call');
  expect(say(readAnswerOfCall(guard.test, guard.holds, guard.test, context))).toBe(said);
});

it('reads the text of an error', () => {
  const { guard, context } = ask(
    'try { await work(); } catch (err) { if (/duplicate/.test(err.message)) return res.status(400).end(); }',
  );
  if (guard.test.type !== 'CallExpression') throw new Error('no call');
  expect(say(readAnswerOfCall(guard.test, true, guard.test, context))).toBe('conflict by error-code');
});

function member(test: string, before = ''): string {
  const { guard, context } = askIf(test, before);
  if (guard.test.type !== 'CallExpression') throw new Error('no call');
  return say(readMembership(guard.test, guard.holds, guard.test, context));
}

it.each([
  ['a list of roles', '!roles.includes(req.user.role)', 'forbidden'],
  ['roles of whoever is there', '!roles.includes(req.user?.role)', 'forbidden +401,407'],
  ['one of the roles', 'roles.includes(req.user.role)', 'neutral'],
  ['roles of the caller', "!req.user.roles.includes('admin')", 'forbidden'],
  ['members', '!members.includes(req.user.id)', 'forbidden ~400,409,422'],
  ['methods', "!['GET'].includes(req.method)", 'method'],
  ['an enumeration', "!['a', 'b'].includes(req.body.kind)", 'invalid'],
  ['one of those that are refused', "['a', 'b'].includes(req.body.kind)", 'invalid'],
  ['a list of what is forbidden', '!blocked.includes(req.body.kind)', 'mixed'],
  ['a value of the query', '!kinds.includes(req.query.kind)', 'malformed!'],
  ['a value of the path', '!kinds.includes(req.params.kind)', 'malformed! +404 -422'],
  ['a part of a text', "!req.body.email.includes('@')", 'invalid'],
  ['something', '!kinds.includes(kind)', 'nothing'],
  ['beside what is missing', '!req.body.key && !kinds.includes(req.body.kind)', 'mixed'],
])('membership, %s: %s', (_, test, said) => {
  expect(member(test)).toBe(said);
});

it('asks a record for what the path names where that is called missing', () => {
  const read = (text: string): string => {
    const { guard, context } = ask(
      `const group = await Group.findById(req.params.id);\nif (!group.members.includes(req.params.member)) return res.status(400).json({ error: '${text}' });`,
    );
    if (guard.test.type !== 'CallExpression') throw new Error('no call');
    return say(readMembership(guard.test, guard.holds, guard.test, context));
  };
  expect(read('Member not found')).toBe('not-found');
  expect(read('No')).toBe('malformed! +404 -422');
});
