import type { TSESTree } from '@typescript-eslint/utils';

import type { Finding } from '../../knowledge/finding.ts';
import type { CallModel, FailureAs, Gives } from '../../knowledge/package-model.ts';
import { calleeName, unwrapAwait } from '../../syntax/unwrap.ts';
import type { CallScope } from './call-scope.ts';
import { UNKNOWN, type Provenance } from './kinds.ts';
import { sourcesOfSlots, toProvenance, valueAtSlot } from './package-call.ts';

/** What the settings state that a call gives; null where they state nothing of it. Its name, its definition and its package are not asked then. */
export function statedProvenance(call: TSESTree.CallExpression, scope: CallScope): Provenance | null {
  const row = scope.callees.statedOf(call, scope.frame);
  if (!row) return null;
  const { gives = row.does ? 'written' : 'nothing' } = row;
  return typeof gives === 'string'
    ? ofWord(gives, row, call, scope)
    : {
        is: 'parts',
        of: new Map(Object.entries(gives).map(([name, word]) => [name, ofWord(word, row, call, scope)])),
      };
}

function ofWord(word: Gives, row: CallModel, call: TSESTree.CallExpression, scope: CallScope): Provenance {
  switch (word) {
    case 'nothing':
      return UNKNOWN;
    case 'credential':
      return { is: 'credential', name: calleeName(call) ?? 'credential' };
    case 'schema-verdict':
    case 'schema-errors':
      return {
        is: 'verdict',
        over: sourcesOfSlots(call, row, scope),
        attribute: null,
        call,
        isWrongIf: word === 'schema-errors',
      };
    case 'checked':
    case 'same': {
      const [slot = '0'] = typeof row.of === 'string' ? [row.of] : (row.of ?? []);
      const value = valueAtSlot(call, slot);
      return value ? scope.of(value) : UNKNOWN;
    }
    default: {
      const found = toProvenance(word, call, row, scope);
      // Its own name says nothing of what it writes.
      return found.is === 'written' ? { ...found, name: row.does?.includes('creates') ? 'create' : 'update' } : found;
    }
  }
}

/** A failure that the settings state of a call. */
export interface StatedFailure {
  readonly call: TSESTree.CallExpression;
  readonly as: Finding;
  /** Whether it is said by a value that is true, or by one that is not. */
  readonly isWrongIf: boolean;
}

/** What it means by the settings that a value is true or false: of a call, or of a variable that holds what one gave; null where they state no such failure of it. */
export function statedFailure(node: TSESTree.Node, scope: CallScope): StatedFailure | null {
  const call = callBehind(node, scope);
  const row = call && scope.callees.statedOf(call, scope.frame);
  const failure = row?.fails?.find(({ by }) => by === 'value');
  return call && failure && isFinding(failure.as) ? { call, as: failure.as, isWrongIf: failure.when === 'true' } : null;
}

/** What a call throws by the settings. */
export function statedThrows(call: TSESTree.CallExpression, scope: CallScope): readonly Finding[] {
  const { fails = [] } = scope.callees.statedOf(call, scope.frame) ?? {};
  return fails.flatMap(({ by, as }) => (by !== 'value' && isFinding(as) ? [as] : []));
}

/** Whether the settings state something of the call that a value comes from. */
export function isStated(node: TSESTree.Node, scope: CallScope): boolean {
  if (scope.callees.stated.isEmpty) return false;
  const call = callBehind(node, scope);
  return call !== null && scope.callees.statedOf(call, scope.frame) !== null;
}

function callBehind(node: TSESTree.Node, { file }: CallScope): TSESTree.CallExpression | null {
  const value = unwrapAwait(file.bindings.resolveAwaited(node));
  return value.type === 'CallExpression' ? value : null;
}

function isFinding(as: FailureAs): as is Finding {
  return typeof as === 'string' && as !== 'unknown';
}
