import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';

import { findNearestPackage } from '../../project/nearest-package.ts';
import { isFunction } from '../../syntax/functions.ts';
import { calleeName, memberPath, methodCall, propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import { decideText } from './computed-truth.ts';
import { argumentsOf, callFrame, type Frame, type Located } from './frame.ts';
import { destructuredMember, type Locator } from './locate.ts';
import { onlyReturn } from './returns.ts';

/** What definitions are found with. */
export type Locating = Pick<Locator, 'locate'>;

/** How deep texts are put together. */
const MAX_DEPTH = 16;

/** Stands before the name of a file that may lie in a folder below the one that is listed, so that it says nothing without that folder. */
export const BELOW = '\0';

/** A text that code makes of literals, of the place of its file and of file names: `path.join(__dirname, 'routes')`, `` `/${file.split('.')[0]}` ``; null where some of it is out of sight. */
export function computedText(node: TSESTree.Node, frame: Frame, locator: Locating, depth = 0): string | null {
  const text = textOf(node, frame, locator, depth);
  return text === null ? null : joined(text);
}

/** A text without the mark where the folder stands before it. */
function joined(text: string): string {
  const place = text.indexOf(BELOW);
  return place > 0 && path.isAbsolute(text) ? text.replace(BELOW, '') : text;
}

function textOf(node: TSESTree.Node, frame: Frame, locator: Locating, depth: number): string | null {
  if (depth > MAX_DEPTH) return null;
  const value = unwrapAwait(node);
  const again = (inner: TSESTree.Node): string | null => computedText(inner, frame, locator, depth + 1);
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' || typeof value.value === 'number' ? String(value.value) : null;
    case 'TemplateLiteral':
      return concatenated(
        value.quasis.flatMap(({ value: { cooked } }, index) => {
          const expression = value.expressions[index];
          return [cooked, ...(expression ? [again(expression)] : [])];
        }),
      );
    case 'BinaryExpression':
      return value.operator === '+' ? concatenated([again(value.left), again(value.right)]) : null;
    case 'ConditionalExpression': {
      const holds = decideText(value.test, frame, locator, depth + 1);
      return holds === null ? null : again(holds ? value.consequent : value.alternate);
    }
    case 'Identifier':
      return textOfName(value, frame, locator, depth);
    case 'MemberExpression':
      return textOfMember(value, frame, locator, depth);
    case 'NewExpression':
      return textOfUrl(value, frame, locator, depth);
    case 'CallExpression':
      return textOfCall(value, frame, locator, depth);
    default:
      return null;
  }
}

function concatenated(parts: readonly (string | null)[]): string | null {
  return parts.includes(null) ? null : parts.join('');
}

/** What a name stands for in its reading; its own place for `__dirname`. */
function textOfName(identifier: TSESTree.Identifier, frame: Frame, locator: Locating, depth: number): string | null {
  const { bindings, filename } = frame.file;
  const variable = bindings.variableOf(identifier);
  if (!variable || variable.defs.length === 0) {
    if (identifier.name === '__dirname') return path.dirname(filename);
    return identifier.name === '__filename' ? filename : null;
  }
  const located = locator.locate(identifier, frame);
  if (located.node !== identifier && (located.node !== unwrapAwait(identifier) || located.frame !== frame))
    return computedText(located.node, located.frame, locator, depth + 1);
  // const { name } = path.parse(file)
  const member = destructuredMember(variable, frame.file);
  return member && partOf(member.object, member.name, frame, locator, depth);
}

function textOfMember(node: TSESTree.MemberExpression, frame: Frame, locator: Locating, depth: number): string | null {
  const name = propertyName(node);
  if (node.object.type === 'MetaProperty') {
    const { filename } = frame.file;
    if (name === 'dirname') return path.dirname(filename);
    return name === 'url' || name === 'filename' ? filename : null;
  }
  const located = locator.locate(node, frame);
  if (located.node !== node) return computedText(located.node, located.frame, locator, depth + 1);
  if (name !== null && !/^-?\d+$/.test(name)) return partOf(node.object, name, frame, locator, depth);
  // file.split('.')[0], parts[parts.length - 1]
  const list = textsOf(node.object, frame, locator, depth + 1);
  const index = list && indexIn(node.property, list);
  return index === null ? null : (list?.at(index) ?? null);
}

