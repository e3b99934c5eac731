import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { Framework } from '../../frameworks/framework.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import { madeBy } from '../definitions/error-class.ts';
import type { File } from '../definitions/file.ts';
import { callFrame, type Frame, type Located } from '../definitions/frame.ts';
import { decide } from '../definitions/guard-in-call.ts';
import { guardsOf } from '../definitions/guard-reader.ts';
import type { Resolver } from '../definitions/resolver.ts';
import { findOwnCatch } from '../errors/own-catch.ts';
import type { Answer, ErrorReader } from '../errors/read-error.ts';
import type { Handler } from '../handlers/handler.ts';
import { Status, type Outcome } from '../responses/status.ts';
import type { Send } from './interpretation.ts';
import { writesIn, type Write } from './writes.ts';
import { framedOutcome, type FramedOutcome, type Readers, type Responders } from './readers.ts';
import type { Interpret } from './responders.ts';

/** What one error handler does with an error. */
interface Handled {
  readonly outcomes: readonly Outcome[];
  /** Whether it may hand the error on to the next one. */
  readonly passesOn: boolean;
  /** Whether it tells this error from others: by its class, a property, what it carries. */
  readonly isMeant: boolean;
}

/** What an error is asked about: how it is made, and where it is raised. */
export interface RaisedError {
  readonly error: Located;
  readonly nameNode: TSESTree.Node;
  readonly framework: Framework;
  /** The handler it leaves; null where that is out of sight. */
  readonly handler: Handler | null;
}

/** What is asked of the project: who answers errors in it, and whether they get there. */
export interface AnsweringProject {
  /** The error handlers of each application; null where they are not known. */
  readonly findAll: () => readonly (readonly Located[])[] | null;
  /** Whether what an async handler throws may come to no error handler: Express 4 leaves rejections alone. */
  readonly mayLoseRejections: (framework: Framework) => boolean;
}

/** How many readings of error handlers one file may ask for. */
const MAX_READ = 400;

/** Reads what the application's error handlers answer an error with that says no status itself. */
export class ErrorAnswers {
  readonly #definitions: Resolver;
  readonly #errors: ErrorReader;
  readonly #responders: Responders;
  readonly #interpret: Interpret;
  readonly #project: AnsweringProject;
  #all: ReturnType<AnsweringProject['findAll']> | undefined;
  #read = 0;
  /** The status that is taken to be set before the error; null for none. */
  #set: number | null = null;

  constructor(
    definitions: Resolver,
    { errors, responders }: Pick<Readers, 'errors' | 'responders'>,
    interpret: Interpret,
    project: AnsweringProject,
  ) {
    this.#definitions = definitions;
    this.#errors = errors;
    this.#responders = responders;
    this.#interpret = interpret;
    this.#project = project;
  }

  /** The status that goes out for an error; null where it is not known who answers it, or with what. */
  answer(raised: RaisedError): Answer | null {
    const made = this.#mayBeLost(raised) ? null : madeBy(raised.error, this.#definitions.locator);
    if (!made) return null;
    const lists = this.#handlersBehind(raised.handler);
    if (!lists || lists.length === 0) return null;
    this.#set = null;
    const answer = this.#answerOfAll(lists, made, raised);
    if (!answer?.status || !lists.flat().some(readsStatus)) return answer;
    // res.statusCode === 200 ? 500 : res.statusCode
    if (!raised.handler) return null;
    this.#set = SET_BEFORE;
    const other = this.#answerOfAll(lists, made, raised);
    this.#set = null;
    if (!other || isSame(other, answer)) return other && answer;
    return other.status?.codes?.join() === String(SET_BEFORE) ? { ...answer, keepsSetStatus: true } : null;
  }

