import type { TSESTree } from '@typescript-eslint/utils';

import { BELOW, computedText } from '../definitions/computed-text.ts';
import type { Evaluator } from '../definitions/evaluate.ts';
import type { Frame } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { memberPath, methodCall, stringValue, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';

/** Stands in a path for a part that is not known, of any length. */
export const UNKNOWN_PART = '…';

/** What the values of a project's expressions are found with. */
export interface ValueReaders {
  readonly locator: Locator;
  readonly evaluator: Evaluator;
}

/** How deep templates and sums are read. */
const MAX_DEPTH = 6;

/** The paths that an expression stands for, unknown parts marked: `'/a'`, `` `${base}/users` ``, `['/a', '/b']`; one that is wholly unknown where nothing is in sight. */
export function pathTexts(node: TSESTree.Node, frame: Frame, readers: ValueReaders, depth = 0): readonly string[] {
  const value = unwrap(node);
  if (value.type === 'ArrayExpression')
    return value.elements.flatMap(one => (one ? pathTexts(one, frame, readers, depth + 1) : []));
  return [textOf(value, frame, readers, depth)];
}

function textOf(node: TSESTree.Node, frame: Frame, readers: ValueReaders, depth: number): string {
  const value = unwrap(node);
  if (depth > MAX_DEPTH) return UNKNOWN_PART;
  if (value.type === 'TemplateLiteral')
    return value.quasis
      .map(({ value: { cooked } }, index) => {
        const expression = value.expressions[index];
        return (cooked ?? '') + (expression ? textOf(expression, frame, readers, depth + 1) : '');
      })
      .join('');
  if (value.type === 'BinaryExpression' && value.operator === '+')
    return textOf(value.left, frame, readers, depth + 1) + textOf(value.right, frame, readers, depth + 1);
  const { values, isComplete } = readers.evaluator.evaluate(value, frame);
  const [only] = values;
  if (isComplete && values.length === 1 && typeof only?.value === 'string') return only.value;
  const computed = computedText(value, frame, readers.locator);
  if (computed !== null) return computed.includes(BELOW) ? UNKNOWN_PART : computed;
  // A name for a template: const base = `${api}/v1`.
  const located = readers.locator.locate(value, frame);
  if (located.node.type === 'LogicalExpression' && located.node.operator !== '&&')
    return defaultText(located.node, located.frame, readers, depth);
  return located.node !== value && /^(?:TemplateLiteral|BinaryExpression)$/.test(located.node.type)
    ? textOf(located.node, located.frame, readers, depth + 1)
    : UNKNOWN_PART;
}

/** `process.env.PREFIX || '/api'`: what is there by default is shown behind the mark, as a deployment may have another. */
function defaultText(node: TSESTree.LogicalExpression, frame: Frame, readers: ValueReaders, depth: number): string {
  const text = textOf(node.right, frame, readers, depth + 1);
  return text.startsWith('/') ? UNKNOWN_PART + text : UNKNOWN_PART;
}

/** `config.get('api.prefix')`, `process.env.PREFIX`: a text that a deployment decides, and no middleware. */
export function isSetting(node: TSESTree.Node): boolean {
  const call = methodCall(unwrapAwait(node));
  const [key] = call?.call.arguments ?? [];
  if (call?.name === 'get' && call.call.arguments.length === 1 && key && stringValue(key) !== null) return true;
  return memberPath(node)?.slice(0, 2).join('.') === 'process.env';
}

/** Whether what is given as middleware is a path after all: `app.use(base, users)`. */
export function isText(node: TSESTree.Node, frame: Frame, readers: ValueReaders): boolean {
  if (isSetting(node)) return true;
  // A text of another file is given by a name that says so; to ask there what each middleware is would open them all.
  const value = frame.file.bindings.resolve(node);
  if (!/^(?:Literal|TemplateLiteral|BinaryExpression)$/.test(value.type)) return false;
  return pathTexts(value, frame, readers).some(text => text !== UNKNOWN_PART);
}

/** A path below a prefix, as routers join them: `/users` and `/:id`, `/api/` and `/`. */
export function joinPaths(prefix: string, path: string): string {
  const start = prefix.replace(/\/+$/, '');
  if (path === '' || (path === '/' && start !== '')) return start;
  if (path.startsWith('/')) return start + path;
  return start === '' && (path.startsWith('*') || path.startsWith(UNKNOWN_PART)) ? path : `${start}/${path}`;
}
