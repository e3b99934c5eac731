import type { TSESTree } from '@typescript-eslint/utils';

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
import {
  CREDENTIAL,
  EXISTENCE_CHECK,
  HANDS_BACK,
  LIST_LOOKUP,
  LOOKUP,
  MADE_IN_MEMORY,
  OTHER_TOKEN,
  OTHER_VERIFY,
  PERMISSION_CHECK,
  WRITE,
} from '../../knowledge/names.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import { containerKey } from '../../model/definitions/locate.ts';
import { onlyReturn } from '../../model/definitions/returns.ts';
import { packageOf } from '../../knowledge/neutral-packages.ts';
import { rootName } from '../../syntax/child-expressions.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, methodCall, stringValue, unwrap } from '../../syntax/unwrap.ts';
import { nameOfCalled, sourcesOfArguments } from './argument-facts.ts';
import { isBelieved } from './believed-names.ts';
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
      return fromPackage(node, scope) ?? (isBelieved(node, named, scope) ? named : UNKNOWN);
  }
}

/** What the package of a call says that it gives; null where nothing is known of it, or no more than its name says. */
function fromPackage(node: TSESTree.CallExpression, scope: CallScope): Provenance | null {
  const path = scope.callees.pathOf(node, scope.frame);
  const known = path && packageCallOf(node, path);
  // (await api.list()).boxes.find(box => …)
  if (known?.is !== 'row' && isOfValue(node)) return null;
  return known && provenanceOfPackage(node, known, scope);
}

/** Whether a call asks a session library for the caller: `getAuth(request)` of Clerk, `auth.api.getSession({ headers })` of Better Auth. */
function givesCaller(node: TSESTree.CallExpression, { file }: CallScope): boolean {
  const origin = packageBehind(node.callee, file);
  const from = origin && packageOf(origin.source);
  const names = from !== null && Object.hasOwn(GIVES_CALLER, from) ? GIVES_CALLER[from] : undefined;
  return names !== undefined && node.arguments.length > 0 && names.test(nameOfCalled(node, file));
}

/** The part of the request that a library of dates makes a date or a number of: `parseISO(req.body.from)`, `dayjs(req.body.from).startOf('day')`; null for anything else. */
function dateOf(node: TSESTree.CallExpression, depth: number, scope: CallScope): Provenance | null {
  const source = packageBehind(node.callee, scope.file)?.source;
  if (source === undefined || !DATE_LIBRARIES.has(packageOf(source) ?? source)) return null;
  const method = methodCall(node);
  const name = method?.name ?? calleeName(node) ?? '';
  if (/^(?:is|are|compare|equals?$)/.test(name)) return null;
  for (const value of [...(method ? [method.object] : []), ...node.arguments]) {
    const given = scope.of(value, depth + 1);
    if (given.is === 'body' || given.is === 'query' || given.is === 'param') return { ...given, isMade: true };
    if (given.is === 'lookup') return given;
  }
  return null;
}

