/** Finds the word that was meant by a mistyped one; null where none is near: a third of its letters may differ, or the word go on. */
export function findNearest(typed: string, words: readonly string[]): string | null {
  const word = typed.toLowerCase();
  const [nearest] = words
    .map(one => ({ one, distance: distance(word, one) }))
    .filter(({ one, distance: edits }) => edits <= Math.max(1, Math.floor(one.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return nearest?.one ?? (word.length < 3 ? null : (words.find(one => one.startsWith(word)) ?? null));
}

/** How many letters must be added, removed, changed or swapped with their neighbour to make one word the other. */
function distance(from: string, to: string): number {
  const rows: number[][] = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= from.length; row++) {
    const cells = [row];
    rows.push(cells);
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      cells.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(from.length, to.length);
}
