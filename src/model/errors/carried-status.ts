import type { TSESTree } from '@typescript-eslint/utils';

import type { Framework } from '../../frameworks/framework.ts';
import { joinValues, UNKNOWN_VALUES, type FramedValue, type FramedValues } from '../definitions/evaluate.ts';
import type { Frame, Located } from '../definitions/frame.ts';
import { asGuards, Status, UNKNOWN_STATUS, type Outcome } from '../responses/status.ts';

/** The properties an error carries its status in: those the frameworks read, then those that error handlers of projects do. */
export const STATUS_PROPERTIES = ['status', 'statusCode', 'httpStatus', 'httpStatusCode', 'httpCode', 'code'] as const;

/** A property that may carry a status. */
export type CarriedProperty = (typeof STATUS_PROPERTIES)[number];

/** What an error has in these properties; null for one it does not have. */
export type Carried = Readonly<Record<CarriedProperty, FramedValues | null>>;

/** A plain error. */
export const NOTHING_CARRIED: Carried = {
  status: null,
  statusCode: null,
  httpStatus: null,
  httpStatusCode: null,
  httpCode: null,
  code: null,
};

/** An error that may carry a status which is not in sight. */
export const UNREAD: Carried = { ...NOTHING_CARRIED, statusCode: UNKNOWN_VALUES };

/** An error with a status of its own that is fixed by its class or factory, so that no argument says it. */
export function carriedAs(code: number, { node, frame }: Located): Carried {
  return fixed({
    ...NOTHING_CARRIED,
    statusCode: { values: [{ value: code, node, frame, choices: [], isArgument: false }], isComplete: true },
  });
}

/** What is carried as a definition says it: written in no reading of the code that throws. */
export function fixed(carried: Carried): Carried {
  const entries = STATUS_PROPERTIES.map(name => {
    const values = carried[name];
    return [
      name,
      values && { ...values, values: values.values.map(value => ({ ...value, frame: { ...value.frame } })) },
    ] as const;
  });
  return { ...NOTHING_CARRIED, ...Object.fromEntries(entries) };
}

/** What either of two errors carries. */
export function joinCarried(a: Carried, b: Carried): Carried {
  const incomplete = (values: FramedValues): FramedValues => ({ ...values, isComplete: false });
  const entries = STATUS_PROPERTIES.map(name => {
    const one = a[name];
    const other = b[name];
    return [
      name,
      one && other ? joinValues(one, other) : one ? incomplete(one) : other ? incomplete(other) : null,
    ] as const;
  });
  return { ...NOTHING_CARRIED, ...Object.fromEntries(entries) };
}

/**
 * The status an error goes out with. Express takes a number in `status`, else in `statusCode`; Fastify `statusCode` first, texts of digits too;
 * what is no error status becomes 500 in both. Sources: finalhandler index.js, getErrorStatusCode; fastify lib/error-handler.js, setErrorStatusCode.
 */
export function statusOf(carried: Carried, framework: Framework, root: Frame, fallback: TSESTree.Node): Status {
  let isUnknown = false;
  for (const name of framework.errorStatusProperties) {
    const values = carried[name];
    if (!values) continue;
    const usable = values.values.filter(({ value }) => isUsable(value, framework));
    if (usable.length === 0) {
      isUnknown ||= !values.isComplete;
      continue;
    }
    return toStatus(
      { values: usable, isComplete: values.isComplete && usable.length === values.values.length },
      root,
      fallback,
    );
  }
  if (isUnknown) return UNKNOWN_STATUS;
  for (const name of STATUS_PROPERTIES.slice(2)) {
    const values = carried[name];
    // An error handler of the project reads these, so that only what is plainly a status counts.
    if (values?.isComplete && values.values.length > 0 && values.values.every(({ value }) => isErrorStatus(value)))
      return toStatus(values, root, fallback);
  }
  return UNKNOWN_STATUS;
}

function isErrorStatus(value: FramedValue['value']): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 400 && value <= 599;
}

function isUsable(value: FramedValue['value'], framework: Framework): boolean {
  // An error that carries a redirect is answered by something that knows it.
  if (typeof value === 'number' && value >= 300 && value < 400) return false;
  return (
    typeof value === 'number' ||
    (framework.takesTextFromErrors !== false && typeof value === 'string' && /^\d{3}$/.test(value))
  );
}

function toStatus({ values, isComplete }: FramedValues, root: Frame, fallback: TSESTree.Node): Status {
  const outcomes = values.map(({ value, node, frame, choices }): Outcome => {
    const code = Number(value);
    const isHere = frame === root;
    return {
      code: isErrorStatus(code) ? code : 500,
      value,
      node: isHere ? node : fallback,
      isImplicit: false,
      guards: isHere ? choices.flatMap(asGuards) : [],
    };
  });
  return new Status(outcomes, isComplete);
}
