import type { TSESTree } from '@typescript-eslint/utils';

import type { Finding } from '../../knowledge/finding.ts';
import type { CallFacts, CallModel, FailureAs, Gives } from '../../knowledge/package-model.ts';
import { knownPackage, packageRow } from '../../knowledge/packages/index.ts';
import type { PackagePath } from '../../model/definitions/package-path.ts';
import { findProperty } from '../../model/definitions/frame.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import { nameOfCalled, sourcesOfArguments } from './argument-facts.ts';
import type { CallScope } from './call-scope.ts';
import { UNKNOWN, type Provenance, type RequestPart } from './kinds.ts';

/** What a package says of a call: its row, or where it has none what its other calls are. */
export type PackageCall =
  | { readonly is: 'row'; readonly row: CallModel; readonly facts: CallFacts }
  | { readonly is: 'pure' | 'nothing' | 'store' | 'upstream' | 'unknown' };

/** What is known of a call that leads from a package; null where that is a package of which nothing is known. */
export function packageCallOf(call: TSESTree.CallExpression, { source, path }: PackagePath): PackageCall | null {
  const row = packageRow(source, path);
  if (row) return { is: 'row', row, facts: factsOf(row, call) };
  const model = knownPackage(source);
  // Of the language's own only what a row says is known here.
  return model && source !== 'globalThis' ? { is: model.otherwise } : null;
}

/** What a row says of one call: otherwise where an option is set to something that is not surely false. */
function factsOf(row: CallModel, call: TSESTree.CallExpression): CallFacts {
  for (const [option, facts] of Object.entries(row.options ?? {})) {
    const isSet = call.arguments.some(argument => {
      const object = unwrap(argument);
      const value = object.type === 'ObjectExpression' ? findProperty(object, option) : null;
      return value !== null && value !== 'unknown' && !(value.type === 'Literal' && !value.value);
    });
    if (isSet) return { ...row, ...facts };
  }
  return row;
}

/** What a call of a package gives; null where its row leaves that to the names and arguments. Without a row the value is not known, of a store neither, whatever the call goes by. */
export function provenanceOfPackage(
  call: TSESTree.CallExpression,
  known: PackageCall,
  scope: CallScope,
): Provenance | null {
  return known.is === 'row' ? provenanceOfRow(call, known, scope) : UNKNOWN;
}

function provenanceOfRow(
  call: TSESTree.CallExpression,
  { row, facts }: Extract<PackageCall, { is: 'row' }>,
  scope: CallScope,
): Provenance | null {
  // What SQL does says its text, and what makes a record where there is none is read where it is used.
  if (row.sql !== undefined || facts.does?.includes('upserts')) return null;
  if (row.chain) return provenanceOfLink(call, row.chain, facts, scope);
  // https.get(address, answer => …)
  if (row.callback?.gives.some(one => one === 'answer')) return { is: 'upstream', attribute: null, call };
  const { gives } = facts;
  if (gives === undefined) return null;
  const all = typeof gives === 'string' ? [gives] : Object.values(gives);
  const isFailing = all.includes('failure');
  // Of claims, schemas and forms the readers by name say more: of what they are, and of which parts of the request.
  if (!isFailing && all.some(one => READ_BY_NAME.has(one))) return null;
  const answer = all.find(one => one.startsWith('answer'));
  if (answer) return toProvenance(answer, call, facts, scope);
  if (typeof gives === 'string') return toProvenance(gives, call, facts, scope);
  if (facts.does && !isFailing) return toProvenance('written', call, facts, scope);
  return {
    is: 'parts',
    of: new Map(Object.entries(gives).map(([name, one]) => [name, toProvenance(one, call, facts, scope)])),
  };
}

/** A link of a chain: what the calls before it gave, one of it, or all. */
function provenanceOfLink(
  call: TSESTree.CallExpression,
  chain: NonNullable<CallModel['chain']>,
  facts: CallFacts,
  scope: CallScope,
): Provenance | null {
  const before = methodCall(call)?.object;
  const given = before && scope.of(before);
  if (!given) return null;
  const link = (one: Provenance): Provenance => {
    switch (one.is) {
      case 'lookup':
        return {
          ...one,
          by: new Set([...one.by, ...sourcesOfArguments(call, 3, scope)]),
          isList: chain === 'list' || (chain === 'same' && one.isList),
          call,
        };
      case 'written':
        return { ...one, call };
      case 'failed':
        return { ...one, as: new Set([...one.as, ...failuresAsValue(facts, call, scope)]), call };
      case 'parts':
        return { is: 'parts', of: new Map([...one.of].map(([name, part]) => [name, link(part)])) };
      default:
        return one;
    }
  };
  return given.is === 'unknown' ? null : link(given);
}

