import type { TSESTree } from '@typescript-eslint/utils';

import { mayChange, pathsRead, pathsWritten, type AccessPath } from '../../flow/access-paths.ts';
import { childrenOf } from '../../flow/contains-point.ts';
import type { Edge, FlowGraph, Guard, Point, VisitorKeys } from '../../flow/graph.ts';
import { GuardList } from '../../flow/guard-list.ts';
import { guardDropper, type GuardsAt } from '../../flow/guards.ts';
import { areAlternatives, areOpposed } from '../../flow/opposed-guards.ts';
import { solve, solveAfter, type Analysis, type Pending, type States } from '../../flow/solve.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { enclosingFunction, isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { memberPath, methodCall } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { isLogCall } from '../errors/log-calls.ts';
import { excludes, failsWith, findGivenBack, missingBy, type GivenBack } from './given-back.ts';

/** How control comes from a send to a later point: by the code as it runs, only where something in between fails, or only where what is missing for the send does not make the code in between fail. */
export type Way = 'onwards' | 'by-failure' | 'past-failure';

/** What is followed from a send: the code as it runs, its failures too, or the code as it runs with what is missing there. */
type Search = 'onwards' | 'by-failure' | 'missing' | 'plain';

/** A send that may have been made before a point, and how control comes from it. */
export interface Preceding {
  readonly node: TSESTree.Node;
  readonly way: Way;
  /** The guards that hold where it is made. */
  readonly held: readonly Guard[];
  /** Whether the point is in a function that runs when the one that sends has run on, so that no `return` after the send keeps it from running. */
  readonly isCalledBefore: boolean;
}

/** What the points and guards of a function are to the response. */
export interface SendUse {
  /** What a guard says of the response: true for sent, false for not sent, null for nothing. */
  readonly readSentTest: (guard: Guard) => boolean | null;
  readonly isSend: (point: Point) => boolean;
  /** Whether a point does anything with the response. */
  readonly usesResponse: (point: Point) => boolean;
  /** Whether a point makes a function that may send at any time. */
  readonly entrusts?: (point: Point) => boolean;
}

/**
 * How many points one search from a send may pass, and how many pairs of guards are held against each other for one pair of points (`MAX_PAIRS`): what is not
 * searched is not said to precede. Each question has this room for itself, so that nothing depends on how much else a function asks.
 */
const MAX_STEPS = 20_000;

/** How many pairs of guards: those of forty and forty conditions. */
const MAX_PAIRS = 1_600;

/** How many sends after a call are looked for: one of them is named. */
const MAX_FOLLOWING = 16;

/** From how many points on what leads to a point is found backwards, where that is as good: near ones are found sooner forwards. */
const FAR = 400;

const REACHABILITY: Analysis<true> = { initial: true, transfer: () => true, join: () => true, equals: () => true };

