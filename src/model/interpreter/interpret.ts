import type { TSESTree } from '@typescript-eslint/utils';

import { buildGraph } from '../../flow/build.ts';
import type { Edge, FlowGraph, Guard, Point } from '../../flow/graph.ts';
import { guardsAt, type GuardsAt } from '../../flow/guards.ts';
import { solve, type States } from '../../flow/solve.ts';
import { CURRENT, type Effect, type SentStatus } from '../../frameworks/effects.ts';
import { isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
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
  type Draft,
  type SetStatus,
  type State,
} from '../responses/response-state.ts';
import { Status, type Outcome } from '../responses/status.ts';
import { findEffects, type EffectContext, type PointEffect, type Raise } from './effects-of-point.ts';
import type { Interpretation } from './interpretation.ts';
import { statusInPlace } from './narrowed-status.ts';
import type { Readers } from './readers.ts';
import { findMethod, responseObjects, type ResponseObject } from './response-object.ts';
import { SendOrder } from './send-order.ts';

/** How deep nested functions are followed. */
const MAX_NESTING = 6;

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
}

/** A point of a run in the state before one of its effects. */
interface Moment {
  readonly point: Point;
  readonly state: State;
  readonly order: SendOrder;
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
  /** The functions that are being run, the innermost last, to ask what holds where a status is set. */
  readonly #running: { readonly graph: FlowGraph; readonly guards: GuardsAt; readonly outer: readonly Guard[] }[] = [];
  readonly result: Interpretation = {
    sends: [],
    late: [],
    early: new Set(),
    ends: [],
    statuses: this.#statuses,
    unordered: new Set(),
    handedTo: new Set(),
    hasDeferred: false,
  };

  constructor(handler: Handler, file: File, reading: Readers) {
    this.#handler = handler;
    this.#file = file;
    this.#reading = reading;
    this.#objectOf = responseObjects(handler, file, reading.isThisResponse);
    this.#context = { handler, objectOf: this.#objectOf, file, reading };
  }

  /** Interprets the handler; a function over the point budget leaves nothing known. */
  run(): Interpretation {
    this.#runFunction(this.#handler.fn, { unsent: FRESH, sent: null, escaped: null }, [], false, 0);
    return this.result;
  }

  #runFunction(fn: FunctionNode, initial: State, outer: readonly Guard[], isDeferred: boolean, depth: number): void {
    const graph = buildGraph(fn, this.#file.sourceCode.visitorKeys);
    if (!graph) {
      this.result.hasDeferred = true;
      return;
    }
    const guards = guardsAt(graph);
    this.#running.push({ graph, guards, outer });
    const states = solve<State>(graph, {
      initial,
      transfer: (point, state) => this.#transfer(point, state, isDeferred),
      edge: (edge, state) => this.#alongEdge(edge, state),
      join: joinStates,
      equals: equalStates,
    });
    const run: Run = { graph, states, guards, outer, isDeferred };
    this.#collect(run);
    this.#runNested(run, depth);
    this.#running.pop();
  }

