/** Drawing with text in a grid of equal cells, as terminals and editors have it: SVG by hand, which needs no font to be there and no program to make it. */

/** The width and height of a cell, and the size of the letters in it, in pixels. */
export const CELL = { width: 8.4, height: 20, font: 14 };

/** The colours of the pictures: dark, so that they look the same on light and dark pages. */
export const COLOURS = {
  background: '#0d1117',
  bar: '#161b22',
  border: '#30363d',
  text: '#e6edf3',
  dim: '#8b949e',
  red: '#ff7b72',
  yellow: '#e3b341',
  green: '#7ee787',
  blue: '#79c0ff',
  purple: '#d2a8ff',
  cyan: '#a5d6ff',
  added: '#12261e',
  removed: '#25171c',
};

/** A text as it may stand in XML. */
export function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** One run of text in one style. `textLength` holds it to its cells whatever monospace font the reader has. */
export function run(text, { x, y, colour = COLOURS.text, bold = false, underline = false, cell = CELL }) {
  const start = text.length - text.trimStart().length;
  // SVG collapses spaces, but for those that do not break.
  const shown = text.trim().replaceAll('  ', '\u00a0\u00a0');
  if (shown === '') return '';
  const style = [bold && ' font-weight="bold"', underline && ' text-decoration="underline"'].filter(Boolean).join('');
  return `<text x="${number(x + start * cell.width)}" y="${number(y)}" textLength="${number(columns(shown) * cell.width)}" fill="${colour}"${style}>${escape(shown)}</text>`;
}

/** A filled box. */
export function box({ x, y, width, height, fill, stroke = 'none', radius = 0 }) {
  return `<rect x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="${radius}" fill="${fill}" stroke="${stroke}"/>`;
}

/** The wavy line under a part of a text. */
export function squiggle({ x, y, width, colour }) {
  const waves = Math.max(2, Math.round(width / 4));
  const step = width / waves;
  const path = Array.from(
    { length: waves },
    (_, i) => `q${number(step / 2)} ${i % 2 === 0 ? -3 : 3} ${number(step)} 0`,
  ).join('');
  return `<path d="M${number(x)} ${number(y)}${path}" fill="none" stroke="${colour}" stroke-width="1.3"/>`;
}

/** A whole picture: a window with a title, and what is in it. `description` is the text of the picture for those who do not see it. */
export function picture({ width, height, title, description, content }) {
  const dots = [COLOURS.red, COLOURS.yellow, COLOURS.green].map(
    (fill, i) => `<circle cx="${18 + i * 18}" cy="16" r="5.5" fill="${fill}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" height="${number(height)}" role="img" aria-labelledby="title description" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${CELL.font}">
<title id="title">${escape(title)}</title>
<desc id="description">${escape(description)}</desc>
${box({ x: 0.5, y: 0.5, width: width - 1, height: height - 1, fill: COLOURS.background, stroke: COLOURS.border, radius: 8 })}
<path d="M1 32V8a7 7 0 0 1 7-7H${number(width - 8)}a7 7 0 0 1 7 7V32Z" fill="${COLOURS.bar}"/>
${dots.join('')}
${run(title, { x: width / 2 - (columns(title) * CELL.width) / 2, y: 21, colour: COLOURS.dim })}
${content.filter(part => part !== '').join('\n')}
</svg>
`;
}

/** How many cells a text takes. */
export function columns(text) {
  return [...text].length;
}

function number(value) {
  return String(Math.round(value * 100) / 100);
}
