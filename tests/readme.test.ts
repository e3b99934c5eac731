import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { ESLint, Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findEntry } from '../src/reference/entries.ts';
import { rules } from '../src/rules/index.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const HANDLER = `app.delete('/users/:id', (req, res) => res.status(204).json({ gone: true }));\n`;
const TYPED_HANDLER = `app.delete('/users/:id', (req: Request, res: Response) => { res.status(204).json({ gone: true } as object); });\n`;

/** The configs the README shows, by the mark above them. */
const configs = Object.fromEntries(
  [...README.matchAll(/<!-- config: (\w+) -->\n```js\n(.*?)```/gs)].map(match => [match[1] ?? '', match[2] ?? '']),
);

describe('the configs of the README', () => {
  let project: string;

  beforeAll(() => {
    if (!existsSync(path.join(ROOT, 'dist/index.js')))
      throw new Error('Run `npm run build` first: these tests use the package as others do.');
    project = mkdtempSync(path.join(tmpdir(), 'status-code-readme-'));
    mkdirSync(path.join(project, 'node_modules'));
    symlinkSync(ROOT, path.join(project, 'node_modules/eslint-plugin-status-code'), 'junction');
    symlinkSync(
      path.join(ROOT, 'node_modules/typescript-eslint'),
      path.join(project, 'node_modules/typescript-eslint'),
      'junction',
    );
    writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(project, 'app.js'), HANDLER);
    writeFileSync(path.join(project, 'app.ts'), TYPED_HANDLER);
  });

  afterAll(() => rmSync(project, { recursive: true }));

  /** What `eslint .` finds in the project with a config. */
  function lint(config: string, name = 'eslint.config.js'): Record<string, Linter.LintMessage[]> {
    for (const one of ['eslint.config.js', 'eslint.config.cjs']) rmSync(path.join(project, one), { force: true });
    writeFileSync(path.join(project, name), config);
    const eslint = path.join(ROOT, 'node_modules/eslint/bin/eslint.js');
    let output: string;
    try {
      output = execFileSync(process.execPath, [eslint, '.', '--format', 'json'], { cwd: project, encoding: 'utf8' });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      if (stderr !== '') throw new Error(stderr, { cause: error });
      output = stdout;
    }
    return Object.fromEntries(
      (JSON.parse(output) as ESLint.LintResult[]).map(({ filePath, messages }) => [path.basename(filePath), messages]),
    );
  }

  it('are the four it is meant to show', () => {
    expect(Object.keys(configs)).toEqual(['js', 'cjs', 'ts', 'settings']);
    expect(configs['js']?.trim().split('\n')).toHaveLength(2);
  });

  it('lint JavaScript', { timeout: 60_000 }, () => {
    expect(lint(configs['js'] ?? '')).toMatchObject({
      'app.js': [{ ruleId: 'status-code/no-body-with-bodyless-status', severity: 2 }],
    });
  });

  it('lint JavaScript by a config in CommonJS', { timeout: 60_000 }, () => {
    expect(lint(configs['cjs'] ?? '', 'eslint.config.cjs')).toMatchObject({
      'app.js': [{ ruleId: 'status-code/no-body-with-bodyless-status', severity: 2 }],
    });
  });

  it('lint TypeScript', { timeout: 60_000 }, () => {
    const found = [{ ruleId: 'status-code/no-body-with-bodyless-status', severity: 2 }];
    expect(lint(configs['ts'] ?? '')).toMatchObject({ 'app.js': found, 'app.ts': found });
  });

  it('set settings that the plugin understands', { timeout: 60_000 }, () => {
    expect(lint(configs['settings'] ?? '')['app.js']).toMatchObject([
      { ruleId: 'status-code/no-body-with-bodyless-status' },
    ]);
  });
});

