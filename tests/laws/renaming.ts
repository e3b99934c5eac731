import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Rewrite } from './rewrite.ts';
import { isFunction, registeredHandlers, type Law, type Tree } from './tree.ts';

type Variable = TSESLint.Scope.Variable;

/** What new names start with: it means nothing, and no program has it. */
const NEW = 'qx';

/** The parameters by which a handler is known where nothing in sight registers it. */
const CONVENTION = /^(?:req|request|res|response|rep|reply|next|err|error|done|app|fastify|router|server|instance)$/;

/** The variables of functions: what a name of the code alone can say, and not what its definition does. */
function locals({ scopes }: Tree): Variable[] {
  return scopes
    .filter(({ type }) => type !== 'global' && type !== 'module')
    .filter(scope => scope.variableScope.type === 'function')
    .flatMap(({ variables }) => variables)
    .filter(
      ({ defs, name }) =>
        defs.length > 0 &&
        !CONVENTION.test(name) &&
        defs.every(
          ({ type, node }) =>
            (type === 'Variable' && node.type === 'VariableDeclarator' && (node.init !== null || inLoopHead(node))) ||
            type === 'CatchClause',
        ),
    );
}

function inLoopHead({ parent }: TSESTree.Node): boolean {
  return parent?.parent?.type === 'ForOfStatement' || parent?.parent?.type === 'ForInStatement';
}

/** The file's own variables, functions and classes that it does not export, and its names for what packages export. */
function ownOfFile({ scopes }: Tree): Variable[] {
  const isExported = (node: TSESTree.Node | null | undefined): boolean =>
    node?.type === 'ExportNamedDeclaration' || node?.type === 'ExportDefaultDeclaration';
  const modules = scopes.filter(({ type }) => type === 'module').flatMap(({ variables }) => variables);
  return modules.filter(
    ({ defs, references }) =>
      defs.length > 0 &&
      defs.every(({ type, node, parent }) => {
        if (type === 'ImportBinding')
          return (
            parent?.type === 'ImportDeclaration' &&
            parent.importKind !== 'type' &&
            !parent.source.value.startsWith('.') &&
            node.type !== 'TSImportEqualsDeclaration' &&
            !(node.type === 'ImportSpecifier' && node.importKind === 'type')
          );
        if (type === 'Variable') return node.init !== null && !isExported(parent?.parent);
        return (type === 'FunctionName' || type === 'ClassName') && !isExported(node.parent);
      }) &&
      references.every(
        ({ identifier }) => identifier.parent.type !== 'ExportSpecifier' && !isExported(identifier.parent),
      ),
  );
}

/** The parameters of handlers whose registration stands around them, whatever they are called. */
function handlersParameters(tree: Tree): Variable[] {
  const handlers = new Set<TSESTree.Node>(registeredHandlers(tree).map(({ handler }) => handler));
  return tree.scopes
    .filter(scope => scope.type === 'function' && handlers.has(scope.block))
    .flatMap(({ variables }) => variables)
    .filter(({ defs }) => defs.length > 0 && defs.every(({ type }) => type === 'Parameter'));
}

function rename(variables: readonly Variable[], rewrite: Rewrite): void {
  let count = 0;
  for (const variable of new Set(variables)) {
    const identifiers = new Set<TSESTree.Node>([
      ...variable.identifiers,
      ...variable.references.map(({ identifier }) => identifier),
    ]);
    if ([...identifiers].some(node => node.type !== 'Identifier')) continue;
    const name = `${NEW}${count++}`;
    for (const identifier of identifiers) {
      const { range } = identifier;
      const annotation = (identifier as TSESTree.Identifier).typeAnnotation;
      const end = range[0] + variable.name.length;
      const { parent } = identifier;
      const property = parent?.type === 'AssignmentPattern' && parent.left === identifier ? parent.parent : parent;
      const isShort = property?.type === 'Property' && property.shorthand;
      const isNamed = parent?.type === 'ImportSpecifier' && parent.imported.range[0] === range[0];
      rewrite.replace(
        [range[0], annotation ? end : Math.max(end, Math.min(range[1], end))],
        ...(isShort ? [{ text: `${variable.name}: `, of: range[0] }] : isNamed ? [`${variable.name} as `] : []),
        { text: name, of: range[0] },
      );
    }
  }
}

/** The names that `rename` has given, back to those of the code. */
function undoing(choose: (tree: Tree) => readonly Variable[]): NonNullable<Law['undo']> {
  return (message, tree) => {
    const names = [...new Set(choose(tree))]
      .filter(({ identifiers, references }) =>
        [...identifiers, ...references.map(one => one.identifier)].every(node => node.type === 'Identifier'),
      )
      .map(({ name }) => name);
    return message
      .replaceAll(new RegExp(`\\b${NEW}(\\d+)\\b`, 'g'), (whole, index: string) => names[Number(index)] ?? whole)
      .replaceAll(/\b(\w+): \1\b/g, '$1');
  };
}

function renaming(name: string, choose: (tree: Tree) => readonly Variable[]): Law {
  return { name, change: (tree, rewrite) => rename(choose(tree), rewrite), undo: undoing(choose) };
}

/** Names are given anew, each in all its places. */
export const RENAMING: readonly Law[] = [
  renaming('the variables of functions have other names', locals),
  renaming('what a file defines itself or takes from a package has another name', ownOfFile),
  renaming('the parameters of handlers registered around them have other names', tree =>
    handlersParameters(tree).filter(({ defs }) => defs.every(({ node }) => isFunction(node))),
  ),
];