function indexIn(property: TSESTree.Node, list: readonly string[]): number | null {
  if (property.type === 'Literal' && typeof property.value === 'number') return property.value;
  const isFromEnd =
    property.type === 'BinaryExpression' &&
    property.operator === '-' &&
    property.left.type === 'MemberExpression' &&
    propertyName(property.left) === 'length' &&
    property.right.type === 'Literal' &&
    typeof property.right.value === 'number';
  return isFromEnd ? list.length - (property.right as TSESTree.NumberLiteral).value : null;
}

/** A part of a path or address: `path.parse(file).name`, `new URL(import.meta.url).pathname`, `path.sep`. */
function partOf(object: TSESTree.Node, name: string, frame: Frame, locator: Locating, depth: number): string | null {
  if (name === 'sep' && memberPath(object)?.at(-1) !== undefined && isOfPath(object, frame)) return '/';
  const { node, frame: inner } = locator.locate(object, frame);
  if (/^(?:pathname|href)$/.test(name)) return computedText(node, inner, locator, depth + 1);
  const [argument] = node.type === 'CallExpression' && calleeName(node) === 'parse' ? node.arguments : [];
  const text = argument && computedText(argument, inner, locator, depth + 1);
  if (typeof text !== 'string' || text.includes(BELOW)) return null;
  const { dir, base, ext, name: stem } = path.parse(text);
  return ({ dir, base, ext, name: stem } as Readonly<Record<string, string>>)[name] ?? null;
}

function isOfPath(object: TSESTree.Node, { file }: Frame): boolean {
  return /^(?:node:)?path(?:\/posix)?$/.test(file.bindings.originOf(object)?.source ?? '');
}

/** `new URL('routes', import.meta.url)`, as a path. */
function textOfUrl(node: TSESTree.NewExpression, frame: Frame, locator: Locating, depth: number): string | null {
  const [first, base] = node.arguments;
  if (memberPath(node.callee)?.join('.') !== 'URL' || !first) return null;
  const text = computedText(first, frame, locator, depth + 1);
  if (!base) return text;
  const from = computedText(base, frame, locator, depth + 1);
  return text === null || from === null ? null : path.resolve(path.dirname(from), text);
}

function textOfCall(call: TSESTree.CallExpression, frame: Frame, locator: Locating, depth: number): string | null {
  const name = calleeName(call);
  const texts = call.arguments.map(one =>
    one.type === 'SpreadElement' ? null : computedText(one, frame, locator, depth + 1),
  );
  const method = methodCall(call);
  if (name === 'cwd' && method && memberPath(method.object)?.join('.') === 'process') return workingFolder(frame);
  const isOfPathModule = isOfPath(method ? method.object : call.callee, frame);
  if (isOfPathModule || /^(?:fileURLToPath|pathToFileURL)$/.test(name ?? ''))
    return texts.includes(null) ? null : pathCall(name ?? '', texts as string[], frame);
  if (name === 'String' || name === 'decodeURIComponent') return texts[0] ?? null;
  if (method) {
    const text = textOfMethod(method.object, method.name, call, { texts, frame, locator, depth });
    if (text !== null) return text;
  }
  return textOfFunction(call, frame, locator, depth);
}

/** What a function of the project returns. */
function textOfFunction(call: TSESTree.CallExpression, frame: Frame, locator: Locating, depth: number): string | null {
  const fn: Located = locator.locate(call.callee, frame);
  const returned = isFunction(fn.node) ? onlyReturn(fn.node) : null;
  const inside = returned && callFrame(fn, argumentsOf(call, frame), fn.frame.self);
  return inside ? computedText(returned, inside, locator, depth + 1) : null;
}

/** The folder that a server is started in: that of its package. */
export function workingFolder({ file }: Frame): string | null {
  return findNearestPackage(file.filename)?.directory ?? null;
}

function pathCall(name: string, texts: readonly string[], frame: Frame): string | null {
  const [first = '', second = ''] = texts;
  switch (name) {
    case 'join':
      return path.join(...texts);
    case 'resolve': {
      const cwd = workingFolder(frame);
      return cwd === null ? null : path.resolve(cwd, ...texts);
    }
    case 'dirname':
      return path.dirname(first);
    case 'extname':
      return path.extname(first);
    case 'basename':
      return first.includes(BELOW) ? null : path.basename(first, second);
    case 'relative':
      return path.relative(first, second);
    case 'normalize':
    case 'fileURLToPath':
    case 'pathToFileURL':
      return first;
    default:
      return null;
  }
}

