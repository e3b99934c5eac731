import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../syntax/functions.ts';

/** The keys of a node's children by node type, as `sourceCode.visitorKeys` has them. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * What happens at a point.
 *
 * - `entry`: the function is called; the defaults of its parameters follow
 * - `call`: a CallExpression, NewExpression, TaggedTemplateExpression or ImportExpression whose operands are evaluated
 * - `await`: an AwaitExpression, a YieldExpression, or the step of a `for await`
 * - `test`: an atom of a condition, a SwitchCase, the "another one?" of a `for…in`/`for…of`, or the choice made by `??` (the LogicalExpression),
 *   `??=` (the AssignmentExpression) and a default in a pattern (the AssignmentPattern, `true` when the default is evaluated)
 * - `assign`: an AssignmentExpression, an UpdateExpression, a VariableDeclarator, the target of a `for…in`/`for…of`, or the parameter of a `catch`
 * - `closure`: a nested function or class is created; a function declaration where its block starts
 * - `return`: a ReturnStatement, or the body of an arrow function that is an expression
 * - `throw`: a ThrowStatement
 * - `pass`: nothing is evaluated: the head of a loop, the start of a TryStatement, the start of a copy of a `finally` block
 * - `exit`: the normal end; `raise`: the end by an exception
 */
export type PointKind =
  'entry' | 'call' | 'await' | 'test' | 'assign' | 'closure' | 'return' | 'throw' | 'pass' | 'exit' | 'raise';

/** The way control leaves a point: onwards, by the outcome of a test, or by an exception. */
export type EdgeKind = 'next' | 'true' | 'false' | 'throw';

/** One place of a function where something is evaluated; a point in dead code has no edges at all. */
export interface Point {
  /** The place in `FlowGraph.points`. A point comes after all points that lead to it, save by going round a loop. */
  readonly index: number;
  readonly kind: PointKind;
  readonly node: TSESTree.Node;
  readonly in: readonly Edge[];
  readonly out: readonly Edge[];
}

/** A way from one point to the next; a `throw` edge leaves from the state before its point, as what failed has not happened (save at a `throw` point). */
export interface Edge {
  readonly from: Point;
  readonly to: Point;
  readonly kind: EdgeKind;
  readonly guard: Guard | null;
}

/** A condition known to hold (or not): an atom (never `&&`, `||`, `!`), or a SwitchCase whose test equals the discriminant; one object per test and outcome in a graph. */
export interface Guard {
  readonly test: TSESTree.Expression | TSESTree.SwitchCase;
  readonly holds: boolean;
  /** What a SwitchCase is compared with; null for other tests. */
  readonly discriminant: TSESTree.Expression | null;
}

/** The control-flow graph of one function, without the bodies of the functions and classes nested in it, save those that surely run in its course (`inlined`). */
export class FlowGraph {
  readonly fn: FunctionNode;
  /** The nested functions whose bodies stand in this graph where they run. */
  readonly inlined: ReadonlySet<FunctionNode>;
  readonly points: readonly Point[];
  readonly entry: Point;
  readonly exit: Point;
  readonly raise: Point;
  readonly visitorKeys: VisitorKeys;
  #pointsByNode: Map<TSESTree.Node, Point[]> | null = null;

  constructor(
    fn: FunctionNode,
    points: readonly Point[],
    ends: { entry: Point; exit: Point; raise: Point },
    visitorKeys: VisitorKeys,
    inlined: ReadonlySet<FunctionNode> = new Set(),
  ) {
    this.fn = fn;
    this.inlined = inlined;
    this.points = points;
    this.entry = ends.entry;
    this.exit = ends.exit;
    this.raise = ends.raise;
    this.visitorKeys = visitorKeys;
  }

  /** The first point made for a node, or null: for `if (f())` that is the call, before the test of its result. */
  pointOf(node: TSESTree.Node): Point | null {
    return this.pointsOf(node)[0] ?? null;
  }

  /** All points made for a node: several in a `finally` block, which is copied, and for a node that is evaluated and then tested or returned. */
  pointsOf(node: TSESTree.Node): readonly Point[] {
    if (this.#pointsByNode === null) {
      this.#pointsByNode = new Map();
      for (const point of this.points) {
        if (point.kind === 'entry' || point.kind === 'exit' || point.kind === 'raise') continue;
        const others = this.#pointsByNode.get(point.node);
        if (others) others.push(point);
        else this.#pointsByNode.set(point.node, [point]);
      }
    }
    return this.#pointsByNode.get(node) ?? [];
  }
}
