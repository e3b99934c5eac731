import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { isFunction } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { calleeName, methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { caughtErrors, tellsOf } from './caught-errors.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';

/** Views that show an error. */
const ERROR_VIEW = /(?:^|[/_.-])(?:errors?|500|4\d\d|not-?found|failure|oops)(?:[/_.-]\w+)*$/i;

/** Locals in which a form tells what was wrong with what was sent. */
const ERROR_LOCAL = /^(?:errors?|errorMessages?|validationErrors?|formErrors?|fieldErrors?|errorMsg)$/i;

/** Finds what shows that a rendered view reports a failure: the template of an error in a catch, or locals with the errors of a form; null where none does. */
export function findFailedView(response: Response, file: File): TSESTree.Node | null {
  const { body, node, guards } = response;
  if (body.kind !== 'view' || node.type !== 'CallExpression' || !body.node) return null;
  const errors = caughtErrors(response, file);
  const isInCatch = errors.size > 0 || isWithinCatch(node);
  if (isInCatch && ERROR_VIEW.test((stringValue(body.node) ?? '').replace(/\.\w+$/, ''))) return body.node;
  const locals = node.arguments[1] && file.bindings.resolve(node.arguments[1]);
  if (locals?.type !== 'ObjectExpression') return null;
  return (
    locals.properties.find(
      property =>
        property.type === 'Property' && ERROR_LOCAL.test(propertyName(property) ?? '') && isError(property.value),
    ) ?? null
  );

  function isError(value: TSESTree.Node): boolean {
    const text = stringValue(value);
    if (text !== null) return text !== '';
    return tellsOf(value, errors, file) || guards.some(guard => saysThereAre(guard, value));
  }
}

function isWithinCatch(node: TSESTree.Node): boolean {
  for (let outer = node.parent; outer && !isFunction(outer); outer = outer.parent)
    if (outer.type === 'CatchClause') return true;
  return false;
}

/** Whether a guard shows that a value holds errors: `if (errors.length > 0)`, `if (!errors.isEmpty())`, `if (error)`. */
function saysThereAre({ test, holds }: Guard, value: TSESTree.Node): boolean {
  const root = rootOf(value);
  if (test.type === 'SwitchCase' || !root) return false;
  const atom = unwrap(test);
  if (!sameExpression(rootOf(atom) ?? atom, root)) return false;
  if (atom.type === 'CallExpression') return calleeName(atom) === 'isEmpty' ? !holds : false;
  if (atom.type === 'BinaryExpression')
    return (
      holds &&
      /^(?:>|!==?)$/.test(atom.operator) &&
      atom.right.type === 'Literal' &&
      atom.right.value === 0 &&
      isLength(atom.left)
    );
  return holds && (atom === root || isLength(atom) || sameExpression(atom, value));
}

function isLength(node: TSESTree.Node): boolean {
  const member = unwrap(node);
  return member.type === 'MemberExpression' && propertyName(member) === 'length';
}

/** The variable at the root of an expression: `errors` of `errors.array().map(…)`. */
function rootOf(node: TSESTree.Node): TSESTree.Identifier | null {
  let current = unwrap(node);
  for (;;) {
    if (current.type === 'Identifier') return current;
    if (current.type === 'MemberExpression') current = unwrap(current.object);
    else if (current.type === 'BinaryExpression') current = unwrap(current.left);
    else if (current.type === 'CallExpression') {
      const method = methodCall(current);
      if (!method) return null;
      current = method.object;
    } else return null;
  }
}
