import type { TSESTree } from '@typescript-eslint/utils';

import { ASKS_WHO_CALLS, VERIFIES_REQUEST } from '../../knowledge/shapes/callers.ts';
import {
  CREDENTIAL,
  GIVES_CREDENTIAL,
  GIVES_OTHER,
  OF_TOKENS,
  OTHER_TOKEN,
  OTHER_VERIFY,
  SAYS_CREDENTIAL,
  TOKEN_PACKAGE,
} from '../../knowledge/shapes/credentials.ts';
import {
  ASKS_SERVER,
  CASTS,
  GIVES_NO_DATE,
  HANDS_BACK,
  KEEPS_VALUE,
  NODE_HTTP,
} from '../../knowledge/shapes/language.ts';
import {
  EXISTENCE_CHECK,
  FORM_OF_CHANGED,
  GIVES_ONE,
  LIST_LOOKUP,
  LOOKUP,
  QUERY_LINK,
} from '../../knowledge/shapes/lookups.ts';
import { LOGIN_PASSWORD, PASSWORD_ARGUMENT, PASSWORD_HEADER, SAYS_PASSWORD } from '../../knowledge/shapes/passwords.ts';
import { PERMISSION_CHECK } from '../../knowledge/shapes/permissions.ts';
import { READS_FIELD } from '../../knowledge/shapes/requests.ts';
import { MAKES_CLIENT } from '../../knowledge/shapes/servers.ts';
import {
  CHECKS_FORM,
  FORM_OF_VERDICT,
  MAY_BE_VERDICT,
  PARSES_OTHER,
  SCHEMA,
} from '../../knowledge/shapes/validation.ts';
import type { Vocabulary } from '../../knowledge/shapes/vocabulary.ts';
import { MADE_IN_MEMORY, MAY_WRITE, WRITE } from '../../knowledge/shapes/writes.ts';
import { isCapitalized, isUpperCase } from '../../syntax/letter-case.ts';
import { saysAny } from '../../syntax/words.ts';
import {
  DATE_LIBRARIES,
  GIVES_CALLER,
  LOGS_IN,
  PASSWORD_CHECK,
  SCHEMA_MODULES,
  SCHEMA_VERDICT,
  TOKEN_VERIFY,
  UPSTREAM_CALLEE,
  UPSTREAM_MODULES,
} from '../../knowledge/libraries.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import { containerKey } from '../../model/definitions/locate.ts';
import { onlyReturn } from '../../model/definitions/returns.ts';
import { packageOf } from '../../knowledge/neutral-packages.ts';
import { rootName } from '../../syntax/child-expressions.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, methodCall, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { nameOfCalled, sourcesOfArguments } from './argument-facts.ts';
import { believed, isBelieved } from './believed-names.ts';
import { isDeed, provenanceOfBody } from './bodies.ts';
import { isOfValue } from './callee.ts';
import type { CallScope } from './call-scope.ts';
import { UNKNOWN, type Provenance, type RequestPart } from './kinds.ts';
import { originCode, packageBehind } from './origin-code.ts';
import { packageCallOf, provenanceOfPackage } from './package-call.ts';
import { statedProvenance } from './stated-call.ts';
import { asksForTypesOnly } from './type-only-schema.ts';
import { chainedParts } from './validated-parts.ts';

/** What a call gives: what the settings state of it, or its definition in sight or its package says, and what its name does where there is neither. */
export function callProvenance(node: TSESTree.CallExpression, depth: number, scope: CallScope): Provenance {
  const stated = statedProvenance(node, scope);
  if (stated) return stated;
  if (givesCaller(node, scope)) return { is: 'principal', attribute: null };
  const named = namedProvenance(node, depth, scope);
  if (named.is !== 'unknown' && !isDeed(named)) return named;
  const callee = scope.callees.of(node, scope.file);
  switch (callee.is) {
    case 'nothing':
      return dateOf(node, depth, scope) ?? UNKNOWN;
    case 'table':
      return named.is === 'lookup' ? { ...named, isList: false, isOfTable: true } : UNKNOWN;
    case 'in-sight':
      return provenanceOfBody(node, named, callee.body, scope);
    default:
      return ofOutOfSight(node, named, scope);
  }
}

