import path from 'node:path';

import { main } from '../../dist/cli/commands/main.js';
import { parseAnsi, runsOf, wrap } from './ansi.mjs';
import { box, CELL, COLOURS, picture, run } from './svg.mjs';

const COLUMNS = 128;
const ROWS = 36;
const PADDING = 16;
const TOP = 40;

/** A terminal after `check` over the Express example. */
export function terminalPicture(root) {
  return drawRun(['check', 'examples/express-server'], root);
}

/** A terminal after `routes` over the two examples. */
export function routesPicture(root) {
  return drawRun(['routes', 'examples/express-server', 'examples/fastify-server'], root);
}

/** A terminal after a command: what it really printed, scrolled to the end. */
async function drawRun(args, root) {
  const command = `npx eslint-plugin-status-code ${args.join(' ')}`;
  const output = await runInTerminal(args, root);
  const rows = parseAnsi(output.trimEnd()).flatMap(line => wrap(line, COLUMNS));
  // As much as fits, from the start of a finding or a file on.
  const isBlank = row => row.every(({ character }) => character === ' ');
  const isSparse = rows.filter(isBlank).length > 2;
  const from = rows.findIndex((_, i) => rows.length - i <= ROWS && (i === 0 || !isSparse || isBlank(rows[i - 1])));
  const shown = rows.slice(from);
  const [width, height] = [2 * PADDING + COLUMNS * CELL.width, TOP + (shown.length + 1) * CELL.height + 8];
  const baseline = row => TOP + row * CELL.height + 14;
  const texts = shown.flatMap((row, i) =>
    runsOf(row).map(({ text, style, column }) =>
      run(text, {
        x: PADDING + column * CELL.width,
        y: baseline(i),
        bold: style.bold,
        underline: style.underline,
        colour: style.colour ? COLOURS[style.colour] : style.dim ? COLOURS.dim : COLOURS.text,
      }),
    ),
  );
  const track = height - TOP - 8;
  const bar = Math.max(24, (track * shown.length) / rows.length);
  const content = [
    ...texts,
    run('$', { x: PADDING, y: baseline(shown.length), colour: COLOURS.green }),
    box({
      x: PADDING + 2 * CELL.width,
      y: baseline(shown.length) - 13,
      width: CELL.width,
      height: 17,
      fill: COLOURS.dim,
    }),
    box({ x: width - 10, y: height - 8 - bar, width: 5, height: bar, fill: COLOURS.border, radius: 2.5 }),
  ];
  return picture({
    width,
    height,
    title: command,
    description: shown
      .map(row =>
        row
          .map(({ character }) => character)
          .join('')
          .trimEnd(),
      )
      .join('\n'),
    content,
  });
}

/** What a command prints in a terminal that has colours. */
async function runInTerminal(args, cwd) {
  let text = '';
  const output = { isTTY: true, columns: COLUMNS, hasColors: () => true, write: part => void (text += part) };
  const silent = {
    isTTY: false,
    write: part => {
      throw new Error(`Nothing was to be said on stderr: ${part}`);
    },
  };
  await main(args, { stdout: output, stderr: silent, cwd: () => path.resolve(cwd) });
  return text;
}
