import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { enclosingFunction, isFunction, isWithin } from '../../syntax/functions.ts';
import { memberPath, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { findMethod } from '../../model/interpreter/response-object.ts';
import type { HandlerResponses, Response } from '../../model/responses/response.ts';

/** What an async function does after a send that it neither returns nor awaits: nothing, at most a line to a log, or other work. */
export type Afterwards = 'nothing' | 'log' | 'work';

/** A send whose reply an async function of Fastify neither returns nor awaits. */
export interface Unreturned {
  readonly response: Response;
  /** The statement the send stands in, for its effect alone. */
  readonly statement: TSESTree.ExpressionStatement;
  readonly afterwards: Afterwards;
  /** Whether what follows stands outside of the block that ends with the send, as where a `return` is forgotten. */
  readonly endsItsBlock: boolean;
  /** The `return;` that may end the path. */
  readonly bareReturn: TSESTree.ReturnStatement | null;
  /** Whether a function of the project sends, which may give nothing back. */
  readonly isByHelper: boolean;
}

/** Names of functions that something other than Fastify's routing calls, which may not wait for them, and of the options that take them: `onResponse` of @fastify/reply-from. */
const LISTENER = /^on[A-Z]/;

/** Whether a function is a listener, by its own name or that of the option it is given as: `reply.from('/', { onResponse: answer })`. */
function isListener({ fn, name }: Handler, { bindings }: File): boolean {
  if (LISTENER.test(name ?? '')) return true;
  const variable = fn.id && bindings.variableOf(fn.id);
  return (
    variable?.references.some(
      ({ identifier: { parent } }) => parent.type === 'Property' && LISTENER.test(propertyName(parent) ?? ''),
    ) === true
  );
}

/** Finds the sends of an async handler or hook of Fastify whose promise is settled without the reply. What a callback sends, and what a function sends for its callers, is not among them. */
export function findUnreturned(
  { handler, responses }: HandlerResponses,
  file: File,
  locator: Locator | null = null,
): readonly Unreturned[] {
  const { fn, framework, role, response: reply } = handler;
  if (
    framework.sendsResults !== true ||
    !fn.async ||
    role === 'responder' ||
    !reply ||
    (role === 'controller' && isListener(handler, file))
  )
    return [];
  return responses.flatMap(response => {
    const { node, via } = response;
    if (response.fn !== fn || response.isDeferred) return [];
    const isByHelper = isSentByHelper(node, reply, file, locator);
    if (!isByHelper && (methodCall(node) === null || findMethod(framework, 'response', via) === null)) return [];
    const statement = statementOf(node);
    const end: End = { afterwards: 'nothing', endsItsBlock: true, bareReturn: null };
    return statement && runsOut(statement, statement, reply, end) ? [{ response, statement, isByHelper, ...end }] : [];
  });
}

/** Whether a function in sight that is over when it returns is given the reply and sends: `sendOk(reply, data);`. */
function isSentByHelper(node: TSESTree.Node, reply: Variable, file: File, locator: Locator | null): boolean {
  if (!locator || node.type !== 'CallExpression') return false;
  if (!node.arguments.some(argument => file.bindings.variableOf(unwrap(argument)) === reply)) return false;
  const fn = locator.locate(node.callee, frameOf(file)).node;
  return isFunction(fn) && !fn.async && !fn.generator;
}

/** Finds the statements of an async handler of Fastify that have another server answer, `reply.from('/upstream')` of @fastify/reply-from, as the last thing done, and neither return nor await the reply. */
export function findUnreturnedProxying(
  { fn, framework, role, response: reply, routes }: Handler,
  file: File,
): readonly TSESTree.ExpressionStatement[] {
  if (framework.sendsResults !== true || !fn.async || role !== 'route' || routes.length === 0 || !reply) return [];
  // `from` is that plugin's, or that of @fastify/http-proxy, which brings it along.
  if (![...file.modules].some(name => /^(?:@fastify\/|fastify-)(?:reply-from|http-proxy)$/.test(name))) return [];
  return reply.references.flatMap(({ identifier }) => {
    const member = identifier.parent;
    const call = member.type === 'MemberExpression' && member.object === identifier ? member.parent : null;
    if (call?.type !== 'CallExpression' || methodCall(call)?.name !== 'from' || enclosingFunction(call) !== fn)
      return [];
    const statement = statementOf(call);
    const end: End = { afterwards: 'nothing', endsItsBlock: true, bareReturn: null };
    return statement && runsOut(statement, statement, reply, end) && end.afterwards === 'nothing' ? [statement] : [];
  });
}

/** Whether an async function of Fastify returns the reply that it sends, where that is the last thing it does and no way to leave it. */
export function isReturnedLast({ node, via, fn, framework }: Response): boolean {
  if (framework.sendsResults !== true || fn?.async !== true || findMethod(framework, 'response', via) === null)
    return false;
  let inner: TSESTree.Node = node;
  for (let outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent)
    if (inner.type === 'ReturnStatement') return endsFunction(inner);
  return false;
}

/** Whether no statement follows in the function. */
function endsFunction(statement: TSESTree.Node): boolean {
  for (
    let inner = statement, outer = statement.parent;
    outer && !isFunction(outer);
    inner = outer, outer = outer.parent
  )
    if (statementsAfter(inner, outer).length > 0) return false;
  return true;
}

/** The statement that evaluates a send for its effect alone; null where its value is used. */
function statementOf(node: TSESTree.Node): TSESTree.ExpressionStatement | null {
  let inner = node;
  for (let outer = node.parent; outer; outer = outer.parent) {
    switch (outer.type) {
      case 'ExpressionStatement':
        return outer;
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
        break;
      // reply.send(body).type('text')
      case 'MemberExpression':
        if (outer.object !== inner) return null;
        break;
      case 'CallExpression':
        if (outer.callee !== inner) return null;
        break;
      case 'ConditionalExpression':
        if (outer.test === inner) return null;
        break;
      case 'LogicalExpression':
        if (outer.right !== inner) return null;
        break;
      case 'UnaryExpression':
        if (outer.operator !== 'void') return null;
        break;
      default:
        return null;
    }
    inner = outer;
  }
  return null;
}

interface End {
  afterwards: Afterwards;
  endsItsBlock: boolean;
  bareReturn: TSESTree.ReturnStatement | null;
}

/** Follows what runs after a statement to the end of its function and notes it; false where the reply is used, returned or awaited there, or something else is returned. */
function runsOut(statement: TSESTree.Node, send: TSESTree.Node, reply: Variable, end: End): boolean {
  const { parent } = statement;
  if (!parent || isFunction(parent)) return true;
  for (const next of statementsAfter(statement, parent)) {
    switch (next.type) {
      case 'EmptyStatement':
      case 'FunctionDeclaration':
        break;
      case 'ReturnStatement':
        end.bareReturn = next;
        return isNothing(next.argument);
      case 'BreakStatement': {
        const target = next.label ? null : breakTarget(next);
        if (target) return runsOut(target, send, reply, end);
        end.afterwards = 'work';
        return true;
      }
      default:
        if (reply.references.some(({ identifier }) => isWithin(identifier, next))) return false;
        if (isQuiet(next)) break;
        if (!writesLog(next)) end.afterwards = 'work';
        else if (end.afterwards === 'nothing') end.afterwards = 'log';
        if (statement === send) end.endsItsBlock = false;
    }
  }
  if (/^(?:For|While|DoWhile)/.test(parent.type)) end.afterwards = 'work';
  return runsOut(parent, send, reply, end);
}

function statementsAfter(statement: TSESTree.Node, parent: TSESTree.Node): readonly TSESTree.Statement[] {
  switch (parent.type) {
    case 'BlockStatement':
      return parent.body.slice(parent.body.indexOf(statement as TSESTree.Statement) + 1);
    case 'SwitchCase':
      return parent.consequent.slice(parent.consequent.indexOf(statement as TSESTree.Statement) + 1);
    // A case without `break` falls through to the next.
    case 'SwitchStatement':
      return parent.cases
        .slice(parent.cases.indexOf(statement as TSESTree.SwitchCase) + 1)
        .flatMap(one => one.consequent);
    default:
      return [];
  }
}

function breakTarget(node: TSESTree.Node): TSESTree.Node | null {
  for (let outer = node.parent; outer; outer = outer.parent)
    if (/^(?:For|While|DoWhile|Switch)\w*Statement$/.test(outer.type)) return outer;
  return null;
}

function isNothing(node: TSESTree.Expression | null): boolean {
  const value = node && unwrap(node);
  return (
    !value ||
    (value.type === 'Identifier' && value.name === 'undefined') ||
    (value.type === 'UnaryExpression' && value.operator === 'void')
  );
}

/** `client = new Client();`: a value that is made and kept, which nobody waits for. */
function isQuiet(statement: TSESTree.Statement): boolean {
  const kept =
    statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression'
      ? unwrap(statement.expression.right)
      : null;
  return kept !== null && (kept.type === 'Literal' || kept.type === 'Identifier' || kept.type === 'NewExpression');
}

/** `request.log.info('done')`, `console.log('done')`. */
function writesLog(statement: TSESTree.Statement): boolean {
  const call = statement.type === 'ExpressionStatement' ? unwrapAwait(statement.expression) : null;
  const path = call?.type === 'CallExpression' ? memberPath(call.callee) : null;
  return path?.slice(0, -1).some(name => /^(?:console|log|logger)$/i.test(name)) ?? false;
}
