/** What moves the cursor, colours, hides or turns round what is printed: control characters of ASCII and Latin-1, line ends included, and overrides of the writing direction. */
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/**
 * Makes a text of the linted code fit to stand in a line for people: file names, source and messages about it may hold what a terminal or CI acts on.
 * GitHub Actions takes `::error::` at the start of a line, after spaces too, and `##[error]` anywhere in it for commands.
 */
export function printable(text: string): string {
  return text
    .replaceAll(CONTROL, escapeCharacter)
    .replaceAll('##[', `##${escapeCharacter('[')}`)
    .replace(/^(\s*)::(?=[a-z])/i, `$1${escapeCharacter(':')}:`);
}

function escapeCharacter(character: string): string {
  const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
  const code = character.charCodeAt(0);
  return (
    named ?? (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`)
  );
}
