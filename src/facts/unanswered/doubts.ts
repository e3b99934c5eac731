import type { TSESTree } from '@typescript-eslint/utils';

import type { Edge, FlowGraph, Guard, Point } from '../../flow/graph.ts';
import { areAlternatives } from '../../flow/opposed-guards.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { isLogCall } from '../../model/errors/log-calls.ts';
import type { Failing } from '../../model/summaries/failing.ts';
import { holds } from '../../syntax/descendants.ts';
import { isFunction, isWithin } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { memberPath, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { leavesNoValue } from './listed-values.ts';
import type { Use } from './response-uses.ts';

/** Members of a request that say where it goes. */
const ROUTED = /^(?:path|url|originalUrl|baseUrl|routerPath)$/;

/** Methods that make something and give it, or fail: of mongoose, Sequelize, Prisma, TypeORM, bcrypt, jsonwebtoken. */
const MAKES = /^(?:save|create|insert|insertOne|insertMany|bulkCreate|hash|sign|genSalt)$/;

/** What is known around a function whose ways are looked at. */
export interface Surroundings {
  readonly file: File;
  readonly locator: Locator;
  readonly failing: Failing;
  /** Whether an expression is read from the request. */
  readonly isOfRequest: (node: TSESTree.Node) => boolean;
  readonly isResponse: (node: TSESTree.Node) => boolean;
  /** Whether an expression is the error that an error handler is called with. */
  readonly isGivenError: (node: TSESTree.Node) => boolean;
  /** Whether requests come to it by a path that is written where it is registered. */
  readonly hasPath: boolean;
}

/** Names of functions that end by throwing. */
const THROWS =
  /throw|assert|invariant|raise|reject|abort|fail|panic|unreachable|never|redirect|notFound|forbidden|unauthorized/i;

/** Names of functions that only take note of an error. */
const TAKES_NOTE =
  /^(?:capture|report|notify|track|record|log|debug|print|inspect|format|stringify|error|warn|info|trace)/i;

/** What cannot be told of a function's ways: whether a call comes back, whether a test leaves anything over. */
export class Doubts {
  readonly #graph: FlowGraph;
  readonly #used: ReadonlyMap<Point, Use>;
  readonly #around: Surroundings;
  readonly #file: File;
  readonly #failing: Failing;

  constructor(graph: FlowGraph, used: ReadonlyMap<Point, Use>, around: Surroundings) {
    this.#graph = graph;
    this.#used = used;
    this.#around = around;
    this.#file = around.file;
    this.#failing = around.failing;
  }

  /** Whether something fails there by itself: what any line can throw by accident is no failure to speak of. */
  mayFail({ kind, node }: Point): boolean {
    switch (kind) {
      case 'throw':
        return true;
      case 'await':
        return node.type !== 'AwaitExpression' || this.#failing.mayReject(node.argument, this.#file);
      case 'call':
        return this.#failing.mayThrow(node, this.#file);
      default:
        return false;
    }
  }

  /** Whether a call is of a function in sight that ends by throwing. */
  surelyThrows({ kind, node }: Point): boolean {
    if (kind !== 'call' || node.type !== 'CallExpression') return false;
    const definition = this.#definitionOf(node);
    if (!isFunction(definition) || definition.body.type !== 'BlockStatement') return false;
    return definition.body.body.at(-1)?.type === 'ThrowStatement';
  }

  /** Whether a call out of sight may be there to throw: it is made for its effect alone, by its bare name or with the caught error. */
  mayNotReturn({ kind, node }: Point): boolean {
    if (kind !== 'call' || node.type !== 'CallExpression' || isLogCall(node)) return false;
    const name = memberPath(node.callee)?.at(-1) ?? '';
    if (THROWS.test(name) && !/^(?:find|get)/i.test(name)) return true;
    const isCaught = node.arguments.some(argument => this.#isCaughtError(argument));
    if (isCaught && !TAKES_NOTE.test(name)) return true;
    const isForEffect = outOfAwait(node).parent?.type === 'ExpressionStatement';
    return isForEffect && unwrap(node.callee).type === 'Identifier' && !isFunction(this.#definitionOf(node));
  }

  /** What is called, in this file or another one. */
  #definitionOf({ callee }: TSESTree.CallExpression): TSESTree.Node {
    return this.#around.locator.locate(callee, frameOf(this.#file)).node;
  }

  #isCaughtError(argument: TSESTree.Node): boolean {
    const variable = this.#file.bindings.variableOf(unwrap(argument));
    const definition = variable?.defs[0];
    if (definition?.type === 'CatchClause') return true;
    return definition?.type === 'Parameter' && /^_*(?:e|er|ex|err|error|exception)\d*$/i.test(variable?.name ?? '');
  }

  /** Whether a loop is left by an edge that looks for something to answer: what is found last is found for certain, or not. */
  leavesSearch({ from, kind }: Edge): boolean {
    if (from.kind !== 'test' || kind !== 'false') return false;
    const loop = loopOf(from.node);
    return loop !== null && this.#answersWithin(loop);
  }

  #answersWithin(node: TSESTree.Node): boolean {
    return this.#graph.points.some(point => this.#used.get(point) === 'answers' && isWithin(point.node, node));
  }

  /** Whether the outcome of a test may be none, after what is known: the last of several values, a flag that is kept in a variable, a loop that has answered. */
  mayBeNone(guard: Guard, known: readonly Guard[]): boolean {
    if (this.#readsKept(guard) || this.#isFormality(guard) || this.#isRouting(guard)) return true;
    if (this.#asksForWhatIsThere(guard)) return true;
    const loop = loopOf(guard.test);
    if (loop && this.#answersWithin(loop)) return true;
    if (guard.holds) return false;
    const subject = subjectOf(guard);
    if (guard.test.type === 'SwitchCase') return !this.#around.isOfRequest(subject);
    const isAlternative = (other: Guard): boolean =>
      !other.holds &&
      other.test !== guard.test &&
      (areAlternatives({ ...guard, holds: true }, { ...other, holds: true }) ||
        sameExpression(subjectOf(other), subject));
    return !this.#around.isOfRequest(subject) && known.some(isAlternative);
  }

  /** Whether a test asks for what always is: that what is caught is an `Error`, as TypeScript wants to know it, or that the response has its members. */
  #isFormality({ test, holds: isTrue }: Guard): boolean {
    if (test.type === 'BinaryExpression' && test.operator === 'instanceof')
      return !isTrue && test.right.type === 'Identifier' && test.right.name === 'Error';
    let root: TSESTree.Node = test;
    while (root.type === 'MemberExpression') root = unwrap(root.object);
    return root !== test && root.type === 'Identifier' && this.#around.isResponse(root);
  }

  /** Whether a test asks for the path of a request in a handler that is registered at one: the router has asked before. */
  #isRouting({ test }: Guard): boolean {
    return (
      this.#around.hasPath &&
      test.type !== 'SwitchCase' &&
      holds(
        test,
        this.#file.sourceCode.visitorKeys,
        node =>
          node.type === 'MemberExpression' && ROUTED.test(propertyName(node) ?? '') && this.#around.isOfRequest(node),
      )
    );
  }

  /** Whether a guard holds only where what is always there is not: what makes something has made nothing, `const saved = await box.save(); if (saved) …`, or an error handler has no error. */
  #asksForWhatIsThere(guard: Guard): boolean {
    const subject = saysNothing(guard);
    // if (err) … in an error handler, which is called with an error alone
    if (subject && this.#around.isGivenError(subject)) return true;
    const value = subject && unwrapAwait(this.#file.bindings.resolve(subject));
    if (value?.type === 'NewExpression') return true;
    if (value?.type !== 'CallExpression' || !MAKES.test(methodCall(value)?.name ?? '')) return false;
    return !isFunction(this.#definitionOf(value));
  }

  /** Whether a guard leaves nothing over of a value that is known to be one of a list. */
  isImpossible(guard: Guard, known: readonly Guard[]): boolean {
    return leavesNoValue(guard, known, this.#file.bindings);
  }

  /** Whether a test reads a variable that is written more than once. */
  #readsKept({ test, discriminant }: Guard): boolean {
    const { bindings, sourceCode } = this.#file;
    const read = test.type === 'SwitchCase' ? discriminant : test;
    return (
      read !== null &&
      holds(read, sourceCode.visitorKeys, node => {
        const variable = node.type === 'Identifier' ? bindings.variableOf(node) : null;
        return variable !== null && variable.defs[0]?.type === 'Variable' && bindings.isRewritten(variable);
      })
    );
  }

  /** What a guard says of the response: that it is sent (true), that it is not (false), or nothing (null). */
  readSentTest({ test, holds: isTrue }: Guard): boolean | null {
    if (test.type === 'SwitchCase') return null;
    let value = this.#file.bindings.resolve(test);
    let outcome = isTrue;
    for (let steps = 0; steps < 4 && value.type === 'UnaryExpression' && value.operator === '!'; steps++) {
      outcome = !outcome;
      value = this.#file.bindings.resolve(value.argument);
    }
    if (value.type === 'BinaryExpression' && value.right.type === 'Literal' && typeof value.right.value === 'boolean') {
      if (value.right.value !== value.operator.startsWith('=')) outcome = !outcome;
      value = unwrap(value.left);
    }
    const isFlag =
      value.type === 'MemberExpression' &&
      /^(?:headersSent|sent|writableEnded|writableFinished|finished|destroyed|aborted|closed)$/.test(
        propertyName(value) ?? '',
      );
    return isFlag ? outcome : null;
  }
}

/** What a test asks about: the compared value, else the whole. */
export function subjectOf({ test, discriminant }: Guard): TSESTree.Node {
  if (test.type === 'SwitchCase') return discriminant ?? test;
  const value = unwrap(test);
  if (value.type !== 'BinaryExpression') return value;
  return unwrap(value.left).type === 'Literal' ? unwrap(value.right) : unwrap(value.left);
}

/** What a guard says to be nothing: `x` where it does not hold, `x === null` where it does. */
function saysNothing({ test, holds: isTrue }: Guard): TSESTree.Node | null {
  if (test.type === 'SwitchCase') return null;
  if (test.type !== 'BinaryExpression') return isTrue ? null : test;
  const isNothing =
    (test.right.type === 'Literal' && test.right.value === null) ||
    (test.right.type === 'Identifier' && test.right.name === 'undefined');
  return isNothing && /^[!=]==?$/.test(test.operator) && test.operator.startsWith('=') === isTrue ? test.left : null;
}

/** The loop that a node is the test or the head of. */
function loopOf(node: TSESTree.Node): TSESTree.Node | null {
  if (/^(?:For|While|DoWhile)/.test(node.type)) return node;
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === 'ForOfStatement' || outer.type === 'ForInStatement')
      return outer.left === inner || outer.right === inner ? outer : null;
    if (outer.type === 'ForStatement' || outer.type === 'WhileStatement' || outer.type === 'DoWhileStatement')
      return outer.test === inner ? outer : null;
    if (outer.type.endsWith('Statement')) return null;
  }
  return null;
}

function outOfAwait(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (outer.parent && outer.parent.type !== 'ExpressionStatement' && unwrapAwait(outer.parent) === unwrapAwait(node))
    outer = outer.parent;
  return outer;
}
