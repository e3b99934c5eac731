import type { TSESTree } from '@typescript-eslint/utils';

import type { Framework } from '../frameworks/framework.ts';
import { findStatusLibrary } from '../reference/status-names.ts';
import { enclosingFunction, isFunction } from '../syntax/functions.ts';
import { unwrap } from '../syntax/unwrap.ts';
import type { FramedValues } from './definitions/evaluate.ts';
import type { File } from './definitions/file.ts';
import { frameOf, type Frame } from './definitions/frame.ts';
import { guardsOf } from './definitions/guard-reader.ts';
import { Resolver } from './definitions/resolver.ts';
import { constantReader } from './definitions/status-constants.ts';
import { typeInformation, type TypeInformation } from './definitions/type-information.ts';
import { isBehindThrow } from './errors/always-throws.ts';
import { findOwnCatch } from './errors/own-catch.ts';
import { ErrorReader } from './errors/read-error.ts';
import { Graph } from './graph/routes.ts';
import { findCallsElsewhere } from './handlers/calls-elsewhere.ts';
import { findHandlers } from './handlers/find-handlers.ts';
import { defaultFramework, frameworkEvidence } from './handlers/framework-evidence.ts';
import type { Handler } from './handlers/handler.ts';
import { CatchAnswers } from './interpreter/catch-answers.ts';
import { ErrorAnswers } from './interpreter/error-answers.ts';
import { Interpreter } from './interpreter/interpret.ts';
import { findRaisedElsewhere } from './interpreter/raised.ts';
import type { Readers } from './interpreter/readers.ts';
import { ResponderReader, type Interpret } from './interpreter/responders.ts';
import { findReturnedResults } from './interpreter/returned-results.ts';
import { toResponses } from './interpreter/to-responses.ts';
import { isNeverCalled } from './handlers/never-called.ts';
import type { Model, ProjectView } from './model.ts';
import type { HandlerResponses, Response } from './responses/response.ts';
import { asGuards, codeOf, readTypedStatus, Status, type Outcome } from './responses/status.ts';

/**
 * Words without one of which a file has no handler, HTTP error nor library that answers by itself; such a file costs this test and nothing more.
 * They are words alone, as comments may stand between any two tokens: a file that has one for nothing is read in vain, and that is all.
 */
const TRACE = new RegExp(
  String.raw`\b(?:${[
    'res',
    'response',
    'reply',
    'next',
    'reject',
    'throw',
    'FastifyReply',
    'FastifyRequest',
    'createError',
    'httpErrors',
    'status',
    'statusCode',
    'code',
    'send',
    'sendStatus',
    'json',
    'jsonp',
    'end',
    'redirect',
    'render',
    'writeHead',
    'sendFile',
    'download',
    'pipe',
    'route',
    'setErrorHandler',
    'setNotFoundHandler',
    'addHook',
    'get',
    'post',
    'put',
    'patch',
    'delete',
    'all',
    'rate-limit',
  ].join('|')})\b|Err|Exception|Problem`,
);

/** Whether a file's text shows any trace of a handler; in time that grows with its length alone. */
export function hasTrace(text: string): boolean {
  return TRACE.test(text);
}

/** Makes the model of a file. */
export function makeModel(file: File, project: ProjectView): Model {
  const { sourceCode, filename } = file;
  const nearest = project.nearestPackage(filename);
  const evidence = frameworkEvidence(file, nearest);
  if (evidence.isForeign) return foreignModel(file, project);
  const types = project.settings.types === 'auto' ? typeInformation(sourceCode) : null;
  const definitions = new Resolver({
    imports: project.imports,
    settings: project.settings,
    mayReadNames: evidence.frameworks.length > 0 && !nearest?.foreign,
    isBoomTranslated: project.isBoomTranslated,
  });
  const graph = new Graph(file, definitions, project.hubs);
  const { handlers, registrations } = findHandlers(file, evidence, {
    wrappers: project.settings.wrappers,
    routes: graph,
    types,
  });
  const reading = readersOf(file, definitions, types, project);
  const answers = new ErrorAnswers(definitions, reading, interpret, {
    findAll: () => graph.errorHandlersOf(project.applications()),
    mayLoseRejections: project.mayLoseRejections,
  });
  const caught = new CatchAnswers(definitions, reading, interpret, file);
  reading.errors.connect(
    (error, nameNode, framework, handler, by) =>
      caught.answer({ thrown: error, at: by ?? error.node, nameNode, handler }) ??
      // What a helper throws within a `try` comes to nobody else for certain.
      (by && findOwnCatch(by) ? null : answers.answer({ error, nameNode, framework, handler })),
  );
  const isReached = ({ node }: Response): boolean => !isBehindThrow(node, reading.frame, definitions.locator);
  const found = outermost(handlers).map(handler => {
    const one = toResponses(handler, new Interpreter(handler, file, reading).run(), file);
    return { ...one, responses: one.responses.filter(isReached) };
  });
  const byHandler = new Map(found.map(one => [one.handler, one.responses]));
  return {
    file,
    handlers: found,
    neverCalled: handlers.filter(isNeverCalled),
    responsesOf: handler => (handler && byHandler.get(handler)) ?? [],
    responses: [
      ...found.flatMap(one => one.responses),
      ...responsesOutside(file, found, reading, defaultFramework(evidence), project).filter(isReached),
    ].sort((a, b) => a.node.range[0] - b.node.range[0]),
    registrations,
    routes: graph,
    definitions,
    findCalls: callReader(file, project),
    settings: project.settings,
  };
}

