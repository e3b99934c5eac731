import { beforeAll, describe, expect, it } from 'vitest';

import { VERSION } from '../../src/version.ts';
import { ensureBuilt } from './build.ts';
import { makeProject, RIGHT, run, runWarm } from './run.ts';

beforeAll(ensureBuilt, 60_000);

describe('the command line', () => {
  it.for([
    [['check', 'missing'], '"missing" does not exist: check the path.'],
    [
      ['check', 'src/**/*.ts'],
      'no file matches "src/**/*.ts": name files and folders, patterns are not expanded here.',
    ],
    [
      ['check', 'empty'],
      'no JavaScript or TypeScript file to lint in "empty": name another folder (what is ignored is in --help).',
    ],
    [
      ['check', 'notes.md'],
      '"notes.md" is not linted: name folders, or files ending in .js .mjs .cjs .jsx .ts .mts .cts .tsx that are no declarations.',
    ],
    [['check', '--preset', 'loose'], 'unknown preset "loose": use recommended, strict or all.'],
    [['check', '--format', 'xml'], 'unknown format "xml": use stylish, json, rdjson, sarif or gitlab.'],
    [['check', '--parser', 'mine'], 'unknown parser "mine": use project or bundled.'],
    [['explain', '--parser', 'mine', 'a.js:1'], 'unknown parser "mine": use project or bundled.'],
    [['routes', '--format', 'stylish'], 'unknown format "stylish": use table, markdown, json or json-responses.'],
    [['check', '--quiet'], "unknown option '--quiet': see --help for the options."],
    [['check', '--preset'], "option '--preset <value>' argument missing: see --help for the options."],
    [['routes', '--status', 'ok'], '"ok" is no status: write one, as in --status 404, or a class, as in --status 4xx.'],
    [['routes', '--fix'], 'routes has no option --fix: see --help for what it takes.'],
    [
      ['lint'],
      'unknown command "lint": the commands are check, routes and explain (for a folder, write "check lint").',
    ],
    [[], 'say what to do: "check [paths]", "routes [paths]" or "explain FILE:LINE" (--help tells more).'],
    [['explain', 'a.js'], 'explain takes one place, a file and a line in it: "explain src/users.js:42".'],
    [['explain', 'missing.js:3'], '"missing.js" does not exist: check the path.'],
    [['explain', 'empty:3'], '"empty" is a folder: name a file and a line, as in "explain src/users.js:42".'],
    [['explain', 'a.js:9'], 'no response was recognised at or below line 9 of "a.js": the last one is at line 3.'],
  ] as const)('answers %j in one line, with exit code 2', ([args, line]) => {
    const folder = makeProject({ 'a.js': RIGHT, 'empty/x.txt': '', 'notes.md': '' });
    expect(runWarm(folder, ...args)).toEqual({ code: 2, stdout: '', stderr: `eslint-plugin-status-code: ${line}\n` });
  });

  it.each([[['check', 'missing']], [['routes', '--format', 'stylish']], [['routes']], [['explain', 'a.js:3']]])(
    'ends and prints for %j as the command says',
    ([...args]) => {
      const folder = makeProject({ 'a.js': RIGHT });
      expect(run(folder, ...args)).toEqual(runWarm(folder, ...args));
    },
  );

  it('prints its help and its version', () => {
    const folder = makeProject({});
    const help = run(folder, '--help');
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const word of [
      'check [paths]',
      'routes [paths]',
      'explain FILE:LINE',
      '--preset',
      '--fix',
      '--format',
      'Exit code',
    ])
      expect(help.stdout).toContain(word);
    expect(run(folder, 'check', '-h').stdout).toBe(help.stdout);
    expect(run(folder, '--version')).toEqual({ code: 0, stdout: `${VERSION}\n`, stderr: '' });
  });
});
