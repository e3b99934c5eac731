/** `DIALECTS=all` tries everything in every dialect, as tests/dialects.ts makes needless. */
export const IN_ALL_DIALECTS = process.env['DIALECTS'] === 'all';

/** The same number for the same text on every machine. */
export function digest(text: string): number {
  let sum = 0;
  for (const character of text) sum = (Math.imul(sum, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  // The last bits of a sum like this follow the last characters: the first ones decide.
  return (Math.imul(sum, 0x9e3779b1) >>> 0) >>> 12;
}
