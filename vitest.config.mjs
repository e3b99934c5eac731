import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

/** What a test file does that others in its process would notice: it replaces modules or the clock, forgets them, or counts what the process runs. */
const DISTURBS = /\bvi\.(?:mock|resetModules|useFakeTimers|spyOn|stubEnv)\(|count-steps/;

/** The test files that have a process of their own; the others share one a core, so that ESLint, TypeScript and the plugin are loaded once and not 160 times. */
export const ownProcess = readdirSync(path.join(import.meta.dirname, 'tests'), { recursive: true })
  .filter(name => name.endsWith('.test.ts'))
  .map(name => `tests/${name.replaceAll(path.sep, '/')}`)
  .filter(file => DISTURBS.test(readFileSync(path.join(import.meta.dirname, file), 'utf8')));

/** Those with a process of their own come first, as they are the longest, and a process that is shared ends when another kind of file comes. */
class OwnFirst extends BaseSequencer {
  async sort(files) {
    const sorted = await super.sort(files);
    const isOwn = ({ project }) => project.config.isolate;
    return [...sorted.filter(isOwn), ...sorted.filter(file => !isOwn(file))];
  }
}

export default defineConfig({
  test: {
    // Most of what a lint makes lives as long as the lint: with room for several it is copied less often. Threads that help to collect it
    // would take the cores from the other tests. Together a fifteenth of the processor time of the tests that lint.
    execArgv: ['--max-semi-space-size=64', '--single-threaded-gc'],
    sequence: { sequencer: OwnFirst },
    projects: [
      { extends: true, test: { name: 'own process', include: ownProcess, isolate: true } },
      {
        extends: true,
        test: {
          name: 'shared process',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...ownProcess],
          isolate: false,
        },
      },
    ],
  },
});
