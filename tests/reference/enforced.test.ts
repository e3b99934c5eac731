import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from 'vitest';

import { presetRules, PRESETS, type PresetName } from '../../src/configs.ts';
import {
  entries,
  findEntry,
  formatAuthenticationNote,
  formatEntry,
  type ReferenceStatus,
} from '../../src/reference/entries.ts';
import { rules } from '../../src/rules/index.ts';

/** Where a rule is on: an error or a warning in `recommended`, from `strict` on, or only in `all`. */
type Column = 'E' | 'W' | 'S' | 'O';

/** What was decided of a rule: where it is on, the entries it stands for, and the statuses that only `strict` reports. */
interface Row {
  readonly on: Column;
  readonly entries: readonly ReferenceStatus[];
  readonly strictOnly?: readonly number[];
}

/** Which rules enforce each entry of the reference: no entry may be without one. */
const ENFORCED: Readonly<Record<ReferenceStatus, readonly string[]>> = {
  200: ['no-success-for-failure'],
  201: ['prefer-201-for-created-resource', 'require-location-with-201', 'no-201-without-creation'],
  204: ['no-body-with-bodyless-status', 'prefer-204-for-empty-success'],
  206: ['require-content-range-with-206'],
  301: [
    'prefer-302-for-temporary-redirect',
    'prefer-301-for-permanent-move',
    'no-ignored-redirect-status',
    'require-location-with-redirect',
  ],
  302: [
    'prefer-302-for-temporary-redirect',
    'prefer-301-for-permanent-move',
    'no-ignored-redirect-status',
    'require-location-with-redirect',
  ],
  304: ['no-unconditional-304', 'no-body-with-bodyless-status'],
  400: ['prefer-400-for-malformed-request'],
  401: ['prefer-401-for-missing-credentials'],
  403: ['prefer-403-for-denied-permission'],
  404: ['prefer-404-for-missing-resource', 'require-status-in-error-handler'],
  405: ['prefer-405-for-unsupported-method', 'require-allow-with-405'],
  409: ['prefer-409-for-conflict'],
  422: ['prefer-422-for-invalid-content'],
  429: ['prefer-429-for-rate-limit', 'require-retry-after'],
  500: ['prefer-500-for-unexpected-failure', 'require-status-in-error-handler'],
  502: ['prefer-502-for-upstream-failure'],
  503: ['prefer-503-for-unavailable-service'],
  504: ['prefer-504-for-upstream-timeout'],
};

/** The rules that enforce the note on 401 and 403, which stands before the entries. */
const ENFORCE_NOTE = ['prefer-401-for-missing-credentials', 'prefer-403-for-denied-permission'];

/** Every rule of the plugin, by what it is about. */
const SPECIFIED: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  'the code says one thing, the wire another': {
    'no-second-response': { on: 'E', entries: [500] },
    'no-unsent-status': { on: 'E', entries: [404] },
    'no-status-after-response': { on: 'E', entries: [200] },
    'no-status-as-body': { on: 'E', entries: [200] },
    'no-ignored-redirect-status': { on: 'E', entries: [301, 302] },
    'no-invalid-status': { on: 'E', entries: [500] },
    // Its entries are those of the codes that are sent.
    'no-contradictory-body': { on: 'E', entries: [] },
    'require-status-in-error-handler': { on: 'E', entries: [500, 404] },
    'no-status-overridden-by-error': { on: 'E', entries: [500] },
    'require-returned-reply': { on: 'E', entries: [200] },
    'require-declared-status': { on: 'E', entries: [200] },
    'no-unanswered-request': { on: 'W', entries: [500] },
    'no-misplaced-parameter': { on: 'E', entries: [500] },
    'no-failure-status-for-success': { on: 'E', entries: [200, 201] },
    'no-status-unfit-for-method': { on: 'E', entries: [201, 206, 304] },
  },
  'what the message must carry': {
    'no-body-with-bodyless-status': { on: 'E', entries: [204, 304] },
    'require-location-with-201': { on: 'W', entries: [201] },
    'require-location-with-redirect': { on: 'E', entries: [301, 302] },
    'require-content-range-with-206': { on: 'E', entries: [206] },
    'require-allow-with-405': { on: 'E', entries: [405] },
    'no-unconditional-304': { on: 'E', entries: [304] },
    'require-retry-after': { on: 'S', entries: [429, 503] },
    'require-www-authenticate-with-401': { on: 'S', entries: [401] },
    // The reference has no entry for 202 Accepted; that of 201 Created is the nearest.
    'require-status-monitor-with-202': { on: 'S', entries: [201] },
  },
  'the cause decides the status': {
    'prefer-401-for-missing-credentials': { on: 'E', entries: [401] },
    // 400 is reported in `recommended` too where the caller's own role, ownership or account refuses; where it may be a rule of business, only `strict` does, by the option of that name.
    'prefer-403-for-denied-permission': { on: 'E', entries: [403] },
    'prefer-400-for-malformed-request': { on: 'E', entries: [400] },
    'prefer-422-for-invalid-content': { on: 'W', entries: [422] },
    'prefer-404-for-missing-resource': { on: 'E', entries: [404] },
    'no-404-for-empty-collection': { on: 'S', entries: [404, 200] },
    'prefer-405-for-unsupported-method': { on: 'E', entries: [405] },
    'prefer-409-for-conflict': { on: 'E', entries: [409], strictOnly: [422] },
    'prefer-429-for-rate-limit': { on: 'W', entries: [429] },
    'prefer-500-for-unexpected-failure': { on: 'W', entries: [500] },
    'no-success-for-failure': { on: 'E', entries: [200] },
    'prefer-502-for-upstream-failure': { on: 'W', entries: [502], strictOnly: [500] },
    'prefer-503-for-unavailable-service': { on: 'W', entries: [503] },
    'prefer-504-for-upstream-timeout': { on: 'W', entries: [504], strictOnly: [500] },
    'prefer-201-for-created-resource': { on: 'W', entries: [201] },
    'no-201-without-creation': { on: 'W', entries: [201] },
    'prefer-302-for-temporary-redirect': { on: 'W', entries: [302, 301] },
    'prefer-301-for-permanent-move': { on: 'S', entries: [301] },
    'prefer-204-for-empty-success': { on: 'S', entries: [204] },
    // 406, 412, 413, 415, 416 and 428 have no entries; that of the general 400 Bad Request stands for them.
    'prefer-specific-client-error': { on: 'S', entries: [400] },
    'prefer-303-after-post': { on: 'O', entries: [302] },
  },
  'registry and house rules': {
    'no-unregistered-status': { on: 'W', entries: [500] },
    'no-inapplicable-status': { on: 'S', entries: [] },
    'consistent-status-notation': { on: 'O', entries: [] },
    'restrict-status': { on: 'O', entries: [] },
    'no-parser-error-as-500': { on: 'S', entries: [400, 500] },
  },
};

