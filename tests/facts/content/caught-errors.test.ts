import { expect, it } from 'vitest';

import { caughtErrors, tellsOf } from '../../../src/facts/content/caught-errors.ts';
import { express, lastResponse, nodeOf, readCode } from '../../read-code.ts';

it.each([
  ['try { work(); } catch (problem) { res.end(); }', 'problem'],
  ['try { res.end(); } catch (problem) { work(); }', ''],
  ['work().catch(problem => { res.end(); });', 'problem'],
  ['work().then(ok, problem => { res.end(); });', 'problem'],
  ['work().then(ok => { res.end(); });', ''],
  ['work((err, row) => { if (err) res.end(); });', 'err'],
  ['work((err, row) => { if (err !== null) res.end(); });', 'err'],
  ['work((err, row) => { if (!err) res.end(); });', ''],
  ['work((problem, row) => { if (problem) res.end(); });', ''],
  ['res.end();', ''],
])('%s: %s', (body, names) => {
  const model = readCode(express(body));
  expect([...caughtErrors(lastResponse(model), model.file)].map(({ name }) => name).join(' ')).toBe(names);
});

it.each([
  ['e', true],
  ['e.message', true],
  ['`No: ${e.message}`', true],
  ["'No: ' + e", true],
  ["e.message || 'No'", true],
  ["a ? e : 'x'", true],
  ['String(e)', true],
  ['JSON.stringify(e)', true],
  ['e.toString()', true],
  ['text', true],
  ['translate(e)', false],
  ["'No'", false],
  ['other', false],
])('%s tells of it: %s', (text, isSo) => {
  const model = readCode(
    express(`try { work(); } catch (e) { const text = e.message; var round = round; use(${text}); res.end(); }`),
  );
  const call = nodeOf(model.file, `use(${text})`);
  if (call.type !== 'CallExpression' || !call.arguments[0]) throw new Error(call.type);
  expect(tellsOf(call.arguments[0], caughtErrors(lastResponse(model), model.file), model.file)).toBe(isSo);
});
