import type { TSESTree } from '@typescript-eslint/utils';

/** How tightly operators bind; ESTree's trees have the same order. */
const OPERATORS: Readonly<Record<string, number>> = {
  '??': 4,
  '||': 4,
  '&&': 5,
  '|': 6,
  '^': 7,
  '&': 8,
  '==': 9,
  '!=': 9,
  '===': 9,
  '!==': 9,
  '<': 10,
  '>': 10,
  '<=': 10,
  '>=': 10,
  in: 10,
  instanceof: 10,
  '<<': 11,
  '>>': 11,
  '>>>': 11,
  '+': 12,
  '-': 12,
  '*': 13,
  '/': 13,
  '%': 13,
  '**': 14,
};

/** How tightly other expressions hold together; what is not here does so as names and calls do. */
const EXPRESSIONS: Readonly<Record<string, number>> = {
  SequenceExpression: 1,
  YieldExpression: 2,
  ArrowFunctionExpression: 2,
  AssignmentExpression: 2,
  ConditionalExpression: 3,
  TSAsExpression: 10,
  TSSatisfiesExpression: 10,
  UnaryExpression: 15,
  AwaitExpression: 15,
  TSTypeAssertion: 15,
  UpdateExpression: 16,
};

const TIGHTEST = 20;

/** Space and comments, or one character of code. */
const TOKENS = /\/\*[\s\S]*?\*\/|\/\/.*|\s+|./g;

function bindingOf(node: TSESTree.Node): number {
  if (node.type === 'BinaryExpression' || node.type === 'LogicalExpression') return OPERATORS[node.operator] ?? 0;
  return EXPRESSIONS[node.type] ?? TIGHTEST;
}

/** The places of the parentheses around the children of a node without which the code says the same: `if ((a))`, `f((b))`, `(c) && d`. */
export function redundantParentheses(
  node: TSESTree.Node,
  children: readonly TSESTree.Node[],
  source: string,
): readonly number[] {
  const needed = childrenIn(node);
  if (needed === null) return [];
  return children.flatMap((child, i) => {
    const limit = needed(child);
    if (limit === null) return [];
    const next = children[i + 1];
    const opened = openedBefore(source, children[i - 1]?.range[1] ?? node.range[0], child.range[0]);
    if (opened.length === 0) return [];
    const { places: closed, following } = closedAfter(source, child.range[1], next?.range[0] ?? node.range[1]);
    const around =
      Math.min(opened.length, closed.length) - (isInOwnParentheses(node, child) && following !== ',' ? 1 : 0);
    const isNeeded = bindingOf(child) < limit || isNeededAtStart(node, child, source);
    const count = around - (isNeeded ? 1 : 0);
    return count > 0 ? [...opened.slice(0, count), ...closed.slice(0, count)] : [];
  });
}

/** The parentheses right before a place, from the inside out. */
function openedBefore(source: string, from: number, to: number): readonly number[] {
  if (!source.slice(from, to).includes('(')) return [];
  let places: number[] = [];
  for (const { 0: text, index } of source.slice(from, to).matchAll(TOKENS)) {
    if (text === '(') places.unshift(from + index);
    else if (!isSpace(text)) places = [];
  }
  return places;
}

/** The parentheses right after a place, from the inside out, and what follows them. */
function closedAfter(
  source: string,
  from: number,
  to: number,
): { readonly places: readonly number[]; readonly following: string | null } {
  const places: number[] = [];
  for (const { 0: text, index } of source.slice(from, to).matchAll(TOKENS)) {
    if (text === ')') places.push(from + index);
    else if (!isSpace(text)) return { places, following: text };
  }
  return { places, following: null };
}

