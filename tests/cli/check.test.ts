import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { ensureBuilt } from './build.ts';
import { findingsOf, makeProject, MISTAKEN, RIGHT, RULE, run, runWarm } from './run.ts';

beforeAll(ensureBuilt, 60_000);

describe('check', () => {
  it('lints TypeScript, TSX, CommonJS and sloppy JavaScript in a folder without config or packages', () => {
    const folder = makeProject({
      'server.ts': `import express, { type Request, type Response } from 'express';
const app = express();
app.delete('/a', (req: Request<{ id: string }>, res: Response): void => {
  res.status(204).json({ removed: true as const });
});
`,
      'page.tsx': `import { renderToString } from 'react-dom/server';
export const page = (req: Request, res: Response) => {
  const html = renderToString(<p title="x">{req.url}</p>);
  res.status(204).send('<!doctype html>' + html);
};
`,
      'old.cjs': MISTAKEN,
      'sloppy.js': `var app = require('express')();
app.delete('/a', function (req, res) {
  with (req.params) { id = 010; }
  res.status(204).json({ removed: true });
});
`,
    });
    const { code, stdout, stderr } = run(folder, 'check', '--format', 'json');
    expect(findingsOf(stdout, folder).filter(({ rule }) => rule === RULE)).toEqual([
      { file: 'old.cjs', line: 3, rule: RULE },
      { file: 'page.tsx', line: 4, rule: RULE },
      { file: 'server.ts', line: 4, rule: RULE },
      { file: 'sloppy.js', line: 4, rule: RULE },
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('shows each finding with its line, a marker, the message, the rule and its address, then a summary', () => {
    const folder = makeProject({ 'src/users.js': MISTAKEN, 'src/clean.js': RIGHT });
    const { code, stdout, stderr } = run(folder, 'check', 'src');
    const lines = stdout.split('\n');
    expect(lines.slice(0, 2)).toEqual(['src/users.js', `  3:14  error  ${RULE}`]);
    expect(lines[2]).toMatch(/^ {2}Drop the content, or send it with 200 OK: .* ends at its headers/);
    expect(lines.slice(3, 5)).toEqual(['     3 | res.status(204).json({ removed: true });', '       |            ^^^']);
    expect(lines[6]).toMatch(/\/docs\/rules\/no-body-with-bodyless-status\.md$/);
    expect(lines.at(-2)).toBe(
      '1 finding in 1 of 2 files: 1 error, 0 warnings; 0 fixable with --fix, 1 with suggestions.',
    );
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('says so where nothing is found', () => {
    const folder = makeProject({ 'a.js': RIGHT });
    expect(run(folder, 'check')).toEqual({ code: 0, stdout: 'No findings in 1 file.\n', stderr: '' });
  });

  it('prints no colour and no progress where there is no terminal', () => {
    const folder = makeProject({ 'a.js': MISTAKEN });
    const { stdout, stderr } = run(folder, 'check');
    expect(stdout + stderr).not.toContain('\u001B');
  });

  it('writes the JSON that ESLint writes', () => {
    const folder = makeProject({ 'a.js': MISTAKEN, 'b.js': RIGHT });
    const { stdout } = run(folder, 'check', '--format=json');
    const [first, second] = JSON.parse(stdout) as Record<string, unknown>[];
    expect(first).toMatchObject({
      filePath: path.join(folder, 'a.js'),
      errorCount: 1,
      warningCount: 0,
      fatalErrorCount: 0,
      fixableErrorCount: 0,
      fixableWarningCount: 0,
      source: MISTAKEN,
      suppressedMessages: [],
      usedDeprecatedRules: [],
      messages: [{ ruleId: RULE, severity: 2, line: 3, column: 14, endLine: 3, endColumn: 17 }],
    });
    expect(second).toEqual({
      filePath: path.join(folder, 'b.js'),
      errorCount: 0,
      warningCount: 0,
      fatalErrorCount: 0,
      fixableErrorCount: 0,
      fixableWarningCount: 0,
      messages: [],
      suppressedMessages: [],
      usedDeprecatedRules: [],
    });
  });

  it('neither needs nor reads a config of ESLint', () => {
    const folder = makeProject({
      'a.js': RIGHT,
      'eslint.config.js': 'throw new Error("read");\n',
      '.eslintrc.json': '{ broken',
    });
    expect(runWarm(folder, 'check', 'a.js').code).toBe(0);
  });

  it('runs more rules with --preset', () => {
    // An `.end()` after a response is harmless: only `strict` speaks of it.
    const text = `const app = require('express')();
app.get('/users/:id', (req, res) => {
  res.json({ id: req.params.id });
  res.end();
});
`;
    const folder = makeProject({ 'a.js': text });
    expect(runWarm(folder, 'check').code).toBe(0);
    const { code, stdout } = runWarm(folder, 'check', '--preset', 'strict', '--format', 'json');
    expect(code).toBe(1);
    expect(findingsOf(stdout, folder)).toEqual([{ file: 'a.js', line: 4, rule: 'status-code/no-second-response' }]);
  });

  it('applies autofixes with --fix, and leaves suggestions alone', () => {
    const text = `const app = require('express')();
app.get('/users/:id', (req, res) => {
  res.json({ id: req.params.id });
  res.end();
});
`;
    const folder = makeProject({ 'fixable.js': text, 'suggested.js': MISTAKEN });
    const { code, stdout } = runWarm(folder, 'check', '--preset', 'strict', '--fix');
    expect(code).toBe(1);
    expect(stdout).toContain('1 file fixed');
    expect(readFileSync(path.join(folder, 'fixable.js'), 'utf8')).not.toContain('.end()');
    expect(readFileSync(path.join(folder, 'suggested.js'), 'utf8')).toBe(MISTAKEN);
    expect(runWarm(folder, 'check', '--preset', 'strict', 'fixable.js').code).toBe(0);
  });

  it('lints files outside of the current folder, in installed packages, too', () => {
    const folder = makeProject({ 'node_modules/some-server/index.js': MISTAKEN, 'elsewhere/package.json': '{}' });
    const { code, stdout } = runWarm(
      path.join(folder, 'elsewhere'),
      'check',
      '../node_modules/some-server',
      '--format',
      'json',
    );
    expect(findingsOf(stdout, folder)).toEqual([{ file: 'node_modules/some-server/index.js', line: 3, rule: RULE }]);
    expect(code).toBe(1);
    expect(existsSync(path.join(folder, 'node_modules/some-server/index.js'))).toBe(true);
  });
});

describe('directives', () => {
  it('are heeded for our rules and for all rules', () => {
    const disabled = (comment: string): string => MISTAKEN.replace('  res.status', `  ${comment}\n  res.status`);
    const folder = makeProject({
      'line.js': disabled(`// eslint-disable-next-line ${RULE}`),
      'all.js': disabled('// eslint-disable-next-line'),
      'listed.js': disabled(`// eslint-disable-next-line no-console, ${RULE}, react/jsx-key -- a reason, with a comma`),
      'block.js': `/* eslint-disable ${RULE} */\n${MISTAKEN}`,
      'setting.js': `/* eslint no-console: "error", "${RULE}": ["off"] */\n${MISTAKEN}`,
      'same-line.js': MISTAKEN.replace('true });', `true }); // eslint-disable-line ${RULE}`),
      'enabled.js': `/* eslint-disable */\n/* eslint-enable ${RULE} */\n${MISTAKEN}`,
    });
    const { code, stdout } = runWarm(folder, 'check', '--format', 'json');
    expect(findingsOf(stdout, folder)).toEqual([{ file: 'enabled.js', line: 5, rule: RULE }]);
    expect(code).toBe(1);
  });

  it('of other rules say and change nothing', () => {
    const folder = makeProject({
      'a.js': `/* eslint-env node, mocha */
/* global foo:broken, bar */
/* exported handler */
/* eslint no-undef: "error", no-console: 2, react/no-such-rule: "error", semi: ["error", "never"] */
/* eslint { broken */
// eslint-disable-next-line @typescript-eslint/no-var-requires
${RIGHT}
console.log(foo, undefinedName) // eslint-disable-line no-console, unknown-plugin/unknown-rule
/* eslint-disable react/no-such-rule */
/* eslint-disable-line
   no-console */
`,
    });
    expect(runWarm(folder, 'check')).toEqual({ code: 0, stdout: 'No findings in 1 file.\n', stderr: '' });
    const before = readFileSync(path.join(folder, 'a.js'), 'utf8');
    expect(runWarm(folder, 'check', '--fix').code).toBe(0);
    expect(readFileSync(path.join(folder, 'a.js'), 'utf8')).toBe(before);
  });

  it('of other rules do not silence ours', () => {
    const folder = makeProject({
      'a.js': MISTAKEN.replace(
        '  res.status',
        '  // eslint-disable-next-line no-console, sonarjs/no-status\n  res.status',
      ),
    });
    expect(findingsOf(runWarm(folder, 'check', '--format', 'json').stdout, folder)).toEqual([
      { file: 'a.js', line: 4, rule: RULE },
    ]);
  });
});
