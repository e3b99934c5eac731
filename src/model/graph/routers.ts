import type { TSESTree } from '@typescript-eslint/utils';

import type { Framework } from '../../frameworks/framework.ts';
import { FRAMEWORKS } from '../../frameworks/frameworks.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { memberPath, methodCall, propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { argumentsOf, callFrame, type Frame, type Located } from '../definitions/frame.ts';
import { isClass, type Locator } from '../definitions/locate.ts';
import { returnsOf } from '../definitions/returns.ts';

/** An application, router or plugin instance, by what it is made by: a call, a parameter, or a member of a class. */
export interface Router {
  readonly node: TSESTree.Node;
  readonly file: File;
  /** The name of a member whose making is out of sight, or that the subclasses of a class have each for itself; empty where the node says it all. */
  readonly member: string;
  /** The class whose instance has it; null where it belongs to none. */
  readonly owner: TSESTree.Node | null;
  /** The file of that class, where it is another one than that of what makes the router. */
  readonly ownerFile?: File;
}

/** Whether two routers are the same one. */
export function isSameRouter(a: Router, b: Router): boolean {
  return a.node === b.node && a.member === b.member && (!a.owner || !b.owner || a.owner === b.owner);
}

/** Methods that give back what they are called on. */
const CHAINED =
  /^(?:use|all|get|post|put|patch|delete|head|options|route|register|after|addHook|decorate\w*|set\w*|enable|disable|with[A-Z]\w*)$/;

const MAX_DEPTH = 8;

/** Finds the router that an expression stands for in a reading; null where it stands for none that can be told from others. */
export function routerOf(node: TSESTree.Node, frame: Frame, locator: Locator, depth = 0): Router | null {
  if (depth > MAX_DEPTH) return null;
  const chained = beforeChain(node);
  if (chained !== node) return routerOf(chained, frame, locator, depth + 1);
  const located = locator.locate(node, frame);
  const { node: value } = located;
  switch (value.type) {
    case 'CallExpression': {
      const start = beforeChain(value);
      if (start !== value) return routerOf(start, located.frame, locator, depth + 1);
      return returnedRouter(value, located.frame, locator, depth) ?? made(located);
    }
    case 'NewExpression':
      return made(located);
    case 'Identifier':
      return routerOfName(value, located.frame, locator, depth);
    case 'MemberExpression':
      return wrappedApplication(value, located.frame, locator, depth) ?? memberRouter(value, located.frame);
    default:
      return null;
  }
}

/** `expressWs(express()).app`: the application that a package was given. Source: express-ws lib/index.js, `app`. */
function wrappedApplication(
  node: TSESTree.MemberExpression,
  frame: Frame,
  locator: Locator,
  depth: number,
): Router | null {
  if (propertyName(node) !== 'app') return null;
  const { node: made, frame: around } = locator.locate(node.object, frame);
  const [given] = made.type === 'CallExpression' ? made.arguments : [];
  const router = given && routerOf(given, around, locator, depth + 1);
  return router && makerOf(router)?.makes === 'application' ? router : null;
}

/** What is called on first in `express().use(a).use(b)`. */
function beforeChain(node: TSESTree.Node): TSESTree.Node {
  let current = unwrapAwait(node);
  for (let call = methodCall(current); call && CHAINED.test(call.name); call = methodCall(current)) {
    const object = unwrapAwait(call.object);
    // express.Router() and fastify.register() differ in what the name is called on alone.
    if (object.type !== 'CallExpression' && object.type !== 'Identifier' && object.type !== 'MemberExpression') break;
    current = object;
  }
  return current;
}

function made({ node, frame }: Located): Router {
  const cls = frame.self?.cls;
  const router = { node, file: frame.file, member: '', owner: cls?.node ?? null };
  return cls && cls.frame.file !== frame.file ? { ...router, ownerFile: cls.frame.file } : router;
}

/** `createApp()`, `users.getRouter()`: what the project's own function returns. */
function returnedRouter(call: TSESTree.CallExpression, frame: Frame, locator: Locator, depth: number): Router | null {
  const fn = locator.locate(call.callee, frame);
  const inside = isFunction(fn.node) ? callFrame(fn, argumentsOf(call, frame), fn.frame.self) : null;
  if (!inside || !isFunction(fn.node)) return null;
  for (const returned of returnsOf(fn.node)) {
    const router = routerOf(returned, inside, locator, depth + 1);
    if (router) return router;
  }
  return null;
}

/** A parameter, or a variable that is set once after it is declared: `let app; app = express();`. */
function routerOfName(identifier: TSESTree.Identifier, frame: Frame, locator: Locator, depth: number): Router | null {
  const { bindings } = frame.file;
  const variable = bindings.variableOf(identifier);
  const [definition] = variable?.defs ?? [];
  if (!variable || !definition) return null;
  if (definition.type === 'Parameter') return { node: definition.name, file: frame.file, member: '', owner: null };
  const [only, ...others] = (definition.type === 'Variable' ? bindings.valuesOf(variable) : null) ?? [];
  if (only && others.length === 0 && only !== identifier) return routerOf(only, frame, locator, depth + 1);
  // An import out of sight is the same for all of its file.
  return definition.type === 'ImportBinding'
    ? { node: definition.name, file: frame.file, member: '', owner: null }
    : null;
}

