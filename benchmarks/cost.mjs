/**
 * What all rules cost together, the model included: every file is parsed anew for each measurement, so nothing of an earlier one is left.
 *
 *   node benchmarks/cost.mjs [DIR] [--rounds N] [--check]
 *
 * DIR is searched for JavaScript and TypeScript. Without it there are three corpora: the example servers (handlers and nothing else:
 * the dearest there is), a part of Fastify's package (server code: its tests, examples and library) and a part of ESLint's rules (no
 * handlers). The parser's time is the yardstick that a slow or busy machine changes alike. --check exits with 1 where a limit is passed.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import * as parser from '@typescript-eslint/parser';
import { Linter, SourceCode } from 'eslint';

import plugin from '../dist/index.js';

/** What code may cost: milliseconds a thousand lines, and as a part of the time to parse it. */
const LIMITS = { server: { perThousandLines: 5, ofParsing: 0.25 }, other: { perThousandLines: 0.5, ofParsing: 0.05 } };
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCE = /(?<!\.d)\.(?:[cm]?[jt]s|[jt]sx)$/;
const SKIPPED = new Set(['node_modules', 'dist', 'coverage', '.git']);

const files = ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'];
const noop = { rules: { noop: { create: () => ({ Program() {} }) } } };
const base = [{ files, plugins: { noop }, rules: { 'noop/noop': 2 } }];
const allRules = Object.fromEntries(Object.keys(plugin.rules).map(name => [`status-code/${name}`, 2]));
const all = [{ files, plugins: { noop, 'status-code': plugin }, rules: { 'noop/noop': 2, ...allRules } }];

const { directory, rounds: asked, isCheck } = readArguments(process.argv.slice(2));
const corpora = directory
  ? [{ name: directory, kind: 'server', folder: path.resolve(directory) }]
  : [
      ...(isCheck ? [] : [{ name: 'examples', kind: null, folder: path.join(ROOT, 'examples') }]),
      { name: 'fastify', kind: 'server', folder: path.join(ROOT, 'node_modules/fastify5'), every: 6 },
      { name: 'eslint/lib/rules', kind: 'other', folder: path.join(ROOT, 'node_modules/eslint/lib/rules'), every: 6 },
    ];
for (const corpus of corpora) {
  const read = readFiles(corpus.folder).filter((_, index) => index % (corpus.every ?? 1) === 0);
  report(corpus, read, measure(read, new Linter({ cwd: corpus.folder })));
}

function readArguments(given) {
  const at = given.indexOf('--rounds');
  const number = at < 0 ? null : Number(given[at + 1]);
  const [first] = given.filter((one, index) => !one.startsWith('--') && (at < 0 || index !== at + 1));
  if (number !== null && !(number >= 1)) throw new RangeError('--rounds takes a number from 1 on.');
  return { directory: first, rounds: number, isCheck: given.includes('--check') };
}

function countLines(corpus) {
  return corpus.reduce((total, file) => total + file.lines, 0);
}

function readFiles(folder) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!SKIPPED.has(entry.name)) found.push(...readFiles(file));
    } else if (SOURCE.test(entry.name) && statSync(file).size < 500_000) {
      const text = readFileSync(file, 'utf8');
      if (parses(file, text)) found.push({ file, text, lines: text.split('\n').length });
    }
  }
  return found;
}

function parses(file, text) {
  try {
    return Boolean(parse(file, text));
  } catch {
    return false;
  }
}

function parse(file, text) {
  const jsx = /x$|js$/.test(file);
  return parser.parseForESLint(text, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    range: true,
    loc: true,
    comment: true,
    tokens: true,
    filePath: file,
    ecmaFeatures: { jsx },
  });
}

/**
 * The summed times of all files, in milliseconds: their parsing, a run of ESLint with an empty rule, and what a run with all rules takes
 * more. A file's time is the lower quartile of its rounds: what disturbs a measurement only ever adds to it, and between two runs of
 * the same thing these differ by a hundredth of the parsing at most, medians of their differences by several.
 */
