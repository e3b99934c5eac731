import type { TSESTree } from '@typescript-eslint/utils';

import { oneLine } from '../../syntax/one-line.ts';
import { isEqualityOperator } from '../../syntax/operators.ts';
import type { Guard } from '../../flow/graph.ts';
import { argumentsOf, callFrame, findProperty, type Frame, type Located } from '../../model/definitions/frame.ts';
import { decide } from '../../model/definitions/guard-in-call.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import { mayEndWithout } from '../../model/definitions/returns.ts';
import type { Response } from '../../model/responses/response.ts';
import { summaryOf, type Returned } from '../../model/summaries/summary.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { childExpressions } from '../../syntax/child-expressions.ts';
import { enclosingFunction, isFunction, isWithin } from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import type { Evidence } from '../context/evidence.ts';
import { findCatchPlace } from './catch-place.ts';
import { isBreakdown, readSet } from './set.ts';
import { toldFrom, type SiteInFrame, type SiteReader } from './sites.ts';

/** A call of a function in sight whose result a guard asks. */
interface AskedResult {
  readonly call: TSESTree.CallExpression;
  readonly variable: Variable;
  /** The keys that lead to what the variable is of the result: `const { reason } = await rename(id)`. */
  readonly path: readonly string[];
}

/** How many calls deep results of results are read. */
const MAX_DEPTH = 4;

/** Reads which of several results a guard names, `result.reason === 'absent'`: the returns of the called function that it lets pass, and why control comes to those. */
export class Results {
  readonly #definitions: Resolver;
  readonly #sites: SiteReader;

  constructor(definitions: Resolver, sites: SiteReader) {
    this.#definitions = definitions;
    this.#sites = sites;
  }

  /** The evidence of the returns that a guard lets pass; null where it names no such result, or one of them cannot be read. */
  read(guard: Guard, frame: Frame, asker: Response): Evidence | null {
    if (frame.depth >= MAX_DEPTH) return null;
    if (!namesResult(guard)) return this.#readCaught(guard, frame, asker);
    const asked = findAsked(guard, frame);
    const fn = asked && this.#definitions.locator.locate(asked.call.callee, frame);
    if (!asked || !fn || !isFunction(fn.node) || fn.node.generator) return null;
    const inside = callFrame(fn, argumentsOf(asked.call, frame), fn.frame.self);
    if (!inside) return null;
    const site: SiteInFrame = { site: { node: asked.call, fn: enclosingFunction(asked.call), guards: [] }, frame };
    const evidences: Evidence[] = [];
    for (const one of summaryOf(fn.node, inside.file).returns) {
      const passes = this.#passes(guard, asked, { node: one.value, frame: inside }, frame);
      if (passes === false) continue;
      const evidence = passes ? this.#why(one, inside, site, asker) : null;
      if (!evidence) return null;
      evidences.push(evidence);
    }
    const reading = readSet(evidences);
    return reading.is === 'evidence' ? reading.evidence : null;
  }

  /**
   * The evidence of the catches of the called function whose returns alone let a guard pass that asks whether a result, or a member of it, is true:
   * `try { jwt.verify(token, key); return true; } catch { return false; }` and `if (!isGenuine(token))`. What its conditions say is read elsewhere.
   */
  #readCaught(guard: Guard, frame: Frame, asker: Response): Evidence | null {
    const asked = findTested(guard, frame);
    const fn = asked && this.#definitions.locator.locate(asked.call.callee, frame);
    if (!asked || !fn || !isFunction(fn.node) || fn.node.generator || (!guard.holds && mayEndWithout(fn.node)))
      return null;
    const inside = callFrame(fn, argumentsOf(asked.call, frame), fn.frame.self);
    if (!inside) return null;
    const site: SiteInFrame = { site: { node: asked.call, fn: enclosingFunction(asked.call), guards: [] }, frame };
    const evidences: Evidence[] = [];
    for (const one of summaryOf(fn.node, inside.file).returns) {
      const passes = this.#isTrue({ node: one.value, frame: inside }, asked.path);
      if (passes === !guard.holds) continue;
      const evidence =
        passes !== null && standsInCatch(one.value, fn.node) ? this.#why(one, inside, site, asker) : null;
      if (!evidence) return null;
      evidences.push(evidence);
    }
    const reading = readSet(evidences);
    return reading.is === 'evidence' ? reading.evidence : null;
  }

  /** Whether what stands under some keys of a result is true; null where that is open. */
  #isTrue(result: Located, path: readonly string[]): boolean | null {
    let held = result;
    for (const key of path) {
      const object = unwrapAwait(held.node);
      const value = object.type === 'ObjectExpression' ? findProperty(object, key) : 'unknown';
      if (value === null) return false;
      if (value === 'unknown') return null;
      held = { node: value, frame: held.frame };
    }
    const test = unwrapAwait(held.node) as TSESTree.Expression;
    if (test.type === 'Literal') return Boolean(test.value) || 'regex' in test;
    if (test.type === 'Identifier' && test.name === 'undefined') return false;
    return decide({ test, holds: true, discriminant: null }, held.frame, this.#definitions.evaluator);
  }

  /** Whether a guard comes out as it says where the result is what one return gives. */
  #passes(guard: Guard, { variable, path }: AskedResult, result: Located, frame: Frame): boolean | null {
    const held = path.reduce<Located | null>((one, key) => one && memberOf(one, key), result);
    return (
      held && decide(guard, { ...frame, bound: new Map(frame.bound).set(variable, held) }, this.#definitions.evaluator)
    );
  }

  #why(returned: Returned, frame: Frame, caller: SiteInFrame, asker: Response): Evidence | null {
    const reading = this.#sites.why({ site: returned, frame, asker, error: null });
    if (reading.is !== 'evidence') return null;
    const does = `returns \`${oneLine(frame.file.code(returned.value), 40)}\``;
    const told = toldFrom(reading.evidence, [{ site: returned, frame }, caller], 0, does);
    // What a function calls a failure that it has caught may be its verdict on what it was given.
    return isBreakdown(told) ? { ...told, isStrong: false } : told;
  }
}

