/**
 * How the list of packages was made, in two steps.
 *
 *   node tools/ecosystem/draw.mjs --pool FILE.tsv    writes candidates.tsv: the names of named.mjs, and others drawn from a list of npm packages
 *                                                    (name, version, downloads, summary; one a line)
 *   node tools/ecosystem/draw.mjs --select [--measured FILE.tsv]...
 *                                                    goes through candidates.tsv in order, asks the registry for each one alone, and writes
 *                                                    packages.tsv; what is known of a candidate already is not asked again; with --measured,
 *                                                    a package is refused whose repository (owner/name) is in the first column of a file
 *
 * The drawing needs a list that is not in this repository; the selection needs only what is committed.
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { judgeSources, refusalByManifest, WANTED } from './admission.mjs';
import { namesInOrder } from './named.mjs';
import { COLUMNS, readTable, writeTable } from './projects.mjs';
import { findSources } from './sources.mjs';
import { DEFAULT_CACHE, npm, Unreachable, unpack } from './tarball.mjs';

const CANDIDATES = path.join(import.meta.dirname, 'candidates.tsv');
const PACKAGES = path.join(import.meta.dirname, 'packages.tsv');
const CANDIDATE = ['from', 'name', 'version', 'outcome', 'why'];

const SEED = 20261130;
/**
 * The two pools, by the words of names and summaries, and how many are drawn of each: two of the first, then one of the second, and so on.
 * When all of those had been tried, the half was not full, and more were drawn of the first pool.
 */
const POOLS = [
  {
    from: 'drawn-framework',
    count: 116,
    more: 40,
    draws: 2,
    fits: words => /(?<![a-z])(?:express|expressjs|fastify)(?![a-z])/.test(words),
  },
  {
    from: 'drawn-server',
    count: 58,
    more: 0,
    draws: 1,
    fits: words =>
      /(?<![a-z])(?:server|backend|microservice|gateway)(?![a-z])/.test(words) &&
      /(?<![a-z])(?:rest|api|http|web|node|nodejs|admin|dashboard|cms|self-hosted|authentication)(?![a-z])/.test(words),
  },
];

const {
  values: { pool, select, cache, measured },
} = parseArgs({
  options: {
    pool: { type: 'string' },
    select: { type: 'boolean' },
    measured: { type: 'string', multiple: true, default: [] },
    cache: { type: 'string', default: DEFAULT_CACHE },
  },
});
if (pool) await draw(pool);
if (select) selectPackages();
if (!pool && !select) console.log('Say --pool FILE.tsv or --select.');

async function draw(file) {
  const pools = POOLS.map(one => ({ ...one, members: [] }));
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const [name = '', version = '', , summary = ''] = line.split('\t');
    const words = `${name} ${summary}`.toLowerCase();
    // What is in both pools is in the first.
    if (!name.startsWith('@types/')) pools.find(({ fits }) => fits(words))?.members.push({ name, version });
  }
  const random = generator(SEED);
  const named = namesInOrder();
  const left = pools.map(({ members }) => members.filter(({ name }) => !named.includes(name)));
  const takeOf = key =>
    pools.map((one, index) => takeSome(left[index], one[key], random).map(member => ({ from: one.from, ...member })));
  const drawn = takeOf('count');
  const rows = named.map(name => ({ from: 'named', name, version: '-' }));
  while (drawn.some(({ length }) => length > 0))
    rows.push(...pools.flatMap(({ draws }, index) => drawn[index].splice(0, draws)));
  rows.push(...takeOf('more').flat());
  const known = existsSync(CANDIDATES) ? readTable(CANDIDATES) : [];
  writeTable(
    CANDIDATES,
    rows.map(
      row =>
        known.find(({ name, from }) => name === row.name && from === row.from) ?? { ...row, outcome: '-', why: '-' },
    ),
    CANDIDATE,
  );
  console.log(`${rows.length} candidates; the pools had ${pools.map(({ members }) => members.length).join(' and ')}.`);
}