function measure(corpus, linter) {
  const run = (file, text, config) => timeOf(linter, file, text, config);
  const samples = corpus.map(() => ({ parsing: [], empty: [], full: [] }));
  const rounds = asked ?? Math.min(60, Math.max(5, Math.round(150_000 / countLines(corpus))));
  let first = 0;
  // The first rounds warm the engine up and read the files that others import; they are not counted.
  for (let round = -Math.ceil(rounds / 2); round < rounds; round++) {
    corpus.forEach(({ file, text }, index) => {
      const times =
        round % 2 === 0
          ? [run(file, text, base), run(file, text, all)]
          : [run(file, text, all), run(file, text, base)].reverse();
      const [empty, full] = times;
      if (round === -Math.ceil(rounds / 2)) first += full.linting - empty.linting;
      if (round < 0) return;
      samples[index].parsing.push(empty.parsing, full.parsing);
      samples[index].empty.push(empty.linting);
      samples[index].full.push(full.linting);
    });
  }
  const costs = samples.map(one => lowerQuartile(one.full) - lowerQuartile(one.empty));
  const sum = numbers => numbers.reduce((total, one) => total + one, 0);
  return {
    rounds,
    first,
    parsing: sum(samples.map(one => lowerQuartile(one.parsing))),
    empty: sum(samples.map(one => lowerQuartile(one.empty))),
    cost: sum(costs),
    costs,
  };
}

/** The processor time of this process so far, in milliseconds: unlike the clock it does not count what others do meanwhile. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The milliseconds one run takes, parsing apart. */
function timeOf(linter, file, text, config) {
  const started = spent();
  const { ast, services, scopeManager, visitorKeys } = parse(file, text);
  const sourceCode = new SourceCode({ text, ast, parserServices: services, scopeManager, visitorKeys });
  const parsed = spent();
  const messages = linter.verify(sourceCode, config, { filename: file });
  const linted = spent();
  if (messages.some(one => one.fatal || /configuration/.test(one.message)))
    throw new Error(`${file} was not linted: ${messages[0].message}`);
  return { parsing: parsed - started, linting: linted - parsed };
}

function report({ name, kind, folder }, corpus, { rounds, first, parsing, empty, cost, costs }) {
  const lines = countLines(corpus);
  const perThousandLines = (cost / lines) * 1000;
  const ofParsing = cost / parsing;
  const percent = `${(ofParsing * 100).toFixed(1)} %`;
  console.log(
    `${name}: ${corpus.length} files, ${lines} lines, ${Object.keys(plugin.rules).length} rules, ${rounds} rounds`,
  );
  console.log(
    `  parsing ${parsing.toFixed(1)} ms, ESLint with an empty rule ${empty.toFixed(1)} ms, all rules ${cost.toFixed(1)} ms more (${first.toFixed(1)} ms in the first round)`,
  );
  console.log(`  ${perThousandLines.toFixed(2)} ms per 1,000 lines, ${percent} of the time to parse`);
  if (directory) {
    const dearest = corpus
      .map((file, index) => ({ ...file, cost: costs[index] }))
      .sort((a, b) => b.cost - a.cost)
      .slice(0, 5);
    for (const one of dearest)
      console.log(`  ${one.cost.toFixed(2).padStart(8)} ms  ${path.relative(folder, one.file)} (${one.lines} lines)`);
  }
  const limit = LIMITS[kind];
  // Of two yardsticks the machine can bend only one: a slow machine parses slowly, too.
  if (!isCheck || limit === undefined || ofParsing <= limit.ofParsing || perThousandLines <= limit.perThousandLines)
    return;
  console.error(`  More than ${limit.perThousandLines} ms per 1,000 lines and ${limit.ofParsing * 100} % of parsing.`);
  process.exitCode = 1;
}

function lowerQuartile(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 2];
}
