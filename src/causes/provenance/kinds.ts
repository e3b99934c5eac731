import type { TSESTree } from '@typescript-eslint/utils';

import { KEPT_CALLER, KEPT_IN_SESSION, PRINCIPAL } from '../../knowledge/shapes/callers.ts';
import { BESIDE_CREDENTIAL, CREDENTIAL, CREDENTIAL_COOKIE, OTHER_TOKEN } from '../../knowledge/shapes/credentials.ts';
import { FINDS_ONE_RECORD, HOLDS_ROWS, MAY_BE_FIELD, WRAPS_COUNT } from '../../knowledge/shapes/lookups.ts';
import { PASSWORD_HEADER } from '../../knowledge/shapes/passwords.ts';
import { OF_ROLE } from '../../knowledge/shapes/permissions.ts';
import { INNER_REQUEST, SESSION } from '../../knowledge/shapes/requests.ts';
import { DATA, GIVES_DATA, SAYS_VERDICT } from '../../knowledge/shapes/validation.ts';
import type { Finding } from '../../knowledge/finding.ts';
import { GIVES_BACK } from '../../knowledge/libraries.ts';
import type { FunctionNode } from '../../syntax/functions.ts';
import { calleeName } from '../../syntax/unwrap.ts';

/** The parts of a request, and the caller, that a value can come from. */
export type RequestPart = 'body' | 'query' | 'param' | 'header' | 'principal' | 'credential';

/** What a value is in HTTP terms. */
export type Provenance =
  /** The caller: `req.user` whole, or an attribute of it (`role`). */
  | { readonly is: 'principal'; readonly attribute: string | null }
  /** What proves who the caller is: a token, a session, an API key; read from where. Of the session, `req.session`, the object that middleware keeps for every caller, known or not. */
  | { readonly is: 'credential'; readonly name: string; readonly isKept?: true }
  /** A part of the request; `name` is null for the whole part. What a function of the project made of one may be nothing where that is there. */
  | {
      readonly is: 'body' | 'query' | 'param' | 'header' | 'file';
      readonly name: string | null;
      readonly isMade?: true;
    }
  | { readonly is: 'request' }
  | { readonly is: 'method' }
  /** A record (or several) looked up, by what, and the attribute of it that is read; of a table, `RANGES[req.params.range]`, an entry. */
  | {
      readonly is: 'lookup';
      readonly by: ReadonlySet<RequestPart>;
      readonly isList: boolean;
      readonly attribute: string | null;
      readonly call: TSESTree.Node;
      readonly isOfTable?: boolean;
    }
  /** What a write gave back. */
  | {
      readonly is: 'written';
      readonly by: ReadonlySet<RequestPart>;
      readonly name: string;
      readonly attribute: string | null;
      readonly call: TSESTree.Node;
    }
  /** What verifying a credential gave: claims about the caller. */
  | {
      readonly is: 'verified';
      readonly attribute: string | null;
      readonly ofCredential: boolean;
      readonly isNamed?: true;
    }
  /** Whether a password is right, or what logging in with it gave: an account, an error. */
  | { readonly is: 'password-check'; readonly attribute: string | null; readonly isNamed?: true }
  /** Whether somebody may do something. Of a check, `isNamed` says that the names of its call alone say what it is. */
  | { readonly is: 'permission-check'; readonly call: TSESTree.Node; readonly isNamed?: true }
  /** A schema's verdict on a part of the request, or on several. */
  | {
      readonly is: 'verdict';
      readonly over: ReadonlySet<RequestPart>;
      readonly attribute: string | null;
      readonly call: TSESTree.Node;
      readonly asksForTypesOnly?: boolean;
      /** Whether a function of the project gives it back, whose name says nothing of what its truth means. */
      readonly isHandedOn?: boolean;
      /** What of the verdict's own truth says that something is wrong, where that is stated: else its name tells. */
      readonly isWrongIf?: boolean;
    }
  | { readonly is: 'upstream'; readonly attribute: string | null; readonly call: TSESTree.Node }
  /** An error caught, or given to a callback, and the attribute of it that is read. */
  | { readonly is: 'error'; readonly from: TSESTree.CatchClause | FunctionNode; readonly attribute: string | null }
  /** What a call gives as several values, each under its name: `{ data, error }`. */
  | { readonly is: 'parts'; readonly of: ReadonlyMap<string, Provenance> }
  /** A failure that a call gives as a value, or nothing where there is none: what it may be besides that the call did not get through. */
  | {
      readonly is: 'failed';
      readonly as: ReadonlySet<Finding>;
      readonly attribute: string | null;
      /** Whether the call writes, so that the store may refuse what it is given. */
      readonly isOfWrite: boolean;
      readonly call: TSESTree.Node;
    }
  | { readonly is: 'constant' }
  | { readonly is: 'unknown' };

/** Nothing is known of a value. */
export const UNKNOWN: Provenance = { is: 'unknown' };

const REQUEST_PARTS: Readonly<Record<string, 'body' | 'query' | 'param' | 'header' | 'file'>> = {
  body: 'body',
  query: 'query',
  params: 'param',
  headers: 'header',
  file: 'file',
  files: 'file',
  querystring: 'query',
  rawBody: 'body',
  fields: 'body',
};

/** The source of the request that a provenance is, or null. */
export function requestPartOf(provenance: Provenance): RequestPart | null {
  switch (provenance.is) {
    case 'body':
    case 'query':
    case 'param':
    case 'header':
    case 'principal':
    case 'credential':
      return provenance.is;
    case 'verified':
      return 'principal';
    case 'file':
      return 'body';
    default:
      return null;
  }
}

