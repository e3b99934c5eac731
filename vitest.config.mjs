import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';

import { nodeFlags } from './tools/node-flags.mjs';

/** What a test file does that others in its process would notice: it replaces modules or the clock, forgets them, or counts what the process runs. */
const DISTURBS = /\bvi\.(?:mock|resetModules|useFakeTimers|spyOn|stubEnv)\(|count-steps/;

const textOf = file => readFileSync(path.join(import.meta.dirname, file), 'utf8');

/** The test files that have a process of their own; the others share one a core, so that ESLint, TypeScript and the plugin are loaded once and not 160 times. */
export const ownProcess = readdirSync(path.join(import.meta.dirname, 'tests'), { recursive: true })
  .filter(name => name.endsWith('.test.ts'))
  .map(name => `tests/${name.replaceAll(path.sep, '/')}`)
  .filter(file => DISTURBS.test(textOf(file)));

/** The milliseconds that a test file asks for at most, by which the long ones are known before they have run; 0 is no limit. */
function patienceOf(file) {
  const asked = [...textOf(file).matchAll(/\btimeout: ([\d_]+)|\}, ([\d_]+)\)/g)].map(([, option, argument]) =>
    Number((option ?? argument).replaceAll('_', '')),
  );
  return asked.includes(0) ? Infinity : Math.max(0, ...asked);
}

/**
 * Those with a process of their own come first, as a process that is shared ends when another kind of file comes. The long ones come before
 * the short ones, which fill what is left of the cores at the end.
 */
class LongFirst extends BaseSequencer {
  async sort(files) {
    const known = (await super.sort(files)).map(file => ({
      file,
      isOwn: Number(file.project.config.isolate),
      patience: patienceOf(path.relative(import.meta.dirname, file.moduleId)),
    }));
    return known
      .sort((a, b) => b.isOwn - a.isOwn || Number(b.patience > a.patience) - Number(b.patience < a.patience))
      .map(({ file }) => file);
  }
}

export default defineConfig({
  test: {
    execArgv: nodeFlags,
    // A run of the command line starts Node and loads ESLint, which takes seconds where other tests run beside it.
    testTimeout: 30_000,
    sequence: { sequencer: LongFirst },
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
