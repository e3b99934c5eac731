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
  /** What the definition of a responder sends, in its own file, where it does not send what the call gives alone. */
  readonly sent?: { readonly node: TSESTree.Node; readonly file: File };
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

/** Expressions that are a value of some content whatever they are made of. */
const ALWAYS_SOME = new Set(['ObjectExpression', 'ArrayExpression', 'NewExpression', 'UpdateExpression', 'JSXElement']);

/** What is known of a value as content. */
export function valuePresence(node: TSESTree.Node, guards: readonly Guard[], file: File, depth: number): Presence {
  const value = unwrap(node);
  if (depth > 6) return 'unknown';
  const again = (inner: TSESTree.Node): Presence => valuePresence(inner, guards, file, depth + 1);
  switch (value.type) {
    case 'Literal':
      return presenceOfLiteral(value);
    case 'TemplateLiteral':
      return presenceOfTemplate(value);
    case 'UnaryExpression':
      return value.operator === 'void' ? 'none' : 'some';
    case 'BinaryExpression':
    case 'LogicalExpression':
      return presenceOfOperation(value, again);
    case 'ConditionalExpression': {
      const a = again(value.consequent);
      return a === again(value.alternate) ? a : 'unknown';
    }
    case 'CallExpression':
      return isStringified(value) ? 'some' : 'unknown';
    case 'Identifier': {
      if (value.name === 'undefined') return 'none';
      if (isKnownTruthy(value, guards)) return 'some';
      const definition = definitionInSight(value, file);
      return definition ? again(definition) : 'unknown';
    }
    case 'AwaitExpression':
    case 'MemberExpression':
      return isKnownTruthy(value, guards) ? 'some' : 'unknown';
    default:
      return ALWAYS_SOME.has(value.type) ? 'some' : 'unknown';
  }
}

/** What a name is defined as, other than by a call or a promise, whose result is out of sight. */
function definitionInSight(name: TSESTree.Identifier, file: File): TSESTree.Node | null {
  const resolved = file.bindings.resolve(name);
  return resolved === name || resolved.type === 'CallExpression' || unwrapAwait(resolved) !== resolved
    ? null
    : resolved;
}

function presenceOfLiteral(literal: TSESTree.Literal): Presence {
  if (literal.value === null && !('regex' in literal) && !('bigint' in literal)) return 'null';
  return literal.value === '' ? 'empty' : 'some';
}

function presenceOfTemplate({ quasis, expressions }: TSESTree.TemplateLiteral): Presence {
  if (quasis.some(({ value: { cooked } }) => cooked !== '')) return 'some';
  return expressions.length === 0 ? 'empty' : 'unknown';
}

/** `'Hello ' + name` has its text, `list || []` its last resort; what is compared or reckoned is a value. */
function presenceOfOperation(
  { left, operator, right }: TSESTree.BinaryExpression | TSESTree.LogicalExpression,
  again: (inner: TSESTree.Node) => Presence,
): Presence {
  switch (operator) {
    case '+':
      return again(left) === 'some' || again(right) === 'some' ? 'some' : 'unknown';
    case '&&':
      return 'unknown';
    case '||':
    case '??':
      return again(right) === 'some' ? 'some' : 'unknown';
    default:
      return 'some';
  }
}

/** `JSON.stringify(value)`. */
function isStringified(call: TSESTree.CallExpression): boolean {
  const method = methodCall(call);
  return (
    method?.name === 'stringify' &&
    method.object.type === 'Identifier' &&
    method.object.name === 'JSON' &&
    call.arguments.length > 0
  );
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
