import type { TSESTree } from '@typescript-eslint/utils';

import { READS_SETTING, SAYS_ON } from '../../knowledge/shapes/language.ts';
import {
  ASKS_STATE,
  DOWN,
  HEALTH,
  HEALTH_CHECK,
  OFF_DUTY,
  OVERLOAD_CHECK,
  OVERLOAD_PACKAGE,
  UP,
} from '../../knowledge/shapes/servers.ts';
import { isEqualityOperator } from '../../syntax/operators.ts';
import { endpointWords, wordsOf } from '../../facts/outcomes/endpoint-words.ts';
import type { Guard } from '../../flow/graph.ts';
import { IN } from '../../knowledge/contexts.ts';
import type { File } from '../../model/definitions/file.ts';
import { methodOf, pathsOf } from '../../model/handlers/handler.ts';
import { payloadsOf } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';
import { functionName } from '../../syntax/functions.ts';
import { findMember } from '../../syntax/static-values.ts';
import { calleeName, lastName, stringValue, unwrapAwait } from '../../syntax/unwrap.ts';
import { encloses, type Condition } from '../context/conditions.ts';
import type { Evidence } from '../context/evidence.ts';
import { short } from '../context/question.ts';
import type { Provenances } from '../provenance/provenance.ts';
import type { CatchPlace } from './catch-place.ts';
import { triedBefore } from './tried.ts';

/** What the state of the server is read with. */
interface StateContext {
  readonly file: File;
  readonly provenances: Provenances;
  readonly conditions: readonly Condition[];
  readonly place: CatchPlace | null;
}

/** Reads a response that says that the server cannot serve for now: maintenance, overload, a health check that fails. Null for all others. */
export function readUnavailable(response: Response, context: StateContext): Evidence | null {
  const { file, conditions } = context;
  return (
    readOffDuty(conditions, response.node, file) ??
    (isHealthCheck(response, file) ? readFailingCheck(response, context) : null)
  );
}

/** Reads what the conditions around a place say of the server as a whole: that it is under maintenance, overloaded or shutting down. */
export function readOffDuty(conditions: readonly Condition[], at: TSESTree.Node, file: File): Evidence | null {
  for (const { node, alternatives, isChoice } of conditions) {
    // The cheap question first: what encloses what is a walk up the tree, for each guard of each response.
    if (
      alternatives.length > 0 &&
      alternatives.every(guard => saysOffDuty(guard, file)) &&
      (isChoice === true || encloses(node, at))
    )
      return unavailableEvidence(
        node,
        `\`${short(node, { file })}\` asks whether the server serves at all in this guard`,
      );
  }
  return null;
}

const offDuty = new WeakMap<Guard, boolean>();

function saysOffDuty(guard: Guard, file: File): boolean {
  let says = offDuty.get(guard);
  if (says === undefined) offDuty.set(guard, (says = isOffDuty(guard, file)));
  return says;
}

/** `if (maintenance)`, `if (settings.maintenanceMode === true)`, `if (toobusy())`, `if (isShuttingDown)`. */
function isOffDuty({ test, holds }: Guard, file: File): boolean {
  if (test.type === 'SwitchCase') return false;
  const atom = unwrapAwait(test);
  if (atom.type === 'BinaryExpression') {
    const [left, right] = [atom.left as TSESTree.Node, atom.right];
    const value = stringValue(right) ?? (right.type === 'Literal' ? String(right.value) : null);
    if (!isEqualityOperator(atom.operator) || value === null || !OFF_DUTY.has(conditionName(left, file))) return false;
    return SAYS_ON.has(value) === (holds === atom.operator.startsWith('='));
  }
  if (!holds) return false;
  if (atom.type === 'CallExpression') {
    const origin = file.bindings.originOf(atom.callee);
    return (
      OVERLOAD_PACKAGE.has(origin?.source) ||
      OVERLOAD_CHECK.has(calleeName(atom)) ||
      (READS_SETTING.has(calleeName(atom)) && OFF_DUTY.has(conditionName(atom, file))) ||
      (OFF_DUTY.has(calleeName(atom)) && ASKS_STATE.has(calleeName(atom)))
    );
  }
  return OFF_DUTY.has(conditionName(atom, file));
}

