import type { Rewrite } from './rewrite.ts';
import { frameworkOf, registeredHandlers, type FunctionNode, type Law, type Tree } from './tree.ts';

const anyLine = (message: string): string => message.replaceAll(/ (?:\(lines? \d+\)|(?:on )?lines? \d+)/g, '');

/** Where a program's first statement that is no directive and no import starts. */
function afterImports({ ast, code }: Tree): number {
  const first = ast.body.find(
    node => node.type !== 'ImportDeclaration' && !('directive' in node && node.directive !== undefined),
  );
  return first ? first.range[0] : code.length;
}

/** Whether the parameters of a function are all plain names without types. */
function isPlain({ params }: FunctionNode): boolean {
  return params.length > 0 && params.every(one => one.type === 'Identifier' && !one.typeAnnotation);
}

function isModule({ ast, code }: Tree): boolean {
  return ast.body.some(({ type }) => /^(?:Import|Export)/.test(type)) || !/\brequire\(/.test(code);
}

/** Moves registered handlers out of their calls, under a name that says nothing. */
function nameHandlers(tree: Tree, rewrite: Rewrite, isDeclared: boolean): void {
  registeredHandlers(tree).forEach(({ handler, statement }, index) => {
    const name = `xq${index}`;
    if (handler.type === 'FunctionExpression' && handler.id !== null) return;
    const isArrow = handler.type === 'ArrowFunctionExpression';
    const [from, to] = handler.range;
    // A part of the call that is written down twice must not be: what is before the function and what comes after it.
    const before: readonly [number, number] = [statement.range[0], from];
    const after: readonly [number, number] = [to, statement.range[1]];
    if (!isDeclared)
      rewrite.replace(
        statement.range,
        `const ${name} = `,
        handler.range,
        ';\n',
        before,
        { text: name, of: from },
        after,
      );
    else if (!isArrow) {
      const start = tree.code.indexOf('(', from);
      const head = tree.code.slice(from, start).trimEnd();
      rewrite.replace(
        statement.range,
        { text: `${head} ${name}`, of: from },
        [start, to],
        '\n',
        before,
        { text: name, of: from },
        after,
      );
    } else if (handler.body.type === 'BlockStatement') {
      const arrow = tree.ast.tokens?.findLast(
        ({ value, range }) => value === '=>' && range[1] <= handler.body.range[0],
      );
      const open = tree.code.indexOf('(', from);
      if (!arrow || open < 0 || open > arrow.range[0] || handler.params.length === 0) return;
      rewrite.replace(
        statement.range,
        { text: `${handler.async ? 'async ' : ''}function ${name}`, of: from },
        [open, arrow.range[0]],
        handler.body.range,
        '\n',
        before,
        { text: name, of: from },
        after,
      );
    }
  });
}

const TYPES = {
  express: { module: 'express', names: ['Request', 'Response', 'NextFunction'] },
  fastify: { module: 'fastify', names: ['FastifyRequest', 'FastifyReply'] },
} as const;

/** Handlers are given to their framework in other ways. */
export const HANDLERS: readonly Law[] = [
  {
    name: 'a handler is wrapped',
    undo: anyLine,
    change: (tree, rewrite) => {
      const handlers = registeredHandlers(tree).filter(({ handler }) => handler.async && handler.params.length < 4);
      if (frameworkOf(tree) !== 'express' || handlers.length === 0 || tree.code.includes('asyncHandler')) return;
      rewrite.insert(
        afterImports(tree),
        isModule(tree)
          ? "import asyncHandler from 'express-async-handler';\n"
          : "const asyncHandler = require('express-async-handler');\n",
      );
      for (const {
        handler: { range },
      } of handlers)
        rewrite.replace(range, 'asyncHandler(', range, ')');
    },
  },
  { name: 'a handler is a constant', undo: anyLine, change: (tree, rewrite) => nameHandlers(tree, rewrite, false) },
  {
    name: 'a handler is a function of its own',
    undo: anyLine,
    change: (tree, rewrite) => nameHandlers(tree, rewrite, true),
  },
  {
    name: 'a handler says its types',
    undo: anyLine,
    reads: { isTyped: true },
    change: (tree, rewrite) => {
      // Where no framework is named, an import of its types would name it.
      const framework = frameworkOf(tree);
      if (framework === null || !isModule(tree)) return;
      const { module, names } = TYPES[framework];
      const handlers = registeredHandlers(tree).filter(
        ({ handler }) =>
          isPlain(handler) &&
          handler.params.length <= names.length &&
          tree.code[handler.params[0]!.range[0] - 1] === '(',
      );
      if (handlers.length === 0 || names.some(name => new RegExp(`\\b${name}\\b`).test(tree.code))) return;
      rewrite.insert(afterImports(tree), `import type { ${names.join(', ')} } from '${module}';\n`);
      for (const {
        handler: { params },
      } of handlers)
        params.forEach(({ range }, index) => rewrite.replace([range[1], range[1]], `: ${names[index] ?? 'unknown'}`));
    },
  },
];
