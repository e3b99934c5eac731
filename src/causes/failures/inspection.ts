import type { TSESTree } from '@typescript-eslint/utils';

import { isError, isServerError } from '../../reference/statuses.ts';
import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf, type Frame } from '../../model/definitions/frame.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, isWithin, parametersOf } from '../../syntax/functions.ts';
import { lastStatement } from '../../syntax/last-statement.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import { alternativesOf, testAround, type Condition } from '../context/conditions.ts';
import type { CatchPlace } from './catch-place.ts';

/** What an inspection is read with. */
interface InspectionReader {
  readonly frame: Pick<Frame, 'file'>;
  /** What names stand for; null where no file is read. */
  readonly definitions: Resolver | null;
}

/** Whether a guard asks what an error is, its class, its code or its text, and not only whether it is one. */
export function saysWhatItIs(guard: Guard): boolean {
  return tellsApart(guard, []);
}

/** Whether anything on the way to a response, its guards' tests, reads the error: then the failure is no longer undifferentiated. */
export function inspectsError(
  place: CatchPlace,
  conditions: readonly Condition[],
  response: Response,
  reader: InspectionReader,
): boolean {
  const { file } = reader.frame;
  const { node } = response;
  const parameter = place.type === 'CatchClause' ? place.param : parametersOf(place)[0];
  const variable = parameter?.type === 'Identifier' ? file.bindings.variableOf(parameter) : null;
  if (!variable) return parameter?.type === 'ObjectPattern';
  const { whole, parts } = readingsOf(variable, file);
  const reads = (guard: Guard): boolean =>
    (parts.some(part => isWithin(part, guard.test)) && tellsApart(guard, [])) ||
    (whole.some(one => isWithin(one, guard.test)) && tellsApart(guard, whole));
  const passed = exitsBefore(node, place).map(test => alternativesOf(test, false));
  const refusals = response.status.outcomes.filter(({ code }) => isError(code) && !isServerError(code));
  if (
    refusals.length > 0 &&
    refusals.every(
      ({ node: written }) => isMadeOf(written, [...whole, ...parts], file) || hangsOn(written, place, reads),
    )
  )
    return true;
  return (
    isInspectedInside(node, whole, reader) ||
    conditions.some(({ alternatives }) => alternatives.some(reads)) ||
    passed.some(alternatives => alternatives.length > 1 && alternatives.every(reads))
  );
}

/** What a value may be all of, or one of two. */
const IS_ALL_OF: ReadonlySet<string> = new Set([
  'LogicalExpression',
  'TSAsExpression',
  'TSNonNullExpression',
  'ChainExpression',
]);

/** Whether a status is one of the values of an expression that reads the error: `error.status || 400`. */
function isMadeOf(status: TSESTree.Node, reads: readonly TSESTree.Node[], { bindings }: File): boolean {
  let whole = status.type === 'Identifier' ? bindings.resolve(status) : status;
  if (whole.type === 'LogicalExpression' && reads.some(read => isWithin(read, whole))) return true;
  while (whole.parent && IS_ALL_OF.has(whole.parent.type)) whole = whole.parent;
  return whole !== status && reads.some(read => isWithin(read, whole));
}

