import { afterAll, describe, expect, it } from 'vitest';

import { generate, type GeneratedProgram } from './generate.ts';
import { KNOWN } from './known-faults.ts';
import { judge, type Counts, type Fault } from './oracle.ts';
import type { ParserName } from './parsers.ts';
import { scatterComments } from './scatter.ts';
import { shrink } from './shrink.ts';
import { Watchdog } from './watchdog.ts';

/** `npm run fuzz -- --count N --seed S` sets both; the suite tries the same 500 programs each time (a part is read by two parsers). */
const COUNT = Number(process.env['FUZZ_COUNT'] ?? 440);
const FIRST = Number(process.env['FUZZ_SEED'] ?? 1);

/** Seconds of the clock, on a machine that may be busy; the ceiling of processor time is the oracle's. */
const HANG = 120;

const watchdog = new Watchdog(HANG);
afterAll(() => watchdog.end());

interface Found {
  readonly fault: Fault;
  readonly program: GeneratedProgram;
  readonly parser: ParserName;
  times: number;
}

/** The parsers that read a program: TypeScript's reads all, ESLint's own the JavaScript, the bundled one a part. */
function parsersOf({ language, seed }: GeneratedProgram): ParserName[] {
  const own: ParserName = language === 'ts' || language === 'tsx' || seed % 5 === 0 ? 'typescript-eslint' : 'espree';
  return seed % 6 === 0 && language !== 'script' ? [own, 'bundled'] : [own];
}

function run(): { readonly counts: Counts; readonly found: ReadonlyMap<string, Found> } {
  const counts: Counts = { programs: 0, refused: 0, withFindings: 0, findings: 0, fixes: 0, suggestions: 0 };
  const found = new Map<string, Found>();
  for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
    watchdog.begin(seed);
    let program = generate(seed);
    try {
      program = scatterComments(program);
    } catch {
      // The parser refuses the program itself, which the count below will say.
    }
    for (const parser of parsersOf(program)) {
      counts.programs++;
      for (const fault of judge(program.code, program.language, parser, seed, counts)) {
        const first = found.get(fault.mechanism);
        if (first) first.times++;
        else found.set(fault.mechanism, { fault, program, parser, times: 1 });
      }
    }
  }
  return { counts, found };
}

function describeFault(mechanism: string, { fault, program: { seed, language, code }, parser, times }: Found): string {
  watchdog.begin(-seed);
  const small = shrink(code, language, candidate =>
    judge(candidate, language, parser, seed).some(one => one.mechanism === mechanism),
  );
  const detail = judge(small, language, parser, seed).find(one => one.mechanism === mechanism)?.detail ?? fault.detail;
  return `${mechanism}: ${times} times, first with seed ${seed} (${language}, ${parser})\n${small}\n--- ${detail}\n`;
}

describe('programs made at random', () => {
  it('end no rule, and what is said of them and done to them is sound', { timeout: 0 }, () => {
    const started = process.cpuUsage();
    const { counts, found } = run();
    const isKnown = (mechanism: string): boolean => KNOWN.some(({ mechanism: known }) => mechanism.startsWith(known));
    const known = [...found]
      .filter(([mechanism]) => isKnown(mechanism))
      .map(([mechanism, { times }]) => `${mechanism} (${times})`);
    // eslint-disable-next-line no-console -- the figures are what the run is for
    console.info(
      [
        `${counts.programs} programs from seed ${FIRST} in ${Math.round(process.cpuUsage(started).user / 1e6)} s of processor time: ${counts.refused} refused by the parser, ${counts.withFindings} with ${counts.findings} findings, ${counts.fixes} fixes, ${counts.suggestions} suggestions`,
        ...known.map(one => `known: ${one}`),
      ].join('\n'),
    );
    const faults = [...found]
      .filter(([mechanism]) => !isKnown(mechanism))
      .map(([mechanism, one]) => describeFault(mechanism, one));
    expect(faults, faults.join('\n')).toEqual([]);
    expect(counts.withFindings, 'programs that say something').toBeGreaterThan(counts.programs / 3);
    expect(counts.refused, 'texts that are no programs').toBeLessThan(counts.programs / 10);
  });
});