const ROWS = Object.values(SPECIFIED).flatMap(part => Object.entries(part));
const page = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, `../../docs/rules/${name}.md`), 'utf8');

describe('the entries of the reference', () => {
  it('are the nineteen that rules are named for', () => {
    expect(entries.map(({ status }) => status)).toEqual(Object.keys(ENFORCED).map(Number));
    expect(entries).toHaveLength(19);
  });

  it.each(entries.map(({ status, name }) => [`${status} ${name}`, status] as const))(
    '%s is enforced, listed and quoted',
    (_label, status) => {
      expect(ENFORCED[status].length).toBeGreaterThan(0);
      for (const name of ENFORCED[status]) {
        expect(Object.keys(rules)).toContain(name);
        expect(rules[name]?.definition.entries, name).toContain(status);
        expect(page(name), name).toContain(`\n\n${formatEntry(status)}\n\n`);
      }
    },
  );

  it('include the note on 401 and 403, enforced and quoted', () => {
    for (const name of ENFORCE_NOTE) {
      expect(rules[name]?.definition.entries).toEqual(expect.arrayContaining([401, 403]));
      expect(page(name), name).toContain(`\n\n${formatAuthenticationNote()}\n\n`);
    }
  });

  it('are no others than rules say they enforce', () => {
    const listed = new Set(Object.values(rules).flatMap(({ definition }) => definition.entries));
    expect([...listed].filter(status => findEntry(status) === null)).toEqual([]);
    expect([...listed].sort((a, b) => a - b)).toEqual(Object.keys(ENFORCED).map(Number));
  });
});

describe('the rules', () => {
  it('are those specified, and no others', () => {
    expect(ROWS.map(([name]) => name).sort()).toEqual(Object.keys(rules));
  });

  it.each(ROWS)('%s stands for its entries', (name, { entries: own }) => {
    expect(rules[name]?.definition.entries).toEqual(expect.arrayContaining([...own]));
  });

  it.each(ROWS.filter(([, { on }]) => on === 'E' || on === 'W'))(
    '%s is on in `recommended`, with its severity',
    (name, { on }) => {
      for (const preset of PRESETS) expect(severityIn(preset, name), preset).toBe(on === 'E' ? 'error' : 'warn');
    },
  );

  it.each(ROWS.filter(([, { on }]) => on === 'S'))('%s is on from `strict` on', name => {
    expect(PRESETS.map(preset => severityIn(preset, name))).toEqual([undefined, 'warn', 'warn']);
  });

  it.each(ROWS.filter(([, { on }]) => on === 'O'))('%s is on only in `all`', name => {
    expect(PRESETS.map(preset => severityIn(preset, name))).toEqual([undefined, undefined, 'warn']);
  });

  it.each(ROWS)(
    '%s tolerates in `recommended` what only `strict` reports, and nothing else',
    (name, { strictOnly = [] }) => {
      const { defaults = {}, strictOptions = {} } = rules[name]?.definition ?? {};
      const accepted = (options: object): unknown => (options as { accept?: unknown }).accept;
      if (accepted(defaults) === undefined) {
        expect(strictOnly).toEqual([]);
        return;
      }
      expect(accepted(defaults)).toEqual(strictOnly);
      expect(accepted(strictOptions)).toEqual([]);
    },
  );
});

/** How a preset sets a rule; undefined where it does not. */
function severityIn(preset: PresetName, name: string): unknown {
  const setting = presetRules(preset, rules)[`status-code/${name}`];
  return Array.isArray(setting) ? setting[0] : setting;
}
