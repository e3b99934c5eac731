import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import type { SetStatus } from '../../model/responses/response-state.ts';
import type { Outcome } from '../../model/responses/status.ts';
import { descendants } from '../../syntax/descendants.ts';
import { isWithin } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { calleeName, memberPath, methodCall, unwrap } from '../../syntax/unwrap.ts';
import { mentions } from '../../syntax/words.ts';

/** A status that no response can have, or that a framework takes only after converting it. */
export type InvalidStatus =
  /** The text of a number, with the literal where it is written in the call itself. */
  | { readonly is: 'string'; readonly outcome: Outcome; readonly literal: TSESTree.Node | null }
  /** No number at all, or none from 100 to 599, or no integer. */
  | { readonly is: 'no-status'; readonly outcome: Outcome }
  /** A status of the class 1xx, which announces a response and is none. */
  | { readonly is: 'interim'; readonly outcome: Outcome };

/** Finds what is wrong with the values a status may be set to; unknown ones are no mistakes. */
export function findInvalidStatuses({ setter, outcomes }: SetStatus): readonly InvalidStatus[] {
  const call = methodCall(setter) ?? (setter.parent ? methodCall(setter.parent) : null);
  // The redirect's own arguments are told apart by their types.
  if (call?.name === 'redirect') return [];
  return outcomes.flatMap((outcome): readonly InvalidStatus[] => {
    const { value, code, node, isImplicit } = outcome;
    if (isImplicit || value === null || value === undefined) return [];
    if (typeof value === 'string' && isInRange(code))
      return [
        {
          is: 'string',
          outcome,
          literal:
            unwrap(node).type === 'Literal' && isWithin(node, setter) && isForStatusAlone(node, setter)
              ? unwrap(node)
              : null,
        },
      ];
    if (typeof value !== 'number' || !isInRange(code)) return [{ is: 'no-status', outcome }];
    // Protocols are switched by hand: writeHead(101).
    return code < 200 && !(code === 101 && call?.name === 'writeHead') ? [{ is: 'interim', outcome }] : [];
  });
}

/** Whether nothing but the setter gets a value: `res.status(code = '404')` keeps it for what comes after. */
function isForStatusAlone(value: TSESTree.Node, setter: TSESTree.Node): boolean {
  for (let outer = value.parent; outer && outer !== setter; outer = outer.parent)
    if (outer.type === 'AssignmentExpression') return false;
  return setter.type !== 'AssignmentExpression' || setter.parent.type === 'ExpressionStatement';
}

function isInRange(code: number): boolean {
  return Number.isInteger(code) && code >= 100 && code <= 599;
}

/** Finds the conversion that may give `NaN` for a status, `parseInt(error.code)`; null where there is none, or a test may rule it out. */
export function findPossibleNaN({ setter }: SetStatus, handler: Handler, file: File): TSESTree.Node | null {
  const given =
    setter.type === 'AssignmentExpression'
      ? setter.right
      : setter.type === 'CallExpression' && methodCall(setter)
        ? setter.arguments[0]
        : setter;
  const conversion = given ? findConversion(given, file) : null;
  const source = conversion && convertedValue(conversion);
  if (!conversion || !source) return null;
  return !mayBeTested(source, handler, file) && (isOfError(source, handler, file) || isInput(source, handler, file))
    ? conversion
    : null;
}

/** Functions that tell a number from what is none. */
const NUMBER_CHECK = /^(?:isNaN|isInteger|isSafeInteger|isFinite|isNumeric|isInt)$/;

