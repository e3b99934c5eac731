import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isFunction, type FunctionNode, type Tree } from './tree.ts';

type Variable = TSESLint.Scope.Variable;

/** A statement that answers and leaves: `return res.status(404).json(x)`, or the same two statements apart. */
export interface Exit {
  readonly range: readonly [number, number];
  readonly chain: TSESTree.CallExpression;
  /** The number of the status, where it is written there. */
  readonly status: TSESTree.Literal | null;
  /** The arguments of the call that sends; none where the status is all. */
  readonly content: readonly TSESTree.Node[];
}

/** A place of a handler that refuses, with what it refuses by: statements in one list, which another function could hold. */
export interface Refusal {
  readonly handler: FunctionNode;
  readonly request: Variable | null;
  readonly response: Variable;
  /** The list of statements, which statement refuses, and where what it reads begins. */
  readonly list: readonly TSESTree.Statement[];
  readonly first: number;
  readonly at: number;
  readonly exits: readonly Exit[];
}

/** Which variable each name of a program stands for. */
export function variablesOf({ scopes }: Tree): ReadonlyMap<TSESTree.Node, Variable> {
  const found = new Map<TSESTree.Node, Variable>();
  for (const { variables, references } of scopes) {
    for (const variable of variables) for (const node of variable.identifiers) found.set(node, variable);
    for (const { identifier, resolved } of references) if (resolved) found.set(identifier, resolved);
  }
  return found;
}

/** Whether a variable is one of the file, and not of a function in it. */
export function isOfFile({ scope }: Variable): boolean {
  return scope.block.type === 'Program';
}

/** Whether a node lies in a range. */
export function isIn({ range }: Pick<TSESTree.Node, 'range'>, [from, to]: readonly [number, number]): boolean {
  return range[0] >= from && range[1] <= to;
}

/** The name at the start of a chain of members and calls: `res` of `res.status(404).json(x)`. */
export function rootOf(node: TSESTree.Node): TSESTree.Node {
  if (node.type === 'CallExpression') return rootOf(node.callee);
  if (node.type === 'MemberExpression') return rootOf(node.object);
  if (node.type === 'AwaitExpression') return rootOf(node.argument);
  return node;
}

/** The function that a node stands in. */
export function functionAround(node: TSESTree.Node): FunctionNode | null {
  let at = node.parent;
  while (at && !isFunction(at)) at = at.parent;
  return at ?? null;
}

const SETS = /^(?:status|code|sendStatus|writeHead)$/;
const SENDS = /^(?:json|send|end|render|sendFile)$/;

function stepsOf(chain: TSESTree.CallExpression): Map<string, TSESTree.CallExpression> {
  const steps = new Map<string, TSESTree.CallExpression>();
  for (let at: TSESTree.Node = chain; at.type === 'CallExpression';) {
    const { callee }: TSESTree.CallExpression = at;
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) break;
    steps.set(callee.property.name, at);
    at = callee.object;
  }
  return steps;
}

/** Reads a statement as one that answers and leaves. */
function exitAt(
  node: TSESTree.Statement,
  next: TSESTree.Statement | undefined,
  isLast: boolean,
  response: Variable,
  variables: ReadonlyMap<TSESTree.Node, Variable>,
): Exit | null {
  const isReturn = node.type === 'ReturnStatement';
  const value = isReturn ? node.argument : node.type === 'ExpressionStatement' ? node.expression : null;
  const chain = value?.type === 'AwaitExpression' ? value.argument : value;
  if (chain?.type !== 'CallExpression' || variables.get(rootOf(chain)) !== response) return null;
  const isFollowed = next?.type === 'ReturnStatement' && next.argument === null;
  if (!isReturn && !isFollowed && !isLast) return null;
  const steps = [...stepsOf(chain)];
  if (steps.length === 0) return null;
  const setter = steps.find(([name]) => SETS.test(name))?.[1];
  const sender = steps.find(([name]) => SENDS.test(name))?.[1];
  const code = setter?.arguments[0];
  // What answers well is no refusal.
  if (code?.type === 'Literal' && typeof code.value === 'number' && code.value < 400) return null;
  return {
    range: [node.range[0], isFollowed && !isReturn ? next.range[1] : node.range[1]],
    chain,
    status: code?.type === 'Literal' && typeof code.value === 'number' ? code : null,
    content: sender?.arguments ?? [],
  };
}

