/** How deep brackets nest in a text, at most; those in strings and comments count, and what closes more than was open counts nothing. Stops counting past a limit. */
export function nestingOf(text: string, limit: number): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length && deepest <= limit; i++) {
    switch (text.charCodeAt(i)) {
      case 0x28:
      case 0x5b:
      case 0x7b: // ( [ {
        depth++;
        if (depth > deepest) deepest = depth;
        break;
      case 0x29:
      case 0x5d:
      case 0x7d: // ) ] }
        if (depth > 0) depth--;
        break;
      default:
    }
  }
  return deepest;
}