/** What a call gives that has no definition in sight: what its package says, or where that says nothing, or leaves it to the names, its names. */
function ofOutOfSight(node: TSESTree.CallExpression, named: Provenance, scope: CallScope): Provenance {
  const path = scope.callees.pathOf(node, scope.frame);
  const known = path && packageCallOf(node, path);
  // (await api.list()).boxes.find(box => …)
  const given = known && (known.is === 'row' || !isOfValue(node)) ? provenanceOfPackage(node, known, scope) : null;
  if (given) return given;
  if (!isBelieved(node, named, scope)) return UNKNOWN;
  return known?.is === 'row' ? named : believed(node, named, scope);
}

/** Whether a call asks a session library for the caller: `getAuth(request)` of Clerk, `auth.api.getSession({ headers })` of Better Auth. */
function givesCaller(node: TSESTree.CallExpression, { file }: CallScope): boolean {
  const origin = packageBehind(node.callee, file);
  const from = origin && packageOf(origin.source);
  const names = from !== null && Object.hasOwn(GIVES_CALLER, from) ? GIVES_CALLER[from] : undefined;
  return names !== undefined && node.arguments.length > 0 && names.has(nameOfCalled(node, file));
}

/** The part of the request that a library of dates makes a date or a number of: `parseISO(req.body.from)`, `dayjs(req.body.from).startOf('day')`; null for anything else. */
function dateOf(node: TSESTree.CallExpression, depth: number, scope: CallScope): Provenance | null {
  const source = packageBehind(node.callee, scope.file)?.source;
  if (source === undefined || !DATE_LIBRARIES.has(packageOf(source) ?? source)) return null;
  const method = methodCall(node);
  const name = method?.name ?? calleeName(node) ?? '';
  if (GIVES_NO_DATE.has(name)) return null;
  for (const value of [...(method ? [method.object] : []), ...node.arguments]) {
    const given = scope.of(value, depth + 1);
    if (given.is === 'body' || given.is === 'query' || given.is === 'param') return { ...given, isMade: true };
    if (given.is === 'lookup') return given;
  }
  return null;
}

/** A call whose name is read. */
interface Named {
  readonly node: TSESTree.CallExpression;
  readonly name: string;
  readonly depth: number;
  readonly scope: CallScope;
}

/** The readers of names, in the order in which they speak. */
const READERS: readonly { readonly name: string; readonly read: (named: Named) => Provenance | null }[] = [
  { name: 'methods', read: readMethodOf },
  { name: 'forms', read: readHandedBack },
  { name: 'servers', read: readUpstream },
  { name: 'schemas', read: verdictOf },
  { name: 'passwords', read: readPasswordCheck },
  { name: 'tokens', read: readVerification },
  { name: 'credentials', read: readCredential },
  { name: 'rights and stores', read: readStore },
];

/** What a call is by its name, its arguments and what it is called on, whatever the name stands for. */
export function namedProvenance(node: TSESTree.CallExpression, depth: number, scope: CallScope): Provenance {
  return readNames({ node, name: nameOfCalled(node, scope.file), depth, scope })?.provenance ?? UNKNOWN;
}

function readNames(named: Named): { readonly reader: string; readonly provenance: Provenance } | null {
  for (const { name, read } of READERS) {
    const provenance = read(named);
    if (provenance) return { reader: name, provenance };
  }
  return null;
}

/** By what it is known what a call is: what the settings state, its definition, its package, or its names, with the reader of these; null where nothing says so. */
export function whoSays(node: TSESTree.CallExpression, scope: CallScope): string | null {
  if (statedProvenance(node, scope)) return 'the settings';
  if (scope.of(node).is === 'unknown') return null;
  if (scope.callees.of(node, scope.file).is === 'in-sight') return 'its definition';
  const path = scope.callees.pathOf(node, scope.frame);
  if (path && packageCallOf(node, path)?.is === 'row') return 'its package';
  const named = readNames({ node, name: nameOfCalled(node, scope.file), depth: 0, scope });
  return named && `its names (${named.reader})`;
}

function readMethodOf({ node, depth, scope }: Named): Provenance | null {
  const method = methodCall(node);
  return method && ofMethod(scope.of(method.object, depth + 1), method.name, node, scope);
}

/** What gives back what it is given, in another form. */
function readHandedBack({ node, name, depth, scope }: Named): Provenance | null {
  const [first] = node.arguments;
  if (!first) return null;
  if (CASTS.has(name)) return scope.of(first, depth + 1);
  if (node.arguments.length > 1 || !HANDS_BACK.has(name)) return null;
  const given = scope.of(first, depth + 1);
  return given.is === 'param' || given.is === 'query' || (given.is === 'principal' && given.attribute !== null)
    ? given
    : null;
}