  #answerOfAll(lists: readonly (readonly Located[])[], made: Located, raised: RaisedError): Answer | null {
    const answers: Answer[] = [];
    for (const list of lists) {
      const answer = this.#answerOf(list, made, raised);
      if (!answer) return null;
      answers.push(answer);
    }
    const [first] = answers;
    return first && answers.every(one => isSame(one, first)) ? first : null;
  }

  /** Whether an error may come to no error handler: a catch around it may answer, and a rejection goes nowhere where neither the framework nor a wrapper in sight takes it. */
  #mayBeLost({ error, framework, handler }: RaisedError): boolean {
    const isThrown = error.node.parent?.type === 'ThrowStatement';
    if (isThrown && findOwnCatch(error.node)) return true;
    if (!handler || !isThrown || !handler.fn.async || !this.#project.mayLoseRejections(framework)) return false;
    const { parent } = handler.fn;
    const isWrapped =
      parent.type === 'CallExpression' && !handler.routes.some(({ registration }) => registration.node === parent);
    return !isWrapped;
  }

  #handlersBehind(handler: Handler | null): readonly (readonly Located[])[] | null {
    const routes = handler?.mounted() ?? [];
    const lists = routes.flatMap(route => {
      const list = route.errorHandlers();
      return list ? [list] : [];
    });
    return lists.length > 0 && lists.length === routes.length ? distinct(lists) : this.#allHandlers();
  }

  /** Those of the whole project, looked for once. */
  #allHandlers(): ReturnType<AnsweringProject['findAll']> {
    return this.#all === undefined ? (this.#all = this.#project.findAll()) : this.#all;
  }

  #answerOf(list: readonly Located[], made: Located, { framework, handler, nameNode }: RaisedError): Answer | null {
    const outcomes: Outcome[] = [];
    let isMeant = false;
    for (const located of list) {
      const handled = isFunction(located.node) ? this.#handle(located.node, located.frame, made, framework) : null;
      if (!handled) return null;
      outcomes.push(...handled.outcomes.map(outcome => toRaised(outcome, nameNode, made.frame)));
      isMeant ||= handled.isMeant;
      if (!handled.passesOn) return answerWith(outcomes, isMeant);
    }
    // Nobody answers it: the framework does, and only where it is known that the error comes there.
    return outcomes.length === 0 && handler ? { status: null, isMeant: false } : null;
  }

  #handle(fn: FunctionNode, around: Frame, made: Located, framework: Framework): Handled | null {
    if (++this.#read > MAX_READ) return null;
    const args = { list: [made], isOpen: true, caller: made.frame };
    const called = callFrame({ node: fn, frame: around }, args, around.self);
    if (!called) return null;
    const { file } = called;
    const inside = this.#afterWrites(fn, this.#withSetStatus(fn, called, framework));
    const decided = (guard: Guard): boolean | null => decide(guard, inside, this.#definitions.evaluator);
    const reading: Readers = {
      errors: this.#errors,
      responders: this.#responders,
      frame: inside,
      isThisResponse: false,
      mayHold: guard => decided(guard) !== false,
      readStatus: node => this.#readStatus(node, inside),
    };
    const { sends } = this.#interpret(asErrorHandler(fn, file, framework), file, reading);
    let passesOn = false;
    let isMeant = false;
    const outcomes: Outcome[] = [];
    for (const send of sends) {
      if (send.guards.some(guard => decided(guard) === false)) continue;
      if (send.error) {
        passesOn = true;
        continue;
      }
      const possible = possibleOutcomes(send, decided);
      if (!possible) return null;
      outcomes.push(...possible);
      const guards = [...send.guards, ...possible.flatMap(one => one.guards)];
      isMeant ||=
        guards.some(guard => guard.holds && decided(guard) === true) ||
        possible.some(one => isLookedUp(one.node, file) || ('frame' in one && (one as FramedOutcome).frame.file !== file));
    }
    return outcomes.length > 0 || passesOn ? { outcomes, passesOn, isMeant } : null;
  }

  /** A reading in which the response has the status that was set before the error, or the default. */
  #withSetStatus(fn: FunctionNode, frame: Frame, { defaults }: Framework): Frame {
    const response = responseOf(fn, frame.file);
    if (!response) return frame;
    const value = this.#set ?? defaults.success;
    const { range, loc } = fn;
    const node = { type: 'Literal', value, raw: String(value), range, loc, parent: fn } as unknown as TSESTree.Literal;
    return withWritten(frame, { variable: response, member: 'statusCode' }, { node, frame });
  }

  /** The reading of an error handler after what it writes onto its own variables and the error: `error.status = error.status || 500`, `status = 404` in a branch that this error takes. */
  #afterWrites(fn: FunctionNode, called: Frame): Frame {
    const { file } = called;
    let frame = called;
    for (const { target, value, at } of writesIn(fn, file)) {
      const guards = guardsOf(file)(at, fn);
      const decisions = (guards ?? []).map(guard => decide(guard, frame, this.#definitions.evaluator));
      if (guards === null || decisions.includes(false)) continue;
      // What is written on some ways only, or by an operator, is not known: a function is no status.
      const held: Located = value && !decisions.includes(null) ? { node: value, frame } : { node: fn, frame };
      frame = withWritten(frame, target, held);
    }
    return frame;
  }

  #readStatus(node: TSESTree.Node, frame: Frame): Status {
    const { values, isComplete } = this.#definitions.evaluator.evaluate(node, frame);
    return new Status(values.map(framedOutcome), isComplete);
  }
}

