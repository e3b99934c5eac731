/** The two lists of what is linted: npm packages and servers, as committed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { formatRecord, parseRecord } from './record.mjs';

const FILES = {
  packages: path.join(import.meta.dirname, 'packages.tsv'),
  servers: path.join(import.meta.dirname, 'servers.tsv'),
};
const RECORD = path.join(import.meta.dirname, 'findings.tsv');
/** The columns of the two lists. */
export const COLUMNS = {
  packages: ['name', 'version', 'from', 'sample', 'files', 'lines', 'unread', 'integrity'],
  servers: ['name', 'commit', 'code', 'files', 'lines', 'unread', 'framework'],
};
const PARTS = {
  named: 'packages that were named',
  'drawn-framework': 'packages that were drawn',
  'drawn-server': 'packages that were drawn',
};

/** Reads both lists. */
export function readProjects() {
  const packages = readTable(FILES.packages).map(one => ({
    sample: '-',
    files: '-',
    lines: '-',
    unread: '-',
    ...one,
    kind: 'package',
    id: `${one.name}@${one.version}`,
    part: PARTS[one.from],
  }));
  const servers = readTable(FILES.servers).map(one => ({
    files: '-',
    lines: '-',
    unread: '-',
    ...one,
    kind: 'server',
    id: `${one.name}@${one.commit.slice(0, 10)}`,
    part: 'servers',
  }));
  return [
    ...packages.filter(({ part }) => part === PARTS.named),
    ...packages.filter(({ part }) => part !== PARTS.named),
    ...servers,
  ];
}

/** Writes both lists, with what was counted. */
export function writeProjects(projects) {
  for (const [kind, file] of Object.entries(FILES))
    writeTable(
      file,
      projects.filter(one => `${one.kind}s` === kind).sort((a, b) => (a.name < b.name ? -1 : 1)),
      COLUMNS[kind],
    );
}

/** Reads the record of findings. */
export function readRecord() {
  return existsSync(RECORD) ? parseRecord(readFileSync(RECORD, 'utf8')) : [];
}

/** Writes the record of findings. */
export function writeRecord(rows) {
  writeFileSync(RECORD, formatRecord(rows));
}

/** Reads a file of rows, by the names in its first line. */
export function readTable(file) {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return lines.map(line => Object.fromEntries(line.split('\t').map((value, index) => [columns[index], value])));
}

/** Writes such a file. */
export function writeTable(file, rows, columns) {
  writeFileSync(
    file,
    `${[columns, ...rows.map(row => columns.map(column => row[column] ?? '-'))].map(cells => cells.join('\t')).join('\n')}\n`,
  );
}