/** What a call is by its name, its arguments and what it is called on, whatever the name stands for. */
export function namedProvenance(node: TSESTree.CallExpression, depth: number, scope: CallScope): Provenance {
  const method = methodCall(node);
  const name = nameOfCalled(node, scope.file);
  const [first] = node.arguments;
  if (method) {
    const object = scope.of(method.object, depth + 1);
    const fromObject = ofMethod(object, method.name, node, scope);
    if (fromObject) return fromObject;
  }
  if (
    first &&
    /^(?:Number|parseInt|parseFloat|String|Boolean|BigInt|(?:de|en)codeURI(?:Component)?|toObjectId)$/.test(name)
  )
    return scope.of(first, depth + 1);
  if (first && node.arguments.length === 1 && HANDS_BACK.test(name)) {
    const given = scope.of(first, depth + 1);
    if (given.is === 'param' || given.is === 'query' || (given.is === 'principal' && given.attribute !== null))
      return given;
  }
  const origin = scope.file.bindings.originOf(node.callee);
  if (isNamedClient(node, scope) || (origin && isUpstream(origin, name)) || isClient(node, scope))
    return { is: 'upstream', attribute: null, call: node };
  const schema = verdictOf(node, name, origin?.source ?? null, depth, scope);
  if (schema) return schema;
  // argon2.verify(account.hash, password)
  // validatePassword(password) alone asks for its form.
  const isOfForm = node.arguments.length < 2 && !method && /valid/i.test(name);
  if (
    (PASSWORD_CHECK.test(name) && !isOfForm) ||
    (name === 'verify' && node.arguments.length > 1 && /pass(?:word|wd)?\b|hash\b/i.test(valuesText(node, scope)))
  )
    return { is: 'password-check', attribute: null };
  // const user = await auth(req.body.email, req.body.password)
  if (LOGS_IN.test(name) && /passw|\bpwd\b/i.test(`${name} ${valuesText(node, scope)}`))
    return { is: 'password-check', attribute: null };
  if (name === 'decode' && /jwt|jsonwebtoken|jose|token/i.test(originCode(node.callee, scope.file)))
    return { is: 'verified', attribute: null, ofCredential: verifiesCaller(node, name, depth, scope) };
  if (TOKEN_VERIFY.test(name))
    return { is: 'verified', attribute: null, ofCredential: verifiesCaller(node, name, depth, scope) };
  // extractToken(req.headers.authorization), getTokenFromRequest(req): still the credential.
  if (
    /token|bearer|credential|apikey/i.test(name) &&
    !GIVES_OWNER.test(name) &&
    !/^(?:is|has|can|may)(?=[A-Z])|[a-z](?:Has|Have|Is|Can)(?=[A-Z])|[Ss]cope|[Pp]ermission|[Rr]ole/.test(name) &&
    !OTHER_TOKEN.test(name) &&
    node.arguments.some(one => ['credential', 'request', 'header'].includes(scope.of(one, depth + 1).is))
  )
    return { is: 'credential', name };
  if (PERMISSION_CHECK.test(name)) return { is: 'permission-check', call: node };
  if (WRITE.test(name) && !/^(?:add|register)$/.test(name) && !MADE_IN_MEMORY.test(originCode(node.callee, scope.file)))
    return { is: 'written', by: sourcesOfArguments(node, depth, scope), name, attribute: null, call: node };
  if (EXISTENCE_CHECK.test(name) || (LOOKUP.test(name) && !isOfContainer(node)))
    return lookupOf(node, name, depth, scope);
  return UNKNOWN;
}

/** `getUserForToken(token)`, `findByCredential(token)`: whoever the credential belongs to, and no credential any more. */
const GIVES_OWNER = /(?:For|By|With|Of)(?=\w*(?:Token|Bearer|Credential|ApiKey))|^(?:for|by|with|of)(?=[A-Z])/;

/** The source text of a call's arguments, its callbacks left out. */
function valuesText(node: TSESTree.CallExpression, scope: CallScope): string {
  return node.arguments
    .filter(argument => !isFunction(argument))
    .map(scope.file.code)
    .join(' ');
}

/** Whether a verification is of what proves who the caller is: not a reset token, a webhook's signature, a one-time code, nor anything in the path. */
function verifiesCaller(node: TSESTree.CallExpression, name: string, depth: number, scope: CallScope): boolean {
  const [first] = node.arguments;
  if (
    OTHER_VERIFY.test(originCode(node.callee, scope.file)) ||
    OTHER_VERIFY.test(valuesText(node, scope)) ||
    (first && OTHER_TOKEN.test(scope.file.code(first)))
  )
    return false;
  const sources = new Set(node.arguments.flatMap(one => [...scope.sourcesIn(one, depth + 1)]));
  if (
    sources.has('credential') ||
    sources.has('header') ||
    node.arguments.some(one => scope.of(one, depth + 1).is === 'credential')
  )
    return true;
  if (sources.has('param') || (first && isTokenOfOther(scope.of(first, depth + 1), node, name, scope))) return false;
  return (
    sources.size > 0 ||
    /token|jwt|bearer|credential|session|cookie|auth/i.test(`${name} ${first ? scope.file.code(first) : ''}`)
  );
}

