import type { TSESTree } from '@typescript-eslint/utils';

import { listsOf, tokenFrom, type Law, type Tree } from './tree.ts';

function strings({ nodes }: Tree): TSESTree.StringLiteral[] {
  return nodes.filter(
    (node): node is TSESTree.StringLiteral =>
      node.type === 'Literal' &&
      typeof node.value === 'string' &&
      node.parent.type !== 'JSXAttribute' &&
      !(node.parent.type === 'ExpressionStatement' && node.parent.directive !== undefined),
  );
}

/** Whether a string may be a template as well: a key, a source or a type may not. */
function isExpression({ parent }: TSESTree.Node): boolean {
  if (parent === undefined || /^(?:Import|Export(?:All|Named|Specifier)|TS(?!As|NonNull|Satisfies))/.test(parent.type))
    return false;
  return !(
    ['Property', 'PropertyDefinition', 'MethodDefinition', 'AccessorProperty'].includes(parent.type) &&
    'key' in parent &&
    parent.key.type === 'Literal' &&
    !('computed' in parent && parent.computed)
  );
}

const ENDED = new Set([
  'ExpressionStatement',
  'VariableDeclaration',
  'ReturnStatement',
  'ThrowStatement',
  'ImportDeclaration',
  'BreakStatement',
  'ContinueStatement',
  'DoWhileStatement',
]);

function isInHead({ parent }: TSESTree.Node, node: TSESTree.Node): boolean {
  return (
    (parent?.type === 'ForStatement' && (parent.init === node || parent.update === node)) ||
    ((parent?.type === 'ForOfStatement' || parent?.type === 'ForInStatement') && parent.left === node)
  );
}

