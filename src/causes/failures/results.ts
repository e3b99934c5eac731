import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { argumentsOf, callFrame, findProperty, type Frame, type Located } from '../../model/definitions/frame.ts';
import { decide } from '../../model/definitions/guard-in-call.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import type { Response } from '../../model/responses/response.ts';
import { summaryOf, type Returned } from '../../model/summaries/summary.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { childExpressions } from '../../syntax/child-expressions.ts';
import { enclosingFunction, isFunction } from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { unwrapAwait } from '../../syntax/unwrap.ts';
import { MIXED, type Evidence } from '../context/evidence.ts';
import { isBreakdown, readSet } from './set.ts';
import { toldFrom, type SiteInFrame, type SiteReader } from './sites.ts';

/** A call of a function in sight whose result a guard asks. */
interface AskedResult {
  readonly call: TSESTree.CallExpression;
  /** The variable that holds the result; null where the call stands in the guard itself. */
  readonly variable: Variable | null;
  /** The keys that lead to what the variable is of the result: `const { ok } = await rename(id)`. */
  readonly path: readonly string[];
}

/** How many calls deep results of results are read. */
const MAX_DEPTH = 4;

/** Reads what a guard says of a result that a function of the project returned: which of its returns pass the test, and why control comes to those. */
export class Results {
  readonly #definitions: Resolver;
  readonly #sites: SiteReader;

  constructor(definitions: Resolver, sites: SiteReader) {
    this.#definitions = definitions;
    this.#sites = sites;
  }

  /** The evidence of the returns that a guard surely lets pass; null where it asks no such result, or one of them cannot be read. */
  read(guard: Guard, frame: Frame, asker: Response): Evidence | null {
    if (frame.depth >= MAX_DEPTH) return null;
    const asked = findAsked(guard, frame);
    const fn = asked && this.#definitions.locator.locate(asked.call.callee, frame);
    if (!asked || !fn || !isFunction(fn.node) || fn.node.generator) return null;
    const inside = callFrame(fn, argumentsOf(asked.call, frame), fn.frame.self);
    if (!inside) return null;
    const { returns } = summaryOf(fn.node, inside.file);
    const site: SiteInFrame = {
      site: { node: asked.call, fn: enclosingFunction(asked.call), guards: [] },
      frame,
    };
    const evidences: (Evidence | null)[] = [];
    for (const one of returns) {
      const held = heldBy(asked, { node: one.value, frame: inside });
      const passes = held && this.#passes(guard, asked, held, frame);
      if (passes === false) continue;
      evidences.push(this.#why({ returned: one, held, isSure: passes === true }, guard, { inside, site, asker }));
    }
    if (evidences.length === 0 || evidences.includes(null)) return null;
    const read = evidences as readonly Evidence[];
    const reading = readSet(returns.some(({ value }) => saysWhy(value)) ? read : withoutPresence(read));
    return reading.is === 'evidence' ? reading.evidence : null;
  }

  /** Whether a guard comes out as it says where the result is what one return gives. */
  #passes(guard: Guard, { variable }: AskedResult, held: Located, frame: Frame): boolean | null {
    const test = guard.test.type === 'SwitchCase' ? null : unwrapAwait(guard.test);
    const truth = test && (variable === null || test.type === 'Identifier') ? literalTruth(held.node) : null;
    if (truth !== null) return truth === guard.holds;
    return variable === null
      ? null
      : decide(guard, { ...frame, bound: new Map(frame.bound).set(variable, held) }, this.#definitions.evaluator);
  }

  /** Why a return lets the guard pass: the conditions that hold there, or what the value itself says where it is a test of its own. */
  #why({ returned, held, isSure }: Passing, guard: Guard, { inside, site, asker }: AskedCall): Evidence | null {
    const at = { site: returned, frame: inside, asker, error: null };
    const reading = isSure
      ? this.#sites.why(at)
      : held && isTruthOf(guard)
        ? this.#sites.says(asTest(held, guard), at)
        : MIXED;
    if (reading.is !== 'evidence') return null;
    // A function that says no where it fails has judged what it was given.
    const isVerdict = isBreakdown(reading.evidence) && literalTruth(returned.value) === false;
    const evidence = isVerdict ? { ...reading.evidence, isStrong: false } : reading.evidence;
    const does = `returns \`${shortened(inside.file.code(returned.value))}\``;
    return toldFrom(evidence, [{ site: returned, frame: inside }, site], 0, does);
  }
}

