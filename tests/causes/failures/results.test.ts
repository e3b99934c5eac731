import { describe, expect, it } from 'vitest';

import { readCause } from '../../../src/causes/read-cause.ts';
import { sayEvidence } from '../reading.ts';
import { travel } from './travelling.ts';

/** Why a refusal is sent whose guard asks a result: the evidence in one line; `nothing` where it has none. */
function said(asked: string, settle: string, { on = 'PUT /boats/:id', more = '' } = {}): string {
  const files = {
    'boats.js': `import { Boat } from './models.js';\n${more}\nexport async function settle(id, body) {\n${settle}\n}`,
  };
  const head = "import { settle } from './boats.js';";
  const { model, response } = travel(`${asked} return res.status(409).end();\nres.json({ done: 1 });`, 409, {
    files,
    head,
    on,
  });
  const evidence = readCause(response, model);
  return sayEvidence(evidence && { ...evidence, accepts: [], isProven: false });
}

const ASKS = 'const result = await settle(req.params.id, req.body);\n';
const LOOKS = 'const boat = await Boat.findById(id);\n';

describe('a guard that asks a result of a function in sight', () => {
  it.each<[string, string, string, string]>([
    ['a flag', '!result', 'if (!boat) return false; return true;', 'not-found'],
    ['a record', '!result', 'if (!boat) return null; return boat;', 'not-found'],
    ['a member', '!result.ok', 'if (!boat) return { ok: false }; return { ok: true };', 'not-found'],
    ['a reason', "result.why === 'none'", "if (!boat) return { why: 'none' }; return { why: 'fine' };", 'not-found'],
    [
      'the other way of a flag',
      'result.failed',
      'if (!boat) return { failed: true }; return { failed: false };',
      'not-found',
    ],
    ['a text', "result === 'none'", "if (!boat) return 'none'; return 'fine';", 'not-found'],
    ['two conditions', '!result.ok', 'if (!boat || !body) return { ok: false }; return { ok: true };', 'nothing'],
    [
      'a reason that is never given',
      "result.why === 'odd'",
      "if (!boat) return { why: 'none' }; return {};",
      'nothing',
    ],
    ['a return under an unknown guard', '!result', 'if (odd(boat)) return false; return true;', 'nothing'],
    ['one that nothing is asked of', '!result', 'return false;', 'nothing'],
    ['what another function gives', '!result.ok', 'if (!boat) return { ok: false }; return odd(boat);', 'nothing'],
    [
      'a member that another gives',
      '!result.ok',
      'if (!boat) return { ok: false }; return { ok: odd(boat) };',
      'nothing',
    ],
    [
      'a variable that is set in between',
      '!result',
      'let isFine = true; if (!boat) return false; if (boat.owes) isFine = false; return isFine;',
      'nothing',
    ],
  ])('reads %s', (_, test, settle, expected) => {
    expect(said(`${ASKS}if (${test})`, `${LOOKS}${settle}`)).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['where it is called', 'if (!(await settle(req.params.id)))', 'if (!boat) return false; return true;'],
    [
      'taken apart',
      'const { ok } = await settle(req.params.id);\nif (!ok)',
      'if (!boat) return { ok: false }; return { ok: true };',
    ],
    [
      'taken apart under another name',
      'const { ok: isFine } = await settle(req.params.id);\nif (!isFine)',
      'if (!boat) return { ok: false }; return { ok: true };',
    ],
  ])('reads one %s', (_, asked, settle) => {
    expect(said(asked, `${LOOKS}${settle}`)).toBe('not-found');
  });

  it('reads a return by what the call gives', () => {
    const settle = 'if (!id) return false; return true;';
    expect(said('const result = await settle(req.body.boat);\nif (!result)', settle)).toBe('malformed');
    expect(said('const result = await settle(7);\nif (!result)', settle)).not.toBe('malformed');
  });

  it('reads the results of results', () => {
    const more =
      'async function look(id) { const boat = await Boat.findById(id); if (!boat) return false; return true; }';
    expect(said(`${ASKS}if (!result)`, 'if (!(await look(id))) return false; return true;', { more })).toBe(
      'not-found',
    );
  });

  it('reads the one of several that is named', () => {
    const settle = `if (!body.name) return { ok: false, why: 'name' };\n${LOOKS}if (!boat) return { ok: false, why: 'none' };\nreturn { ok: true };`;
    expect(said(`${ASKS}if (result.why === 'none')`, settle)).toBe('not-found');
  });

  it('says nothing of what is no result of a function in sight', () => {
    expect(said('const result = await other(req.params.id);\nif (!result)', 'return 1;')).toBe('nothing');
    expect(said('if (req.body.odd)', 'return 1;')).toBe('nothing');
    expect(said('const result = settle.name;\nif (result)', 'return 1;')).toBe('nothing');
  });
});