/** A call of another server. */
function readUpstream({ node, name, scope }: Named): Provenance | null {
  const origin = scope.file.bindings.originOf(node.callee);
  return isNamedClient(node, scope) || (origin && isUpstream(origin, name)) || isClient(node, scope)
    ? { is: 'upstream', attribute: null, call: node }
    : null;
}

/** `bcrypt.compare(password, hash)`, `argon2.verify(account.hash, password)`, `await auth(req.body.email, req.body.password)` */
function readPasswordCheck({ node, name, scope }: Named): Provenance | null {
  // validatePassword(password) alone asks for its form.
  const isOfForm = node.arguments.length < 2 && !methodCall(node) && CHECKS_FORM.has(name);
  const checks =
    (PASSWORD_CHECK.has(name) && !isOfForm) ||
    (name === 'verify' && node.arguments.length > 1 && valuesSay(node, PASSWORD_ARGUMENT, scope)) ||
    (LOGS_IN.has(name) && (SAYS_PASSWORD.has(name) || valuesSay(node, LOGIN_PASSWORD, scope)));
  return checks ? { is: 'password-check', attribute: null } : null;
}

function readVerification({ node, name, depth, scope }: Named): Provenance | null {
  return TOKEN_VERIFY.has(name) || (name === 'decode' && OF_TOKENS.has(originCode(node.callee, scope.file)))
    ? { is: 'verified', attribute: null, ofCredential: verifiesCaller(node, name, depth, scope) }
    : null;
}

/** extractToken(req.headers.authorization), getTokenFromRequest(req): still the credential. */
function readCredential({ node, name, depth, scope }: Named): Provenance | null {
  return GIVES_CREDENTIAL.has(name) &&
    !GIVES_OTHER.has(name) &&
    !OTHER_TOKEN.has(name) &&
    node.arguments.some(one => ['credential', 'request', 'header'].includes(scope.of(one, depth + 1).is))
    ? { is: 'credential', name }
    : null;
}

/** What asks for a right, writes or looks up. */
function readStore({ node, name, depth, scope }: Named): Provenance | null {
  if (PERMISSION_CHECK.has(name)) return { is: 'permission-check', call: node };
  if (WRITE.has(name) && !MAY_WRITE.has(name) && !MADE_IN_MEMORY.has(originCode(node.callee, scope.file)))
    return { is: 'written', by: sourcesOfArguments(node, depth, scope), name, attribute: null, call: node };
  return EXISTENCE_CHECK.has(name) || (LOOKUP.has(name) && !isOfContainer(node))
    ? lookupOf(node, name, depth, scope)
    : null;
}

/** Whether what a call is given, its callbacks left out, says one of some names. */
function valuesSay(node: TSESTree.CallExpression, names: Vocabulary, { file }: CallScope): boolean {
  return node.arguments.some(argument => !isFunction(argument) && saysAny(argument, names, file));
}

/** Whether a verification is of what proves who the caller is: not a reset token, a webhook's signature, a one-time code, nor anything in the path. */
function verifiesCaller(node: TSESTree.CallExpression, name: string, depth: number, scope: CallScope): boolean {
  const [first] = node.arguments;
  if (
    OTHER_VERIFY.has(originCode(node.callee, scope.file)) ||
    valuesSay(node, OTHER_VERIFY, scope) ||
    (first && saysAny(first, OTHER_TOKEN, scope.file))
  )
    return false;
  const sources = new Set(node.arguments.flatMap(one => [...scope.sourcesIn(one, depth + 1)]));
  if (
    sources.has('credential') ||
    sources.has('header') ||
    node.arguments.some(one => scope.of(one, depth + 1).is === 'credential')
  )
    return true;
  // What is decoded is not verified: it says who calls only where it is what a caller sends to say so.
  if (name.startsWith('decode')) return false;
  if (sources.has('param') || (first && isTokenOfOther(scope.of(first, depth + 1), node, name, scope))) return false;
  return (
    sources.size > 0 ||
    SAYS_CREDENTIAL.has(name) ||
    (first !== undefined && saysAny(first, SAYS_CREDENTIAL, scope.file))
  );
}

/** Whether a token is data of the request, `bot_token` of another service: none that callers go by, and asked for by no library that verifies one's own. */
function isTokenOfOther(token: Provenance, node: TSESTree.CallExpression, name: string, scope: CallScope): boolean {
  if (
    (token.is !== 'body' && token.is !== 'query') ||
    token.name === null ||
    CREDENTIAL.has(token.name) ||
    name === 'verifyIdToken'
  )
    return false;
  return !TOKEN_PACKAGE.has(scope.file.bindings.originOf(node.callee)?.source);
}

