import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt } from './build.ts';
import { filesOf, findingsOf, makeProject, MISTAKEN, RIGHT, RULE, runWarm } from './run.ts';

beforeAll(ensureBuilt, 60_000);

/** The files that are linted below paths of a folder. */
function linted(folder: string, ...args: readonly string[]): string[] {
  return filesOf(runWarm(folder, 'check', ...args, '--format', 'json').stdout, folder);
}

describe('what is linted', () => {
  it('leaves out what is installed, built, declared or minified, at any depth', () => {
    const ignored = [
      'node_modules/a/index.js',
      'packages/b/node_modules/c/index.js',
      'packages/b/dist/index.js',
      'build/index.js',
      'coverage/lcov.js',
      '.git/hooks/x.js',
      '.next/server.js',
      'public/jquery.min.js',
      'public/app.bundle.js',
      'types/index.d.ts',
      'types/index.d.mts',
      'README.md',
      'data.json',
    ];
    const folder = makeProject(
      Object.fromEntries(
        [...ignored, 'src/a.js', 'packages/b/src/b.mts', 'packages/b/x.jsx', 'public/site.js'].map(name => [
          name,
          RIGHT,
        ]),
      ),
    );
    writeFileSync(path.join(folder, 'public/minified.js'), `var a=1;${'function f(){return 1}'.repeat(1000)}`);
    writeFileSync(path.join(folder, 'public/video.ts'), Buffer.from([0x47, 0x40, 0, 0, 1, 2, 3]));
    expect(linted(folder)).toEqual(['packages/b/x.jsx', 'packages/b/src/b.mts', 'public/site.js', 'src/a.js']);
    expect(runWarm(folder, 'check').stdout).toBe('No findings in 4 files; 2 minified or generated files left out.\n');
  });

  it('heeds .gitignore files of the repository, nested and negated ones included', () => {
    const folder = makeProject({
      '.gitignore': '/generated\n*.gen.js\n!keep.gen.js\nlogs/\n',
      '.git/HEAD': '',
      'generated/a.js': RIGHT,
      'src/a.gen.js': RIGHT,
      'src/keep.gen.js': RIGHT,
      'src/logs/b.js': RIGHT,
      'src/.gitignore': 'local.js\n',
      'src/local.js': RIGHT,
      'src/generated/c.js': RIGHT,
      'local.js': RIGHT,
    });
    expect(linted(folder)).toEqual(['local.js', 'src/keep.gen.js', 'src/generated/c.js']);
    expect(linted(folder, 'src')).toEqual(['src/keep.gen.js', 'src/generated/c.js']);
  });

  it('takes what is named, even if it would be ignored', () => {
    const folder = makeProject({
      '.gitignore': 'generated/\n',
      '.git/HEAD': '',
      'generated/a.js': RIGHT,
      'dist/index.js': RIGHT,
      'x.min.js': RIGHT,
    });
    expect(linted(folder, 'generated', 'dist', 'x.min.js')).toEqual(['generated/a.js', 'dist/index.js', 'x.min.js']);
    expect(linted(folder, 'generated/a.js', 'generated/a.js', './generated')).toEqual(['generated/a.js']);
  });

  it('leaves out what --ignore names', () => {
    const folder = makeProject({ 'src/a.js': RIGHT, 'src/a.test.js': RIGHT, 'src/fixtures/b.js': RIGHT });
    expect(linted(folder, 'src', '--ignore', '*.test.js', '--ignore', 'src/fixtures')).toEqual(['src/a.js']);
  });

  it('does not follow symbolic links, so that a cycle ends', () => {
    const folder = makeProject({ 'src/a.js': RIGHT });
    symlinkSync('..', path.join(folder, 'src/up'), 'dir');
    symlinkSync('a.js', path.join(folder, 'src/b.js'));
    symlinkSync('nowhere.js', path.join(folder, 'src/dangling.js'));
    expect(linted(folder)).toEqual(['src/a.js']);
    expect(runWarm(folder, 'check', 'src/dangling.js')).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('what cannot be read', () => {
  it('is named in a line, does not stop the rest, and alone makes the exit code 2', () => {
    const folder = makeProject({ 'broken.js': 'const a = 1;\nconst b = ;\n', 'right.js': RIGHT });
    const { code, stdout, stderr } = runWarm(folder, 'check');
    expect(code).toBe(2);
    expect(stderr).toBe('broken.js:2:11 cannot be parsed: Unexpected token ;\n');
    expect(stdout).toBe('No findings in 2 files; 1 could not be read or parsed.\n');
  });

  it('leaves the exit code 1 where there are findings, and is in the JSON as ESLint has it', () => {
    const folder = makeProject({ 'broken.ts': 'const a: = 1;\n', 'mistaken.js': MISTAKEN });
    const { code, stdout } = runWarm(folder, 'check', '--format', 'json');
    expect(code).toBe(1);
    expect(findingsOf(stdout, folder)).toEqual([
      { file: 'broken.ts', line: 1, rule: null },
      { file: 'mistaken.js', line: 3, rule: RULE },
    ]);
    expect(JSON.parse(stdout)).toMatchObject([{ fatalErrorCount: 1, messages: [{ fatal: true, severity: 2 }] }, {}]);
  });

  it('may be a file without read permission', ({ skip }) => {
    if (process.getuid?.() === 0) skip('root may read everything');
    const folder = makeProject({ 'secret.js': MISTAKEN, 'locked/a.js': RIGHT, 'a.js': RIGHT });
    chmodSync(path.join(folder, 'secret.js'), 0);
    chmodSync(path.join(folder, 'locked'), 0);
    const { code, stderr } = runWarm(folder, 'check');
    chmodSync(path.join(folder, 'locked'), 0o700);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^locked cannot be read: .*\nsecret\.js cannot be read: .*\n$/);
  });

  it('may be a bundle of 10 MB: passed over where it is found, named where it was asked for', () => {
    const folder = makeProject({
      'a.js': RIGHT,
      'bundle.js': 'var aVariable = function (x) { return x + 1; };\n'.repeat(210_000),
    });
    expect(runWarm(folder, 'check')).toMatchObject({
      code: 0,
      stdout: 'No findings in 1 file; 1 minified or generated file left out.\n',
    });
    const named = runWarm(folder, 'check', 'bundle.js');
    expect(named.code).toBe(2);
    expect(named.stderr).toMatch(/^bundle\.js has 10\.\d MB: files over 2 MB are taken for bundles and not linted\n$/);
  });

  it.for(['js', 'ts'])('may be .%s code that nests too deep for a parser', extension => {
    const folder = makeProject({
      [`deep.${extension}`]: `const a = ${'[\n'.repeat(20_000)}${']\n'.repeat(20_000)};\n`,
      'mistaken.js': MISTAKEN,
    });
    const { code, stderr, stdout } = runWarm(folder, 'check');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^deep\.[jt]s\S* cannot be parsed: /);
    expect(stdout).toContain('1 finding in 1 of 2 files');
  });

  it('may be a package.json', () => {
    const folder = makeProject({
      'package.json': '{ "type": ',
      'a.js': MISTAKEN,
      'b/package.json': '[]',
      'b/a.js': MISTAKEN,
    });
    mkdirSync(path.join(folder, 'c/package.json'), { recursive: true });
    writeFileSync(path.join(folder, 'c/a.js'), MISTAKEN);
    expect(findingsOf(runWarm(folder, 'check', '--format', 'json').stdout, folder).map(({ file }) => file)).toEqual([
      'a.js',
      'b/a.js',
      'c/a.js',
    ]);
  });
});
