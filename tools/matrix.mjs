/**
 * Runs the packed plugin wherever people run it: on every supported line of Node and ESLint with each parser, without a config, in oxlint, in ESLint's
 * config inspector, and in the type check of a config on several versions of TypeScript. Each cell lints the two faulty example servers and must find
 * exactly what examples/expected.json says. Writes docs/compatibility.md; exits with 1 where a cell has failed.
 *
 * It installs everything from the registry into a folder of the system's temporary one, which is kept for the next run, and takes some minutes.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WORK = path.join(os.tmpdir(), 'status-code-matrix');
const PAGE = path.join(ROOT, 'docs/compatibility.md');

const NODES = ['20', '22', '24', '26'];
const ESLINTS = ['9.22.0', '9', '10'];
const TYPESCRIPTS = [
  ['5.4', '10'],
  ['5.9', '9.22.0'],
  ['6', '10'],
  ['7', '10'],
];
const OXLINT = '1.89.0';
const PARSERS = {
  espree: { packages: [], config: '' },
  typescript: {
    packages: ['@typescript-eslint/parser@8.72.0', 'typescript@6.0.3'],
    config: `import parser from '@typescript-eslint/parser';`,
  },
  babel: {
    packages: ['@babel/eslint-parser@8', '@babel/core@8'],
    config: `import * as parser from '@babel/eslint-parser';`,
  },
};
const TITLES = {
  espree: 'espree',
  cjs: 'espree, by `require`',
  typescript: '@typescript-eslint/parser',
  babel: '@babel/eslint-parser',
  check: '`check`',
};

const expected = JSON.parse(readFileSync(path.join(ROOT, 'examples/expected.json'), 'utf8')).map(
  ({ file, line, rule }) => `${file}:${line} ${rule}`,
);
const failures = [];

mkdirSync(WORK, { recursive: true });
const tarball = pack();
const nodes = NODES.map(version => ({ version, program: installNode(version) })).map(one => ({
  ...one,
  exact: execFileSync(one.program, ['--version'], { encoding: 'utf8' }).trim().slice(1),
}));
const projects = ESLINTS.map(version => installProject(version));

const rows = projects.flatMap(project =>
  ['espree', 'cjs', 'typescript', 'babel', 'check'].map(way => {
    const wanted = isEspree(way) ? expected.filter(one => /\.js:/.test(one)) : expected;
    const cells = nodes.map(({ exact, program }) =>
      cell(`Node ${exact}, ESLint ${project.exact}, ${way}`, wanted, () => findingsOf(program, project, way)),
    );
    return `| ${project.exact} | ${TITLES[way]} | ${cells.join(' | ')} |`;
  }),
);
const parserVersions = Object.values(PARSERS)
  .flatMap(({ packages }) => packages.map(one => one.replace(/(?<=.)@[^@]*$/, '')))
  .map(name => `${name} ${versionIn(projects.at(-1).folder, name)}`);
const table = [
  `### Node, ESLint, parser\n\n\`check\` needs no config. The parsers: espree as ESLint has it, ${parserVersions.join(', ')}.\n\n| ESLint | Parser | ${nodes.map(({ exact }) => `Node ${exact}`).join(' | ')} |\n| :-- | :-- |${nodes.map(() => ' :-: |').join('')}\n${rows.join('\n')}`,
  `### Other engines and tools\n\n| What | How it was tried | Result |\n| :-- | :-- | :-: |\n${[oxlint(), inspector()].join('\n')}`,
  `### The declarations\n\nA config that imports the plugin, and from TypeScript 5.8 on one that requires it, type-checked against the published declarations, strictly and with \`skipLibCheck: false\`.\n\n| TypeScript | ESLint | Result |\n| :-- | :-- | :-: |\n${TYPESCRIPTS.map(([version, eslint]) => typeCheck(version, eslint)).join('\n')}`,
].join('\n\n');

const [begin, end] = ['<!-- begin generated matrix -->', '<!-- end generated matrix -->'];
const page = readFileSync(PAGE, 'utf8');
writeFileSync(
  PAGE,
  `${page.slice(0, page.indexOf(begin) + begin.length)}\n\n${table}\n\n${page.slice(page.indexOf(end))}`,
);
for (const failure of failures) console.error(failure);
console.log(failures.length > 0 ? `${failures.length} cells failed.` : 'Every cell is as expected.');
process.exitCode = failures.length > 0 ? 1 : 0;

/** Runs one cell: ✅ where it found what it should, else ❌, with what differs kept for the end. */
function cell(name, wanted, run) {
  console.log(name);
  try {
    const found = run();
    const differences = [
      ...wanted.filter(one => !found.includes(one)).map(one => `  - ${one}`),
      ...found.filter(one => !wanted.includes(one)).map(one => `  + ${one}`),
    ];
    if (differences.length === 0 && found.length === wanted.length) return '✅';
    failures.push([`${name}: not what examples/expected.json says`, ...differences].join('\n'));
  } catch (error) {
    failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return '❌';
}

/** Whether a way to lint parses by espree, by a config that imports the plugin or one that requires it. */
function isEspree(way) {
  return way === 'espree' || way === 'cjs';
}

/** What ESLint, or `check`, finds in the examples with a version of Node. */
function findingsOf(program, { folder }, way) {
  const args =
    way === 'check'
      ? [
          path.join(folder, 'node_modules/eslint-plugin-status-code/dist/cli/bin.js'),
          'check',
          'express-server',
          'fastify-server',
          '--format',
          'json',
        ]
      : [
          path.join(folder, 'node_modules/eslint/bin/eslint.js'),
          '--config',
          `${way}.config.${way === 'cjs' ? 'cjs' : 'mjs'}`,
          '--format',
          'json',
          'express-server',
          ...(isEspree(way) ? [] : ['fastify-server']),
        ];
  return toFindings(run(program, args, folder), folder);
}

function toFindings(results, folder) {
  return JSON.parse(results).flatMap(({ filePath, messages }) =>
    messages.map(
      ({ line, ruleId, message }) =>
        `${path.relative(folder, filePath).replaceAll(path.sep, '/')}:${line} ${ruleId ?? message}`,
    ),
  );
}

/** Runs a program that may end with 1, as linters do that find something. */
function run(program, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (error) throw error;
  if (status !== 0 && status !== 1)
    throw new Error(`exit code ${status}: ${stderr.trim().split('\n').slice(0, 5).join(' ')}`);
  return stdout;
}

function pack() {
  rmSync(path.join(WORK, 'package'), { recursive: true, force: true });
  mkdirSync(path.join(WORK, 'package'));
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', path.join(WORK, 'package')], {
    cwd: ROOT,
  });
  return path.join(WORK, 'package', readdirSync(path.join(WORK, 'package'))[0]);
}

