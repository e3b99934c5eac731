import type { TSESTree } from '@typescript-eslint/utils';

import { IN } from '../../knowledge/contexts.ts';
import { FRAMEWORKS } from '../../frameworks/frameworks.ts';
import {
  ERROR_KEY,
  ERROR_PARAMETER,
  MAPPERS,
  NAME_OR_CODE,
  OF_ANSWER,
  OF_DUPLICATE,
  OF_VALIDATION,
  OWN_ERRORS,
  SAYS_WHICH_ERROR,
  SCHEMA_ERROR,
  STATUS,
  VALIDATION_CONTEXT,
} from '../../knowledge/shapes/errors.ts';
import { ABORTS, ENDS_CONNECTION, OF_EVENTS } from '../../knowledge/shapes/language.ts';
import { isPascalCase, isUpperCase } from '../../syntax/letter-case.ts';
import { saysAny } from '../../syntax/words.ts';
import type { Finding } from '../../knowledge/finding.ts';
import { isSure, mostLikely } from '../../knowledge/findings.ts';
import type { ErrorModel } from '../../knowledge/package-model.ts';
import { errorRows, knownPackage } from '../../knowledge/packages/index.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { functionName, parametersOf } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { lastName, methodCall, stringValue } from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Evidence, type Reading } from '../context/evidence.ts';
import { short, weak, type Comparison, type GuardContext } from '../context/question.ts';
import { textOf } from '../context/response-text.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { findCatchPlace } from './catch-place.ts';
import { triedBefore } from './tried.ts';
import { readErrorText } from './error-text.ts';
import { readFindings } from './findings.ts';
import { readValidationContext, readValidationError } from './validation-errors.ts';

/** `err.response` says that another server answered, `err.errors` that validation failed. */
export function readErrorProperty(attribute: string, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  if (OF_ANSWER.has(attribute)) return weak('upstream-error', at, `\`${text}\` says that another server failed`);
  // Fastify: error.validation && error.validationContext === 'body'
  if (
    attribute === 'validation' &&
    context.response.guards.some(({ test }) => saysAny(test, VALIDATION_CONTEXT, context.file))
  )
    return NEUTRAL;
  if (OF_VALIDATION.has(attribute)) return weak('invalid', at, `\`${text}\` says that validation failed`);
  // What a unique violation tells besides its code: which field, which value.
  if (OF_DUPLICATE.has(attribute)) return NEUTRAL;
  return MIXED;
}

/** `err.code === 11000`, `error.name === 'ValidationError'`. */
export function readErrorValue(
  error: Extract<Provenance, { is: 'error' }>,
  relation: Comparison['relation'],
  [node, otherNode]: readonly [TSESTree.Node, TSESTree.Node],
  at: TSESTree.Node,
  context: GuardContext,
): Reading {
  const text = short(node, context);
  const value = stringValue(context.file.bindings.resolve(otherNode));
  const part =
    relation === 'ordered'
      ? null
      : readValidationContext(error.attribute ?? '', value, relation === 'equals', at, text);
  if (part) return part;
  if (relation !== 'equals') return NEUTRAL;
  // err instanceof SyntaxError && err.status === 400: the body parser's own verdict, beside what tells more.
  if (value === '400' && STATUS.has(error.attribute)) return NEUTRAL;
  if (value === null) {
    const name = constantName(otherNode);
    return name === null || !ERROR_KEY.has(error.attribute)
      ? MIXED
      : readErrorKind(name, { ...error, attribute: 'code' }, at, `\`${text}\` is \`${name}\``, context);
  }
  return readErrorKind(value, error, at, `\`${text}\` is \`${value}\``, context);
}

/** The name of a constant: `ErrorCodes.NOT_FOUND`, `USER_NOT_FOUND`; null for anything else. */
export function constantName(node: TSESTree.Node): string | null {
  const name = lastName(node) ?? null;
  return name !== null && (isUpperCase(name) || isPascalCase(name)) ? name : null;
}

/** Reads `err instanceof X`. */
export function readInstance(node: TSESTree.BinaryExpression, holds: boolean, context: GuardContext): Reading {
  if (!holds) return NEUTRAL;
  const name = lastName(node.right) ?? '';
  const provenance = context.provenances.of(node.left);
  if (provenance.is !== 'error') return MIXED;
  if (name === 'Error') return NEUTRAL;
  return readErrorKind(name, { ...provenance, attribute: 'class' }, node, `the error's class is \`${name}\``, context);
}

/** What an error is by its code, name or class, with what was tried where that tells more. */
export function readErrorKind(
  value: string,
  error: Extract<Provenance, { is: 'error' }>,
  at: TSESTree.Node,
  reads: string,
  context: GuardContext,
): Reading {
  const reading = namesPathResource(readErrorCode(value, error.attribute ?? '', at, reads, context), value, context);
  return reading.is === 'evidence' && reading.evidence.cause === 'invalid'
    ? readValidationError(value, reading.evidence, error, context.file, context.provenances)
    : reading;
}

/** What an error of unknown origin is by a name or code that nothing else goes by: `problem.name === 'SequelizeValidationError'`; null for other values. */
export function readErrorNamed(
  value: string,
  attribute: string,
  at: TSESTree.Node,
  reads: string,
  context: GuardContext,
): Reading | null {
  if (!NAME_OR_CODE.has(attribute) || ![...findingsOf(value, rowsOf(value, context))].some(one => OF_REQUEST.has(one)))
    return null;
  const reading = readErrorCode(value, attribute, at, reads, context);
  return reading.is === 'evidence' && SCHEMA_ERROR.has(value)
    ? found({ ...reading.evidence, isStrong: false })
    : reading;
}

