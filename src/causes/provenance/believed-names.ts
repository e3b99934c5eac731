import type { TSESTree } from '@typescript-eslint/utils';

import { packageOf } from '../../knowledge/neutral-packages.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import { isPassword, nameOfCalled, provesWho } from './argument-facts.ts';
import type { CallScope } from './call-scope.ts';
import type { Provenance } from './kinds.ts';

/** Packages that check passwords or credentials, whatever their functions are given. */
const CHECKS_CREDENTIALS =
  /bcrypt|argon2|scrypt|pbkdf|passw|passport|jsonwebtoken|jwt|^jo?ws$|^jose$|paseto|oauth|oidc|openid|^auth|\/auth|firebase|supabase|clerk|cognito|google-auth/i;

/** Names that say neither what is compared nor what is verified: versions, globs and checksums go by them too. */
const SAYS_NO_PASSWORD = /^(?:compare|compareSync|isMatch|authenticate)$/;

/** Whether the name of a call out of sight is believed: a name that many things go by, only where what it is given says the same. */
export function isBelieved(node: TSESTree.CallExpression, named: Provenance, scope: CallScope): boolean {
  const name = nameOfCalled(node, scope.file);
  const origin = scope.file.bindings.originOf(node.callee);
  const from = origin && packageOf(origin.source);
  if (from !== null && CHECKS_CREDENTIALS.test(from)) return true;
  switch (named.is) {
    case 'password-check': {
      if (!SAYS_NO_PASSWORD.test(name)) return true;
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
