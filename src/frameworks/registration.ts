import type { TSESTree } from '@typescript-eslint/utils';

import { either } from './frameworks.ts';
import { express } from './express.ts';
import { fastify } from './fastify.ts';
import type { Framework } from './framework.ts';
import { methodCall, propertyName, stringValue, unwrap } from '../syntax/unwrap.ts';

/** What a registered function is for. */
export type RegisteredRole = 'route' | 'middleware' | 'error' | 'not-found' | 'hook';

/** One call that registers functions with an application or router, as written; the functions are not resolved yet. */
export interface Registration {
  readonly node: TSESTree.CallExpression;
  /** The object the call is made on: `app`, `router`, `fastify`. */
  readonly receiver: TSESTree.Node;
  /** The upper-case method, null for all or unknown. */
  readonly method: string | null;
  readonly allMethods: boolean;
  readonly path: string | null;
  /** The path's node, or null where there is none. */
  readonly pathNode: TSESTree.Node | null;
  /** Functions, names of functions and wrappers, in the order they run. */
  readonly handlers: readonly {
    readonly node: TSESTree.Node;
    readonly role: RegisteredRole;
    /** The name of the hook, where it is one of Fastify's. */ readonly hook?: string;
  }[];
  /** The options object of a Fastify route. */
  readonly options: TSESTree.ObjectExpression | null;
  /** What the form of the call alone says of the framework. */
  readonly framework: Framework;
}

const METHODS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'head',
  'options',
  'del',
  'search',
  'trace',
  'propfind',
  // Its own kind of read, with content: RFC 10008. Node has it from 22.2 on, and so have the frameworks that take Node's list.
  'query',
]);

/** Methods whose names are those of other things, as `db.query(…)`: they register only on what a framework makes. */
export const AMBIGUOUS_METHODS: ReadonlySet<string> = new Set(['QUERY']);

/** Hooks of Fastify that can answer a request. Source: fastify lib/hooks.js. */
const HOOKS = new Set([
  'onRequest',
  'preParsing',
  'preValidation',
  'preHandler',
  'preSerialization',
  'onSend',
  'onError',
  'onTimeout',
  'onResponse',
  'onRequestAbort',
]);

/** The hooks of Fastify that run before a handler. Source: fastify docs/Reference/Lifecycle.md. */
export const BEFORE_HANDLER: ReadonlySet<string> = new Set(['onRequest', 'preParsing', 'preValidation', 'preHandler']);

/** Options of a Fastify route that hold functions. */
const ROUTE_FUNCTIONS: Readonly<Record<string, RegisteredRole>> = {
  handler: 'route',
  errorHandler: 'error',
  onRequest: 'hook',
  preValidation: 'hook',
  preHandler: 'hook',
  preParsing: 'hook',
  preSerialization: 'hook',
  onSend: 'hook',
};

/** Finds the expression a name stands for in its file. */
type Resolve = (node: TSESTree.Node) => TSESTree.Node;

/** Reads a call as a registration by its form, whoever the receiver is; null where the form is no registration. The options of a Fastify route may have a name. */
export function readRegistration(node: TSESTree.CallExpression, resolve: Resolve = unwrap): Registration | null {
  const call = methodCall(node);
  return call && readNamedRegistration(node, call.name, call.object, resolve);
}

/** The same of a call whose method is known by other means: `router[verb](path, handler)`. */
export function readNamedRegistration(
  node: TSESTree.CallExpression,
  name: string,
  object: TSESTree.Node,
  resolve: Resolve = unwrap,
): Registration | null {
  const args = node.arguments;
  switch (name) {
    case 'setErrorHandler':
      return plain(node, object, [[args[0], 'error']]);
    case 'setNotFoundHandler':
      return plain(node, object, [[args.at(-1), 'not-found'], ...hooksIn(args.length > 1 ? args[0] : undefined)]);
    case 'addHook': {
      const hook = args[0] && stringValue(args[0]);
      return hook && HOOKS.has(hook) ? plain(node, object, [[args[1], 'hook', hook]]) : null;
    }
    case 'route':
      return routeObject(node, object, resolve);
    case 'use':
      return expressCall(node, object, null, 'middleware', resolve);
    case 'all':
      return expressCall(node, object, null, 'route', resolve);
    default:
      return METHODS.has(name)
        ? expressCall(node, object, name === 'del' ? 'DELETE' : name.toUpperCase(), 'route', resolve)
        : null;
  }
}

function plain(
  node: TSESTree.CallExpression,
  receiver: TSESTree.Node,
  found: readonly (readonly [TSESTree.Node | undefined, RegisteredRole, string?])[],
): Registration {
  const handlers = found.flatMap(([handler, role, hook]) => (handler ? [registered(handler, role, hook)] : []));
  return {
    node,
    receiver,
    method: null,
    allMethods: true,
    path: null,
    pathNode: null,
    handlers,
    options: null,
    framework: fastify,
  };
}

function registered(
  node: TSESTree.Node,
  role: RegisteredRole,
  hook: string | undefined,
): Registration['handlers'][number] {
  return { node, role, ...(role === 'hook' && hook !== undefined && { hook }) };
}

function hooksIn(options: TSESTree.Node | undefined): (readonly [TSESTree.Node, RegisteredRole, string])[] {
  return options?.type === 'ObjectExpression' ? functionsIn(options).filter(([, role]) => role === 'hook') : [];
}