/** The last name of a value, `process.env.MAINTENANCE_MODE` or `flags.get('maintenance')`. */
function conditionName(node: TSESTree.Node, file: File): string {
  const value = unwrapAwait(node);
  if (value.type === 'CallExpression')
    return value.arguments[0] ? (stringValue(value.arguments[0]) ?? '') : (calleeName(value) ?? '');
  const resolved = value.type === 'Identifier' ? file.bindings.resolve(value) : value;
  return lastName(value) ?? lastName(resolved) ?? '';
}

/**
 * Whether a handler is a health check, by its path, or by its name where no route is in sight. Who asks for one reads: `POST /escrow/process-ready` does
 * something, and a word that is a part of a longer segment names what that is about.
 */
function isHealthCheck(response: Response, file: File): boolean {
  const { handler, fn } = response;
  if (!handler || (handler.role !== 'route' && handler.role !== 'controller')) return false;
  const method = methodOf(handler);
  if (method !== null && method !== 'GET' && method !== 'HEAD') return false;
  if (handler.routes.length > 0) {
    const paths = pathsOf(handler);
    // What is written of a path that is not known whole.
    if (paths.length === 0) return HEALTH.has(endpointWords(response, file).path.at(-1));
    return paths.some(path => HEALTH.has(lastSegment(path)));
  }
  return fn !== null && HEALTH_CHECK.has(functionName(fn) ?? handler.name);
}

/** The last segment of a path in one notation: `/health-check` and `/healthCheck` are `healthcheck`. */
function lastSegment(path: string): string {
  const [last = ''] = path
    .split('/')
    .filter(segment => segment !== '' && !segment.startsWith(':'))
    .slice(-1);
  return wordsOf(last).join('');
}

/** What a health check answers where it fails: in a catch around what it asks, or with content that says that it does. */
function readFailingCheck(response: Response, { file, provenances, place }: StateContext): Evidence | null {
  const verdict = verdictOf(response, file);
  const failing = (node: TSESTree.Node, reads: string): Evidence => ({
    ...unavailableEvidence(node, reads),
    ...IN.healthCheck,
  });
  if (verdict?.is === 'down')
    return failing(verdict.node, `\`${short(verdict.node, { file })}\` is what this health check says where it fails`);
  if (verdict?.is === 'up' || !place) return null;
  const { io, upstream, narrow } = triedBefore(place, file, provenances);
  return io + upstream > 0 && narrow === 0 ? failing(place, 'what this health check asks has failed here') : null;
}

/** What the content of a health check says of it as a whole; null where it says nothing, or not surely. */
function verdictOf(
  { body }: Response,
  file: File,
): { readonly is: 'up' | 'down'; readonly node: TSESTree.Node } | null {
  const [payload, ...others] = payloadsOf(body, file);
  if (!payload || others.length > 0 || payload.guards.length > 0) return null;
  const { node } = payload;
  if (node.type !== 'ObjectExpression') return wordOf(node, node);
  for (const name of ['status', 'state', 'health', 'message']) {
    const value = findMember(node, name);
    const word = value && wordOf(value, value.parent ?? value);
    if (word) return word;
  }
  for (const name of ['ok', 'healthy', 'ready', 'alive', 'success', 'up', 'live']) {
    const value = findMember(node, name);
    if (value?.type === 'Literal' && typeof value.value === 'boolean')
      return { is: value.value ? 'up' : 'down', node: value.parent };
  }
  return null;
}

function wordOf(
  value: TSESTree.Node,
  node: TSESTree.Node,
): { readonly is: 'up' | 'down'; readonly node: TSESTree.Node } | null {
  const text = stringValue(value)?.trim() ?? '';
  return DOWN.has(text) ? { is: 'down', node } : UP.has(text) ? { is: 'up', node } : null;
}

function unavailableEvidence(node: TSESTree.Node, reads: string): Evidence {
  return { cause: 'unavailable', isStrong: true, node, reads, by: 'guard' };
}
