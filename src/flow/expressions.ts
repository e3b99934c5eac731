import type { TSESTree } from '@typescript-eslint/utils';

import { branch } from './conditions.ts';
import { runAwaited, runCalled } from './closures.ts';
import { childrenOf } from './contains-point.ts';
import type { GraphBuilder } from './graph-builder.ts';
import { neverRejects } from './rejections.ts';
import type { LooseEnd } from './ways-out.ts';

/** Adds the points of an expression in the order of their evaluation. */
export function evaluate(draft: GraphBuilder, expression: TSESTree.Node): void {
  switch (expression.type) {
    case 'Identifier':
    case 'Literal':
    case 'ThisExpression':
    case 'Super':
    case 'PrivateIdentifier':
    case 'MetaProperty':
      return;
    default:
      draft.nest(evaluateChain, expression);
  }
}

/**
 * Evaluates `a().b(x).c(y)` or `a + b + c` from its innermost first operand outwards:
 * such chains are the one thing that grows long in depth, so they are read without recursion.
 */
function evaluateChain(draft: GraphBuilder, expression: TSESTree.Node): void {
  const chain: TSESTree.Node[] = [];
  let innermost = expression;
  for (let first = firstOperandOf(draft, innermost); first !== null; first = firstOperandOf(draft, first)) {
    chain.push(innermost);
    innermost = first;
  }
  evaluateHead(draft, innermost);
  for (let node = chain.pop(); node !== undefined; node = chain.pop()) evaluateRest(draft, node);
}

/** Gets the operand that is evaluated first and always, or null for an expression that begins otherwise. */
function firstOperandOf(draft: GraphBuilder, node: TSESTree.Node): TSESTree.Node | null {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return node.callee;
    case 'MemberExpression':
      return node.object;
    case 'TaggedTemplateExpression':
      return node.tag;
    case 'BinaryExpression':
      return node.left;
    case 'LogicalExpression':
      return draft.pointFinder.has(node.right) ? null : node.left;
    case 'AwaitExpression':
    case 'UnaryExpression':
    case 'SpreadElement':
      return node.argument;
    case 'YieldExpression':
      return node.argument ?? null;
    case 'AssignmentExpression':
      return node.left.type === 'Identifier' && !isLogicalAssignment(node) ? node.right : null;
    default:
      return wrappedBy(node);
  }
}

/** What an expression stands for that evaluates nothing of its own; null for any other. */
function wrappedBy(node: TSESTree.Node): TSESTree.Node | null {
  switch (node.type) {
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return node.expression;
    default:
      return null;
  }
}

/** Evaluates what follows the first operand, then the expression itself. */
function evaluateRest(draft: GraphBuilder, node: TSESTree.Node): void {
  switch (node.type) {
    case 'CallExpression':
      for (const argument of node.arguments) evaluate(draft, argument);
      runCalled(draft, node);
      draft.addThrowing('call', node);
      if (draft.endsPath?.(node)) draft.ends = [];
      break;
    case 'NewExpression':
      for (const argument of node.arguments) evaluate(draft, argument);
      runCalled(draft, node);
      draft.addThrowing('call', node);
      break;
    case 'TaggedTemplateExpression':
      for (const part of node.quasi.expressions) evaluate(draft, part);
      draft.addThrowing('call', node);
      break;
    case 'MemberExpression':
      if (node.computed) evaluate(draft, node.property);
      break;
    case 'BinaryExpression':
      evaluate(draft, node.right);
      break;
    case 'AwaitExpression':
      if (runAwaited(draft, node) || neverRejects(node.argument)) draft.add('await', node);
      else draft.addThrowing('await', node);
      break;
    case 'YieldExpression':
      draft.addThrowing('await', node);
      break;
    case 'AssignmentExpression':
      draft.add('assign', node);
      break;
    default:
      break;
  }
}

/** Evaluates an expression that has no first operand. */
function evaluateHead(draft: GraphBuilder, node: TSESTree.Node): void {
  switch (node.type) {
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      draft.add('closure', node);
      break;
    case 'ClassExpression':
      evaluateClass(draft, node);
      break;
    case 'ObjectExpression':
      evaluateObject(draft, node);
      break;
    case 'LogicalExpression':
      evaluateLogical(draft, node);
      break;
    case 'ConditionalExpression':
      evaluateConditional(draft, node);
      break;
    case 'AssignmentExpression':
      evaluateAssignment(draft, node);
      break;
    case 'UpdateExpression':
      evaluate(draft, node.argument);
      draft.add('assign', node);
      break;
    case 'ImportExpression':
      evaluate(draft, node.source);
      if (node.options) evaluate(draft, node.options);
      draft.addThrowing('call', node);
      break;
    case 'YieldExpression':
      draft.addThrowing('await', node);
      break;
    case 'ArrayExpression':
      for (const element of node.elements) if (element) evaluate(draft, element);
      break;
    case 'TemplateLiteral':
    case 'SequenceExpression':
      for (const part of node.expressions) evaluate(draft, part);
      break;
    default:
      evaluateParts(draft, node);
  }
}

