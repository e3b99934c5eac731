import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction } from '../../syntax/functions.ts';
import { calleeName, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { BELOW, computedText, patternAt, textsOf, type Locating } from './computed-text.ts';
import { argumentsOf, callFrame, findProperty, type Frame } from './frame.ts';
import { onlyReturn } from './returns.ts';

/** What a condition on texts comes out as, `file !== 'index.js' && file.endsWith('.js')`; null where that is not known. */
export function decideText(node: TSESTree.Node, frame: Frame, locator: Locating, depth = 0): boolean | null {
  if (depth > 12) return null;
  const test = unwrapAwait(node);
  const again = (inner: TSESTree.Node): boolean | null => decideText(inner, frame, locator, depth + 1);
  switch (test.type) {
    case 'Literal':
      return typeof test.value === 'boolean' ? test.value : null;
    case 'UnaryExpression': {
      const inner = test.operator === '!' ? again(test.argument) : null;
      return inner === null ? null : !inner;
    }
    case 'LogicalExpression': {
      if (test.operator === '??') return null;
      const sides = [again(test.left), again(test.right)];
      const decisive = test.operator === '||';
      if (sides.includes(decisive)) return decisive;
      return sides.includes(null) ? null : !decisive;
    }
    case 'BinaryExpression':
      return compared(test, frame, locator, depth);
    case 'CallExpression':
      return decideCall(test, frame, locator, depth);
    case 'Identifier': {
      const located = locator.locate(test, frame);
      return located.node === test ? null : decideText(located.node, located.frame, locator, depth + 1);
    }
    default:
      return null;
  }
}

function compared(
  { operator, left, right }: TSESTree.BinaryExpression,
  frame: Frame,
  locator: Locating,
  depth: number,
): boolean | null {
  const a = valueOf(left, frame, locator, depth);
  const b = valueOf(right, frame, locator, depth);
  if (a === null || b === null) return null;
  switch (operator) {
    case '===':
    case '==':
      return a === b;
    case '!==':
    case '!=':
      return a !== b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    default:
      return null;
  }
}

/** A text, or a number that says something of one: `file.indexOf('.')`, `file.length`. */
function valueOf(node: TSESTree.Node, frame: Frame, locator: Locating, depth: number): string | number | null {
  const value = unwrap(node);
  if (value.type === 'Literal' && typeof value.value === 'number') return value.value;
  if (value.type === 'UnaryExpression' && value.operator === '-') {
    const inner = valueOf(value.argument, frame, locator, depth + 1);
    return typeof inner === 'number' ? -inner : null;
  }
  if (value.type === 'MemberExpression' && propertyName(value) === 'length')
    return nameIn(value.object, frame, locator, depth)?.length ?? null;
  const call = methodCall(value);
  if (call && /^(?:indexOf|lastIndexOf|search)$/.test(call.name)) return placeIn(call, frame, locator, depth);
  return nameIn(value, frame, locator, depth) ?? lastPart(call, frame, locator, depth);
}

/** `file.indexOf('.')`, `file.search(/pattern/)`. */
function placeIn(
  { object, name, call }: NonNullable<ReturnType<typeof methodCall>>,
  frame: Frame,
  locator: Locating,
  depth: number,
): number | null {
  const [argument] = call.arguments;
  const text = nameIn(object, frame, locator, depth);
  if (text === null || !argument) return null;
  if (name === 'search') {
    const pattern = patternAt(argument);
    return pattern && text.search(pattern);
  }
  const part = computedText(argument, frame, locator, depth + 1);
  if (part === null) return null;
  return name === 'indexOf' ? text.indexOf(part) : text.lastIndexOf(part);
}

/** `file.slice(-3)` of a file that may lie below the folder. */
function lastPart(call: ReturnType<typeof methodCall>, frame: Frame, locator: Locating, depth: number): string | null {
  const [from] = call?.name === 'slice' ? call.call.arguments : [];
  if (from?.type !== 'UnaryExpression' || from.argument.type !== 'Literal' || !call) return null;
  return nameIn(call.object, frame, locator, depth)?.slice(-Number(from.argument.value)) ?? null;
}

/** A text; of a file that may lie below the folder that is listed its own name. */
function nameIn(node: TSESTree.Node, frame: Frame, locator: Locating, depth: number): string | null {
  const text = computedText(node, frame, locator, depth + 1);
  return text?.startsWith(BELOW) ? path.basename(text.slice(1)) : text;
}

function decideCall(call: TSESTree.CallExpression, frame: Frame, locator: Locating, depth: number): boolean | null {
  const method = methodCall(call);
  const [argument] = call.arguments;
  if (method && /^(?:isFile|isDirectory|isSymbolicLink)$/.test(method.name))
    return isKind(method.object, method.name, frame, locator, depth);
  if (method && argument) {
    const decided = decideMethod(method, argument, frame, locator, depth);
    if (decided !== null) return decided;
  }
  const fn = locator.locate(call.callee, frame);
  const returned = isFunction(fn.node) ? onlyReturn(fn.node) : null;
  const inside = returned && callFrame(fn, argumentsOf(call, frame), fn.frame.self);
  return inside ? decideText(returned, inside, locator, depth + 1) : null;
}

function decideMethod(
  { object, name }: { readonly object: TSESTree.Node; readonly name: string },
  argument: TSESTree.Node,
  frame: Frame,
  locator: Locating,
  depth: number,
): boolean | null {
  if (name === 'test' || name === 'match') {
    const [pattern, text] = name === 'test' ? [object, argument] : [argument, object];
    const regex = patternAt(locator.locate(pattern, frame).node);
    const value = regex && nameIn(text, frame, locator, depth);
    return value === null ? null : (regex?.test(value) ?? null);
  }
  if (name === 'includes') {
    const list = textsOf(object, frame, locator, depth + 1);
    const value = list && nameIn(argument, frame, locator, depth);
    if (list && value !== null) return list.includes(value);
  }
  if (name !== 'endsWith' && name !== 'startsWith' && name !== 'includes') return null;
  const text = nameIn(object, frame, locator, depth);
  const part = computedText(argument, frame, locator, depth + 1);
  return text === null || part === null ? null : text[name](part);
}

/** `entry.isFile()`, `fs.statSync(path).isDirectory()`: a source file is known by its extension. */
function isKind(object: TSESTree.Node, name: string, frame: Frame, locator: Locating, depth: number): boolean | null {
  const { node, frame: inner } = locator.locate(object, frame);
  let named: TSESTree.Node | 'unknown' | null | undefined = null;
  if (node.type === 'ObjectExpression') named = findProperty(node, 'name');
  else if (node.type === 'CallExpression' && /^l?stat(?:Sync)?$/.test(calleeName(node) ?? '')) [named] = node.arguments;
  const text = named && named !== 'unknown' ? computedText(named, inner, locator, depth + 1) : null;
  if (text === null || name === 'isSymbolicLink') return text === null ? null : false;
  return isSourceName(text) === (name === 'isFile');
}

/** Whether a name is that of a source file, and not of a folder. */
export function isSourceName(name: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(name);
}