/** Whether a returned value tells more than yes or no: a text, an object. */
function saysWhy(value: TSESTree.Node): boolean {
  const { type } = unwrapAwait(value);
  return (
    type === 'ObjectExpression' ||
    type === 'ArrayExpression' ||
    type === 'NewExpression' ||
    type === 'TemplateLiteral' ||
    typeof constantOf(value) === 'string'
  );
}

function constantOf(node: TSESTree.Node): unknown {
  const value = unwrapAwait(node);
  return value.type === 'Literal' ? value.value : null;
}

/** A predicate asks whether a value is there before it asks what it is like: the second is what it is for. */
function withoutPresence(failures: readonly Evidence[]): readonly Evidence[] {
  const others = failures.filter(({ cause }) => cause !== 'malformed');
  return others.length > 0 && others.every(({ cause }) => cause === 'invalid') ? others : failures;
}

/** One return that may let a guard pass. */
interface Passing {
  readonly returned: Returned;
  /** What the guard asks of it; null where that is out of sight. */
  readonly held: Located | null;
  readonly isSure: boolean;
}

/** What a result is read for. */
interface AskedCall {
  /** The called function in the reading of the call. */
  readonly inside: Frame;
  /** The call. */
  readonly site: SiteInFrame;
  readonly asker: Response;
}

/** Whether a guard asks a value itself whether it is true, or there at all, and no member of it. */
function isTruthOf({ test }: Guard): boolean {
  if (test.type === 'SwitchCase') return false;
  const { type } = unwrapAwait(test);
  return type === 'Identifier' || type === 'CallExpression';
}

/** The same question asked where the value is made. */
function asTest({ node }: Located, { holds }: Guard): Guard {
  return { test: node as TSESTree.Expression, holds, discriminant: null };
}

/** What a guard asks of one return. */
function heldBy({ path }: AskedResult, result: Located): Located | null {
  return path.reduce<Located | null>((one, key) => one && memberOf(one, key), result);
}

/** The call of whose result a guard asks something. */
function findAsked({ test, discriminant }: Guard, { file: { bindings } }: Frame): AskedResult | null {
  const root = test.type === 'SwitchCase' ? discriminant : test;
  const atom = root && unwrapAwait(root);
  if (!atom) return null;
  if (atom.type === 'CallExpression') return { call: atom, variable: null, path: [] };
  for (const name of namesIn(atom)) {
    const variable = bindings.variableOf(name);
    if (!variable) continue;
    const definition = bindings.definitionOf(variable);
    const declarator = definition?.node as TSESTree.Node | undefined;
    if (declarator?.type !== 'VariableDeclarator' || !declarator.init) continue;
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
  if (value.type === 'CallExpression') return [];
  return childExpressions(value).flatMap(namesIn);
}

/** Whether a returned value is surely true or surely false as it stands: a literal, an object, nothing. */
function literalTruth(node: TSESTree.Node): boolean | null {
  const value = unwrapAwait(node);
  switch (value.type) {
    case 'Literal':
      return 'regex' in value ? true : Boolean(value.value);
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'NewExpression':
      return true;
    case 'Identifier':
      return value.name === 'undefined' ? false : null;
    default:
      return null;
  }
}

function memberOf({ node, frame }: Located, name: string): Located | null {
  const object = unwrapAwait(node);
  if (object.type === 'ArrayExpression') {
    const element = object.elements[Number(name)];
    return element ? { node: element, frame } : null;
  }
  if (object.type !== 'ObjectExpression') return null;
  const value = findProperty(object, name);
  return value === null || value === 'unknown' ? null : { node: value, frame };
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 37)}…` : line;
}
