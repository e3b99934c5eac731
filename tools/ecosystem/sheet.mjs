/** The sheets from which findings are judged. */
import path from 'node:path';

import { namedLines } from '../../dist/formatters/evidence-lines.js';
import { idOf, placeOf } from './record.mjs';
import { readFile } from './sources.mjs';

/** How many lines of code are shown: what leads to a response stands above it. */
const BEFORE = 16;
const AFTER = 8;
/** How many lines are shown around one that a message names elsewhere in the file. */
const AROUND = 2;

const HEAD = `Each finding has an id. Judge it by reading the code, and as much more of the package as it takes; the folder is given. Answer with one line
a finding, separated by tabs:   id   right|wrong|arguable   a few words why

right     the status (or what else the message names) is wrong there, for the reason given
wrong     the code is right, or the message's account of it is not true
arguable  the account is true, but the status sent is defensible`;

/** Makes a sheet: each finding with its message and the code around it. */
export function makeSheet(rows, { messages, folders }) {
  return `${HEAD}\n\n${rows.map(row => entry(row, { messages, folders })).join('\n\n')}\n`;
}

function entry(row, { messages, folders }) {
  const folder = folders.get(row.project);
  const message = messages.get(idOf(row)) ?? '';
  const lines = readFile(folder, row.file).split('\n');
  const shown = new Set(numbers(row.line - BEFORE, row.line + AFTER, lines.length));
  for (const { line } of namedLines(message))
    for (const number of numbers(line - AROUND, line + AROUND, lines.length)) shown.add(number);
  const ordered = [...shown].sort((a, b) => a - b);
  const code = ordered.flatMap((number, index) => [
    ...(index > 0 && ordered[index - 1] !== number - 1 ? ['        …'] : []),
    `${number === row.line ? '>' : ' '} ${String(number).padStart(5)}  ${(lines[number - 1] ?? '').slice(0, 200)}`,
  ]);
  return [
    `=== ${idOf(row)}  ${row.rule}  (${row.preset})`,
    `${row.project}  ${placeOf(row)}`,
    path.join(folder, row.file),
    message,
    '',
    ...code,
  ].join('\n');
}

function numbers(from, to, last) {
  return Array.from(
    { length: Math.max(0, Math.min(to, last) - Math.max(from, 1) + 1) },
    (_, index) => Math.max(from, 1) + index,
  );
}
