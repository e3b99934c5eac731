import { expect, it } from 'vitest';

import { fine, judge, type Terms } from '../../src/causes/judge.ts';
import { readCause } from '../../src/causes/read-cause.ts';
import { express, lastResponse, present, readCode, type Route } from '../read-code.ts';

/** What is judged of the last response of an Express handler: the rule that speaks, else why it does not. */
function judged(body: string, route: Route = {}, terms: Partial<Terms> = {}): string {
  const model = readCode(express(body, { on: 'POST /things', ...route }));
  const response = lastResponse(model);
  const outcome = present(response.status.outcomes[0]);
  const cause = readCause(response, model, outcome)?.cause;
  const judgement = judge(response, outcome, model, { causes: cause ? [cause] : [], accept: [], ...terms });
  return judgement.is === 'wrong' ? judgement.row.rule : judgement.why;
}

const NO_NAME = 'if (!req.body.name)';

it.each<[string, string, Route, Partial<Terms>, string]>([
  ['a wrong status', `${NO_NAME} return res.status(404).end();`, {}, {}, 'prefer-400-for-malformed-request'],
  [
    'the right one',
    `${NO_NAME} return res.status(400).end();`,
    {},
    {},
    'the status is right or acceptable for malformed',
  ],
  [
    'an acceptable one',
    `${NO_NAME} return res.status(422).end();`,
    {},
    {},
    'the status is right or acceptable for malformed',
  ],
  [
    'one that the evidence flags',
    'if (!req.params.id) return res.status(422).end();',
    { on: 'POST /things/:id' },
    {},
    'prefer-400-for-malformed-request',
  ],
  [
    'one that the evidence accepts',
    'if (!req.params.id) return res.status(404).end();',
    { on: 'POST /things/:id' },
    {},
    'what was found accepts this status as well',
  ],
  [
    'one that the options accept',
    `${NO_NAME} return res.status(404).end();`,
    {},
    { accept: [404] },
    'the options accept this status',
  ],
  ['another cause', `${NO_NAME} return res.status(404).end();`, {}, { causes: ['conflict'] }, 'its cause is malformed'],
  ['no cause', 'if (thing) return res.status(404).end();', {}, {}, 'its cause is unknown'],
  [
    'weak evidence',
    'if (!req.body.token) return res.status(404).end();',
    {},
    {},
    'the evidence is weak: `req.body.token` is missing',
  ],
  [
    'a status that is rarely sent',
    'if (!canPay(req.user)) return res.status(402).end();',
    {},
    {},
    'a status that is rarely sent was chosen on purpose',
  ],
  [
    'the same where that is minded',
    'if (!canPay(req.user)) return res.status(402).end();',
    {},
    { strict: true },
    'prefer-403-for-denied-permission',
  ],
  [
    'one that says why',
    'if (!req.user.isAdmin) return res.status(402).end();',
    {},
    {},
    'a status that is rarely sent was chosen on purpose',
  ],
  ['a proven failure', `${NO_NAME} return res.status(402).end();`, {}, {}, 'prefer-400-for-malformed-request'],
  [
    'a proven failure of which something speaks',
    'if (!req.body.plan) return res.status(402).end();',
    {},
    {},
    'a status that is rarely sent was chosen on purpose',
  ],
  [
    'a success with a failure',
    `${NO_NAME} return res.json({ success: false });`,
    {},
    {},
    'prefer-400-for-malformed-request',
  ],
  [
    'a success without one',
    `${NO_NAME} return res.json({ name: null });`,
    {},
    {},
    'the status is right or acceptable for success-action',
  ],
  [
    'a token of another kind',
    'if (!req.user) return res.status(400).end();',
    { name: 'resetPassword' },
    {},
    'it takes a token of another kind: reset, verification, invitation',
  ],
  [
    'a login',
    "if (req.user.role !== 'admin') return res.status(401).end();",
    { name: 'login' },
    {},
    'a login function tells accounts apart, not permissions',
  ],
  [
    'an endpoint of OAuth',
    'if (!req.headers.authorization) return res.status(400).end();',
    { on: 'POST /oauth/token' },
    {},
    'OAuth says what its token endpoint answers',
  ],
  [
    'an error of OAuth',
    "if (!req.headers.authorization) return res.status(400).json({ error: 'invalid_client' });",
    {},
    {},
    'OAuth answers an error of this code with 400',
  ],
  [
    'a missing credential',
    'if (!req.body.password) return res.status(401).end();',
    {},
    {},
    'a missing token, code or login field is fine so',
  ],
  [
    'a missing field of a login',
    'if (!req.body.name) return res.status(401).end();',
    { name: 'verifyIt' },
    {},
    'a missing token, code or login field is fine so',
  ],
  [
    'a missing field',
    'if (!req.body.name) return res.status(401).end();',
    { name: 'show' },
    {},
    'prefer-400-for-malformed-request',
  ],
  [
    'a missing field of an author',
    'if (!req.body.name) return res.status(401).end();',
    { name: 'showAuthor' },
    {},
    'prefer-400-for-malformed-request',
  ],
  [
    'a failing verification',
    'try { jwt.verify(req.cookies.token, key); await User.find({}); } catch { return res.status(403).end(); }',
    {},
    {},
    'what was found accepts this status as well',
  ],
  ['an adjusted row', `${NO_NAME} return res.status(404).end();`, {}, { adjust: () => 'because' }, 'because'],
  [
    'a row of another status',
    `${NO_NAME} return res.status(400).end();`,
    {},
    { adjust: row => ({ ...row, right: 422, acceptable: [] }) },
    'prefer-400-for-malformed-request',
  ],
  [
    'a status refused',
    'if (!req.params.id) return res.status(404).end();',
    { on: 'POST /things/:id' },
    { adjust: row => ({ ...row, refused: [404] }) },
    'prefer-400-for-malformed-request',
  ],
])('%s', (_, body, route, terms, said) => {
  expect(judged(body, route, terms)).toBe(said);
});

it('tells why', () => {
  expect(fine('because')).toEqual({ is: 'fine', why: 'because' });
});
