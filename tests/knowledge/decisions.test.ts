import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { CAUSES, isWrongFor, type CauseName } from '../../src/knowledge/cause-table.ts';
import { IN } from '../../src/knowledge/contexts.ts';
import { FINDINGS } from '../../src/knowledge/findings.ts';
import { label } from '../../src/reference/statuses.ts';
import { parsePlain } from '../plain-parse.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What was decided of a cause, written down a second time: whoever changes the table changes it here, and says why. */
interface Decision {
  readonly right: number;
  readonly fine: readonly number[];
  /** What is wrong, where that is not every other error. */
  readonly wrong?: readonly number[];
  /** What of that `strict` alone minds. */
  readonly strict?: readonly number[];
}

const errors = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

const DECISIONS: Readonly<Partial<Record<CauseName, Decision>>> = {
  unauthenticated: { right: 401, fine: [407] },
  forbidden: { right: 403, fine: [404] },
  malformed: { right: 400, fine: [411, 413, 415, 422, 431] },
  invalid: { right: 422, fine: [409, 413, 415] },
  'not-found': { right: 404, fine: [401, 403, 410] },
  conflict: { right: 409, fine: [412, 423], strict: [422] },
  'rate-limited': { right: 429, fine: [503] },
  method: { right: 405, fine: [403, 501, 503] },
  unexpected: { right: 500, fine: errors(501, 600), wrong: errors(400, 500) },
  'upstream-error': { right: 502, fine: errors(501, 600), wrong: [...errors(400, 500), 500], strict: [500] },
  'upstream-timeout': { right: 504, fine: [501, 503], wrong: [...errors(400, 500), 500, 502], strict: [500] },
  unavailable: { right: 503, fine: errors(500, 600), wrong: errors(400, 500) },
  'empty-list': { right: 200, fine: [204], wrong: [404] },
  'success-created': { right: 201, fine: [202, 303], wrong: [200] },
  'success-read': { right: 200, fine: [204, 206], wrong: [201] },
  'success-updated': { right: 200, fine: [202, 204], wrong: [201] },
  'success-deleted': { right: 200, fine: [202, 204], wrong: [201] },
  'success-action': { right: 200, fine: [202, 204], wrong: [201] },
  'redirect-temporary': { right: 302, fine: [303, 307], wrong: [301, 308] },
  'redirect-permanent': { right: 301, fine: [308], wrong: [302, 303, 307] },
  // What an API has found out has a status of its own: what speaks too generally is minded in `strict`, where the rule is on.
  'unsupported-media': { right: 415, fine: [], wrong: [400, 403, ...errors(500, 600)] },
  'not-acceptable': { right: 406, fine: [], wrong: [400, 403, ...errors(500, 600)] },
  'too-large': { right: 413, fine: [], wrong: [400, 403, ...errors(500, 600)] },
  'precondition-failed': { right: 412, fine: [409], wrong: [400, 403, ...errors(500, 600)] },
  'precondition-required': { right: 428, fine: [412], wrong: [400, 403, ...errors(500, 600)] },
  'unsatisfiable-range': { right: 416, fine: [], wrong: [400, 403, ...errors(500, 600)] },
};

describe('the table of causes', () => {
  it('has a decision for each', () => {
    expect(Object.keys(CAUSES).sort()).toEqual(Object.keys(DECISIONS).sort());
  });

  it.each(Object.entries(DECISIONS))('%s is answered as was decided', (cause, { right, fine, wrong, strict = [] }) => {
    const row = CAUSES[cause as CauseName];
    expect(row?.right).toBe(right);
    const isWrong = (code: number): boolean =>
      wrong ? wrong.includes(code) : code >= 400 && code !== right && !fine.includes(code);
    const all = errors(200, 600);
    expect(all.filter(code => row && isWrongFor(row, code))).toEqual(all.filter(isWrong));
    expect(fine.filter(isWrong)).toEqual([]);
    expect(row?.strictOnly).toEqual(strict);
  });
});

