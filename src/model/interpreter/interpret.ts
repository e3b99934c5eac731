import type { TSESTree } from '@typescript-eslint/utils';

import { buildChainGraph, buildGraph } from '../../flow/build.ts';
import type { Edge, FlowGraph, Guard, Point } from '../../flow/graph.ts';
import { guardsAt, type GuardsAt } from '../../flow/guards.ts';
import { solve, solveAfter, type Analysis, type States } from '../../flow/solve.ts';
import { CURRENT, type Effect, type SentStatus } from '../../frameworks/effects.ts';
import { enclosingFunction, isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { Handler } from '../handlers/handler.ts';
import type { ErrorValue } from '../responses/error-value.ts';
import { withHeader, withHeaders, withoutHeader } from '../responses/headers.ts';
import {
  equalStates,
  FRESH,
  joinDrafts,
  joinStates,
  mapDrafts,
  sentBy,
  type Draft,
  type SetStatus,
  type State,
} from '../responses/response-state.ts';
import { Status, UNKNOWN_STATUS, type Outcome } from '../responses/status.ts';
import { ClosureRuns } from './closure-runs.ts';
import { findEffects, type EffectContext, type PointEffect, type Raise } from './effects-of-point.ts';
import type { Interpretation } from './interpretation.ts';
import type { LaterRun } from './later-runs.ts';
import { statusInPlace } from './narrowed-status.ts';
import type { Readers } from './readers.ts';
import { findMethod, responseObjects, type ResponseObject } from './response-object.ts';
import { SendOrder, type Preceding } from './send-order.ts';

/** How deep nested functions are followed. */
const MAX_NESTING = 6;

/** A call that has functions run later. */
interface Placed {
  readonly call: Point;
  readonly run: LaterRun;
}

type SendEffect = Extract<Effect, { does: 'send' }>;

/** One function, run. */
interface Run {
  readonly graph: FlowGraph;
  /** The state before each point that can be reached. */
  readonly states: States<State>;
  readonly guards: GuardsAt;
  /** The guards that hold where the function is made. */
  readonly outer: readonly Guard[];
  readonly isDeferred: boolean;
  readonly order: SendOrder;
  /** How it is run later by another; null for the handler itself, and for what may run at any time. */
  readonly later: Later | null;
  /** Whether nothing that the file shows runs behind its end. */
  readonly isLast: boolean;
  readonly depth: number;
}

/** The call that has a function run later. */
interface Later {
  readonly outer: Run;
  readonly call: Point;
  readonly run: LaterRun;
  /** Whether it is run again before it may have answered, once for each of several things. */
  readonly isRepeated: boolean;
  /** The sends between the call and the end of the function that makes it. */
  readonly meanwhile: readonly Preceding[];
}

/** What a graph is run with. */
interface Start {
  readonly initial: State;
  readonly outer: readonly Guard[];
  readonly isDeferred: boolean;
  readonly later: Later | null;
  readonly isLast: boolean;
  readonly depth: number;
}

/** A point of a run in the state before one of its effects. */
interface Moment {
  readonly point: Point;
  readonly state: State;
}

/** Runs the effects of a handler's calls over its flow graph, and over those of the functions nested in it that use the response. */
export class Interpreter {
  readonly #handler: Handler;
  readonly #file: File;
  readonly #objectOf: (node: TSESTree.Node) => ResponseObject | null;
  readonly #reading: Readers;
  readonly #context: EffectContext;
  readonly #statuses = new Map<TSESTree.Node, SetStatus>();
  readonly #pending = new Map<SetStatus, SetStatus>();
  readonly #sentWith = new Map<TSESTree.Node, SetStatus>();
  /** The calls of responders that say by their result whether they have answered: the truth of that result. */
  readonly #answered = new Map<TSESTree.Node, boolean>();
  readonly #effects = new Map<Point, readonly PointEffect[]>();
  readonly #closures: ClosureRuns;
  /** The functions whose bodies have been read in the course of another. */
  readonly #inlined = new Set<FunctionNode>();
  /** The functions of which it is known how they run. */
  readonly #placed = new Set<FunctionNode>();
  readonly #sends = new Map<FlowGraph, readonly TSESTree.Node[]>();
  readonly #forwards = new Map<FlowGraph, readonly TSESTree.Node[]>();
  /** The functions that are being run, the innermost last, to ask what holds where a status is set. */
  readonly #running: { readonly graph: FlowGraph; readonly guards: GuardsAt; readonly outer: readonly Guard[] }[] = [];
  readonly result: Interpretation = {
    sends: [],
    late: [],
    early: new Set(),
    ends: [],
    statuses: this.#statuses,
    forwards: [],
    handedTo: new Set(),
    hasDeferred: false,
  };

  constructor(handler: Handler, file: File, reading: Readers) {
    this.#handler = handler;
    this.#file = file;
    this.#reading = reading;
    this.#objectOf = responseObjects(handler, file, reading.isThisResponse);
    this.#context = { handler, objectOf: this.#objectOf, file, reading };
    this.#closures = new ClosureRuns(handler, file, this.#objectOf);
  }

  /** Interprets the handler; a function over the point budget leaves nothing known. */
  run(): Interpretation {
    this.#runFunction(this.#handler.fn, {
      initial: { unsent: FRESH, sent: null, escaped: null },
      outer: [],
      isDeferred: false,
      later: null,
      isLast: true,
      depth: 0,
    });
    return this.result;
  }

  #runFunction(fn: FunctionNode, start: Start): void {
    this.#runGraph(buildGraph(fn, this.#file.sourceCode.visitorKeys, { closures: this.#closures }), start);
  }

  #runGraph(graph: FlowGraph | null, start: Start): void {
    if (!graph) {
      this.result.hasDeferred = true;
      return;
    }
    const later = this.#laterOf(graph);
    const guards = guardsAt(graph);
    this.#running.push({ graph, guards, outer: start.outer });
    const states = solve<State>(graph, this.#analysis(start.initial));
    const run: Run = { ...start, graph, states, guards, order: this.#sendOrder(graph, guards) };
    this.#collect(run);
    this.#runNested(run, later);
    this.#running.pop();
  }

  #analysis(initial: State): Analysis<State> {
    return {
      initial,
      transfer: (point, state) => this.#transfer(point, state),
      edge: (edge, state) => this.#alongEdge(edge, state),
      join: joinStates,
      equals: equalStates,
    };
  }

  /** Finds the calls of a graph that have functions run later, and notes those functions. */
  #laterOf(graph: FlowGraph): readonly Placed[] {
    const found: Placed[] = [];
    const seen = new Set<TSESTree.Node>();
    for (const fn of graph.inlined) {
      this.#placed.add(fn);
      this.#inlined.add(fn);
    }
    for (const call of graph.points) {
      if (call.kind !== 'call' || call.node.type !== 'CallExpression' || seen.has(call.node)) continue;
      seen.add(call.node);
      const run = this.#closures.laterBy(call.node);
      if (run && (run.fn === null || !graph.inlined.has(run.fn))) found.push({ call, run });
    }
    return found;
  }

  /** Follows the closures of a function that use the response and do not run in its course: those of which it is known when they run, then those that may run at any time. */
  #runNested(run: Run, later: readonly Placed[]): void {
    const { graph, states, guards, outer, depth } = run;
    const active = later.length > 0 ? this.#leadingToUse(graph) : null;
    const rests = depth < MAX_NESTING ? this.#restsOf(run, later, active) : null;
    for (const one of later) {
      this.result.hasDeferred = true;
      if (!states.get(one.call) || !rests) continue;
      this.#runLater(run, one, rests.get(one.call) ?? null, isActive(one.call, active));
    }
    const seen = new Set<TSESTree.Node>();
    for (const point of graph.points) {
      if (point.kind !== 'closure' || !isFunction(point.node) || seen.has(point.node)) continue;
      if (!this.#closures.uses(point.node)) continue;
      seen.add(point.node);
      this.result.hasDeferred = true;
      const made = states.get(point);
      if (!made || depth >= MAX_NESTING || this.#placed.has(point.node)) continue;
      this.#runFunction(point.node, {
        initial: this.#withoutOwn(this.#anyTime(made, states.get(graph.exit)), point.node),
        outer: [...outer, ...(guards(point) ?? [])],
        isDeferred: true,
        later: null,
        isLast: false,
        depth: depth + 1,
      });
    }
  }

  /** Runs what a call has run later. */
  #runLater(run: Run, { call, run: later }: Placed, rest: State | null, isActive: boolean): void {
    const { graph, guards, outer, order, depth } = run;
    const options = { closures: this.#closures };
    const keys = this.#file.sourceCode.visitorKeys;
    const own = later.chain
      ? buildChainGraph(later.chain, graph.fn, keys, options)
      : later.fn && buildGraph(later.fn, keys, options);
    for (const fn of own?.inlined ?? []) this.#placed.add(fn);
    if (later.fn) this.#placed.add(later.fn);
    const isRepeated = later.isSure && !later.isListener && (later.repeats || order.isRepeated(call));
    this.#runGraph(own, {
      initial: this.#startOf(run, call, later, rest),
      outer: [...outer, ...(guards(call) ?? [])],
      isDeferred: true,
      later: {
        outer: run,
        call,
        run: later,
        isRepeated,
        meanwhile: isActive && later.isSure ? order.sendsAfter(call, this.#sendsIn(graph)) : [],
      },
      isLast:
        run.isLast &&
        !later.isKept &&
        rest !== null &&
        (later.isAfterRest || !isActive) &&
        (later.isSure || later.isListener),
      depth: depth + 1,
    });
  }

  /** The state a later run starts in: where nothing is known of what has run by then, that of the call or of the end of the function. */
  #startOf({ states, graph }: Run, call: Point, { call: node }: LaterRun, rest: State | null): State {
    const made = states.get(call) ?? { unsent: FRESH, sent: null, escaped: null };
    const isEscaped = made.escaped !== null && made.unsent === null && made.sent === null;
    if (isEscaped) return this.#withoutOwn(this.#anyTime(made, states.get(graph.exit)), node);
    // What the call itself hands over comes to the callback again: upload(req, res, error => …).
    const open = rest
      ? [rest.unsent, rest.escaped && made.unsent, made.escaped]
      : [made.unsent, made.escaped, states.get(graph.exit)?.unsent ?? null];
    const drafts = open.filter(draft => draft !== null);
    return this.#withoutOwn(
      {
        unsent: drafts.length > 0 ? drafts.reduce(joinDrafts) : rest?.sent || made.sent ? null : FRESH,
        sent: rest ? rest.sent : made.sent,
        escaped: null,
      },
      node,
    );
  }

  /** The state of what runs at no time that is known: what a path has sent already, no callback sends, and its status is theirs only where every path has sent. */
  #anyTime(made: State, end: State | null): State {
    const open = [made.unsent, made.escaped, end?.unsent ?? null].filter(draft => draft !== null);
    const draft = open.length > 0 ? open.reduce(joinDrafts) : (made.sent?.draft ?? FRESH);
    return made.escaped !== null && made.unsent === null
      ? { unsent: null, sent: null, escaped: draft }
      : { unsent: draft, sent: null, escaped: null };
  }

  #withoutOwn(state: State, call: TSESTree.Node): State {
    return mapDrafts(state, draft =>
      draft.entrusted.some(fn => isWithin(fn, call))
        ? { ...draft, entrusted: draft.entrusted.filter(fn => !isWithin(fn, call)) }
        : draft,
    );
  }

  /**
   * The states when the rest of a function has run after each of its calls that have functions run later; null where that is not known. The last call comes
   * first: where all that follows a call leads to the next one, in the state that is known there, the rest is the same.
   */
  #restsOf(
    { graph, states }: Run,
    later: readonly Placed[],
    active: ReadonlySet<Point> | null,
  ): ReadonlyMap<Point, State | null> {
    const rests = new Map<Point, State | null>();
    const hasAwait = graph.points.some(({ kind }) => kind === 'await');
    let next: Point | null = null;
    for (const { call, run } of later.toReversed()) {
      const made = states.get(call);
      if (!made || !isActive(call, active)) rests.set(call, made);
      else if (!run.isAfterRest || hasAwait) rests.set(call, null);
      else {
        const pending = solveAfter<State>(graph, call, this.#analysis(made));
        const arriving: State | null = next && next.index > call.index ? pending.onlyAt(next) : null;
        const known: State | null = next && states.get(next);
        const same = next && arriving && known && equalStates(arriving, known) ? rests.get(next) : null;
        rests.set(call, same ?? pending.get(graph.exit) ?? made);
        next = call;
      }
    }
    return rests;
  }

  /** The points of a graph from which something is done with the response, or a function made that does. */
  #leadingToUse(graph: FlowGraph): ReadonlySet<Point> {
    const leading = new Set<Point>(
      graph.points.filter(point => this.#effectsAt(point).length > 0 || this.#entrusts(point)),
    );
    // The set grows while it is walked.
    for (const point of leading) for (const { from } of point.in) leading.add(from);
    return leading;
  }

  #sendsIn(graph: FlowGraph): readonly TSESTree.Node[] {
    let sends = this.#sends.get(graph);
    if (!sends) {
      sends = graph.points.flatMap(point =>
        this.#effectsAt(point)
          .filter(({ effect }) => effect.does === 'send')
          .map(({ node }) => node),
      );
      this.#sends.set(graph, sends);
    }
    return sends;
  }

  /** Whether a point makes a function that uses the response and does not run in the course of this one. */
  #entrusts({ kind, node }: Point): boolean {
    return kind === 'closure' && isFunction(node) && this.#closures.uses(node) && !this.#inlined.has(node);
  }

  /** Whether a call is one of the response's methods, whatever that does: `res.vary('Accept')`. */
  #isOnResponse(node: TSESTree.Node): boolean {
    const method = methodCall(node);
    return method !== null && this.#objectOf(method.object) !== null;
  }

  #effectsAt(point: Point): readonly PointEffect[] {
    let effects = this.#effects.get(point);
    if (!effects) {
      effects = findEffects(point, this.#context);
      if (effects.length > 0 && !this.#isOfHandler(point.node)) effects = [];
      this.#effects.set(point, effects);
    }
    return effects;
  }

  /** Whether a node stands in the handler or a callback that uses the response: what others throw is the affair of those who call them. */
  #isOfHandler(node: TSESTree.Node): boolean {
    const fn = enclosingFunction(node);
    return fn === null || fn === this.#handler.fn || this.#closures.uses(fn);
  }

  #transfer(point: Point, state: State): State {
    if (this.#entrusts(point)) return entrust(state, point.node as FunctionNode);
    return this.#effectsAt(point).reduce((before, effect) => this.#apply(effect, before), state);
  }

  #apply(found: PointEffect, state: State): State {
    const { effect, node } = found;
    switch (effect.does) {
      case 'set-status': {
        const set = this.#setStatus(effect.status, node);
        return mapDrafts(state, draft => ({ ...draft, set: [set], mayBeUnset: false }));
      }
      case 'set-header':
        return mapDrafts(state, draft => ({
          ...draft,
          headers: withHeader(draft.headers, effect.name, effect.value, this.#file),
        }));
      case 'set-headers':
        return mapDrafts(state, draft => ({
          ...draft,
          headers: withHeaders(draft.headers, effect.headers, this.#file),
        }));
      case 'remove-header':
        return mapDrafts(state, draft => ({
          ...draft,
          headers: withoutHeader(draft.headers, effect.name, this.#file),
        }));
      case 'write':
      case 'write-head':
        return mapDrafts(state, draft => (draft.head ? draft : { ...draft, head: node }));
      case 'raise':
        return entrust(state, effect.answersLater ?? null);
      case 'hand-over':
        return handedOver(state);
      case 'send': {
        const draft = state.unsent ?? state.sent?.draft ?? state.escaped ?? FRESH;
        // After an escape no order is known: what follows is no second response.
        if (state.escaped && !state.unsent && !state.sent) return state;
        return {
          unsent: null,
          sent: { draft: this.#asSent(withFields(draft, effect), found, effect.status), by: sentBy(state, node) },
          escaped: state.escaped,
        };
      }
      case 'may-send': {
        this.#answered.set(node, effect.when);
        if (!state.unsent) return state;
        return { ...state, sent: { draft: this.#asSent(state.unsent, found, CURRENT), by: sentBy(state, node) } };
      }
    }
  }

  /** `headersSent` and its kin tell the phases apart, and so does what a responder says of itself; what fails leaves its status pending. */
  #alongEdge({ guard, kind, from }: Edge, state: State): State | null {
    if (guard && (this.#reading.mayHold?.(guard) === false || this.#missesResponse(guard))) return null;
    if (kind === 'throw') return from.kind === 'call' && this.#isOwnFailure(from.node) ? null : this.#fail(state);
    const answered = guard && this.#readAnswer(guard);
    if (answered) {
      const by = state.sent?.by.filter(one => one !== answered.by) ?? [];
      return leftOf(
        answered.isSent
          ? { ...state, unsent: null }
          : { ...state, sent: state.sent && by.length > 0 ? { ...state.sent, by } : null },
      );
    }
    const isSent = guard ? this.#readSentTest(guard) : null;
    if (isSent === null) return state;
    return leftOf(isSent ? { ...state, unsent: null } : { ...state, sent: null });
  }

  /**
   * Whether a call that throws is the response's own, or stands in the arguments of one: `res.status(404).json(list.map(f))`.
   * What it leaves is the state before its chain, which other edges carry into the `catch`, from the start of the `try` on;
   * that any line can throw by accident makes none of the statuses written there the one of the `catch`. What is awaited there is another matter.
   */
  #isOwnFailure(node: TSESTree.Node): boolean {
    for (
      let inner = node, outer: TSESTree.Node | undefined = node;
      outer && !isFunction(outer) && !outer.type.endsWith('Statement');
      inner = outer, outer = outer.parent
    ) {
      const call =
        inner === outer || (outer.type === 'CallExpression' && outer.callee !== inner) ? methodCall(outer) : null;
      const object = call && this.#objectOf(call.object);
      if (call && object && findMethod(this.#handler.framework, object, call.name)) return true;
    }
    return false;
  }

  #fail(state: State): State {
    const { unsent } = state;
    return unsent?.set.some(({ isPending }) => !isPending)
      ? { ...state, unsent: { ...unsent, set: unsent.set.map(one => this.#asPending(one)) } }
      : state;
  }

  #asPending(set: SetStatus): SetStatus {
    if (set.isPending) return set;
    let pending = this.#pending.get(set);
    if (!pending) this.#pending.set(set, (pending = { ...set, isPending: true }));
    return pending;
  }

  /** The draft of a response that is out, with the status that it went out with. */
  #asSent(draft: Draft, { status, node, nameNode }: PointEffect, sent: SentStatus): Draft {
    if (sent.from === 'argument') return { ...draft, set: [this.#setStatus(sent.node, sent.node)], mayBeUnset: false };
    if (!status && sent.from !== 'method') return draft;
    let set = this.#sentWith.get(node);
    if (!set) {
      const { outcomes, isComplete } =
        status ?? this.#sentStatus(sent, { unsent: draft, sent: null, escaped: null }, nameNode);
      this.#sentWith.set(node, (set = { setter: nameNode, outcomes, isComplete, isPending: false }));
    }
    return { ...draft, set: [set], mayBeUnset: false };
  }

  /** What a guard over the result of a responder says, `if (answered(error, res)) return`, the result kept in a constant included; null for other guards. */
  #readAnswer({ test, holds }: Guard): { readonly by: TSESTree.Node; readonly isSent: boolean } | null {
    if (test.type === 'SwitchCase' || this.#answered.size === 0) return null;
    const by = unwrapAwait(this.#file.bindings.resolveAwaited(test));
    const when = this.#answered.get(by);
    return when === undefined ? null : { by, isSent: holds === when };
  }

  /** Whether a guard holds only without a response: a helper that can do without is given one where it answers, `if (res) archive.pipe(res)`. */
  #missesResponse({ test, holds }: Guard): boolean {
    if (test.type !== 'BinaryExpression') return !holds && test.type === 'Identifier' && this.#objectOf(test) !== null;
    const { left, right, operator } = test;
    const isNothing =
      (right.type === 'Literal' && right.value === null) || (right.type === 'Identifier' && right.name === 'undefined');
    return (
      isNothing &&
      /^[!=]==?$/.test(operator) &&
      holds === operator.startsWith('=') &&
      this.#objectOf(left) === 'response'
    );
  }

  /** Whether a guard says that the response is sent (`res.headersSent`, also compared with `true` or `false`, or kept in a constant); null for other guards. */
  #readSentTest(guard: Guard): boolean | null {
    const answered = this.#readAnswer(guard);
    if (answered) return answered.isSent;
    const { test, holds } = this.#ofConstant(guard);
    if (test.type === 'SwitchCase') return null;
    if (
      test.type === 'BinaryExpression' &&
      /^[!=]==?$/.test(test.operator) &&
      test.right.type === 'Literal' &&
      typeof test.right.value === 'boolean'
    ) {
      const isEqual = holds === test.operator.startsWith('=');
      return this.#isSentFlag(test.left) ? test.right.value === isEqual : null;
    }
    return this.#isSentFlag(test) ? holds : null;
  }

  /** The guard over what a constant holds: `const maySend = !res.headersSent; if (maySend) …`. */
  #ofConstant(guard: Guard): Guard {
    if (guard.test.type !== 'Identifier') return guard;
    let { holds } = guard;
    let test = this.#file.bindings.resolve(guard.test);
    // A few at most: `var open = !open` is made of itself.
    for (let steps = 0; steps < 4 && test.type === 'UnaryExpression' && test.operator === '!'; steps++) {
      holds = !holds;
      test = this.#file.bindings.resolve(test.argument);
    }
    return test.type === 'MemberExpression' || test.type === 'BinaryExpression' ? { ...guard, test, holds } : guard;
  }

  #isSentFlag(node: TSESTree.Node): boolean {
    const flag = unwrap(node);
    return (
      flag.type === 'MemberExpression' &&
      /^(?:headersSent|sent|writableEnded|writableFinished|finished)$/.test(propertyName(flag) ?? '') &&
      this.#objectOf(flag.object) !== null
    );
  }

  #setStatus(node: TSESTree.Node | null, setter: TSESTree.Node): SetStatus {
    let set = this.#statuses.get(setter);
    if (!set) {
      const status = node ? this.#readStatus(node) : null;
      this.#statuses.set(
        setter,
        (set = { setter, outcomes: status?.outcomes ?? [], isComplete: status?.isComplete ?? false, isPending: false }),
      );
    }
    return set;
  }

  /** The status an expression has by what it says, and by what is asked before it. */
  #readStatus(node: TSESTree.Node): Status {
    const { readStatus } = this.#reading;
    const guards = this.#guardsAround(node);
    const status = statusInPlace(node, { file: this.#file, guards, readStatus });
    if (status.outcomes.length < 2 && status.isComplete) return status;
    return new Status(
      status.outcomes.map(outcome => this.#asAssigned(outcome, guards)),
      status.isComplete,
    );
  }

  /** `if (error.code === 11000) status = 409;` before `res.status(status)`: what a variable is set to in a branch goes out under the guards of that. */
  #asAssigned(outcome: Outcome, held: readonly Guard[]): Outcome {
    const { node, guards } = outcome;
    const assignment = node.parent;
    const fn = this.#running.at(-1)?.graph.fn;
    if (
      guards.length > 0 ||
      assignment?.type !== 'AssignmentExpression' ||
      assignment.right !== node ||
      assignment.left.type !== 'Identifier' ||
      enclosingFunction(assignment) !== fn
    )
      return outcome;
    const own = this.#guardsAround(node).filter(
      ({ test, holds }) => !held.some(one => one.test === test && one.holds === holds),
    );
    return own.length > 0 ? { ...outcome, guards: own } : outcome;
  }

  /** The guards that hold where an expression of the innermost function is evaluated. */
  #guardsAround(node: TSESTree.Node): readonly Guard[] {
    const run = this.#running.at(-1);
    if (!run) return [];
    for (let outer: TSESTree.Node | undefined = node; outer && outer !== run.graph.fn; outer = outer.parent) {
      const [first, ...others] = run.graph.pointsOf(outer).flatMap(point => {
        const guards = run.guards(point);
        return guards ? [guards] : [];
      });
      if (first) return [...run.outer, ...others.reduce((all, one) => all.filter(guard => one.includes(guard)), first)];
    }
    return run.outer;
  }

  /** Notes what a run sends, what it sets too late, and how it ends. */
  #collect(run: Run): void {
    const { graph, states } = run;
    for (const point of graph.points) {
      let state = states.get(point);
      if (!state) continue;
      for (const found of this.#effectsAt(point)) {
        this.#collectEffect(found, { point, state }, run);
        state = this.#apply(found, state);
      }
    }
    if (!run.isDeferred || (run.later && run.isLast)) this.#collectEnds(run);
  }

  #sendOrder(graph: FlowGraph, guards: GuardsAt): SendOrder {
    const sendPoints = new Set(
      graph.points.filter(point => this.#effectsAt(point).some(({ effect }) => effect.does === 'send')),
    );
    return new SendOrder(graph, guards, this.#file, {
      readSentTest: guard => this.#readSentTest(guard),
      isSend: point => sendPoints.has(point),
      usesResponse: point => this.#effectsAt(point).length > 0 || this.#isOnResponse(point.node),
      entrusts: point => this.#entrusts(point),
    });
  }

  #collectEffect(found: PointEffect, moment: Moment, run: Run): void {
    const { effect, node, nameNode } = found;
    const { point, state } = moment;
    if (effect.does === 'send' || effect.does === 'raise') {
      this.#collectSend(found, effect, moment, run);
      return;
    }
    if (effect.does === 'hand-over') {
      this.result.handedTo.add(node);
      if (this.#forwardsError(node)) this.result.forwards.push({ node, nameNode });
    }
    const isLate = isSetting(effect) || effect.does === 'hand-over';
    const head = isSetting(effect) ? headOf(state) : null;
    if (isSetting(effect) && !isAlwaysSent(state) && !head) this.result.early.add(node);
    if ((state.sent && isLate) || head) {
      this.result.late.push({
        node,
        nameNode,
        does: effect.does === 'set-headers' ? 'set-header' : (effect.does as 'set-status' | 'set-header' | 'hand-over'),
        state,
        head,
        precededBy: this.#precededBy(state.sent?.by ?? [], point, run),
        isFollowed: run.order.isFollowedBySend(point) || (state.sent?.draft.entrusted.length ?? 0) > 0,
      });
    }
  }

  /** Whether a call, or a function that is given as a callback, hands an error on. */
  #forwardsError(node: TSESTree.Node): boolean {
    if (!this.#handler.next) return false;
    if (node.type === 'Identifier') {
      const step = node.parent.type === 'CallExpression' ? methodCall(node.parent) : null;
      return step?.name === 'catch' || (step?.name === 'then' && step.call.arguments[1] === node);
    }
    if (node.type !== 'CallExpression') return false;
    const [error] = node.arguments;
    return (
      unwrap(node.callee).type === 'Identifier' &&
      this.#file.bindings.variableOf(unwrap(node.callee)) === this.#handler.next &&
      error !== undefined &&
      error.type !== 'Literal' &&
      !(error.type === 'Identifier' && error.name === 'undefined')
    );
  }

  /** Finds what one run can have sent before a point: in its own function, or in those around it where it is known when it runs. */
  #precededBy(sends: readonly TSESTree.Node[], point: Point, run: Run): readonly Preceding[] {
    const { order, later } = run;
    const own = order.sendsBefore(sends, point);
    if (!later?.run.isSure) return own;
    const before = this.#precededBy(sends, later.call, later.outer);
    const around = [...before, ...later.meanwhile.filter(({ node }) => !before.some(one => one.node === node))].filter(
      one => !own.some(({ node }) => node === one.node),
    );
    if (around.length === 0 && !later.isRepeated) return own;
    const way = order.wayTo(point);
    if (way === null) return own;
    const admitted = around.filter(one => order.admits(one, point, later.outer.order));
    return [...own, ...admitted.map(one => (way === 'by-failure' ? { ...one, way } : one))];
  }

  /** What precedes a send: others, and where its function runs once for each of several things, the send itself. */
  #precedingSend(node: TSESTree.Node, point: Point, state: State, run: Run): readonly Preceding[] {
    const { order, later } = run;
    const found =
      state.sent || (later && later.meanwhile.length > 0) ? this.#precededBy(state.sent?.by ?? [], point, run) : [];
    if (
      !later?.isRepeated ||
      found.some(one => one.node === node) ||
      order.wayTo(point) !== 'onwards' ||
      !order.isForEach(point, later.outer.order)
    )
      return found;
    return [...found, { node, way: 'onwards', held: run.guards(point) ?? [], isCalledBefore: true }];
  }

  #collectSend(found: PointEffect, effect: SendEffect | Raise, { point, state }: Moment, run: Run): void {
    const { node, nameNode, error = null, body = null } = found;
    const fn = enclosingFunction(node) ?? run.graph.fn;
    const isSend = effect.does === 'send';
    const sent: SendEffect = isSend
      ? effect
      : { does: 'send', via: effect.via, status: CURRENT, content: { kind: 'error', node: effect.value } };
    const status =
      found.status ?? (error ? this.#raisedStatus(error, state) : this.#sentStatus(sent.status, state, nameNode));
    this.result.sends.push({
      effect: sent,
      node,
      nameNode,
      state: isSend ? state : { ...state, unsent: state.unsent ?? state.sent?.draft ?? null, sent: null },
      guards: [...run.outer, ...(run.guards(point) ?? [])],
      fn,
      isDeferred: fn !== this.#handler.fn,
      status,
      error,
      body,
      precededBy: isSend ? this.#precedingSend(node, point, state, run) : [],
      forwardedBy: isSend && state.escaped ? run.order.sendsBefore(this.#forwardsIn(run.graph), point) : [],
      isAlwaysSecond: isSend && state.escaped === null && (state.unsent === null || !run.order.mayBeFirst(point)),
    });
  }

  #forwardsIn(graph: FlowGraph): readonly TSESTree.Node[] {
    let forwards = this.#forwards.get(graph);
    if (!forwards) {
      forwards = graph.points.flatMap(point =>
        this.#effectsAt(point)
          .filter(({ effect, node }) => effect.does === 'hand-over' && this.#forwardsError(node))
          .map(({ node }) => node),
      );
      this.#forwards.set(graph, forwards);
    }
    return forwards;
  }

  #collectEnds({ graph, states, later }: Run): void {
    for (const edge of graph.exit.in) {
      const before = states.get(edge.from);
      if (!before) continue;
      const after = this.#alongEdge(edge, this.#transfer(edge.from, before));
      const returned =
        edge.from.kind === 'return' ? (edge.from.node as TSESTree.ReturnStatement | TSESTree.Expression) : null;
      if (after)
        this.result.ends.push({
          state: after,
          returned,
          returns: this.#kindOfReturn(returned),
          of: later?.run ?? null,
        });
    }
  }

  #kindOfReturn(returned: TSESTree.ReturnStatement | TSESTree.Expression | null): 'nothing' | 'response' | 'other' {
    const value = returned?.type === 'ReturnStatement' ? returned.argument : returned;
    const given = value && unwrap(value);
    if (
      !given ||
      (given.type === 'UnaryExpression' && given.operator === 'void') ||
      (given.type === 'Identifier' && given.name === 'undefined')
    )
      return 'nothing';
    return this.#objectOf(given) === null ? 'other' : 'response';
  }

  /** The status of an error: its own, else the error status set before it, else 500. Sources: finalhandler index.js, getResponseStatusCode; fastify lib/error-handler.js. */
  #raisedStatus(error: ErrorValue, state: State): Status {
    if (error.status && !error.keepsSetStatus) return error.status;
    const { defaults } = this.#handler.framework;
    const code = error.status?.outcomes[0]?.code ?? defaults.error;
    const { outcomes, isComplete } = this.#sentStatus({ from: 'current-or', code }, state, error.nameNode);
    // What is neither the default nor an error is kept or not, as the condition is written.
    const isOther = error.keepsSetStatus && outcomes.some(one => one.code < 400 && one.code !== defaults.success);
    if (isOther) return UNKNOWN_STATUS;
    return new Status(
      outcomes.map(one => (one.code >= 400 ? one : { ...one, code, node: error.nameNode, isImplicit: true })),
      isComplete,
    );
  }

  /** The status a send goes out with. */
  #sentStatus(sent: SentStatus, state: State, nameNode: TSESTree.Node): Status {
    const implicit = (code: number): Outcome => ({ code, value: code, node: nameNode, isImplicit: true, guards: [] });
    switch (sent.from) {
      case 'argument': {
        const { outcomes, isComplete } = this.#setStatus(sent.node, sent.node);
        return new Status(outcomes, isComplete);
      }
      case 'method':
        return new Status([implicit(sent.code)], true);
      default: {
        const drafts: Draft[] = [state.unsent, state.escaped, state.unsent ? null : (state.sent?.draft ?? null)].filter(
          draft => draft !== null,
        );
        const set = [...new Set(drafts.flatMap(draft => draft.set))];
        const outcomes = [...new Set(set.flatMap(one => one.outcomes))];
        const mayBeUnset = drafts.some(draft => draft.mayBeUnset);
        const isComplete = set.every(one => one.isComplete) && !(state.escaped && mayBeUnset);
        if (mayBeUnset && !(state.escaped && !state.unsent))
          outcomes.push(implicit(sent.from === 'current-or' ? sent.code : this.#handler.framework.defaults.success));
        return new Status(outcomes, isComplete);
      }
    }
  }
}

