import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction } from '../../syntax/functions.ts';
import { calleeName, memberPath, methodCall, propertyName, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import { findExports } from '../definitions/exports.ts';
import type { File } from '../definitions/file.ts';
import { findProperty, frameOf, type Frame } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { joinPaths, pathTexts, UNKNOWN_PART, type ValueReaders } from './path-text.ts';

/** The packages that register the plugins of a folder. */
export const AUTOLOADERS: readonly string[] = ['@fastify/autoload', 'fastify-autoload'];

/** A call that registers all plugins of a folder, and the prefix it gives to one file's. */
export interface Autoloaded {
  readonly call: TSESTree.CallExpression;
  readonly prefix: string;
}

/** The calls of a file that register what another file exports by the folder it stands in. Source: @fastify/autoload index.js and lib/find-plugins.js. */
export function autoloadsOf(loader: File, plugin: File, readers: ValueReaders): readonly Autoloaded[] {
  return loader.calls.flatMap(call => {
    const [loaded, argument] = call.arguments;
    if (methodCall(call)?.name !== 'register' || !loaded || !argument) return [];
    const source = loader.bindings.originOf(loaded)?.source;
    if (source === undefined || !AUTOLOADERS.includes(source)) return [];
    const frame = frameOf(loader);
    const options = readers.locator.locate(argument, frame);
    if (options.node.type !== 'ObjectExpression') return [];
    const directory = valueOf(options.node, 'dir', options.frame, readers.locator);
    const root = directory && folderOf(directory.node, directory.frame, readers.locator);
    const folder = root === null ? null : relativeFolder(root, plugin.filename);
    if (folder === null) return [];
    const prefix = joinPaths(
      prefixOf(options.node, options.frame, readers),
      autoPrefix(plugin, readers) ?? folderPrefix(folder, options.node, options.frame, readers),
    );
    return [{ call, prefix }];
  });
}

function valueOf(
  object: TSESTree.ObjectExpression,
  name: string,
  frame: Frame,
  locator: Locator,
): ReturnType<Locator['locate']> | null {
  const found = findProperty(object, name);
  return found && found !== 'unknown' ? locator.locate(found, frame) : null;
}

/** `options: { prefix }`, for all that is loaded. */
function prefixOf(object: TSESTree.ObjectExpression, frame: Frame, readers: ValueReaders): string {
  const options = valueOf(object, 'options', frame, readers.locator);
  if (options?.node.type !== 'ObjectExpression') return '';
  const prefix = findProperty(options.node, 'prefix');
  if (prefix === 'unknown')
    return options.node.properties.some(one => one.type === 'SpreadElement') ? '' : UNKNOWN_PART;
  return prefix ? (pathTexts(prefix, options.frame, readers)[0] ?? '') : '';
}

/** `module.exports.autoPrefix = '/users'`, `prefixOverride`: instead of the folder's. */
function autoPrefix(plugin: File, readers: ValueReaders): string | null {
  for (const name of ['prefixOverride', 'autoPrefix']) {
    const exported = findExports(plugin, name).find(one => 'node' in one);
    if (exported && 'node' in exported) return pathTexts(exported.node, frameOf(plugin), readers)[0] ?? null;
  }
  return null;
}

/** The folders below the one that is loaded, each a part of the prefix unless the options say otherwise; `_id` is a parameter where they say so. */
function folderPrefix(
  folder: string,
  object: TSESTree.ObjectExpression,
  frame: Frame,
  { evaluator }: ValueReaders,
): string {
  const option = (name: string): unknown => {
    const found = findProperty(object, name);
    return found && found !== 'unknown' ? evaluator.evaluate(found, frame).values[0]?.value : undefined;
  };
  if (option('dirNameRoutePrefix') === false) return '';
  const hasParameters = option('routeParams') === true;
  return folder
    .split(path.sep)
    .filter(segment => segment !== '')
    .map(segment => `/${hasParameters ? parameterIn(segment) : segment}`)
    .join('');
}

/** `_id` is `:id`, `__id` too where several stand in one name: `_userId-_postId`. */
function parameterIn(segment: string): string {
  return segment.startsWith('_') ? segment.replaceAll(/(^|-)_{1,2}/g, '$1:') : segment;
}

/** The folder of a file below another; null where it stands elsewhere. */
function relativeFolder(root: string, filename: string): string | null {
  const relative = path.relative(root, path.dirname(filename));
  return relative.startsWith('..') || path.isAbsolute(relative) ? null : relative;
}

/** The folder that an expression names from its file: `path.join(__dirname, 'routes')`, `join(import.meta.dirname, …)`, `fileURLToPath(new URL('routes', import.meta.url))`; null for any other. */
function folderOf(node: TSESTree.Node, frame: Frame, locator: Locator, depth = 0): string | null {
  if (depth > 6) return null;
  const located = locator.locate(node, frame);
  const value = unwrapAwait(located.node);
  const own = path.dirname(located.frame.file.filename);
  const again = (inner: TSESTree.Node): string | null => folderOf(inner, located.frame, locator, depth + 1);
  switch (value.type) {
    case 'Identifier':
      return value.name === '__dirname' ? own : null;
    case 'MemberExpression':
      return ownPlace(value, located.frame.file.filename);
    case 'TemplateLiteral': {
      const [head] = value.expressions;
      const base = value.expressions.length === 1 && value.quasis[0]?.value.raw === '' && head ? again(head) : null;
      return base === null ? null : path.join(base, value.quasis[1]?.value.cooked ?? '');
    }
    case 'BinaryExpression': {
      const base = value.operator === '+' ? again(value.left) : null;
      const rest = stringValue(value.right);
      return base === null || rest === null ? null : path.join(base, rest);
    }
    case 'NewExpression':
      return folderOfUrl(value, again);
    case 'CallExpression':
      return folderOfCall(value, again);
    default:
      return null;
  }
}

/** `import.meta.dirname`; the file itself for `import.meta.url`. */
function ownPlace(node: TSESTree.MemberExpression, filename: string): string | null {
  if (node.object.type !== 'MetaProperty') return null;
  const name = propertyName(node);
  if (name === 'dirname') return path.dirname(filename);
  return name === 'url' || name === 'filename' ? filename : null;
}

/** `new URL('routes', import.meta.url)`. */
function folderOfUrl(node: TSESTree.NewExpression, again: (node: TSESTree.Node) => string | null): string | null {
  const [relative, base] = node.arguments;
  const text = relative ? stringValue(relative) : null;
  const from = memberPath(node.callee)?.join('.') === 'URL' && base ? again(base) : null;
  return from === null || text === null ? null : path.join(path.dirname(from), text);
}

function folderOfCall(call: TSESTree.CallExpression, again: (node: TSESTree.Node) => string | null): string | null {
  const [first, ...rest] = call.arguments;
  const name = calleeName(call);
  const base = first && !isFunction(first) ? again(first) : null;
  if (base === null) return null;
  if (name === 'dirname') return path.dirname(base);
  if (name === 'fileURLToPath') return base;
  const texts = rest.map(one => stringValue(one));
  return (name === 'join' || name === 'resolve') && !texts.includes(null)
    ? path.join(base, ...texts.map(text => text ?? ''))
    : null;
}
