import type { TSESTree } from '@typescript-eslint/utils';

import type { ContentKind, SentContent } from '../../frameworks/effects.ts';
import type { Guard } from '../../flow/graph.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { methodCall, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';

/** What is known of a response's content: none is given, the empty string, the value `null`, something for certain, or unknown. */
export type Presence = 'none' | 'empty' | 'null' | 'some' | 'unknown';

/** The content of a response as given to the sending call. */
export interface Body {
  readonly kind: ContentKind;
  /** The node of the content, or null where none is given. */
  readonly node: TSESTree.Node | null;
  readonly presence: Presence;
  /** The object literal the content is, where it is one in sight. */
  readonly object: TSESTree.ObjectExpression | null;
}

/** Reads the content of a sending call; the guards at the send tell a value that was tested from one that may be absent. */
export function readBody({ kind, node }: SentContent, guards: readonly Guard[], file: File): Body {
  const resolved = node ? file.bindings.resolve(node) : null;
  const object = resolved?.type === 'ObjectExpression' ? resolved : null;
  return { kind, node, presence: presenceOf(kind, node, guards, file), object };
}

function presenceOf(kind: ContentKind, node: TSESTree.Node | null, guards: readonly Guard[], file: File): Presence {
  switch (kind) {
    case 'none':
    case 'redirect':
      return 'none';
    case 'reason':
    case 'error':
    case 'view':
    case 'file':
    case 'stream':
      return 'some';
    default:
      return node ? valuePresence(node, guards, file, 0) : 'none';
  }
}

/** What is known of a value as content. */
export function valuePresence(node: TSESTree.Node, guards: readonly Guard[], file: File, depth: number): Presence {
  const value = unwrap(node);
  if (depth > 6) return 'unknown';
  switch (value.type) {
    case 'Literal':
      return value.value === null && !('regex' in value) && !('bigint' in value)
        ? 'null'
        : value.value === ''
          ? 'empty'
          : 'some';
    case 'TemplateLiteral':
      return value.quasis.some(({ value: { cooked } }) => cooked !== '')
        ? 'some'
        : value.expressions.length === 0
          ? 'empty'
          : 'unknown';
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
    case 'UpdateExpression':
    case 'JSXElement':
      return 'some';
    case 'UnaryExpression':
      return value.operator === 'void' ? 'none' : 'some';
    case 'BinaryExpression':
      return value.operator !== '+' ||
        [value.left, value.right].some(side => valuePresence(side, guards, file, depth + 1) === 'some')
        ? 'some'
        : 'unknown';
    case 'ConditionalExpression': {
      const a = valuePresence(value.consequent, guards, file, depth + 1);
      return a === valuePresence(value.alternate, guards, file, depth + 1) ? a : 'unknown';
    }
    case 'LogicalExpression':
      return value.operator !== '&&' && valuePresence(value.right, guards, file, depth + 1) === 'some'
        ? 'some'
        : 'unknown';
    case 'AwaitExpression':
      return isKnownTruthy(value, guards) ? 'some' : 'unknown';
    case 'CallExpression': {
      const method = methodCall(value);
      return method?.name === 'stringify' &&
        method.object.type === 'Identifier' &&
        method.object.name === 'JSON' &&
        value.arguments.length > 0
        ? 'some'
        : 'unknown';
    }
    case 'Identifier': {
      if (value.name === 'undefined') return 'none';
      if (isKnownTruthy(value, guards)) return 'some';
      const resolved = file.bindings.resolve(value);
      return resolved === value || resolved.type === 'CallExpression' || unwrapAwait(resolved) !== resolved
        ? 'unknown'
        : valuePresence(resolved, guards, file, depth + 1);
    }
    case 'MemberExpression':
      return isKnownTruthy(value, guards) ? 'some' : 'unknown';
    default:
      return 'unknown';
  }
}

/** Whether a guard says that this very expression is truthy, or not null. */
function isKnownTruthy(node: TSESTree.Node, guards: readonly Guard[]): boolean {
  return guards.some(({ test, holds }) => {
    if (test.type === 'SwitchCase') return false;
    if (test.type === 'BinaryExpression' && /^[!=]==?$/.test(test.operator)) {
      const isNull = [test.left, test.right].some(
        side =>
          (side.type === 'Literal' && side.value === null) || (side.type === 'Identifier' && side.name === 'undefined'),
      );
      return (
        isNull &&
        holds === test.operator.startsWith('!') &&
        [test.left, test.right].some(side => sameExpression(side, node))
      );
    }
    return holds && sameExpression(test, node);
  });
}
