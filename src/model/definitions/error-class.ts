import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction } from '../../syntax/functions.ts';
import { unwrapAwait } from '../../syntax/unwrap.ts';
import { argumentsOf, callFrame, type Located } from './frame.ts';
import { isClass, type Locator } from './locate.ts';
import { onlyReturn } from './returns.ts';

/** The errors of the language. */
export const BUILTIN_ERRORS: ReadonlySet<string> = new Set([
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'DOMException',
]);

/** How many classes extend one another, how many functions and names lead to one. */
const MAX_STEPS = 8;

/** The expression that makes an object, through names that nothing is written onto and functions that return it; null where it is out of sight. */
export function madeBy(
  located: Located,
  locator: Locator,
  steps = 0,
): { readonly node: TSESTree.NewExpression; readonly frame: Located['frame'] } | null {
  if (steps > MAX_STEPS) return null;
  const { frame } = located;
  const node = unwrapAwait(located.node);
  switch (node.type) {
    case 'NewExpression':
      return { node, frame };
    case 'Identifier': {
      const variable = frame.file.bindings.variableOf(node);
      const bound = variable && frame.bound.get(variable);
      if (bound) return madeBy(bound, locator, steps + 1);
      const init = frame.file.bindings.initOf(node);
      const isWritten = variable?.references.some(({ identifier }) => isWrittenOnto(identifier));
      return init && !isWritten ? madeBy({ node: init, frame }, locator, steps + 1) : null;
    }
    case 'CallExpression': {
      const fn = locator.locate(node.callee, frame);
      const returned = isFunction(fn.node) ? onlyReturn(fn.node) : null;
      const inside = returned && callFrame(fn, argumentsOf(node, frame), fn.frame.self);
      return inside ? madeBy({ node: returned, frame: inside }, locator, steps + 1) : null;
    }
    default:
      return null;
  }
}

/** Whether a use of an object may change it: `error.status = 404`, `Object.assign(error, …)`. */
function isWrittenOnto(identifier: TSESTree.Node): boolean {
  let node: TSESTree.Node = identifier;
  while (node.parent?.type === 'TSAsExpression' || node.parent?.type === 'TSNonNullExpression') node = node.parent;
  const { parent } = node;
  if (parent?.type === 'CallExpression')
    return parent.arguments[0] === node && parent.callee.type === 'MemberExpression' && parent.arguments.length > 1;
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    parent.parent.type === 'AssignmentExpression' &&
    parent.parent.left === parent
  );
}

/** The class of an object, and those that it extends, own first; the last may be out of sight. */
export function classesOf(made: Located, locator: Locator): readonly Located[] {
  const classes: Located[] = [];
  let next: Located | null = made.node.type === 'NewExpression' ? locator.locate(made.node.callee, made.frame) : null;
  while (next && classes.length < MAX_STEPS) {
    classes.push(next);
    const { node, frame }: Located = next;
    next = isClass(node) && node.superClass ? locator.locate(node.superClass, frame) : null;
  }
  return classes;
}

/** Whether a class is one of the language's errors, which nothing in its file defines. */
export function isBuiltinError({ node, frame }: Located): boolean {
  return (
    node.type === 'Identifier' &&
    BUILTIN_ERRORS.has(node.name) &&
    (frame.file.bindings.variableOf(node)?.defs.length ?? 0) === 0
  );
}

/** Whether all that an object is made by is in sight: its classes, up to one of the language's errors or to one that extends nothing. */
export function isAllInSight(classes: readonly Located[]): boolean {
  const last = classes.at(-1);
  return last !== undefined && (isBuiltinError(last) || (isClass(last.node) && last.node.superClass === null));
}

/** Whether an object is an instance of a class; null where that is out of sight. */
export function isInstanceOf(made: Located, cls: Located, locator: Locator): boolean | null {
  const classes = classesOf(made, locator);
  const wanted = locator.locate(cls.node, cls.frame);
  if (classes.some(one => isSameClass(one, wanted))) return true;
  if (!isAllInSight(classes)) return null;
  // A class of the language is what all of them extend, by whatever way.
  return false;
}

function isSameClass(a: Located, b: Located): boolean {
  if (a.node === b.node) return true;
  if (isBuiltinError(a) && isBuiltinError(b))
    return (
      a.node.type === 'Identifier' &&
      b.node.type === 'Identifier' &&
      (a.node.name === b.node.name || b.node.name === 'Error')
    );
  if (isClass(a.node) || isClass(b.node)) return false;
  const own = a.frame.file.bindings.originOf(a.node);
  const other = b.frame.file.bindings.originOf(b.node);
  return own !== null && other !== null && own.source === other.source && own.name === other.name;
}
