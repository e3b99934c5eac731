import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { argumentsOf, callFrame, type Frame, type Located } from '../../model/definitions/frame.ts';
import { decide } from '../../model/definitions/guard-in-call.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import type { Response } from '../../model/responses/response.ts';
import { failuresCaughtBy, summaryOf, type Failures, type Thrown } from '../../model/summaries/summary.ts';
import { isFunction, parametersOf } from '../../syntax/functions.ts';
import { calleeName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Condition } from '../context/conditions.ts';
import type { Evidence } from '../context/evidence.ts';
import type { CatchPlace } from './catch-place.ts';
import { readErrorText } from './error-text.ts';
import { toldFrom, type SiteInFrame, type SiteReader } from './sites.ts';

/** One failure that may come to a catch: an error of the project's own code, made where a guard or an inner catch says why. */
export interface Failure {
  /** The error, in the reading it is made in. */
  readonly error: Located;
  /** Why it is thrown, told from the file of the catch; null where that cannot be read. */
  readonly evidence: Evidence | null;
  /** Where it comes from in the function of the catch: the `throw`, or the call that it leaves. */
  readonly from: TSESTree.Node;
  /** Why it is thrown, as its own function says; null where another function decides. */
  readonly own: Evidence | null;
}

/** How many functions one question enters. */
const MAX_ENTERED = 60;

/** What one question has used up. */
interface Question {
  readonly asker: Response;
  entered: number;
}

/** Finds what the project's own code throws into a catch: there, and in the functions in sight that are called there. */
export class Arrivals {
  readonly #definitions: Resolver;
  readonly #sites: SiteReader;
  readonly #known = new Map<CatchPlace, readonly Failure[] | null>();

  constructor(definitions: Resolver, sites: SiteReader) {
    this.#definitions = definitions;
    this.#sites = sites;
  }

  /** The failures that may come to a catch as its file stands; null where they are too many to read. */
  at(place: CatchPlace, frame: Frame, asker: Response): readonly Failure[] | null {
    let known = frame.depth === 0 ? this.#known.get(place) : undefined;
    if (known === undefined) {
      const question: Question = { asker, entered: 0 };
      // A circle of functions is read from "nothing".
      if (frame.depth === 0) this.#known.set(place, []);
      const found = this.#comingTo(place, frame, [], question);
      known = question.entered > MAX_ENTERED ? null : found;
      if (frame.depth === 0) this.#known.set(place, known);
    }
    return known;
  }

  /** Whether a condition of a catch lets one failure pass: one of its alternatives surely does, none does, or (null) that is open. */
  lets(failure: Failure, { alternatives }: Condition, place: CatchPlace, frame: Frame): boolean | null {
    const decisions = alternatives.map(guard => this.#passes(guard, failure, place, frame));
    if (decisions.includes(true)) return true;
    return decisions.every(decision => decision === false) ? false : null;
  }

  /** Whether a guard that is asked of the error of a catch comes out as it says for one failure; null where that is open. */
  #passes(guard: Guard, { error }: Failure, place: CatchPlace, frame: Frame): boolean | null {
    const held = withError(place, error, frame);
    return held && decide(guard, held, this.#definitions.evaluator);
  }

  #comingTo(place: CatchPlace, frame: Frame, ways: readonly SiteInFrame[], question: Question): readonly Failure[] {
    return this.#failuresOf(failuresCaughtBy(place, frame.file), frame, ways, question);
  }

