/**
 * The committed record of every finding, as text: one line a finding, so that a change of the plugin is a diff of lines. No code of the
 * packages is in it, but a hash of the line a finding stands on, by which it is found again when lines move.
 */
import { createHash } from 'node:crypto';

/** What a finding can be judged to be; `unjudged` before anybody has. */
export const VERDICTS = ['right', 'wrong', 'arguable'];

const COLUMNS = ['project', 'place', 'rule', 'preset', 'says', 'code', 'verdict', 'second', 'why'];
const HEAD = `# ${COLUMNS.join('\t')}`;

/** Reads the record; throws where a line is not of its form, with the number of the line. */
export function parseRecord(text) {
  return text
    .split('\n')
    .flatMap((line, index) => (line === '' || line.startsWith('#') ? [] : [parseRow(line, index + 1)]));
}

function parseRow(line, number) {
  const cells = line.split('\t');
  const [project = '', place = '', rule = '', preset = '', says = '', code = '', verdict = '', second = '', why = ''] =
    cells;
  const [, file = '', at = '', column = ''] = /^(.+):(\d+):(\d+)$/.exec(place) ?? [];
  const isForm =
    cells.length === COLUMNS.length &&
    file !== '' &&
    (verdict === 'unjudged' || VERDICTS.includes(verdict)) &&
    (second === '-' || VERDICTS.includes(second));
  if (!isForm) throw new Error(`Line ${number} of the record is not of its form (${COLUMNS.join(', ')}): ${line}`);
  return {
    project,
    file,
    line: Number(at),
    column: Number(column),
    rule,
    preset,
    says,
    code,
    verdict,
    second,
    why: why === '-' ? '' : why,
  };
}

/** Writes the record, in its one order. */
export function formatRecord(rows) {
  const lines = [...rows]
    .sort(inOrder)
    .map(row =>
      [
        row.project,
        placeOf(row),
        row.rule,
        row.preset,
        row.says,
        row.code,
        row.verdict,
        row.second,
        row.why.replaceAll(/\s+/g, ' ').trim() || '-',
      ].join('\t'),
    );
  return `${[HEAD, ...lines].join('\n')}\n`;
}

/** Where a finding stands: `file:line:column`. */
export function placeOf({ file, line, column }) {
  return `${file}:${line}:${column}`;
}

/** A short name for a finding, by which a verdict is given to it. */
export function idOf(row) {
  return createHash('sha256')
    .update([row.project, placeOf(row), row.rule, row.says].join('\t'))
    .digest('hex')
    .slice(0, 10);
}

/** The hash of a line of code, whatever its indent. */
export function hashOf(line) {
  return createHash('sha256').update(line.trim()).digest('hex').slice(0, 8);
}

/** The statuses that a message names, each once: what it found and what it wants, whatever else the wording; `-` where it names none. */
export function saysOf(message) {
  const named = message.replaceAll(/`[^`]*`/g, '``').match(/\b(?<!line )[1-9]\d\d(?= [A-Z])/g) ?? [];
  return [...new Set(named)].join(',') || '-';
}

/** Compares what is found with what is known. A finding that only moved, in its file or with a new version, keeps its verdict: rule, words and line of code agree. */
export function compareFindings(known, found) {
  const exact = takeEqual(known, found, row => [row.project, placeOf(row), row.rule, row.says].join('\t'));
  const moved = takeEqual(exact.known, exact.found, row =>
    [nameOf(row.project), row.file, row.rule, row.says, row.code].join('\t'),
  );
  const keep = ([before, after]) => ({ ...after, verdict: before.verdict, second: before.second, why: before.why });
  const fresh = moved.found.map(row => ({ ...row, verdict: 'unjudged', second: '-', why: '' }));
  return {
    rows: [...[...exact.pairs, ...moved.pairs].map(keep), ...fresh],
    added: fresh,
    gone: moved.known,
    moved: moved.pairs.map(([before, after]) => ({ before, after })),
    changedPreset: exact.pairs
      .filter(([before, after]) => before.preset !== after.preset)
      .map(([before, after]) => ({ before, after })),
  };
}

/** Pairs the rows of two lists that have the same key, in the order of their lines; the rest stays. */
function takeEqual(known, found, keyOf) {
  const waiting = new Map();
  for (const row of [...known].sort(inOrder)) waiting.set(keyOf(row), [...(waiting.get(keyOf(row)) ?? []), row]);
  const pairs = [];
  const rest = [];
  for (const row of [...found].sort(inOrder)) {
    const before = waiting.get(keyOf(row))?.shift();
    if (before) pairs.push([before, row]);
    else rest.push(row);
  }
  return { pairs, found: rest, known: [...waiting.values()].flat() };
}

/** The name of `name@version`. */
export function nameOf(project) {
  return project.slice(0, project.lastIndexOf('@'));
}

function inOrder(a, b) {
  return (
    compare(a.project, b.project) ||
    compare(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compare(a.rule, b.rule) ||
    compare(a.says, b.says)
  );
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a difference is one that a reviewer has to see. */
export function isSame({ added, gone, moved, changedPreset }) {
  return added.length + gone.length + moved.length + changedPreset.length === 0;
}

/** A difference as lines of text. */
export function describeDifference({ added, gone, moved, changedPreset }) {
  const line = row =>
    `${row.project} ${placeOf(row)} ${row.rule} (${row.preset}${row.says === '-' ? '' : `, says ${row.says}`})`;
  return [
    ...gone.map(row => `- ${line(row)}${row.verdict === 'unjudged' ? '' : `, judged ${row.verdict}`}`),
    ...added.map(row => `+ ${line(row)}`),
    ...moved.map(({ before, after }) => `~ ${line(after)}, before ${before.project} ${placeOf(before)}`),
    ...changedPreset.map(({ before, after }) => `~ ${line(after)}, before ${before.preset}`),
  ];
}

/** Reads `id<TAB>verdict<TAB>why` lines into the record, as first or as second verdicts; throws before anything is changed where one does not fit. */
export function applyVerdicts(rows, text, { isSecond }) {
  const given = new Map();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [id = '', verdict = '', why = ''] = line.split('\t').map(cell => cell.trim());
    if (!VERDICTS.includes(verdict))
      throw new Error(`Line ${index + 1} has no verdict (${VERDICTS.join(', ')}): ${line}`);
    given.set(id, { verdict, why });
  }
  const known = new Set(rows.map(idOf));
  const strangers = [...given.keys()].filter(id => !known.has(id));
  if (strangers.length > 0) throw new Error(`No finding has the id ${strangers.join(', ')}.`);
  return rows.map(row => {
    const one = given.get(idOf(row));
    if (!one) return row;
    return isSecond
      ? { ...row, second: one.verdict, why: one.verdict === row.verdict ? row.why : `${row.why} / second: ${one.why}` }
      : { ...row, verdict: one.verdict, why: one.why };
  });
}
