import { expect, it } from 'vitest';

import { findFailedView } from '../../../src/facts/content/failed-view.ts';
import { isEmpty } from '../../../src/facts/content/empty-content.ts';
import { express, lastResponse, readCode } from '../../read-code.ts';

it.each([
  ["try { work(); } catch (e) { res.render('error'); }", true],
  ["try { work(); } catch (e) { res.render('pages/500.ejs'); }", true],
  ["try { work(); } catch (e) { res.render('index'); }", false],
  ["res.render('error');", false],
  ["res.render('form', { error: 'No' });", true],
  ["res.render('form', { error: '' });", false],
  ["if (errors.length > 0) res.render('form', { errors });", true],
  ["if (!errors.isEmpty()) res.render('form', { errors: errors.array() });", true],
  ["if (errors.isEmpty()) res.render('form', { errors: errors.array() });", false],
  ["res.render('form', { errors });", false],
  ["if (errors.has('a')) res.render('form', { errors });", false],
  ["res.render('form', { title: 'No' });", false],
  ["res.json({ error: 'No' });", false],
])('%s: %s', (body, isSo) => {
  const model = readCode(express(body));
  expect(findFailedView(lastResponse(model), model.file) !== null).toBe(isSo);
});

it.each([
  ['res.end();', true],
  ["res.send('');", true],
  ['res.sendStatus(404);', true],
  ["res.send('a');", false],
  ['res.send(body);', false],
  ["res.write('a'); res.end();", false],
  ["throw new Error('a');", false],
])('%s is empty: %s', (body, isSo) => {
  const model = readCode(express(body));
  expect(isEmpty(lastResponse(model), model.file)).toBe(isSo);
});
