import type { TSESTree } from '@typescript-eslint/utils';

import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from './file.ts';

/** What a module exports under a name: a node of the file, an export of another module, or the module itself as an object. */
export type Export = { readonly node: TSESTree.Node } | { readonly source: string; readonly name: string };

/** Finds what a file exports under a name; `default` and `*` of a CommonJS module are what it assigns to `module.exports`. Modules to look in next for `export * from` come last. */
export function findExports(file: File, name: string): readonly Export[] {
  const { body } = file.sourceCode.ast;
  const found: Export[] = [];
  const stars: Export[] = [];
  let isModule = false;
  for (const statement of body as readonly TSESTree.ProgramStatement[]) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        isModule = true;
        found.push(...named(statement, name));
        break;
      case 'ExportDefaultDeclaration':
        isModule = true;
        if (name === 'default') found.push({ node: statement.declaration });
        break;
      case 'ExportAllDeclaration':
        isModule = true;
        if (statement.exported) {
          if (exportedName(statement.exported) === name) found.push({ source: statement.source.value, name: '*' });
        } else if (name !== 'default' && name !== '*') stars.push({ source: statement.source.value, name });
        break;
      case 'TSExportAssignment':
        found.push(...ofObject(statement.expression, name));
        break;
      case 'ExpressionStatement':
        found.push(...assigned(statement.expression, name));
        break;
      default:
    }
  }
  if (found.length > 0) return found;
  if (name === '*') return [{ node: file.sourceCode.ast }];
  // import errors from '../errors.js', where that has named exports alone, is what bundlers and esModuleInterop make of a CommonJS module.
  return isModule || name !== 'default' ? stars : [{ node: file.sourceCode.ast }];
}

/** `export const name = …`, `export { local as name }`, `export { other as name } from 'module'`. */
function named(statement: TSESTree.ExportNamedDeclaration, name: string): readonly Export[] {
  const found: Export[] = [];
  const declared = statement.declaration && declaredAs(statement.declaration, name);
  if (declared) found.push({ node: declared });
  for (const specifier of statement.specifiers) {
    if (exportedName(specifier.exported) !== name) continue;
    found.push(
      statement.source
        ? { source: statement.source.value, name: exportedName(specifier.local) }
        : { node: specifier.local },
    );
  }
  return found;
}

function declaredAs(declaration: TSESTree.Node, name: string): TSESTree.Node | null {
  switch (declaration.type) {
    case 'VariableDeclaration':
      for (const { id } of declaration.declarations) {
        if (id.type === 'Identifier' && id.name === name) return id;
        if (id.type !== 'ObjectPattern') continue;
        for (const property of id.properties)
          if (property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === name)
            return property.value;
      }
      return null;
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return declaration.id?.name === name ? declaration : null;
    case 'TSEnumDeclaration':
      return declaration.id.name === name ? declaration : null;
    default:
      return null;
  }
}

/** `module.exports = X`, `exports.name = X`, `module.exports.name = X`, `Object.assign(module.exports, X)`, chains of them included. */
function assigned(expression: TSESTree.Expression, name: string): readonly Export[] {
  if (expression.type === 'CallExpression') {
    const callee = unwrap(expression.callee);
    const [target, ...sources] = expression.arguments;
    if (callee.type !== 'MemberExpression' || propertyName(callee) !== 'assign' || !target || !isExportsObject(target))
      return [];
    return sources.flatMap(source => ofObject(source, name)).filter(() => name !== '*' && name !== 'default');
  }
  if (expression.type !== 'AssignmentExpression') return [];
  const value = lastValue(expression);
  const found: Export[] = [];
  for (
    let current: TSESTree.Expression = expression;
    current.type === 'AssignmentExpression';
    current = current.right
  ) {
    const { left } = current;
    if (isExportsObject(left)) found.push(...ofObject(value, name));
    else if (left.type === 'MemberExpression' && isExportsObject(left.object) && propertyName(left) === name)
      found.push({ node: value });
  }
  return found;
}

/** What `module.exports = object` gives under a name. */
function ofObject(object: TSESTree.Node, name: string): readonly Export[] {
  const value = unwrap(object);
  if (name === '*' || name === 'default') return [{ node: value }];
  if (value.type !== 'ObjectExpression') return [];
  const member = value.properties.findLast(property => property.type === 'Property' && propertyName(property) === name);
  if (member?.type === 'Property') return [{ node: member.value }];
  // module.exports = { ...require('./errors'), ...require('./responses') }
  return value.properties.toReversed().flatMap(property => {
    const call = property.type === 'SpreadElement' ? unwrap(property.argument) : null;
    const [source] =
      call?.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.name === 'require'
        ? call.arguments
        : [];
    return source?.type === 'Literal' && typeof source.value === 'string' ? [{ source: source.value, name }] : [];
  });
}

function lastValue(expression: TSESTree.Expression): TSESTree.Expression {
  let current = expression;
  while (current.type === 'AssignmentExpression') current = current.right;
  return current;
}

/** Whether an expression is what a CommonJS module exports, `exports` or `module.exports`. */
export function isExportsObject(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'Identifier') return value.name === 'exports';
  return (
    value.type === 'MemberExpression' &&
    value.object.type === 'Identifier' &&
    value.object.name === 'module' &&
    propertyName(value) === 'exports'
  );
}

function exportedName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value;
}
