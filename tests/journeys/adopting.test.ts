import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { rules } from '../../src/rules/index.ts';
import { ensureBuilt, ROOT } from '../cli/build.ts';
import { commandsOf, commitAll, git, makeInstalled, runShell } from './project.ts';

const PAGE = readFileSync(path.join(ROOT, 'docs/adopting.md'), 'utf8');

/** An old server: two errors, and a warning on line 8. */
const OLD = `const app = require('express')();
app.delete('/users/:id', (req, res) => {
  if (req.user.role !== 'admin') return res.status(401).json({ error: 'No' });
  res.status(204).json({ removed: true });
});
app.post('/users', async (req, res) => {
  const user = await User.create(req.body);
  res.json(user);
});
`;

const NEW_MISTAKE = `app.delete('/sessions', (req, res) => res.status(204).json({ ended: true }));\n`;

beforeAll(ensureBuilt, 120_000);

describe('the page on adopting the plugin', { timeout: 120_000 }, () => {
  it('has every rule in its order, once, with the section of its page that it links', () => {
    const listed = [...PAGE.matchAll(/\]\(rules\/([\w-]+)\.md#how-to-fix\)/g)].map(([, name]) => name!);
    expect(listed.toSorted()).toEqual(Object.keys(rules).toSorted());
    for (const name of listed)
      expect(readFileSync(path.join(ROOT, `docs/rules/${name}.md`), 'utf8')).toMatch(/^## How to fix$/m);
  });

  it('keeps new mistakes out with the command it shows', () => {
    const folder = makeInstalled({ 'app.js': OLD });
    git(folder, 'init', '--quiet');
    commitAll(folder, 'Start');
    git(folder, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
    const [command = ''] = commandsOf('adopting.md', 'since');
    expect(runShell(folder, command)).toMatchObject({ code: 0 });
    writeFileSync(path.join(folder, 'app.js'), OLD + NEW_MISTAKE);
    expect(runShell(folder, command)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('1 finding in 1 of 1 file changed since origin/main') as string,
    });
  });

  it('sets errors aside, reports what comes on top, and learns what has been mended', () => {
    const folder = makeInstalled({ 'app.js': OLD });
    const file = path.join(folder, 'app.js');
    const [suppress = '', lint = ''] = commandsOf('adopting.md', 'suppress');
    const [prune = ''] = commandsOf('adopting.md', 'prune');
    expect(runShell(folder, lint)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('2 errors, 1 warning') as string,
    });
    expect(runShell(folder, suppress).code).toBe(0);
    expect(existsSync(path.join(folder, 'eslint-suppressions.json'))).toBe(true);
    // Only errors are set aside.
    expect(runShell(folder, lint)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('0 errors, 1 warning') as string,
    });
    // A second one of the same kind brings back both.
    writeFileSync(file, OLD + NEW_MISTAKE);
    expect(runShell(folder, lint)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('2 errors, 1 warning') as string,
    });
    writeFileSync(file, OLD.replace('401', '403'));
    expect(runShell(folder, lint)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--prune-suppressions') as string,
    });
    expect(runShell(folder, prune).code).toBe(0);
    expect(runShell(folder, lint).code).toBe(0);
    expect(readFileSync(path.join(folder, 'eslint-suppressions.json'), 'utf8')).not.toContain('prefer-403');
  });

  it('is right that reviews do not show what is set aside', () => {
    const folder = makeInstalled({ 'app.js': OLD });
    runShell(folder, commandsOf('adopting.md', 'suppress')[0] ?? '');
    for (const format of ['rdjson', 'sarif', 'gitlab']) {
      const { stdout } = runShell(
        folder,
        `npx eslint . -f ./node_modules/eslint-plugin-status-code/dist/formatters/${format}.js`,
      );
      expect(stdout).toContain('prefer-201-for-created-resource');
      expect(stdout).not.toContain('prefer-403-for-denied-permission');
    }
    expect(runShell(folder, 'npx eslint-plugin-status-code check --format gitlab').stdout).toContain(
      'prefer-403-for-denied-permission',
    );
  });
});
