import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import tsParser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import type { Linter } from 'eslint';
import { expect, test } from 'vitest';

import { buildGraph } from '../../src/flow/build.ts';
import type { FlowGraph, VisitorKeys } from '../../src/flow/graph.ts';
import { factsOf, type CodePathFacts } from './code-path-oracle.ts';
import { PlainFunctionWriter } from './random-function.ts';

const ROOT = join(import.meta.dirname, '../..');

const PACKAGES = [
  'express4',
  'express5',
  'fastify4',
  'fastify5',
  'eslint/lib',
  'acorn/dist',
  'ajv/dist',
  'avvio',
  'body-parser',
  'chai',
  'find-my-way',
  'finalhandler',
  'http-errors',
  'light-my-request',
  'path-to-regexp',
  'pino/lib',
  'qs/lib',
  'router',
  'semver',
  'send',
  'serve-static',
  'esquery/dist',
  'eslint-scope/dist',
];

/** The types of node that have a point wherever they are evaluated. */
const POINT_TYPES = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'AwaitExpression',
  'YieldExpression',
  'AssignmentExpression',
  'UpdateExpression',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassExpression',
  'ClassDeclaration',
  'FunctionDeclaration',
  'ReturnStatement',
  'ThrowStatement',
]);

interface Outcome {
  functions: number;
  compared: number;
  nodes: number;
  deadNodes: number;
  withoutEnd: number;
  skippedForTry: number;
  skippedForConstant: number;
  files: number;
  differences: string[];
}

function filesIn(folder: string, extensions: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      entry =>
        entry.isFile() &&
        extensions.test(entry.name) &&
        !/\.d\.[cm]?ts$|[\\/](?:tests?|types|benchmarks?)[\\/]|[\\/]node_modules[\\/].*[\\/]node_modules[\\/]/.test(
          join(entry.parentPath, entry.name),
        ),
    )
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