/** Installs packages into a folder of their own, unless they are there; the plugin is always put in anew. */
function install(name, packages, { withPlugin = true, peers = true } = {}) {
  const folder = path.join(WORK, name);
  const stamp = path.join(folder, 'installed.json');
  const wanted = JSON.stringify(packages);
  const npm = (...args) =>
    execFileSync(
      'npm',
      [
        'install',
        '--no-audit',
        '--no-fund',
        '--ignore-scripts',
        '--loglevel',
        'error',
        ...(peers ? [] : ['--legacy-peer-deps']),
        ...args,
      ],
      { cwd: folder, stdio: 'inherit' },
    );
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    npm(...packages, ...(withPlugin ? [tarball] : []));
    writeFileSync(stamp, wanted);
  } else if (withPlugin) {
    npm(tarball);
  }
  return folder;
}

function installNode(version) {
  if (process.versions.node.startsWith(`${version}.`)) return process.execPath;
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return path.join(
    install(`node-${version}`, [`${name}@${version}`], { withPlugin: false }),
    'node_modules',
    name,
    'bin/node',
  );
}

/** A project with a version of ESLint, every parser, a config for each, and the examples. */
function installProject(version) {
  const folder = install(`eslint-${version}`, [
    `eslint@${version}`,
    ...Object.values(PARSERS).flatMap(({ packages }) => packages),
  ]);
  for (const server of ['express-server', 'fastify-server'])
    cpSync(path.join(ROOT, 'examples', server), path.join(folder, server), { recursive: true });
  for (const [name, { config }] of Object.entries(PARSERS)) {
    const options =
      name === 'babel'
        ? `, parserOptions: { requireConfigFile: false, babelOptions: { babelrc: false, configFile: false, parserOpts: { plugins: ['typescript'] } } }`
        : '';
    const typed = config === '' ? '' : `\n  { files: ['**/*.ts'], languageOptions: { parser${options} } },`;
    writeFileSync(
      path.join(folder, `${name}.config.mjs`),
      `import statusCode from 'eslint-plugin-status-code';\n${config}\nexport default [\n  { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },${typed}\n  statusCode.configs.recommended,\n];\n`,
    );
  }
  writeFileSync(
    path.join(folder, 'cjs.config.cjs'),
    `const statusCode = require('eslint-plugin-status-code');\nmodule.exports = [{ files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } }, statusCode.configs.recommended];\n`,
  );
  return { folder, exact: versionIn(folder, 'eslint') };
}