/** The model of a file of another framework: nothing of it is read. */
function foreignModel(file: File, { settings }: ProjectView): Model {
  return {
    file,
    handlers: [],
    neverCalled: [],
    responsesOf: () => [],
    responses: [],
    registrations: [],
    routes: null,
    definitions: null,
    findCalls: () => [],
    settings,
  };
}

/** Finds the calls that other files make of the file's functions; none of them is read before the first question. */
function callReader(file: File, project: ProjectView): Model['findCalls'] {
  let calls: ReturnType<typeof findCallsElsewhere> | null = null;
  // A function within another one is out of the others' reach.
  return fn =>
    enclosingFunction(fn) ? [] : ((calls ??= findCallsElsewhere(file, project.findCallers())).get(fn) ?? []);
}

const interpret: Interpret = (handler, file, reading) => new Interpreter(handler, file, reading).run();

/** What the code of the file is read with, as it stands. */
function readersOf(
  file: File,
  definitions: Resolver,
  types: TypeInformation | null,
  { extensions, dependsOn }: ProjectView,
): Readers {
  const errors = new ErrorReader(definitions);
  const frame = frameOf(file);
  const readConstant = constantReader(file, definitions.constantsOf(frame));
  return {
    errors,
    responders: new ResponderReader(definitions, errors, interpret, { extending: extensions, dependsOn }),
    frame,
    isThisResponse: false,
    readStatus: node => {
      const status = readTypedStatus(node, file, readConstant, types);
      // A library's own list says all of its names: what is none of its statuses is not guessed at.
      if (status.isComplete || isOfStatusLibrary(node, file)) return status;
      const made = evaluatedStatus(definitions.evaluator.evaluate(node, frame), node, frame);
      return made.isComplete || made.outcomes.length > status.outcomes.length || status.isUnknown ? made : status;
    },
  };
}

function isOfStatusLibrary(node: TSESTree.Node, { bindings }: File): boolean {
  const source = bindings.originOf(node)?.source;
  return source !== undefined && findStatusLibrary(source) !== null;
}

/** The status that functions of the project make, at the expression that asks them; which of several it is, the expression does not say. */
function evaluatedStatus({ values, isComplete }: FramedValues, node: TSESTree.Node, frame: Frame): Status {
  const outcomes = values
    .filter(({ value }) => value !== undefined && value !== null)
    .map((one): Outcome => {
      const { value, choices } = one;
      const isHere = one.frame === frame;
      return {
        code: codeOf(value),
        value,
        node: isHere ? one.node : unwrap(node),
        isImplicit: false,
        ...(!isHere && values.length > 1 && { isTyped: true as const }),
        guards: isHere ? choices.flatMap(asGuards) : [],
      };
    });
  return new Status(outcomes, isComplete && outcomes.length === values.length);
}

/** The responses that no handler of the file sends itself: errors that are thrown for one, results that one sends. */
function responsesOutside(
  file: File,
  found: readonly HandlerResponses[],
  { errors, readStatus }: Readers,
  framework: Framework,
  project: ProjectView,
): readonly Response[] {
  const handlers = found.map(({ handler }) => handler);
  const known = new Set(found.flatMap(one => one.responses.map(({ node }) => node)));
  const raised = findRaisedElsewhere({ file, errors, framework, handlers, known, guardsOf: guardsOf(file) });
  return [
    // Where resolvers call the same functions, GraphQL answers, and no status of an error goes out.
    ...(project.dependsOn('graphql') ? raised.filter(({ handler }) => handler !== null) : raised),
    ...findReturnedResults({
      file,
      framework,
      handlers,
      readStatus,
      guardsOf: guardsOf(file),
      areSent: () => project.sendsResults(file),
    }),
  ];
}

/** Without those that are never called as they look, and the functions nested in a handler that merely close over its response: those are read as its callbacks. */
function outermost(handlers: readonly Handler[]): readonly Handler[] {
  const byFunction = new Map(handlers.map(handler => [handler.fn as TSESTree.Node, handler]));
  return handlers.filter(handler => {
    if (isNeverCalled(handler)) return false;
    if (handler.routes.length > 0 || handler.response || handler.held) return true;
    for (let outer: TSESTree.Node | undefined = handler.fn.parent; outer; outer = outer.parent)
      if (isFunction(outer) && byFunction.has(outer)) return false;
    return true;
  });
}
