import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { calleeName, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { Body } from './body.ts';
import type { File } from '../definitions/file.ts';
import { asGuards } from './status.ts';

/** One content a response may have: both arms of `ok ? a : b` are contents, each with the condition under which it is the one. */
export interface Payload {
  /** The expression of the content, out of `JSON.stringify` and variables; the object literal where it is one in sight. */
  readonly node: TSESTree.Node;
  readonly guards: readonly Guard[];
}

/** Calls that leave an object they get as it is. */
const READERS = /^(?:json|jsonp|send|end|write|stringify|log|info|warn|error|debug|trace)$/;

/** Gets the contents a response may have as JSON or text; none for files, streams, views and what a status supplies. */
export function payloadsOf({ kind, node }: Body, file: File): readonly Payload[] {
  return node && (kind === 'json' || kind === 'content' || kind === 'payload') ? readPayload(node, [], file) : [];
}

function readPayload(node: TSESTree.Node, guards: readonly Guard[], file: File): readonly Payload[] {
  const value = unwrap(node);
  if (value.type === 'ConditionalExpression') {
    const { test, consequent, alternate } = value;
    return [
      ...readPayload(consequent, [...guards, ...asGuards({ test, holds: true })], file),
      ...readPayload(alternate, [...guards, ...asGuards({ test, holds: false })], file),
    ];
  }
  const call = methodCall(value);
  if (
    call?.name === 'stringify' &&
    call.object.type === 'Identifier' &&
    call.object.name === 'JSON' &&
    call.call.arguments[0]
  )
    return readPayload(call.call.arguments[0], guards, file);
  if (value.type === 'Identifier') {
    const resolved = file.bindings.resolve(value);
    if (resolved.type === 'ObjectExpression') return isUnchanged(value, file) ? [{ node: resolved, guards }] : [];
  }
  return [{ node: value, guards }];
}

/** Whether nothing but sends and logs gets the object a variable holds: `result.success = true` changes it, and so may any function. */
function isUnchanged(identifier: TSESTree.Identifier, file: File): boolean {
  const variable = file.bindings.variableOf(identifier);
  return (
    variable !== null &&
    variable.references.every(({ identifier: reference, init }) => {
      const { parent } = reference;
      if (init) return true;
      return parent.type === 'CallExpression' && READERS.test(calleeName(parent) ?? '');
    })
  );
}
