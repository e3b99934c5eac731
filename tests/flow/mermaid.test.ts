import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';
import { expect, test } from 'vitest';

import { buildGraph } from '../../src/flow/build.ts';
import { mermaidOf } from './mermaid-of.ts';
import { bodyOf, parse } from './parse-function.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');

test.for(readdirSync(FIXTURES).filter(name => name.endsWith('.js')))('the graph of %s', async name => {
  const { ast, visitorKeys, getText } = parse(readFileSync(join(FIXTURES, name), 'utf8'));
  const [statement] = ast.body;
  const fn = statement?.type === 'VariableDeclaration' ? statement.declarations[0]?.init : statement;
  const graph = buildGraph(fn as TSESTree.FunctionDeclaration | TSESTree.ArrowFunctionExpression, visitorKeys);
  await expect(graph && mermaidOf(graph, getText)).toMatchFileSnapshot(
    join(FIXTURES, name.replace(/\.js$/, '.mermaid')),
  );
});

test('labels are one short line that Mermaid does not take for markup', () => {
  const { graph, getText } = bodyOf(
    'send("<b>#1</b>",\n\n  aVeryLongArgumentThatGoesOnAndOn, anotherOneThatIsNotMuchShorter)',
  );
  expect(mermaidOf(graph, getText)).toContain(
    'p1["call send(#quot;#lt;b>#35;1#lt;/b>#quot;, aVeryLongArgumentThatGoe…"]',
  );
});
