import type { TSESTree } from '@typescript-eslint/utils';

import { PRINCIPAL } from '../../knowledge/shapes/callers.ts';
import { TOKEN_FIELD } from '../../knowledge/shapes/credentials.ts';
import { GIVES_FORM, GIVES_PART } from '../../knowledge/shapes/language.ts';
import { PERMISSION } from '../../knowledge/shapes/permissions.ts';
import { DEED_FIELD } from '../../knowledge/shapes/purposes.ts';
import { oneLine } from '../../syntax/one-line.ts';
import { IN } from '../../knowledge/contexts.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { Guard } from '../../flow/graph.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { Provenance, RequestPart } from '../provenance/kinds.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { branchOf } from './conditions.ts';
import { found, type Evidence, type Reading } from './evidence.ts';
import type { Purpose } from './purpose.ts';

/** One reader of several, in their fixed order, that has something to say; those before it passed. */
export interface Heard {
  /** Which readers it is one of. */
  readonly among: 'guard' | 'truth' | 'call' | 'catch';
  readonly reader: string;
  readonly passed: readonly string[];
  readonly node: TSESTree.Node;
  readonly reading: Reading;
}

/** Readers of one thing, each with what it is called. */
export type Readers<Question> = readonly {
  readonly name: string;
  readonly read: (question: Question) => Reading | null;
}[];

/** What the first reader says that says anything, which is told to who listens; null where all of them pass. */
export function firstOf<Question>(
  readers: Readers<Question>,
  question: Question,
  { among, node }: Pick<Heard, 'among' | 'node'>,
  listen: GuardContext['listen'],
): Reading | null {
  for (const [index, { name, read }] of readers.entries()) {
    const reading = read(question);
    if (!reading) continue;
    listen?.({ among, reader: name, passed: readers.slice(0, index).map(one => one.name), node, reading });
    return reading;
  }
  return null;
}

/** What the meaning of a guard is read with. */
export interface GuardContext {
  /** Who is told which reader spoke; asked for by `explain` alone. */
  readonly listen?: ((heard: Heard) => void) | undefined;
  readonly file: File;
  readonly provenances: Provenances;
  readonly response: Response;
  readonly purpose: Purpose;
  /** Whether this path already proves the caller known: an earlier guard, authentication middleware on the route. */
  readonly callerIsKnown: boolean;
  /** Whether nobody reaches the response without a caller, by the middleware and hooks before its handler. */
  readonly isAuthenticated: () => boolean;
  /** Whether its function answers 401 before: who is not known is refused there, and what is missing later the server has lost. */
  readonly refusedBefore: () => boolean;
  /** What a guard says of a result that a function of the project returned; null where it asks none that can be read. */
  readonly ofResult?: (guard: Guard) => Evidence | null;
  /** Whether the response is what a condition left whose own exit answered well or went on: then it is sent because of the opposite. */
  readonly isLeftWell?: (at: TSESTree.Node) => boolean;
  /** Where the guard that is read stands in a function that another guard asks: that guard, and what the response itself is read with. */
  readonly asked?: { readonly at: TSESTree.Node; readonly context: GuardContext };
  /** The response that a failure is answered by which arises in another function: what was asked before it was asked before that function was called. */
  readonly caller?: Pick<GuardContext, 'file' | 'provenances' | 'response'>;
  /** The definitions that led to this guard: `var open = !open` leads nowhere else. */
  readonly followed?: ReadonlySet<TSESTree.Node>;
}

/** What the response itself is read with, wherever the guard stands. */
export function homeOf(context: GuardContext): GuardContext {
  return context.asked?.context ?? context;
}

/** The branch of an `if` or `?:` that a response stands in, by one of its guards, or by what that guard asks; what a good exit left is its alternate. Null where it let control pass. */
export function branchBehind(
  at: TSESTree.Node,
  { asked, response, isLeftWell }: GuardContext,
): ReturnType<typeof branchOf> {
  const place = asked?.at ?? at;
  return branchOf(place, response.node) ?? (isLeftWell?.(place) ? 'alternate' : null);
}

/** Evidence of a guard that decides alone. */
export function strong(cause: CauseName, node: TSESTree.Node, reads: string): Reading & { readonly is: 'evidence' } {
  return { is: 'evidence', evidence: { cause, isStrong: true, node, reads, by: 'guard' } satisfies Evidence };
}

/** Evidence of a guard that reads a field of the request, or a record that was looked up for it, and so of this very failure. */
export function proven(cause: CauseName, node: TSESTree.Node, reads: string): Reading & { readonly is: 'evidence' } {
  return { is: 'evidence', evidence: { ...strong(cause, node, reads).evidence, isProven: true } };
}

/** A part of the request that is missing or cannot be read; where it is one of the path, its URL may as well name nothing, and 422 is for content. */
export function malformed(
  source: RequestPart | 'file' | null,
  node: TSESTree.Node,
  reads: string,
): Reading & { readonly is: 'evidence' } {
  const { evidence } = proven('malformed', node, reads);
  return { is: 'evidence', evidence: source === 'param' ? { ...evidence, ...IN.path } : evidence };
}

/** Evidence of a guard that names a cause, but by which no rule speaks. */
export function weak(cause: CauseName, node: TSESTree.Node, reads: string): Reading {
  return found({ cause, isStrong: false, node, reads, by: 'guard' });
}

