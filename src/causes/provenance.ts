import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../model/file.ts';
import type { Handler } from '../model/handler.ts';
import { childExpressions, rootName } from '../syntax/child-expressions.ts';
import { isFunction, isWithin, parametersOf, type FunctionNode } from '../syntax/functions.ts';
import { pathInPattern } from '../syntax/patterns.ts';
import { calleeName, memberPath, methodCall, propertyName, stringValue, unwrap, unwrapAwait } from '../syntax/unwrap.ts';
import { LOGS_IN, PASSWORD_CHECK, SCHEMA_MODULES, SCHEMA_VERDICT, TOKEN_VERIFY, UPSTREAM_CALLEE, UPSTREAM_MODULES } from './libraries.ts';
import { memberOfRequest, sourceOf, type Provenance, type Source } from './provenance-kinds.ts';
import { chainedParts } from './validated-parts.ts';
import { BESIDE_CREDENTIAL, CREDENTIAL, EXISTENCE_CHECK, LIST_LOOKUP, LOOKUP, MADE_IN_MEMORY, OTHER_TOKEN, OTHER_VERIFY, PERMISSION_CHECK, PLURAL, PRINCIPAL, WRITE } from './names.ts';

const UNKNOWN: Provenance = { is: 'unknown' };
const MAX_DEPTH = 8;

/** Tells what values are, for one file. */
export class Provenances {
  readonly #file: File;
  readonly #handlers: readonly Handler[];
  readonly #requests: ReadonlySet<unknown>;
  readonly #patterns: ReadonlySet<TSESTree.Node>;
  readonly #known = new Map<TSESTree.Node, Provenance>();

  constructor(file: File, handlers: readonly Handler[]) {
    this.#file = file;
    this.#handlers = handlers;
    this.#requests = new Set(handlers.map(handler => handler.request).filter(variable => variable !== null));
    this.#patterns = new Set(handlers.map(handler => handler.parameters.request).filter(node => node?.type === 'ObjectPattern') as TSESTree.Node[]);
  }

  /** What an expression's (settled) value is. */
  of(node: TSESTree.Node, depth = 0): Provenance {
    const value = unwrapAwait(node);
    const before = this.#known.get(value);
    if (before) return before;
    if (depth > MAX_DEPTH) return UNKNOWN;
    this.#known.set(value, UNKNOWN);
    const found = this.#read(value, depth);
    this.#known.set(value, found);
    return found;
  }

  /** All the sources of the request that feed an expression, anywhere inside it; without those by which the path named a record, where what hangs on that record is no resource of the URL. */
  sourcesIn(node: TSESTree.Node, depth = 0, throughRecords = true): ReadonlySet<Source> {
    const found = new Set<Source>();
    if (depth > 4) return found;
    const visit = (inner: TSESTree.Node): void => {
      const value = unwrapAwait(inner);
      if (value.type === 'MemberExpression' || value.type === 'Identifier' || value.type === 'CallExpression') {
        const provenance = this.of(value, depth);
        const source = sourceOf(provenance);
        if (source) {
          found.add(source);
          return;
        }
        if (provenance.is === 'lookup' && value.type !== 'CallExpression') {
          // What hangs on a record found by something hangs on that.
          for (const one of provenance.by) if (throughRecords || one !== 'param') found.add(one);
          return;
        }
      }
      if (value.type === 'Identifier') {
        const init = this.#file.bindings.initOf(value);
        if (init && !isFunction(init)) for (const one of this.sourcesIn(init, depth + 1, throughRecords)) found.add(one);
        return;
      }
      for (const child of childExpressions(value)) visit(child);
    };
    visit(node);
    return found;
  }