describe('the page with the table', () => {
  const page = readFileSync(path.join(ROOT, 'docs/index-of-rules.md'), 'utf8');

  it.each(Object.entries(CAUSES))(
    'says of %s what the table says',
    (cause, { right, acceptable, strictOnly, rule }) => {
      const cells = new RegExp(`^\\|[^|]+\\| \`${cause}\` \\|([^|]*)\\|([^|]*)\\|([^|]*)\\|([^|]*)\\|$`, 'm').exec(
        page,
      );
      expect(cells?.slice(1).map(text => text.trim())).toEqual([
        label(right),
        acceptable.map(label).join(', '),
        strictOnly.map(label).join(', '),
        `[\`${rule}\`](rules/${rule}.md)`,
      ]);
    },
  );
});

describe('contexts', () => {
  const contexts = Object.entries(
    IN as Readonly<Record<string, { accepts?: readonly number[]; flags?: readonly number[] }>>,
  );

  it.each(contexts)(
    '%s has statuses in order, and none that is both fine and wrong',
    (_, { accepts = [], flags = [] }) => {
      expect([...accepts]).toEqual([...accepts].sort((a, b) => a - b));
      expect(accepts.filter(code => flags.includes(code))).toEqual([]);
    },
  );

  it.each(contexts)('%s is asked for', name => {
    const isAsked = files('src/causes').some(({ text }) => new RegExp(`\\bIN\\.${name}\\b`).test(text));
    expect(isAsked).toBe(true);
  });

  // Decided against the letter of the table of rules; docs/how-it-decides.md says why.
  it('that may be decided otherwise are decided so', () => {
    expect(IN.ruleOfBusiness).toEqual({ leaves: [400, 409, 422] });
    expect(IN.schema).toEqual({ flags: [409] });
    expect(IN.accountState).toEqual({ accepts: [401, 402, 409, 422, 423, 429] });
    expect(IN.accountStateAtLogin).toEqual({ accepts: [401, 402, 422, 423, 429] });
  });

  it('the findings that have statuses of their own are few', () => {
    const own = Object.entries(FINDINGS).filter(([, { accepts, flags }]) => accepts ?? flags);
    expect(own.map(([name]) => name)).toEqual([
      'text-unparsable',
      'id-malformed',
      'file-closed',
      'store-timed-out',
      'upstream-timed-out',
    ]);
  });
});

describe('what judges', () => {
  it('stands in the tables alone: no file of src/causes has a status of its own', () => {
    expect(
      files('src/causes').flatMap(({ name, text }) => statusesIn(text).map(code => `${name}: ${String(code)}`)),
    ).toEqual([]);
  });

  it('is seen wherever it stands', () => {
    const code =
      'const a = { accepts: [403] }; if (b === 422) c.slice(0, 400); const d = { 402: /x/ }; e(0x194, 40, 4000);';
    expect(statusesIn(code)).toEqual([403, 422, 404]);
  });
});

function files(folder: string): { readonly name: string; readonly text: string }[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => ({ name, text: readFileSync(path.join(ROOT, folder, name), 'utf8') }));
}

/** The statuses that a text has as numbers: the keys of a table name what is looked up there, and a slice has no status. */
function statusesIn(text: string): number[] {
  const found: number[] = [];
  const visit = (node: unknown, isApart: boolean): void => {
    if (Array.isArray(node)) {
      for (const one of node) visit(one, isApart);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, value, callee, ...rest } = node as Readonly<Record<string, unknown>>;
    if (type === 'Literal' && typeof value === 'number' && value >= 200 && value < 600 && !isApart) found.push(value);
    visit(value, isApart);
    visit(callee, isApart);
    const isSlice = type === 'CallExpression' && isMethod(callee, 'slice');
    for (const [name, child] of Object.entries(rest))
      if (name !== 'parent')
        visit(child, isApart || (name === 'key' && type === 'Property') || (name === 'arguments' && isSlice));
  };
  visit(parsePlain(text, { isTyped: true }), false);
  return found;
}

function isMethod(callee: unknown, name: string): boolean {
  const { property } = (callee ?? {}) as { property?: { name?: string } };
  return property?.name === name;
}
