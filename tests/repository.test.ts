import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { docsUrl } from '../src/rule.ts';
import { BIN, ensureBuilt, ROOT } from './cli/build.ts';
import { makeProject, MISTAKEN, RIGHT, RULE } from './cli/run.ts';
import { commitAll, git, makeInstalled, runShell, writeProgram } from './journeys/project.ts';

const { load } = createRequire(import.meta.url)('js-yaml') as { load: (text: string) => unknown };

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface Manifest {
  readonly version: string;
  readonly homepage: string;
  readonly repository: { readonly url: string };
  readonly bugs: { readonly url: string };
  readonly publishConfig: unknown;
  readonly engines: { readonly node: string };
  readonly scripts: Record<string, string>;
  readonly bin: Record<string, string>;
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const ADDRESS = manifest.bugs.url.replace(/\/issues$/, '');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Record<string, string>;
}

interface Workflow {
  readonly jobs: Record<
    string,
    { readonly steps: readonly Step[]; readonly strategy?: { matrix: Record<string, string[]> } }
  >;
}

const workflows = readdirSync(path.join(ROOT, '.github/workflows'));
const workflow = (name: string): Workflow => load(read(`.github/workflows/${name}`)) as Workflow;

beforeAll(ensureBuilt, 120_000);

describe('the address of the repository', () => {
  it('is that of package.json, wherever it is named', () => {
    expect(manifest.repository.url).toBe(`git+${ADDRESS}.git`);
    expect(manifest.homepage).toBe(`${ADDRESS}#readme`);
    expect(docsUrl('x')).toBe(`${ADDRESS}/blob/main/docs/rules/x.md`);
    const name = ADDRESS.replace('https://github.com/', '');
    const pages = [
      'README.md',
      'CHANGELOG.md',
      'llms.txt',
      '.github/ISSUE_TEMPLATE/config.yml',
      ...readdirSync(path.join(ROOT, 'docs'))
        .filter(page => page.endsWith('.md'))
        .map(page => `docs/${page}`),
    ];
    for (const page of pages)
      for (const [, owner] of read(page).matchAll(
        /(?:github|raw\.githubusercontent)\.com\/([\w-]+\/eslint-plugin-status-code)\b/g,
      ))
        expect(`${page}: ${owner}`).toBe(`${page}: ${name}`);
  });
});

