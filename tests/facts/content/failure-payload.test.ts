import { expect, it } from 'vitest';

import { findFailurePayloads } from '../../../src/facts/content/failure-payload.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each<[string, string, readonly (string | null)[]]>([
  ['no success', 'res.json({ success: false });', ['success']],
  ['not ok', 'res.json({ ok: false });', ['ok']],
  ['a success', 'res.json({ success: true, error: "mail" });', []],
  ['a status', "res.json({ status: 'error' });", ['status']],
  ['a good status', "res.json({ status: 'ok', error: 'x' });", []],
  ['an error', "res.json({ error: 'No' });", ['error']],
  ['an error object', 'res.json({ error: { a: 1 } });', ['error']],
  ['an empty error', 'res.json({ error: {} });', []],
  ['no error', 'res.json({ error: null });', []],
  ['an error nobody knows', 'res.json({ error });', []],
  ['an error that was tested', 'if (error) res.json({ error });', ['error']],
  ['a text', "res.json({ message: 'No' });", []],
  ['a caught error', 'try { work(); } catch (e) { res.json({ message: e.message }); }', ['message']],
  ['a caught error as the content', 'try { work(); } catch (e) { res.json(e); }', [null]],
  ['a warning', 'try { work(); } catch (e) { res.json({ warning: e.message }); }', []],
  ['one of two', 'res.json(a ? { success: false } : { success: true });', ['success']],
  ['a text in a catch', "try { work(); } catch { res.json({ message: 'Could not save', data: null }); }", ['message']],
  ['a text alone in a catch', "work().catch(() => res.send('Unexpected trouble'));", [null]],
  ['a text outside of a catch', "res.json({ message: 'Could not save' });", []],
  ['a text beside content', "try { work(); } catch { res.json({ message: 'Could not save', boxes }); }", []],
  ['what a function makes', "const no = why => ({ ok: false, why }); res.json(no('x'));", ['ok']],
  [
    'what a function may make',
    "const no = why => { if (why) return { ok: false }; return {}; }; res.json(no('x'));",
    [],
  ],
  ['nothing', 'res.end();', []],
])('%s', (_, body, found) => {
  const model = readCode(express(body));
  expect(findFailurePayloads(lastResponse(model), model.file).map(({ property }) => property)).toEqual(found);
});

it('has the condition under which it is the content', () => {
  const model = readCode(express('res.json(a ? { success: false } : { success: true });'));
  const [only] = findFailurePayloads(lastResponse(model), model.file);
  expect(only?.guards.map(({ test, holds }) => `${String(holds)} ${model.file.text(test)}`)).toEqual(['true a']);
});
