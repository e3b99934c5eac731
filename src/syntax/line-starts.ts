/** The ends of lines as ESLint counts them. Source: eslint lib/shared/ast-utils.js. */
const ESLINT_LINE_END = /\r\n|[\n\r\u2028\u2029]/g;

/** The offsets at which the lines of a text start, in order, that of the first line included; lines end as ESLint counts them unless another end is given. */
export function lineStarts(text: string, end: RegExp = ESLINT_LINE_END): readonly number[] {
  return [0, ...Array.from(text.matchAll(end), match => match.index + match[0].length)];
}

/** The line, from 0, that an offset is in, by the starts of the lines. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
