import type { TSESTree } from '@typescript-eslint/utils';
import { expect, test } from 'vitest';

import type { Guard, Point } from '../../src/flow/graph.ts';
import { guardsAt } from '../../src/flow/guards.ts';
import { mayPrecede } from './may-precede.ts';
import { sampleOf, type Sample } from './parse-function.ts';
import { Random, RunnableFunctionWriter } from './random-function.ts';

type Answer = boolean | null;
type Written = (a: Answer, b: Answer) => Generator<[event: number, a: Answer, b: Answer], unknown, Answer>;

/** One event of a run: what it was given back, or that it was made to throw. */
interface Happened {
  readonly event: number;
  readonly answer: Answer;
  readonly threw: boolean;
  readonly variables: { readonly a: Answer; readonly b: Answer };
}

interface Run {
  readonly happened: readonly Happened[];
  readonly end: 'exit' | 'raise' | 'stopped';
}

const LONGEST_RUN = 60;

function run(written: Written, random: Random): Run {
  const answer = (): Answer => random.pick([true, false, true, false, null]);
  const happened: Happened[] = [];
  const generator = written(answer(), answer());
  try {
    let step = generator.next();
    while (!step.done) {
      const [event, a, b] = step.value;
      const one: Happened = { event, answer: answer(), threw: random.below(6) === 0, variables: { a, b } };
      happened.push(one);
      // Left where it is: returning from it would run its `finally` blocks.
      if (happened.length === LONGEST_RUN) return { happened, end: 'stopped' };
      step = one.threw ? generator.throw(new Error('thrown')) : generator.next(one.answer);
    }
    return { happened, end: 'exit' };
  } catch {
    return { happened, end: 'raise' };
  }
}

function eventOf(node: TSESTree.Node): number | null {
  const list = node.type === 'YieldExpression' ? node.argument : null;
  const first = list?.type === 'ArrayExpression' ? list.elements[0] : null;
  return first?.type === 'Literal' && typeof first.value === 'number' ? first.value : null;
}

/** Gets all points that come next among the events and the ends, by way of points that are neither. */
function nextOf(starts: readonly Point[], mayLeave: (point: Point, kind: string) => boolean): Set<Point> {
  const found = new Set<Point>();
  const seen = new Set<Point>();
  const waiting = starts.flatMap(start => start.out.filter(edge => mayLeave(start, edge.kind)).map(edge => edge.to));
  for (let point = waiting.pop(); point; point = waiting.pop()) {
    if (seen.has(point)) continue;
    seen.add(point);
    if ((point.kind === 'await' && eventOf(point.node) !== null) || point.kind === 'exit' || point.kind === 'raise')
      found.add(point);
    else waiting.push(...point.out.map(edge => edge.to));
  }
  return found;
}

/** Follows a run through the graph; gives the points where each event may have been, and fails where the graph has no way. */
function follow({ graph }: Sample, { happened, end }: Run): Point[][] {
  const places: Point[][] = [];
  let next = nextOf([graph.entry], () => true);
  let mayEscape = false;
  for (const { event, threw } of happened) {
    const here = [...next].filter(point => eventOf(point.node) === event);
    expect(here, `event ${event} after ${places.length} others`).not.toEqual([]);
    places.push(here);
    next = nextOf(here, (_, kind) => (kind === 'throw') === threw);
    // Outside of a `try`, what a call throws leaves the function, which has no edge.
    mayEscape = threw && here.some(point => point.out.every(edge => edge.kind !== 'throw'));
  }
  if (end === 'exit') expect(next).toContain(graph.exit);
  if (end === 'raise' && !mayEscape) expect(next).toContain(graph.raise);
  return places;
}

function isTrue(guard: Guard, { variables }: Happened, lastAnswers: ReadonlyMap<number, Answer>): boolean {
  const { test: tested, holds, discriminant } = guard;
  const valueOf = (node: TSESTree.Node | null): Answer | undefined => {
    if (node?.type === 'Identifier' && (node.name === 'a' || node.name === 'b')) return variables[node.name];
    if (node?.type === 'Literal') return node.value as Answer;
    const event = node ? eventOf(node) : null;
    return event === null ? undefined : lastAnswers.get(event);
  };
  if (tested.type === 'SwitchCase') {
    const compared = [valueOf(discriminant), valueOf(tested.test)];
    return compared.includes(undefined) || (compared[0] === compared[1]) === holds;
  }
  const value = valueOf(tested);
  return value === undefined || Boolean(value) === holds;
}

test(
  'real runs of random functions are paths of their graphs, in order, under the guards that are claimed',
  { timeout: 60_000 },
  () => {
    const covered = { functions: 0, runs: 0, events: 0, guards: 0, pairs: 0, thrown: 0 };
    for (let seed = 0; seed < 400; seed++) {
      const code = new RunnableFunctionWriter(seed).write();
      const sample = sampleOf(code);
      const written = new Function(`return ${code}`)() as Written;
      const guards = guardsAt(sample.graph);
      const precedes = mayPrecede(sample.graph);
      const precedesFeasibly = mayPrecede(sample.graph, { guardsAt: guards });
      covered.functions++;
      for (let attempt = 0; attempt < 12; attempt++) {
        const one = run(written, new Random(seed * 100 + attempt));
        const message = `seed ${seed} attempt ${attempt}\n${code}`;
        let places: Point[][] = [];
        try {
          places = follow(sample, one);
        } catch (error) {
          throw new Error(`${message}\n${JSON.stringify(one)}`, { cause: error });
        }
        covered.runs++;
        const lastAnswers = new Map<number, Answer>();
        for (const [index, here] of one.happened.entries()) {
          covered.events++;
          if (here.threw) covered.thrown++;
          const claims = (places[index] ?? []).map(point => guards(point) ?? []);
          covered.guards += claims[0]?.length ?? 0;
          expect(
            claims.some(claim => claim.every(guard => isTrue(guard, here, lastAnswers))),
            `guards of event ${here.event}, ${message}`,
          ).toBe(true);
          if (here.threw) continue;
          lastAnswers.set(here.event, here.answer);
          for (let later = index + 1; later < Math.min(places.length, index + 8); later++) {
            covered.pairs++;
            for (const order of [precedes, precedesFeasibly]) {
              expect(
                places[index]?.some(a => places[later]?.some(b => order(a, b))),
                `${here.event} before ${one.happened[later]?.event}, ${message}`,
              ).toBe(true);
            }
          }
        }
      }
    }
    expect(covered.functions).toBe(400);
    expect(covered.thrown).toBeGreaterThan(2000);
    expect(covered.guards).toBeGreaterThan(5000);
    expect(covered.pairs).toBeGreaterThan(30_000);
  },
);