/** Whether a handler asks whether something is a number, compares the value that is converted, or keeps it in a variable, which may be asked. */
function mayBeTested(source: TSESTree.Node, { fn }: Handler, file: File): boolean {
  const { visitorKeys } = file.sourceCode;
  if (mentions(fn, NUMBER_CHECK, visitorKeys)) return true;
  const begins = (node: TSESTree.Node | null): boolean => node !== null && beginsWith(node, source);
  for (const node of descendants(fn, visitorKeys)) {
    switch (node.type) {
      case 'BinaryExpression':
        if (/[<>=]/.test(node.operator) && (sameExpression(node.left, source) || begins(node.right))) return true;
        break;
      case 'AssignmentExpression':
        if (sameExpression(node.left, source) || begins(node.right)) return true;
        break;
      case 'VariableDeclarator':
        if (begins(node.init)) return true;
        break;
      case 'SwitchStatement':
        if (begins(node.discriminant)) return true;
        break;
      case 'CallExpression':
        if (
          calleeName(node) === 'test' ||
          (/^(?:includes|has)$/.test(calleeName(node) ?? '') && begins(node.arguments[0] ?? null))
        )
          return true;
        break;
      default:
    }
  }
  return false;
}

/** Whether an expression is another one or starts with it: `error.code || 500`. */
function beginsWith(node: TSESTree.Node, source: TSESTree.Node): boolean {
  for (let current = unwrap(node); ;) {
    if (sameExpression(current, source)) return true;
    if (current.type === 'LogicalExpression' || current.type === 'BinaryExpression') current = unwrap(current.left);
    else if (current.type === 'ConditionalExpression') current = unwrap(current.test);
    else if (current.type === 'MemberExpression') current = unwrap(current.object);
    else if (current.type === 'CallExpression') current = unwrap(current.callee);
    else return false;
  }
}

/** The conversion whose result an expression may be; `|| 500` replaces `NaN`, `?? 500` does not. */
function findConversion(node: TSESTree.Node, file: File): TSESTree.Node | null {
  const value = unwrap(node);
  switch (value.type) {
    case 'Identifier': {
      const variable = file.bindings.variableOf(value);
      const init = file.bindings.initOf(value);
      const reads = variable?.references.filter(reference => reference.isRead()).length ?? 0;
      // A variable that is read elsewhere may be tested there.
      return init && reads === 1 ? findConversion(init, file) : null;
    }
    case 'LogicalExpression':
      return value.operator === '??' ? findConversion(value.left, file) : findConversion(value.right, file);
    case 'CallExpression':
      return /^(?:Number|(?:Number\.)?parseInt|(?:Number\.)?parseFloat)$/.test(
        memberPath(value.callee)?.join('.') ?? '',
      ) && calleeName(value)
        ? value
        : null;
    case 'UnaryExpression':
      return value.operator === '+' ? value : null;
    default:
      return null;
  }
}

function convertedValue(conversion: TSESTree.Node): TSESTree.Node | null {
  const source =
    conversion.type === 'CallExpression'
      ? conversion.arguments[0]
      : conversion.type === 'UnaryExpression'
        ? conversion.argument
        : null;
  return source ? unwrap(source) : null;
}

/** A property of a caught error or of the one an error handler gets: `error.code` may be `ENOENT`. */
function isOfError(source: TSESTree.Node, { error }: Handler, file: File): boolean {
  if (source.type !== 'MemberExpression') return false;
  const object = unwrap(source.object);
  const variable = object.type === 'Identifier' ? file.bindings.variableOf(object) : null;
  return variable !== null && (variable === error || variable.defs[0]?.type === 'CatchClause');
}

/** A value of the query, the body or the path; where Fastify may have a schema, or the path a pattern, it may be a number for certain. */
function isInput(source: TSESTree.Node, { request, framework, routes }: Handler, file: File): boolean {
  if (framework.hasSchemas !== false || !request || source.type !== 'MemberExpression') return false;
  const path = memberPath(source);
  let root: TSESTree.Node = source;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  if (file.bindings.variableOf(root) !== request || path?.length !== 3) return false;
  if (path[1] === 'params')
    return routes.length > 0 && routes.every(route => route.path !== null && !route.path.includes('('));
  return path[1] === 'query' || path[1] === 'body';
}