it('the README has the commands that are said to work', () => {
  const { scripts, bin } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
    bin: Record<string, string>;
  };
  expect(README).toContain('npm ci && npm run demo');
  expect(README).toContain('npm ci && npm test');
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test', 'update', 'build']));
  expect(Object.keys(bin)).toEqual(['eslint-plugin-status-code']);
  expect(README).toContain('npx eslint-plugin-status-code check src');
});

it('the README names every rule', () => {
  expect(Object.keys(rules).filter(name => !README.includes(`docs/rules/${name}.md`))).toEqual([]);
});

/** Pages of rules that other pages point to ahead of them. */
const AWAITED = ['docs/rules/require-www-authenticate-with-401.md', 'docs/rules/require-allow-with-405.md'];

describe('the pages', () => {
  const pages = (folder: string): string[] =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.md'))
      .map(name => path.posix.join(folder, name.replaceAll(path.sep, '/')));

  /** The files and folders that a page links, from the root; a link may name a heading. */
  function linksOf(page: string): { file: string; heading: string | null }[] {
    const text = readFileSync(path.join(ROOT, page), 'utf8').replaceAll(/```.*?```/gs, '');
    return [...text.matchAll(/\]\((?!https?:)(?<file>[^)#\s]*)(?:#(?<heading>[^)\s]+))?\)/g)].map(({ groups }) => ({
      file: groups?.['file'] === '' ? page : path.posix.join(path.posix.dirname(page), groups?.['file'] ?? ''),
      heading: groups?.['heading'] ?? null,
    }));
  }

  /** The names that GitHub gives the headings of a page. */
  function headingsOf(page: string): string[] {
    return [...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/^#+ (?<text>.+)$/gm)].map(
      ({ groups }) =>
        groups?.['text']
          ?.toLowerCase()
          .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
          .replaceAll(/\s/g, '-') ?? '',
    );
  }

  it('are all reached from the README by links', () => {
    const reached = new Set<string>();
    const visit = (page: string): void => {
      if (reached.has(page) || !page.endsWith('.md') || !existsSync(path.join(ROOT, page))) return;
      reached.add(page);
      for (const { file } of linksOf(page)) visit(file);
    };
    visit('README.md');
    expect(pages('docs').filter(page => !reached.has(page))).toEqual([]);
    expect(reached.size).toBeGreaterThan(Object.keys(rules).length + 5);
  });

  it('link only what is there, headings included', () => {
    const broken = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...pages('docs')].flatMap(page =>
      linksOf(page)
        .filter(({ file }) => !AWAITED.includes(file))
        .filter(
          ({ file, heading }) =>
            !existsSync(path.join(ROOT, file)) || (heading !== null && !headingsOf(file).includes(heading)),
        )
        .map(link => `${page} → ${link.file}${link.heading === null ? '' : `#${link.heading}`}`),
    );
    expect(broken).toEqual([]);
  });

  it('show a compatibility of which every cell was run and is as expected', () => {
    const [, matrix = ''] = readFileSync(path.join(ROOT, 'docs/compatibility.md'), 'utf8').split(
      /<!-- (?:begin|end) generated matrix -->/,
    );
    expect(matrix.match(/✅|❌/g)?.filter(mark => mark === '❌')).toEqual([]);
    // Three versions of ESLint with three parsers, a config in CommonJS and `check`, on four of Node.
    expect(matrix.match(/^\| \d+\.\d+\.\d+ \| [^|]+(?: \| ✅){4} \|$/gm)).toHaveLength(15);
  });

  it('list every rule by its status, and every cause that a rule judges', () => {
    const index = readFileSync(path.join(ROOT, 'docs/index-of-rules.md'), 'utf8');
    const [, byStatus = '', byCause = ''] = index.split(/^## /m);
    const names = Object.values(rules)
      .filter(({ definition }) => definition.entries.some(status => findEntry(status) !== null))
      .map(({ definition }) => definition.name);
    for (const name of names) expect(byStatus).toContain(`(rules/${name}.md)`);
    for (const name of Object.keys(rules)) expect(byCause).toContain(`(rules/${name}.md)`);
  });
});