  #read(value: TSESTree.Node, depth: number): Provenance {
    switch (value.type) {
      case 'Literal': case 'TemplateLiteral': return value.type === 'TemplateLiteral' && value.expressions.length > 0 ? UNKNOWN : { is: 'constant' };
      case 'Identifier': return this.#ofIdentifier(value, depth);
      case 'MemberExpression': return this.#ofMember(value, depth);
      case 'CallExpression': return this.#ofCall(value, depth);
      case 'LogicalExpression': {
        // `req.headers.authorization || req.cookies.token`, `auth && auth.split(' ')[1]`
        const right = this.of(value.right, depth + 1);
        const left = this.of(value.left, depth + 1);
        return right.is === 'constant' || right.is === 'unknown' ? left : value.operator === '&&' ? right : left.is === right.is || left.is === 'unknown' ? right : sourceOf(left) === sourceOf(right) ? left : UNKNOWN;
      }
      case 'ConditionalExpression': {
        const [a, b] = [this.of(value.consequent, depth + 1), this.of(value.alternate, depth + 1)];
        return a.is === 'constant' || a.is === 'unknown' ? b : b.is === 'constant' || a.is === b.is ? a : UNKNOWN;
      }
      case 'NewExpression': {
        const [argument] = value.arguments;
        return argument && /^(?:Date|Number|String|ObjectId|URL)$/.test(calleeName(value) ?? '') ? this.of(argument, depth + 1) : UNKNOWN;
      }
      case 'UnaryExpression': return /^[-+]$/.test(value.operator) ? this.of(value.argument, depth + 1) : UNKNOWN;
      case 'BinaryExpression': {
        const parts = [this.of(value.left as TSESTree.Node, depth + 1), this.of(value.right, depth + 1)].filter(part => part.is !== 'constant' && part.is !== 'unknown');
        return parts.length === 1 ? parts[0] ?? UNKNOWN : UNKNOWN;
      }
      case 'AssignmentExpression': return this.of(value.right, depth + 1);
      default: return UNKNOWN;
    }
  }

  #ofIdentifier(node: TSESTree.Identifier, depth: number): Provenance {
    const variable = this.#file.bindings.variableOf(node);
    if (!variable) return UNKNOWN;
    if (this.#requests.has(variable)) return { is: 'request' };
    const [definition] = variable.defs;
    if (!definition) return UNKNOWN;
    const name = definition.name as TSESTree.Node;
    if (definition.type === 'CatchClause') return { is: 'error', from: definition.node, attribute: null };
    if (definition.type === 'Parameter') return this.#ofParameter(definition.node, name, depth);
    if (definition.type !== 'Variable') return UNKNOWN;
    const declarator = definition.node as TSESTree.Node;
    if (declarator.type !== 'VariableDeclarator') return UNKNOWN;
    const loop = declarator.parent.parent;
    if (declarator.id.type === 'Identifier' && loop?.type === 'ForOfStatement' && loop.left === declarator.parent) return this.#ofElement(loop.right, depth);
    if (declarator.id.type === 'Identifier') {
      const values = this.#file.bindings.valuesOf(variable);
      const found = (values ?? (declarator.init ? [declarator.init] : [])).map(one => this.of(one, depth + 1)).filter(one => one.is !== 'constant' && one.is !== 'unknown');
      const [first] = found;
      if (!first || values === null) return first && found.length === 1 ? first : UNKNOWN;
      return found.every(one => one.is === first.is) ? first : credentialAmong(found) ?? UNKNOWN;
    }
    if (!declarator.init) return UNKNOWN;
    const path = pathInPattern(declarator.id, name);
    return path ? path.reduce<Provenance>((container, key) => this.#member(container, key), this.of(declarator.init, depth + 1)) : UNKNOWN;
  }

  /** One element of what a loop goes through: a record of a list that was found. */
  #ofElement(list: TSESTree.Node, depth: number): Provenance {
    const found = this.of(list, depth + 1);
    return found.is === 'lookup' && found.attribute === null ? { ...found, isList: false } : UNKNOWN;
  }

  #ofParameter(fn: TSESTree.Node, name: TSESTree.Node, depth: number): Provenance {
    if (!isFunction(fn)) return UNKNOWN;
    const parameters = parametersOf(fn);
    const index = parameters.findIndex(parameter => parameter === name || isWithin(name, parameter));
    const parameter = parameters[index];
    if (!parameter) return UNKNOWN;
    if (parameter.type === 'ObjectPattern') {
      const path = pathInPattern(parameter, name);
      if (path && this.#patterns.has(parameter)) return path.reduce<Provenance>((container, key) => this.#member(container, key), { is: 'request' });
      return UNKNOWN;
    }
    if (parameter.type === 'Identifier' && index === 0 && /^_?(?:req|request)$/.test(parameter.name)) return { is: 'request' };
    if (this.#handlers.some(handler => handler.parameters.error === parameter)) return { is: 'error', from: fn, attribute: null };
    const call = fn.parent;
    if (call.type === 'CallExpression' && call.arguments.includes(fn as TSESTree.CallExpressionArgument)) return this.#ofCallbackParameter(call, fn, index, depth);
    return parameter.type === 'Identifier' && !this.#handlers.some(handler => handler.fn === fn) ? this.#ofArgument(fn, index, depth) : UNKNOWN;
  }

  /** What a local helper is given for a parameter, where all its calls in the file agree on it and there are no others. */
  #ofArgument(fn: FunctionNode, index: number, depth: number): Provenance {
    const name = fn.type === 'FunctionDeclaration' ? fn.id : fn.parent.type === 'VariableDeclarator' ? fn.parent.id : null;
    const variable = name && this.#file.bindings.variableOf(name);
    if (!variable || !name) return UNKNOWN;
    const uses = variable.references.map(({ identifier }) => identifier as TSESTree.Node).filter(node => node !== name);
    const given = uses.map(use => (use.parent?.type === 'CallExpression' && use.parent.callee === use ? use.parent.arguments[index] ?? null : null));
    const found = given.map(argument => (argument ? this.of(argument, depth + 1) : UNKNOWN));
    const [first] = found;
    return first && found.every(one => one.is === first.is && sourceOf(one) !== null) ? first : UNKNOWN;
  }

  /** Node's `(err, result)`, a promise's `.then(result)` and `.catch(err)`. */
  #ofCallbackParameter(call: TSESTree.CallExpression, fn: FunctionNode, index: number, depth: number): Provenance {
    const method = methodCall(call);
    if (method?.name === 'catch') return index === 0 ? { is: 'error', from: fn, attribute: null } : UNKNOWN;
    if (method?.name === 'then') return index === 0 ? (call.arguments[1] === fn ? { is: 'error', from: fn, attribute: null } : this.of(method.object, depth + 1)) : UNKNOWN;
    const [first] = parametersOf(fn);
    if (first?.type !== 'Identifier' || !/^_*(?:e|er|err|error)/i.test(first.name) || call.arguments.at(-1) !== fn) return UNKNOWN;
    if (index === 0) return { is: 'error', from: fn, attribute: null };
    // passport.authenticate('jwt', (err, user, info) => …)
    if (method?.name === 'authenticate' && /passport/i.test(this.#file.text(method.object))) return index === 1 ? { is: 'principal', attribute: null } : UNKNOWN;
    return this.#ofCall(call, depth + 1);
  }

  #ofMember(node: TSESTree.MemberExpression, depth: number): Provenance {
    const object = unwrap(node.object);
    const name = propertyName(node);
    const path = memberPath(node);
    // res.locals.user, request.server…: the response's locals hold what middleware put there.
    if (path && path.at(-2) === 'locals' && name && PRINCIPAL.test(name)) return { is: 'principal', attribute: null };
    if (path && path[0] === 'this' && path.length === 2) return UNKNOWN;
    const container = this.of(object, depth + 1);
    if (name === null && container.is === 'credential' && /^(?:session|cookies)$/.test(container.name)) return this.#member(container, node.property.type === 'Identifier' || node.property.type === 'MemberExpression' ? this.#file.text(node.property) : '');
    if (name === null) return node.computed && container.is === 'principal' ? container : container.is === 'body' || container.is === 'query' || container.is === 'param' || container.is === 'lookup' || container.is === 'credential' ? container : UNKNOWN;
    return this.#member(container, name);
  }

  #member(container: Provenance, name: string): Provenance {
    switch (container.is) {
      case 'request': return memberOfRequest(name);
      case 'body': case 'query': case 'param': case 'header': case 'file':
        if (container.name !== null) return container;
        if (container.is === 'header') return (CREDENTIAL.test(name) || /passw/i.test(name)) && !OTHER_TOKEN.test(name) ? { is: 'credential', name } : { is: 'header', name };
        return { is: container.is, name };
      case 'credential':
        // req.session.user, req.session.userId: the caller; req.cookies.token: a credential; 'Bearer x'.split(' ')[1] still one.
        if (/^session$/i.test(container.name)) return PRINCIPAL.test(name) || /user|account|login/i.test(name) ? { is: 'principal', attribute: null } : UNKNOWN;
        if (container.name === 'cookies') return CREDENTIAL.test(name) || (/token|sess|auth|jwt/i.test(name) && !BESIDE_CREDENTIAL.test(name)) ? { is: 'credential', name } : { is: 'header', name };
        return container;
      case 'principal': return container.attribute === null ? { is: 'principal', attribute: name } : container;
      case 'verified': return { ...container, attribute: container.attribute ?? name };
      case 'lookup': return name === '0' && container.attribute === null ? { ...container, isList: false } : /^(?:rows?|data|docs?|results?|value)$/.test(name) && container.attribute === null && !(/^result|value$/.test(name) && isOneRecord(container.call)) ? container : { ...container, attribute: container.attribute ?? name };
      case 'written': return { ...container, attribute: container.attribute ?? name };
      case 'verdict': return { ...container, attribute: container.attribute ?? name };
      case 'upstream': return { ...container, attribute: container.attribute ?? name };
      case 'password-check': return { ...container, attribute: container.attribute ?? name };
      case 'permission-check': return container;
      case 'error': return { ...container, attribute: container.attribute === null ? name : `${container.attribute}.${name}` };
      default: return UNKNOWN;
    }
  }

  #ofCall(node: TSESTree.CallExpression, depth: number): Provenance {
    const method = methodCall(node);
    const name = calleeName(node) ?? '';
    const [first] = node.arguments;
    if (method) {
      const object = this.of(method.object, depth + 1);
      const fromObject = this.#ofMethod(object, method.name, node);
      if (fromObject) return fromObject;
    }
    if (first && /^(?:Number|parseInt|parseFloat|String|Boolean|BigInt|(?:de|en)codeURI(?:Component)?|toObjectId)$/.test(name)) return this.of(first, depth + 1);
    const origin = this.#file.bindings.originOf(node.callee);
    if (UPSTREAM_CALLEE.test(rootName(node) ?? '') || (origin && isUpstream(origin, name)) || this.#isClient(node)) return { is: 'upstream', attribute: null, call: node };
    const schema = this.#verdictOf(node, name, origin?.source ?? null, depth);
    if (schema) return schema;
    // argon2.verify(account.hash, password)
    // validatePassword(password) alone asks for its form.
    const isOfForm = node.arguments.length < 2 && !method && /valid/i.test(name);
    if ((PASSWORD_CHECK.test(name) && !isOfForm) || (name === 'verify' && node.arguments.length > 1 && /pass(?:word|wd)?\b|hash\b/i.test(node.arguments.map(this.#file.text).join(' ')))) return { is: 'password-check', attribute: null };
    // const user = await auth(req.body.email, req.body.password)
    if (LOGS_IN.test(name) && /passw|\bpwd\b/i.test(`${name} ${node.arguments.map(this.#file.text).join(' ')}`)) return { is: 'password-check', attribute: null };
    if (name === 'decode' && /jwt|jsonwebtoken|jose|token/i.test(this.#file.text(node.callee))) return { is: 'verified', attribute: null, ofCredential: this.#verifiesCaller(node, name, depth) };
    if (TOKEN_VERIFY.test(name)) return { is: 'verified', attribute: null, ofCredential: this.#verifiesCaller(node, name, depth) };
    // extractToken(req.headers.authorization), getTokenFromRequest(req): still the credential.
    if (/token|bearer|credential|apikey/i.test(name) && !OTHER_TOKEN.test(name) && node.arguments.some(one => ['credential', 'request', 'header'].includes(this.of(one, depth + 1).is))) return { is: 'credential', name };
    if (PERMISSION_CHECK.test(name)) return { is: 'permission-check', call: node };
    if (WRITE.test(name) && !/^(?:add|register)$/.test(name) && !MADE_IN_MEMORY.test(this.#file.text(node.callee))) return { is: 'written', by: this.#sourcesOfArguments(node, depth), name, attribute: null };
    if (EXISTENCE_CHECK.test(name) || (LOOKUP.test(name) && !isOfContainer(node))) return this.#lookupOf(node, name, depth);
    return UNKNOWN;
  }

  /** Whether a verification is of what proves who the caller is: not a reset token, a webhook's signature, a one-time code, nor anything in the path. */
  #verifiesCaller(node: TSESTree.CallExpression, name: string, depth: number): boolean {
    const [first] = node.arguments;
    if (OTHER_VERIFY.test(this.#file.text(node.callee)) || node.arguments.some(one => OTHER_VERIFY.test(this.#file.text(one))) || (first && OTHER_TOKEN.test(this.#file.text(first)))) return false;
    const sources = new Set(node.arguments.flatMap(one => [...this.sourcesIn(one, depth + 1)]));
    if (sources.has('credential') || sources.has('header') || node.arguments.some(one => this.of(one, depth + 1).is === 'credential')) return true;
    if (sources.has('param')) return false;
    return sources.size > 0 || /token|jwt|bearer|credential|session|cookie|auth/i.test(`${name} ${first ? this.#file.text(first) : ''}`);
  }

  /** A call on a client made before: `const api = axios.create({ baseURL })`. */
  #isClient(node: TSESTree.CallExpression): boolean {
    const method = methodCall(node);
    const made = method && unwrap(method.object).type === 'Identifier' ? this.#file.bindings.resolve(method.object) : null;
    if (made?.type !== 'CallExpression' && made?.type !== 'NewExpression') return false;
    const origin = this.#file.bindings.originOf(made.callee);
    return (origin !== null && UPSTREAM_MODULES.test(origin.source)) || /^(?:axios|got|ky|ofetch)\.(?:create|extend|instance)$/.test(this.#file.text(made.callee));
  }

  #ofMethod(object: Provenance, name: string, node: TSESTree.CallExpression): Provenance | null {
    const [first] = node.arguments;
    const key = first ? stringValue(first) : null;
    if (object.is === 'request') {
      if (/^(?:get|header)$/.test(name) && key !== null) return (CREDENTIAL.test(key) || /passw/i.test(key)) && !OTHER_TOKEN.test(key) ? { is: 'credential', name: key } : { is: 'header', name: key };
      // @fastify/multipart
      if (name === 'file') return { is: 'file', name: null };
      if (name === 'param' && key !== null) return { is: 'param', name: key };
      if (/^(?:isAuthenticated|isUnauthenticated|isLoggedIn)$/.test(name)) return { is: 'principal', attribute: null };
      if (/^(?:jwtVerify|authenticate)$/.test(name)) return { is: 'verified', attribute: null, ofCredential: true };
      // @fastify/cookie: `{ valid, renew, value }`
      if (name === 'unsignCookie' && first && this.of(first).is === 'credential') return { is: 'verified', attribute: null, ofCredential: true };
      return null;
    }
    if (PASSWORD_CHECK.test(name)) return { is: 'password-check', attribute: null };
    // accesscontrol's ac.can(user.role).deleteAny('post').granted
    if (PERMISSION_CHECK.test(name) || object.is === 'permission-check') return { is: 'permission-check', call: node };
    // Strings and arrays of a part of the request are still that part: req.body.email.trim(), authorization.split(' ')[1].
    if (/^(?:trim|toLowerCase|toUpperCase|toString|split|replace|slice|substring|substr|at|join|toFixed|concat|map|filter|startsWith|match|valueOf|toObject|toJSON)$/.test(name)) {
      return object.is === 'unknown' ? null : object;
    }
    // errors.array() of express-validator
    if (object.is === 'verdict' && /^(?:array|mapped|formatWith|flatten|format)$/.test(name)) return object;
    // A query built by chained calls: Model.findById(id).populate('x').lean(). A record that was found has methods of its own.
    if (object.is === 'lookup' && !WRITE.test(name) && (LOOKUP.test(name) || /^(?:sort|limit|skip|offset|include|with|for|from|join|leftJoin|innerJoin|orderBy|groupBy|eq|neq|match|values|set|addSelect|andWhere|orWhere|returning|session|transacting|catch|then|orFail|toArray|project|cursor|fields|prepare|get[A-Z]?\w*|executeTakeFirst)$/.test(name))) return { ...object, by: new Set([...object.by, ...this.#sourcesOfArguments(node, 3)]), isList: object.isList && !/^(?:first|findOne|one|single|maybeSingle|get|executeTakeFirst)$/.test(name), call: node };
    return null;
  }

  #verdictOf(node: TSESTree.CallExpression, name: string, source: string | null, depth: number): Provenance | null {
    // const validateUser = ajv.compile(schema)
    const isCompiled = methodCall(this.#file.bindings.resolve(node.callee))?.name === 'compile';
    if (!SCHEMA_VERDICT.test(name) && !isCompiled) return null;
    const over = new Set(node.arguments.flatMap(one => [...this.sourcesIn(one, depth + 1)]));
    const method = methodCall(node);
    if (name === 'validationResult') return { is: 'verdict', over: chainedParts(node, this.#file, this.#handlers), attribute: null, call: node };
    const isLibrary = source !== null && SCHEMA_MODULES.test(source);
    const object = method ? this.#file.text(method.object) : '';
    if (/^(?:JSON|Date|path|url|qs|querystring|marked|URL|csv|yaml|semver|ms)$/.test(object)) return null;
    // Only what is called on a schema or validator is a schema's verdict: tokens are validated and rights are checked too.
    if (/^(?:is|check|decode|assert|attempt|isValid|validate|validateSync|validateAsync)$/.test(name) && !isLibrary && !/schema|valid|joi|zod|yup|ajv|dto|struct/i.test(object || (name === 'validate' && !method ? 'schema' : ''))) return null;
    if (over.size === 0) return null;
    return { is: 'verdict', over, attribute: null, call: node };
  }

  #lookupOf(node: TSESTree.CallExpression, name: string, depth: number): Provenance {
    const by = this.#sourcesOfArguments(node, depth);
    const target = node.parent.type === 'AwaitExpression' ? node.parent.parent : node.parent;
    const variable = target.type === 'VariableDeclarator' && target.id.type === 'Identifier' ? target.id.name : '';
    const isList = LIST_LOOKUP.test(name) && (variable === '' || PLURAL.test(variable)) && !/(?:ss|us|is)$/.test(variable);
    return { is: 'lookup', by, isList, attribute: null, call: node };
  }

  #sourcesOfArguments(node: TSESTree.CallExpression, depth: number): ReadonlySet<Source> {
    const found = new Set<Source>();
    for (const argument of node.arguments) for (const source of this.sourcesIn(argument, Math.min(depth, 3), false)) found.add(source);
    // db.select().from(t).where(eq(t.id, req.params.id)): the earlier calls of the chain have arguments too.
    const method = methodCall(node);
    if (method?.object.type === 'CallExpression') for (const source of this.#sourcesOfArguments(method.object, depth)) found.add(source);
    return found;
  }
}

/** `Invoice.findOne(…).result` is a field of the record; `client.query(…).result` is what the query gave. */
function isOneRecord(call: TSESTree.Node): boolean {
  return call.type === 'CallExpression' && /^find(?:One|ById|ByPk|Unique|First)/.test(calleeName(call) ?? '');
}

function credentialAmong(found: readonly Provenance[]): Provenance | null {
  return found.every(one => one.is === 'credential' || one.is === 'header' || one.is === 'query' || one.is === 'body') ? found.find(one => one.is === 'credential') ?? null : null;
}

/** Whether an import's call reaches another server: those of HTTP clients, and `get` and `request` of node's own. */
function isUpstream({ source }: { readonly source: string }, name: string): boolean {
  return UPSTREAM_MODULES.test(source) || (/^(?:node:)?https?$/.test(source) && /^(?:get|request)$/.test(name));
}

/** Whether a call gets an instance of a class from a container of dependencies: `container.get(UserService)`. */
function isOfContainer(node: TSESTree.CallExpression): boolean {
  const [only, second] = node.arguments;
  return !second && only?.type === 'Identifier' && /^[A-Z][a-z]/.test(only.name) && /^(?:get|getInstance|resolve|retrieve)$/.test(methodCall(node)?.name ?? '');
}
