import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ESLint } from 'eslint';

import plugin from '../../dist/index.js';
import { highlight } from './highlight.mjs';
import { box, CELL, COLOURS, columns, picture, run, squiggle } from './svg.mjs';

const FILE = 'examples/express-server/auth.js';
const RULE = 'status-code/prefer-403-for-denied-permission';
const COLUMNS = 104;
const GUTTER = 6;
const TOP = 40;

/** An editor with the finding of a file: its squiggle, its hover, and its quick fix. */
export async function editorPicture(root) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    ignore: false,
    overrideConfig: [{ languageOptions: { sourceType: 'commonjs' } }, plugin.configs.recommended],
  });
  const [{ messages }] = await eslint.lintFiles([FILE]);
  const finding = messages.find(({ ruleId }) => ruleId === RULE);
  const code = readFileSync(path.join(root, FILE), 'utf8');
  const lines = highlight(code);
  const first = finding.line - 5;
  const shown = lines.slice(first - 1, finding.line + 3);
  const width = 2 * 12 + COLUMNS * CELL.width;
  const xOf = column => 12 + (GUTTER + column) * CELL.width;
  const rowsAbove = finding.line - first + 1;
  const hover = [
    ...wrapWords(finding.message, COLUMNS - 16),
    '',
    `${finding.ruleId}  (ESLint)`,
    '',
    `Quick fix: ${finding.suggestions.map(({ desc }) => desc).join(' / ')}`,
  ];
  const hoverHeight = hover.length * CELL.height + 20;
  const hoverTop = TOP + rowsAbove * CELL.height + 10;
  const yOf = i => TOP + i * CELL.height + 14 + (i >= rowsAbove ? hoverHeight + 18 : 0);
  const content = shown.flatMap((runs, i) => [
    run(String(first + i).padStart(4), { x: 12, y: yOf(i), colour: COLOURS.dim }),
    ...runs.map(({ text, column, colour }) => run(text, { x: xOf(column), y: yOf(i), colour })),
  ]);
  const start = xOf(finding.column - 1);
  content.push(
    squiggle({
      x: start,
      y: yOf(rowsAbove - 1) + 5,
      width: (finding.endColumn - finding.column) * CELL.width,
      colour: COLOURS.red,
    }),
  );
  const hoverX = xOf(4);
  content.push(
    box({
      x: hoverX,
      y: hoverTop,
      width: width - hoverX - 24,
      height: hoverHeight,
      fill: COLOURS.bar,
      stroke: COLOURS.border,
      radius: 4,
    }),
  );
  hover.forEach((line, i) =>
    content.push(
      run(line, {
        x: hoverX + 10,
        y: hoverTop + 22 + i * CELL.height,
        colour: i === hover.length - 1 ? COLOURS.blue : line.startsWith(finding.ruleId) ? COLOURS.dim : COLOURS.text,
      }),
    ),
  );
  const height = yOf(shown.length - 1) + 20;
  const text = code.split('\n').slice(first - 1, first - 1 + shown.length);
  return picture({
    width,
    height,
    title: FILE,
    content,
    description: [
      ...text.slice(0, rowsAbove),
      finding.message,
      finding.ruleId,
      hover.at(-1),
      ...text.slice(rowsAbove),
    ].join('\n'),
  });
}

/** Breaks a text into lines of at most `width` characters. */
export function wrapWords(text, width) {
  return text.split(' ').reduce((lines, word) => {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + 1 + columns(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
    return lines;
  }, []);
}