/** Whether something is done with the response after a call. */
function isActive(call: Point, active: ReadonlySet<Point> | null): boolean {
  return call.out.some(({ to }) => active?.has(to) === true);
}

/** Whether an effect changes the head of the response. */
function isSetting(
  effect: PointEffect['effect'],
): effect is Extract<Effect, { does: 'set-status' | 'set-header' | 'set-headers' }> {
  return effect.does === 'set-status' || effect.does === 'set-header' || effect.does === 'set-headers';
}

/** A draft with the header fields that the send itself sets: `redirect` sets Location. */
function withFields(draft: Draft, { headers }: SendEffect): Draft {
  return headers
    ? { ...draft, headers: headers.reduce((fields, { name, value }) => fields.with(name, value), draft.headers) }
    : draft;
}

/** What is known of a response that has gone out of sight. */
function handedOver(state: State): State {
  const drafts = [state.unsent, state.escaped].filter(draft => draft !== null);
  if (drafts.length === 0) return state;
  const draft = drafts.reduce(joinDrafts);
  return {
    unsent: null,
    sent: state.sent,
    escaped: { ...FRESH, headers: draft.headers.incomplete(), entrusted: draft.entrusted },
  };
}

/** Notes a function that may answer at any time from here on. */
function entrust(state: State, fn: FunctionNode | null): State {
  if (!fn) return state;
  return mapDrafts(state, draft =>
    draft.entrusted.includes(fn) ? draft : { ...draft, entrusted: [...draft.entrusted, fn].slice(-8) },
  );
}

/** What is left of a state along an edge; null where no path takes it. */
function leftOf(state: State): State | null {
  return state.unsent || state.sent || state.escaped ? state : null;
}

/** The call that has written the head on every path to a state; null where there may be none. */
function headOf({ unsent, sent, escaped }: State): TSESTree.Node | null {
  const drafts = [unsent, sent?.draft ?? null, escaped].filter(draft => draft !== null);
  return drafts.every(({ head }) => head !== null) ? (drafts[0]?.head ?? null) : null;
}

/** Whether every path to a state has sent, as far as can be told. */
function isAlwaysSent({ unsent, sent, escaped }: State): boolean {
  return sent !== null && unsent === null && escaped === null;
}
