import { existsSync, realpathSync } from 'node:fs';

import { FreshCache } from './fresh-cache.ts';

/** How many paths are remembered at the most. */
const MOST = 20_000;

const paths = new FreshCache<string>(2000, MOST);

/** A path without links, as it was in the last two seconds; the path itself where nothing is there, which is asked first as an exception costs ten times as much. */
export function realPath(file: string): string {
  return paths.get(file, () => {
    if (!existsSync(file)) return file;
    try {
      return realpathSync(file);
    } catch {
      return file;
    }
  });
}
