import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';

/** What a function writes: onto a variable of its own, or onto a member of one; null for a value that is not that of an expression alone. */
export interface Write {
  readonly target: { readonly variable: Variable; readonly member: string | null };
  readonly value: TSESTree.Node | null;
  readonly at: TSESTree.Node;
}

/** The assignments of a function in the order of its code. */
export function writesIn(fn: FunctionNode, file: File): readonly Write[] {
  const { bindings } = file;
  const found: Write[] = [];
  for (const variable of variablesOf(fn, file)) {
    const isRewritten = bindings.isRewritten(variable);
    for (const reference of variable.references) {
      const identifier = reference.identifier as TSESTree.Node;
      if (!isWithin(identifier, fn)) continue;
      const { parent } = identifier;
      if (parent?.type === 'VariableDeclarator' && parent.id === identifier && isRewritten && parent.init)
        found.push({ target: { variable, member: null }, value: parent.init, at: parent });
      if (parent?.type === 'AssignmentExpression' && parent.left === identifier)
        found.push(write(variable, null, parent));
      if (parent?.type === 'MemberExpression' && unwrap(parent.object) === identifier) {
        const assignment = parent.parent;
        const member = propertyName(parent);
        if (assignment.type === 'AssignmentExpression' && assignment.left === parent && member !== null)
          found.push(write(variable, member, assignment));
      }
    }
  }
  return found.sort((a, b) => a.at.range[0] - b.at.range[0]);
}

function write(variable: Variable, member: string | null, assignment: TSESTree.AssignmentExpression): Write {
  const value = assignment.operator === '=' ? assignment.right : null;
  return { target: { variable, member }, value, at: assignment };
}

/** The variables of a function, its parameters and those of its blocks included; not those of functions within. */
function variablesOf(fn: FunctionNode, { sourceCode }: File): readonly Variable[] {
  const found: Variable[] = [];
  // The innermost: a named function has a scope of its name around it.
  const scope = sourceCode.scopeManager?.acquire(fn, true);
  const scopes = scope ? [scope] : [];
  for (let one = scopes.pop(); one; one = scopes.pop()) {
    found.push(...one.variables);
    scopes.push(...one.childScopes.filter(({ type }) => type !== 'function' && type !== 'class'));
  }
  return found;
}
