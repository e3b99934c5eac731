import { expect, it } from 'vitest';

import { readRedirect } from '../../../src/causes/outcomes/redirect.ts';
import { ask, sayEvidence } from '../reading.ts';

it.each([
  ['GET /x', "res.redirect(301, 'https://' + req.headers.host + req.url);", 'redirect-permanent'],
  ['GET /x', "if (!req.secure) res.redirect(302, 'https://' + req.headers.host + req.url);", 'redirect-permanent'],
  ['GET /x', "if (req.user) res.redirect(301, 'https://' + req.headers.host + req.url);", 'weak redirect-temporary'],
  ['GET /x', 'res.redirect(301, req.url);', 'weak redirect-temporary'],
  ['GET /x', "if (!req.user) res.redirect(301, '/login');", 'redirect-temporary'],
  ['GET /x', "if (req.user) res.redirect(301, '/home');", 'redirect-temporary'],
  ['GET /x', "if (req.acceptsLanguages('de')) res.redirect(301, '/de');", 'redirect-temporary'],
  ['GET /x', "res.redirect(301, req.headers['accept-language'] + '/x');", 'redirect-temporary'],
  ['GET /x', 'res.redirect(301, `/users/${req.user.id}`);', 'redirect-temporary'],
  ['GET /x/:id', 'res.redirect(301, `/y/${req.params.id}`);', 'weak redirect-permanent'],
  ['GET /x', "res.redirect(301, '/y');", 'weak redirect-permanent'],
  ['GET /x', "res.redirect(302, '/y');", 'weak redirect-temporary'],
  ['GET /logout', "res.redirect(301, '/y');", 'redirect-temporary'],
  ['POST /x', "await User.create(req.body); res.redirect(301, '/y');", 'redirect-temporary by action'],
  ['POST /x', "req.session.a = 1; res.redirect(301, '/y');", 'redirect-temporary by action'],
  ['POST /x', "res.cookie('a', 1); res.redirect(301, '/y');", 'redirect-temporary by action'],
  ['POST /x', "res.redirect(301, '/y');", 'weak redirect-permanent'],
  ['POST /x', "try { await User.create(req.body); } catch { res.redirect(301, '/y'); }", 'weak redirect-permanent'],
  [
    'GET /x',
    "const post = await Post.findById(req.params.id); if (!post) res.redirect(301, '/y');",
    'redirect-temporary',
  ],
])('%s: %s', (on, body, said) => {
  const { response, model, provenances, conditions, context } = ask(body, { on });
  const codes = response.status.codes ?? [];
  expect(sayEvidence(readRedirect(response, codes, { model, provenances, purpose: context.purpose, conditions }))).toBe(
    said,
  );
});
