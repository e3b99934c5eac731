import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ESLint } from 'eslint';

import rdjson from '../../dist/formatters/rdjson.js';
import plugin from '../../dist/index.js';
import { wrapWords } from './editor.mjs';
import { box, CELL, COLOURS, picture, run } from './svg.mjs';

const FILE = 'examples/express-server/users.js';
const RULE = 'status-code/no-body-with-bodyless-status';
const COLUMNS = 100;
const TOP = 42;

/** A review comment as the rdjson formatter hands it over: what was found, the entry of the reference, and each suggestion as a change of lines. */
export async function reviewPicture(root) {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    ignore: false,
    overrideConfig: [{ languageOptions: { sourceType: 'commonjs' } }, plugin.configs.recommended],
  });
  const results = await eslint.lintFiles([FILE]);
  const { diagnostics } = JSON.parse(rdjson(results, { cwd: root, rulesMeta: eslint.getRulesMetaForResults(results) }));
  const {
    message,
    suggestions,
    code: { value },
  } = diagnostics.find(({ code }) => code?.value === RULE);
  const source = readFileSync(path.join(root, FILE), 'utf8').split('\n');
  const rows = [{ text: value, colour: COLOURS.dim }, { text: '' }, ...message.split('\n').flatMap(toRows)];
  for (const { range, text } of suggestions) {
    rows.push({ text: '' }, { text: 'Suggested change', colour: COLOURS.dim });
    for (let line = range.start.line; line <= range.end.line; line++)
      rows.push({ text: `- ${source[line - 1]}`, fill: COLOURS.removed, colour: COLOURS.red });
    for (const line of text.split('\n')) rows.push({ text: `+ ${line}`, fill: COLOURS.added, colour: COLOURS.green });
  }
  const width = 2 * 16 + COLUMNS * CELL.width;
  const height = TOP + rows.length * CELL.height + 14;
  const content = rows.flatMap(({ text, colour, bold, fill, isQuote }, i) => {
    const y = TOP + i * CELL.height;
    return [
      ...(fill ? [box({ x: 16, y, width: width - 32, height: CELL.height, fill })] : []),
      ...(isQuote ? [box({ x: 16, y, width: 3, height: CELL.height, fill: COLOURS.border })] : []),
      run(text, { x: 16 + (isQuote ? 14 : fill ? 8 : 0), y: y + 14, colour, bold }),
    ];
  });
  return picture({
    width,
    height,
    title: `${FILE}, line ${suggestions[0].range.start.line}`,
    description: rows.map(({ text }) => text).join('\n'),
    content,
  });
}

/** A line of Markdown as rows of the picture; emphasis is drawn where it takes the whole line, and left out elsewhere. */
function toRows(line) {
  const isQuote = line.startsWith('>');
  const text = line.replace(/^> ?/, '');
  // The blank lines of a quote only part its lines.
  if (isQuote && text === '') return [];
  const bold = /^\*\*[^*]+\*\*$/.test(text);
  const rows = wrapWords(text.replaceAll('**', ''), COLUMNS - 4).map(part => ({
    text: part,
    bold,
    isQuote,
    colour: isQuote && !bold ? COLOURS.dim : COLOURS.text,
  }));
  return rows.length > 0 ? rows : [{ text: '' }];
}