describe('a release', () => {
  const release = (...args: string[]) =>
    spawnSync(process.execPath, ['tools/release.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });
  const changelog = read('CHANGELOG.md');

  it('has a changelog in the form of Keep a Changelog', () => {
    const versions = [...changelog.matchAll(/^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$/gm)].map(([, version]) => version);
    expect(versions[0]).toBe('Unreleased');
    expect(versions).toContain(manifest.version);
    for (const version of versions) expect(changelog).toMatch(new RegExp(`^\\[${version}\\]: https://`, 'm'));
    const kinds = [...changelog.matchAll(/^### (.+)$/gm)].map(([, kind]) => kind);
    expect(['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security']).toEqual(expect.arrayContaining(kinds));
  });

  it('is checked before it is published, and has its notes', () => {
    expect(release('--notes', `v${manifest.version}`).stdout).toContain('The first version');
    const wrong = release('--check', 'v99.0.0');
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain(`package.json has ${manifest.version}, and the tag 99.0.0.`);
    expect(release('--check').status).toBe(2);
    const isOpen = /^## \[Unreleased\]\s+###/m.test(changelog);
    expect(release('--check', `v${manifest.version}`).status).toBe(isOpen ? 1 : 0);
  });

  it('is published with its provenance, and with no token', () => {
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
    const text = read('.github/workflows/release.yml');
    expect(text).toContain('id-token: write');
    expect(text).not.toContain('NPM_TOKEN');
    const steps = workflow('release.yml').jobs['publish']?.steps.map(({ run }) => run ?? '') ?? [];
    const at = (part: string): number => steps.findIndex(step => step.includes(part));
    expect(at('release.mjs --check')).toBeLessThan(at('npm test'));
    expect(at('npm test')).toBeLessThan(at('npm publish'));
  });

  it('has a package with what a reader needs', { timeout: 60_000 }, () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    const [{ files } = { files: [] }] = JSON.parse(stdout) as { files: { path: string }[] }[];
    const names = files.map(file => file.path);
    expect(names).toEqual(
      expect.arrayContaining([
        'README.md',
        'LICENSE',
        'CHANGELOG.md',
        'llms.txt',
        'dist/rule-options.d.ts',
        'dist/formatters/sarif.d.ts',
      ]),
    );
    expect(names.filter(name => /^(?:src|tests|tools|docs)\//.test(name))).toEqual([]);
    // npm shows the README alone, without the files beside it.
    expect(read('README.md')).not.toMatch(/!\[[^\]]*\]\((?!https:)/);
  });
});

describe.each(workflows)('the workflow %s', name => {
  const steps = Object.values(workflow(name).jobs).flatMap(job => job.steps);

  it('runs what is there', () => {
    const commands = steps.flatMap(({ run }) => run ?? []);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      for (const [, file = ''] of command.matchAll(/\b(?:node|bash) ([\w./-]+)/g))
        expect(existsSync(path.join(ROOT, file))).toBe(true);
      for (const [, script = ''] of command.matchAll(/\bnpm run ([\w-]+)/g))
        expect(manifest.scripts).toHaveProperty(script);
    }
  });

  it('runs nothing that a stranger can write', () => {
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{\s*github\.(?:event|head_ref|ref_name)/);
    expect(read(`.github/workflows/${name}`)).toMatch(/^permissions:\n {2}contents: read$/m);
  });

  it('takes every action by a version', () => {
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+/);
  });
});

it('the matrix of CI has the oldest Node of each line that package.json takes', () => {
  const { node = [], eslint = [] } = workflow('ci.yml').jobs['matrix']?.strategy?.matrix ?? {};
  const oldest = [...manifest.engines.node.matchAll(/(?:\^|>=)(\d+(?:\.\d+\.\d+)?)/g)].map(([, version]) => version);
  expect(node).toEqual(oldest);
  expect(eslint[0]).toBe('9.22.0');
});

describe('the forms for issues', () => {
  const forms = readdirSync(path.join(ROOT, '.github/ISSUE_TEMPLATE')).filter(name => name !== 'config.yml');

  it('are the three there are', () => {
    expect(forms.sort()).toEqual(['crash.yml', 'false-alarm.yml', 'missed.yml']);
  });

  it.each(forms)('%s is a form that asks for the code and for what explain says', form => {
    const { name, description, body } = load(read(`.github/ISSUE_TEMPLATE/${form}`)) as {
      name: string;
      description: string;
      body: { type: string; id?: string; attributes: Record<string, string>; validations?: { required: boolean } }[];
    };
    expect([name, description].every(text => text.length > 0)).toBe(true);
    const fields = body.filter(({ type }) => type !== 'markdown');
    const ids = fields.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(['code', 'explain', 'versions']));
    for (const { type, attributes } of fields) {
      expect(['textarea', 'input', 'dropdown', 'checkboxes']).toContain(type);
      expect(attributes['label']).toBeTruthy();
    }
    expect(fields.find(({ id }) => id === 'explain')?.attributes['description']).toContain('explain FILE:LINE --json');
  });
});

describe('the action', { timeout: 120_000 }, () => {
  const action = load(read('action.yml')) as {
    inputs: Record<string, { description: string; default: string }>;
    runs: { using: string; steps: { run: string; env: Record<string, string>; shell: string }[] };
  };

  /** Runs the step of the action as a runner does, with its inputs. */
  function runAction(folder: string, inputs: Readonly<Record<string, string>>) {
    const [step] = action.runs.steps;
    const values = Object.fromEntries(
      Object.entries(action.inputs).map(([name, { default: value }]) => [name, inputs[name] ?? value]),
    );
    const env = Object.fromEntries(
      Object.entries(step?.env ?? {}).map(([name, text]) => [
        name,
        text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => values[input] ?? ''),
      ]),
    );
    const files = {
      GITHUB_OUTPUT: path.join(folder, 'output.txt'),
      GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    };
    const result = runShell(folder, step?.run ?? '', {
      ...env,
      ...files,
      GITHUB_ACTION_PATH: ROOT,
      RUNNER_TEMP: folder,
    });
    const text = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    return { ...result, output: text(files.GITHUB_OUTPUT), summary: text(files.GITHUB_STEP_SUMMARY) };
  }

  it('ends as check does, with a summary and SARIF', () => {
    const folder = makeInstalled({ 'src/a.js': MISTAKEN, 'lib/b.js': RIGHT });
    const { code, stdout, output, summary } = runAction(folder, { paths: 'src lib' });
    expect(code).toBe(1);
    expect(stdout).toContain(RULE);
    expect(stdout).toContain('\u001B[31m');
    expect(summary).toMatch(/^\*\*1 finding in 1 file\*\*/);
    const file = /^sarif=(.+)$/m.exec(output)?.[1] ?? '';
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('runs');
    expect(runAction(folder, { paths: 'lib' }).code).toBe(0);
    expect(runAction(folder, { paths: 'none' }).code).toBe(2);
    expect(runAction(folder, { paths: 'src', args: '--rule no-body-with-bodyless-status:off' }).code).toBe(0);
  });

  it('runs no input', () => {
    const folder = makeInstalled({ 'src/a.js': RIGHT });
    const { code } = runAction(folder, { paths: 'src; touch stolen', args: '$(touch stolen) `touch stolen`' });
    expect(code).toBe(2);
    expect(existsSync(path.join(folder, 'stolen'))).toBe(false);
    for (const { run } of action.runs.steps) expect(run).not.toContain('inputs.');
  });

  it('installs the package where the project has none', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    mkdirSync(path.join(folder, 'bin'));
    writeProgram(
      path.join(folder, 'bin/npx'),
      `echo "$@" >> npx.txt; while [ "$1" != check ]; do shift; done; exec '${process.execPath}' '${BIN}' "$@"`,
    );
    expect(runAction(folder, { version: '1.2.3' }).code).toBe(1);
    expect(readFileSync(path.join(folder, 'npx.txt'), 'utf8')).toMatch(
      /^--yes --package eslint-plugin-status-code@1\.2\.3 --package eslint eslint-plugin-status-code check /,
    );
  });
});

