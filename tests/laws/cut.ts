import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { exitsIn, functionAround, isIn, isOfFile, type Exit, type Refusal } from './refusal.ts';
import type { Range } from './rewrite.ts';
import { isFunction, type Tree } from './tree.ts';

type Variable = TSESLint.Scope.Variable;

/** New text in place of a range of the code. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
}

/** A part of the code after edits, of which the outer one of two counts. */
export function edited(code: string, [from, to]: Range, edits: readonly Edit[]): string {
  const within = edits
    .filter(({ range }) => range[0] >= from && range[1] <= to)
    .sort((a, b) => a.range[0] - b.range[0] || b.range[1] - a.range[1]);
  let text = '';
  let at = from;
  for (const edit of within) {
    if (edit.range[0] < at) continue;
    text += code.slice(at, edit.range[0]) + edit.text;
    [, at] = edit.range;
  }
  return text + code.slice(at, to);
}

/** A parsed program, with what each name in it stands for. */
export interface Known {
  readonly tree: Tree;
  readonly variables: ReadonlyMap<TSESTree.Node, Variable>;
}

/** What a part of a handler takes from around it, as the parameters of a function that would hold it. */
export interface Captured {
  readonly parameters: readonly string[];
  readonly given: readonly string[];
  readonly edits: readonly Edit[];
}

/** The longest chain of members that begins with a name and is only read: `req.params.id` of `req.params.id.trim()`. */
function chainFrom(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  for (;;) {
    const { parent } = at;
    if (parent?.type !== 'MemberExpression' || parent.object !== at) return at;
    if (parent.computed && parent.property.type !== 'Literal') return at;
    const { parent: user } = parent;
    if (user.type === 'CallExpression' && user.callee === parent) return at;
    if (!parent.computed && parent.property.type === 'Identifier' && parent.property.name === 'length') return at;
    at = parent;
  }
}

/** The shortest chain within one that is read by itself as well: of `req.user.role` that is `req.user` where both are. */
function shortest(chain: TSESTree.Node, texts: ReadonlySet<string>, code: string): TSESTree.Node {
  let found = chain;
  for (let at = chain; at.type === 'MemberExpression'; at = at.object)
    if (texts.has(code.slice(...at.range))) found = at;
  return found;
}

function isWritten(node: TSESTree.Node): boolean {
  const { parent } = node;
  return (
    (parent?.type === 'AssignmentExpression' && parent.left === node) ||
    parent?.type === 'UpdateExpression' ||
    (parent?.type === 'UnaryExpression' && parent.operator === 'delete')
  );
}

/** Whether a variable is made in a part of the code. */
export function isMadeIn(variable: Variable, range: Range): boolean {
  return variable.identifiers.some(node => isIn(node, range));
}

/** Reads what a part of the code takes from its function; null where it cannot be moved out of it. */
export function capture(
  { tree, variables }: Known,
  range: Range,
  { request, response }: Pick<Refusal, 'request' | 'response'>,
  without: readonly Range[] = [],
): Captured | null {
  const parameters = new Map<string, string>();
  const requested: TSESTree.Node[] = [];
  for (const node of tree.nodes) {
    if (!isIn(node, range) || without.some(one => isIn(node, one))) continue;
    if (node.type === 'ThisExpression' || node.type === 'YieldExpression') return null;
    const variable = node.type === 'Identifier' ? variables.get(node) : undefined;
    if (!variable || isOfFile(variable) || isMadeIn(variable, range)) continue;
    if (variable === response) return null;
    if (variable === request) requested.push(chainFrom(node));
    else if (isWritten(node)) return null;
    else parameters.set(variable.name, variable.name);
  }
  const isWhole = requested.some(
    node => node.type === 'Identifier' || isWritten(node) || node.parent?.type === 'TSAsExpression',
  );
  if (isWhole && request) {
    parameters.set(request.name, request.name);
    return { parameters: [...parameters.keys()], given: [...parameters.values()], edits: [] };
  }
  const names = new Map<string, string>();
  const texts = new Set(requested.map(node => tree.code.slice(...node.range)));
  const edits = requested.map((whole): Edit => {
    const node = shortest(whole, texts, tree.code);
    const value = tree.code.slice(...node.range);
    const property = node.type === 'MemberExpression' && !node.computed ? tree.code.slice(...node.property.range) : '';
    const isFree = /^[a-z]\w*$/i.test(property) && !isUsed(property, tree) && ![...names.values()].includes(property);
    const name = names.get(value) ?? (isFree ? property : `qxp${names.size}`);
    names.set(value, name);
    const isShort = node.parent?.type === 'Property' && node.parent.shorthand;
    return { range: node.range, text: isShort ? `${property}: ${name}` : name };
  });
  for (const [value, name] of names) parameters.set(name, value);
  return { parameters: [...parameters.keys()], given: [...parameters.values()], edits };
}

