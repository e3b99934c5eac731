import type { TSESTree } from '@typescript-eslint/utils';
import { type Reading } from './evidence.ts';
import { strong, weak, type GuardContext } from './guard-context.ts';

/** Reads a password that is wrong: at login the caller is not known by it. */
export function readWrongPassword(at: TSESTree.Node, context: GuardContext): Reading {
  // A wrong current password of a known caller is fine as 400, 401, 403 or 422.
  const reads = 'a password is checked in this guard';
  if (context.callerIsKnown || context.purpose.updates || /password|reset|change|verify|profile|account|delete|remove|disable/i.test(context.response.handler?.name ?? '')) return weak('unauthenticated', at, reads);
  if (/password|reset|change/i.test(context.purpose.path ?? '') || context.purpose.method === 'DELETE' || context.provenances.sourcesIn(at).has('principal')) return weak('unauthenticated', at, reads);
  return strong('unauthenticated', at, reads);
}
