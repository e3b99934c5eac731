import type { TSESTree } from '@typescript-eslint/utils';

import { either, FRAMEWORKS } from '../../frameworks/frameworks.ts';
import type { Framework, KnownFramework } from '../../frameworks/framework.ts';
import { parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { Handler } from './handler.ts';

/** Where the request, the response and their companions stand among a function's parameters. */
export type Parameters = Handler['parameters'];

const REQUEST_NAME = /^_*(?:req|request)?_*$|^(?:req|request)[A-Z_]?\w*$|^\w+Req(?:uest)?$/;
const RESPONSE_NAME = /^_*(?:res|resp|response|reply|rep)_*$/;
const ERROR_NAME = /^_*(?:e|er|err|error|exception|ex)_*$/;
const CONTEXT_NAME = /^(?:c|ctx|context|h|toolkit)$/;
const NEXT_NAME = /^_*(?:next|done|cb|callback)_*$/i;

const NEXT_TYPE = /(?:^|\.)(?:\w*Next\w*|\w*Callback|\w*Done\w*|Function|HookHandlerDoneFunction)$/;

const REQUEST_TYPE = /Request$|^IncomingMessage$/;
const RESPONSE_TYPE = /(?:Response|Reply)$/;

/** Methods whose call says that a lone `res` is the response of a server: fetch's has `json()` without arguments and no `send`. */
const TELLING = new Set([
  'status',
  'code',
  'sendStatus',
  'send',
  'redirect',
  'render',
  'writeHead',
  'sendFile',
  'setHeader',
  'end',
]);

/** The names of the type a parameter is annotated with, outermost last: `express.Response<T>` gives `express.Response`. */
export function annotatedType(parameter: TSESTree.Node | undefined): string | null {
  if (
    !parameter ||
    !('typeAnnotation' in parameter) ||
    !parameter.typeAnnotation ||
    parameter.typeAnnotation.type !== 'TSTypeAnnotation'
  )
    return null;
  const annotation = parameter.typeAnnotation.typeAnnotation;
  if (annotation.type !== 'TSTypeReference') return null;
  return typeNameText(annotation.typeName);
}

function typeNameText(name: TSESTree.EntityName): string {
  if (name.type === 'Identifier') return exportedName(name);
  return name.type === 'TSQualifiedName' ? `${typeNameText(name.left)}.${name.right.name}` : 'this';
}

/** The name that a framework gives a type, whatever the file calls it: `import type { Request as Asked } from 'express'`. */
function exportedName(name: TSESTree.Identifier): string {
  let root: TSESTree.Node = name;
  while (root.parent) root = root.parent;
  for (const statement of root.type === 'Program' ? root.body : [])
    for (const one of isOfFramework(statement) ? statement.specifiers : [])
      if (one.type === 'ImportSpecifier' && one.local.name === name.name && one.imported.type === 'Identifier')
        return one.imported.name;
  return name.name;
}

function isOfFramework(statement: TSESTree.Node): statement is TSESTree.ImportDeclaration {
  return (
    statement.type === 'ImportDeclaration' && FRAMEWORKS.some(({ signs }) => signs.modules.test(statement.source.value))
  );
}

function parameterName(parameter: TSESTree.Node | undefined): string | null {
  return parameter?.type === 'Identifier' ? parameter.name : null;
}

/** Whether a parameter is called or typed like an error. */
export function isErrorName(parameter: TSESTree.Node): boolean {
  return ERROR_NAME.test(parameterName(parameter) ?? '-') || (annotatedType(parameter) ?? '').endsWith('Error');
}

function isRequestLike(parameter: TSESTree.Node | undefined): boolean {
  if (!parameter) return false;
  const type = annotatedType(parameter);
  if (type)
    return (
      REQUEST_TYPE.test(type) ||
      (parameterName(parameter) !== null && /^_*(?:req|request)$/.test(parameterName(parameter) ?? ''))
    );
  if (parameter.type === 'ObjectPattern') return true;
  return REQUEST_NAME.test(parameterName(parameter) ?? '-');
}

function isResponseLike(parameter: TSESTree.Node | undefined): boolean {
  if (parameter?.type !== 'Identifier') return false;
  const type = annotatedType(parameter);
  return RESPONSE_NAME.test(parameter.name) || (type !== null && RESPONSE_TYPE.test(type));
}

/** Reads a function's parameters as those of a handler by names and types; null where they are not. A registered function is read by position. */
export function findParameters(fn: FunctionNode, registered: { readonly isError: boolean } | null): Parameters | null {
  const parameters = parametersOf(fn);
  return (
    pairByName(parameters, registered !== null) ??
    (registered ? byPosition(parameters, registered.isError) : responseAlone(parameters))
  );
}

/** A request and a response next to each other, and what stands around them. */
function pairByName(parameters: readonly TSESTree.Node[], isRegistered: boolean): Parameters | null {
  const at = (index: number): TSESTree.Node | null => parameters[index] ?? null;
  for (let index = 0; index < parameters.length; index++) {
    if (!isResponseLike(parameters[index + 1]) || !isRequestLike(parameters[index])) continue;
    // After several others only what is called a request or a response is one.
    if (index > 2 && parameters[index]?.type === 'ObjectPattern') continue;
    // Four parameters make error middleware of what is registered; elsewhere the first must be an error: (path, req, res, next) has one more, that is all.
    const isError =
      index === 1 &&
      (ERROR_NAME.test(parameterName(parameters[0]) ?? '') ||
        (annotatedType(parameters[0]) ?? '').endsWith('Error') ||
        (isRegistered && parameters.length === 4));
    if (index === 1 && !isError && isRegistered) continue;
    // (err, res) is a callback's pair: nothing in it is a request.
    if (ERROR_NAME.test(parameterName(parameters[index]) ?? '-')) continue;
    const next = at(index + 2);
    return {
      error: isError ? at(0) : null,
      request: at(index),
      response: at(index + 1),
      next: mayBeNext(next, isRegistered) ? next : null,
    };
  }
  return null;
}

function mayBeNext(parameter: TSESTree.Node | null, isRegistered: boolean): boolean {
  return parameter !== null && (isRegistered ? !takesMore(parameter) : isNextLike(parameter));
}

/** Whether what stands behind a response is what goes on to the next handler: elsewhere than in a registration it may be anything that a helper is given. */
function isNextLike(parameter: TSESTree.Node): boolean {
  const type = annotatedType(parameter);
  if (type !== null) return NEXT_TYPE.test(type);
  return NEXT_NAME.test(parameterName(parameter) ?? '-') && !takesMore(parameter);
}

/** `action: (id: string, context: Context) => Promise<void>`: `next` and its like take an error, and in Fastify a payload. */
function takesMore(parameter: TSESTree.Node): boolean {
  const type = parameter.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : undefined;
  return (
    type?.type === 'TSFunctionType' &&
    (type.params.length > 2 || type.params.some(one => (annotatedType(one) ?? 'Error') !== 'Error'))
  );
}

/** The parameters of a registered function by the places where the frameworks hand them over. */
function byPosition(parameters: readonly TSESTree.Node[], isError: boolean): Parameters | null {
  const at = (index: number): TSESTree.Node | null => parameters[index] ?? null;
  // Routers of other kinds hand a context over: Koa's, Hono's and hapi's, and those a project makes for itself.
  if (parameters.some(parameter => CONTEXT_NAME.test(parameterName(parameter) ?? ''))) return null;
  const start = isError || parameters.length === 4 ? 1 : 0;
  if (parameters.length > start)
    return { error: start === 1 ? at(0) : null, request: at(start), response: at(start + 1), next: at(start + 2) };
  return { error: isError ? at(0) : null, request: null, response: null, next: null };
}

/** Helpers that take the response alone, or first: sendNotFound(res), respond(res, 404, body). */
function responseAlone(parameters: readonly TSESTree.Node[]): Parameters | null {
  const index = parameters.findIndex(isResponseLike);
  if (index < 0 || ERROR_NAME.test(parameterName(parameters[0]) ?? '-')) return null;
  return {
    error: null,
    request: null,
    response: parameters[index] ?? null,
    next: parameters.slice(index + 1).find(one => NEXT_NAME.test(parameterName(one) ?? '-')) ?? null,
  };
}

/** How a function uses its response: which methods it calls on it (nested functions included), and whether it sets its status. */
export interface ResponseUse {
  readonly methods: ReadonlySet<string>;
  /** Whether one of these uses tells a server's response from a client's. */
  readonly isTelling: boolean;
}

/** Collects what a function calls on its response parameter. */
export function findResponseUse(file: File, response: TSESTree.Node | null): ResponseUse {
  const methods = new Set<string>();
  let isTelling = false;
  const variable = response && file.bindings.variableOf(response);
  for (const reference of variable ? variable.references : []) {
    let node: TSESTree.Node = reference.identifier;
    // Up the chain of calls: res.status(404).json(body).
    for (;;) {
      const outer: TSESTree.Node | undefined = node.parent;
      if (outer?.type !== 'MemberExpression' || outer.object !== node) break;
      const call: TSESTree.Node | undefined =
        outer.parent.type === 'ChainExpression' ? outer.parent.parent : outer.parent;
      const method: ReturnType<typeof methodCall> = call ? methodCall(call) : null;
      if (!method || unwrap(method.call.callee) !== outer) {
        if (
          call?.type === 'AssignmentExpression' &&
          call.left === outer &&
          outer.property.type === 'Identifier' &&
          outer.property.name === 'statusCode'
        )
          isTelling = true;
        break;
      }
      methods.add(method.name);
      if (TELLING.has(method.name) || (method.name === 'json' && method.call.arguments.length > 0)) isTelling = true;
      node = method.call;
    }
  }
  return { methods, isTelling };
}

/** Whether a function uses its response for nothing but to listen: `reply.raw.on('close', …)`. */
export function onlyListens(file: File, response: TSESTree.Node | null): boolean {
  const references = (response && file.bindings.variableOf(response)?.references) ?? [];
  return (
    references.length > 0 &&
    references.every(({ identifier }) => {
      let node: TSESTree.Node = identifier;
      while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
      const call =
        node.parent?.type === 'CallExpression' && node.parent.callee === node ? methodCall(node.parent) : null;
      return call !== null && /^(?:on|once|off|addListener|removeListener|prependListener)$/.test(call.name);
    })
  );
}

/** What a handler's own code says of its framework: types of its parameters, methods only one has, the name of its response. */
export function frameworkOfHandler({ request, response }: Parameters, { methods }: ResponseUse): Framework {
  const types = [annotatedType(request ?? undefined), annotatedType(response ?? undefined)].filter(
    type => type !== null,
  );
  const typed = FRAMEWORKS.filter(({ signs }) => types.some(type => signs.types.test(type)));
  const name = response?.type === 'Identifier' ? response.name : '';
  return (
    onlyOne(typed) ??
    usedMost(methods) ??
    onlyOne(FRAMEWORKS.filter(({ signs }) => signs.responseNames?.test(name))) ??
    either
  );
}

/** The framework of whose own methods most are called; null where none is ahead of the others. */
function usedMost(methods: ReadonlySet<string>): KnownFramework | null {
  const counts = FRAMEWORKS.map(({ signs }) => [...methods].filter(method => signs.methods.has(method)).length);
  const most = Math.max(...counts);
  return onlyOne(FRAMEWORKS.filter((_, index) => counts[index] === most));
}

function onlyOne([only, ...others]: readonly KnownFramework[]): KnownFramework | null {
  return only && others.length === 0 ? only : null;
}
