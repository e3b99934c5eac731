import type { TSESTree } from '@typescript-eslint/utils';

import { mayChange, pathsRead, pathsWritten, type AccessPath } from '../flow/access-paths.ts';
import type { Edge, FlowGraph, Guard, Point } from '../flow/graph.ts';
import { guardDropper, type GuardsAt } from '../flow/guards.ts';
import { GuardList } from '../flow/guard-list.ts';
import { solveAfter } from '../flow/solve.ts';
import { isWithin } from '../syntax/functions.ts';
import { memberPath, methodCall } from '../syntax/unwrap.ts';
import type { File } from './file.ts';
import { oppose } from './opposed-guards.ts';

/** How control comes from a send to a later point: by the code as it runs, or only where something in between fails. */
export type Way = 'onwards' | 'by-failure';

/** A send that may have been made before a point, and how control comes from it. */
export interface Preceding {
  readonly node: TSESTree.Node;
  readonly way: Way;
}

/** What a guard says of the response: true for sent, false for not sent, null for nothing. */
export type ReadSentTest = (guard: Guard) => boolean | null;

/** Tells whether one run of a function can come from a send to a later point; where guards or a flag may tell the two apart, it says no. */
export class SendOrder {
  readonly #graph: FlowGraph;
  readonly #guards: GuardsAt;
  readonly #file: File;
  readonly #readSentTest: ReadSentTest;

  constructor(graph: FlowGraph, guards: GuardsAt, file: File, readSentTest: ReadSentTest) {
    this.#graph = graph;
    this.#guards = guards;
    this.#file = file;
    this.#readSentTest = readSentTest;
  }

  /** Finds which of some sends one run can have made before a point. */
  sendsBefore(sends: readonly TSESTree.Node[], point: Point): readonly Preceding[] {
    const found: Preceding[] = [];
    for (const node of sends) {
      const ways = this.#graph.pointsOf(node).filter(({ kind }) => kind === 'call' || kind === 'return').map(first => this.#wayBetween(first, point));
      const way = ways.find(one => one === 'onwards') ?? ways.find(one => one !== null);
      if (way) found.push({ node, way });
    }
    return found;
  }

  /** The way from a send to a later point of the graph; null where there surely or possibly is none. */
  #wayBetween(first: Point, later: Point): Way | null {
    const held = this.#guards(first) ?? [];
    const own = (this.#guards(later) ?? []).filter(guard => !held.includes(guard));
    if (own.some(guard => held.some(other => oppose(guard, other, this.#file.text)))) return null;
    if (own.some(guard => this.#isFlag(guard, later.node))) return null;
    if (this.#reaches(first, later, false)) return 'onwards';
    return this.#reaches(first, later, true) ? 'by-failure' : null;
  }

  /** Whether a point comes after another on any path at all. */
  isAfter(first: Point, later: Point): boolean {
    return solveAfter<true>(this.#graph, first, { initial: true, transfer: () => true, join: () => true, equals: () => true }).get(later) !== null;
  }

  #reaches(first: Point, later: Point, byFailure: boolean): boolean {
    const drop = guardDropper(this.#graph.visitorKeys);
    let initial = GuardList.empty();
    for (const guard of this.#guards(first) ?? []) if (this.#readSentTest(guard) === null) initial = initial.with(guard);
    return solveAfter<GuardList>(this.#graph, first, {
      initial,
      transfer: drop,
      edge: (edge, known) => (this.#mayTake(edge, first, byFailure) ? this.#learn(known, edge.guard) : null),
      join: (a, b) => a.sharedWith(b),
      equals: (a, b) => a === b,
    }).get(later) !== null;
  }

  #mayTake({ kind, from, guard }: Edge, first: Point, byFailure: boolean): boolean {
    if (kind === 'throw' && !(byFailure && mayFail(from, first.node))) return false;
    if (from.kind === 'call' && endsProcess(from.node)) return false;
    return guard === null || this.#readSentTest(guard) !== false;
  }

  /** What is known after one more guard; null where that contradicts what was known. */
  #learn(known: GuardList, learned: Guard | null): GuardList | null {
    if (!learned || this.#readSentTest(learned) !== null) return known;
    for (const guard of known.toArray()) {
      // Round a loop the same test is made anew.
      if (guard.test !== learned.test && oppose(guard, learned, this.#file.text)) return null;
    }
    return known.filter(guard => guard.test !== learned.test).with(learned);
  }

  /** Whether a guard reads what the function sets on some ways to it and not on others: `let done = false; if (bad) { send(); done = true } if (!done) send()`. */
  #isFlag({ test, discriminant }: Guard, at: TSESTree.Node): boolean {
    const { visitorKeys } = this.#graph;
    const compared = test.type === 'SwitchCase' ? [test.test, discriminant].filter(node => node !== null) : [test];
    const read = compared.flatMap(node => pathsRead(node, visitorKeys));
    return read.length > 0 && (this.#isSetElsewhere(read) || this.#graph.points.some(point => writesTo(point, read) && isConditional(point.node, at)));
  }

  /** Whether a function nested in this one sets what is read. */
  #isSetElsewhere(read: readonly AccessPath[]): boolean {
    const names = new Set(read.map(({ path }) => path.split('.')[0]));
    const closures = this.#graph.points.filter(({ kind }) => kind === 'closure').map(({ node }) => node);
    if (closures.length === 0) return false;
    return (this.#file.sourceCode.scopeManager?.scopes ?? []).some(scope => scope.references.some(({ identifier }) =>
      names.has(identifier.name) && isWritten(identifier) && closures.some(closure => isWithin(identifier, closure))));
  }
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
  return kind === 'throw' || (kind === 'await' && !isWithin(send, node) && !LOGS.test(awaitedPath(node)));
}

const LOGS = /(?:^|\.)(?:log(?:ger)?|console)\.|\.(?:log|sleep|delay)$|^(?:sleep|delay|wait)$/i;

function awaitedPath(node: TSESTree.Node): string {
  if (node.type !== 'AwaitExpression' || node.argument.type !== 'CallExpression') return '';
  return memberPath(node.argument.callee)?.join('.') ?? '';
}

function endsProcess(node: TSESTree.Node): boolean {
  const call = methodCall(node);
  return call !== null && /^(?:exit|abort)$/.test(call.name) && call.object.type === 'Identifier' && call.object.name === 'process';
}

const MUTATORS = /^(?:push|unshift|pop|shift|splice|add|set|delete|clear|append)$/;

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

const CONDITIONAL = new Set(['IfStatement', 'ConditionalExpression', 'LogicalExpression', 'SwitchCase', 'TryStatement', 'CatchClause', 'ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement']);

/** Whether a node stands in a branch, loop or `try` that another does not stand in. */
function isConditional(node: TSESTree.Node, at: TSESTree.Node): boolean {
  for (let inner = node; inner.parent && !isWithin(at, inner); inner = inner.parent) {
    const { parent } = inner;
    if (CONDITIONAL.has(parent.type) && !('test' in parent && parent.test === inner)) return true;
  }
  return false;
}
