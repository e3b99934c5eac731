/** Where a message of this plugin names a line: `(line 12)` for the evidence, `on line 12` for another response. ESLint hands a formatter nothing else of them. */
const NAMED_LINE = /\bline (?<line>[1-9]\d*)\b/g;
const EVIDENCE = /(?<=\()line (?<line>[1-9]\d*)(?=\)(?:, so|; ))/g;

/** The code in a message stands in backticks, and may say anything. */
const CODE = /`[^`]*`/g;

/** A line that a message names. */
export interface NamedLine {
  readonly line: number;
  /** Where its words are in the message: from `line` to the number. */
  readonly start: number;
  readonly end: number;
}

/** The lines that a message of this plugin names, in order. */
export function namedLines(message: string): NamedLine[] {
  const outside = find(
    message.replaceAll(CODE, code => ' '.repeat(code.length)),
    NAMED_LINE,
  );
  // Code with backticks of its own turns inside and outside around.
  return outside.length > 0 ? outside : find(message, EVIDENCE);
}

function find(text: string, pattern: RegExp): NamedLine[] {
  return Array.from(text.matchAll(pattern), match => ({
    line: Number(match.groups?.['line']),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