/** Whether a status stands in a table under a key that is asked for: `STATUS_OF[error.code]`, where the error has that code. */
function isLookedUp(node: TSESTree.Node, file: File): boolean {
  const value = unwrap(file.bindings.resolve(node));
  if (value.type === 'LogicalExpression') return isLookedUp(value.left, file);
  return value.type === 'MemberExpression' && value.computed && propertyName(value) === null;
}

/** Stands for any error status that a handler may have set before an error; one that nobody sends. */
const SET_BEFORE = 499;

function responseOf(fn: FunctionNode, { bindings }: File): Variable | null {
  const [, , response] = parametersOf(fn);
  return fn.params.length === 4 && response ? bindings.variableOf(response) : null;
}

/** Whether an error handler asks which status was set before the error. */
function readsStatus({ node, frame }: Located): boolean {
  const response = isFunction(node) ? responseOf(node, frame.file) : null;
  return (response?.references ?? []).some(({ identifier }) => {
    const member = identifier.parent as TSESTree.Node | undefined;
    return (
      member?.type === 'MemberExpression' &&
      member.object === identifier &&
      propertyName(member) === 'statusCode' &&
      !(member.parent.type === 'AssignmentExpression' && member.parent.left === member)
    );
  });
}

/** The statuses that a send may go out with for this error; null where others are possible, or one is no status of an error. */
function possibleOutcomes({ status }: Send, decided: (guard: Guard) => boolean | null): readonly Outcome[] | null {
  const possible = status.outcomes.filter(({ guards }) => guards.every(guard => decided(guard) !== false));
  const areErrors = possible.every(({ code }) => code >= 400 && code <= 599);
  return status.isComplete && possible.length > 0 && areErrors ? possible : null;
}

/** A status as the place that raises the error has it: where it is written there, else at the name of the error. */
function toRaised(outcome: Outcome, nameNode: TSESTree.Node, root: Frame): Outcome {
  const isHere = 'frame' in outcome && (outcome as FramedOutcome).frame === root && root.depth === 0;
  return {
    code: outcome.code,
    value: outcome.value,
    node: isHere ? outcome.node : nameNode,
    isImplicit: false,
    guards: [],
  };
}

/** The answer with some statuses; null where it is not known which of several goes out. */
function answerWith(outcomes: readonly Outcome[], isMeant: boolean): Answer | null {
  const [first, ...others] = outcomes;
  return first && others.every(({ code }) => code === first.code)
    ? { status: new Status([first], true), isMeant }
    : null;
}

function isSame(a: Answer, b: Answer): boolean {
  return a.status?.codes?.join() === b.status?.codes?.join();
}

/** The lists that are not the same. */
function distinct(lists: readonly (readonly Located[])[]): readonly (readonly Located[])[] {
  return lists.filter(
    (list, index) =>
      lists.findIndex(
        other => other.length === list.length && other.every(({ node }, place) => node === list[place]?.node),
      ) === index,
  );
}

function asErrorHandler(fn: FunctionNode, file: File, framework: Framework): Handler {
  const [error = null, request = null, response = null, next = null] = parametersOf(fn);
  const variable = (node: TSESTree.Node | null): Variable | null =>
    node?.type === 'Identifier' ? file.bindings.variableOf(node) : null;
  return {
    fn,
    name: null,
    framework,
    role: 'error',
    routes: [],
    mounted: () => [],
    parameters: { error, request, response, next },
    error: variable(error),
    request: variable(request),
    response: variable(response),
    next: variable(next),
  };
}

function withWritten(frame: Frame, { variable, member }: Write['target'], held: Located): Frame {
  const written = new Map(frame.written ?? []);
  if (member === null) {
    // Another object has nothing of what was written onto the one before.
    written.delete(variable);
    return { ...frame, bound: new Map(frame.bound).set(variable, held), written };
  }
  written.set(variable, new Map(written.get(variable) ?? []).set(member, held));
  return { ...frame, written };
}
