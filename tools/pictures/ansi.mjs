/** Reads text with the escape sequences of terminals. */

const STYLES = {
  1: { bold: true },
  2: { dim: true },
  22: { bold: false, dim: false },
  4: { underline: true },
  24: { underline: false },
  31: { colour: 'red' },
  32: { colour: 'green' },
  33: { colour: 'yellow' },
  36: { colour: 'cyan' },
  39: { colour: null },
};

/** The lines of a coloured text, each a list of characters with their style. */
export function parseAnsi(text) {
  const lines = [[]];
  let style = {};
  for (const [part, code] of text.matchAll(/\x1b\[(\d+)m|[^\x1b]/gu)) {
    if (code !== undefined) style = { ...style, ...known(code) };
    else if (part === '\n') lines.push([]);
    else lines.at(-1).push({ character: part, style });
  }
  return lines;
}

/** Breaks a line into rows of at most `width` characters, at spaces where there are any; rows after the first are indented as the first is. */
export function wrap(line, width) {
  const indent = line.findIndex(({ character }) => character !== ' ');
  const rows = [];
  let rest = line;
  while (rest.length > width) {
    let at = rest.findLastIndex(({ character }, i) => character === ' ' && i <= width && i > indent);
    if (at < 0) at = width;
    rows.push(rest.slice(0, at));
    rest = [
      ...rest.slice(0, Math.max(indent, 0)).map(({ style }) => ({ character: ' ', style })),
      ...rest.slice(rest[at].character === ' ' ? at + 1 : at),
    ];
  }
  return [...rows, rest];
}

/** The runs of equal style in a row: their text, their style and the column they start at. */
export function runsOf(row) {
  const runs = [];
  row.forEach(({ character, style }, column) => {
    const last = runs.at(-1);
    if (last && last.style === style) last.text += character;
    else runs.push({ text: character, style, column });
  });
  return runs;
}

function known(code) {
  const style = STYLES[code];
  if (!style)
    throw new Error(`What the escape sequence ${code} looks like is not known: add it to tools/pictures/ansi.mjs.`);
  return style;
}
