import type { TSESTree } from '@typescript-eslint/utils';

import type { Framework } from '../../frameworks/framework.ts';
import { either, FRAMEWORKS } from '../../frameworks/frameworks.ts';
import {
  AMBIGUOUS_METHODS,
  readRegistration,
  type RegisteredRole,
  type Registration,
} from '../../frameworks/registration.ts';
import { functionName, isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { findMember } from '../../syntax/static-values.ts';
import { calleeName, lastName, memberPath, methodCall, propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { TypeInformation } from '../definitions/type-information.ts';
import { defaultFramework, type FrameworkEvidence } from './framework-evidence.ts';
import {
  annotatedType,
  findParameters,
  findResponseUse,
  frameworkOfHandler,
  onlyListens,
  type Parameters,
  type ResponseUse,
} from './handler-shape.ts';
import type { Handler, Role, Route, RouteReader } from './handler.ts';
import { findTakers, type Taken } from './held-response.ts';

/** Names by which applications, routers and Fastify instances go, where their making is out of sight. */
const RECEIVER_NAME =
  /^_*(?:app|router|server|api|fastify|instance|route|routes|application|scope)$|(?:App|Router|Server|Routes?|Fastify)$/;

interface Found {
  role: Role;
  framework: Framework;
  routes: Route[];
}

/** What is known beside the file itself. */
export interface Around {
  /** Functions of the settings whose function arguments are handlers, by name. */
  readonly wrappers: ReadonlySet<string>;
  readonly routes: RouteReader;
  readonly types: TypeInformation | null;
}

/** Finds the functions of a file that answer requests: those it registers, and those that have the shape of a handler. */
export function findHandlers(
  file: File,
  evidence: FrameworkEvidence,
  around: Around,
): { readonly handlers: readonly Handler[]; readonly registrations: readonly Registration[] } {
  const { found, registrations } = findRegistered(file, evidence, around.routes);
  // What the settings call wrappers: the functions they get are handlers, whatever their parameters are called.
  for (const fn of findWrapped(file, around.wrappers)) {
    if (!found.has(fn)) found.set(fn, { role: 'controller', framework: defaultFramework(evidence), routes: [] });
  }
  const handlers: Handler[] = [];
  const takers = evidence.frameworks.length > 0 ? findTakers(file) : null;
  for (const fn of file.functions) {
    const taken = takers?.get(fn);
    const handler =
      makeHandler(fn, found.get(fn) ?? null, file, evidence, around) ?? (taken ? takerOf(fn, taken, evidence) : null);
    if (handler) handlers.push(handler);
  }
  return { handlers, registrations };
}

/** The functions that the file registers, each with its routes, and the calls that do so. */
function findRegistered(
  file: File,
  evidence: FrameworkEvidence,
  routes: RouteReader,
): { readonly found: Map<FunctionNode, Found>; readonly registrations: readonly Registration[] } {
  const found = new Map<FunctionNode, Found>();
  const registrations: Registration[] = [];
  for (const call of file.calls) {
    const registration = readRegistration(call, node => file.bindings.resolve(node));
    if (!registration || !isRegistration(registration, file)) continue;
    const receiver = receiverFramework(registration.receiver, file);
    if (receiver === 'foreign') continue;
    registrations.push(registration);
    const assumed = defaultFramework(evidence);
    // A controller of an Express application may have a `this.route({ method, path, handler })` of its own.
    const isOwnRoute = registration.receiver.type === 'ThisExpression' && assumed.hasRouteObjects === false;
    const framework = receiver ?? (registration.framework === either || isOwnRoute ? assumed : registration.framework);
    registration.handlers.forEach(({ node, role }, index) => {
      for (const fn of functionsOf(node, file)) {
        const before = registration.handlers.slice(0, index).map(one => one.node);
        const { method, path } = registration;
        const route = { registration, method, path, before, mounted: () => routes.routesOf(registration, before) };
        const known = found.get(fn);
        if (known) known.routes.push(route);
        else found.set(fn, { role: roleOf(role, fn), framework, routes: [route] });
      }
    });
  }
  return { found, registrations };
}

/** The functions that are given to the wrappers of the settings. */
function findWrapped(file: File, wrappers: ReadonlySet<string>): readonly FunctionNode[] {
  if (wrappers.size === 0) return [];
  return file.calls
    .filter(call => wrappers.has(calleeName(call) ?? '') || wrappers.has(memberPath(call.callee)?.join('.') ?? ''))
    .flatMap(call => call.arguments.flatMap(argument => functionsOf(argument, file)));
}

/** Express tells error middleware by its four parameters, in routes too. Source: express lib/router/layer.js, handleError. */
function roleOf(role: RegisteredRole, fn: FunctionNode): Role {
  return (role === 'middleware' || role === 'route') && fn.params.length === 4 ? 'error' : role;
}

/** Whether a call of the right form is a registration: its receiver is made by a framework or named like one, or what it gets has the shape of a handler. */
function isRegistration(registration: Registration, file: File): boolean {
  const { receiver } = registration;
  if (receiverFramework(receiver, file) !== null) return true;
  if (registration.method !== null && AMBIGUOUS_METHODS.has(registration.method)) return false;
  const name = lastName(receiver) ?? '';
  if (RECEIVER_NAME.test(name)) return registration.handlers.length > 0;
  return registration.handlers.some(({ node }) =>
    functionsOf(node, file).some(fn => {
      const parameters = findParameters(fn, null);
      return parameters?.request != null && findResponseUse(file, parameters.response).isTelling;
    }),
  );
}

/** The framework that made an application or router: `express()`, `express.Router()`, `Fastify()`, a plugin's typed or first parameter; null where it is out of sight. */
export function receiverFramework(receiver: TSESTree.Node, file: File): Framework | 'foreign' | null {
  const made = makerOf(receiver, file);
  if (made.type === 'CallExpression' || made.type === 'NewExpression') {
    const origin = file.bindings.originOf(made.callee);
    if (!origin) return null;
    const maker = FRAMEWORKS.find(({ signs }) => signs.makers.test(origin.source));
    if (maker) return maker;
    return /^(?:koa|@koa\/|restify|polka|hono|itty-router|find-my-way|@hapi\/hapi)/.test(origin.source)
      ? 'foreign'
      : null;
  }
  if (made.type !== 'Identifier') return null;
  const definition = file.bindings.variableOf(made)?.defs[0];
  if (definition?.type !== 'Parameter') return null;
  const type = annotatedType(definition.name);
  return (
    FRAMEWORKS.find(({ signs }) => type !== null && signs.instanceTypes.test(type)) ??
    FRAMEWORKS.find(({ signs }) => signs.instanceName === made.name) ??
    null
  );
}

/** What an application or router is made by, out of calls that give it back: `fastify().withTypeProvider()` is still Fastify's. */
function makerOf(receiver: TSESTree.Node, file: File): TSESTree.Node {
  // While it is typed, a line may read `const app = app.use(cors())`.
  const followed = new Set<TSESTree.Node>();
  let made = file.bindings.resolveAwaited(receiver);
  for (let call = methodCall(made); call && !followed.has(made); call = methodCall(made)) {
    if (!/^with[A-Z]|^(?:route|register|use|get|post|after)$/.test(call.name)) return made;
    followed.add(made);
    made = file.bindings.resolveAwaited(call.object);
  }
  return made;
}

/** The functions an argument stands for: itself, what a name or member defines, and those inside a wrapper's call. */
export function functionsOf(node: TSESTree.Node, file: File, depth = 0): readonly FunctionNode[] {
  const value = unwrapAwait(node);
  if (isFunction(value)) return [value];
  if (depth > 4) return [];
  switch (value.type) {
    case 'Identifier': {
      const resolved = file.bindings.resolve(value);
      return resolved === value ? [] : functionsOf(resolved, file, depth + 1);
    }
    case 'MemberExpression': {
      const member = findMemberFunction(value, file);
      return member ? functionsOf(member, file, depth + 1) : [];
    }
    case 'CallExpression': {
      const method = methodCall(value);
      if (method?.name === 'bind') return functionsOf(method.object, file, depth + 1);
      return value.arguments
        .flatMap(argument => (argument.type === 'SpreadElement' ? [] : functionsOf(argument, file, depth + 1)))
        .filter(fn => parametersOf(fn).length >= 1);
    }
    case 'ArrayExpression':
      return value.elements.flatMap(element => (element ? functionsOf(element, file, depth + 1) : []));
    default:
      return [];
  }
}

/** What `object.name` or `this.name` is, where the object literal or class stands in the file. */
function findMemberFunction(node: TSESTree.MemberExpression, file: File): TSESTree.Node | null {
  const name = propertyName(node);
  if (name === null) return null;
  let container = file.bindings.resolve(node.object);
  if (container.type === 'NewExpression') container = file.bindings.resolve(container.callee);
  if (container.type === 'ThisExpression') {
    let outer: TSESTree.Node | undefined = node.parent;
    while (outer && outer.type !== 'ClassBody') outer = outer.parent;
    if (!outer) return null;
    container = outer.parent;
  }
  if (container.type === 'ClassDeclaration' || container.type === 'ClassExpression') {
    const member = container.body.body.find(
      one => (one.type === 'MethodDefinition' || one.type === 'PropertyDefinition') && propertyName(one) === name,
    );
    return member?.type === 'MethodDefinition' || member?.type === 'PropertyDefinition' ? member.value : null;
  }
  return findMember(container, name);
}

function makeHandler(
  fn: FunctionNode,
  registered: Found | null,
  file: File,
  evidence: FrameworkEvidence,
  { routes, types }: Around,
): Handler | null {
  const parameters = findParameters(fn, registered ? { isError: isErrorHandler(registered, fn) } : null);
  if (!parameters)
    return registered ? null : (errorResponder(fn, file, evidence) ?? typedHandler(fn, file, types, routes));
  const use = findResponseUse(file, parameters.response);
  if (!registered) {
    if (!hasHandlerShape({ fn, parameters, use }, file) || evidence.isForeign) return null;
    // createWebRequest(request, reply) makes something of a request, and aborts it when the client is gone.
    if (parameters.next === null && onlyListens(file, parameters.response) && routes.routesElsewhere(fn).length === 0)
      return null;
  }
  const variable = (node: TSESTree.Node | null) =>
    node?.type === 'Identifier' ? file.bindings.variableOf(node) : null;
  return {
    fn,
    name: functionName(fn),
    parameters,
    framework: frameworkOf(frameworkOfHandler(parameters, use), registered, evidence),
    role: registered?.role ?? roleByShape(parameters),
    routes: registered?.routes ?? [],
    mounted: () =>
      registered && registered.routes.length > 0
        ? registered.routes.flatMap(({ mounted }) => mounted())
        : routes.routesElsewhere(fn),
    error: variable(parameters.error),
    request: variable(parameters.request),
    response: variable(parameters.response),
    next: variable(parameters.next),
  };
}

/** The framework that a handler's own use of its response tells, else the one it is registered with, else the file's. */
function frameworkOf(own: Framework, registered: Found | null, evidence: FrameworkEvidence): Framework {
  // Fastify's handlers are none of Express's: what a middleware adds to a response may be called like a method of the other's.
  if (registered?.framework.sendsResults === false) return registered.framework;
  if (own !== either) return own;
  return registered && registered.framework !== either ? registered.framework : defaultFramework(evidence);
}

function roleByShape({ error, request }: Parameters): Role {
  if (error) return 'error';
  return request ? 'controller' : 'responder';
}

/** Whether a function that is nowhere registered in sight is a handler by what it does with its parameters. */
function hasHandlerShape(
  { fn, parameters, use }: { readonly fn: FunctionNode; readonly parameters: Parameters; readonly use: ResponseUse },
  file: File,
): boolean {
  // A promise's or an emitter's callback gets the response of a client: fetch(u).then(res => res.json()).
  const outer =
    fn.parent.type === 'CallExpression' && fn.parent.arguments.includes(fn as TSESTree.CallExpressionArgument)
      ? methodCall(fn.parent)
      : null;
  if (outer && /^(?:then|catch|finally|on|once|end|subscribe|pipe)$/.test(outer.name)) return false;
  if (use.isTelling || isHandedOn(parameters.response, file)) return true;
  if (!parameters.request) return false;
  const isTyped = (annotatedType(parameters.response ?? undefined) ?? '').endsWith('Reply');
  // (req, res, next) is nothing but a handler, also where it only throws or forwards errors.
  const isTriple = parameters.next?.type === 'Identifier' && /^_*next$/.test(parameters.next.name);
  return use.methods.size > 0 || isTyped || isTriple;
}

/** Whether a registered function gets an error: by what registers it, or by its four parameters. */
function isErrorHandler({ role, framework }: Found, fn: FunctionNode): boolean {
  return role === 'error' && (framework.registersErrorHandlers === true || fn.params.length === 4);
}

/** A helper of an error handler, `sendErrorForDev(err, res)`: what it calls on the second parameter tells it from a callback, whose pair looks the same. */
function errorResponder(fn: FunctionNode, file: File, evidence: FrameworkEvidence): Handler | null {
  const [, second] = parametersOf(fn);
  if (
    second?.type !== 'Identifier' ||
    fn.params.length > 3 ||
    fn.parent.type === 'CallExpression' ||
    evidence.isForeign
  )
    return null;
  const parameters = { error: null, request: null, response: second, next: null };
  const use = findResponseUse(file, second);
  if (
    !/^_*(?:res|response|reply)_*$/.test(second.name) ||
    !['status', 'code', 'sendStatus', 'writeHead'].some(method => use.methods.has(method))
  )
    return null;
  const own = frameworkOfHandler(parameters, use);
  return {
    fn,
    name: functionName(fn),
    parameters,
    framework: own !== either ? own : defaultFramework(evidence),
    role: 'responder',
    routes: [],
    mounted: () => [],
    error: null,
    request: null,
    response: file.bindings.variableOf(second),
    next: null,
  };
}

/** A function that answers with a response out of an object that it gets, `fail({ res, status })`, or that its own object keeps, `this.res`. */
function takerOf(fn: FunctionNode, taken: Taken, evidence: FrameworkEvidence): Handler {
  const isVariable = 'response' in taken;
  return {
    fn,
    name: functionName(fn),
    parameters: { error: null, request: null, response: null, next: null },
    framework: defaultFramework(evidence),
    role: 'responder',
    routes: [],
    mounted: () => [],
    error: null,
    request: null,
    response: isVariable ? taken.response : null,
    next: null,
    ...(!isVariable && { held: taken.held }),
  };
}

/** A function whose parameters go by other names than those of a handler, and are a response by their types: `const show: RequestHandler = (input, output) => output.status(404).end()`. */
function typedHandler(
  fn: FunctionNode,
  file: File,
  types: TypeInformation | null,
  routes: RouteReader,
): Handler | null {
  const parameters = types ? parametersOf(fn) : [];
  for (const [index, response] of parameters.entries()) {
    if (response.type !== 'Identifier' || !findResponseUse(file, response).isTelling) continue;
    const framework = types?.responseOf(response) ?? null;
    if (!framework) continue;
    const before = parameters[index - 1];
    const request = before && types?.isRequest(before) ? before : null;
    const error = request ? (parameters[index - 2] ?? null) : null;
    const next = parameters[index + 1] ?? null;
    const variable = (node: TSESTree.Node | null) =>
      node?.type === 'Identifier' ? file.bindings.variableOf(node) : null;
    return {
      fn,
      name: functionName(fn),
      framework,
      role: error ? 'error' : request ? 'controller' : 'responder',
      parameters: { error, request, response, next: request ? next : null },
      routes: [],
      mounted: () => routes.routesElsewhere(fn),
      error: variable(error),
      request: variable(request),
      response: variable(response),
      next: request ? variable(next) : null,
    };
  }
  return null;
}

/** Whether the response goes to another function, `sendNotFound(res)`. */
function isHandedOn(response: TSESTree.Node | null, file: File): boolean {
  const variable = response && file.bindings.variableOf(response);
  return (
    variable?.references.some(({ identifier }) => {
      const { parent } = identifier as TSESTree.Node;
      return parent?.type === 'CallExpression' && parent.arguments.some(argument => argument === identifier);
    }) ?? false
  );
}
