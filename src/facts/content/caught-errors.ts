import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { NAMES_ERROR } from '../../knowledge/shapes/errors.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, parametersOf } from '../../syntax/functions.ts';
import { memberPath, methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';

/** Gets the variables that hold an error for certain where a response is sent: of a `catch` around it, of a promise's `.catch()`, of a callback whose error was tested. */
export function caughtErrors({ node, guards }: Response, file: File): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const add = (parameter: TSESTree.Node | null | undefined): void => {
    const variable = parameter?.type === 'Identifier' ? file.bindings.variableOf(parameter) : null;
    if (variable) found.add(variable);
  };
  for (let outer: TSESTree.Node | undefined = node; outer; outer = outer.parent) {
    if (outer.type === 'CatchClause') add(outer.param);
    if (!isFunction(outer) || outer.parent.type !== 'CallExpression') continue;
    const [first] = parametersOf(outer);
    const call: TSESTree.CallExpression = outer.parent;
    const method = methodCall(call);
    if (method?.name === 'catch' || (method?.name === 'then' && call.arguments[1] === outer)) add(first);
    else if (
      first?.type === 'Identifier' &&
      NAMES_ERROR.has(first.name) &&
      guards.some(guard => isTested(guard, first, file))
    )
      add(first);
  }
  return found;
}

function isTested({ test, holds }: Guard, parameter: TSESTree.Identifier, file: File): boolean {
  const variable = file.bindings.variableOf(parameter);
  if (test.type === 'BinaryExpression' && test.right.type === 'Literal' && test.right.value === null) {
    return holds === test.operator.startsWith('!') && file.bindings.variableOf(unwrap(test.left)) === variable;
  }
  return (
    holds && test.type !== 'SwitchCase' && variable !== null && file.bindings.variableOf(unwrap(test)) === variable
  );
}

/**
 * Whether a value tells of a caught error: the error, its message or another text of it, alone or in a longer text.
 * What a function of the project makes of it may be anything.
 */
export function tellsOf(node: TSESTree.Node, errors: ReadonlySet<Variable>, file: File): boolean {
  // Each definition once: `var user = user || find()` is made of itself, and `const b = a + a; const c = b + b` doubles with each line.
  const followed = new Set<TSESTree.Node>();
  const open: TSESTree.Node[] = [node];
  for (let inner = open.pop(); inner; inner = open.pop()) {
    const value = unwrap(inner);
    if (value.type !== 'Identifier') {
      open.push(...partsThatTell(value));
      continue;
    }
    const variable = file.bindings.variableOf(value);
    if (variable && errors.has(variable)) return true;
    const init = file.bindings.initOf(value);
    if (init === null || isFunction(init) || followed.has(init)) continue;
    followed.add(init);
    open.push(init);
  }
  return false;
}

/** The parts of an expression that say in it what they say alone. */
function partsThatTell(value: TSESTree.Node): readonly TSESTree.Node[] {
  switch (value.type) {
    case 'MemberExpression':
      return [value.object];
    case 'TemplateLiteral':
      return value.expressions;
    case 'BinaryExpression':
      return value.operator === '+' ? [value.left, value.right] : [];
    case 'LogicalExpression':
      return [value.left, value.right];
    case 'ConditionalExpression':
      return [value.consequent, value.alternate];
    case 'CallExpression': {
      const method = methodCall(value);
      const [argument] = value.arguments;
      const writes =
        argument !== undefined &&
        /^(?:String|JSON\.stringify|util\.inspect|inspect)$/.test(memberPath(value.callee)?.join('.') ?? '');
      return [
        ...(method && /^(?:toString|toJSON|join|map|format|trim)$/.test(method.name) ? [method.object] : []),
        ...(writes ? [argument] : []),
      ];
    }
    default:
      return [];
  }
}
