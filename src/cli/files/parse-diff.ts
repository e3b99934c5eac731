const HUNK = /^@@ -\d+(?:,(?<removed>\d+))? \+(?<start>\d+)(?:,(?<added>\d+))? @@/;

/** The added and changed lines (from 1) of each file in what `git diff --unified=0` prints, by the file's path from the root. */
export function parseDiff(diff: string): Map<string, Set<number>> {
  const files = new Map<string, Set<number>>();
  let current: Set<number> | null = null;
  // The lines of a hunk may say anything, even what looks like a heading.
  let left = 0;
  for (const line of diff.split('\n')) {
    if (left > 0) {
      if (!line.startsWith('\\')) left--;
      continue;
    }
    if (line.startsWith('+++ ')) {
      const name = unquote(line.slice('+++ '.length).replace(/\t$/, ''));
      current = name.startsWith('b/') ? new Set() : null;
      if (current) files.set(name.slice('b/'.length), current);
      continue;
    }
    const { groups } = HUNK.exec(line) ?? {};
    if (!groups) continue;
    const [start, added, removed] = [
      Number(groups['start']),
      Number(groups['added'] ?? 1),
      Number(groups['removed'] ?? 1),
    ];
    for (let i = 0; i < added; i++) current?.add(start + i);
    left = added + removed;
  }
  return files;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
};

/** A name as git prints it: one with quotes, backslashes or control characters is a C string. */
function unquote(name: string): string {
  if (!name.startsWith('"')) return name;
  return name
    .slice(1, -1)
    .replaceAll(/\\(?:(?<octal>[0-7]{3})|(?<letter>.))/g, (_, octal: string | undefined, letter: string | undefined) =>
      octal === undefined ? (ESCAPES[letter ?? ''] ?? '') : String.fromCharCode(parseInt(octal, 8)),
    );
}
