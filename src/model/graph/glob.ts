/** What a pattern of file names says, two stars for folders of any depth; null where it has parts that are not read. */
export function globPattern(glob: string): RegExp | null {
  if (/[!()[\]]/.test(glob) || glob.length > 300) return null;
  let text = '';
  let braces = 0;
  for (let place = 0; place < glob.length; place++) {
    const rest = glob.slice(place);
    const [any] = /^\*\*\/?/.exec(rest) ?? [];
    if (any !== undefined) {
      text += any.endsWith('/') ? '(?:.*/)?' : '.*';
      place += any.length - 1;
      continue;
    }
    const character = glob[place] ?? '';
    if (character === '{') braces++;
    if (character === '}') braces--;
    text += partOf(character, braces > 0);
  }
  return braces === 0 ? new RegExp(`^${text}$`) : null;
}

function partOf(character: string, isInBraces: boolean): string {
  switch (character) {
    case '*':
      return '[^/]*';
    case '?':
      return '[^/]';
    case '{':
      return '(?:';
    case '}':
      return ')';
    case ',':
      return isInBraces ? '|' : ',';
    default:
      return character.replace(/[$+.\\^|]/, String.raw`\$&`);
  }
}

/** The folder above all that a pattern may match. */
export function globFolder(glob: string): string {
  const fixed = /^[^*?{]*/.exec(glob)?.[0] ?? '';
  return fixed.slice(0, fixed.lastIndexOf('/') + 1);
}
