import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import { areOpposed } from '../../flow/opposed-guards.ts';
import type { File } from '../../model/definitions/file.ts';
import { guardsOf } from '../../model/definitions/guard-reader.ts';
import { Locator } from '../../model/definitions/locate.ts';
import { isLogCall } from '../../model/errors/log-calls.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { findResponseUse } from '../../model/handlers/handler-shape.ts';
import { isGivenPartOfContext } from '../../model/interpreter/given-response.ts';
import type { Model } from '../../model/model.ts';
import type { HandlerResponses } from '../../model/responses/response.ts';
import { Failing } from '../../model/summaries/failing.ts';
import { enclosingFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, unwrap } from '../../syntax/unwrap.ts';
import { findSilentCallbacks } from './silent-callbacks.ts';
import type { Unanswered } from './unanswered.ts';
import { ResponseUses } from './response-uses.ts';
import { subjectOf, type Surroundings } from './doubts.ts';
import { findSilentWays, type SilentEnd, type SilentWays } from './silent-ends.ts';

/** Methods after which the response is under way, though nothing has ended it: an event stream stays open. */
const STARTS = ['write', 'flushHeaders', 'writeHead', 'hijack', 'writeContinue', 'writeProcessing'];

/** Finds the ways through a handler on which it neither answers nor hands the request on, so that the client waits until it times out. */
export function findUnanswered(responses: HandlerResponses, model: Model): readonly Unanswered[] {
  const { handler } = responses;
  const { file } = model;
  if (!mustAnswer(responses, file)) return [];
  const locator = model.definitions?.locator ?? new Locator(null);
  const uses = new ResponseUses(handler, file, locator);
  const around: Surroundings = {
    file,
    locator,
    failing: new Failing(locator),
    isOfRequest: requestTest(handler, file),
    isResponse: node => uses.isResponse(node),
    isGivenError: node => handler.error !== null && file.bindings.variableOf(unwrap(node)) === handler.error,
    hasPath: handler.role === 'route' && handler.routes.some(({ path }) => path !== null),
  };
  const ways = findSilentWays({ ...around, fn: handler.fn, uses });
  if (!ways) return [];
  const ends = ways.ends.filter(end => endsSilently(end));
  return [
    ...catchesOf(ends),
    ...(isAnsweredSomewhere(responses) && hasKnownCallers(handler, model)
      ? lackingWay(
          ends.filter(({ guards }) => !isExcludedAround(guards, handler, file)),
          ways,
          handler,
        )
      : []),
    ...findSilentCallbacks({ handler, around, uses, ways }),
  ];
}

/** Whether a handler is one that has to answer, by a response that every use of is in sight. */
function mustAnswer({ handler, responses }: HandlerResponses, file: File): boolean {
  const { role, framework, fn, response, next, parameters } = handler;
  if (!response || fn.generator || role === 'hook' || role === 'responder') return false;
  if (file.bindings.isRewritten(response) || (next && file.bindings.isRewritten(next))) return false;
  // What an async function of Fastify returns is sent, and so is nothing.
  if (framework.sendsResults !== false && (fn.async || framework.sendsResults === null)) return false;
  if (parameters.next !== null && parameters.next.type !== 'Identifier') return false;
  if (!answers(handler, responses)) return false;
  const { methods } = findResponseUse(file, parameters.response);
  return !STARTS.some(method => methods.has(method)) && !isGivenPartOfContext(handler, file);
}

/** Whether a handler answers by itself on some way, or is middleware in sight that hands the request on. */
function answers({ routes, role, next }: Handler, responses: HandlerResponses['responses']): boolean {
  return (
    responses.some(({ error, via }) => error === null && via !== 'return') ||
    (role === 'middleware' && routes.length > 0 && (next?.references.length ?? 0) > 0)
  );
}

/** Whether something in the handler's own code answers, so that it is no helper of what does. */
function isAnsweredSomewhere({ handler, responses }: HandlerResponses): boolean {
  const own = responses.filter(({ fn }) => fn === handler.fn);
  return answers(handler, own);
}

