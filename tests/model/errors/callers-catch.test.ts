import { expect, it } from 'vitest';

import { endsInCallersCatch } from '../../../src/model/errors/callers-catch.ts';
import { present, readCode } from '../../read-code.ts';

/** Whether what the function `read` throws ends with those who call it. */
function ends(code: string): boolean {
  const { file } = readCode(`${code}\n// res`);
  const fn = present(
    file.functions.find(
      one =>
        (one.id ?? (one.parent.type === 'VariableDeclarator' ? one.parent.id : null)) !== null &&
        file.text(one.id ?? one.parent).startsWith('read'),
    ),
  );
  return endsInCallersCatch(fn, file);
}

const READ = "function read(req) { if (!req.cookies.id) throw new Error('none'); return find(req.cookies.id); }";

it.each([
  [
    'a chain that goes on otherwise',
    `${READ} app.use((req, res, next) => { Promise.resolve().then(function () { return read(req); }).catch(function () { return basic(req); }).then(next); });`,
  ],
  [
    'a chain that begins with it',
    `const read = async req => { throw new Error('none'); }; app.use((req, res) => { read(req).then(show).catch(error => { log(error); res.end(); }); });`,
  ],
  [
    'a try',
    `${READ} app.get('/', (req, res) => { try { read(req); } catch { return res.status(400).end(); } res.end(); });`,
  ],
  [
    'a try that awaits',
    `const read = async req => { throw new Error('none'); }; app.get('/', async (req, res) => { try { await read(req); } catch (e) { res.status(400).json({ error: e.message }); } });`,
  ],
  [
    'two of them',
    `${READ} app.get('/', (req, res) => { try { read(req); } catch (e) { log(e); } }); app.use((req, res) => { start().then(() => read(req)).catch(() => null); });`,
  ],
])('with %s', (_, code) => {
  expect(ends(code)).toBe(true);
});

it.each([
  ['a chain without a catch', `${READ} start().then(() => read(req)).then(show);`],
  ['a catch that hands on', `${READ} app.use((req, res, next) => { start().then(() => read(req)).catch(next); });`],
  ['a catch that throws again', `${READ} app.use((req, res) => { try { read(req); } catch (e) { throw e; } });`],
  [
    'a catch that reads its status',
    `${READ} app.use((req, res) => { try { read(req); } catch (e) { res.status(e.status).end(); } });`,
  ],
  [
    'a promise that is not awaited',
    `const read = async req => { throw new Error('none'); }; app.use((req, res) => { try { read(req); } catch (e) { log(e); } });`,
  ],
  [
    'one call of two',
    `${READ} app.use((req, res) => { try { read(req); } catch (e) { log(e); } }); app.get('/', (req, res) => res.json(read(req)));`,
  ],
  ['others that may call it', `export ${READ} app.use((req, res) => { try { read(req); } catch (e) { log(e); } });`],
  [
    'others that are given it',
    `${READ} app.use((req, res) => { try { read(req); } catch (e) { log(e); } }); module.exports = { read };`,
  ],
  ['nobody in sight', READ],
])('not with %s', (_, code) => {
  expect(ends(code)).toBe(false);
});
