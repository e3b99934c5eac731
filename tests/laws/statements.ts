import type { TSESTree } from '@typescript-eslint/utils';

import { listsOf, type Law } from './tree.ts';

const SETS = /^(?:status|code)$/;
const SENDS = /^(?:json|send|end)$/;

/** A statement that sets a status and sends in one chain: `res.status(404).json(x);`, with or without `return`. */
function chainOf(statement: TSESTree.Node): {
  readonly chain: TSESTree.CallExpression;
  readonly receiver: TSESTree.Identifier;
  readonly setter: TSESTree.CallExpression;
} | null {
  const chain =
    statement.type === 'ExpressionStatement'
      ? statement.expression
      : statement.type === 'ReturnStatement'
        ? statement.argument
        : null;
  if (
    chain?.type !== 'CallExpression' ||
    chain.optional ||
    !isMethod(chain.callee, SENDS) ||
    chain.callee.object.type !== 'CallExpression'
  )
    return null;
  const setter = chain.callee.object;
  if (!isMethod(setter.callee, SETS) || setter.callee.object.type !== 'Identifier' || setter.optional) return null;
  return { chain, receiver: setter.callee.object, setter };
}

function isMethod(node: TSESTree.Node, name: RegExp): node is TSESTree.MemberExpression {
  return (
    node.type === 'MemberExpression' &&
    !node.computed &&
    !node.optional &&
    node.property.type === 'Identifier' &&
    name.test(node.property.name)
  );
}

/** Whether what follows a statement in its list is never reached from it. */
function leaves(node: TSESTree.Statement | undefined): boolean {
  switch (node?.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return leaves(node.body.at(-1));
    case 'IfStatement':
      return node.alternate !== null && leaves(node.consequent) && leaves(node.alternate);
    default:
      return false;
  }
}

/** Whether statements may move out of a block or into one: they define nothing that others could see. */
function definesNothing(statements: readonly TSESTree.Statement[]): boolean {
  return statements.every(
    ({ type }) => type !== 'VariableDeclaration' && type !== 'FunctionDeclaration' && type !== 'ClassDeclaration',
  );
}

/** The code within the braces of a block, or a statement. */
function inner(node: TSESTree.Statement): readonly [number, number] {
  if (node.type !== 'BlockStatement') return node.range;
  const [first] = node.body;
  const last = node.body.at(-1);
  return first && last ? [first.range[0], last.range[1]] : [node.range[0] + 1, node.range[0] + 1];
}

const anyPlace = (message: string): string => message.replaceAll(/ (?:\(lines? \d+\)|(?:on )?lines? \d+)/g, '');

/** The statements of handlers are put together in other ways. */
export const STATEMENTS: readonly Law[] = [
  {
    name: 'a status is set in a statement of its own',
    undo: anyPlace,
    // A report of the whole response stands at its status where that is set in the same chain, else at what sends.
    place: (offset, tree) => {
      for (const node of tree.nodes) {
        const found = chainOf(node);
        if (found && offset >= found.chain.range[0] && offset < found.chain.callee.range[1])
          return found.chain.range[0];
      }
      return offset;
    },
    change: (tree, rewrite) => {
      for (const node of tree.nodes) {
        const found = chainOf(node);
        if (!found) continue;
        const { chain, receiver, setter } = found;
        const isReturn = node.type === 'ReturnStatement';
        const isInList = node.parent?.type === 'BlockStatement' || node.parent?.type === 'Program';
        const start = node.range[0];
        rewrite.replace(
          node.range,
          ...(isInList ? [] : ['{ ']),
          setter.range,
          '; ',
          ...(isReturn ? [{ text: 'return ', of: start }] : []),
          { text: receiver.name, of: chain.range[0] },
          [setter.range[1], node.range[1]],
          ...(isInList ? [] : [' }']),
        );
      }
    },
  },
  {
    name: 'the else of a branch that leaves stands after it',
    undo: anyPlace,
    change: (tree, rewrite) => {
      for (const { body } of listsOf(tree)) {
        for (const node of body) {
          if (
            node.type !== 'IfStatement' ||
            node.alternate === null ||
            node.alternate.type === 'IfStatement' ||
            !leaves(node.consequent)
          )
            continue;
          const statements = node.alternate.type === 'BlockStatement' ? node.alternate.body : [node.alternate];
          if (!definesNothing(statements)) continue;
          rewrite.replace(node.range, [node.range[0], node.consequent.range[1]], '\n', inner(node.alternate));
        }
      }
    },
  },
  {
    name: 'what follows a branch that leaves stands in its else',
    undo: anyPlace,
    change: (tree, rewrite) => {
      for (const { parent, body } of listsOf(tree)) {
        const index = body.findIndex(
          node => node.type === 'IfStatement' && node.alternate === null && leaves(node.consequent),
        );
        const node = body[index];
        const rest = body.slice(index + 1);
        const [first] = rest;
        const last = rest.at(-1);
        if (
          parent.type === 'Program' ||
          node === undefined ||
          !first ||
          !last ||
          rest.some(({ type }) => type === 'FunctionDeclaration' || type === 'ClassDeclaration')
        )
          continue;
        rewrite.replace(
          [node.range[0], last.range[1]],
          node.range,
          ' else {\n',
          [first.range[0], last.range[1]],
          '\n}',
        );
      }
    },
  },
];
