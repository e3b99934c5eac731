/**
 * Lints published code with the built plugin, and compares what it finds with the committed record, tools/ecosystem/findings.tsv. The
 * packages are downloaded once, at pinned versions, and nothing of them is run. Exits with 1 where the findings are not those of the record.
 *
 *   node tools/ecosystem.mjs                       all packages; --sample ten of them; --package NAME one
 *     --servers DIR                                the servers, too: clones in DIR, each as owner+name
 *     --cache DIR                                  where tarballs and files are kept, outside of any project
 *     --update                                     writes the record: new findings are unjudged, those that moved keep their verdict
 *     --sheet FILE [--unjudged | --again N] [--recommended] [--rule NAME] [--part I/N | --parts N]
 *                                                  writes findings with their code, to be judged; --again N of those judged once; --parts N writes FILE-1, FILE-2 …
 *   node tools/ecosystem.mjs --verdicts FILE [--second]    takes lines of `id<TAB>verdict<TAB>why` into the record; --second as second verdicts
 *   node tools/ecosystem.mjs --second              how far the second verdicts agree with the first
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { agreement, countsByRule, describeAgreement, figures } from './ecosystem/figures.mjs';
import { readProjects, readRecord, writeProjects, writeRecord } from './ecosystem/projects.mjs';
import {
  applyVerdicts,
  compareFindings,
  describeDifference,
  idOf,
  isSame,
  nameOf,
  placeOf,
} from './ecosystem/record.mjs';
import { exportServer } from './ecosystem/servers.mjs';
import { partOf, spread } from './ecosystem/spread.mjs';
import { assertSecluded, DEFAULT_CACHE, unpack, Unreachable } from './ecosystem/tarball.mjs';
import { between } from './generated-texts.mjs';

const PAGE = path.join(import.meta.dirname, '..', 'docs', 'ecosystem.md');
const boolean = { type: 'boolean', default: false };
const string = { type: 'string' };
const { values: options } = parseArgs({
  options: {
    sample: boolean,
    update: boolean,
    second: boolean,
    unjudged: boolean,
    recommended: boolean,
    rule: string,
    again: string,
    package: string,
    servers: string,
    cache: { ...string, default: DEFAULT_CACHE },
    sheet: string,
    part: string,
    parts: string,
    verdicts: string,
  },
});

try {
  if (options.verdicts) takeVerdicts();
  else if (options.second) printAgreement();
  else await run();
} catch (error) {
  if (!(error instanceof Unreachable) || !options.sample) throw error;
  console.log(`The sample of published code was not linted, as no registry can be reached: ${error.message}`);
}

function takeVerdicts() {
  const rows = applyVerdicts(readRecord(), readFileSync(options.verdicts, 'utf8'), { isSecond: options.second });
  writeRecord(rows);
  writePage(rows);
  console.log(countsByRule(rows));
}

function printAgreement() {
  const rows = readRecord();
  console.log(describeAgreement(rows));
  for (const row of agreement(rows).differing)
    console.log(
      `  ${row.project} ${placeOf(row)} ${row.rule}: ${row.verdict}, then ${row.second}${row.why === '' ? '' : ` (${row.why})`}`,
    );
}

async function run() {
  const started = performance.now();
  // What has to be built before it can be asked.
  const { lintProject } = await import('./ecosystem/lint.mjs');
  assertSecluded(options.cache);
  const projects = readProjects();
  const chosen = projects.filter(isChosen).flatMap(one => {
    const folder = folderOf(one);
    return folder === null ? [] : [{ one, folder }];
  });
  if (chosen.length === 0) throw new Error('No package of the list has that name.');
  const results = chosen.map(({ one, folder }) => {
    const result = lintProject(one.id, folder, one.code?.split(','));
    for (const { file, message } of result.unread) console.log(`${one.id} ${file} cannot be read: ${message}`);
    return { one, folder, result };
  });
  const ids = new Set(chosen.map(({ one }) => one.id));
  const record = readRecord();
  const isCompared = ({ project }) => ids.has(project) || isReplaced(project, { projects, chosen });
  const difference = compareFindings(
    record.filter(isCompared),
    results.flatMap(({ result }) => result.findings),
  );
  const counted = results.flatMap(({ one, result: { files, lines, unread } }) =>
    differingCounts(one, { files, lines, unread: unread.length }),
  );
  report(results, difference, started);
  if (options.sheet) await writeSheet(difference.rows, results);
  if (options.update) update([...record.filter(row => !isCompared(row)), ...difference.rows], projects, results);
  else if (!isSame(difference) || counted.length > 0) fail([...counted, ...describeDifference(difference)]);
  else console.log('Exactly the findings of the record (tools/ecosystem/findings.tsv).');
}

/** Whether a project of the record is no longer listed, but another version of it has been linted; or none is listed, and all were linted. */
function isReplaced(project, { projects, chosen }) {
  if (projects.some(({ id }) => id === project)) return false;
  const isSameName = ({ name }) => name === nameOf(project);
  return (
    chosen.some(({ one }) => isSameName(one)) || (!options.sample && !options.package && !projects.some(isSameName))
  );
}

