import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/file.ts';
import type { Response } from '../model/response.ts';
import { unwrap } from '../syntax/unwrap.ts';
import type { CauseName } from './causes.ts';
import { found, type Evidence, type Reading } from './evidence.ts';
import type { Provenances } from './provenance.ts';
import type { Purpose } from './purpose.ts';

/** What the meaning of a guard is read with. */
export interface GuardContext {
  readonly file: File;
  readonly provenances: Provenances;
  readonly response: Response;
  readonly purpose: Purpose;
  /** Whether this path already proves the caller known: an earlier guard, authentication middleware on the route. */
  readonly callerIsKnown: boolean;
  /** The definitions that led to this guard: `var open = !open` leads nowhere else. */
  readonly followed?: ReadonlySet<TSESTree.Node>;
}

/** Evidence of a guard that decides alone. */
export function strong(cause: CauseName, node: TSESTree.Node, reads: string): Reading & { readonly is: 'evidence' } {
  return { is: 'evidence', evidence: { cause, isStrong: true, node, reads, by: 'guard' } satisfies Evidence };
}

/** Evidence of a guard that names a cause, but by which no rule speaks. */
export function weak(cause: CauseName, node: TSESTree.Node, reads: string): Reading {
  return found({ cause, isStrong: false, node, reads, by: 'guard' });
}

/** A refusal that may as well be a rule of business: no member of a chat, a booking that cannot be paid. Only `strict` minds 400 there. */
export function refused(node: TSESTree.Node, reads: string): Reading {
  return found({ ...strong('forbidden', node, reads).evidence, leaves: [400] });
}

/** An account that is known and shut out: 401 is fine for it as well; 409 is not, while it logs in. */
export function shutOut(node: TSESTree.Node, reads: string, isLogin: boolean): Reading {
  return found({ cause: 'forbidden', isStrong: true, node, reads, by: 'account-state', accepts: [401], ...(isLogin && { flags: [409] }) });
}

/** 404 is right for nothing that a body lacks. */
export function missingField(at: TSESTree.Node, reads: string): Reading {
  return found({ ...strong('malformed', at, reads).evidence, flags: [404] });
}

/** The text of a node for a message, shortened. */
export function short(node: TSESTree.Node, { file }: { readonly file: File }): string {
  const text = file.text(node).replace(/\s+/g, ' ');
  return text.length > 50 ? `${text.slice(0, 47)}…` : text;
}

/** `req.user?.role`: absent caller and lacking role in one. */
export function hasOptionalPrincipal(node: TSESTree.Node, context: GuardContext): boolean {
  for (let current = unwrap(node); current.type === 'MemberExpression' || current.type === 'CallExpression'; current = unwrap(current.type === 'CallExpression' ? current.callee : current.object)) {
    if (current.type === 'MemberExpression' && current.optional && context.provenances.of(current.object).is === 'principal') return true;
  }
  return false;
}

/** A comparison taken apart: what is compared, how, and with what; `holds` is folded into the relation. */
export interface Comparison {
  readonly relation: 'equals' | 'differs' | 'ordered';
  readonly left: TSESTree.Node;
  readonly right: TSESTree.Node;
  /** Of two that are ordered, whether the left is the lesser, or may be the same. */
  readonly isLeftLess: boolean;
}

/** Whether a field of the body is called like a token, code or secret, whose absence other statuses describe as well. */
export function tokenIn(name: string | null): boolean {
  return name !== null && /token|code|otp|captcha|secret|signature/i.test(name);
}
