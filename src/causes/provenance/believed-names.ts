import type { TSESTree } from '@typescript-eslint/utils';

import { CHECKS_CREDENTIALS } from '../../knowledge/shapes/credentials.ts';
import { SAYS_NO_PASSWORD } from '../../knowledge/shapes/passwords.ts';
import { packageOf } from '../../knowledge/neutral-packages.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import { isPassword, nameOfCalled, provesWho } from './argument-facts.ts';
import type { CallScope } from './call-scope.ts';
import type { Provenance } from './kinds.ts';

/** Whether the name of a call out of sight is believed: a name that many things go by, only where what it is given says the same. */
export function isBelieved(node: TSESTree.CallExpression, named: Provenance, scope: CallScope): boolean {
  const name = nameOfCalled(node, scope.file);
  const origin = scope.file.bindings.originOf(node.callee);
  const from = origin && packageOf(origin.source);
  if (CHECKS_CREDENTIALS.has(from)) return true;
  switch (named.is) {
    case 'password-check': {
      if (!SAYS_NO_PASSWORD.has(name)) return true;
      const method = methodCall(node);
      // user.isMatch(candidate): the record of an account has its own.
      return (
        (method !== null && scope.of(method.object).is === 'lookup') ||
        node.arguments.some(argument => isPassword(argument, scope))
      );
    }
    case 'verified':
      return name !== 'verify' || !named.ofCredential || node.arguments.some(argument => provesWho(argument, scope));
    // What a package exports itself, `removeStopwords(words)`, is no store unless it is waited for.
    case 'lookup':
    case 'written':
      return from === null || methodCall(node) !== null || isWaitedFor(node);
    default:
      return true;
  }
}

function isWaitedFor({ parent }: TSESTree.CallExpression): boolean {
  return (
    parent.type === 'AwaitExpression' ||
    parent.type === 'ReturnStatement' ||
    parent.type === 'ArrowFunctionExpression' ||
    parent.type === 'MemberExpression'
  );
}
