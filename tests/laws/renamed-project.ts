import type { TSESTree } from '@typescript-eslint/utils';

import type { Files } from './moves.ts';
import type { Program } from './programs.ts';
import { variablesOf } from './refusal.ts';
import { Rewrite } from './rewrite.ts';
import { parse, type Tree } from './tree.ts';

/** Members of own classes that a framework or the language reads by their names. */
const READ_BY_OTHERS = /^(?:constructor|status|statusCode|code|message|name|cause|headers|stack)$/;

/** Names without meaning, one for each name that the project gives to something. */
class Names {
  readonly #given = new Map<string, string>();

  of(name: string): string {
    const known = this.#given.get(name) ?? `qx${this.#given.size}`;
    this.#given.set(name, known);
    return known;
  }
}

/** The members that the classes of a file give their instances. */
function membersOf({ nodes }: Tree): string[] {
  return nodes.flatMap(node => {
    const key =
      node.type === 'MethodDefinition' || node.type === 'PropertyDefinition'
        ? node.key
        : node.type === 'AssignmentExpression' &&
            node.left.type === 'MemberExpression' &&
            node.left.object.type === 'ThisExpression'
          ? node.left.property
          : null;
    return key?.type === 'Identifier' && !READ_BY_OTHERS.test(key.name) ? [key.name] : [];
  });
}

/** The name of a file without its ending. */
function stemOf(file: string): string {
  return file.replace(/\.[jt]s$/, '');
}

/** Gives every function, variable, parameter, class, member of a class and file of a project a name without meaning, and what it leaves out of sight as well; data and the members of others keep theirs. */
export function renamed(files: Files, sourceType: Program['sourceType'] = 'module'): Files {
  const trees = Object.entries(files).map(([name, code]) => ({ name, tree: treeOf(name, code, sourceType) }));
  const names = new Names();
  const members = new Set(trees.flatMap(({ tree }) => membersOf(tree)));
  const ending = (name: string): string => (name.endsWith('.ts') ? '.ts' : '.js');
  return Object.fromEntries(
    trees.map(({ name, tree }) => [names.of(stemOf(name)) + ending(name), rename(tree, names, members)]),
  );
}

function treeOf(filename: string, code: string, sourceType: Program['sourceType']): Tree {
  const tree = parse({ code, filename, sourceType, from: filename, isTyped: filename.endsWith('.ts') });
  if (!tree) throw new SyntaxError(`This does not parse: ${code}`);
  return tree;
}

function rename(tree: Tree, names: Names, members: ReadonlySet<string>): string {
  const rewrite = new Rewrite(tree.code);
  const variables = variablesOf(tree);
  const outOfSight = new Set<TSESTree.Node>(
    tree.scopes.flatMap(({ references }) =>
      references
        .filter(({ resolved, identifier: { name } }) => !resolved && typeof name === 'string' && !isOfLanguage(name))
        .map(({ identifier }) => identifier),
    ),
  );
  for (const node of tree.nodes) {
    if (node.type === 'Literal' && isOwnSource(node))
      rewrite.replace(node.range, `'./${names.of(stemOf(node.value.slice(2)))}.js'`);
    if (node.type !== 'Identifier') continue;
    const variable = variables.get(node);
    const isOwn = variable !== undefined && variable.defs.length > 0;
    if (isOwn || outOfSight.has(node)) renameVariable(node, node.name, rewrite, names);
    else if (isOwnImport(node) || (members.has(node.name) && isMember(node)))
      rewrite.replace(node.range, names.of(node.name));
  }
  return rewrite.finish().code;
}

/** Whether a name is one of the language, of Node or of CommonJS. */
function isOfLanguage(name: string): boolean {
  return name in globalThis || /^(?:require|module|exports|arguments|__dirname|__filename)$/.test(name);
}

/** A name of a variable in one of its places, of which a shorthand property and an import keep what they say besides. */
function renameVariable(node: TSESTree.Identifier, name: string, rewrite: Rewrite, names: Names): void {
  const { parent } = node;
  const range = [node.range[0], node.range[0] + name.length] as const;
  const property = parent.type === 'AssignmentPattern' && parent.left === node ? parent.parent : parent;
  if (property.type === 'Property' && property.shorthand) {
    // The key is another node at the same place.
    if (property.key !== node) rewrite.replace(range, `${name}: ${names.of(name)}`);
    return;
  }
  if (parent.type === 'ImportSpecifier' && parent.imported.range[0] === node.range[0]) {
    if (parent.imported !== node)
      rewrite.replace(range, isOfOwnFile(parent) ? names.of(name) : `${name} as ${names.of(name)}`);
    return;
  }
  rewrite.replace(range, names.of(name));
}

function isOwnSource(node: TSESTree.Literal): node is TSESTree.StringLiteral {
  return node.parent.type === 'ImportDeclaration' && typeof node.value === 'string' && node.value.startsWith('./');
}

function isOfOwnFile({ parent }: TSESTree.ImportSpecifier): boolean {
  return parent.type === 'ImportDeclaration' && parent.source.value.startsWith('./');
}

/** The name of an import from a file of the project, where its own name is another. */
function isOwnImport({ parent, range }: TSESTree.Identifier): boolean {
  return (
    parent.type === 'ImportSpecifier' &&
    parent.imported.range[0] === range[0] &&
    parent.local.range[0] !== range[0] &&
    isOfOwnFile(parent)
  );
}

function isMember(node: TSESTree.Identifier): boolean {
  const { parent } = node;
  return (
    (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
    ((parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') && parent.key === node)
  );
}
