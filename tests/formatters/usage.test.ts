import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { CHECK_FORMATS, FORMATTERS } from '../../src/cli/commands/args.ts';
import { ensureBuilt, ROOT } from '../cli/build.ts';
import { makeProject, MISTAKEN, RIGHT, RULE, runWarm, type Run } from '../cli/run.ts';

const ESLINT = path.join(ROOT, 'node_modules/eslint/bin/eslint.js');
const FORMATS = ['rdjson', 'sarif', 'gitlab'] as const;
const TEXTS = ['junit', 'checkstyle', 'markdown'] as const;

/** The path that the documentation tells people to give ESLint. */
const pathOf = (format: string): string => `./node_modules/eslint-plugin-status-code/dist/formatters/${format}.js`;

function runNode(folder: string, ...args: string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { code: status, stdout, stderr };
}

/** A project that has installed the package. */
function makeLinted(files: Readonly<Record<string, string>>): string {
  const folder = makeProject({
    'package.json': '{ "type": "commonjs" }',
    'eslint.config.mjs': `import statusCode from 'eslint-plugin-status-code';\nexport default [statusCode.configs.recommended];\n`,
    ...files,
  });
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(ROOT, path.join(folder, 'node_modules/eslint-plugin-status-code'), 'junction');
  return folder;
}

const parse = (text: string): unknown => JSON.parse(text);

beforeAll(ensureBuilt, 60_000);

describe.each(FORMATS)('the format %s', format => {
  it('is the same from ESLint by its path and from `check` by its name', () => {
    const folder = makeLinted({ 'src/a.js': MISTAKEN, 'src/b.js': RIGHT });
    const eslint = runNode(folder, ESLINT, 'src', '-f', pathOf(format));
    const check = runWarm(folder, 'check', 'src', '--format', format);
    expect(eslint).toMatchObject({ code: 1, stderr: '' });
    expect(check).toMatchObject({ code: 1, stderr: '' });
    expect(eslint.stdout).toContain(RULE);
    expect(parse(eslint.stdout)).toEqual(parse(check.stdout));
  });

  it('is valid where nothing was found', () => {
    const folder = makeLinted({ 'src/b.js': RIGHT });
    const eslint = runNode(folder, ESLINT, 'src', '-f', pathOf(format));
    expect(eslint.code).toBe(0);
    expect(parse(eslint.stdout)).toEqual(parse(runWarm(folder, 'check', 'src', '--format', format).stdout));
  });

  it('has what could not be parsed, from `check` too, which says so', () => {
    const folder = makeLinted({ 'src/c.js': 'let = ;\n' });
    const { code, stdout, stderr } = runWarm(folder, 'check', 'src', '--format', format);
    expect(code).toBe(2);
    expect(stderr).toContain('src/c.js:1:');
    expect(stdout).toContain('cannot be parsed');
    parse(stdout);
  });

  it('writes to a file with ESLint', () => {
    const folder = makeLinted({ 'src/a.js': MISTAKEN });
    expect(runNode(folder, ESLINT, 'src', '-f', pathOf(format), '-o', 'report.json')).toMatchObject({
      code: 1,
      stdout: '',
    });
    expect(readdirSync(folder)).toContain('report.json');
  });
});

describe.each(TEXTS)('the format %s', format => {
  const files = {
    'src/a.js': MISTAKEN.replace('removed: true', "'<b>': '&'"),
    'src/b.js': RIGHT,
    'src/c.js': 'let = ;\n',
  };

  it('is the same from ESLint, by the path that `formatter` prints, and from `check`', () => {
    const folder = makeLinted(files);
    const formatter = runWarm(folder, 'formatter', format).stdout.trim();
    // ESLint says of a file that cannot be parsed what check says on standard error as well, in other words.
    const eslint = runNode(folder, ESLINT, 'src/a.js', 'src/b.js', '-f', formatter);
    expect(eslint).toMatchObject({ code: 1, stderr: '' });
    expect(eslint.stdout).toContain(RULE.replaceAll('/', format === 'checkstyle' ? '.' : '/'));
    expect(eslint.stdout).toBe(runWarm(folder, 'check', 'src/a.js', 'src/b.js', '--format', format).stdout);
  });

  it('is well-formed, whatever the code says', () => {
    const { stdout } = runWarm(makeLinted(files), 'check', '--format', format);
    expect(stdout).toContain('cannot be parsed');
    if (format !== 'markdown') expect(unbalanced(stdout)).toEqual([]);
    if (format === 'markdown') expect(stdout).not.toMatch(/<b>(?![^`]*`)/);
  });
});

/** The tags of a text in XML that are not closed, or closed twice; and what stands outside of them unescaped. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [whole, slash, name = '', end] of xml
    .replace(/^<\?xml [^>]*\?>\n/, '')
    .matchAll(/<(\/?)([a-z]+)(?: [a-z]+="[^"<]*")*(\/?)>|[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)/g)) {
    if (name === '' || (slash === '/' && open.pop() !== name)) wrong.push(whole);
    else if (slash === '' && end === '') open.push(name);
  }
  return [...wrong, ...open];
}

it('the formats of `check` are those of the documentation', () => {
  expect(CHECK_FORMATS).toEqual(['stylish', 'json', ...FORMATTERS]);
  expect(FORMATTERS).toEqual([...FORMATS, ...TEXTS]);
});

it('the package has the formatters at the paths of the documentation', { timeout: 60_000 }, () => {
  const [{ files }] = parse(
    execFileSync('npm', ['pack', '--dry-run', '--ignore-scripts', '--json'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as [{ files: { path: string }[] }];
  expect(files.map(file => file.path)).toEqual(
    expect.arrayContaining(FORMATTERS.map(format => `dist/formatters/${format}.js`)),
  );
});

it('a processor of another plugin is formatted, too', () => {
  const folder = makeLinted({ 'README.txt': `Delete:\n\n${MISTAKEN}` });
  writeFileSync(
    path.join(folder, 'eslint.config.mjs'),
    `import statusCode from 'eslint-plugin-status-code';
const processor = { preprocess: text => [{ text: text.slice(9), filename: '0.js' }], postprocess: lists => lists.flat().map(message => ({ ...message, line: message.line + 2, endLine: message.endLine + 2, suggestions: undefined })) };
export default [{ files: ['**/*.txt'], plugins: { text: { processors: { processor } } }, processor: 'text/processor' }, statusCode.configs.recommended];\n`,
  );
  const { stdout, stderr } = runNode(folder, ESLINT, 'README.txt', '-f', pathOf('rdjson'));
  expect(stderr).toBe('');
  expect(parse(stdout)).toMatchObject({
    diagnostics: [
      { code: { value: RULE }, location: { path: 'README.txt', range: { start: { line: 5, column: 14 } } } },
    ],
  });
});