describe('the hook for pre-commit', { timeout: 60_000 }, () => {
  const [hook] = load(read('.pre-commit-hooks.yaml')) as {
    id: string;
    entry: string;
    language: string;
    files: string;
    exclude: string;
  }[];

  it('runs a program of the package on the staged files that are source', () => {
    const folder = makeInstalled({ 'a.js': RIGHT, 'b.ts': MISTAKEN, 'types.d.ts': '', 'notes.md': '' });
    git(folder, 'init', '--quiet');
    commitAll(folder, 'Start');
    expect(Object.keys(manifest.bin)).toContain(hook?.entry.split(' ')[0]);
    expect(manifest.scripts['prepack']).toContain('build');
    const staged = ['a.js', 'b.ts', 'types.d.ts', 'notes.md'].filter(
      file => new RegExp(hook?.files ?? '^$').test(file) && !new RegExp(hook?.exclude ?? '^$').test(file),
    );
    expect(staged).toEqual(['a.js', 'b.ts']);
    expect(runShell(folder, `${hook?.entry ?? ''} --quiet a.js`).code).toBe(0);
    expect(runShell(folder, `${hook?.entry ?? ''} --quiet ${staged.join(' ')}`)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('b.ts') as string,
    });
  });
});

describe('what assistants are told', { timeout: 120_000 }, () => {
  it('llms.txt leads to pages that are there', () => {
    const links = [...read('llms.txt').matchAll(/\]\((.+?)\)/g)].map(([, link = '']) => link);
    expect(links.length).toBeGreaterThan(5);
    for (const link of links) {
      expect(link.startsWith(`${ADDRESS}/blob/main/`)).toBe(true);
      expect(existsSync(path.join(ROOT, link.slice(`${ADDRESS}/blob/main/`.length)))).toBe(true);
    }
  });

  it('the commands of the page and of its snippet run, and print JSON', () => {
    const page = read('docs/agents.md');
    const folder = makeInstalled({ 'src/users.js': RIGHT });
    git(folder, 'init', '--quiet');
    commitAll(folder, 'Start');
    writeFileSync(path.join(folder, 'src/users.js'), MISTAKEN);
    const commands = new Set(
      [...page.matchAll(/`npx (eslint-plugin-status-code [^`]+--json)`/g)].map(([, command = '']) =>
        command.replace('FILE:LINE', 'src/users.js:3').replace('users.js:42', 'users.js:3'),
      ),
    );
    expect(commands.size).toBe(4);
    for (const command of commands) {
      const { code, stdout } = runShell(folder, command.includes('--stdin') ? `${command} < src/users.js` : command);
      expect(`${command}: ${code}`).toBe(`${command}: ${command.includes(' check ') ? 1 : 0}`);
      expect(() => JSON.parse(stdout) as unknown).not.toThrow();
      expect(stdout).toContain(command.includes('routes') ? '204' : RULE.replace('status-code/', ''));
    }
  });
});