/** Whether a status is written in a branch that a test of the error decides: `if (error.message === TIMED_OUT) code = 504`. */
function hangsOn(status: TSESTree.Node, place: CatchPlace, reads: (guard: Guard) => boolean): boolean {
  for (
    let inner = status, outer = status.parent;
    outer && outer !== place && !isFunction(outer);
    inner = outer, outer = outer.parent
  ) {
    if (
      (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') &&
      inner === outer.consequent &&
      alternativesOf(outer.test, true).some(reads)
    )
      return true;
  }
  return false;
}

/** Whether a function that answers, and is given the error, tells it apart itself: `if (!(error instanceof X)) return next(error);` */
function isInspectedInside(
  answer: TSESTree.Node,
  whole: readonly TSESTree.Node[],
  { definitions, frame: { file } }: InspectionReader,
): boolean {
  if (answer.type !== 'CallExpression' || !definitions) return false;
  const index = answer.arguments.findIndex(argument => whole.includes(unwrap(argument)));
  const { node: fn, frame } = definitions.locator.locate(answer.callee, frameOf(file));
  const parameter = index >= 0 && isFunction(fn) ? parametersOf(fn)[index] : undefined;
  const variable = parameter?.type === 'Identifier' ? frame.file.bindings.variableOf(parameter) : null;
  if (!variable) return false;
  const given = readingsOf(variable, frame.file);
  return [...given.whole, ...given.parts].some(read => {
    const test = testAround(read);
    return (
      test !== null &&
      [true, false].some(holds =>
        alternativesOf(test, holds).some(guard => isWithin(read, guard.test) && tellsApart(guard, given.whole)),
      )
    );
  });
}

/** Where an error is read, whole or by a part of it, under its own name and those it is kept under: `const text = err.message`, `const { code } = err`. */
function readingsOf(
  variable: Variable,
  file: File,
): { readonly whole: readonly TSESTree.Node[]; readonly parts: readonly TSESTree.Node[] } {
  const whole = new Set<TSESTree.Node>();
  const parts = new Set<TSESTree.Node>();
  const seen = new Set<Variable>();
  const follow = (one: Variable, isWhole: boolean): void => {
    if (seen.has(one)) return;
    seen.add(one);
    for (const { identifier, init } of one.references) {
      if (init) continue;
      (isWhole ? whole : parts).add(identifier);
      const kept = keptIn(identifier, file);
      for (const name of kept?.names ?? []) {
        const alias = file.bindings.variableOf(name);
        if (alias) follow(alias, isWhole && kept?.isWhole === true);
      }
    }
  };
  follow(variable, true);
  return { whole: [...whole], parts: [...parts] };
}

/** What a value may be a part of that is kept. */
const IS_MADE_OF: ReadonlySet<string> = new Set([
  'MemberExpression',
  'ChainExpression',
  'LogicalExpression',
  'BinaryExpression',
  'CallExpression',
  'ConditionalExpression',
  'TemplateLiteral',
  'UnaryExpression',
  'AwaitExpression',
]);

/** The names that what is read of a value is kept under, and whether it is all of it; null where it is kept under none. */
function keptIn(
  identifier: TSESTree.Node,
  file: File,
): { readonly names: readonly TSESTree.Node[]; readonly isWhole: boolean } | null {
  let inner = identifier;
  for (let outer = inner.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === 'VariableDeclarator' && outer.init === inner) {
      const names =
        file.sourceCode.scopeManager?.getDeclaredVariables(outer).flatMap(({ identifiers }) => identifiers) ?? [];
      return { names, isWhole: outer.id.type === 'Identifier' && unwrap(inner) === identifier };
    }
    if (outer.type === 'AssignmentExpression' && outer.right === inner)
      return outer.left.type === 'Identifier' ? { names: [outer.left], isWhole: unwrap(inner) === identifier } : null;
    if (!IS_MADE_OF.has(outer.type) && !outer.type.startsWith('TS')) return null;
  }
  return null;
}

/** Whether a guard says what the error is. What it is not leaves all other errors: the rest is as undifferentiated as before. */
function tellsApart({ test, holds, discriminant }: Guard, references: readonly TSESTree.Node[]): boolean {
  if (test.type === 'SwitchCase') return holds || discriminant === null;
  const value = unwrap(test);
  if (references.includes(value)) return false;
  if (value.type !== 'BinaryExpression') return holds;
  switch (value.operator) {
    // `err instanceof Error` tells nothing: all errors are.
    case 'instanceof':
      return holds && !(value.right.type === 'Identifier' && value.right.name === 'Error');
    case '===':
    case '==':
      return holds;
    case '!==':
    case '!=':
      return !holds;
    case 'in':
      return holds;
    default:
      return true;
  }
}

/** The tests of the ifs before a node in the same blocks whose consequent leaves, up to a catch place: `if (a && b) throw err;` lets pass what is one or the other. */
function exitsBefore(node: TSESTree.Node, place: CatchPlace): readonly TSESTree.Expression[] {
  const found: TSESTree.Expression[] = [];
  for (let inner = node, outer = node.parent; outer && outer !== place; inner = outer, outer = outer.parent) {
    if (outer.type !== 'BlockStatement') continue;
    for (const statement of outer.body) {
      if (statement === inner) break;
      if (statement.type !== 'IfStatement') continue;
      const last = lastStatement(statement.consequent);
      if (last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement') found.push(statement.test);
    }
  }
  return found;
}
