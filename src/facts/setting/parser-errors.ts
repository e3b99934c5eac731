import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { frameOf, type Located } from '../../model/definitions/frame.ts';
import { isLogCall } from '../../model/errors/log-calls.ts';
import type { Ahead, Handler, Route } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { asGuards } from '../../model/responses/status.ts';
import type { Guard } from '../../flow/graph.ts';
import {
  BODY_PARSER_MODULES,
  BODY_PARSERS,
  ERRORS_HANDED_ON,
  WHOLE_BODY_PARSER,
} from '../../knowledge/body-parsers.ts';
import { isFunction, isWithin } from '../../syntax/functions.ts';
import { sameExpression } from '../../syntax/same-expression.ts';
import { memberPath, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { mentions } from '../../syntax/words.ts';
import { inspectsItsError } from './inspected-error.ts';
import { isNoError } from './missing-status.ts';

/** What parses bodies before an error handler, and fails with a status of its own. */
export interface BodyParser {
  /** The function that makes it, as the code calls it; null for that of the framework itself. */
  readonly name: string | null;
  readonly isForJson: boolean;
}

const known = new WeakMap<Handler, BodyParser | null>();

/** Finds the body parser whose errors an error handler makes a failure of the server of, whatever status they carry; null where it tells them apart, or they may not come to it. */
export function findParserAnswered500(handler: Handler, model: Model): BodyParser | null {
  let found = known.get(handler);
  if (found === undefined) {
    found = answersAllAlike(handler, model) ? findParser(handler, model) : null;
    known.set(handler, found);
  }
  return found;
}

/** Whether an error handler answers each error with a fixed 5xx, whatever it is. */
function answersAllAlike(handler: Handler, model: Model): boolean {
  if (!isErrorHandler(handler)) return false;
  const answers = model.responsesOf(handler);
  return (
    answers.length > 0 &&
    answers.every(answer => isFixedFailure(answer, model.file)) &&
    !handsOn(handler, answers) &&
    !isAnsweredElsewhere(handler, answers, model.file) &&
    !inspectsItsError(handler, model.file)
  );
}

/** Express tells its error handlers by their four parameters; those of Fastify are registered as such. */
function isErrorHandler({ role, framework, fn }: Handler): boolean {
  return (
    role === 'error' &&
    framework.package !== null &&
    (framework.registersErrorHandlers === true || fn.params.length === 4)
  );
}

function isFixedFailure({ error, isEscaped, status, body, framework }: Response, file: File): boolean {
  // An Error that is sent as content may bring its own status.
  const isPlain = framework.answersErrors === false || body.node === null || isNoError(body.node, file);
  return (
    isPlain &&
    error === null &&
    !isEscaped &&
    status.isComplete &&
    status.outcomes.length > 0 &&
    status.outcomes.every(({ code }) => code >= 500 && code <= 599)
  );
}

/** Whether anything may call the next error handler where there is still something to answer. */
function handsOn({ next }: Handler, answers: readonly Response[]): boolean {
  const isAfterAnswer = (node: TSESTree.Node): boolean =>
    answers.some(({ followedBy }) => followedBy.some(one => one.isAlwaysSecond && isWithin(node, one.node)));
  return next?.references.some(({ identifier }) => !isTooLate(identifier) && !isAfterAnswer(identifier)) ?? false;
}

/** Whether a node is only come to where the response is on its way: `if (res.headersSent) return next(err);` */
function isTooLate(node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent)
    if (
      outer.type === 'IfStatement' &&
      inner !== outer.test &&
      asGuards({ test: outer.test, holds: inner === outer.consequent }).some(isOfLateness)
    )
      return true;
  return false;
}

function isOfLateness({ test, holds }: Guard): boolean {
  return (
    holds && test.type === 'MemberExpression' && /^(?:headersSent|sent|writableEnded)$/.test(propertyName(test) ?? '')
  );
}

/** Whether a function that is out of sight gets the response, and may answer with it. */
function isAnsweredElsewhere({ response }: Handler, all: readonly Response[], { bindings }: File): boolean {
  return (
    response?.references.some(({ identifier }) => {
      const call = identifier.parent;
      return (
        (call?.type === 'CallExpression' || call?.type === 'NewExpression') &&
        call.arguments.some(argument => bindings.variableOf(unwrap(argument)) === response) &&
        !isLogCall(call) &&
        !all.some(({ node }) => node === call)
      );
    }) ?? false
  );
}

