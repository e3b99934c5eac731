import type { TSESTree } from '@typescript-eslint/utils';

import { readRegistration, type Registration } from '../../frameworks/registration.ts';
import { enclosingFunction, isFunction, isWithin, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { methodCall, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { receiverFramework } from './find-handlers.ts';
import { frameOf, type Frame, type Located } from '../definitions/frame.ts';
import type { RouteElsewhere } from './handler.ts';
import { Locator } from '../definitions/locate.ts';
import type { ProjectFiles } from '../definitions/project-files.ts';

/** The files in which the functions of one file may be registered, and what leads from them to it. */
export interface Registrars {
  /** Real paths. */
  readonly filenames: readonly string[];
  /** Finds the real paths of all that import the file, or an interface that a class of it implements, directly or through others; null where they are too many to read. */
  readonly findImporting: () => readonly string[] | null;
  readonly files: ProjectFiles;
}

const MAX_DEPTH = 4;

/** Finds the routes that other files register a file's functions for; none at all where one of those files cannot be read, as it may say otherwise. */
export function findRoutesElsewhere(
  own: File,
  registrars: Registrars | null,
): ReadonlyMap<FunctionNode, readonly RouteElsewhere[]> {
  const routes = new Map<FunctionNode, RouteElsewhere[]>();
  if (!registrars) return routes;
  const { filenames, files } = registrars;
  const locator = new Locator(files);
  for (const filename of filenames) {
    const file = files.read(filename);
    if (!file) return new Map();
    const registrations = file.calls
      .flatMap(call => readRegistration(call) ?? [])
      .filter(({ receiver }) => receiverFramework(receiver, file) !== 'foreign');
    for (const registration of registrations) {
      const textsBefore: string[] = [];
      const locatedBefore: Located[] = [];
      for (const { node } of registration.handlers) {
        const functions = new Set(functionsAt({ node, frame: frameOf(file) }, own, locator));
        const before = [...textsBefore];
        const beforeAt = [...locatedBefore];
        locatedBefore.push(locator.locate(node, frameOf(file)));
        if (!isFunction(node)) textsBefore.push(file.code(node));
        if (functions.size === 0) continue;
        const route: RouteElsewhere = {
          method: registration.method,
          path: mountedPath(registration, registrations, file),
          filename,
          line: registration.node.loc.start.line,
          before,
          beforeAt,
          beforeAll: usedBefore(registration, registrations, file),
        };
        addRoute(route, functions, routes);
      }
    }
  }
  return routes;
}

function addRoute(
  route: RouteElsewhere,
  functions: Iterable<FunctionNode>,
  routes: Map<FunctionNode, RouteElsewhere[]>,
): void {
  for (const fn of functions) {
    const known = routes.get(fn);
    if (known) known.push(route);
    else routes.set(fn, [route]);
  }
}

/** What a router uses for all its routes above one: `router.use(protect)`, `app.addHook('onRequest', authenticate)`. */
function usedBefore(
  { node, receiver }: Registration,
  registrations: readonly Registration[],
  file: File,
): readonly string[] {
  return registrations
    .filter(
      one =>
        one.allMethods &&
        one.path === null &&
        one.pathNode === null &&
        sameExpression(one.receiver, receiver) &&
        one.node.range[0] < node.range[0],
    )
    .flatMap(one => one.handlers.flatMap(handler => (isFunction(handler.node) ? [] : file.code(handler.node))));
}

/** The functions of one file that an argument of a registration stands for: itself, inside of a wrapper's call or an array, as the handler of a route's options, made by a factory, or called by a function written in place. */
function functionsAt({ node, frame }: Located, own: File, locator: Locator, depth = 0): readonly FunctionNode[] {
  if (depth > MAX_DEPTH) return [];
  const found = locator.locate(node, frame);
  const inside = (one: TSESTree.Node): readonly FunctionNode[] =>
    functionsAt({ node: one, frame: found.frame }, own, locator, depth + 1);
  const value = unwrapAwait(found.node);
  if (isFunction(value)) return found.frame.file === own ? [value] : calledBy(value, found.frame).flatMap(inside);
  switch (value.type) {
    case 'ArrayExpression':
      return value.elements.flatMap(element => (element && element.type !== 'SpreadElement' ? inside(element) : []));
    case 'ObjectExpression': {
      const handler = locator.member(found, 'handler');
      return handler ? functionsAt(handler, own, locator, depth + 1) : [];
    }
    case 'CallExpression': {
      const factory = locator.locate(value.callee, found.frame);
      const made =
        factory.frame.file === own && isFunction(factory.node)
          ? own.functions.filter(fn => enclosingFunction(fn) === factory.node && isReturned(fn))
          : [];
      return [
        ...made,
        ...value.arguments.flatMap(argument => (argument.type === 'SpreadElement' ? [] : inside(argument))),
      ];
    }
    default:
      return [];
  }
}

/** `(req, res) => users.create(req, res)`: what a function hands its own request and response to. */
function calledBy(fn: FunctionNode, { file }: Frame): readonly TSESTree.Node[] {
  const [request, response] = parametersOf(fn).map(parameter => file.bindings.variableOf(parameter));
  if (!request || !response) return [];
  return file.calls.flatMap(call => {
    const [first, second] = call.arguments;
    if (
      !first ||
      !second ||
      !isWithin(call, fn) ||
      file.bindings.variableOf(first) !== request ||
      file.bindings.variableOf(second) !== response
    )
      return [];
    return [call.callee];
  });
}

function isReturned(fn: FunctionNode): boolean {
  for (let node: TSESTree.Node | undefined = fn.parent; node; node = node.parent) {
    // return asyncHandler(async (req, res) => …)
    if (node.type === 'CallExpression') continue;
    return node.type === 'ReturnStatement' || node.type === 'ArrowFunctionExpression';
  }
  return false;
}

/** The path of a route with the prefix its router is mounted at, where the same file says so. */
function mountedPath(
  { path, receiver }: Registration,
  registrations: readonly Registration[],
  file: File,
): string | null {
  const router = path === null ? null : file.bindings.variableOf(receiver);
  if (!router) return path;
  const mounts = registrations.filter(
    one =>
      methodCall(one.node)?.name === 'use' &&
      one.handlers.some(({ node }) => file.bindings.variableOf(node) === router),
  );
  const [mount, ...others] = mounts;
  if (!mount || others.length > 0 || mount.path === null || mount.path === '/') return path;
  return `${mount.path.replace(/\/+$/, '')}${path === '/' ? '' : (path ?? '')}`;
}
