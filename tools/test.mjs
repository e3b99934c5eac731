/**
 * Runs the steps of `npm test`, two chains side by side: what reads the sources (types, lint and form), and what builds and runs them.
 * Each step's output comes whole, when it ends, with its time; all steps are run whatever fails, and the exit code says whether any did.
 *
 * `--quick` runs what concerns the work at hand: types and form of everything, the lint of what has changed since `main`, and the tests next to it.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { ownProcess } from '../vitest.config.mjs';
import { nodeFlags } from './node-flags.mjs';

const ROOT_URL = new URL('../', import.meta.url);
const ROOT = fileURLToPath(ROOT_URL);

const STEPS = {
  types: ['npm', 'run', '--silent', 'typecheck'],
  'types and lint': ['node', ...nodeFlags, 'tools/sources.mjs'],
  form: ['node', ...nodeFlags, 'node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '.'],
  generated: ['npm', 'run', '--silent', 'update', '--', '--check'],
  tests: ['npm', 'run', '--silent', 'unit'],
  package: ['npm', 'run', '--silent', 'package'],
};

/** Runs a step, prints what it says when it ends, and gives whether it has succeeded. */
function run(name, [command, ...given]) {
  const start = performance.now();
  return new Promise(resolve => {
    const child = spawn(command, given, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', text => (said += text));
    child.on('error', error => (said += `${error.message}\n`));
    child.on('close', code => {
      const time = `${((performance.now() - start) / 1000).toFixed(0)} s`;
      process.stdout.write(`${said}\n${code === 0 ? '✓' : '✗'} ${name}: ${time}\n\n`);
      resolve(code === 0);
    });
  });
}

/** Runs steps one after another, all of them. */
async function chain(...names) {
  const done = [];
  for (const name of names) done.push({ name, isGood: await run(name, STEPS[name]) });
  return done;
}

/** The files that differ from the branch `main`, new ones included; from the last commit where there is no such branch. */
function changedFiles() {
  const git = (...given) => execFileSync('git', given, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);
  const hasMain = git('branch', '--list', 'main').length > 0;
  const [base = 'HEAD'] = hasMain ? git('merge-base', 'main', 'HEAD') : [];
  const files = [
    ...git('diff', '--name-only', '--diff-filter=d', base),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
  return files.filter(file => existsSync(new URL(file, ROOT_URL)));
}

/**
 * The tests at hand: those that have changed, those of the folder or of the name of what has changed, and the layers. What depends on a
 * file of the model is the whole suite; the long tests, which have a process of their own, run when they have changed themselves.
 */
function testsOf(files) {
  const shared = readdirSync(new URL('tests', ROOT_URL), { recursive: true })
    .map(name => `tests/${name.replaceAll('\\', '/')}`)
    .filter(name => name.endsWith('.test.ts') && !ownProcess.includes(name));
  const near = files.flatMap(file => {
    const [, area, name] = /^src\/([\w-]+)(?:\/.*?)?(?:\/([\w-]+))?\.ts$/.exec(file) ?? [];
    if (area === 'rules') return shared.filter(test => test === `tests/rules/${name}.test.ts`);
    return area === undefined ? [] : shared.filter(test => test.startsWith(`tests/${area}/`));
  });
  return [...new Set([...files.filter(file => file.endsWith('.test.ts')), ...near, 'tests/layers.test.ts'])];
}

function quickSteps() {
  const changed = changedFiles();
  const code = changed.filter(file => /\.(?:[cm]?js|ts)$/.test(file) && !/(?:^|\/)fixtures\/|^examples\//.test(file));
  const tests = testsOf(changed);
  console.log(`Changed: ${changed.join(', ') || 'nothing'}\nTests: ${tests.join(', ')}\n`);
  const npx = (...given) => ['npx', '--no-install', ...given];
  const cache = ['--cache', '--cache-location', 'node_modules/.cache/eslint', '--cache-strategy', 'content'];
  Object.assign(STEPS, {
    lint: npx('eslint', ...cache, '--no-warn-ignored', ...code),
    tests: npx('vitest', 'run', ...tests),
  });
  return Promise.all([chain('types', ...(code.length > 0 ? ['lint'] : []), 'form'), chain('tests')]);
}

const done = await (process.argv.includes('--quick')
  ? quickSteps()
  : Promise.all([chain('types and lint', 'form'), chain('generated', 'tests', 'package')]));
const failed = done.flat().filter(({ isGood }) => !isGood);
console.log(failed.length > 0 ? `Failed: ${failed.map(({ name }) => name).join(', ')}` : 'All is well.');
process.exitCode = failed.length > 0 ? 1 : 0;
