import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';

import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

import { ESLINTRC_MESSAGE } from '../../src/eslintrc.ts';
import plugin from '../../src/index.ts';
import { ensureBuilt, ROOT } from '../cli/build.ts';
import { makeProject, MISTAKEN, RULE, run, type Run } from '../cli/run.ts';

/** A project with this package and an ESLint of some version. */
function makeLinted(eslint: string, files: Readonly<Record<string, string>>): string {
  const folder = makeProject({ 'package.json': '{ "type": "commonjs" }', 'a.js': MISTAKEN, ...files });
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(ROOT, path.join(folder, 'node_modules/eslint-plugin-status-code'), 'junction');
  symlinkSync(path.join(ROOT, 'node_modules', eslint), path.join(folder, 'node_modules/eslint'), 'junction');
  return folder;
}

function runEslint(folder: string, eslint: string, ...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(ROOT, 'node_modules', eslint, 'bin/eslint.js'), ...args],
    { cwd: folder, encoding: 'utf8', timeout: 60_000, env: { ...process.env, NO_COLOR: '1' } },
  );
  return { code: status, stdout, stderr };
}

beforeAll(ensureBuilt, 120_000);

describe('an .eslintrc', { timeout: 120_000 }, () => {
  it.each([
    ['extends the plugin', { root: true, extends: ['plugin:status-code/recommended'] }],
    ['names a rule', { root: true, plugins: ['status-code'], rules: { [RULE]: 'error' } }],
  ])('that %s gets one sentence from the loader of ESLint 8, and no stack', (_, config) => {
    const folder = makeLinted('eslint', { '.eslintrc.json': JSON.stringify(config) });
    // The loader itself, as ESLint 8 cannot be installed beside the one that lints this project: both have the same program.
    const script = `const { Legacy } = require(${JSON.stringify(createRequire(import.meta.url).resolve('@eslint/eslintrc'))});
try {
  const config = new Legacy.ConfigArrayFactory({ cwd: process.cwd() }).loadFile('.eslintrc.json').extractConfig('a.js');
  for (const plugin of Object.values(config.plugins)) if (plugin.error) throw plugin.error;
} catch (error) { process.stderr.write(error.stack); process.exitCode = 2; }\n`;
    writeFileSync(path.join(folder, 'load.cjs'), script);
    const { status, stderr } = spawnSync(process.execPath, ['--no-warnings', 'load.cjs'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status).toBe(2);
    expect(stderr).toBe(ESLINTRC_MESSAGE);
  });

  it('is not in the way of those who copy a plugin', () => {
    expect(Object.keys(plugin)).not.toContain('environments');
    expect({ ...plugin }).not.toHaveProperty('environments');
  });
});

it('check says in one sentence that ESLint 8 is too old, where that is the one beside it', { timeout: 60_000 }, () => {
  const folder = makeProject({ 'a.js': MISTAKEN });
  const installed = path.join(folder, 'node_modules/eslint-plugin-status-code');
  // A copy, as ESLint is looked for beside the files of the package, and not where they are linked.
  cpSync(path.join(ROOT, 'dist'), path.join(installed, 'dist'), { recursive: true });
  cpSync(path.join(ROOT, 'package.json'), path.join(installed, 'package.json'));
  // Of ESLint 8 nothing is asked but its version.
  const eslint8 = path.join(folder, 'node_modules/eslint');
  mkdirSync(eslint8);
  writeFileSync(path.join(eslint8, 'package.json'), '{ "name": "eslint", "version": "8.57.1" }');
  writeFileSync(path.join(eslint8, 'index.js'), "exports.Linter = class { static version = '8.57.1'; };\n");
  const bin = path.join(installed, 'dist/cli/bin.js');
  const { status, stderr } = spawnSync(process.execPath, [bin, 'check'], { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr:
      'eslint-plugin-status-code: ESLint 8.57.1 is too old (9.22 or later is needed): run "npm install --save-dev eslint@latest", or uninstall this package and run "npx eslint-plugin-status-code check", which brings an ESLint of its own.\n',
  });
});

describe('the formatters', { timeout: 60_000 }, () => {
  it.each(['rdjson', 'sarif', 'gitlab', 'junit', 'checkstyle', 'markdown'])(
    '%s is an export of the package, found by `formatter` and by a short name',
    name => {
      const folder = makeLinted('eslint', {
        'eslint.config.mjs': `import statusCode from 'eslint-plugin-status-code';\nexport default [statusCode.configs.recommended];\n`,
        'by-name.mjs': `import format from 'eslint-plugin-status-code/${name}';\nimport { ESLint } from 'eslint';
process.stdout.write(format(await new ESLint().lintFiles('a.js'), { cwd: process.cwd(), rulesMeta: {} }));\n`,
      });
      const printed = run(folder, 'formatter', name);
      expect(printed).toMatchObject({ code: 0, stderr: '' });
      const eslint = runEslint(folder, 'eslint', 'a.js', '--format', printed.stdout.trim());
      expect(eslint).toMatchObject({ code: 1, stderr: '' });
      const resolved = createRequire(path.join(folder, 'x.js')).resolve(`eslint-plugin-status-code/${name}`);
      expect(resolved).toBe(printed.stdout.trim());
      const { stdout } = spawnSync(process.execPath, ['by-name.mjs'], { cwd: folder, encoding: 'utf8' });
      expect(stdout).toContain('no-body-with-bodyless-status');
    },
  );
});

describe('the types', { timeout: 120_000 }, () => {
  /** What the compiler says of a config, line by line. */
  function typeErrors(config: string): string[] {
    const folder = makeLinted('eslint', { 'package.json': '{ "type": "module" }', 'eslint.config.ts': config });
    writeFileSync(path.join(folder, 'tsconfig.json'), '{}');
    const program = ts.createProgram([path.join(folder, 'eslint.config.ts')], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      preserveSymlinks: true,
      skipLibCheck: true,
      types: [],
    });
    return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
      const line = file && start !== undefined ? ts.getLineAndCharacterOfPosition(file, start).line + 1 : 0;
      return `${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  }

  const head = `import statusCode, { type RuleOptions } from 'eslint-plugin-status-code';
import type { Linter } from 'eslint';
`;

  it('let a config pass that names rules and options as they are', () => {
    expect(
      typeErrors(`${head}
const rules: RuleOptions = {
  'status-code/prefer-422-for-invalid-content': ['warn', { accept: [400], prefer: 422, validators: false }],
  'status-code/restrict-status': ['error', { allow: { GET: [200, 404], '*': [500] } }],
  'status-code/consistent-status-notation': ['error', { prefer: 'named' }],
  'status-code/no-unsent-status': 'off',
  'status-code/no-second-response': 2,
};
const config: Linter.Config[] = [statusCode.configs.recommended, { rules: { ...rules } }];
export default config;
export const url: string | undefined = statusCode.rules['no-unsent-status'].meta?.docs?.url;
`),
    ).toEqual([]);
  });

  it.each([
    ['a misspelt rule', `{ 'status-code/prefer-422-for-invalid-contents': 'warn' }`, 'prefer-422-for-invalid-content'],
    ['a misspelt option', `{ 'status-code/prefer-422-for-invalid-content': ['warn', { acept: [400] }] }`, 'acept'],
    ['an option of another type', `{ 'status-code/no-second-response': ['warn', { strict: 'yes' }] }`, 'boolean'],
    [
      'a word that is none of an option',
      `{ 'status-code/consistent-status-notation': ['warn', { prefer: 'words' }] }`,
      'words',
    ],
    ['options of a rule that has none', `{ 'status-code/no-unsent-status': ['warn', { strict: true }] }`, 'strict'],
    ['a severity that is none', `{ 'status-code/no-unsent-status': 'loud' }`, 'loud'],
  ])('refuse %s', (_, rules, named) => {
    const errors = typeErrors(
      `${head}export const rules: RuleOptions = ${rules};\nexport default [statusCode.configs.strict];\n`,
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/^3: /);
    expect(errors[0]).toContain(named);
  });

  it('refuse a rule that the plugin has not got', () => {
    expect(
      typeErrors(
        `${head}export default statusCode.rules['no-unsent'];\nexport type Used = [RuleOptions, Linter.Config];\n`,
      ),
    ).toHaveLength(1);
  });
});
