/**
 * Puts programs made at random to all rules, and says which of them end the lint, take too long, are reported outside the file, or get
 * edits that do not parse or lose comments. What fails is printed once for each fault, with its seed, as small as it can be made.
 *
 *   npm run fuzz -- [--count N] [--seed N]
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const given = process.argv.slice(2);

function numberOf(flag, otherwise) {
  const at = given.indexOf(flag);
  const number = at < 0 ? otherwise : Number(given[at + 1]);
  if (!Number.isSafeInteger(number) || number < 0) throw new RangeError(`${flag} takes a whole number.`);
  return String(number);
}

const { status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url)), 'run', 'tests/fuzz/fuzz.test.ts'],
  {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_COUNT: numberOf('--count', 10_000),
      FUZZ_SEED: numberOf('--seed', Date.now() % 1_000_000),
    },
  },
);
process.exitCode = status ?? 1;