function evaluateObject(draft: GraphBuilder, node: TSESTree.ObjectExpression): void {
  for (const property of node.properties) {
    if (property.type === 'Property' && property.computed) evaluate(draft, property.key);
    evaluate(draft, property.type === 'Property' ? property.value : property);
  }
}

/** JSX, and whatever a parser adds: its parts in the order of the source. Nothing is evaluated in a type. */
function evaluateParts(draft: GraphBuilder, node: TSESTree.Node): void {
  if (node.type.startsWith('TS')) return;
  for (const child of childrenOf(node, draft.visitorKeys)) evaluate(draft, child);
}

/** Creates a class: what its `extends` and its computed keys evaluate; its bodies, fields and static blocks are code of their own. */
export function evaluateClass(draft: GraphBuilder, node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): void {
  if (node.superClass) evaluate(draft, node.superClass);
  for (const member of node.body.body) {
    if ('computed' in member && member.computed) evaluate(draft, member.key);
  }
  draft.add('closure', node);
}

function evaluateLogical(draft: GraphBuilder, node: TSESTree.LogicalExpression): void {
  if (node.operator === '??') {
    evaluate(draft, node.left);
    // "Neither null nor undefined" is no truth value of the left side, so no guard can say it.
    const { whenTrue, whenFalse } = draft.addTest(node, null);
    evaluateArms(draft, whenFalse, node.right, whenTrue);
    return;
  }
  const { whenTrue, whenFalse } = branch(draft, node.left);
  if (node.operator === '&&') evaluateArms(draft, whenTrue, node.right, whenFalse);
  else evaluateArms(draft, whenFalse, node.right, whenTrue);
}

function evaluateArms(draft: GraphBuilder, taken: LooseEnd[], arm: TSESTree.Node, notTaken: LooseEnd[]): void {
  draft.ends = taken;
  evaluate(draft, arm);
  draft.join(notTaken);
}

function evaluateConditional(draft: GraphBuilder, node: TSESTree.ConditionalExpression): void {
  const joined: LooseEnd[] = [];
  let last: TSESTree.Expression = node;
  while (
    last.type === 'ConditionalExpression' &&
    (draft.pointFinder.has(last.consequent) || draft.pointFinder.has(last.alternate))
  ) {
    const { whenTrue, whenFalse } = branch(draft, last.test);
    draft.ends = whenTrue;
    evaluate(draft, last.consequent);
    for (const end of draft.ends) joined.push(end);
    draft.ends = whenFalse;
    last = last.alternate;
  }
  evaluate(draft, last.type === 'ConditionalExpression' ? last.test : last);
  draft.join(joined);
}

function isLogicalAssignment(node: TSESTree.AssignmentExpression): boolean {
  return node.operator === '&&=' || node.operator === '||=' || node.operator === '??=';
}

function evaluateAssignment(draft: GraphBuilder, node: TSESTree.AssignmentExpression): void {
  if (isLogicalAssignment(node)) {
    const { whenTrue, whenFalse } =
      node.operator === '??=' ? (evaluate(draft, node.left), draft.addTest(node, null)) : branch(draft, node.left);
    const [taken, notTaken] = node.operator === '&&=' ? [whenTrue, whenFalse] : [whenFalse, whenTrue];
    draft.ends = taken;
    evaluate(draft, node.right);
    draft.add('assign', node);
    draft.join(notTaken);
    return;
  }
  // A member is evaluated before the value, the inside of a pattern after it.
  const isPattern = node.left.type === 'ObjectPattern' || node.left.type === 'ArrayPattern';
  if (!isPattern) evaluate(draft, node.left);
  evaluate(draft, node.right);
  if (isPattern) bind(draft, node.left);
  draft.add('assign', node);
}

/** Evaluates what is inside a pattern: defaults, computed keys, the objects of members that are assigned to. */
export function bind(draft: GraphBuilder, pattern: TSESTree.Node): void {
  if (pattern.type !== 'Identifier') draft.nest(bindPattern, pattern);
}

function bindPattern(draft: GraphBuilder, pattern: TSESTree.Node): void {
  switch (pattern.type) {
    case 'ObjectPattern':
      for (const property of pattern.properties) bind(draft, property);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) bind(draft, element);
      break;
    case 'Property':
      if (pattern.computed) evaluate(draft, pattern.key);
      bind(draft, pattern.value);
      break;
    case 'RestElement':
      bind(draft, pattern.argument);
      break;
    case 'TSParameterProperty':
      bind(draft, pattern.parameter);
      break;
    case 'AssignmentPattern':
      if (draft.pointFinder.has(pattern.right)) {
        const { whenTrue, whenFalse } = draft.addTest(pattern, null);
        evaluateArms(draft, whenTrue, pattern.right, whenFalse);
      }
      bind(draft, pattern.left);
      break;
    default:
      evaluate(draft, pattern);
  }
}
