import { expect, it } from 'vitest';

import { findCatchPlace } from '../../../src/causes/failures/catch-place.ts';
import { inspectsError } from '../../../src/causes/failures/inspection.ts';
import { present } from '../../read-code.ts';
import { ask } from '../reading.ts';

it.each([
  ['nothing', 'res.status(400).end();', false],
  ['its message sent', 'res.status(400).json({ error: err.message });', false],
  ['a code', "if (err.code === 'X') res.status(400).end();", true],
  ['what it is not', "if (err.code !== 'X') res.status(400).end();", false],
  ['a class', 'if (err instanceof Known) res.status(400).end();', true],
  ['the class of all', 'if (err instanceof Error) res.status(400).end();', false],
  ['whether it is', 'if (err) res.status(400).end();', false],
  ['a part', 'if (err.isKnown) res.status(400).end();', true],
  ['a test of it', 'if (isKnown(err)) res.status(400).end();', true],
  ['under another name', "const { code } = err; if (code === 'X') res.status(400).end();", true],
  ['as a text', "const text = err.message; if (text.includes('x')) res.status(400).end();", true],
  ['its status', 'res.status(err.status || 400).end();', true],
  ['a status that hangs on it', "let code = 500; if (err.code === 'X') code = 400; res.status(code).end();", true],
  ['a status that hangs on something', 'let code = 500; if (other) code = 400; res.status(code).end();', false],
  ['what was thrown on', "if (err.code !== 'X' && err.code !== 'Y') throw err; res.status(400).end();", true],
  ['something else', 'if (other) res.status(400).end();', false],
  ['a function that tells it apart', 'answer(err, res);', true],
])('%s: %s', (_, body, isSo) => {
  const { response, conditions, file, model } = ask(`try { await work(); } catch (err) { ${body} }`, {
    head: 'function answer(e, res) { if (e instanceof Known) return res.status(400).end(); res.status(500).end(); }',
  });
  const place = present(findCatchPlace(response.node));
  expect(inspectsError(place, conditions, response, { frame: { file }, definitions: model.definitions })).toBe(isSo);
});

it('knows an error that is taken apart', () => {
  const { response, file, model } = ask('try { await work(); } catch ({ message }) { res.status(400).end(); }');
  const reader = { frame: { file }, definitions: model.definitions };
  expect(inspectsError(present(findCatchPlace(response.node)), [], response, reader)).toBe(true);
});