function compareFile(file: string, languageOptions: Linter.LanguageOptions, outcome: Outcome): void {
  compareSource(file.slice(ROOT.length + 1), readFileSync(file, 'utf8').replace(/^#!/, '//'), languageOptions, outcome);
}

function compareSource(name: string, code: string, languageOptions: Linter.LanguageOptions, outcome: Outcome): void {
  const facts =
    factsOf(code, { ...languageOptions, sourceType: 'module' }) ??
    factsOf(code, { ...languageOptions, sourceType: 'commonjs' });
  if (!facts) return;
  outcome.files++;
  for (const one of facts.functions) compareFunction(name, code, one, facts.visitorKeys, outcome);
}

function compareFunction(
  name: string,
  code: string,
  facts: CodePathFacts,
  visitorKeys: VisitorKeys,
  outcome: Outcome,
): void {
  outcome.functions++;
  const nodes = [...facts.isLive.keys()];
  // ESLint leaves a `try` block only by its first throwing node and by its end: there the graph is meant to differ.
  if (nodes.some(node => node.type === 'TryStatement')) return void outcome.skippedForTry++;
  // ESLint knows `while (true)` but not `if (false)`.
  if (nodes.some(isConstantTestOutsideLoop)) return void outcome.skippedForConstant++;
  const graph = buildGraph(facts.fn, visitorKeys);
  const where = `${name}:${facts.fn.loc.start.line}`;
  if (!graph) return void outcome.differences.push(`${where} no graph`);
  outcome.compared++;
  const text = (node: TSESTree.Node): string =>
    `${where} ${node.type} at line ${node.loc.start.line} ${code.slice(node.range[0], node.range[1]).slice(0, 60)}`;

  for (const node of nodes) {
    const [point] = graph.pointsOf(node);
    if (!point) {
      if (POINT_TYPES.has(node.type) && !isInClassBody(node)) outcome.differences.push(`no point: ${text(node)}`);
      continue;
    }
    // A declaration is hoisted: it is created even when it stands in dead code.
    if (node.type === 'FunctionDeclaration') continue;
    outcome.nodes++;
    const isLive = point.in.length > 0;
    // ESLint reads the update before the body, so it cannot know that the body never comes to it.
    if (!isLive && isInForUpdate(node)) continue;
    if (!isLive) outcome.deadNodes++;
    if (isLive !== facts.isLive.get(node))
      outcome.differences.push(`${isLive ? 'live' : 'dead'} here only: ${text(node)}`);
  }
  compareEnds(graph, facts, where, outcome);
}

function compareEnds(graph: FlowGraph, facts: CodePathFacts, where: string, outcome: Outcome): void {
  const isArrow = facts.fn.body.type !== 'BlockStatement';
  const fallsOffEnd = graph.exit.in.some(edge => isArrow || edge.from.kind !== 'return');
  if (!fallsOffEnd) outcome.withoutEnd++;
  // ESLint lets a `yield` throw, as `generator.throw()` makes it.
  if (facts.fn.generator) return;
  const ends = { fallsOffEnd, mayReturn: graph.exit.in.length > 0, mayThrow: graph.raise.in.length > 0 };
  const expected = { fallsOffEnd: facts.fallsOffEnd, mayReturn: facts.mayReturn, mayThrow: facts.mayThrow };
  if (JSON.stringify(ends) !== JSON.stringify(expected))
    outcome.differences.push(`${where} ends ${JSON.stringify(ends)}, ESLint ${JSON.stringify(expected)}`);
}

function isConstantTestOutsideLoop(node: TSESTree.Node): boolean {
  if (node.type !== 'Literal') return false;
  const { parent } = node;
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return parent.test === node;
    case 'UnaryExpression':
      return parent.operator === '!';
    default:
      return false;
  }
}

function isInForUpdate(node: TSESTree.Node): boolean {
  for (let inner = node; inner.parent; inner = inner.parent) {
    if (inner.parent.type === 'ForStatement') return inner.parent.update === inner;
  }
  return false;
}

/** A method is created with its class; a field's value and a static block are other code paths. */
function isInClassBody(node: TSESTree.Node): boolean {
  return node.parent?.type === 'MethodDefinition' && node.parent.value === node;
}

function newOutcome(): Outcome {
  return {
    functions: 0,
    compared: 0,
    nodes: 0,
    deadNodes: 0,
    withoutEnd: 0,
    skippedForTry: 0,
    skippedForConstant: 0,
    files: 0,
    differences: [],
  };
}

function compareAll(
  sources: readonly (readonly [folder: string, languageOptions: Linter.LanguageOptions, extensions: RegExp])[],
): Outcome {
  const outcome = newOutcome();
  for (const [folder, languageOptions, extensions] of sources) {
    for (const file of filesIn(folder, extensions)) compareFile(file, languageOptions, outcome);
  }
  return outcome;
}

test('reachability in installed packages is what ESLint says', { timeout: 120_000 }, () => {
  const outcome = compareAll(PACKAGES.map(name => [realpathSync(join(ROOT, 'node_modules', name)), {}, /\.[cm]?js$/]));
  expect(outcome.differences).toEqual([]);
  expect(outcome.compared).toBeGreaterThan(2000);
});

test('reachability in our own sources is what ESLint says', { timeout: 60_000 }, () => {
  const outcome = compareAll([[join(ROOT, 'src'), { parser: tsParser }, /\.ts$/]]);
  expect(outcome.differences).toEqual([]);
  expect(outcome.compared).toBeGreaterThan(50);
});

test('reachability in random functions, half of them dead, is what ESLint says', { timeout: 60_000 }, () => {
  const outcome = newOutcome();
  for (let seed = 0; seed < 1000; seed++)
    compareSource(`seed ${seed}`, new PlainFunctionWriter(seed).write(), {}, outcome);
  expect(outcome.differences).toEqual([]);
  expect(outcome.compared).toBeGreaterThan(900);
  expect(outcome.deadNodes).toBeGreaterThan(1000);
});
