/** Packages whose calls compute something of what they are given and nothing else: no password, no credential, no permission, no store. Whatever their functions are called says nothing. */
const NEUTRAL: ReadonlySet<string> = new Set([
  // Dates and durations.
  'date-fns', 'date-fns-tz', '@date-fns/tz', '@date-fns/utc', 'dayjs', 'moment', 'moment-timezone', 'luxon', 'ms', 'cron-parser', 'node-cron', 'rrule', 'chrono-node', '@js-temporal/polyfill', 'temporal-polyfill',
  // Collections and functions.
  'lodash', 'lodash-es', 'underscore', 'ramda', 'rambda', 'remeda', 'radash', 'es-toolkit', 'fp-ts', 'immutable', 'immer', 'deepmerge', 'fast-deep-equal', 'deep-equal', 'dequal', 'fast-equals', 'object-path', 'dot-prop', 'dot-object', 'just-compare', 'just-diff', 'deep-diff', 'microdiff', 'fuse.js', 'klona', 'rfdc', 'flat',
  // Versions and globs.
  'semver', 'compare-versions', 'semver-compare', 'micromatch', 'minimatch', 'picomatch', 'anymatch', 'multimatch', 'nanomatch', 'matcher', 'wildcard-match', 'is-glob', 'path-to-regexp', 'ignore',
  // Texts.
  'stopword', 'natural', 'compromise', 'string-similarity', 'fastest-levenshtein', 'leven', 'diff', 'slugify', 'change-case', 'camelcase', 'pluralize', 'he', 'html-entities', 'escape-html', 'sanitize-html', 'marked', 'markdown-it', 'iconv-lite', 'franc', 'voca', 'natural-compare', 'natural-orderby', 'string-natural-compare',
  // Numbers, colours, media types, countries.
  'decimal.js', 'bignumber.js', 'big.js', 'mathjs', 'dinero.js', 'currency.js', 'simple-statistics', 'd3-array', 'chroma-js', 'color', 'tinycolor2', 'mime', 'mime-types', 'content-type', 'type-is', 'i18n-iso-countries', 'country-list', 'libphonenumber-js', 'geolib', 'ngeohash', 'h3-js', 'ip', 'ipaddr.js', 'ip-range-check', 'netmask',
  // Node's own; `crypto` is none, for it compares secrets too.
  'path', 'url', 'util', 'querystring', 'qs', 'assert', 'os', 'string_decoder', 'punycode', 'buffer', 'events', 'perf_hooks',
]);

/** Families of packages with one function each: `lodash.first`, `just-compare`, `@turf/distance`. */
const NEUTRAL_FAMILIES: readonly string[] = ['lodash.', 'just-', '@turf/', 'd3-', 'is-'];

/** The package that a module specifier stands for: `date-fns` of `date-fns/isMatch`, `path` of `node:path`; null for files and aliases of folders. */
export function packageOf(source: string): string | null {
  if (source.startsWith('node:')) return source.slice('node:'.length).split('/', 1)[0] ?? null;
  if (/^(?:\.|\/|#|~|@\/)/.test(source)) return null;
  return source.split('/', source.startsWith('@') ? 2 : 1).join('/');
}

/** Whether a module belongs to a package whose calls are known to mean nothing for a response. */
export function isNeutral(source: string): boolean {
  const name = packageOf(source);
  return name !== null && (NEUTRAL.has(name) || NEUTRAL_FAMILIES.some(family => name.startsWith(family)));
}