interface MethodArguments {
  readonly texts: readonly (string | null)[];
  readonly frame: Frame;
  readonly locator: Locating;
  readonly depth: number;
}

/** Methods of texts and of lists of them. */
function textOfMethod(
  object: TSESTree.Node,
  name: string,
  call: TSESTree.CallExpression,
  { texts, frame, locator, depth }: MethodArguments,
): string | null {
  if (/^(?:join|pop|shift|at)$/.test(name)) {
    const list = textsOf(object, frame, locator, depth + 1);
    return list && ofList(list, name, texts[0] ?? ',', numbersIn(call)[0] ?? 0);
  }
  const text = computedText(object, frame, locator, depth + 1);
  if (text === null || text.includes(BELOW)) return null;
  const [first = null, second = null] = texts;
  if (name === 'concat') return texts.includes(null) ? null : text.concat(...(texts as string[]));
  if (name === 'replace' || name === 'replaceAll') return replaced(text, name, call, first, second);
  const numbers = numbersIn(call);
  if (name === 'slice' || name === 'substring')
    return numbers.includes(null) ? null : text[name](...(numbers as [number, number?]));
  return name === 'toString' ? text : (PLAIN[name]?.(text) ?? null);
}

/** What `join`, `pop`, `shift` or `at` gives of a list. */
function ofList(list: readonly string[], name: string, separator: string, place: number): string | null {
  if (name === 'join') return list.join(separator);
  return list.at(name === 'pop' ? -1 : name === 'shift' ? 0 : place) ?? null;
}

/** Methods of a text that are given nothing. */
const PLAIN: Readonly<Record<string, (text: string) => string>> = {
  toLowerCase: text => text.toLowerCase(),
  toLocaleLowerCase: text => text.toLowerCase(),
  toUpperCase: text => text.toUpperCase(),
  trim: text => text.trim(),
};

function replaced(
  text: string,
  name: 'replace' | 'replaceAll',
  call: TSESTree.CallExpression,
  first: string | null,
  second: string | null,
): string | null {
  if (second === null) return null;
  const pattern = first ?? patternAt(call.arguments[0]);
  return pattern === null ? null : text[name](pattern, second);
}

/** A regular expression that is written in place and cannot take long on the name of a file. */
export function patternAt(node: TSESTree.Node | undefined): RegExp | null {
  if (node?.type !== 'Literal' || !('regex' in node)) return null;
  const { pattern, flags } = node.regex;
  // A repeated group may take exponential time.
  if (pattern.length > 80 || /\)[*+{]/.test(pattern)) return null;
  try {
    return new RegExp(pattern, flags);
  } catch {
    return null;
  }
}

/** The numbers that a call is given, `-3` included; null for any other argument. */
function numbersIn(call: TSESTree.CallExpression): readonly (number | null)[] {
  return call.arguments.map(one => {
    const isNegative = one.type === 'UnaryExpression' && one.operator === '-';
    const literal = isNegative ? one.argument : one;
    const value = literal.type === 'Literal' && typeof literal.value === 'number' ? literal.value : null;
    return value !== null && isNegative ? -value : value;
  });
}

/** A list of texts: `file.split('/')`, and parts of it. */
export function textsOf(node: TSESTree.Node, frame: Frame, locator: Locating, depth: number): readonly string[] | null {
  if (depth > MAX_DEPTH) return null;
  const { node: value, frame: inner } = locator.locate(node, frame);
  if (value.type === 'ArrayExpression') {
    const texts = value.elements.map(one =>
      one && one.type !== 'SpreadElement' ? computedText(one, inner, locator, depth + 1) : null,
    );
    return texts.includes(null) ? null : (texts as string[]);
  }
  const call = methodCall(value);
  const [argument] = call?.call.arguments ?? [];
  if (call?.name === 'split' && argument) {
    const text = computedText(call.object, inner, locator, depth + 1);
    const by = patternAt(argument) ?? computedText(argument, inner, locator, depth + 1);
    return text === null || by === null || text.includes(BELOW) ? null : text.split(by);
  }
  const numbers = call?.name === 'slice' ? numbersIn(call.call) : [null];
  const list = call && !numbers.includes(null) ? textsOf(call.object, inner, locator, depth + 1) : null;
  return list && list.slice(...(numbers as [number, number?]));
}