function isSpace(text: string): boolean {
  return /^(?:\s|\/[/*])/.test(text);
}

/** Whether a node has parentheses of its own around a child: `f(a)`, `if (a)`. */
function isInOwnParentheses(node: TSESTree.Node, child: TSESTree.Node): boolean {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return node.arguments.length === 1 && node.arguments[0] === child;
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return node.test === child;
    case 'SwitchStatement':
      return node.discriminant === child;
    default:
      return false;
  }
}

/** Whether an expression would be another thing where it begins: a block, a declaration, a chain that goes on. */
function isNeededAtStart(node: TSESTree.Node, child: TSESTree.Node, source: string): boolean {
  if (child.type === 'ChainExpression')
    return (
      node.type === 'MemberExpression' ||
      (node.type === 'CallExpression' && node.callee === child) ||
      node.type === 'TSNonNullExpression'
    );
  if (child.type === 'FunctionExpression' || child.type === 'ClassExpression')
    return (
      node.type === 'ExpressionStatement' ||
      node.type === 'MemberExpression' ||
      (node.type === 'CallExpression' && node.callee === child)
    );
  const isAtStart =
    node.type === 'ExpressionStatement' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'MemberExpression' ||
    (node.type === 'CallExpression' && node.callee === child);
  return isAtStart && source[child.range[0]] === '{';
}

/** What every child of a node has to bind at least as tightly as, for those that ask the same of all. */
const BINDING_OF_ALL: ReadonlyMap<string, number> = new Map([
  ['ArrayExpression', 2],
  ['ReturnStatement', 2],
  ['ThrowStatement', 2],
  ['SpreadElement', 2],
  ['UnaryExpression', 15],
  ['AwaitExpression', 15],
  ['TSNonNullExpression', 18],
]);

/** What each child of a node has to bind at least as tightly as to need no parentheses; null for those that cannot have any, or where none are read. */
function childrenIn(node: TSESTree.Node): ((child: TSESTree.Node) => number | null) | null {
  const alike = BINDING_OF_ALL.get(node.type);
  if (alike !== undefined) return () => alike;
  switch (node.type) {
    case 'ExpressionStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'IfStatement':
    case 'SwitchStatement':
      return isExpression(1);
    case 'VariableDeclarator':
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'Property':
    case 'PropertyDefinition':
      return child => (child === givenIn(node) ? 2 : null);
    case 'ArrowFunctionExpression':
      return child => (child === node.body && child.type !== 'BlockStatement' ? 2 : null);
    case 'CallExpression':
      return child => (child === node.callee ? 18 : child === node.typeArguments ? null : 2);
    case 'NewExpression':
      return child => bindingInNew(node, child);
    case 'MemberExpression':
      return child => (child === node.object ? 18 : null);
    case 'ConditionalExpression':
      return child => (child === node.test ? 4 : 2);
    case 'BinaryExpression':
    case 'LogicalExpression':
      return child => bindingBeside(node, child);
    default:
      return null;
  }
}

/** The value that a node gives to what is left of it: `x = value`, `{ key: value }`. */
function givenIn(node: TSESTree.Node): TSESTree.Node | null {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.init;
    case 'AssignmentExpression':
    case 'AssignmentPattern':
      return node.right;
    case 'Property':
    case 'PropertyDefinition':
      return node.value;
    default:
      return null;
  }
}

function bindingInNew(node: TSESTree.NewExpression, child: TSESTree.Node): number | null {
  if (child === node.callee) return child.type === 'Identifier' ? 18 : TIGHTEST + 1;
  return child === node.typeArguments ? null : 2;
}

function isExpression(limit: number): (child: TSESTree.Node) => number | null {
  return child => (/Statement$|^SwitchCase$/.test(child.type) ? null : limit);
}

function bindingBeside(node: TSESTree.BinaryExpression | TSESTree.LogicalExpression, child: TSESTree.Node): number {
  const own = bindingOf(node);
  // `(a || b) ?? c`, `(-a) ** b`
  const isMixed =
    child.type === 'LogicalExpression' &&
    (child.operator === '??') !== (node.operator === '??') &&
    node.type === 'LogicalExpression';
  if (isMixed || node.operator === '**') return TIGHTEST - 1;
  return child === node.left ? own : own + 1;
}