/** The parser whose errors come to an error handler. */
function findParser(handler: Handler, model: Model): BodyParser | null {
  if (handler.framework.parsesBodies === true)
    return handler.routes.length > 0 || handler.mounted().length > 0 ? { name: null, isForJson: true } : null;
  for (const route of handler.mounted()) {
    if (route.method !== null) continue;
    const ahead = route.ahead();
    if (ahead.some(one => mayAnswer(one, model))) continue;
    const found = best([
      ...ahead.flatMap(one => (one.is === 'middleware' ? parsersAt(one.handler, model) : [])),
      ...handler.routes.flatMap(own => parsersOfRoutes(own, model)),
    ]);
    if (found) return found;
  }
  return null;
}

/** The parsers that single routes before an error handler of the same application have: `app.post('/orders', express.json(), create)`. */
function parsersOfRoutes({ registration }: Route, model: Model): readonly BodyParser[] {
  const { file, registrations } = model;
  return registrations
    .filter(
      one =>
        one.node.range[1] < registration.node.range[0] &&
        !one.allMethods &&
        sameExpression(one.receiver, registration.receiver),
    )
    .flatMap(({ handlers }) => handlers.flatMap(({ node }) => parsersAt({ node, frame: frameOf(file) }, model)));
}

/** One for JSON before others: more goes wrong with it. */
function best(parsers: readonly BodyParser[]): BodyParser | null {
  return parsers.find(({ isForJson }) => isForJson) ?? parsers[0] ?? null;
}

/** The parsers that an argument of a registration stands for. */
function parsersAt(handler: Located, { definitions }: Model): readonly BodyParser[] {
  const { node, frame } = definitions?.locator.locate(handler.node, handler.frame) ?? handler;
  if (node.type === 'ArrayExpression')
    return node.elements.flatMap(one => {
      const element = one && one.type !== 'SpreadElement' ? parserMadeBy(one, frame.file) : null;
      return element ? [element] : [];
    });
  const parser = parserMadeBy(node, frame.file);
  return parser ? [parser] : [];
}

function parserMadeBy(node: TSESTree.Node, { bindings }: File): BodyParser | null {
  const call = bindings.resolve(node);
  if (call.type !== 'CallExpression') return null;
  const origin = bindings.originOf(call.callee);
  if (!origin || !BODY_PARSER_MODULES.test(origin.source)) return null;
  const name = `${memberPath(call.callee)?.join('.') ?? origin.name}()`;
  const isWhole = origin.source === WHOLE_BODY_PARSER && /^(?:default|\*)$/.test(origin.name);
  const kind = isWhole ? { isForJson: true } : BODY_PARSERS.get(origin.name.split('.').at(-1) ?? '');
  return kind ? { name, isForJson: kind.isForJson } : null;
}

/** Whether something before an error handler may answer the parsers' errors: another error handler, unless it hands all on; what a function out of sight adds, or makes. */
function mayAnswer({ is, handler }: Ahead, model: Model): boolean {
  const { file } = handler.frame;
  const call = unwrap(handler.node);
  switch (is) {
    case 'error-handler':
      return !handsAllOn(handler, model);
    case 'unknown': {
      const source = call.type === 'CallExpression' ? file.bindings.originOf(call.callee)?.source : undefined;
      return source === undefined || /^[./]/.test(source);
    }
    case 'middleware': {
      if (call.type !== 'CallExpression') return false;
      const made = model.definitions?.locator.locate(call, handler.frame).node ?? call;
      const source = file.bindings.originOf(call.callee)?.source;
      const isOfErrors = mentions(call.callee, /err|exception|problem|fail/i, file.sourceCode.visitorKeys);
      return !isFunction(made) && isOfErrors && !(source !== undefined && ERRORS_HANDED_ON.test(source));
    }
    default:
      return false;
  }
}

/** Whether an error handler of the file gives every error to the next one, as those do that only log. */
function handsAllOn({ node }: Located, model: Model): boolean {
  const handled = model.handlers.find(({ handler }) => handler.fn === node);
  if (!handled?.handler.next || handled.handler.next.references.length === 0) return false;
  return (
    handled.responses.every(({ error }) => error !== null) &&
    !isAnsweredElsewhere(handled.handler, handled.responses, model.file)
  );
}
