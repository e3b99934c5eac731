import type { TSESTree } from '@typescript-eslint/utils';

import type { Law, Tree } from './tree.ts';
import type { Rewrite } from './rewrite.ts';

const anyLine = (message: string): string => message.replaceAll(/ (?:\(lines? \d+\)|(?:on )?lines? \d+)/g, '');

function stringOf(node: TSESTree.Node | undefined): string | null {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.raw : null;
}

/** How an import is written with `require`; null where it cannot be. */
function requireOf({ specifiers, source, importKind }: TSESTree.ImportDeclaration): string | null {
  if (importKind === 'type') return null;
  const call = `require(${source.raw})`;
  const whole = specifiers.filter(({ type }) => type !== 'ImportSpecifier');
  const named = specifiers.filter(one => one.type === 'ImportSpecifier');
  if (named.some(one => one.importKind === 'type') || whole.length > 1 || (whole.length > 0 && named.length > 0))
    return null;
  if (specifiers.length === 0) return `${call};`;
  if (whole[0]) return `const ${whole[0].local.name} = ${call};`;
  const nameOf = ({ imported, local }: TSESTree.ImportSpecifier): string => {
    const name = imported.type === 'Identifier' ? imported.name : imported.raw;
    return name === local.name ? name : `${name}: ${local.name}`;
  };
  return `const { ${named.map(nameOf).join(', ')} } = ${call};`;
}

/** Writes an export as CommonJS does; false where that cannot be. */
function writeExport(node: TSESTree.Statement, rewrite: Rewrite, code: string): boolean {
  if (node.type === 'ExportDefaultDeclaration') {
    const { declaration, range } = node;
    const isNamed =
      (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
      declaration.id !== null;
    if (isNamed) rewrite.replace(range, declaration.range, `\nmodule.exports = ${declaration.id?.name ?? ''};`);
    else rewrite.replace([range[0], declaration.range[0]], 'module.exports = ');
    return !declaration.type.startsWith('TS');
  }
  if (node.type === 'ExportNamedDeclaration' && node.declaration && node.exportKind !== 'type') {
    const { declaration, range } = node;
    const names =
      declaration.type === 'VariableDeclaration'
        ? declaration.declarations.map(({ id }) => (id.type === 'Identifier' ? id.name : null))
        : declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
          ? [declaration.id?.name ?? null]
          : [null];
    if (names.includes(null)) return false;
    rewrite.replace(
      range,
      declaration.range,
      `${code.slice(declaration.range[1], range[1])}\n${names.map(name => `exports.${String(name)} = ${String(name)};`).join(' ')}`,
    );
    return true;
  }
  return !/^(?:Export|TSExport|TSImport)/.test(node.type);
}

function topLevelAwait({ nodes }: Tree): boolean {
  return nodes.some(node => {
    if (node.type !== 'AwaitExpression' && !(node.type === 'ForOfStatement' && node.await)) return false;
    for (let at: TSESTree.Node | undefined = node.parent; at; at = at.parent)
      if (at.type.includes('Function') || at.type === 'StaticBlock') return false;
    return true;
  });
}

/** How a statement of CommonJS is written as an import or export; null where it stays. */
function moduleParts(
  node: TSESTree.Statement,
): { readonly range: readonly [number, number]; readonly text: string }[] | null {
  if (node.type === 'VariableDeclaration' && node.declarations.length === 1) {
    const [{ id, init }] = node.declarations;
    if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'require')
      return null;
    const source = stringOf(init.arguments[0]);
    if (source === null) return null;
    if (id.type === 'Identifier') return [{ range: node.range, text: `import ${id.name} from ${source};` }];
    if (id.type !== 'ObjectPattern') return null;
    const names = id.properties.map(one =>
      one.type === 'Property' && one.key.type === 'Identifier' && one.value.type === 'Identifier'
        ? one.shorthand
          ? one.key.name
          : `${one.key.name} as ${one.value.name}`
        : null,
    );
    return names.includes(null)
      ? null
      : [{ range: node.range, text: `import { ${names.join(', ')} } from ${source};` }];
  }
  if (
    node.type !== 'ExpressionStatement' ||
    node.expression.type !== 'AssignmentExpression' ||
    node.expression.operator !== '='
  )
    return null;
  const { left, right } = node.expression;
  if (
    left.type !== 'MemberExpression' ||
    left.computed ||
    left.object.type !== 'Identifier' ||
    left.property.type !== 'Identifier'
  )
    return null;
  if (left.object.name === 'module' && left.property.name === 'exports') {
    if (right.type !== 'ObjectExpression') return [{ range: [node.range[0], right.range[0]], text: 'export default ' }];
    if (right.properties.some(one => one.type !== 'Property' || !one.shorthand)) return null;
    return [{ range: [node.range[0], right.range[0]], text: 'export ' }];
  }
  if (left.object.name !== 'exports') return null;
  if (right.type === 'Identifier' && right.name === left.property.name)
    return [{ range: node.range, text: `export { ${right.name} };` }];
  return [{ range: [node.range[0], right.range[0]], text: `export const ${left.property.name} = ` }];
}

/** Code is a module of the other kind. */
export const MODULES: readonly Law[] = [
  {
    name: 'an ES module is one of CommonJS',
    undo: anyLine,
    reads: { sourceType: 'commonjs' },
    change: (tree, rewrite, { sourceType, from }) => {
      // What other files export stays as it is, and is not what `require` gives.
      if (
        sourceType !== 'module' ||
        from.startsWith('examples/') ||
        topLevelAwait(tree) ||
        tree.nodes.some(({ type }) => type === 'MetaProperty')
      )
        return;
      const { body } = tree.ast;
      const hasDefault = body.some(({ type }) => type === 'ExportDefaultDeclaration');
      if (
        !body.some(({ type }) => /^(?:Import|Export)/.test(type)) ||
        (hasDefault && body.some(({ type }) => type === 'ExportNamedDeclaration'))
      )
        return;
      const imports = body.filter(node => node.type === 'ImportDeclaration' && node.importKind !== 'type');
      const texts = imports.map(node => requireOf(node as TSESTree.ImportDeclaration));
      if (texts.includes(null)) return;
      const probe: boolean[] = [];
      imports.forEach(({ range }, index) => rewrite.replace(range, { text: texts[index] ?? '', of: range[0] }));
      for (const node of body) if (node.type !== 'ImportDeclaration') probe.push(writeExport(node, rewrite, tree.code));
      if (probe.includes(false)) rewrite.clear();
    },
  },
  {
    name: 'a module of CommonJS is an ES module',
    undo: anyLine,
    reads: { sourceType: 'module' },
    change: (tree, rewrite, { sourceType, from }) => {
      if (from.startsWith('examples/') || sourceType === 'script') return;
      for (const node of tree.ast.body)
        for (const { range, text } of moduleParts(node) ?? []) rewrite.replace(range, { text, of: range[0] });
    },
  },
];
