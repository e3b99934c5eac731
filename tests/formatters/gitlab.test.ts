import { afterEach, describe, expect, it, vi } from 'vitest';

import gitlab from '../../src/formatters/gitlab.ts';
import type { FileLintResult } from '../../src/formatters/lint-result.ts';
import { CONTEXT, DENIED, lint, result } from './lint.ts';

/** An entry of GitLab's report, in the fields that GitLab reads. */
interface Issue {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: string;
  location: { path: string; lines: { begin: number; end?: number } };
}

const SEVERITIES = ['info', 'minor', 'major', 'critical', 'blocker'];

/** The entries of a report that GitLab accepts: it wants these fields, paths without `./`, and no fingerprint twice. */
function format(results: readonly FileLintResult[], context = CONTEXT): Issue[] {
  const issues = JSON.parse(gitlab(results, context)) as Issue[];
  for (const { description, check_name, fingerprint, severity, location } of issues) {
    expect(description).not.toBe('');
    expect(check_name).not.toBe('');
    expect(fingerprint).toMatch(/^[\da-f]{64}$/);
    expect(SEVERITIES).toContain(severity);
    expect(location.path).not.toMatch(/^\.\/|\\/);
    expect(Number.isInteger(location.lines.begin) && location.lines.begin > 0).toBe(true);
  }
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  return issues;
}

const fingerprints = (source: string, filePath?: string): string[] =>
  format([lint(source, filePath === undefined ? {} : { filePath })]).map(({ fingerprint }) => fingerprint);

afterEach(() => vi.unstubAllEnvs());

describe('the GitLab formatter', () => {
  it('writes an issue a finding', () => {
    expect(format([lint(DENIED)])).toMatchObject([
      {
        check_name: 'status-code/prefer-403-for-denied-permission',
        severity: 'major',
        description: expect.stringContaining('(line 2), so the caller is known') as string,
        location: { path: 'src/users.js', lines: { begin: 3, end: 3 } },
      },
    ]);
  });

  it('keeps a fingerprint while other lines of the file change', () => {
    expect(fingerprints(DENIED)).toHaveLength(1);
    expect(fingerprints(`// A comment.\n\n${DENIED.replaceAll('\n', '\r\n')}`)).toEqual(fingerprints(DENIED));
    expect(fingerprints(DENIED.replaceAll('    ', '\t'))).toEqual(fingerprints(DENIED));
  });

  it('has another one for another file, rule, line or evidence', () => {
    const all = [
      fingerprints(DENIED),
      fingerprints(DENIED, '/project/b.js'),
      fingerprints(DENIED.replace('Only administrators', 'Only they')),
      fingerprints(DENIED.replace(`'admin'`, `'owner'`)),
    ].flat();
    expect(new Set(all).size).toBe(4);
  });

  it('tells the same mistake on equal lines apart, in order', () => {
    const [first, second] = fingerprints(DENIED + DENIED);
    expect([first]).toEqual(fingerprints(DENIED));
    expect(second).not.toBe(first);
  });

  it('grades errors, warnings and what could not be read', () => {
    expect(
      format([
        result('a;\n', [{ severity: 2 }, { severity: 1 }]),
        lint('let = ;\n'),
        result(undefined, [{ ruleId: null, fatal: true, message: 'Unreadable.', line: 0, column: 0 }], '/project/b.js'),
      ]).map(({ severity, check_name, location: { path, lines } }) => [severity, check_name, path, lines.begin]),
    ).toEqual([
      ['major', 'other/rule', 'src/a.js', 1],
      ['minor', 'other/rule', 'src/a.js', 1],
      ['critical', 'eslint', 'src/users.js', 1],
      ['critical', 'eslint', 'b.js', 1],
    ]);
  });

  it('names paths from the root of the repository, wherever in it ESLint was started', () => {
    vi.stubEnv('CI_PROJECT_DIR', '/builds/shop');
    const pathOf = (filePath: string, cwd: string): string | undefined =>
      format([result('a;\n', [{}], filePath)], { cwd })[0]?.location.path;
    expect(pathOf('/builds/shop/packages/api/a.js', '/builds/shop/packages/api')).toBe('packages/api/a.js');
    expect(pathOf('/builds/shop/a.js', '/builds/shop')).toBe('a.js');
    // A container may see the repository elsewhere.
    expect(pathOf('/app/packages/a.js', '/app')).toBe('packages/a.js');
    vi.unstubAllEnvs();
    expect(pathOf('C:\\shop\\src\\a.js', 'C:\\shop')).toBe('src/a.js');
  });

  it('is an empty list where nothing was found', () => {
    expect(gitlab([], CONTEXT)).toBe('[]');
  });
});