/** What nothing but the names of a call says: no rule speaks by it. */
export function asNamed(reading: Reading, isNamed: true | undefined): Reading {
  return isNamed && reading.is === 'evidence' ? found({ ...reading.evidence, isStrong: false }) : reading;
}

/** A refusal that may as well be a rule of business: no member of a chat, a booking that cannot be paid. Only `strict` minds the statuses of one there. */
export function refused(node: TSESTree.Node, reads: string): Reading {
  return found({ ...strong('forbidden', node, reads).evidence, ...IN.ruleOfBusiness });
}

/** An account that is known and shut out: other statuses describe its state as well; 409 does not, while it logs in. */
export function shutOut(node: TSESTree.Node, reads: string, isLogin: boolean): Reading {
  return found({
    cause: 'forbidden',
    isStrong: true,
    node,
    reads,
    by: 'account-state',
    ...(isLogin ? IN.accountStateAtLogin : IN.accountState),
  });
}

/** Whether a value is made of a part of another, `name.replace('.png', '')`, `url.split('/').at(-1)`: it may be empty where that is there. */
export function isDerived(value: TSESTree.Node, { file }: Pick<GuardContext, 'file'>): boolean {
  const made = methodCall(file.bindings.resolve(value));
  if (!made) return false;
  return GIVES_PART.has(made.name) || (GIVES_FORM.has(made.name) && isDerived(made.object, { file }));
}

/** The text of a node for a message, shortened. */
export function short(node: TSESTree.Node, { file }: { readonly file: File }): string {
  const cut = oneLine(file.code(node), 50);
  // A template has its own marks, which those around it in a message would double.
  const isMarked = node.type === 'TemplateLiteral' && cut.startsWith('`');
  return isMarked ? cut.slice(1, cut.endsWith('`') ? -1 : undefined) : cut;
}

/** Whether a value is the caller, or is called like one, and is no part of it: `req.user`, `req.auth.user`; not `req.user.role`. */
function isCallerItself(node: TSESTree.Node, { provenances }: GuardContext): boolean {
  const provenance = provenances.of(node);
  return (
    provenance.is === 'principal' &&
    (provenance.attribute === null || (PRINCIPAL.has(provenance.attribute) && !PERMISSION.has(provenance.attribute)))
  );
}

/** `req.user?.role`: absent caller and lacking role in one. That a role may be missing, `req.user.role?.name`, says nothing of who has it: `req.user` is read plainly there. */
export function hasOptionalPrincipal(node: TSESTree.Node, context: GuardContext): boolean {
  for (
    let current = unwrap(node);
    current.type === 'MemberExpression' || current.type === 'CallExpression';
    current = unwrap(current.type === 'CallExpression' ? current.callee : current.object)
  ) {
    if (current.type === 'MemberExpression' && current.optional && isCallerItself(current.object, context)) return true;
  }
  return false;
}

/** `req.session.userId`: whoever has not logged in has a session too, and nothing there. */
function isKeptInSession(node: TSESTree.Node, { file, provenances }: GuardContext): boolean {
  const value = unwrap(node);
  const read = file.bindings.resolve(value);
  if (read.type === 'MemberExpression') return isSession(provenances.of(read.object));
  const definition = file.bindings.variableOf(value)?.defs[0]?.node as TSESTree.Node | undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.id.type === 'ObjectPattern' &&
    definition.init !== null &&
    isSession(provenances.of(definition.init))
  );
}

function isSession(provenance: Provenance): boolean {
  return provenance.is === 'credential' && provenance.isKept === true;
}

/** A lack of permission, for which 401 is as fine where the caller may be missing as well: `req.user?.role !== 'admin'`, unless this path proves the caller known. */
export function unlessNobody(reading: Reading, node: TSESTree.Node, context: GuardContext): Reading {
  if (reading.is !== 'evidence' || context.callerIsKnown) return reading;
  const where = hasOptionalPrincipal(node, context)
    ? IN.callerMayBeMissing
    : isKeptInSession(node, context)
      ? IN.callerKeptInSession
      : null;
  return where === null
    ? reading
    : found({ ...reading.evidence, accepts: [...(reading.evidence.accepts ?? []), ...where.accepts] });
}

/** A comparison taken apart: what is compared, how, and with what; `holds` is folded into the relation. */
export interface Comparison {
  readonly relation: 'equals' | 'differs' | 'ordered';
  readonly left: TSESTree.Node;
  readonly right: TSESTree.Node;
  /** Of two that are ordered, whether the left is the lesser, or may be the same. */
  readonly isLeftLess: boolean;
}

/** Whether a field of the body says what is to be done: whatever is done for none of its values, is done where it is missing too. */
export function choosesDeed(name: string | null): boolean {
  return DEED_FIELD.has(name);
}

/** Whether a field of the body is called like a token, code or secret, whose absence other statuses describe as well. */
export function tokenIn(name: string | null): boolean {
  return TOKEN_FIELD.has(name);
}

export function conflict(
  node: TSESTree.Node,
  reads: string,
  { isStrong = true, by = 'guard', ...more }: Partial<Pick<Evidence, 'isStrong' | 'by' | 'accepts' | 'isProven'>> = {},
): Reading {
  return found({ cause: 'conflict', isStrong, node, reads, by, ...more });
}
