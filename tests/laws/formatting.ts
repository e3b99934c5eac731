import { parsePlain } from '../plain-parse.ts';

/** A token of a source, by where it begins and ends. */
export interface Token {
  readonly type: string;
  readonly value: string;
  readonly range: readonly [number, number];
}

/** Another way of writing a source: the same tokens in the same order. */
export type Rewriting = (source: string) => string;

const known = new Map<string, readonly Token[]>();

/** The tokens of a source, without its comments; read once, as several questions ask for them. */
export function tokensOf(source: string): readonly Token[] {
  let tokens = known.get(source);
  if (!tokens) known.set(source, (tokens = parsePlain(source, { isTyped: true }).tokens ?? []));
  return tokens;
}

/** Words that code has elsewhere as evidence, in a comment where they are none. */
const COMMENT = '/* webhook, ban list, token, secret code: later; ip limit "quota" not found */';

/** Comments between all tokens, none of which ends a line; a division and a comment would be one of a line. */
export const commented: Rewriting = source => between(source, gap => ` ${COMMENT}${gap}`);

/** As little white space as the tokens need, and no comments. */
export const collapsed: Rewriting = source =>
  between(source, (gap, before, after) => {
    const isBroken = gap.includes('\n') && !/^[;{,([]$/.test(before.value) && !/^[.})\]]/.test(after.value);
    return isBroken
      ? '\n'
      : (/[\w$]$/.test(before.value) && /^[\w$]/.test(after.value)) || isFused(before, after)
        ? ' '
        : '';
  });

/** A line's end wherever one is sure to end nothing: behind what opens, parts or joins. */
export const spread: Rewriting = source =>
  between(source, (gap, { value }) => (/^(?:[{([,;.]|&&|\|\||\?\?|=|[!=]==?|=>)$/.test(value) ? '\n  ' : gap));

/** Strings in the other quotes. */
export const requoted: Rewriting = source =>
  rewrite(
    source,
    ({ type, value }) => {
      const quote = value.startsWith("'") ? '"' : "'";
      return type === 'String' && !/["'\\]/.test(value.slice(1, -1)) ? `${quote}${value.slice(1, -1)}${quote}` : value;
    },
    gap => gap,
  );

/** Signs that are read as another one without a space in between. */
function isFused(before: Token, after: Token): boolean {
  return /[-+*/<>=!&|?.]$/.test(before.value) && /^[-+*/<>=!&|?.]/.test(after.value);
}

function between(source: string, write: (gap: string, before: Token, after: Token) => string): string {
  return rewrite(source, ({ value }) => value, write);
}

function rewrite(
  source: string,
  writeToken: (token: Token) => string,
  writeGap: (gap: string, before: Token, after: Token) => string,
): string {
  const tokens = tokensOf(source);
  return tokens
    .map((token, i) => {
      const next = tokens[i + 1];
      const text = writeToken({ ...token, value: source.slice(...token.range) });
      return next ? `${text}${writeGap(source.slice(token.range[1], next.range[0]), token, next)}` : text;
    })
    .join('');
}
