/** A list of names, or of what texts say. */
export interface Vocabulary {
  /** Whether a name or text belongs to it; none never does. */
  has(name: string | null | undefined): boolean;
}

/**
 * Names as they are written. In all lists of names `*` stands for whatever comes there, `+` for a further word, `find+` for `findUser` and not for `finder`,
 * and `{a,b}` for one or the other, so that `role{,s}` is `role` and `roles`.
 */
export function spelled(...names: readonly string[]): Vocabulary {
  const pattern = compiled(names, 's');
  return { has: name => name != null && pattern.test(name) };
}

/** Names in capital letters or small ones. */
export function anyCase(...names: readonly string[]): Vocabulary {
  const pattern = compiled(names, 'is');
  return { has: name => name != null && pattern.test(name) };
}

/** Names in whatever notation, `_` where words may be joined in any: `api_key` is `apiKey`, `APIKey` and `api-key`. */
export function folded(...names: readonly string[]): Vocabulary {
  const pattern = compiled(names, 'is', { ...SIGNS, _: '[-_]?', '-': '[-_]?' });
  return { has: name => name != null && pattern.test(name) };
}

/** Names and texts that have a word, or several in this order: `ban` is in `userBan` and `ban_id`, not in `bangle`. */
export function worded(...words: readonly string[]): Vocabulary {
  const pattern = new RegExp(` (?:${words.map(one => sourceOf(one, { ...SIGNS, '*': '[^ ]*' })).join('|')}) `);
  return { has: name => name != null && pattern.test(` ${wordsIn(name)} `) };
}

/** Texts that people read, paths and queries, which say the same in many ways. */
export function texts(...patterns: readonly RegExp[]): Vocabulary {
  return { has: text => text != null && patterns.some(pattern => pattern.test(text)) };
}

/** What belongs to one of some vocabularies. */
export function either(...all: readonly Vocabulary[]): Vocabulary {
  return { has: name => all.some(one => one.has(name)) };
}

/** What belongs to one vocabulary and not to another. */
export function except(one: Vocabulary, other: Vocabulary): Vocabulary {
  return { has: name => one.has(name) && !other.has(name) };
}

function wordsIn(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ');
}

/** What the signs in a list of names stand for, as a regular expression has it. */
type Signs = Readonly<Record<string, string>>;

const SIGNS: Signs = { '{': '(?:', ',': '|', '}': ')', '*': '\\w*', '+': '[A-Z]\\w*' };

function compiled(names: readonly string[], flags: string, signs: Signs = SIGNS): RegExp {
  return new RegExp(names.map(name => anchored(name, signs)).join('|'), flags);
}

/** What begins or ends with `*` may have anything there, be it no name. */
function anchored(name: string, signs: Signs): string {
  const begins = name.startsWith('*');
  const ends = name.length > 1 && name.endsWith('*');
  const source = sourceOf(name.slice(begins ? 1 : 0, ends ? -1 : undefined), signs);
  return `${begins ? '' : '^'}${source}${ends ? '' : '$'}`;
}

function sourceOf(name: string, signs: Signs): string {
  return name.replace(/[^a-zA-Z\d/: ]/g, sign => signs[sign] ?? `\\${sign}`);
}
