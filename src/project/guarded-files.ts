import { MAX_CONFIG_BYTES, readTextFile } from './read-file.ts';

const READ = /^readFileSync:(?<file>.*):utf8$/s;

/**
 * The cache that get-tsconfig is given: it asks it before the disk for every file, the ones of an `extends` chain included, so here a pipe, a
 * device or a file that is too large is refused before it is opened. The keys are get-tsconfig's own, which is why its version is fixed.
 */
export class GuardedFiles extends Map<string, unknown> {
  /** What is known of an operation; a file's text is read here, so that get-tsconfig never does. */
  override get(key: string): unknown {
    const known = super.get(key);
    const file = known === undefined ? READ.exec(key)?.groups?.['file'] : undefined;
    if (file === undefined) return known;
    const text = readTextFile(file, MAX_CONFIG_BYTES);
    if (text === null) throw new Error(`${file} cannot be read as a configuration.`);
    this.set(key, text);
    return text;
  }
}
