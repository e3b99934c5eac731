import { expect, it } from 'vitest';

import { readCondition, speaksAgainst } from '../../../src/causes/guards/condition.ts';
import { present } from '../../read-code.ts';
import { askIf, say } from '../reading.ts';

it.each([
  ['one cause', '!req.body.a || !req.body.b', '', 'malformed!'],
  ['a neutral part', '!req.body.a || req.xhr', '', 'malformed!'],
  ['neutral parts alone', 'req.xhr || req.body.name != null', '', 'neutral'],
  ['no caller or no right', "!req.user || req.user.role !== 'admin'", '', 'forbidden +401,407'],
  ['missing or wrong', '!req.body.a || req.body.a > 10', '', 'weak invalid'],
  ['two causes', '!req.user || !req.body.a', '', 'mixed'],
  [
    'a record and its owner',
    '!post || post.author !== req.user.id',
    'const post = await Post.findById(req.params.id);',
    'not-found! +401,403,409,410,422',
  ],
  ['a record and another value', '!post || other > 3', 'const post = await Post.findById(req.params.id);', 'mixed'],
])('%s: %s', (_, test, before, said) => {
  const { conditions, context } = askIf(test, before);
  expect(say(readCondition(present(conditions[0]), context))).toBe(said);
});

it.each([
  ['another failure in the same test', '!req.user && !req.body.name', true],
  ['the same failure', '!req.body.a && !req.body.b', false],
  ['a presence and a value', '!req.body.a && req.body.b > 3', false],
])('%s speaks against it', (_, test, isSo) => {
  const { conditions, context } = askIf(test);
  const [own, ...outer] = conditions;
  const reading = readCondition(present(own), context);
  if (reading.is !== 'evidence') throw new Error(reading.is);
  expect(speaksAgainst(reading.evidence, present(own), outer, context)).toBe(isSo);
});