/** Whether a token is data of the request, `bot_token` of another service: none that callers go by, and asked for by no library that verifies one's own. */
function isTokenOfOther(token: Provenance, node: TSESTree.CallExpression, name: string, scope: CallScope): boolean {
  if (
    (token.is !== 'body' && token.is !== 'query') ||
    token.name === null ||
    CREDENTIAL.test(token.name) ||
    name === 'verifyIdToken'
  )
    return false;
  return !/^(?:jsonwebtoken|jose|express-jwt|@fastify\/jwt|firebase-admin.*|google-auth-library|paseto|aws-jwt-verify)$/.test(
    scope.file.bindings.originOf(node.callee)?.source ?? '',
  );
}

/** Whether a call begins at what a client of HTTP is called: not at `request` that is a variable of the file and comes from no module, `const { request } = options`. */
function isNamedClient(node: TSESTree.CallExpression, { file: { bindings } }: CallScope): boolean {
  const name = rootName(node) ?? '';
  if (name !== 'request') return UPSTREAM_CALLEE.test(name);
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
    (origin !== null && UPSTREAM_MODULES.test(origin.source)) ||
    /^(?:axios|got|ky|ofetch)\.(?:create|extend|instance)$/.test(originCode(made.callee, scope.file))
  );
}

function ofMethod(
  object: Provenance,
  name: string,
  node: TSESTree.CallExpression,
  scope: CallScope,
): Provenance | null {
  const [first] = node.arguments;
  const key = first ? stringValue(first) : null;
  if (object.is === 'request') {
    if (/^(?:get|header)$/.test(name) && key !== null)
      return (CREDENTIAL.test(key) || /passw/i.test(key)) && !OTHER_TOKEN.test(key)
        ? { is: 'credential', name: key }
        : { is: 'header', name: key };
    // @fastify/multipart
    if (name === 'file') return { is: 'file', name: null };
    if (name === 'param' && key !== null) return { is: 'param', name: key };
    if (/^(?:isAuthenticated|isUnauthenticated|isLoggedIn)$/.test(name)) return { is: 'principal', attribute: null };
    if (/^(?:jwtVerify|authenticate)$/.test(name)) return { is: 'verified', attribute: null, ofCredential: true };
    // @fastify/cookie: `{ valid, renew, value }`
    if (name === 'unsignCookie' && first && scope.of(first).is === 'credential')
      return { is: 'verified', attribute: null, ofCredential: true };
    return null;
  }
  if (PASSWORD_CHECK.test(name)) return { is: 'password-check', attribute: null };
  // accesscontrol's ac.can(user.role).deleteAny('post').granted
  if (PERMISSION_CHECK.test(name) || object.is === 'permission-check') return { is: 'permission-check', call: node };
  // Strings and arrays of a part of the request are still that part: req.body.email.trim(), authorization.split(' ')[1].
  if (
    /^(?:trim|toLowerCase|toUpperCase|toString|split|replace|slice|substring|substr|at|join|toFixed|concat|map|filter|startsWith|match|valueOf|toObject|toJSON|toHexString)$/.test(
      name,
    )
  ) {
    // Some of the records that were found are none that was looked for.
    if (object.is === 'lookup' && name === 'filter') return { ...object, attribute: object.attribute ?? 'filter' };
    return object.is === 'unknown' ? null : object;
  }
  // errors.array() of express-validator
  if (object.is === 'verdict' && /^(?:array|mapped|formatWith|flatten|format)$/.test(name)) return object;
  // post.comments.find(one => one.id === req.params.commentId)
  if (object.is === 'lookup' && object.attribute !== null && name === 'find' && first && isFunction(first))
    return { ...object, attribute: null, isList: false, by: sourcesOfCondition(first, scope), call: node };
  // Model.findOneAndUpdate(filter, change).select('name'): what was changed, in another form.
  if (
    object.is === 'written' &&
    /^(?:select|populate|lean|exec|session|returning|sort|collation|orFail|projection)$/.test(name)
  )
    return { ...object, call: node };
  // A query built by chained calls: Model.findById(id).populate('x').lean(). A record that was found has methods of its own.
  if (
    object.is === 'lookup' &&
    !WRITE.test(name) &&
    (LOOKUP.test(name) ||
      /^(?:sort|limit|skip|offset|include|with|for|from|join|leftJoin|innerJoin|orderBy|groupBy|eq|neq|match|values|set|addSelect|andWhere|orWhere|returning|session|transacting|catch|then|orFail|toArray|project|cursor|fields|prepare|get[A-Z]?\w*|executeTakeFirst)$/.test(
        name,
      ))
  )
    return {
      ...object,
      by: new Set([...object.by, ...sourcesOfArguments(node, 3, scope)]),
      isList: object.isList && !/^(?:first|findOne|one|single|maybeSingle|get|executeTakeFirst)$/.test(name),
      call: node,
    };
  return null;
}

