/**
 * Lints the two example servers with the built plugin's `recommended` preset and prints what it finds. Exits with 0 exactly when the
 * findings are those of examples/expected.json, else with 1 and the difference.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';

import tsParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';

import plugin from '../dist/index.js';

const EXAMPLES = fileURLToPath(new URL('../examples', import.meta.url));
const expected = JSON.parse(readFileSync(path.join(EXAMPLES, 'expected.json'), 'utf8'));

const eslint = new ESLint({
  cwd: EXAMPLES,
  overrideConfigFile: true,
  overrideConfig: [
    { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
    { files: ['**/*.ts'], languageOptions: { parser: tsParser } },
    plugin.configs.recommended,
  ],
});
const results = await eslint.lintFiles(['express-server', 'fastify-server']);

for (const { filePath, messages, source } of results) {
  if (messages.length === 0) continue;
  const lines = (source ?? '').split('\n');
  console.log(`\n${paint('underline', path.relative(process.cwd(), filePath))}`);
  for (const { line, column, severity, message, ruleId, suggestions = [] } of messages) {
    console.log(`\n  ${paint('dim', `${line}:${column}`)}  ${lines[line - 1]?.trim() ?? ''}`);
    console.log(
      `  ${severity === 2 ? paint('red', '✖') : paint('yellow', '⚠')} ${message} ${paint('dim', ruleId ?? '')}`,
    );
    for (const { desc } of suggestions) console.log(`    ${paint('cyan', '→')} ${desc}`);
  }
}

const found = results.flatMap(({ filePath, messages }) =>
  messages.map(({ line, ruleId, message }) => ({
    file: path.relative(EXAMPLES, filePath).replaceAll(path.sep, '/'),
    line,
    rule: ruleId ?? message,
  })),
);
const keysOf = findings => findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`).sort();
const [wanted, got] = [keysOf(expected), keysOf(found)];
const missing = wanted.filter(key => !got.includes(key));
const unexpected = got.filter(key => !wanted.includes(key));

console.log(`\n${found.length} findings in ${results.length} files.`);
if (missing.length + unexpected.length + Math.abs(wanted.length - got.length) > 0) {
  console.error(
    [
      'Not what examples/expected.json says:',
      ...missing.map(key => `  - ${key}`),
      ...unexpected.map(key => `  + ${key}`),
    ].join('\n'),
  );
  process.exitCode = 1;
} else {
  console.log('Exactly the expected ones (examples/expected.json). The corrected twins stand beside the two servers.');
}

function paint(style, text) {
  return process.stdout.isTTY ? styleText(style, text) : text;
}