/** `fastify.route({ method, url, handler })`. */
function routeObject(node: TSESTree.CallExpression, receiver: TSESTree.Node, resolve: Resolve): Registration | null {
  const options = node.arguments[0] && resolve(node.arguments[0]);
  if (options?.type !== 'ObjectExpression') return null;
  const property = (key: string) =>
    options.properties.find(one => one.type === 'Property' && propertyName(one) === key);
  const url = property('url') ?? property('path');
  const method = property('method');
  const pathNode = url?.type === 'Property' ? url.value : null;
  const methodText = method?.type === 'Property' ? stringValue(method.value) : null;
  return {
    node,
    receiver,
    method: methodText?.toUpperCase() ?? null,
    allMethods: false,
    path: pathNode && stringValue(pathNode),
    pathNode,
    handlers: functionsIn(options).map(([handler, role, name]) => registered(handler, role, name)),
    options,
    framework: fastify,
  };
}

/** The functions in the options of a Fastify route with their keys: `handler`, `preHandler: [a, b]` and their like, hooks first as they run first. */
function functionsIn(options: TSESTree.ObjectExpression): (readonly [TSESTree.Node, RegisteredRole, string])[] {
  const found: (readonly [TSESTree.Node, RegisteredRole, string])[] = [];
  for (const property of options.properties) {
    const name = property.type === 'Property' ? (propertyName(property) ?? '') : '';
    const role = ROUTE_FUNCTIONS[name];
    if (property.type !== 'Property' || !role) continue;
    const value = unwrap(property.value);
    const nodes = value.type === 'ArrayExpression' ? value.elements.filter(element => element !== null) : [value];
    for (const one of nodes) found.push([one, role, name]);
  }
  return found.sort(([, a], [, b]) => Number(a === 'route') - Number(b === 'route'));
}

/** `app.get(path, ...handlers)`, `router.use(fn)`, `app.route(path).get(fn)`, and Fastify's `fastify.get(path, options, handler)`. */
function expressCall(
  node: TSESTree.CallExpression,
  object: TSESTree.Node,
  method: string | null,
  role: RegisteredRole,
  resolve: Resolve,
): Registration | null {
  const chain = routeChain(object);
  let receiver = object;
  let pathNode: TSESTree.Node | null = null;
  let rest: readonly TSESTree.Node[] = node.arguments;
  if (chain) {
    receiver = chain.receiver;
    pathNode = chain.path;
  } else if (
    rest[0] &&
    (!mayBeHandler(rest[0]) ||
      (role === 'route' && rest.length > 1 && /^(?:Identifier|CallExpression)$/.test(unwrap(rest[0]).type)))
  ) {
    pathNode = rest[0];
    rest = rest.slice(1);
  } else if (role === 'route') return null;
  let options: TSESTree.ObjectExpression | null = null;
  const handlers: { node: TSESTree.Node; role: RegisteredRole; hook?: string }[] = [];
  for (const argument of rest.flatMap(one => elementsOf(one, resolve))) {
    const resolved = resolve(argument);
    if (resolved.type === 'ObjectExpression') {
      options = resolved;
      for (const [handler, handlerRole, name] of functionsIn(resolved))
        handlers.push(registered(handler, handlerRole, name));
    } else handlers.push({ node: argument, role });
  }
  // In app.get(path, a, b) only the last answers; those before it are middleware.
  handlers.forEach((handler, index) => {
    if (handler.role === 'route' && index < handlers.length - 1) handler.role = 'middleware';
  });
  if (handlers.length === 0) return null;
  return {
    node,
    receiver,
    method,
    allMethods: method === null,
    path: pathNode && stringValue(pathNode),
    pathNode,
    handlers,
    options,
    framework: options && !chain ? fastify : chain || role === 'middleware' ? express : either,
  };
}

/** The path and receiver of `app.route(path)`, also after `.get(fn)`; null for other objects. */
function routeChain(object: TSESTree.Node): { readonly receiver: TSESTree.Node; readonly path: TSESTree.Node } | null {
  let current = methodCall(object);
  while (current) {
    const [path] = current.call.arguments;
    if (current.name === 'route' && path && path.type !== 'ObjectExpression' && current.call.arguments.length === 1)
      return { receiver: current.object, path };
    if (current.name !== 'all' && !METHODS.has(current.name)) return null;
    current = methodCall(current.object);
  }
  return null;
}

/** What an argument holds: the elements of an array, also of one that is spread; what is spread out of sight stands for its elements. */
function elementsOf(node: TSESTree.Node, resolve: Resolve): readonly TSESTree.Node[] {
  const value = unwrap(node);
  if (value.type === 'ArrayExpression')
    return value.elements.filter(element => element !== null).flatMap(one => elementsOf(one, resolve));
  if (value.type !== 'SpreadElement') return [value];
  const spread = resolve(value.argument);
  return spread.type === 'ArrayExpression' ? elementsOf(spread, resolve) : [unwrap(value.argument)];
}

/** Whether an argument can be a function rather than a path: paths are strings, templates, regular expressions, arrays of those, or names in capitals or with "path" or "route" in them. */
function mayBeHandler(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  switch (value.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return false;
    case 'ArrayExpression':
      return value.elements.some(element => element !== null && mayBeHandler(element));
    case 'Identifier':
      return !isPathName(value.name) || /^[a-z].*(?:handler|middleware)$/i.test(value.name);
    case 'MemberExpression':
      return !isPathName(propertyName(value) ?? '');
    default:
      return true;
  }
}

function isPathName(name: string): boolean {
  return /^[A-Z_\d]+$/.test(name) || /path|url|prefix|endpoint/i.test(name);
}
