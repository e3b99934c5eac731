import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { enclosingFunction, isWithin } from '../../syntax/functions.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { frameOf, type Frame, type Located } from '../definitions/frame.ts';
import { decide } from '../definitions/guard-in-call.ts';
import type { Resolver } from '../definitions/resolver.ts';
import { findOwnCatch } from '../errors/own-catch.ts';
import type { Answer } from '../errors/read-error.ts';
import type { Handler } from '../handlers/handler.ts';
import { Status, type Outcome } from '../responses/status.ts';
import { framedOutcome, type FramedOutcome, type Readers } from './readers.ts';
import type { Interpret } from './responders.ts';

/** An error that is thrown within a `try`: what it is, and the statement or call that throws it. */
export interface CaughtError {
  readonly thrown: Located;
  readonly at: TSESTree.Node;
  readonly nameNode: TSESTree.Node;
  readonly handler: Handler | null;
}

/** How many readings of functions one file may ask for. */
const MAX_READ = 200;

/**
 * Reads what the `catch` of the same function answers an error with, where it asks the error itself: `fail('no box', 400)` in the `try`, and
 * `res.status(error.answer ?? 500)` in the `catch`. What the `catch` says whatever it gets is its own response, and none of the throw.
 */
export class CatchAnswers {
  readonly #definitions: Resolver;
  readonly #reading: Readers;
  readonly #interpret: Interpret;
  readonly #file: File;
  #read = 0;

  constructor(definitions: Resolver, reading: Readers, interpret: Interpret, file: File) {
    this.#definitions = definitions;
    this.#reading = reading;
    this.#interpret = interpret;
    this.#file = file;
  }

  /** The status that the error is answered with; null where its `catch` does not read one off it. */
  answer({ thrown, at, nameNode, handler }: CaughtError): Answer | null {
    const clause = findOwnCatch(at);
    const parameter = clause?.param?.type === 'Identifier' ? this.#file.bindings.variableOf(clause.param) : null;
    if (!clause || !parameter || !handler || enclosingFunction(at) !== handler.fn) return null;
    if (++this.#read > MAX_READ) return null;
    const root = frameOf(this.#file);
    // One call deep, so that what responders say stays apart from what the throw gives.
    const inside: Frame = { ...root, bound: new Map([[parameter, thrown]]), depth: 1 };
    const decided = (guard: Guard): boolean | null =>
      isOfClause(guard, clause) ? decide(guard, inside, this.#definitions.evaluator) : null;
    const { sends } = this.#interpret(handler, this.#file, {
      ...this.#reading,
      frame: inside,
      mayHold: guard => decided(guard) !== false,
      readStatus: node => this.#readStatus(node, inside),
    });
    const here = sends.filter(
      ({ node, error, guards }) =>
        error === null && isWithin(node, clause.body) && guards.every(guard => decided(guard) !== false),
    );
    const outcomes: Outcome[] = here.flatMap(({ status }) => status.outcomes);
    const [first] = outcomes;
    // A value that is read off the error stands where that is read.
    const isCarried = outcomes.every(one => {
      if (!('frame' in one)) return false;
      const { frame } = one as FramedOutcome;
      return (
        frame === root || frame === thrown.frame || (frame === inside && isMemberOf(one.node, parameter, this.#file))
      );
    });
    if (!first || !isCarried || here.some(({ status }) => !status.isComplete)) return null;
    if (outcomes.some(({ code }) => code !== first.code || code < 400 || code > 599)) return null;
    const isHere = (first as FramedOutcome).frame === root;
    const status = { ...first, node: isHere ? first.node : nameNode, isImplicit: false, guards: [] };
    return { status: new Status([status], true), isMeant: true };
  }

  #readStatus(node: TSESTree.Node, frame: Frame): Status {
    const { values, isComplete } = this.#definitions.evaluator.evaluate(node, frame);
    return new Status(values.map(framedOutcome), isComplete);
  }
}

function isOfClause({ test }: Guard, clause: TSESTree.CatchClause): boolean {
  return isWithin(test, clause.body);
}

/** Whether an expression reads a member of a variable, `error.answer`. */
function isMemberOf(node: TSESTree.Node, variable: Variable, { bindings }: File): boolean {
  let root = unwrap(node);
  if (root.type !== 'MemberExpression') return false;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return bindings.variableOf(root) === variable;
}