/** Findings that an error tells of the request, and not of the server, whoever made it. */
const OF_REQUEST: ReadonlySet<Finding | 'unknown'> = new Set([
  'duplicate',
  'schema-refused',
  'credential-invalid',
  'id-malformed',
  'version-conflict',
]);

/** A refused connection or a timeout is another server's where only such are called; else a database's, whose failures 500 describes as well. */
function ofUpstream(evidence: Evidence, value: string, { response, file, provenances }: GuardContext): Reading {
  const place = findCatchPlace(response.node);
  const tried = place && triedBefore(place, file, provenances);
  const isUpstream = tried !== null && tried.upstream > 0 && tried.io === 0;
  if (evidence.cause === 'upstream-error' && tried?.reachesStore && tried.upstream === 0)
    return found({ ...evidence, cause: 'unavailable', isStrong: true });
  if (evidence.cause === 'upstream-error') return found({ ...evidence, isStrong: isUpstream });
  // The client that went away aborts the call too.
  const { handler } = response;
  if (handler && ABORTS.has(value) && nodesWithin(file.calls, handler.fn).some(hearsOfEnd)) return MIXED;
  return found(isUpstream || evidence.accepts ? evidence : { ...evidence, ...IN.timeoutOfStore });
}

/** `req.on('close', …)`: whether a call is told when the client goes away. */
function hearsOfEnd(call: TSESTree.CallExpression): boolean {
  const [event] = call.arguments;
  return OF_EVENTS.has(methodCall(call)?.name) && event !== undefined && ENDS_CONNECTION.has(stringValue(event));
}

/** A missing record is the URL's only where the handler looks something up by the path: `connect` to a record named in the body fails with P2025 too. */
function namesPathResource(reading: Reading, value: string, context: GuardContext): Reading {
  const { response, purpose, file, provenances } = context;
  if (reading.is === 'evidence' && reading.evidence.cause.startsWith('upstream-'))
    return ofUpstream(reading.evidence, value, context);
  if (reading.is !== 'evidence' || reading.evidence.cause !== 'not-found') return reading;
  const { handler } = response;
  const readsPath = !handler
    ? !purpose.creates
    : nodesWithin(file.calls, handler.fn).some(call =>
        call.arguments.some(argument => provenances.sourcesIn(argument).has('param')),
      );
  return readsPath ? reading : found({ ...reading.evidence, isStrong: false });
}

function readErrorCode(
  value: string,
  attribute: string,
  at: TSESTree.Node,
  reads: string,
  context: Pick<GuardContext, 'file' | 'provenances'>,
): Reading {
  const rows = rowsOf(value, context);
  const findings = findingsOf(value, rows);
  if (findings.size > 0) {
    const reading = readFindings(findings, at, reads, 'error-code');
    return reading.is === 'evidence' && !rows.every(({ as }) => isSure(as))
      ? found({ ...reading.evidence, isStrong: false, isProven: false })
      : reading;
  }
  const own = SAYS_WHICH_ERROR.has(attribute) ? OWN_ERRORS.find(([, words]) => words.has(value)) : undefined;
  if (own) return found({ cause: own[0], isStrong: true, node: at, reads, by: 'error-code' });
  if (attribute.includes('message'))
    return readErrorText({ type: 'Literal', value, raw: value } as unknown as TSESTree.Node, at, () => reads);
  return MIXED;
}

/** The rows of errors of a class, name or code: what the settings state of them, else those of the packages that a file uses and of the language where they have such, else of all. */
function rowsOf(
  name: string,
  { file, provenances }: Pick<GuardContext, 'file' | 'provenances'>,
): readonly ErrorModel[] {
  const stated = provenances.callees.stated.errors(name, file);
  if (stated.length > 0) return stated;
  const rows = errorRows(name);
  if (rows.length === 0) return [];
  const used = new Set([...file.modules, 'globalThis'].map(source => knownPackage(source)));
  const near = rows.filter(one => used.has(one.package));
  return (near.length > 0 ? near : rows).map(({ row }) => row);
}

/** The findings that errors of a class, name or code are by their rows, those of the frameworks included. */
function findingsOf(name: string, rows: readonly ErrorModel[]): ReadonlySet<Finding | 'unknown'> {
  return new Set([
    ...rows.map(({ as }) => mostLikely(as)),
    ...FRAMEWORKS.flatMap(({ ownErrors }) => ownErrors.get(name)?.as ?? []),
  ]);
}

/** Reads what an error is off the name of the function that maps it, given nothing but the error, and the text that agrees; null where those say nothing. */
export function readErrorMapper(response: Response, file: File): Evidence | null {
  const { fn, handler } = response;
  const name = handler === null && fn ? functionName(fn) : null;
  if (name === null || !fn) return null;
  const [first, ...others] = parametersOf(fn);
  if (others.length > 0 || (first && !(first.type === 'Identifier' && ERROR_PARAMETER.has(first.name)))) return null;
  const said = textOf(response, file) ?? '';
  const mapper = MAPPERS.find(one => one.name.has(name) && one.text.has(said));
  return mapper && (first !== undefined || mapper.cause === 'unauthenticated')
    ? {
        cause: mapper.cause,
        isStrong: true,
        node: fn,
        reads: `\`${name}\` is named for such an error`,
        by: 'error-code',
      }
    : null;
}