/** The exits in a range, and whether the response is used there for anything else. */
export function exitsIn(
  tree: Tree,
  range: readonly [number, number],
  { handler, response }: Pick<Refusal, 'handler' | 'response'>,
  variables: ReadonlyMap<TSESTree.Node, Variable>,
): { readonly exits: readonly Exit[]; readonly isClean: boolean } {
  const exits: Exit[] = [];
  for (const node of tree.nodes) {
    if (!isIn(node, range)) continue;
    const list =
      node.type === 'BlockStatement'
        ? node.body
        : node.type === 'IfStatement'
          ? [node.consequent, node.alternate].filter(one => one !== null && one.type !== 'BlockStatement')
          : [];
    list.forEach((statement, index, all) => {
      const isEnd = node.type === 'BlockStatement' && index === all.length - 1 && node.parent.type === 'CatchClause';
      const isWithin = functionAround(statement) === handler && isIn(statement, range);
      const exit = isWithin
        ? exitAt(statement, node.type === 'BlockStatement' ? all[index + 1] : undefined, isEnd, response, variables)
        : null;
      if (exit) exits.push(exit);
    });
  }
  const others = tree.nodes.some(
    node =>
      node.type === 'Identifier' &&
      isIn(node, range) &&
      variables.get(node) === response &&
      !exits.some(exit => isIn(node, exit.range)),
  );
  return { exits, isClean: !others };
}

/** The statement list that a node stands in, and where. */
function listAround(node: TSESTree.Node): { readonly list: readonly TSESTree.Statement[]; readonly at: number } | null {
  const { parent } = node;
  if (parent?.type !== 'BlockStatement') return null;
  return { list: parent.body, at: parent.body.indexOf(node as TSESTree.Statement) };
}

/** The handler's response and request, by what answers. */
function parametersAt(
  chain: TSESTree.Node,
  variables: ReadonlyMap<TSESTree.Node, Variable>,
): Pick<Refusal, 'handler' | 'request' | 'response'> | null {
  const handler = functionAround(chain);
  const response = variables.get(rootOf(chain));
  const definition = response?.defs[0];
  if (!handler || !response || definition?.type !== 'Parameter' || (definition.node as TSESTree.Node) !== handler)
    return null;
  const index = handler.params.findIndex(one => variables.get(one) === response);
  const before = handler.params[index - 1];
  return { handler, response, request: (before && variables.get(before)) ?? null };
}

/** The refusal around a place of a report; null where none of the known form is there. */
export function refusalAt(offset: number, tree: Tree, variables: ReadonlyMap<TSESTree.Node, Variable>): Refusal | null {
  const chain = tree.nodes.findLast(
    (node): node is TSESTree.CallExpression =>
      node.type === 'CallExpression' &&
      /^(?:ReturnStatement|ExpressionStatement|AwaitExpression)$/.test(node.parent.type) &&
      node.range[0] <= offset &&
      node.range[1] > offset,
  );
  const parameters = chain && parametersAt(chain, variables);
  if (!parameters) return null;
  // The innermost condition around it that stands in a list, or the `try` whose catch it stands in.
  let found: TSESTree.Node | null = null;
  for (let at: TSESTree.Node = chain; at !== parameters.handler && at.parent; at = at.parent) {
    if (at.type === 'IfStatement' && found === null && at.parent.type === 'BlockStatement') found = at;
    if (at.type === 'CatchClause') found = at.parent;
    if (/^(?:For|While|DoWhile|Switch)/.test(at.type)) return null;
  }
  const place = found && listAround(found);
  if (!found || !place) return null;
  const first = startOf(place.list, place.at, tree, variables);
  const { exits } = exitsIn(tree, [place.list[first]?.range[0] ?? 0, found.range[1]], parameters, variables);
  if (!exits.some(exit => exit.chain === chain)) return null;
  return { ...parameters, ...place, first, exits };
}

/** Where the declarations begin that a statement reads, which stand directly before it. */
function startOf(
  list: readonly TSESTree.Statement[],
  at: number,
  tree: Tree,
  variables: ReadonlyMap<TSESTree.Node, Variable>,
): number {
  let first = at;
  for (let index = at - 1; index >= 0; index--) {
    const statement = list[index];
    const range = [list[first]?.range[0] ?? 0, list[at]?.range[1] ?? 0] as const;
    if (statement?.type !== 'VariableDeclaration') break;
    const read = new Set(
      tree.nodes.filter(node => node.type === 'Identifier' && isIn(node, range)).map(node => variables.get(node)),
    );
    const declared = tree.nodes.filter(node => isIn(node, statement.range)).map(node => variables.get(node));
    const isRead = declared.some(
      variable => variable && read.has(variable) && variable.identifiers.every(node => isIn(node, statement.range)),
    );
    if (!isRead) break;
    first = index;
  }
  return first;
}
