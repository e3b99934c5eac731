import type { TSESTree } from '@typescript-eslint/utils';

import { propertyName, unwrap } from './unwrap.ts';

/** What a node has that says where it stands, how it was written or what type it has, and nothing of what it does. */
const BESIDE = new Set([
  'type',
  'parent',
  'range',
  'loc',
  'start',
  'end',
  'raw',
  'tokens',
  'comments',
  'optional',
  'typeAnnotation',
  'typeArguments',
  'typeParameters',
  'returnType',
]);

const keys = new WeakMap<TSESTree.Node, string>();

/** Whether two expressions are the same code: the same accesses, calls, operators and values, however they are written. Two variables of one name are not told apart. */
export function sameExpression(a: TSESTree.Node, b: TSESTree.Node): boolean {
  return a === b || expressionKey(a) === expressionKey(b);
}

/** A text that expressions share exactly where they are the same code: without comments, white space, parentheses and casts, `a['b']` as `a.b`, and each value in one notation. */
export function expressionKey(node: TSESTree.Node): string {
  let key = keys.get(node);
  if (key === undefined) keys.set(node, (key = makeKey(node)));
  return key;
}

type Part = string | TSESTree.Node | null;

/** An explicit stack: generated code has chains of thousands. */
function makeKey(root: TSESTree.Node): string {
  let key = '';
  const stack: Part[] = [root];
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (part === null) continue;
    if (typeof part === 'string') key += part;
    else stack.push(...partsOf(unwrap(part)).toReversed());
  }
  return key;
}

function partsOf(node: TSESTree.Node): readonly Part[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'PrivateIdentifier':
      return [`#${node.name}`];
    case 'ThisExpression':
      return ['this'];
    case 'Literal':
      return [literalKey(node)];
    case 'TemplateLiteral':
      return templateParts(node);
    case 'MemberExpression': {
      const name = propertyName(node);
      return name === null ? [node.object, '[', node.property, ']'] : [node.object, `.${name}`];
    }
    case 'CallExpression':
      return [node.callee, '(', ...list(node.arguments), ')'];
    case 'NewExpression':
      return ['new ', node.callee, '(', ...list(node.arguments), ')'];
    case 'UnaryExpression':
      return [`(${node.operator} `, node.argument, ')'];
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return ['(', node.left, ` ${node.operator} `, node.right, ')'];
    case 'AwaitExpression':
      return ['(await ', node.argument, ')'];
    case 'ObjectExpression':
      return ['{', ...list(node.properties), '}'];
    case 'ArrayExpression':
      return ['[', ...list(node.elements), ']'];
    case 'SpreadElement':
      return ['...', node.argument];
    default:
      return otherParts(node);
  }
}

function list(nodes: readonly (TSESTree.Node | null)[]): readonly Part[] {
  return nodes.flatMap((node): readonly Part[] => [node, ',']);
}

function literalKey(node: TSESTree.Literal): string {
  if ('regex' in node) return `/${node.regex.pattern}/${node.regex.flags}`;
  if ('bigint' in node) return `${node.bigint}n`;
  return typeof node.value === 'string' ? JSON.stringify(node.value) : String(node.value);
}

function templateParts({ quasis, expressions }: TSESTree.TemplateLiteral): readonly Part[] {
  const texts = quasis.map(({ value }) => JSON.stringify(value.cooked ?? value.raw));
  return expressions.length === 0
    ? texts
    : texts.flatMap((text, i): readonly Part[] => [text, '`', expressions[i] ?? null, '`']);
}

/** Any other node by what its parser says of it. */
function otherParts(node: TSESTree.Node): readonly Part[] {
  const parts: Part[] = [node.type, '<'];
  // A key is a name or the same as a text.
  const name = node.type === 'Property' ? propertyName(node) : null;
  if (name !== null) parts.push(JSON.stringify(name));
  for (const [property, value] of Object.entries(node)) {
    if (BESIDE.has(property) || (name !== null && /^(?:key|computed|shorthand)$/.test(property))) continue;
    parts.push(` ${property}:`);
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value as unknown])
      parts.push(...valueParts(one), ',');
  }
  return [...parts, '>'];
}

function valueParts(value: unknown): readonly Part[] {
  if (value === null || typeof value !== 'object') return [JSON.stringify(value) ?? 'undefined'];
  return typeof (value as { type?: unknown }).type === 'string' ? [value as TSESTree.Node] : [JSON.stringify(value)];
}
