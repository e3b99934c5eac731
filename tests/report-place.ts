/** Where ESLint reports a text of the code: its first occurrence after the given one, on one line. Lines and columns count from 1. */
export function placeOf(
  code: string,
  text: string,
  after = '',
): { readonly line: number; readonly column: number; readonly endLine: number; readonly endColumn: number } {
  const index = code.indexOf(text, code.indexOf(after) + after.length);
  if (index < 0 || !code.includes(after))
    throw new RangeError(`\`${text}\` does not stand after \`${after}\` in: ${code}`);
  const before = code.slice(0, index).split('\n');
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  return { line, column, endLine: line, endColumn: column + text.length };
}