/** Whether a guard compares something with a word or a number: whether it is true, or there at all, is another question. */
function namesResult({ test, holds }: Guard): boolean {
  if (test.type === 'SwitchCase') return holds && test.test !== null;
  const { type } = unwrapAwait(test);
  if (type !== 'BinaryExpression' || test.type !== 'BinaryExpression' || !isEqualityOperator(test.operator))
    return false;
  return [test.left, test.right].some(side => {
    const value = unwrapAwait(side);
    return (
      (value.type === 'Literal' && (typeof value.value === 'string' || typeof value.value === 'number')) ||
      value.type === 'MemberExpression'
    );
  });
}

/** The call whose result, or a member of whose result, a guard asks to be true. */
function findTested({ test }: Guard, { file: { bindings } }: Frame): Pick<AskedResult, 'call' | 'path'> | null {
  if (test.type === 'SwitchCase') return null;
  const value = unwrapAwait(test);
  const member = value.type === 'MemberExpression' ? propertyName(value) : '';
  if (member === null) return null;
  const keys = member === '' ? [] : [member];
  const object = value.type === 'MemberExpression' ? unwrapAwait(value.object) : value;
  if (object.type === 'CallExpression') return { call: object, path: keys };
  const variable = object.type === 'Identifier' ? bindings.variableOf(object) : null;
  const definition = variable && bindings.definitionOf(variable);
  const declarator = definition?.node as TSESTree.Node | undefined;
  if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return null;
  const path = pathInPattern(declarator.id, definition?.name as TSESTree.Node);
  const made = unwrapAwait(declarator.init);
  return path && made.type === 'CallExpression' ? { call: made, path: [...path, ...keys] } : null;
}

/** Whether a function returns a value in a catch of its own. */
function standsInCatch(value: TSESTree.Node, fn: TSESTree.Node): boolean {
  const place = findCatchPlace(value);
  return place?.type === 'CatchClause' && isWithin(place, fn);
}

/** The call of whose result a guard asks something. */
function findAsked({ test, discriminant }: Guard, { file: { bindings } }: Frame): AskedResult | null {
  const asked = test.type === 'SwitchCase' ? discriminant : test;
  for (const name of asked ? namesIn(asked) : []) {
    const variable = bindings.variableOf(name);
    const definition = variable && bindings.definitionOf(variable);
    const declarator = definition?.node as TSESTree.Node | undefined;
    if (!variable || declarator?.type !== 'VariableDeclarator' || !declarator.init) continue;
    const path = pathInPattern(declarator.id, definition?.name as TSESTree.Node);
    const made = unwrapAwait(declarator.init);
    if (path && made.type === 'CallExpression') return { call: made, variable, path };
  }
  return null;
}

/** The names that an expression reads, those of members' objects first. */
function namesIn(node: TSESTree.Node): readonly TSESTree.Identifier[] {
  const value = unwrapAwait(node);
  if (value.type === 'Identifier') return [value];
  if (value.type === 'MemberExpression') return namesIn(value.object);
  return value.type === 'CallExpression' ? [] : childExpressions(value).flatMap(namesIn);
}

function memberOf({ node, frame }: Located, name: string): Located | null {
  const object = unwrapAwait(node);
  if (object.type === 'ArrayExpression') {
    const element = object.elements[Number(name)];
    return element ? { node: element, frame } : null;
  }
  const value = object.type === 'ObjectExpression' ? findProperty(object, name) : null;
  return value === null || value === 'unknown' ? null : { node: value, frame };
}