  /** Follows the closures of a function that use the response: each starts in the state where it is made, or where the outer function ends, as no order is known. */
  #runNested({ graph, states, guards, outer }: Run, depth: number): void {
    const seen = new Set<TSESTree.Node>();
    for (const point of graph.points) {
      if (
        point.kind !== 'closure' ||
        !isFunction(point.node) ||
        seen.has(point.node) ||
        !this.#usesResponse(point.node)
      )
        continue;
      seen.add(point.node);
      this.result.hasDeferred = true;
      this.result.unordered.add(graph.fn);
      const made = states.get(point);
      if (!made || depth >= MAX_NESTING) continue;
      const end = states.get(graph.exit);
      // What a path has sent already, no callback sends: its status is theirs only where every path has sent.
      const open = [made.unsent, made.escaped, end?.unsent ?? null].filter(draft => draft !== null);
      const draft = open.length > 0 ? open.reduce(joinDrafts) : (made.sent?.draft ?? FRESH);
      const isEscaped = made.escaped !== null && made.unsent === null;
      const initial: State = isEscaped
        ? { unsent: null, sent: null, escaped: draft }
        : { unsent: draft, sent: null, escaped: null };
      this.#runFunction(point.node, initial, [...outer, ...(guards(point) ?? [])], true, depth + 1);
    }
  }

  /** Whether a call is one of the response's methods, whatever that does: `res.vary('Accept')`. */
  #isOnResponse(node: TSESTree.Node): boolean {
    const method = methodCall(node);
    return method !== null && this.#objectOf(method.object) !== null;
  }

  #usesResponse(fn: FunctionNode): boolean {
    const { response, next, held } = this.#handler;
    if (held?.holder === 'this')
      return nodesWithin(this.#file.calls, fn).some(call => this.#objectOf(methodCall(call)?.object ?? call) !== null);
    return [response, next, held?.holder].some(variable =>
      variable?.references.some(({ identifier }) => isWithin(identifier, fn)),
    );
  }

  #effectsAt(point: Point, isDeferred: boolean): readonly PointEffect[] {
    let effects = this.#effects.get(point);
    if (!effects) this.#effects.set(point, (effects = findEffects(point, isDeferred, this.#context)));
    return effects;
  }

  #transfer(point: Point, state: State, isDeferred: boolean): State {
    return this.#effectsAt(point, isDeferred).reduce((before, effect) => this.#apply(effect, before), state);
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
      case 'raise':
        return state;
      case 'hand-over': {
        const drafts = [state.unsent, state.escaped].filter(draft => draft !== null);
        if (drafts.length === 0) return state;
        const draft = drafts.reduce(joinDrafts);
        return {
          unsent: null,
          sent: state.sent,
          escaped: { set: [], mayBeUnset: true, headers: draft.headers.incomplete() },
        };
      }
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
    if (guard && this.#reading.mayHold?.(guard) === false) return null;
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
    return statusInPlace(node, { file: this.#file, guards: this.#guardsAround(node), readStatus });
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
    const { graph, states, isDeferred } = run;
    const order = this.#sendOrder(run);
    for (const point of graph.points) {
      let state = states.get(point);
      if (!state) continue;
      for (const found of this.#effectsAt(point, isDeferred)) {
        this.#collectEffect(found, { point, state, order }, run);
        state = this.#apply(found, state);
      }
    }
    if (!isDeferred) this.#collectEnds(run);
  }

  #sendOrder({ graph, guards, isDeferred }: Run): SendOrder {
    const sendPoints = new Set(
      graph.points.filter(point => this.#effectsAt(point, isDeferred).some(({ effect }) => effect.does === 'send')),
    );
    return new SendOrder(graph, guards, this.#file, {
      readSentTest: guard => this.#readSentTest(guard),
      isSend: point => sendPoints.has(point),
      usesResponse: point => this.#effectsAt(point, isDeferred).length > 0 || this.#isOnResponse(point.node),
    });
  }

  #collectEffect(found: PointEffect, moment: Moment, run: Run): void {
    const { effect, node, nameNode } = found;
    const { point, state, order } = moment;
    if (effect.does === 'send' || effect.does === 'raise') {
      this.#collectSend(found, effect, moment, run);
      return;
    }
    if (effect.does === 'hand-over') this.result.handedTo.add(node);
    const isLate = isSetting(effect) || effect.does === 'hand-over';
    if (isSetting(effect) && !isAlwaysSent(state)) this.result.early.add(node);
    if (state.sent && isLate) {
      this.result.late.push({
        node,
        nameNode,
        does: effect.does === 'set-headers' ? 'set-header' : effect.does,
        state,
        fn: run.graph.fn,
        precededBy: order.sendsBefore(state.sent.by, point),
        isFollowed: order.isFollowedBySend(point),
      });
    }
  }

  #collectSend(found: PointEffect, effect: SendEffect | Raise, { point, state, order }: Moment, run: Run): void {
    const { node, nameNode, error = null, body = null } = found;
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
      fn: run.graph.fn,
      isDeferred: run.isDeferred,
      status,
      error,
      body,
      precededBy: isSend && state.sent ? order.sendsBefore(state.sent.by, point) : [],
      isAlwaysSecond: isSend && state.escaped === null && (state.unsent === null || !order.mayBeFirst(point)),
    });
  }

  #collectEnds({ graph, states, isDeferred }: Run): void {
    for (const edge of graph.exit.in) {
      const before = states.get(edge.from);
      if (!before) continue;
      const after = this.#alongEdge(edge, this.#transfer(edge.from, before, isDeferred));
      const returned =
        edge.from.kind === 'return' ? (edge.from.node as TSESTree.ReturnStatement | TSESTree.Expression) : null;
      if (after) this.result.ends.push({ state: after, returned, returns: this.#kindOfReturn(returned) });
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
    if (error.status) return error.status;
    const code = this.#handler.framework.defaults.error;
    const { outcomes, isComplete } = this.#sentStatus({ from: 'current-or', code }, state, error.nameNode);
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

/** What is left of a state along an edge; null where no path takes it. */
function leftOf(state: State): State | null {
  return state.unsent || state.sent || state.escaped ? state : null;
}

/** The sends that a path has made, the last one included. */
function sentBy({ sent }: State, node: TSESTree.Node): readonly TSESTree.Node[] {
  const by = sent ? [...sent.by.filter(one => one !== node), node] : [node];
  return by.length > 16 ? by.slice(-16) : by;
}

/** Whether every path to a state has sent, as far as can be told. */
function isAlwaysSent({ unsent, sent, escaped }: State): boolean {
  return sent !== null && unsent === null && escaped === null;
}
