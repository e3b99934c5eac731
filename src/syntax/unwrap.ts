import type { TSESTree } from '@typescript-eslint/utils';

import { knownName } from './known-names.ts';

/** The expression inside TypeScript casts, non-null assertions, `satisfies` and optional chains, which change nothing at run time. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  let current = node;
  for (;;) {
    switch (current.type) {
      case 'TSAsExpression':
      case 'TSTypeAssertion':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSInstantiationExpression':
      case 'ChainExpression':
        current = current.expression;
        break;
      default:
        return current;
    }
  }
}

/** Like `unwrap`, and out of `await` too: the expression whose (settled) value this is. */
export function unwrapAwait(node: TSESTree.Node): TSESTree.Node {
  let current = unwrap(node);
  while (current.type === 'AwaitExpression') current = unwrap(current.argument);
  return current;
}

/** The name of a member access or an object's key where it is static: `a.b`, `a['b']`; null where it is computed. */
export function propertyName(
  node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | null {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (!node.computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return stringValue(key);
}

/** The text of a string or number literal, or of a template without substitutions; null for anything else. */
export function stringValue(node: TSESTree.Node): string | null {
  if (node.type === 'Literal' && (typeof node.value === 'string' || typeof node.value === 'number'))
    return String(node.value);
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0) return node.quasis[0]?.value.cooked ?? null;
  return null;
}

/** The object and name of a call `object.name(…)`, or null for any other callee. */
export function methodCall(node: TSESTree.Node): {
  readonly call: TSESTree.CallExpression;
  readonly object: TSESTree.Node;
  readonly name: string;
  readonly property: TSESTree.Node;
} | null {
  if (node.type !== 'CallExpression') return null;
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  const name = propertyName(callee);
  return name === null ? null : { call: node, object: unwrap(callee.object), name, property: callee.property };
}

/** What is called, out of the `(0, module.f)()` that compilers make. */
function calleeOf(node: TSESTree.CallExpression | TSESTree.NewExpression): TSESTree.Node {
  const callee = unwrap(node.callee);
  return callee.type === 'SequenceExpression' ? unwrap(callee.expressions.at(-1) ?? callee) : callee;
}

/** The last name of a callee: `f` of `f()`, `g` of `a.b.g()`, `h` of `f()` after `import { h as f }`; null where it has none. */
export function calleeName(node: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
  const callee = calleeOf(node);
  if (callee.type === 'Identifier') return knownName(callee);
  return callee.type === 'MemberExpression' ? propertyName(callee) : null;
}

/** The node of a callee's last name, `json` of `res.json()`; the callee where it has none. */
export function calleeNameNode(node: TSESTree.CallExpression | TSESTree.NewExpression): TSESTree.Node {
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' ? callee.property : callee;
}

/** The names of a chain of plain accesses, outermost object first: `req.user.id` is ['req', 'user', 'id']; null where a part is no plain name. Calls end it. */
export function memberPath(node: TSESTree.Node): readonly string[] | null {
  const names: string[] = [];
  let current = unwrap(node);
  while (current.type === 'MemberExpression') {
    const name = propertyName(current);
    if (name === null) return null;
    names.unshift(name);
    current = unwrap(current.object);
  }
  if (current.type === 'Identifier') names.unshift(current.name);
  else if (current.type === 'ThisExpression') names.unshift('this');
  else return null;
  return names;
}

/** The last name of a chain of plain accesses, `role` of `req.user.role`; of a name alone, what it is called where it comes from. Null where it has none. */
export function lastName(node: TSESTree.Node): string | null {
  const value = unwrap(node);
  return value.type === 'Identifier' ? knownName(value) : (memberPath(value)?.at(-1) ?? null);
}