function isUsed(name: string, { nodes }: Tree): boolean {
  return (
    RESERVED.test(name) ||
    nodes.some(
      node =>
        node.type === 'Identifier' &&
        node.name === name &&
        !(node.parent.type === 'MemberExpression' && node.parent.property === node) &&
        !(node.parent.type === 'Property' && node.parent.key === node && !node.parent.shorthand),
    )
  );
}

const RESERVED = /^(?:delete|default|new|class|function|return|in|if|for|this|import|export|package|public|private)$/;

/** Whether something is awaited in a part of a function, outside of the functions in it. */
export function awaits({ tree }: Known, range: Range, around: TSESTree.Node): boolean {
  return tree.nodes.some(
    node => node.type === 'AwaitExpression' && isIn(node, range) && functionAround(node) === around,
  );
}

/** The part of a handler that goes into a function of its own. */
export interface Cut {
  readonly refusal: Refusal;
  /** What of the handler is written anew. */
  readonly replaced: Range;
  readonly exits: readonly Exit[];
  readonly captured: Captured;
  readonly isAsync: boolean;
  /** What is declared there and read behind it. */
  readonly outs: readonly string[];
  readonly kind: 'const' | 'let';
  /** What the handler does behind it, which was in the same list, or in the `try`. */
  readonly rest: Range;
  /** The body of the new function, with what stands for each exit and what comes back at the end. */
  readonly body: (instead: (exit: Exit, index: number) => string, end: string) => string;
}

/** The declarations of a list of statements that are read behind a place. */
function outsOf(
  statements: readonly TSESTree.Statement[],
  { variables, tree }: Known,
  behind: Range,
): { readonly names: string[]; readonly kind: 'const' | 'let' } | null {
  const made = new Set<Variable>();
  let kind: 'const' | 'let' = 'const';
  for (const statement of statements) {
    if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration') return null;
    if (statement.type !== 'VariableDeclaration') continue;
    if (statement.kind !== 'const') kind = 'let';
    for (const node of tree.nodes) {
      const variable = isIn(node, statement.range) ? variables.get(node) : undefined;
      if (variable && variable.scope.block === statement.parent && isMadeIn(variable, statement.range))
        made.add(variable);
      else if (variable && isMadeIn(variable, statement.range) && isFunction(variable.scope.block)) made.add(variable);
    }
  }
  const names = [...made]
    .filter(({ references }) => references.some(({ identifier }) => isIn(identifier, behind)))
    .map(({ name }) => name);
  return { names: [...new Set(names)], kind };
}

/** Cuts a refusal out of its handler; null where it does more than a function can do for it. */
export function cutOf(refusal: Refusal, known: Known): Cut | null {
  const { list, first, at, handler } = refusal;
  const { tree } = known;
  const guard = list[at];
  const start = list[first];
  const last = list.at(-1);
  if (!guard || !start || !last) return null;
  if (guard.type === 'TryStatement' && guard.finalizer) return null;
  const whole: Range = [start.range[0], guard.range[1]];
  const inside = exitsIn(tree, whole, refusal, known.variables);
  if (inside.isClean && !leavesOtherwise(known, whole, handler, inside.exits)) {
    const captured = capture(known, whole, refusal, rangesOf(inside.exits));
    const rest: Range = [guard.range[1], last.range[1]];
    const outs = outsOf(list.slice(first, at + 1), known, rest);
    if (!captured || !outs || outsideRead(known, whole, outs.names)) return null;
    return {
      refusal,
      replaced: whole,
      exits: inside.exits,
      captured,
      isAsync: awaits(known, whole, handler),
      outs: outs.names,
      kind: outs.kind,
      rest,
      body: (instead, end) => {
        const edits = inside.exits.map((exit, index) => ({ range: exit.range, text: instead(exit, index) }));
        return `${edited(tree.code, whole, [...edits, ...captured.edits])}\n${end}`;
      },
    };
  }
  return guard.type === 'TryStatement' ? cutTry(guard, refusal, known) : null;
}