const anyQuotes = (message: string): string => message.replaceAll(/["'`]/g, "'");
const anyLine = (message: string): string => message.replaceAll(/ (?:\(lines? \d+\)|(?:on )?lines? \d+)/g, '');

/** Excerpts of the code are cut where they are long, which what stands in them changes. */
const anyExcerpt = (message: string): string => message.replaceAll(/``.*?(?:``|…`)|`[^`]*`/g, '``');

/** The statements that stand for themselves where a block could. */
function bodies({ nodes }: Tree): TSESTree.Statement[] {
  return nodes
    .flatMap(node => {
      switch (node.type) {
        case 'IfStatement':
          return [
            node.consequent,
            ...(node.alternate && node.alternate.type !== 'IfStatement' ? [node.alternate] : []),
          ];
        case 'ForStatement':
        case 'ForOfStatement':
        case 'ForInStatement':
        case 'WhileStatement':
        case 'DoWhileStatement':
          return [node.body];
        default:
          return [];
      }
    })
    .filter(({ type }) => type !== 'BlockStatement');
}

/** Expressions that parentheses may stand around. */
function expressions({ nodes }: Tree): TSESTree.Node[] {
  return [
    ...new Set(
      nodes.flatMap((node): (TSESTree.Node | null)[] => {
        switch (node.type) {
          case 'IfStatement':
          case 'ConditionalExpression':
          case 'WhileStatement':
            return [node.test];
          case 'CallExpression':
          case 'NewExpression':
            return node.arguments.filter(({ type }) => type !== 'SpreadElement');
          case 'VariableDeclarator':
            return [node.init];
          case 'ReturnStatement':
          case 'AwaitExpression':
          case 'ThrowStatement':
          case 'UnaryExpression':
            return [node.argument];
          case 'LogicalExpression':
          case 'BinaryExpression':
            return [node.left, node.right].filter(({ type }) => type !== 'PrivateIdentifier');
          case 'Property':
            return node.parent.type === 'ObjectExpression' && !node.shorthand && !node.method && node.kind === 'init'
              ? [node.value]
              : [];
          case 'MemberExpression':
            return node.object.type === 'Super' || node.object.type === 'ChainExpression'
              ? []
              : [isInChain(node) ? null : node.object];
          default:
            return [];
        }
      }),
    ),
  ].filter((node): node is TSESTree.Node => node !== null);
}

/** Whether the statement before would go on with a parenthesis: it has no semicolon. */
function goesOn({ range: [start] }: TSESTree.Node, { ast, nodes }: Tree): boolean {
  const before = ast.tokens?.findLast(({ range }) => range[1] <= start);
  return (
    before !== undefined &&
    !/^[;{}]$/.test(before.value) &&
    nodes.some(({ type, range }) => type === 'ExpressionStatement' && range[0] === start)
  );
}

/** Parentheses would end an optional chain. */
function isInChain(node: TSESTree.Node): boolean {
  for (
    let at: TSESTree.Node | undefined = node;
    at && ['MemberExpression', 'CallExpression', 'TSNonNullExpression'].includes(at.type);
    at = at.parent
  )
    if (at.parent?.type === 'ChainExpression') return true;
  return false;
}

/** The code is written in another notation and says the same. */
export const NOTATION: readonly Law[] = [
  {
    name: 'strings have the other quotes',
    undo: anyQuotes,
    change: (tree, rewrite) => {
      for (const { range, raw } of strings(tree)) {
        const quote = raw.startsWith("'") ? '"' : "'";
        const inner = raw
          .slice(1, -1)
          .replaceAll(/\\(?:['"])|["']/g, one => (one.at(-1) === quote ? `\\${quote}` : (one.at(-1) ?? '')));
        rewrite.replace(range, { text: quote + inner + quote, of: range[0] });
      }
    },
  },
  {
    name: 'strings are templates',
    undo: anyQuotes,
    change: (tree, rewrite) => {
      // `require` of a template is no import to bundlers, nor to anyone who reads code.
      for (const node of strings(tree)
        .filter(isExpression)
        .filter(
          ({ parent }) =>
            !(
              parent.type === 'CallExpression' &&
              parent.callee.type === 'Identifier' &&
              parent.callee.name === 'require'
            ) && parent.type !== 'ImportExpression',
        )) {
        rewrite.replace(node.range, {
          text: `\`${node.raw.slice(1, -1).replaceAll('`', '\\`').replaceAll('${', '\\${')}\``,
          of: node.range[0],
        });
      }
    },
  },
  {
    name: 'statements end at the end of their lines',
    undo: anyLine,
    change: (tree, rewrite) => {
      for (const node of tree.nodes) {
        if (!ENDED.has(node.type) || isInHead(node, node) || tree.code[node.range[1] - 1] !== ';') continue;
        const next = tokenFrom(tree, node.range[1]);
        if (next && /^[([`/+\-*.,<;]|^(?:in|instanceof)$/.test(next.value)) continue;
        rewrite.replace([node.range[1] - 1, node.range[1]], next ? '\n' : '');
      }
    },
  },
  {
    name: 'empty statements stand after all others',
    undo: anyLine,
    change: (tree, rewrite) => {
      for (const { body } of listsOf(tree))
        for (const node of body.filter(one => !('directive' in one))) rewrite.insert(node.range[1], '\n;');
    },
  },
  {
    name: 'parentheses stand around expressions',
    undo: anyExcerpt,
    change: (tree, rewrite) => {
      for (const { range } of expressions(tree).filter(node => !goesOn(node, tree)))
        rewrite.replace(range, { text: '(', of: range[0] }, range, ')');
    },
  },
  {
    name: 'single statements stand in blocks',
    change: (tree, rewrite) => {
      for (const { range } of bodies(tree)) rewrite.replace(range, '{ ', range, ' }');
    },
  },
  {
    name: 'arrow functions have blocks for bodies',
    undo: anyExcerpt,
    change: (tree, rewrite) => {
      for (const node of tree.nodes) {
        if (node.type !== 'ArrowFunctionExpression' || node.body.type === 'BlockStatement') continue;
        const before = tree.ast.tokens?.findLast(({ range }) => range[1] <= node.body.range[0]);
        const start = before?.value === '(' ? before.range[0] : node.body.range[0];
        rewrite.replace([start, node.range[1]], '{ return ', [start, node.range[1]], '; }');
      }
    },
  },
];