function verdictOf(
  node: TSESTree.CallExpression,
  name: string,
  source: string | null,
  depth: number,
  scope: CallScope,
): Provenance | null {
  // const validateUser = ajv.compile(schema)
  const isCompiled = methodCall(scope.file.bindings.resolve(node.callee))?.name === 'compile';
  if (!SCHEMA_VERDICT.test(name) && !isCompiled) return null;
  const over = new Set(
    node.arguments.flatMap(one =>
      isBodyWithIds(one, scope) ? ['body' as const] : [...scope.sourcesIn(one, depth + 1)],
    ),
  );
  const method = methodCall(node);
  if (name === 'validationResult') {
    const parts = chainedParts(scope.file, scope.handlerAround(node));
    return parts && { is: 'verdict', over: parts, attribute: null, call: node };
  }
  const isLibrary = SCHEMA_MODULES.test(source ?? packageBehind(node.callee, scope.file)?.source ?? '');
  const object = method ? originCode(method.object, scope.file) : '';
  if (/^(?:JSON|Date|path|url|qs|querystring|marked|URL|csv|yaml|semver|ms)$/.test(object)) return null;
  // Only what is called on a schema or validator is a schema's verdict: tokens are validated and rights are checked too.
  if (
    /^(?:is|check|Check|decode|assert|attempt|isValid|validate|validateSync|validateAsync)$/.test(name) &&
    !isLibrary &&
    !/schema|valid|joi|zod|yup|ajv|dto|struct|compiled|^Value$/i.test(
      object || (name === 'validate' && !method ? 'schema' : ''),
    )
  )
    return null;
  if (over.size === 0) return null;
  const schema = method?.object ?? null;
  return {
    is: 'verdict',
    over,
    attribute: null,
    call: node,
    ...(schema &&
      asksForTypesOnly({ node: schema, frame: frameOf(scope.file) }, scope.callees) && { asksForTypesOnly: true }),
  };
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
    isList: LIST_LOOKUP.test(name) && !findsOne(node, name, scope),
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
  return UPSTREAM_MODULES.test(source) || (/^(?:node:)?https?$/.test(source) && /^(?:get|request)$/.test(name));
}

/** Whether a call gets an instance of a class from a container of dependencies: `container.get(UserService)`. */
function isOfContainer(node: TSESTree.CallExpression): boolean {
  const key = containerKey(node);
  return key?.type === 'Identifier' && /^[A-Z][a-z]/.test(key.name);
}
