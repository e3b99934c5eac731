import type { TSESTree } from '@typescript-eslint/utils';

import { OF_ERRORS, REFUSES_METHOD } from '../../knowledge/shapes/errors.ts';
import { WILDCARD } from '../../knowledge/shapes/paths.ts';
import { saysAny } from '../../syntax/words.ts';
import { registrationsAt } from '../../facts/headers/allowed-methods.ts';
import type { Registration } from '../../frameworks/registration.ts';
import { isErrorName } from '../../model/handlers/handler-shape.ts';
import type { Route } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { findMember } from '../../syntax/static-values.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { Evidence } from '../context/evidence.ts';
import { textOf } from '../context/response-text.ts';

/** Reads what the registration of a handler says of a response that every request to it gets: no route was found, or the path has no such method. */
export function readFallback(response: Response, model: Model): Evidence | null {
  const { handler } = response;
  if (
    !handler ||
    response.isDeferred ||
    handler.routes.length === 0 ||
    handler.role === 'error' ||
    handler.role === 'hook'
  )
    return null;
  const evidence = (cause: 'not-found' | 'method', node: TSESTree.Node, reads: string): Evidence => ({
    cause,
    isStrong: true,
    node,
    reads,
    by: 'registration',
  });
  const [first] = handler.routes;
  if (!first) return null;
  const at = first.registration.node;
  if (handler.role === 'not-found') return evidence('not-found', at, 'this handler answers where no route matches');
  // (err, req, res) given to `use` is never called with an error, and nothing in it was meant for what no route answers.
  if (getsErrorFirst(handler.fn)) return null;
  if (handler.routes.every(route => isCatchAll(route, model)))
    return evidence('not-found', at, 'this handler gets what no route before it has answered');
  if (handler.routes.every(route => route.registration.allMethods && hasOwnMethods(route.registration, model))) {
    return evidence('method', at, `this handler gets the methods that \`${first.path ?? ''}\` has no route for`);
  }
  if (
    handler.role === 'route' &&
    response.guards.length === 0 &&
    isOnlyResponse(response, model) &&
    handler.routes.every(({ registration }) => listsMethods(registration) && hasOwnMethods(registration, model))
  ) {
    return evidence(
      'method',
      at,
      `this handler does nothing but refuse the methods that \`${first.path ?? ''}\` has no other route for`,
    );
  }
  const name = handler.name ?? '';
  const text = textOf(response, model.file);
  if (
    handler.role === 'route' &&
    (REFUSES_METHOD.has(name) || REFUSES_METHOD.has(text)) &&
    isOnlyResponse(response, model)
  ) {
    return evidence('method', at, 'this route does nothing but refuse the method');
  }
  return null;
}

/** Whether the parameters of a function begin like those of an error handler. */
function getsErrorFirst(fn: FunctionNode): boolean {
  const [first] = parametersOf(fn);
  return first !== undefined && isErrorName(first);
}

/** A wildcard `.all`, or a `use` without a path, after all other registrations on the same application or router. */
function isCatchAll({ registration }: Route, model: Model): boolean {
  const { allMethods, path, pathNode, handlers, node, framework } = registration;
  if (!allMethods) return false;
  const last = handlers.at(-1);
  const isUse = last?.role === 'middleware' && handlers.length === 1 && framework.runsInOrder === true;
  const matchesAll =
    pathNode === null
      ? isUse
      : path !== null
        ? WILDCARD.has(path) || (isUse && path === '/')
        : isWildcardRegex(pathNode);
  if (!matchesAll) return false;
  // Fastify picks the route that fits best; in Express those registered first answer first.
  if (framework.runsInOrder === false) return true;
  const receiver = model.file.code(registration.receiver);
  const others = model.registrations.filter(one => one !== registration && model.file.code(one.receiver) === receiver);
  return (
    others.some(one => one.node.range[0] < node.range[0]) &&
    others.every(
      one => one.node.range[0] < node.range[0] || one.handlers.every(handler => isErrorHandler(handler.node, model)),
    )
  );
}

function isWildcardRegex(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return value.type === 'Literal' && 'regex' in value && WILDCARD.has(value.regex.pattern);
}

/** Error middleware may follow the last route: four parameters, or a name that says so where its definition is out of sight. */
function isErrorHandler(node: TSESTree.Node, { file }: Model): boolean {
  const fn = file.bindings.resolve(node);
  return isFunction(fn) ? parametersOf(fn).length === 4 : saysAny(fn, OF_ERRORS, file);
}

/** Whether the same path has handlers of its own for some methods: the rest gets to `.all`. */
function hasOwnMethods(registration: Registration, model: Model): boolean {
  const { path, node } = registration;
  if (path === null || WILDCARD.has(path) || path.includes('*') || path.includes('(')) return false;
  const receiver = model.file.code(registration.receiver);
  return registrationsAt(path, model).some(
    one =>
      one !== registration &&
      one.method !== null &&
      model.file.code(one.receiver) === receiver &&
      one.node.range[1] <= node.range[1],
  );
}

/** Whether a route of Fastify stands for several methods: `.all` is no choice there where the path has a method of its own, as Fastify throws at a route that is there twice. */
function listsMethods({ options }: Registration): boolean {
  const methods = options && findMember(options, 'method');
  return methods?.type === 'ArrayExpression' && methods.elements.length > 1;
}

function isOnlyResponse(response: Response, model: Model): boolean {
  return model.responsesOf(response.handler).length === 1;
}