/** Whether a handler is registered in sight and called by nobody else, who may answer for it. */
function hasKnownCallers(handler: Handler, { file, findCalls }: Model): boolean {
  const { fn, routes, role } = handler;
  if (routes.length === 0 && (role === 'error' || handler.mounted().length === 0)) return false;
  const name = fn.id ?? (fn.parent.type === 'VariableDeclarator' ? fn.parent.id : null);
  const variable = name && file.bindings.variableOf(name);
  const isCalled = variable?.references.some(
    ({ identifier: { parent } }) =>
      parent.type === 'CallExpression' &&
      parent.callee.type === 'Identifier' &&
      file.bindings.variableOf(parent.callee) === variable,
  );
  return !isCalled && findCalls(fn).length === 0;
}

/** Whether a way that ends there has surely answered nothing: what is returned may be sent by what calls the handler, a wrapper of the project for instance. */
function endsSilently({ returned }: SilentEnd): boolean {
  const value = returned && unwrap(returned);
  return (
    value === null ||
    (value.type === 'Identifier' && value.name === 'undefined') ||
    (value.type === 'UnaryExpression' && value.operator === 'void') ||
    isLogCall(value)
  );
}

/** The ways that end after a `catch` has kept a failure to itself; those that end like the good case are that one's fault. */
function catchesOf(ends: readonly SilentEnd[]): readonly Unanswered[] {
  const found = new Map<TSESTree.CatchClause, Unanswered>();
  for (const { through, failing, isSharedWithSuccess } of ends) {
    if (!through || isSharedWithSuccess || found.has(through)) continue;
    const { param, body } = through;
    const error = param?.type === 'Identifier' ? param : null;
    found.set(through, { is: 'catch', at: param ?? body, block: body, error, because: failing });
  }
  return [...found.values()];
}

/** The first way that no branch answers. */
function lackingWay(ends: readonly SilentEnd[], { graph }: SilentWays, handler: Handler): readonly Unanswered[] {
  const end = ends.find(one => one.through === null);
  if (!end || ends.some(one => one.through === null && one.guards.length === 0 && isWholeFunction(one, graph.fn)))
    return [];
  const { fn } = handler;
  const name = fn.id ?? fn.params.find(parameter => parameter.type === 'Identifier') ?? fn;
  return [{ is: 'way', at: name, block: fn.body, error: null, because: decidingTest(end.guards, fn) }];
}

/** Whether the conditions under which a handler is registered exclude a way: `if (mode !== 'a') app.get('/', (req, res) => { if (mode !== 'a') return res.send('no'); })`. */
function isExcludedAround(guards: readonly Guard[], { routes }: Handler, file: File): boolean {
  return (
    routes.length > 0 &&
    routes.every(({ registration: { node } }) =>
      guardsOf(file)(node, enclosingFunction(node))?.some(one => guards.some(other => areOpposed(one, other))),
    )
  );
}

/** Whether a function without any branch ends silently: it answers elsewhere. */
function isWholeFunction({ guards }: SilentEnd, fn: FunctionNode): boolean {
  return guards.length === 0 && fn.body.type !== 'BlockStatement';
}

/** The test that is left over last. */
export function decidingTest(guards: readonly Guard[], fn: FunctionNode): TSESTree.Node | null {
  const last = guards.findLast(({ test }) => isWithin(test, fn));
  return last ? subjectOf(last) : null;
}

/** Tells the expressions that are read from the request, which may be anything. */
function requestTest({ request }: Handler, { bindings }: File): (node: TSESTree.Node) => boolean {
  return node => {
    let root = unwrap(node);
    for (;;) {
      const method = methodCall(root);
      if (method) root = method.object;
      else if (root.type === 'MemberExpression') root = unwrap(root.object);
      else break;
    }
    if (root.type !== 'Identifier') return false;
    const variable = bindings.variableOf(root);
    if (request !== null && variable === request) return true;
    const definition = variable?.defs[0];
    const declarator = definition?.type === 'Variable' ? definition.node : null;
    let source = declarator?.init ? unwrap(declarator.init) : null;
    while (source?.type === 'MemberExpression') source = unwrap(source.object);
    return source?.type === 'Identifier' && request !== null && bindings.variableOf(source) === request;
  };
}
