/**
 * The rule by which a package comes into the list. It was written before the first package was looked at, and asks nothing of what the
 * plugin reports there.
 */

/** How many packages each half of the list has, and how many of those may be compiled code. */
export const WANTED = { named: 24, drawn: 24, compiled: 6 };

/** The largest package, in bytes and unpacked: above it lie front ends and what is bundled with them. */
const MAX_UNPACKED = 40_000_000;
/** The most sources that are linted of one package. */
const MAX_FILES = 800;
/** The fewest calls on a response: below it, nothing is answered but in passing. */
const MIN_CALLS = 5;
/** The largest file with a handler that is taken for written code, and its longest lines on average, in characters. */
const MAX_FILE = 200_000;
const MAX_MEAN_LINE = 100;

const CALL =
  /\b(?:res|resp|response|reply|rep)\s*\.\s*(?:status|sendStatus|code|json|send|redirect|render|writeHead|end)\s*\(|\bstatus(?:Code)?\s*=\s*[1-5]\d\d\b/g;
const BUNDLED = /__webpack_require__|__commonJS\(|__toESM\(|\bparcelRequire\b|^\/\/#region /m;
const COMPILED =
  /Object\.defineProperty\(exports, ['"]__esModule['"]|\b__awaiter\(|\b_interopRequireDefault\(|\/\/# sourceMappingURL=/;

/** Why the registry's words about a package keep it out; null where they do not. */
export function refusalByManifest({
  license,
  dependencies = {},
  peerDependencies = {},
  devDependencies = {},
  dist = {},
}) {
  const names = Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies });
  if (
    !names.some(
      name => name === 'express' || name === 'fastify' || name === 'fastify-plugin' || name.startsWith('@fastify/'),
    )
  )
    return 'depends on neither framework';
  if (typeof license !== 'string' || /^(?:unlicensed|see license|none)?$/i.test(license.trim().slice(0, 11)))
    return 'states no licence';
  if (!/^sha512-/.test(dist.integrity ?? '')) return 'has no integrity to pin';
  return dist.unpackedSize > MAX_UNPACKED ? 'is too large' : null;
}

/** Counts the places of a text that look like an answer. */
export function countCalls(text) {
  return text.match(CALL)?.length ?? 0;
}

/** Why its sources keep a package out, and whether they are compiled code. */
export function judgeSources(texts) {
  const answering = texts.filter(text => countCalls(text) > 0);
  const compiled = answering.filter(text => COMPILED.test(text));
  return { refusal: refusalBySources(texts, answering), isCompiled: compiled.length * 2 > answering.length };
}

function refusalBySources(texts, answering) {
  if (answering.reduce((total, text) => total + countCalls(text), 0) < MIN_CALLS)
    return 'answers nothing in its sources';
  if (texts.length > MAX_FILES) return 'has too many files';
  if (answering.some(text => BUNDLED.test(text))) return 'is a bundle';
  const isLong = text =>
    text.length > MAX_FILE || (text.length > 5000 && text.length / text.split('\n').length > MAX_MEAN_LINE);
  return answering.some(isLong) ? 'is a bundle or minified, by the length of files or lines' : null;
}