/** Draws some of a list, and takes them out of it. */
function takeSome(left, count, random) {
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0],
  );
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function selectPackages() {
  const rows = readTable(CANDIDATES);
  const taken = existsSync(PACKAGES) ? readTable(PACKAGES) : [];
  const counts = { named: 0, drawn: 0, compiled: { named: 0, drawn: 0 } };
  const elsewhere = new Set(
    measured.flatMap(file =>
      readFileSync(file, 'utf8')
        .split('\n')
        .map(line => line.split('\t')[0].toLowerCase()),
    ),
  );
  for (const row of rows) {
    if (row.outcome === 'taken') considerRepository(row, taken, elsewhere);
    const half = row.from === 'named' ? 'named' : 'drawn';
    if (row.outcome === '-' && counts[half] < WANTED[half]) {
      consider(row, taken, counts.compiled[half]);
      if (row.outcome === 'taken') considerRepository(row, taken, elsewhere);
    }
    if (row.outcome !== 'taken') continue;
    counts[half]++;
    if (row.why === 'compiled') counts.compiled[half]++;
    writeTable(CANDIDATES, rows, CANDIDATE);
    writeTable(
      PACKAGES,
      taken.sort((a, b) => (a.name < b.name ? -1 : 1)),
      COLUMNS.packages,
    );
  }
  writeTable(CANDIDATES, rows, CANDIDATE);
  console.log(
    `${counts.named} named and ${counts.drawn} drawn, of which compiled ${counts.compiled.named} and ${counts.compiled.drawn}.`,
  );
}

/** Takes a package back whose repository the rules are developed and measured on anyway. */
function considerRepository(row, taken, elsewhere) {
  const index = taken.findIndex(({ name }) => name === row.name);
  const { repository } = JSON.parse(readFileSync(path.join(unpack(taken[index], cache), 'package.json'), 'utf8'));
  const name = /github(?:\.com)?[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?(?:[#/].*)?$/i.exec(
    typeof repository === 'string' ? repository.replace(/^([\w.-]+\/[\w.-]+)$/, 'github:$1') : (repository?.url ?? ''),
  )?.[1];
  if (!elsewhere.has(name?.toLowerCase())) return;
  taken.splice(index, 1);
  Object.assign(row, { outcome: 'refused', why: 'its repository is one that the rules are measured on elsewhere' });
  console.log(`${row.name} is measured elsewhere.`);
}

/** Says of one candidate whether it is taken, and why not. */
function consider(row, taken, compiled) {
  const refuse = why => Object.assign(row, { outcome: 'refused', why });
  try {
    const spec = row.version === '-' ? row.name : `${row.name}@${row.version}`;
    const answer = npm([
      'view',
      spec,
      'name',
      'version',
      'license',
      'dependencies',
      'peerDependencies',
      'devDependencies',
      'dist',
      '--json',
    ]);
    if (answer.trim() === '') return refuse('is not in the registry');
    const manifest = JSON.parse(answer);
    row.version = manifest.version;
    const refusal = refusalByManifest(manifest);
    if (refusal !== null) return refuse(refusal);
    const one = { name: row.name, version: row.version, from: row.from, integrity: manifest.dist.integrity };
    const judged = judgeSources(findSources(unpack(one, cache)).map(({ text }) => text));
    if (judged.refusal !== null) return refuse(judged.refusal);
    if (judged.isCompiled && compiled >= WANTED.compiled) return refuse('is compiled, and enough such are there');
    taken.push(one);
    return Object.assign(row, { outcome: 'taken', why: judged.isCompiled ? 'compiled' : 'written' });
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    return refuse(
      /E404|ETARGET/.test(error.message)
        ? 'is not in the registry'
        : `cannot be had: ${error.message.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
    );
  } finally {
    console.log([row.from, `${row.name}@${row.version}`, row.outcome, row.why].join('\t'));
  }
}