/** `this.app`, set out of sight; `server.app` of a parameter. */
function memberRouter(node: TSESTree.MemberExpression, frame: Frame): Router | null {
  const path = memberPath(node);
  if (!path) return null;
  const member = path.slice(1).join('.');
  if (path[0] === 'this') {
    const cls = frame.self?.cls.node ?? enclosingClass(node);
    return cls && { node: cls, file: frame.file, member, owner: cls };
  }
  let object: TSESTree.Node = node;
  while (object.type === 'MemberExpression') object = unwrapAwait(object.object);
  const definition = frame.file.bindings.variableOf(object)?.defs[0];
  return definition?.type === 'Parameter' ? { node: definition.name, file: frame.file, member, owner: null } : null;
}

function enclosingClass(node: TSESTree.Node): TSESTree.Node | null {
  for (let outer = node.parent; outer; outer = outer.parent) if (isClass(outer)) return outer;
  return null;
}

/** A router that another one is given, and whether it is the same instance under another name: what `fastify-plugin` wraps has no scope of its own. */
export interface Child {
  readonly router: Router;
  readonly isSameScope: boolean;
}

/** The routers that an argument of `use` or `register` stands for: a router, what a function makes, an array of them, the instance of a plugin. */
export function childrenAt(node: TSESTree.Node, frame: Frame, locator: Locator, depth = 0): readonly Child[] {
  if (depth > MAX_DEPTH) return [];
  const located = moduleDefault(locator.locate(node, frame), locator);
  const { node: value } = located;
  if (isFunction(value)) return pluginInstance(value, located.frame);
  switch (value.type) {
    case 'ArrayExpression':
      return value.elements.flatMap(one => (one ? childrenAt(one, located.frame, locator, depth + 1) : []));
    case 'SpreadElement':
      return childrenAt(value.argument, located.frame, locator, depth + 1);
    case 'CallExpression': {
      const [plugin] = value.arguments;
      if (plugin && isOfPluginWrapper(value, located.frame))
        return childrenAt(plugin, located.frame, locator, depth + 1).map(child => ({ ...child, isSameScope: true }));
      const router = routerOf(value, located.frame, locator);
      return router ? [{ router, isSameScope: false }] : [];
    }
    default: {
      const router = routerOf(value, located.frame, locator);
      return router ? [{ router, isSameScope: false }] : [];
    }
  }
}

/** A whole module that is given stands for its default export. */
function moduleDefault(located: Located, locator: Locator): Located {
  return located.node.type === 'Program' ? (locator.member(located, 'default') ?? located) : located;
}

/** The instance that a plugin's function gets as its first parameter. */
function pluginInstance(fn: FunctionNode, frame: Frame): readonly Child[] {
  const [instance] = parametersOf(fn);
  return instance
    ? [{ router: { node: instance, file: frame.file, member: '', owner: null }, isSameScope: false }]
    : [];
}

/** Whether a call wraps a plugin so that it has no scope of its own. Source: fastify-plugin plugin.js, `skip-override`. */
export function isOfPluginWrapper(call: TSESTree.CallExpression, { file }: Frame): boolean {
  return file.bindings.originOf(call.callee)?.source === 'fastify-plugin';
}

/** What a framework's call makes: an application, or a router that has to be mounted in one. */
export interface Maker {
  readonly framework: Framework;
  readonly makes: 'application' | 'router';
}

/** What made a router: `express()`, `express.Router()`, `Fastify()`; null where that is out of sight, or it is no call of a framework. */
export function makerOf({ node, file, member }: Router): Maker | null {
  if (member !== '' || node.type !== 'CallExpression') return null;
  const origin = file.bindings.originOf(node.callee);
  const given = origin ? null : givenFramework(node.callee, file);
  if (given) return { framework: given, makes: 'application' };
  const framework = origin && FRAMEWORKS.find(({ signs }) => signs.makers.test(origin.source));
  if (!origin || !framework) return null;
  const name = origin.name.split('.').at(-1) ?? '';
  if (name === 'Router') return { framework, makes: 'router' };
  return /^(?:default|\*)$/.test(name) || name.toLowerCase() === framework.name
    ? { framework, makes: 'application' }
    : null;
}

/** The framework that a function is given to make its application with, as tests do it with several versions: `function build(express) { const app = express(); … }`. What is given is out of sight, and called what the package is. */
function givenFramework(callee: TSESTree.Node, { bindings }: File): Framework | null {
  const variable = callee.type === 'Identifier' ? bindings.variableOf(callee) : null;
  if (variable?.defs[0]?.type !== 'Parameter' || variable.defs.length > 1) return null;
  return FRAMEWORKS.find(one => one.package === variable.name) ?? null;
}
