import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { parametersOf } from '../../syntax/functions.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { functionsOf } from '../handlers/find-handlers.ts';
import type { Handler } from '../handlers/handler.ts';

/**
 * Whether a function gets its response out of an object wherever the file calls it, `run(req, context.res)`: then it is that of what made the object, which
 * may send when the function has come back. Exegesis has such contexts, and so have the adapters that projects write for themselves.
 */
export function isGivenPartOfContext({ fn, routes, parameters }: Handler, file: File): boolean {
  const index = parameters.response ? parametersOf(fn).indexOf(parameters.response) : -1;
  const variable = fn.id ?? (fn.parent.type === 'VariableDeclarator' ? fn.parent.id : null);
  const own = variable && file.bindings.variableOf(variable);
  if (routes.length > 0 || index < 0 || !own) return false;
  const calls = usesOf(own).flatMap(use => callsBy(use, file));
  return (
    calls.length > 0 &&
    calls.every(call => {
      const given = call?.arguments[index];
      return given !== undefined && unwrap(given).type === 'MemberExpression';
    })
  );
}

/** Where a variable is read. */
function usesOf({ references }: Variable): readonly TSESTree.Node[] {
  return references.filter(reference => reference.isRead()).map(({ identifier }) => identifier);
}

/** The calls that a use of a function leads to: one of it, or those that a function of the file makes of what it is given; null for whatever else is done with it. */
function callsBy(use: TSESTree.Node, file: File): readonly (TSESTree.CallExpression | null)[] {
  const { parent } = use;
  if (parent?.type !== 'CallExpression') return [null];
  if (parent.callee === use) return [parent];
  const position = parent.arguments.indexOf(use as TSESTree.CallExpressionArgument);
  const taken = functionsOf(parent.callee, file).map(({ params }) => params[position]);
  if (taken.length === 0) return [null];
  return taken.flatMap(parameter => {
    const variable = parameter && file.bindings.variableOf(parameter);
    const uses = variable ? usesOf(variable) : [];
    return uses.map(({ parent: call }, at) =>
      call?.type === 'CallExpression' && call.callee === uses[at] ? call : null,
    );
  });
}