/** Whether a call begins at what a client of HTTP is called: not at `request` that is a variable of the file and comes from no module, `const { request } = options`. */
function isNamedClient(node: TSESTree.CallExpression, { file: { bindings } }: CallScope): boolean {
  const name = rootName(node) ?? '';
  if (name !== 'request') return UPSTREAM_CALLEE.has(name);
  let root: TSESTree.Node = node;
  while (root.type === 'CallExpression' || root.type === 'MemberExpression')
    root = unwrap(root.type === 'CallExpression' ? root.callee : root.object);
  return (bindings.variableOf(root)?.defs.length ?? 0) === 0 || bindings.originOf(root) !== null;
}

/** A call on a client made before: `const api = axios.create({ baseURL })`. */
function isClient(node: TSESTree.CallExpression, scope: CallScope): boolean {
  const method = methodCall(node);
  const made =
    method && unwrap(method.object).type === 'Identifier' ? scope.file.bindings.resolve(method.object) : null;
  if (made?.type !== 'CallExpression' && made?.type !== 'NewExpression') return false;
  const origin = scope.file.bindings.originOf(made.callee);
  return (
    (origin !== null && UPSTREAM_MODULES.has(origin.source)) || MAKES_CLIENT.has(originCode(made.callee, scope.file))
  );
}

function ofMethod(
  object: Provenance,
  name: string,
  node: TSESTree.CallExpression,
  scope: CallScope,
): Provenance | null {
  if (object.is === 'request') return ofMethodOfRequest(name, node, scope);
  if (PASSWORD_CHECK.has(name)) return { is: 'password-check', attribute: null };
  // accesscontrol's ac.can(user.role).deleteAny('post').granted
  if (PERMISSION_CHECK.has(name) || object.is === 'permission-check') return { is: 'permission-check', call: node };
  // Strings and arrays of a part of the request are still that part: req.body.email.trim(), authorization.split(' ')[1].
  if (KEEPS_VALUE.has(name)) {
    // Some of the records that were found are none that was looked for.
    if (object.is === 'lookup' && name === 'filter') return { ...object, attribute: object.attribute ?? 'filter' };
    return object.is === 'unknown' ? null : object;
  }
  switch (object.is) {
    // errors.array() of express-validator
    case 'verdict':
      return FORM_OF_VERDICT.has(name) ? object : null;
    // Model.findOneAndUpdate(filter, change).select('name'): what was changed, in another form.
    case 'written':
      return FORM_OF_CHANGED.has(name) ? { ...object, call: node } : null;
    case 'lookup':
      return ofMethodOfFound(object, name, node, scope);
    default:
      return null;
  }
}

function ofMethodOfRequest(name: string, node: TSESTree.CallExpression, scope: CallScope): Provenance | null {
  const [first] = node.arguments;
  const key = first ? stringValue(first) : null;
  if (READS_FIELD.has(name) && key !== null)
    return (CREDENTIAL.has(key) || PASSWORD_HEADER.has(key)) && !OTHER_TOKEN.has(key)
      ? { is: 'credential', name: key }
      : { is: 'header', name: key };
  // @fastify/multipart
  if (name === 'file') return { is: 'file', name: null };
  if (name === 'param' && key !== null) return { is: 'param', name: key };
  if (ASKS_WHO_CALLS.has(name)) return { is: 'principal', attribute: null };
  // @fastify/cookie: `{ valid, renew, value }`
  const unsigns = name === 'unsignCookie' && first !== undefined && scope.of(first).is === 'credential';
  return VERIFIES_REQUEST.has(name) || unsigns ? { is: 'verified', attribute: null, ofCredential: true } : null;
}

/** A query built by chained calls, `Model.findById(id).populate('x').lean()`, and a search through what a record holds. A record that was found has methods of its own. */
function ofMethodOfFound(
  found: Extract<Provenance, { is: 'lookup' }>,
  name: string,
  node: TSESTree.CallExpression,
  scope: CallScope,
): Provenance | null {
  const [first] = node.arguments;
  // post.comments.find(one => one.id === req.params.commentId)
  if (found.attribute !== null && name === 'find' && first && isFunction(first))
    return { ...found, attribute: null, isList: false, by: sourcesOfCondition(first, scope), call: node };
  return !WRITE.has(name) && (LOOKUP.has(name) || QUERY_LINK.has(name))
    ? {
        ...found,
        by: new Set([...found.by, ...sourcesOfArguments(node, 3, scope)]),
        isList: found.isList && !GIVES_ONE.has(name),
        call: node,
      }
    : null;
}

