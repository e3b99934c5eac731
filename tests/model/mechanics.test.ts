import { expect, it } from 'vitest';

import plugin from '../../src/index.ts';
import { ReadyLinter } from '../ready-linter.ts';

const linter = new ReadyLinter();

const all = Object.fromEntries(Object.keys(plugin.rules).map(name => [`status-code/${name}`, 'error' as const]));

/** The names of the rules that report on a handler, every rule of the plugin being on. */
function reports(handler: string): string[] {
  const code = `const app = require('express')();\napp.post('/users', (req, res, next) => { ${handler} });`;
  return linter
    .verify(code, [{ plugins: { 'status-code': plugin }, rules: all, languageOptions: { sourceType: 'commonjs' } }], {
      filename: 'app.js',
    })
    .map(({ ruleId, message }) => ruleId?.slice('status-code/'.length) ?? message);
}

it.each([
  ['no-status-as-body', `if (!req.body.name) return res.json({ error: 'The name is missing' }, 400); next();`],
  ['no-status-as-body', `if (!req.body.name) return res.send(400, { error: 'The name is missing' }); next();`],
  ['no-status-after-response', `try { work(); } catch (error) { res.json({ error: 'failed' }).status(500); }`],
  ['no-status-after-response', `if (!req.body.name) { res.json({ success: false }); res.status(400); } else next();`],
  ['no-second-response', `return res.json({ success: false }).status(404).json({});`],
  ['no-invalid-status', `try { work(); } catch (error) { res.status = 500; res.json({ error: 'failed' }); }`],
])('%s alone speaks of a status that is set in vain: %s', (rule, handler) => {
  expect(reports(handler)).toEqual([rule]);
});

it.each([
  [`if (!req.body.name) return res.json({ error: 'The name is missing' }); next();`],
  [`try { work(); } catch (error) { res.json({ error: 'failed' }); }`],
])('another rule judges the status where none is set: %s', handler => {
  expect(reports(handler)).toHaveLength(1);
  expect(reports(handler)[0]).not.toMatch(/^no-(?:status|second|invalid)/);
});

it('a missing return and a wrong status are two misuses', () => {
  expect(
    reports(`if (!req.body.name) res.json({ error: 'The name is missing' }); res.json({ ok: true });`),
  ).toHaveLength(2);
});