/** What a property of the request holds. */
function memberOfRequest(name: string): Provenance {
  const part = REQUEST_PARTS[name];
  if (part) return { is: part, name: null };
  if (name === 'method') return { is: 'method' };
  if (name === 'cookies' || name === 'signedCookies') return { is: 'credential', name: 'cookies' };
  if (name === 'session') return { is: 'credential', name: 'session', isKept: true };
  if (INNER_REQUEST.has(name)) return { is: 'request' };
  if (PRINCIPAL.has(name)) return { is: 'principal', attribute: OF_ROLE.has(name) ? 'role' : null };
  if (CREDENTIAL.has(name)) return { is: 'credential', name };
  return { is: 'unknown' };
}

/** What a member of a value is. */
export function memberOf(container: Provenance, name: string): Provenance {
  if (container.is === 'parts') return partOf(container, name);
  return container.is === 'failed' ? { ...container, attribute: name } : memberOfOne(container, name);
}

/** The same of a value that is one thing. */
function memberOfOne(container: Provenance, name: string): Provenance {
  switch (container.is) {
    case 'request':
      return memberOfRequest(name);
    case 'body':
    case 'query':
    case 'param':
    case 'header':
    case 'file':
      return memberOfPart(container, name);
    case 'credential':
      return memberOfCredential(container, name);
    case 'lookup':
      return memberOfFound(container, name);
    case 'written':
      return memberOfWritten(container, name);
    case 'verdict':
      return checkedPart(container, name) ?? { ...container, attribute: container.attribute ?? name };
    case 'principal':
    case 'verified':
    case 'upstream':
    case 'password-check':
      return { ...container, attribute: container.attribute ?? name };
    case 'permission-check':
      return container;
    case 'error':
      return { ...container, attribute: [container.attribute, name].filter(one => one !== null).join('.') };
    default:
      return UNKNOWN;
  }
}

/** A field of a part of the request. */
function memberOfPart(part: Extract<Provenance, { readonly isMade?: true }>, name: string): Provenance {
  if (part.name !== null) return part;
  // Authentication middleware may keep the caller in the body.
  if (part.is === 'body' && KEPT_CALLER.has(name)) return UNKNOWN;
  const isCredential =
    part.is === 'header' && (CREDENTIAL.has(name) || PASSWORD_HEADER.has(name)) && !OTHER_TOKEN.has(name);
  return isCredential ? { is: 'credential', name } : { is: part.is, name };
}

/** req.session.user, req.session.userId: the caller; req.cookies.token: a credential; 'Bearer x'.split(' ')[1] still one. */
function memberOfCredential(credential: Extract<Provenance, { is: 'credential' }>, name: string): Provenance {
  if (SESSION.has(credential.name))
    return PRINCIPAL.has(name) || KEPT_IN_SESSION.has(name) ? { is: 'principal', attribute: null } : UNKNOWN;
  if (credential.name !== 'cookies') return credential;
  return CREDENTIAL.has(name) || (CREDENTIAL_COOKIE.has(name) && !BESIDE_CREDENTIAL.has(name))
    ? { is: 'credential', name }
    : { is: 'header', name };
}

/** result.n and result.result.n of drivers, meta.changes of others: the count stands deeper. */
function memberOfWritten(written: Extract<Provenance, { is: 'written' }>, name: string): Provenance {
  const { attribute } = written;
  return { ...written, attribute: attribute === null || WRAPS_COUNT.has(attribute) ? name : attribute };
}

/** What a query gave, one of its records, or a field of that. */
function memberOfFound(lookup: Extract<Provenance, { is: 'lookup' }>, name: string): Provenance {
  if (lookup.attribute !== null) return lookup;
  if (name === '0') return { ...lookup, isList: false };
  return HOLDS_ROWS.has(name) && !(MAY_BE_FIELD.has(name) && isOneRecord(lookup.call))
    ? lookup
    : { ...lookup, attribute: name };
}

/** One of several values, or what begins with its name: `data.user` of `{ 'data.user': … }` is reached by `data`. */
function partOf({ of }: Extract<Provenance, { is: 'parts' }>, name: string): Provenance {
  const part = of.get(name);
  if (part) return part;
  const deeper = [...of].flatMap(([path, one]) =>
    path.startsWith(`${name}.`) ? [[path.slice(name.length + 1), one] as const] : [],
  );
  return deeper.length > 0 ? { is: 'parts', of: new Map(deeper) } : UNKNOWN;
}

/** `Invoice.findOne(…).result` is a field of the record; `client.query(…).result` is what the query gave. */
function isOneRecord(call: TSESTree.Node): boolean {
  return call.type === 'CallExpression' && FINDS_ONE_RECORD.has(calleeName(call));
}

/** A member of the data that a schema gives back: the part of the request it was given; null where it is one of the verdict. */
function checkedPart(
  { over, attribute, call }: Extract<Provenance, { is: 'verdict' }>,
  name: string,
): Provenance | null {
  const [source, ...others] = over;
  const method = call.type === 'CallExpression' ? (calleeName(call) ?? '') : '';
  const isData = GIVES_DATA.has(method) && DATA.has(name);
  if (attribute !== null || (!isData && (!GIVES_BACK.has(method) || SAYS_VERDICT.has(name)))) return null;
  const part = REQUEST_PARTS[name];
  if (others.length > 0) return !isData && part ? { is: part, name: null } : null;
  return source === 'body' || source === 'query' || source === 'param' || source === 'header'
    ? { is: source, name: isData ? null : name }
    : null;
}
