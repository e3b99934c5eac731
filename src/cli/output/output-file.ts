import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { describeError, Failure } from '../failure.ts';
import type { Output } from './terminal.ts';

/** Where a report goes, and what is done when it is whole. */
export interface Target {
  readonly output: Output;
  readonly end: () => void;
}

/** The target of --output-file, whose folder is made, or standard output; a file is written as a whole when the run has ended. */
export function makeTarget(file: string | null, stdout: Output, cwd: string): Target {
  if (file === null) return { output: stdout, end: () => undefined };
  const filename = path.resolve(cwd, file);
  if (file === '' || statSync(filename, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure(`"${file}" is a folder: --output-file takes the name of a file.`);
  const parts: string[] = [];
  return {
    output: { write: text => parts.push(text) },
    end: () => {
      try {
        mkdirSync(path.dirname(filename), { recursive: true });
        writeFileSync(filename, parts.join(''));
      } catch (error) {
        throw new Failure(`"${file}" cannot be written: ${describeError(error)}.`);
      }
    },
  };
}
