import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/file.ts';
import { isFunction, isWithin, parametersOf, type FunctionNode } from '../syntax/functions.ts';
import { calleeName, methodCall, unwrap } from '../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Reading } from './evidence.ts';
import { SCHEMA_VERDICT } from './libraries.ts';
import type { Provenances, Source } from './provenance.ts';
import { LOOKUP, WRITE } from './names.ts';

/** What a try block, a promise or a callback's call tried: the kinds of failure its error can be. */
export interface Tried {
  /** Calls that reach a database or other input and output, or whose work is out of sight and awaited. */
  readonly io: number;
  readonly verifiesCredential: boolean;
  readonly validates: ReadonlySet<Source> | null;
  readonly parses: boolean;
  readonly upstream: number;
  readonly checksPassword: boolean;
  readonly saves: boolean;
  /** Limiters such as rate-limiter-flexible reject when the limit is reached. */
  readonly limits: boolean;
}

/** The place where a failure arrives: a catch clause, or a function that is given an error. */
export type CatchPlace = TSESTree.CatchClause | FunctionNode;

/** Finds the catch clause or error callback whose error a node's response follows from, innermost first; callbacks only while their error is known to be set. */
export function findCatchPlace(node: TSESTree.Node): CatchPlace | null {
  for (let inner = node, outer = node.parent; outer; inner = outer, outer = outer.parent) {
    if (outer.type === 'CatchClause') return outer;
    if (isFunction(outer) && inner === outer.body) {
      const call = outer.parent;
      const method = call.type === 'CallExpression' && call.arguments.includes(outer as TSESTree.CallExpressionArgument) ? methodCall(call) : null;
      if (method?.name === 'catch' || (method?.name === 'then' && method.call.arguments[1] === outer)) return outer;
      return null;
    }
  }
  return null;
}

/** What was tried before a catch place. */
export function triedBefore(place: CatchPlace, file: File, provenances: Provenances): Tried {
  if (place.type === 'CatchClause') return triedIn(place.parent.block, file, provenances);
  const call = place.parent;
  const method = call.type === 'CallExpression' ? methodCall(call) : null;
  if (method && /^(?:catch|then|finally)$/.test(method.name)) return triedIn(method.object, file, provenances);
  return triedIn(call, file, provenances, place);
}

function triedIn(root: TSESTree.Node, file: File, provenances: Provenances, except: TSESTree.Node | null = null): Tried {
  let io = 0;
  let upstream = 0;
  let verifiesCredential = false;
  let parses = false;
  let checksPassword = false;
  let saves = false;
  let limits = false;
  let validates: ReadonlySet<Source> | null = null;
  for (const call of file.calls) {
    if (!isWithin(call, root) || (except && isWithin(call, except))) continue;
    const name = calleeName(call) ?? '';
    const provenance = provenances.of(call);
    const text = file.text(call.callee);
    const isAwaited = call.parent.type === 'AwaitExpression' || call === root || (methodCall(call.parent.type === 'MemberExpression' ? call.parent.parent : call)?.name ?? '') === 'then' || except !== null;
    if (/^(?:consume|throttle)$|limit/i.test(name) && name !== 'limit') limits = true;
    switch (provenance.is) {
      case 'verified': verifiesCredential = true; break;
      case 'password-check': checksPassword = true; break;
      case 'upstream': upstream++; break;
      case 'verdict': if (/parse|validate|assert/i.test(name)) validates = new Set([...validates ?? [], ...provenance.over]); break;
      default:
        if (/^(?:JSON\.parse|decodeURIComponent|new URL)$/.test(text)) parses = true;
        else if (isAwaited && !SCHEMA_VERDICT.test(name) && !/^(?:json|text|send|status|next)$/.test(name)) {
          io++;
          if (/^(?:save|create|insertMany|validate)$/.test(name)) saves = true;
        } else if (!isAwaited && (/Sync$/.test(name) || (WRITE.test(name) && LOOKUP.test(name)))) io++;
    }
  }
  return { io, verifiesCredential, validates, parses, upstream, checksPassword, saves, limits };
}

/** Whether anything on the way to a response, its guards' tests, reads the error: then the failure is no longer undifferentiated. */
export function inspectsError(place: CatchPlace, guards: readonly TSESTree.Node[], file: File): boolean {
  const parameter = place.type === 'CatchClause' ? place.param : parametersOf(place)[0];
  const variable = parameter?.type === 'Identifier' ? file.bindings.variableOf(parameter) : null;
  if (!variable) return parameter?.type === 'ObjectPattern';
  return variable.references.some(({ identifier }) => guards.some(guard => {
    if (!isWithin(identifier, guard)) return false;
    const test = unwrap(guard);
    if (test === identifier) return false;
    // `err instanceof Error` tells nothing: all errors are.
    return !(test.type === 'BinaryExpression' && test.operator === 'instanceof' && test.right.type === 'Identifier' && test.right.name === 'Error');
  }));
}

/** What an undifferentiated failure is, by what was tried. */
export function readCatch(place: CatchPlace, file: File, provenances: Provenances): Reading {
  const tried = triedBefore(place, file, provenances);
  const node = place.type === 'CatchClause' ? place : place;
  const catches = (what: string): string => `this catch follows ${what}`;
  const { io, upstream } = tried;
  if (tried.limits) return MIXED;
  if (tried.verifiesCredential) return io === 0 && upstream === 0 ? evidence('unauthenticated', node, catches('the verification of a credential'), true) : MIXED;
  if (tried.validates) {
    if (io > 0 || upstream > 0) return MIXED;
    const isBody = tried.validates.size === 1 && tried.validates.has('body');
    return isBody ? evidence('invalid', node, catches('a schema\'s check of the body alone'), true) : tried.validates.size === 1 ? evidence('malformed', node, catches('a schema\'s check'), true) : MIXED;
  }
  if (tried.parses && io === 0 && upstream === 0) return evidence('malformed', node, catches('the parsing of text alone'), false);
  if (upstream > 0 && io === 0) return evidence('upstream-error', node, catches('a call of another server'), true);
  if (io > 0 || upstream > 0) return evidence('unexpected', node, catches(`${io === 1 ? 'a call' : 'calls'} that can fail in many ways, and nothing here reads the error`), !tried.saves || io > 1);
  return NEUTRAL;
}

function evidence(cause: 'unauthenticated' | 'invalid' | 'malformed' | 'unexpected' | 'upstream-error', node: TSESTree.Node, reads: string, isStrong: boolean): Reading {
  return found({ cause, isStrong, node, reads, by: 'catch' });
}
