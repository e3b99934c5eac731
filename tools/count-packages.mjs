/**
 * Counts, for each package, the repositories that import it on the way to a response: in a file that answers, or in one that such a file
 * imports. It says which packages are worth rows in src/knowledge/packages/. A textual trace, made to count and not to judge.
 *
 *   node tools/count-packages.mjs DIR … [--top N] [--least N] [--missing]
 *     DIR        folders of repositories, each with its work tree, or one of `.git` archives unpacked
 *     --top      how many packages are printed (80)
 *     --least    the fewest repositories that a printed package has (3)
 *     --missing  only packages without rows (after `npm run build`)
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const IGNORED_FOLDER =
  /^(?:node_modules|\..*|dist|build|out|coverage|vendor|public|static|assets|tests?|__tests__|__mocks__|spec|e2e|fixtures|examples?|docs?)$/;
const IGNORED_FILE = /\.d\.[cm]?ts$|\.min\.|\.(?:test|spec|stories)\./;
const MAX_BYTES = 256 * 1024;
const RESPONSE =
  /\b(?:res|resp|reply|response|rep)\s*\.\s*(?:(?:status|sendStatus|code|writeHead|redirect|render)\s*\(|(?:json|send|end)\s*\((?!\s*\)))/;
const IMPORT =
  /(?:\bimport\s+(?!type\b)(?:[\w$*{}\s,]+\sfrom\s*)?|\bexport\s+(?!type\b)[\w$*{}\s,]+\sfrom\s*|\brequire\s*\(\s*|\bimport\s*\(\s*)(['"])([^'"\n]+)\1/g;
const ENDS = ['', '.ts', '.js', '.mts', '.mjs', '.cts', '.cjs', '.tsx', '.jsx', '/index.ts', '/index.js', '/index.mjs'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    top: { type: 'string', default: '80' },
    least: { type: 'string', default: '3' },
    missing: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) {
  console.error('Usage: node tools/count-packages.mjs DIR … [--top N] [--least N] [--missing]');
  process.exit(2);
}

const repositories = positionals.flatMap(folder =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => path.join(folder, entry.name)),
);
const counted = repositories.map(packagesOf).filter(found => found !== null);
const totals = new Map();
for (const found of counted) for (const name of found) totals.set(name, (totals.get(name) ?? 0) + 1);
const isKnown = options.missing ? (await import('../dist/knowledge/packages/index.js')).isKnownPackage : () => false;
const rows = [...totals]
  .filter(([name, count]) => count >= Number(options.least) && !isKnown(name))
  .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
console.log(`# ${counted.length} repositories with a response, ${rows.length} packages in ${options.least} or more`);
for (const [name, count] of rows.slice(0, Number(options.top))) console.log(`${count}\t${name}`);

/** The packages that one repository imports on the way to a response; null where it has none, or neither framework. */
function packagesOf(root) {
  const files = [];
  const manifests = [];
  collect(root, files, manifests, 0);
  const dependencies = new Set();
  const own = new Set();
  for (const manifest of manifests) {
    const { name, dependencies: ran, devDependencies, peerDependencies, optionalDependencies } = readJson(manifest);
    if (typeof name === 'string') own.add(name);
    for (const kind of [ran, devDependencies, peerDependencies, optionalDependencies])
      for (const one of Object.keys(kind ?? {})) dependencies.add(one);
  }
  if (!dependencies.has('express') && !dependencies.has('fastify')) return null;
  const known = new Set(files);
  const texts = new Map(files.map(file => [file, readFileSync(file, 'utf8')]));
  const importsOf = new Map([...texts].map(([file, text]) => [file, [...text.matchAll(IMPORT)].map(([, , to]) => to)]));
  const answering = files.filter(file => RESPONSE.test(texts.get(file)));
  if (answering.length === 0) return null;
  const onTheWay = new Set(answering);
  for (const file of answering)
    for (const to of importsOf.get(file)) {
      const found = resolve(to, file, root, known);
      if (found) onTheWay.add(found);
    }
  const packages = new Set();
  for (const file of onTheWay)
    for (const to of importsOf.get(file)) {
      const name = packageOf(to);
      if (name && !own.has(name) && (dependencies.has(name) || builtinModules.includes(name))) packages.add(name);
    }
  return packages;
}

function collect(folder, files, manifests, depth) {
  if (depth > 12) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory() && !IGNORED_FOLDER.test(entry.name)) collect(full, files, manifests, depth + 1);
    else if (entry.isFile() && entry.name === 'package.json') manifests.push(full);
    else if (
      entry.isFile() &&
      SOURCE.test(entry.name) &&
      !IGNORED_FILE.test(entry.name) &&
      statSync(full).size <= MAX_BYTES
    )
      files.push(full);
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) ?? {};
  } catch {
    return {};
  }
}

/** The file of a repository that a specifier means: a relative one, or one of the usual aliases of its source folder. */
function resolve(to, from, root, known) {
  const bases = [];
  if (to.startsWith('.')) bases.push(path.resolve(path.dirname(from), to));
  else {
    const rest = to.replace(/^(?:[@~#]\/|[@~#](?=\w)|src\/)/, '');
    if (rest === to && packageOf(to) === to) return null;
    for (let folder = path.dirname(from); folder.startsWith(root); folder = path.dirname(folder)) {
      bases.push(path.join(folder, rest), path.join(folder, 'src', rest), path.join(folder, to));
      if (existsSync(path.join(folder, 'package.json'))) break;
    }
  }
  for (const base of bases)
    for (const plain of new Set([base, base.replace(/\.[cm]?jsx?$/, '')]))
      for (const end of ENDS) if (known.has(plain + end)) return plain + end;
  return null;
}

/** The package of a specifier; null for files and for aliases of folders. */
function packageOf(to) {
  const plain = to.replace(/^node:/, '');
  if (/^(?:[./#~]|@\/)/.test(plain)) return null;
  return plain.split('/', plain.startsWith('@') ? 2 : 1).join('/');
}
