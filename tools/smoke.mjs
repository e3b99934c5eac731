/**
 * Tries the packed tarball in a project of its own: `node tools/smoke.mjs --eslint 9.22.0`. The plugin is loaded by import and by require, lints the faulty
 * Express example by ESLint and by `check`, and each has to find what examples/expected.json says.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const at = process.argv.indexOf('--eslint');
const version = at < 0 ? 'latest' : process.argv[at + 1];
const isWindows = process.platform === 'win32';

const tarball = readdirSync(ROOT).find(name => /^eslint-plugin-status-code-.*\.tgz$/.test(name));
if (!tarball || !version) {
  console.error(tarball ? 'Name a version: --eslint 9.22.0.' : 'There is no tarball: run `npm pack` first.');
  process.exit(2);
}

const folder = mkdtempSync(path.join(tmpdir(), 'status-code-smoke-'));
try {
  cpSync(path.join(ROOT, 'examples/express-server'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{ "type": "module", "dependencies": { "express": "5" } }');
  execFileSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--no-save', path.join(ROOT, tarball), `eslint@${version}`],
    { cwd: folder, stdio: 'inherit', shell: isWindows },
  );
  writeFileSync(
    path.join(folder, 'eslint.config.mjs'),
    "import statusCode from 'eslint-plugin-status-code';\nexport default [statusCode.configs.recommended];\n",
  );
  writeFileSync(
    path.join(folder, 'eslint.config.cjs'),
    "const statusCode = require('eslint-plugin-status-code');\nmodule.exports = [statusCode.configs.recommended];\n",
  );
  const expected = expectedFindings();
  const eslint = path.join(folder, 'node_modules/eslint/bin/eslint.js');
  const command = path.join(folder, 'node_modules/eslint-plugin-status-code/dist/cli/bin.js');
  compare('ESLint, import', [eslint, '.', '--config', 'eslint.config.mjs', '--format', 'json'], expected);
  compare('ESLint, require', [eslint, '.', '--config', 'eslint.config.cjs', '--format', 'json'], expected);
  compare('check', [command, 'check', '--json'], expected);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** What the Express example must be found to have, as `file:line rule`. */
function expectedFindings() {
  const expected = JSON.parse(readFileSync(path.join(ROOT, 'examples/expected.json'), 'utf8'));
  return expected
    .filter(({ file }) => file.startsWith('express-server/'))
    .map(({ file, line, rule }) => `${path.basename(file)}:${line} ${rule}`)
    .sort();
}

function compare(name, command, expected) {
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  let found;
  try {
    found = JSON.parse(stdout)
      .flatMap(({ filePath, messages }) =>
        messages.map(({ line, ruleId }) => `${path.basename(filePath)}:${line} ${ruleId}`),
      )
      .sort();
  } catch {
    found = [`exit code ${status}: ${stderr || stdout}`];
  }
  const isSame = JSON.stringify(found) === JSON.stringify(expected);
  console.log(`${isSame ? '✓' : '✗'} ${name}: ${found.length} findings`);
  if (isSame) return;
  console.log(`Expected:\n${expected.join('\n')}\nFound:\n${found.join('\n')}`);
  process.exitCode = 1;
}