function versionIn(folder, name) {
  return JSON.parse(readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

function oxlint() {
  const folder = install('oxlint', [`oxlint@${OXLINT}`, 'eslint@10']);
  for (const server of ['express-server', 'fastify-server'])
    cpSync(path.join(ROOT, 'examples', server), path.join(folder, server), { recursive: true });
  const rules = Object.fromEntries(
    readdirSync(path.join(ROOT, 'docs/rules'))
      .map(file => `status-code/${path.basename(file, '.md')}`)
      .filter(name => isRecommended(name))
      .map(name => [name, 'error']),
  );
  writeFileSync(
    path.join(folder, '.oxlintrc.json'),
    JSON.stringify({ jsPlugins: ['eslint-plugin-status-code'], categories: { correctness: 'off' }, rules }),
  );
  const result = cell(`oxlint ${OXLINT}`, expected, () => {
    const { diagnostics } = JSON.parse(
      run(
        process.execPath,
        [path.join(folder, 'node_modules/oxlint/bin/oxlint'), '--format', 'json', 'express-server', 'fastify-server'],
        folder,
      ),
    );
    return diagnostics.map(
      ({ code, filename, labels }) => `${filename}:${labels[0].span.line} ${code.replace(/^(.+)\((.+)\)$/, '$1/$2')}`,
    );
  });
  return `| oxlint ${OXLINT} | the rules of \`recommended\` as a JS plugin, over both examples | ${result} |`;
}

function isRecommended(name) {
  const page = readFileSync(path.join(ROOT, 'docs/rules', `${name.slice('status-code/'.length)}.md`), 'utf8');
  return /^- (?:❌|⚠️) On in `recommended`/m.test(page);
}

function inspector() {
  const folder = install('inspector', ['@eslint/config-inspector@latest', 'eslint@10']);
  writeFileSync(
    path.join(folder, 'eslint.config.mjs'),
    `import statusCode from 'eslint-plugin-status-code';\nexport default [statusCode.configs.recommended];\n`,
  );
  const version = versionIn(folder, '@eslint/config-inspector');
  const result = cell(
    `@eslint/config-inspector ${version}`,
    ['status-code/recommended', 'status-code/no-invalid-status'],
    () => {
      run(
        process.execPath,
        [path.join(folder, 'node_modules/@eslint/config-inspector/bin.mjs'), 'build', '--outDir', 'out'],
        folder,
      );
      const built = readdirSync(path.join(folder, 'out'), { recursive: true, encoding: 'utf8' })
        .filter(name => name.endsWith('.json'))
        .map(name => readFileSync(path.join(folder, 'out', name), 'utf8'))
        .join('');
      return ['status-code/recommended', 'status-code/no-invalid-status'].filter(name => built.includes(name));
    },
  );
  return `| @eslint/config-inspector ${version} | \`build\` of a config with \`recommended\`; the config and its rules are in it | ${result} |`;
}

function typeCheck(version, eslint) {
  const folder = install(
    `typescript-${version}-${eslint}`,
    [`typescript@${version}`, `eslint@${eslint}`, '@types/node@20'],
    { peers: false },
  );
  writeFileSync(
    path.join(folder, 'consumer.ts'),
    `import type { Linter } from 'eslint';\nimport { defineConfig } from 'eslint/config';\nimport statusCode from 'eslint-plugin-status-code';\n
export const plain: Linter.Config[] = [statusCode.configs.recommended, { ...statusCode.configs.strict, files: ['**/*.ts'] }];\nexport default defineConfig([{ plugins: { 'status-code': statusCode }, extends: [statusCode.configs.all] }]);\n// @ts-expect-error There is no such preset.\nexport const none = statusCode.configs.none;\n`,
  );
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        module: 'nodenext',
        target: 'es2022',
        lib: ['es2023'],
        types: ['node'],
        noEmit: true,
      },
      include: ['consumer.*'],
    }),
  );
  // Since 5.8 TypeScript has ES modules required.
  if (version !== '5.4')
    writeFileSync(
      path.join(folder, 'consumer.cts'),
      `import type { Linter } from 'eslint';\nimport statusCode = require('eslint-plugin-status-code');\nconst configs: Linter.Config[] = [statusCode.configs.recommended];\nexport = configs;\n`,
    );
  const exact = versionIn(folder, 'typescript');
  const result = cell(`TypeScript ${exact}, ESLint ${versionIn(folder, 'eslint')}`, [], () =>
    run(
      process.execPath,
      [path.join(folder, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false'],
      folder,
    )
      .split('\n')
      .filter(line => line !== ''),
  );
  return `| ${exact} | ${versionIn(folder, 'eslint')} | ${result} |`;
}