/** What a value is that a row names. */
export function toProvenance(
  gives: Gives,
  call: TSESTree.CallExpression,
  facts: CallFacts,
  scope: CallScope,
): Provenance {
  const plain = PLAIN[gives];
  if (plain) return plain;
  const isWritten = WRITTEN.has(gives) || facts.does?.some(deed => WRITES.has(deed)) === true;
  if (WRITTEN.has(gives) || RECORDS.has(gives)) {
    const by = sourcesOfSlots(call, facts, scope);
    return isWritten
      ? { is: 'written', by, name: nameOfCalled(call, scope.file), attribute: null, call }
      : { is: 'lookup', by, isList: gives === 'records', attribute: null, call };
  }
  if (gives.startsWith('answer')) return { is: 'upstream', attribute: null, call };
  switch (gives) {
    case 'permission-verdict':
      return { is: 'permission-check', call };
    case 'failure':
      return {
        is: 'failed',
        as: new Set(failuresAsValue(facts, call, scope)),
        attribute: null,
        isOfWrite: facts.does !== undefined,
        call,
      };
    default:
      return UNKNOWN;
  }
}

/** What a value is whatever its call is about. */
const PLAIN: Readonly<Partial<Record<Gives, Provenance>>> = {
  caller: { is: 'principal', attribute: null },
  'caller-verdict': { is: 'principal', attribute: null },
  'password-verdict': { is: 'password-check', attribute: null },
  claims: { is: 'verified', attribute: null, ofCredential: true },
  file: { is: 'file', name: null },
  body: { is: 'body', name: null },
};

/** Records, how many there are and whether there is one. */
const RECORDS: ReadonlySet<Gives> = new Set<Gives>(['record', 'sure-record', 'records', 'count', 'existence']);

/** What a write gives back. */
const WRITTEN: ReadonlySet<Gives> = new Set<Gives>(['written', 'changed-record']);

/** What the readers by name and arguments tell more of. */
const READ_BY_NAME: ReadonlySet<Gives> = new Set<Gives>([
  'claims',
  'credential',
  'limit-verdict',
  'secret-verdict',
  'schema-verdict',
  'schema-errors',
  'checked',
  'format-verdict',
  'id-verdict',
  'absence',
  'same',
]);

const WRITES: ReadonlySet<string> = new Set(['creates', 'changes', 'deletes']);

/** What a failure is that a call gives as a value. */
function failuresAsValue(
  { fails = [] }: CallFacts,
  call: TSESTree.CallExpression,
  scope: CallScope,
): readonly Finding[] {
  return fails.flatMap(({ by, as }) => {
    const one = by === 'value' ? findingFor(as, call, scope) : 'unknown';
    return one === 'unknown' ? [] : [one];
  });
}

/** Which finding a failure is, by what its call is about. */
function findingFor(as: FailureAs, call: TSESTree.CallExpression, scope: CallScope): Finding | 'unknown' {
  if (typeof as === 'string') return as;
  const sources = sourcesOfArguments(call, 3, scope);
  for (const source of ['credential', 'param', 'query', 'body'] as const) {
    const one = sources.has(source) ? as[source] : undefined;
    if (one) return one;
  }
  return as.else;
}

/** The parts of the request that the argument comes from which a call is about; those of all its arguments, and of the calls it is chained to, where its row names none. */
export function sourcesOfSlots(
  call: TSESTree.CallExpression,
  { of }: CallFacts,
  scope: CallScope,
): ReadonlySet<RequestPart> {
  const slots = of === undefined ? [] : typeof of === 'string' ? [of] : of;
  const values = slots.map(slot => valueAtSlot(call, slot));
  if (values.length === 0 || values.includes(null)) return sourcesOfArguments(call, 0, scope);
  return new Set(values.flatMap(value => (value ? [...scope.sourcesIn(value, 0, false)] : [])));
}

/** The argument at `0`, or a member of it, `0.where`; null where the slot is none of the call itself. */
export function valueAtSlot(call: TSESTree.CallExpression, slot: string): TSESTree.Node | null {
  const [index = '', ...members] = slot.split('.');
  let value: TSESTree.Node | null = (index === '' ? undefined : call.arguments[Number(index)]) ?? null;
  for (const member of members) {
    const object: TSESTree.Node | null = value && unwrap(value);
    const inner: TSESTree.Node | 'unknown' | null =
      object?.type === 'ObjectExpression' ? findProperty(object, member) : null;
    value = inner === 'unknown' ? null : inner;
  }
  return value;
}
