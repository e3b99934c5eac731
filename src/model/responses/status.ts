import type { TSESTree } from '@typescript-eslint/utils';

import type { Guard } from '../../flow/graph.ts';
import type { RegisteredStatus } from '../../reference/registry.ts';
import { findStatus } from '../../reference/statuses.ts';
import { staticValues, type Choice, type ConstantReader, type StaticValue } from '../../syntax/static-values.ts';
import { unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import type { TypeInformation } from '../definitions/type-information.ts';

/** One status a response can go out with. */
export interface Outcome {
  /** The code as a number; NaN where the value is no number, nor a string of one. */
  readonly code: number;
  /** The value as written: `'404'` is a string. */
  readonly value: StaticValue['value'];
  /** Where it is written: the literal or constant, or the name of the sending method where it is implicit. */
  readonly node: TSESTree.Node;
  /** Whether the framework supplies it. */
  readonly isImplicit: boolean;
  /** Whether only the type of an expression says so, or one of several ways through the function that makes it: that tells what may be, not when. */
  readonly isTyped?: true;
  /** The conditions that hold when this outcome is the one, beyond those of the response itself. */
  readonly guards: readonly Guard[];
}

/** The finite set of statuses a response can go out with; where it is not complete, others too. */
export class Status {
  readonly outcomes: readonly Outcome[];
  readonly isComplete: boolean;

  constructor(outcomes: readonly Outcome[], isComplete: boolean) {
    this.outcomes = outcomes;
    this.isComplete = isComplete;
  }

  /** Whether nothing at all is known. */
  get isUnknown(): boolean {
    return this.outcomes.length === 0;
  }

  /** The distinct codes, ascending; null where others are possible. */
  get codes(): readonly number[] | null {
    return this.isComplete ? [...new Set(this.outcomes.map(({ code }) => code))].sort((a, b) => a - b) : null;
  }

  /** The outcomes whose code passes a test; of those that only a type names, none where others are possible. */
  where(test: (code: number) => boolean): readonly Outcome[] {
    return this.outcomes.filter(({ code, isTyped }) => test(code) && (!isTyped || this.outcomes.length === 1));
  }

  /** Whether a status is possible that the registry's entry passes a test for. */
  may(test: (entry: RegisteredStatus) => boolean): boolean {
    return this.outcomes.some(({ code }) => passes(code, test));
  }

  /** Whether every possible status passes a test of its registry entry. */
  always(test: (entry: RegisteredStatus) => boolean): boolean {
    return this.isComplete && this.outcomes.length > 0 && this.outcomes.every(({ code }) => passes(code, test));
  }
}

function passes(code: number, test: (entry: RegisteredStatus) => boolean): boolean {
  const entry = findStatus(code);
  return entry !== null && test(entry);
}

/** Nothing is known of the status. */
export const UNKNOWN_STATUS = new Status([], false);

/** Reads an expression as a status; by its type where the code leaves it open. */
export function readTypedStatus(
  node: TSESTree.Node,
  file: File,
  readConstant: ConstantReader,
  types: TypeInformation | null,
): Status {
  const status = readStatus(node, file, readConstant);
  const numbers = types && !status.isComplete ? types.numbersOf(unwrap(node)) : null;
  if (!numbers) return status;
  const more = numbers.filter(code => !status.outcomes.some(outcome => outcome.code === code));
  return new Status(
    [
      ...status.outcomes,
      ...more.map((code): Outcome => ({
        code,
        value: code,
        node: unwrap(node),
        isImplicit: false,
        isTyped: true,
        guards: [],
      })),
    ],
    true,
  );
}

/** Reads an expression as a status. */
export function readStatus(node: TSESTree.Node, file: File, readConstant: ConstantReader): Status {
  const { values, isComplete } = staticValues(node, file.bindings, readConstant);
  const outcomes = values
    .filter(({ value }) => value !== undefined && value !== null)
    .map(({ value, node: at, choices }): Outcome => ({
      code: codeOf(value),
      value,
      node: at,
      isImplicit: false,
      guards: choices.flatMap(asGuards),
    }));
  return new Status(outcomes, isComplete && outcomes.length === values.length);
}

/** The number of a status value; NaN where it is none, nor a string of one. */
export function codeOf(value: StaticValue['value']): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : NaN;
}

/** Splits a choice into atoms: `a && b` that holds is both, `a || b` that does not hold is neither; others stay whole. */
export function asGuards({ test, holds }: Choice): readonly Guard[] {
  const inner = unwrap(test) as TSESTree.Expression;
  if (inner.type === 'UnaryExpression' && inner.operator === '!')
    return asGuards({ test: inner.argument, holds: !holds });
  if (inner.type === 'LogicalExpression' && (holds ? inner.operator === '&&' : inner.operator === '||')) {
    return [...asGuards({ test: inner.left, holds }), ...asGuards({ test: inner.right, holds })];
  }
  return [{ test: inner, holds, discriminant: null }];
}