function verdictOf({ node, name, depth, scope }: Named): Provenance | null {
  // const validateUser = ajv.compile(schema)
  const isCompiled = methodCall(scope.file.bindings.resolve(node.callee))?.name === 'compile';
  if (!SCHEMA_VERDICT.has(name) && !isCompiled) return null;
  if (name === 'validationResult') {
    const parts = chainedParts(scope.file, scope.handlerAround(node));
    return parts && { is: 'verdict', over: parts, attribute: null, call: node };
  }
  const over = new Set(
    node.arguments.flatMap(one =>
      isBodyWithIds(one, scope) ? ['body' as const] : [...scope.sourcesIn(one, depth + 1)],
    ),
  );
  if (over.size === 0 || !isOfSchema(node, name, scope)) return null;
  const schema = methodCall(node)?.object ?? null;
  return {
    is: 'verdict',
    over,
    attribute: null,
    call: node,
    ...(schema &&
      asksForTypesOnly({ node: schema, frame: frameOf(scope.file) }, scope.callees) && { asksForTypesOnly: true }),
  };
}

/** Whether what is called like a check is called on a schema or validator: tokens are validated and rights are checked too. */
function isOfSchema(node: TSESTree.CallExpression, name: string, { file }: CallScope): boolean {
  const method = methodCall(node);
  const object = method ? originCode(method.object, file) : '';
  if (PARSES_OTHER.has(object)) return false;
  const source = file.bindings.originOf(node.callee)?.source ?? packageBehind(node.callee, file)?.source;
  return (
    !MAY_BE_VERDICT.has(name) ||
    SCHEMA_MODULES.has(source) ||
    SCHEMA.has(object || (name === 'validate' && !method ? 'schema' : ''))
  );
}

/** The sources of what a function compares its own parameter with. */
function sourcesOfCondition(fn: FunctionNode, scope: CallScope): ReadonlySet<RequestPart> {
  const only = onlyReturn(fn);
  return only ? scope.sourcesIn(only) : new Set();
}

/** `{ ...req.body, id: req.params.id }` is the body, with the ids that the path and the caller add to it. */
function isBodyWithIds(node: TSESTree.Node, scope: CallScope): boolean {
  const object = scope.file.bindings.resolve(node);
  if (object.type !== 'ObjectExpression') return false;
  const spreads = object.properties
    .filter(property => property.type === 'SpreadElement')
    .map(({ argument }) => scope.of(argument));
  const others = object.properties.flatMap(property =>
    property.type === 'Property' ? [scope.of(property.value)] : [],
  );
  return (
    spreads.length === 1 &&
    spreads[0]?.is === 'body' &&
    spreads[0].name === null &&
    others.every(
      one =>
        (one.is === 'param' && one.name !== null) ||
        one.is === 'principal' ||
        one.is === 'verified' ||
        one.is === 'constant',
    )
  );
}

function lookupOf(node: TSESTree.CallExpression, name: string, depth: number, scope: CallScope): Provenance {
  return {
    is: 'lookup',
    by: sourcesOfArguments(node, depth, scope),
    isList: LIST_LOOKUP.has(name) && !findsOne(node, name, scope),
    attribute: null,
    call: node,
  };
}

/** `users.find(id)` and `users.find(one => one.id === id)` give one record; `User.find({ age })` gives those there are. */
function findsOne({ arguments: [first] }: TSESTree.CallExpression, name: string, { file }: CallScope): boolean {
  return name === 'find' && first !== undefined && file.bindings.resolve(first).type !== 'ObjectExpression';
}

/** Whether an import's call reaches another server: those of HTTP clients, and `get` and `request` of node's own. */
function isUpstream({ source }: { readonly source: string }, name: string): boolean {
  return UPSTREAM_MODULES.has(source) || (NODE_HTTP.has(source) && ASKS_SERVER.has(name));
}

/** Whether a call gets an instance of a class from a container of dependencies: `container.get(UserService)`. */
function isOfContainer(node: TSESTree.CallExpression): boolean {
  const key = containerKey(node);
  return key?.type === 'Identifier' && isCapitalized(key.name) && !isUpperCase(key.name);
}