  #failuresOf(
    { throws, calls }: Failures,
    frame: Frame,
    ways: readonly SiteInFrame[],
    question: Question,
  ): readonly Failure[] {
    const found: Failure[] = [];
    for (const thrown of throws) found.push(...this.#thrown(thrown, frame, ways, question));
    for (const site of calls) {
      const inside = this.#enter(site.node, frame);
      // `find(id).catch(() => null)`: an async function throws nothing as it is called.
      if (!inside || (inside.fn.async && !site.rejects)) continue;
      if (++question.entered > MAX_ENTERED) return found;
      found.push(
        ...this.#failuresOf(
          summaryOf(inside.fn, inside.frame.file),
          inside.frame,
          [{ site, frame }, ...ways],
          question,
        ),
      );
    }
    return found;
  }

  /** The function in sight that is called, in the reading of this call. */
  #enter(call: TSESTree.CallExpression, frame: Frame) {
    const located = this.#definitions.locator.locate(call.callee, frame);
    if (!isFunction(located.node)) return null;
    const inside = callFrame(located, argumentsOf(call, frame), located.frame.self);
    return inside && { fn: located.node, frame: inside };
  }

  #thrown(thrown: Thrown, frame: Frame, ways: readonly SiteInFrame[], question: Question): readonly Failure[] {
    const { passes } = thrown;
    if (passes) {
      // catch (error) { if (error.code === 11000) throw new Taken(); throw error; }
      if (passes.type !== 'CatchClause') return [];
      const asked = thrown.guards;
      return this.#comingTo(passes, frame, ways, question).filter(failure =>
        asked.every(guard => this.#passes(guard, failure, passes, frame) !== false),
      );
    }
    const error: Located = { node: unwrap(thrown.error), frame };
    const from = ways.at(-1)?.site.node ?? thrown.node;
    return [{ error, from, ...this.#why(thrown, frame, ways, question) }];
  }

  /** Why an error is thrown: what its own function says, else what holds where that is called, outwards. */
  #why(
    thrown: Thrown,
    frame: Frame,
    ways: readonly SiteInFrame[],
    { asker }: Question,
  ): Pick<Failure, 'evidence' | 'own'> {
    const sites: readonly SiteInFrame[] = [{ site: thrown, frame }, ...ways];
    for (const [index, one] of sites.entries()) {
      const reading = this.#sites.why({ ...one, asker, error: index === 0 ? thrown.error : null });
      if (reading.is === 'evidence')
        return {
          evidence: toldFrom(reading.evidence, sites, index, `throws ${nameOfError(thrown.error)}`),
          own: index === sites.length - 1 ? reading.evidence : null,
        };
      // What holds where a function is called says why it throws only where it throws whatever happens.
      if (reading.is === 'mixed' || !throwsAnyway(one)) break;
    }
    return { evidence: saidBy(thrown.error), own: null };
  }
}

/** What the text of an error says it is for, where nothing else tells, `Promise.reject(new Error('NOT_FOUND'))`: no rule speaks by it, and a status that is fine for that may be meant. Null where it says nothing. */
function saidBy(error: TSESTree.Expression): Evidence | null {
  const made = unwrapAwait(error);
  const text = made.type === 'NewExpression' || made.type === 'CallExpression' ? made.arguments[0] : made;
  const reading = text ? readErrorText(text, error, what => `its text calls it ${what}`) : null;
  return reading?.is === 'evidence' ? { ...reading.evidence, isStrong: false } : null;
}

/** Whether the function of a site throws on every way. */
function throwsAnyway({ site: { fn }, frame: { file } }: SiteInFrame): boolean {
  return fn !== null && summaryOf(fn, file).alwaysThrows;
}

/** A reading in which the error of a catch is a failure. */
function withError(place: CatchPlace, error: Located, frame: Frame): Frame | null {
  const parameter = place.type === 'CatchClause' ? place.param : parametersOf(place)[0];
  const variable = parameter?.type === 'Identifier' ? frame.file.bindings.variableOf(parameter) : null;
  return variable && { ...frame, bound: new Map(frame.bound).set(variable, error) };
}

function nameOfError(error: TSESTree.Expression): string {
  const made = unwrapAwait(error);
  const name = made.type === 'NewExpression' || made.type === 'CallExpression' ? calleeName(made) : null;
  return name === null || name === 'Error' ? 'an error' : `\`${name}\``;
}
