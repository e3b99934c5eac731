import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { check, resolveConfig } from 'prettier';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const NAME = 'no-empty-unavailable';
/** What of the project a rule is made of and tested with. */
const PARTS = ['src', 'tests', 'tools', 'docs', 'README.md', 'package.json', 'tsconfig.json', '.prettierrc.json'];
const copy = realpathSync(mkdtempSync(path.join(tmpdir(), 'status-code-new-')));

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(...command: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, command, { cwd: copy, encoding: 'utf8' });
}

describe('npm run new', () => {
  it.each([
    [[], 'The name of the rule is missing.'],
    [['no-a', 'no-b'], 'A rule has one name.'],
    [['noEmptyBody'], '`noEmptyBody` is not in kebab case'],
    [['no-'], '`no-` is not in kebab case'],
    [['no--body'], '`no--body` is not in kebab case'],
    [['forbid-empty-body'], '`forbid-empty-body` begins with none of no-, require-, prefer-, restrict-, consistent-'],
    [['nobody'], '`nobody` begins with none of'],
    [['no-second-response'], '`no-second-response` is taken: src/rules/no-second-response.ts exists.'],
  ])('writes nothing for %j, and says why', (names, message) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/new.mjs', ...names], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('Write: npm run new -- no-something');
  });

  it('writes a rule, its test and its page, which pass at once', async () => {
    for (const part of PARTS) cpSync(path.join(ROOT, part), path.join(copy, part), { recursive: true });
    symlinkSync(realpathSync(path.join(ROOT, 'node_modules')), path.join(copy, 'node_modules'), 'junction');

    const made = run('tools/new.mjs', NAME);
    expect(made).toMatchObject({ status: 0, stderr: '' });
    expect(made.stdout).toContain(`1. src/rules/${NAME}.ts`);
    for (const file of [
      `src/rules/${NAME}.ts`,
      'src/rules/index.ts',
      `tests/rules/${NAME}.test.ts`,
      'tests/reference/enforced.test.ts',
      'tests/wire/pages.test.ts',
    ]) {
      const text = readFileSync(path.join(copy, file), 'utf8');
      expect(text, file).toContain(NAME);
      const filepath = path.join(ROOT, file);
      expect(await check(text, { ...(await resolveConfig(filepath)), filepath }), file).toBe(true);
    }
    expect(readFileSync(path.join(copy, `tests/messages/${NAME}.txt`), 'utf8')).toContain('503 Service Unavailable');
    expect(readFileSync(path.join(copy, 'docs/README.md'), 'utf8')).toContain(`rules/${NAME}.md`);

    expect(testsOfRule()).toEqual({ failed: [], isEnough: true });
  }, 180_000);
});

/** The tests that look at the rule, in the copy. */
function testsOfRule(): { failed: string[]; isEnough: boolean } {
  const { stdout, stderr } = run(
    path.join(ROOT, 'node_modules/vitest/vitest.mjs'),
    'run',
    `tests/rules/${NAME}.test.ts`,
    'tests/docs.test.ts',
    'tests/rules.test.ts',
    'tests/reference/enforced.test.ts',
    '-t',
    NAME,
    '--no-isolate',
    '--maxWorkers=1',
    '--reporter=json',
  );
  expect(stderr).toBe('');
  const { testResults } = JSON.parse(stdout) as {
    testResults: { message: string; assertionResults: { fullName: string; status: string }[] }[];
  };
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  return {
    failed: [
      ...testResults.map(({ message }) => message).filter(message => message !== ''),
      ...results.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    ],
    isEnough: results.filter(({ status }) => status === 'passed').length > 25,
  };
}