/** Tells whether one run of a function can come from a send to a later point; where guards or a flag may tell the two apart, it says no. */
export class SendOrder {
  readonly #graph: FlowGraph;
  readonly #guards: GuardsAt;
  readonly #file: File;
  readonly #use: SendUse;
  readonly #searched: Readonly<Record<Exclude<Search, 'plain'>, Map<Point, Pending<GuardList>>>> = {
    onwards: new Map(),
    'by-failure': new Map(),
    missing: new Map(),
  };
  readonly #missing = new Map<Point, GivenBack | null>();
  readonly #atOnce = new Map<Point, Pending<GuardList>>();
  readonly #leadingAtOnce = new Map<Point, ReadonlySet<Point>>();
  readonly #leadingOnwards = new Map<Point, ReadonlySet<Point>>();
  readonly #sentTests = new Map<Guard, boolean | null>();
  readonly #pathsRead = new Map<Guard, readonly AccessPath[]>();
  readonly #given = new Map<Point, GivenBack | null>();
  readonly #dependent = new Map<Point, boolean>();
  readonly #writes = new Map<Guard, readonly TSESTree.Node[]>();
  #writers: readonly Point[] | null = null;
  #setInside: ReadonlySet<string> | null = null;
  #isPlain: boolean | null = null;
  #plausible: States<true> | null = null;
  #unsent: States<true> | null = null;
  #leading: ReadonlySet<Point> | null = null;

  constructor(graph: FlowGraph, guards: GuardsAt, file: File, use: SendUse) {
    this.#graph = graph;
    this.#guards = guards;
    this.#file = file;
    this.#use = use;
  }

  /** Finds which of some sends one run can have made before a point; none of those for which it would have to search longer than a function may ask. */
  sendsBefore(sends: readonly TSESTree.Node[], point: Point): readonly Preceding[] {
    const found: Preceding[] = [];
    for (const node of sends) {
      const points = this.#pointsOf(node);
      const ways = points.map(first => this.#wayBetween(first, point));
      const way =
        ways.find(one => one === 'onwards') ?? ways.find(one => one === 'by-failure') ?? ways.find(one => one !== null);
      if (way) found.push({ node, way, held: this.#heldAt(points), isCalledBefore: false });
    }
    return found;
  }

  /** Finds which of some sends one run makes between a call and the end of the function, or what it waits for next. */
  sendsAfter(call: Point, sends: readonly TSESTree.Node[]): readonly Preceding[] {
    const found: Preceding[] = [];
    for (const node of sends) {
      if (found.length === MAX_FOLLOWING) break;
      const points = this.#pointsOf(node).filter(
        later =>
          this.#leadingTo(later, true).has(call) && !this.#areApart(call, later) && this.#reachesAtOnce(call, later),
      );
      if (points.length > 0) found.push({ node, way: 'onwards', held: this.#heldAt(points), isCalledBefore: true });
    }
    return found;
  }

  /** Whether one run can make a call again after it has made it. */
  isRepeated(call: Point): boolean {
    return this.#wayBetween(call, call) === 'onwards';
  }

  /** The way to a point from the start; null where it is not reached, as far as it is searched. */
  wayTo(point: Point): Way | null {
    if (this.#reaches(this.#graph.entry, point, 'onwards')) return 'onwards';
    return this.#reaches(this.#graph.entry, point, 'by-failure') ? 'by-failure' : null;
  }

  /** Whether the guards of a point leave it possible that a send was made before, in the function around this one; `outer` is the order of that function. */
  admits({ node, held, isCalledBefore }: Preceding, point: Point, outer: SendOrder): boolean {
    const own = (this.#guards(point) ?? []).filter(guard => !held.includes(guard));
    if (isCalledBefore && held.some(guard => outer.#isSetElsewhere(guard) || outer.#isMadeBy(guard, point.node)))
      return false;
    return (
      own.length * held.length <= MAX_PAIRS &&
      !own.some(
        guard =>
          held.some(other => areOpposed(guard, other) || areAlternatives(guard, other)) ||
          this.#isSetElsewhere(guard) ||
          this.#isMadeBy(guard, node) ||
          outer.#pointsOf(node).some(first => outer.#isFlag(guard, first, point)),
      )
    );
  }

  /** Whether a point that runs once for each of several things can run more than once: not where a guard counts them, or looks for one. */
  isForEach(point: Point, outer: SendOrder): boolean {
    return (this.#guards(point) ?? []).every(
      guard =>
        !isFailure(guard, this.#graph.fn) &&
        !this.#endsLoop(guard, point.node) &&
        !outer.#isSetElsewhere(guard) &&
        this.#writesTo(guard).length === 0 &&
        outer.#writesTo(guard).length === 0,
    );
  }

  /** The points at which a variable is read, or in which. */
  #pointsReading({ references }: Variable): readonly Point[] {
    return references.flatMap(({ identifier }) => {
      const found: Point[] = [];
      for (let node: TSESTree.Node | undefined = identifier; node && node !== this.#graph.fn; node = node.parent) {
        found.push(...this.#graph.pointsOf(node));
        if (node.type.endsWith('Statement')) break;
      }
      return found;
    });
  }

  #pointsOf(node: TSESTree.Node): readonly Point[] {
    return this.#graph.pointsOf(node).filter(({ kind }) => kind === 'call' || kind === 'return');
  }

  #heldAt([first]: readonly Point[]): readonly Guard[] {
    return (first && this.#guards(first)) ?? [];
  }

  /** The way from a send to a later point of the graph; null where there surely or possibly is none. */
  #wayBetween(first: Point, later: Point): Way | null {
    if (!this.#isPlausible(first) || this.#areApart(first, later)) return null;
    const isMissing = this.#missingAt(first) !== null;
    if (isMissing && this.#reaches(first, later, 'missing')) return 'onwards';
    const isFar = later.index - first.index > FAR && !isMissing && !this.#givenBy(first) && this.#hasPlainTests();
    if (isFar ? this.#leadingTo(later, false).has(first) : this.#reaches(first, later, 'onwards'))
      return isMissing ? 'past-failure' : 'onwards';
    return this.#reaches(first, later, 'by-failure') ? 'by-failure' : null;
  }

  /** What is nothing where a send is made, and makes something of the function fail: `if (!box) res.sendStatus(404); box.open();`. */
  #missingAt(first: Point): GivenBack | null {
    return getOrMake(this.#missing, first, () => {
      for (const guard of this.#guards(first) ?? []) {
        const missing = missingBy(guard, this.#file.bindings);
        if (!missing) continue;
        if (missing.variable && this.#pointsReading(missing.variable).some(point => failsWith(missing, point)))
          return missing;
      }
      return null;
    });
  }

  /** Whether guards or a flag tell two points apart, so that one run does not come to both. */
  #areApart(first: Point, later: Point): boolean {
    const held = this.#guards(first) ?? [];
    const own = (this.#guards(later) ?? []).filter(guard => !held.includes(guard));
    if (own.length * held.length > MAX_PAIRS) return true;
    if (own.some(guard => held.some(other => areOpposed(guard, other) || areAlternatives(guard, other)))) return true;
    return first === later
      ? held.some(guard => this.#endsLoop(guard, first.node))
      : own.some(guard => this.#isFlag(guard, first, later));
  }

  /** Whether a point may be reached with nothing sent; that a call on the response fails does not count. */
  mayBeFirst(point: Point): boolean {
    const { isSend, usesResponse } = this.#use;
    this.#unsent ??= solve(this.#graph, {
      ...REACHABILITY,
      // The beginning of a `try` is no work that fails.
      edge: ({ kind, from }) =>
        isSend(from) || (kind === 'throw' && (from.kind === 'pass' || usesResponse(from) || isLog(from))) ? null : true,
    });
    return this.#unsent.get(point) !== null;
  }

  /** Whether a send comes after a point, or back at it, on any path at all. */
  isFollowedBySend(point: Point): boolean {
    if (this.#use.isSend(point)) return true;
    this.#leading ??= this.#findLeading();
    const leading = this.#leading;
    // The point itself completes, as in `solveAfter`.
    return point.out.some(({ kind, to }) => (kind !== 'throw' || point.kind === 'throw') && leading.has(to));
  }

  /** The points from which a send can be reached, itself included: found backwards and once, for all that asks what may follow it. */
  #findLeading(): ReadonlySet<Point> {
    const { isSend, entrusts } = this.#use;
    const leading = new Set<Point>(this.#graph.points.filter(point => isSend(point) || entrusts?.(point)));
    // The set grows while it is walked.
    for (const point of leading) for (const { from } of point.in) leading.add(from);
    return leading;
  }

  /** Whether a point is reached otherwise than by the failure of a log: `try { … } catch (error) { log(error) } finally { res.send() }`. */
  #isPlausible(point: Point): boolean {
    this.#plausible ??= solve(this.#graph, {
      ...REACHABILITY,
      edge: ({ kind, from }) => (kind === 'throw' && isLog(from) ? null : true),
    });
    return this.#plausible.get(point) !== null;
  }

  #reaches(first: Point, later: Point, search: Exclude<Search, 'plain'>): boolean {
    const known = this.#searched[search];
    let states = known.get(first);
    if (!states) {
      known.set(first, (states = this.#solveFrom(first, search)));
    }
    const given = this.#givenBy(first);
    return states.get(later) !== null && !(given && later !== first && failsWith(given, later));
  }

  /** The points from which a way leads to another, whatever guards say on it; `atOnce` before anything is waited for. Found backwards, once for all of them. */
  #leadingTo(later: Point, atOnce: boolean): ReadonlySet<Point> {
    return getOrMake(atOnce ? this.#leadingAtOnce : this.#leadingOnwards, later, () => {
      const found = new Set<Point>();
      const waiting = [later];
      for (let point = waiting.pop(); point; point = waiting.pop())
        for (const edge of point.in) {
          if (found.has(edge.from) || (atOnce && edge.from.kind === 'await') || !this.#mayTake(edge, later, 'plain'))
            continue;
          found.add(edge.from);
          waiting.push(edge.from);
        }
      return found;
    });
  }

  /** Whether no two tests of the function ask for the same, so that none of its ways contradicts itself. */
  #hasPlainTests(): boolean {
    if (this.#isPlain !== null) return this.#isPlain;
    const tests = new Map<string, Guard['test']>();
    const guards = this.#graph.points.flatMap(({ out }) => out.map(({ guard }) => guard)).filter(one => one !== null);
    this.#isPlain = guards.every(guard =>
      longest(this.#readBy(guard)).every(path => {
        const known = tests.get(path) ?? guard.test;
        tests.set(path, known);
        return known === guard.test;
      }),
    );
    return this.#isPlain;
  }

  #reachesAtOnce(first: Point, later: Point): boolean {
    // What leads there whatever the guards say does so where they cannot contradict one another.
    if (this.#hasPlainTests() && !this.#givenBy(first)) return true;
    let states = this.#atOnce.get(first);
    if (!states) {
      this.#atOnce.set(first, (states = this.#solveFrom(first, 'onwards', ({ from }) => from.kind !== 'await')));
    }
    return states.get(later) !== null;
  }

  #solveFrom(first: Point, search: Search, passes: (edge: Edge) => boolean = () => true): Pending<GuardList> {
    const drop = guardDropper(this.#graph.visitorKeys);
    let steps = 0;
    let initial = GuardList.empty();
    for (const guard of this.#guards(first) ?? [])
      if (this.#readSentTest(guard) === null) initial = initial.with(guard);
    return solveAfter<GuardList>(this.#graph, first, {
      initial,
      transfer: (point, known) => {
        steps++;
        return drop(point, known);
      },
      edge: (edge, known) =>
        steps <= MAX_STEPS && passes(edge) && this.#mayTake(edge, first, search)
          ? this.#learn(known, edge.guard)
          : null,
      join: (a, b) => a.sharedWith(b),
      equals: (a, b) => a === b,
    });
  }

  #readSentTest(guard: Guard): boolean | null {
    return getOrMake(this.#sentTests, guard, this.#use.readSentTest);
  }

  #mayTake({ kind, from, guard }: Edge, first: Point, search: Search): boolean {
    const missing = search === 'missing' && from !== first ? this.#missingAt(first) : null;
    // What fails for certain is left by its failure.
    if (missing && failsWith(missing, from)) return kind === 'throw';
    if (kind === 'throw' && !(search === 'by-failure' && mayFail(from, first.node))) return false;
    if (from.kind === 'call' && endsProcess(from.node)) return false;
    const given = search === 'plain' ? null : this.#givenBy(first);
    if (given && ((from !== first && failsWith(given, from)) || (guard && excludes(given, guard, this.#file.bindings))))
      return false;
    return guard === null || this.#readSentTest(guard) !== false;
  }

  #givenBy(first: Point): GivenBack | null {
    if (this.#graph.inlined.size === 0 && first.node.type !== 'Identifier') return null;
    return getOrMake(this.#given, first, ({ node }) => findGivenBack(node, this.#file.bindings));
  }

  /** What is known after one more guard; null where that contradicts what was known. */
  #learn(known: GuardList, learned: Guard | null): GuardList | null {
    if (!learned || this.#readSentTest(learned) !== null) return known;
    for (const guard of known.toArray()) {
      // Round a loop the same test is made anew.
      if (guard.test !== learned.test && areOpposed(guard, learned)) return null;
    }
    return known.filter(guard => guard.test !== learned.test).with(learned);
  }

  /**
   * Whether a guard of a later point reads what is set together with the send, or on other ways than it: `let done = false; if (bad) { send(); done = true } if (!done) send()`.
   * What is set on some ways that have nothing to do with the send does not count.
   */
  #isFlag(guard: Guard, first: Point, later: Point): boolean {
    const read = this.#readBy(guard);
    if (read.length === 0) return false;
    if (this.#isSetElsewhere(guard) || this.#isMadeBy(guard, first.node)) return true;
    const writes = this.#writesTo(guard).filter(node => isConditional(node, later.node));
    return (
      writes.some(node => meetOutside(node, first.node, later.node)) ||
      (writes.length > 0 && this.#dependsOnFlag(first))
    );
  }

  /** Whether a guard reads what the function that sends has given back, or the next callback of its chain has been given: `const user = await find().catch(refuse); if (user) res.json(user)`. */
  #isMadeBy({ test, discriminant }: Guard, send: TSESTree.Node): boolean {
    const compared = test.type === 'SwitchCase' ? discriminant : test;
    if (
      !compared ||
      (this.#graph.inlined.size === 0 && send.type !== 'Identifier' && enclosingFunction(send) === this.#graph.fn)
    )
      return false;
    if (isWithin(send, compared)) return isInCallback(send, compared);
    return identifiersIn(compared, this.#graph.visitorKeys).some(one => this.#comesFrom(one, send, 0));
  }

  /** Whether the value of a variable comes out of the call in which a callback sends. */
  #comesFrom(identifier: TSESTree.Node, send: TSESTree.Node, depth: number): boolean {
    const variable = this.#file.bindings.variableOf(identifier);
    if (!variable || depth > 3) return false;
    return variable.defs.some(({ type, node }) => {
      const definition = node as TSESTree.Node;
      if (type === 'Parameter')
        return isFunction(definition) && !isWithin(send, definition) && isWithin(send, chainAround(definition));
      if (definition.type !== 'VariableDeclarator') return false;
      const { init } = definition;
      if (!init) return variable.references.some(one => one.writeExpr != null && isWithin(send, one.writeExpr));
      if (isWithin(send, init)) return isInCallback(send, init);
      return identifiersIn(init, this.#graph.visitorKeys).some(one => this.#comesFrom(one, send, depth + 1));
    });
  }

  /** Whether a send depends on what is itself set on some ways only: `if (bad) { valid = false; message = 'x' } if (message) send(message)`. */
  #dependsOnFlag(send: Point): boolean {
    return getOrMake(this.#dependent, send, () =>
      (this.#guards(send) ?? []).some(guard => this.#writesTo(guard).some(node => isConditional(node, send.node))),
    );
  }

  /** Whether a guard of a send in a loop lets it happen once: it looks for one item by `===`, or reads what is set where the send is made, `if (!sent) { send(); sent = true; }`. Counters do not count. */
  #endsLoop(guard: Guard, send: TSESTree.Node): boolean {
    if (guard.holds && guard.test.type === 'BinaryExpression' && /^===?$/.test(guard.test.operator)) return true;
    return (
      this.#writesTo(guard).some(node => node.type !== 'UpdateExpression' && isWithin(send, branchOf(node))) ||
      (this.#readBy(guard).length > 0 && this.#isSetElsewhere(guard))
    );
  }

  #readBy(guard: Guard): readonly AccessPath[] {
    return getOrMake(this.#pathsRead, guard, ({ test, discriminant }) => {
      const compared = test.type === 'SwitchCase' ? [test.test, discriminant].filter(node => node !== null) : [test];
      return compared.flatMap(node => pathsRead(node, this.#graph.visitorKeys));
    });
  }

  /** What writes what a guard reads. */
  #writesTo(guard: Guard): readonly TSESTree.Node[] {
    return getOrMake(this.#writes, guard, () => {
      const read = this.#readBy(guard);
      this.#writers ??= this.#graph.points.filter(mayWrite);
      return read.length === 0 ? [] : this.#writers.filter(point => writesTo(point, read)).map(({ node }) => node);
    });
  }

  /** Whether a function nested in this one sets what a guard reads. */
  #isSetElsewhere(guard: Guard): boolean {
    this.#setInside ??= this.#findSetInside();
    const names = this.#setInside;
    return names.size > 0 && this.#readBy(guard).some(({ path }) => names.has(path.split('.')[0] ?? path));
  }

  /** The names of what the functions nested in this one assign to, or to a member of. */
  #findSetInside(): ReadonlySet<string> {
    const names = new Set<string>();
    const closures = this.#graph.points.filter(({ kind }) => kind === 'closure').map(({ node }) => node);
    if (closures.length === 0) return names;
    for (const identifier of writtenIn(this.#file))
      if (closures.some(closure => isWithin(identifier, closure))) names.add(identifier.name);
    return names;
  }
}

/** The paths that are no part of another one: `req.query.a` asks for something else than `req.query.b`. */
function longest(read: readonly AccessPath[]): readonly string[] {
  const paths = read.map(({ path }) => path);
  return paths.filter(path => !paths.some(other => other.startsWith(`${path}.`)));
}

/** Whether a send stands in a callback within an expression, or is one: `await find().catch(next)`. */
function isInCallback(send: TSESTree.Node, expression: TSESTree.Node): boolean {
  return send.type === 'Identifier' || enclosingFunction(send) !== enclosingFunction(expression);
}

/** Whether a guard holds where a callback is given an error. */
function isFailure({ test, holds }: Guard, { params: [error] }: FunctionNode): boolean {
  return holds && test.type === 'Identifier' && error?.type === 'Identifier' && test.name === error.name;
}

/** The chain of calls that a callback is given in. */
function chainAround(callback: TSESTree.Node): TSESTree.Node {
  let outer = callback.parent ?? callback;
  while (
    (outer.parent?.type === 'MemberExpression' && outer.parent.object === outer) ||
    (outer.parent?.type === 'CallExpression' && outer.parent.callee === outer)
  )
    outer = outer.parent;
  return outer;
}

/** The identifiers in an expression, but those of functions within it. */
function identifiersIn(expression: TSESTree.Node, visitorKeys: VisitorKeys): readonly TSESTree.Node[] {
  const found: TSESTree.Node[] = [];
  const waiting = [expression];
  for (let node = waiting.pop(); node !== undefined && found.length < 16; node = waiting.pop()) {
    if (node.type === 'Identifier') found.push(node);
    else if (!isFunction(node)) waiting.push(...childrenOf(node, visitorKeys));
  }
  return found;
}

const written = new WeakMap<File, readonly (TSESTree.Identifier | TSESTree.JSXIdentifier)[]>();

/** The names in a file that are assigned to, or whose members are; looked for once, as every function with another one in it asks. */
function writtenIn(file: File): readonly (TSESTree.Identifier | TSESTree.JSXIdentifier)[] {
  let known = written.get(file);
  if (!known) {
    const scopes = file.sourceCode.scopeManager?.scopes ?? [];
    known = scopes.flatMap(({ references }) => references.map(one => one.identifier).filter(isWritten));
    written.set(file, known);
  }
  return known;
}

/** Whether an identifier, or a member of it, is assigned to. */
function isWritten(identifier: TSESTree.Node): boolean {
  let target = identifier;
  while (target.parent?.type === 'MemberExpression' && target.parent.object === target) target = target.parent;
  const { parent } = target;
  return parent?.type === 'UpdateExpression' || (parent?.type === 'AssignmentExpression' && parent.left === target);
}

/** Whether an exception may leave a point: of what may follow a send in a `try`, only what is awaited or thrown counts, as `res.json(user); log('done')` does not fail. */
function mayFail({ kind, node }: Point, send: TSESTree.Node): boolean {
  // What `await pipeline(file, res)` or `await reply.send(file)` throws comes from the send itself.
  return (
    kind === 'throw' ||
    (kind === 'await' && !isWithin(send, node) && !isLogCall(node.type === 'AwaitExpression' ? node.argument : node))
  );
}

function isLog({ kind, node }: Point): boolean {
  return kind === 'call' && isLogCall(node);
}

function endsProcess(node: TSESTree.Node): boolean {
  const call = methodCall(node);
  return (
    call !== null &&
    /^(?:exit|abort)$/.test(call.name) &&
    call.object.type === 'Identifier' &&
    call.object.name === 'process'
  );
}

const MUTATORS = /^(?:push|unshift|pop|shift|splice|add|set|delete|clear|append)$/;

/** Whether a point is of a kind that writes: asked once for each, as guards by the hundred ask which of them write what they read. */
function mayWrite({ kind, node }: Point): boolean {
  return kind === 'assign'
    ? node.type !== 'VariableDeclarator'
    : kind === 'call' && MUTATORS.test(methodCall(node)?.name ?? '');
}

/** Whether a point writes what is read: by an assignment after the definition, or a method that changes its object. */
function writesTo({ kind, node }: Point, read: readonly AccessPath[]): boolean {
  if (kind === 'call') {
    const call = methodCall(node);
    const path = call && MUTATORS.test(call.name) ? memberPath(call.object)?.join('.') : undefined;
    return path !== undefined && read.some(one => one.path === path || one.path.startsWith(`${path}.`));
  }
  if (kind !== 'assign' || node.type === 'VariableDeclarator') return false;
  return pathsWritten(node).some(written => read.some(one => mayChange(written, one)));
}

const CONDITIONAL = new Set([
  'IfStatement',
  'ConditionalExpression',
  'LogicalExpression',
  'SwitchCase',
  'TryStatement',
  'CatchClause',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** Whether a node stands in a branch, loop or `try` that another does not stand in. */
function isConditional(node: TSESTree.Node, at: TSESTree.Node): boolean {
  for (let inner = node; inner.parent && !isWithin(at, inner); inner = inner.parent) if (isBranch(inner)) return true;
  return false;
}

/** The innermost branch, loop or part of a `try` that a node stands in; the whole program where it is in none. */
function branchOf(node: TSESTree.Node): TSESTree.Node {
  let inner = node;
  while (inner.parent && !isBranch(inner)) inner = inner.parent;
  return inner;
}

function isBranch(node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    parent !== undefined &&
    CONDITIONAL.has(parent.type) &&
    !('test' in parent && parent.test === node) &&
    !('right' in parent && parent.type.startsWith('For') && parent.right === node)
  );
}

/** Whether what encloses two nodes does not enclose a third. */
function meetOutside(a: TSESTree.Node, b: TSESTree.Node, third: TSESTree.Node): boolean {
  let outer: TSESTree.Node | undefined = a;
  while (outer && !isWithin(b, outer)) outer = outer.parent;
  return outer !== undefined && !isWithin(third, outer);
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make(key)));
  return value;
}
