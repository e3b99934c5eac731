import type { TSESTree } from '@typescript-eslint/utils';

import { isAuthenticated, provesCaller, refusesBefore } from '../../src/causes/context/authentication.ts';
import { conditionsOf, type Condition } from '../../src/causes/context/conditions.ts';
import type { Evidence, Reading } from '../../src/causes/context/evidence.ts';
import { purposeOf } from '../../src/causes/context/purpose.ts';
import type { GuardContext } from '../../src/causes/context/question.ts';
import type { Provenance } from '../../src/causes/provenance/kinds.ts';
import { Provenances } from '../../src/causes/provenance/provenance.ts';
import type { Guard } from '../../src/flow/graph.ts';
import type { File } from '../../src/model/definitions/file.ts';
import type { Model } from '../../src/model/model.ts';
import type { Response } from '../../src/model/responses/response.ts';
import { express, lastResponse, nodeOf, present, readCode, type Route } from '../read-code.ts';

/** What the readers of causes are given, for the last response of a file. */
export interface Asked {
  readonly model: Model;
  readonly file: File;
  readonly response: Response;
  readonly provenances: Provenances;
  readonly conditions: readonly Condition[];
  readonly context: GuardContext;
  /** The innermost condition that holds there. */
  readonly guard: Guard;
  node(text: string): TSESTree.Node;
  /** What the last expression with this text is. */
  of(text: string): Provenance;
}

/** Makes the provenances of a file. */
export function provenancesOf(model: Model): Provenances {
  return new Provenances(
    model.file,
    model.handlers.map(({ handler }) => handler),
    model.findCalls,
    model.definitions,
  );
}

/** Reads a file as the causes are asked of its last response. */
export function askFile(code: string): Asked {
  const model = readCode(code);
  const { file } = model;
  const response = lastResponse(model);
  const provenances = provenancesOf(model);
  const conditions = conditionsOf(response);
  return {
    model,
    file,
    response,
    provenances,
    conditions,
    context: {
      file,
      provenances,
      response,
      purpose: purposeOf(response, file),
      callerIsKnown: provesCaller(conditions.slice(1), response, provenances, model),
      isAuthenticated: () => isAuthenticated(response, provenances, model),
      refusedBefore: () => refusesBefore(response, model),
    },
    get guard() {
      return present(response.guards.at(-1));
    },
    node: text => nodeOf(file, text),
    of: text => provenances.of(nodeOf(file, text)),
  };
}

/** The same of an Express handler with this body. */
export function ask(body: string, route?: Route): Asked {
  return askFile(express(body, route));
}

/** The same of a refusal with 400 under this condition, after these statements. */
export function askIf(test: string, before = '', route?: Route): Asked {
  return ask(`${before}\nif (${test}) return res.status(400).end();`, route);
}

/** A reading in one line: `weak` where no rule speaks by it, `!` where it is proven, then what it accepts (+), has flagged (-) and leaves to `strict` (~), and its kind where that is no guard. */
export function say(reading: Reading | null): string {
  return reading === null ? 'nothing' : reading.is === 'evidence' ? sayEvidence(reading.evidence) : reading.is;
}

/** A piece of evidence in one line. */
export function sayEvidence(evidence: Evidence | null): string {
  if (!evidence) return 'nothing';
  const { cause, isStrong, isProven, accepts, flags, leaves, by } = evidence;
  const list = (sign: string, codes: readonly number[] | undefined): string =>
    codes && codes.length > 0 ? ` ${sign}${[...new Set(codes)].sort((a, b) => a - b).join(',')}` : '';
  return `${isStrong ? '' : 'weak '}${cause}${isProven ? '!' : ''}${list('+', accepts)}${list('-', flags)}${list('~', leaves)}${by === 'guard' ? '' : ` by ${by}`}`;
}