function rangesOf(exits: readonly Exit[]): readonly Range[] {
  return exits.map(({ range }) => range);
}

/** Whether something declared in a part is used in another function or block than what the cut gives back. */
function outsideRead({ tree, variables }: Known, range: Range, outs: readonly string[]): boolean {
  return tree.nodes.some(node => {
    const variable = node.type === 'Identifier' && !isIn(node, range) ? variables.get(node) : undefined;
    return (
      variable !== undefined &&
      !isOfFile(variable) &&
      variable.identifiers.every(one => isIn(one, range)) &&
      !outs.includes(variable.name)
    );
  });
}

/** Whether the handler is left in a part of it in another way than by the exits: by another `return`, or by `next()`. */
function leavesOtherwise({ tree }: Known, range: Range, handler: TSESTree.Node, exits: readonly Exit[]): boolean {
  return tree.nodes.some(
    node =>
      isIn(node, range) &&
      !exits.some(exit => isIn(node, exit.range)) &&
      ((/^(?:Return|Break|Continue)Statement$/.test(node.type) && functionAround(node) === handler) ||
        (node.type === 'CallExpression' &&
          node.callee.type === 'Identifier' &&
          /^(?:next|done)$/.test(node.callee.name))),
  );
}

/** Cuts what comes before the answer out of a `try` that answers itself. */
function cutTry(guard: TSESTree.TryStatement, refusal: Refusal, known: Known): Cut | null {
  const { tree, variables } = known;
  const { handler, response } = refusal;
  const clause = guard.handler;
  const statements = guard.block.body;
  const uses = (node: TSESTree.Node): boolean =>
    tree.nodes.some(one => isIn(one, node.range) && variables.get(one) === response);
  const count = statements.findIndex(uses);
  const moved = statements.slice(0, count);
  const [start] = moved;
  const end = moved.at(-1);
  if (!clause || !start || !end) return null;
  const range: Range = [start.range[0], end.range[1]];
  const caught = exitsIn(tree, clause.range, refusal, variables);
  if (!caught.isClean || leavesOtherwise(known, range, handler, []) || caught.exits.length === 0) return null;
  if (leavesOtherwise(known, clause.range, handler, caught.exits)) return null;
  const captured = capture(known, range, refusal);
  const inClause = capture(known, clause.range, refusal, rangesOf(caught.exits));
  const rest: Range = [end.range[1], statements.at(-1)?.range[1] ?? end.range[1]];
  const outs = outsOf(moved, known, rest);
  if (!captured || !outs || !inClause || inClause.parameters.some(name => !captured.parameters.includes(name)))
    return null;
  return {
    refusal,
    replaced: guard.range,
    exits: caught.exits,
    captured,
    isAsync: awaits(known, range, handler) || awaits(known, clause.range, handler),
    outs: outs.names,
    kind: outs.kind,
    rest,
    body: (instead, last) => {
      const edits = caught.exits.map((exit, index) => ({ range: exit.range, text: instead(exit, index) }));
      return `try {\n${edited(tree.code, range, captured.edits)}\n${last}\n} ${edited(tree.code, clause.range, [...edits, ...inClause.edits])}`;
    },
  };
}

/** What an exit reads that is made in the part that is cut out: one expression, which the failure has to carry. */
export function carriedBy(
  exit: Exit,
  { tree, variables }: Known,
  cut: Cut,
  isFar: boolean,
): { readonly edits: readonly Range[]; readonly value: string | null } | null {
  const { request, response, handler } = cut.refusal;
  const found = tree.nodes.filter(node => {
    const variable = node.type === 'Identifier' && isIn(node, exit.range) ? variables.get(node) : undefined;
    if (!variable || isOfFile(variable) || variable === response || isMadeIn(variable, exit.range)) return false;
    if (isMadeIn(variable, cut.replaced) && !isMadeIn(variable, cut.rest)) return true;
    return isFar && variable !== request && isIn(variable.identifiers[0] ?? node, handler.range);
  });
  const chains = found.map(node => {
    const chain = chainFrom(node);
    const { parent } = chain;
    return parent?.type === 'MemberExpression' && parent.parent.type === 'CallExpression' ? parent.parent : chain;
  });
  if (chains.some(node => node.parent?.type === 'Property' && node.parent.shorthand)) return null;
  const values = [...new Set(chains.map(node => tree.code.slice(...node.range)))];
  if (values.length > 1) return null;
  return { edits: chains.map(({ range }) => range), value: values[0] ?? null };
}