function isChosen({ kind, name, sample }) {
  if (options.package) return name === options.package;
  if (kind === 'server') return options.servers !== undefined && !options.sample;
  return options.sample ? sample === 'yes' : true;
}

function folderOf(one) {
  if (one.kind === 'package') return unpack(one, options.cache);
  const folder = options.servers ? exportServer(one, { clones: options.servers, cache: options.cache }) : null;
  if (folder === null)
    console.log(`${one.name} is not in ${options.servers ?? 'any folder of --servers'}, and is left out.`);
  return folder;
}

function differingCounts(one, now) {
  const differing = Object.entries(now).filter(([key, value]) => one[key] !== String(value));
  return differing.map(([key, value]) => `~ ${one.id} has ${value} ${key}, before ${one[key]}`);
}

function report(results, { rows }, started) {
  const sum = key => results.reduce((total, { result }) => total + result[key], 0).toLocaleString('en');
  console.log(
    `${countsByRule(rows)}\n\n${results.length} projects, ${sum('files')} files, ${sum('lines')} lines, in ${((performance.now() - started) / 1000).toFixed(0)} s (${(process.cpuUsage().user / 1e6).toFixed(0)} s of the processor).`,
  );
}

function fail(lines) {
  console.error(
    `The findings on published code are not those of the record:\n${lines.map(line => `  ${line}`).join('\n')}\nRead the code of each (\`node tools/ecosystem.mjs --sheet FILE --unjudged\`); where the new findings are meant, run \`npm run ecosystem -- --update\` and commit the record (docs/ecosystem.md).`,
  );
  process.exitCode = 1;
}

async function writeSheet(rows, results) {
  const { makeSheet } = await import('./ecosystem/sheet.mjs');
  const messages = new Map(
    results.flatMap(({ result }) => result.findings.map(finding => [idOf(finding), finding.message])),
  );
  const folders = new Map(results.map(({ one, folder }) => [one.id, folder]));
  const wanted = rows.filter(
    ({ rule, preset }) => (!options.recommended || preset !== 'strict') && (!options.rule || rule === options.rule),
  );
  const asked = askedOf(wanted);
  const { dir, name, ext } = path.parse(options.sheet);
  const sheets = options.parts
    ? Array.from({ length: Number(options.parts) }, (_, index) => [
        path.join(dir, `${name}-${index + 1}${ext}`),
        partOf(asked, `${index + 1}/${options.parts}`),
      ])
    : [[options.sheet, options.part ? partOf(asked, options.part) : asked]];
  for (const [file, part] of sheets) {
    writeFileSync(file, makeSheet(part, { messages, folders }));
    console.log(`${part.length} findings are in ${file}.`);
  }
}

function askedOf(rows) {
  if (options.again)
    return spread(
      rows.filter(({ verdict, second }) => verdict !== 'unjudged' && second === '-'),
      Number(options.again),
    );
  return options.unjudged ? rows.filter(({ verdict }) => verdict === 'unjudged') : rows;
}

function update(rows, projects, results) {
  for (const {
    one,
    result: { files, lines, unread },
  } of results)
    Object.assign(one, { files: String(files), lines: String(lines), unread: String(unread.length) });
  writeProjects(projects);
  writeRecord(rows);
  writePage(rows);
  const left =
    projects.filter(({ kind }) => kind === 'server').length - results.filter(({ one }) => one.kind === 'server').length;
  console.log(
    `The record has been written.${left > 0 ? ` What it says of ${left} servers is as it was (--servers DIR lints them).` : ''}`,
  );
}

function writePage(rows) {
  const page = between(readFileSync(PAGE, 'utf8'), 'figures', figures(rows, readProjects()));
  if (page === null) throw new Error('docs/ecosystem.md has not its marks.');
  writeFileSync(PAGE, page);
}
