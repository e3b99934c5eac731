import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../../syntax/functions.ts';
import { lastStatement } from '../../syntax/last-statement.ts';

/** The expressions a function returns, those of nested functions not included. */
export function returnsOf(fn: FunctionNode): readonly TSESTree.Expression[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  const found: TSESTree.Expression[] = [];
  collect(fn.body.body, found);
  return found;
}

function collect(statements: readonly (TSESTree.Statement | null)[], found: TSESTree.Expression[]): void {
  for (const statement of statements) {
    switch (statement?.type) {
      case 'ReturnStatement':
        if (statement.argument) found.push(statement.argument);
        break;
      case 'BlockStatement':
        collect(statement.body, found);
        break;
      case 'IfStatement':
        collect([statement.consequent, statement.alternate], found);
        break;
      case 'SwitchStatement':
        for (const one of statement.cases) collect(one.consequent, found);
        break;
      case 'TryStatement':
        collect([statement.block, statement.handler?.body ?? null, statement.finalizer], found);
        break;
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'WhileStatement':
      case 'DoWhileStatement':
      case 'LabeledStatement':
        collect([statement.body], found);
        break;
      default:
    }
  }
}

/** The expression a function surely returns: an arrow's body, or its only return statement at the top of its body; null for any other. */
export function onlyReturn(fn: FunctionNode): TSESTree.Expression | null {
  if (fn.body.type !== 'BlockStatement') return fn.body;
  const last = lastStatement(fn.body);
  if (last?.type !== 'ReturnStatement') return null;
  return fn.body.body.every(
    statement =>
      statement === last ||
      statement.type === 'VariableDeclaration' ||
      statement.type === 'ExpressionStatement' ||
      statement.type === 'EmptyStatement',
  )
    ? last.argument
    : null;
}

/** Whether a function may come to its end without a return or a throw, as far as its last statement tells. */
export function mayEndWithout({ body }: FunctionNode): boolean {
  return body.type === 'BlockStatement' && mayPass(lastStatement(body));
}

function mayPass(statement: TSESTree.Statement | null): boolean {
  switch (statement?.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return false;
    case 'BlockStatement':
      return mayPass(lastStatement(statement));
    case 'IfStatement':
      return mayPass(statement.consequent) || mayPass(statement.alternate);
    case 'SwitchStatement':
      return (
        !statement.cases.some(({ test }) => test === null) ||
        statement.cases.some(
          ({ consequent }, index) =>
            (consequent.length > 0 || index === statement.cases.length - 1) && mayPass(consequent.at(-1) ?? null),
        )
      );
    case 'TryStatement':
      return mayPass(statement.block) || (statement.handler !== null && mayPass(statement.handler.body));
    default:
      return true;
  }
}
