/**
 * How Node runs what lints or parses a great many files: each for a moment, in much code that is seldom gone through twice.
 *
 * Most of what is made for a file lives as long as its lint: with room for several it is copied less often. Threads that help to collect
 * it would take the cores from what runs beside. And what has run a little is not compiled to the best of code at once: that takes more
 * than a fifth of the processor time of seven thousand lints, more than what is gained by it, and is left to what runs for long.
 */
import { spawnSync } from 'node:child_process';

const WANTED = ['--max-semi-space-size=64', '--single-threaded-gc', '--interrupt-budget=1000000'];

/** The flags that this version of Node takes: those of its engine come and go. */
export const nodeFlags = WANTED.filter(
  flag => spawnSync(process.execPath, [flag, '--version'], { stdio: 'ignore' }).status === 0,
);
