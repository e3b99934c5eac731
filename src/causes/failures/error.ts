import type { TSESTree } from '@typescript-eslint/utils';

import { IN } from '../../knowledge/contexts.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import { FRAMEWORKS } from '../../frameworks/frameworks.ts';
import type { Finding } from '../../knowledge/finding.ts';
import { isSure, mostLikely } from '../../knowledge/findings.ts';
import type { ErrorModel } from '../../knowledge/package-model.ts';
import { errorRows, knownPackage } from '../../knowledge/packages/index.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { functionName, parametersOf } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { lastName, stringValue } from '../../syntax/unwrap.ts';
import { found, MIXED, NEUTRAL, type Evidence, type Reading } from '../context/evidence.ts';
import { weak, type Comparison, type GuardContext } from '../context/question.ts';
import { textOf } from '../context/response-text.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { findCatchPlace } from './catch-place.ts';
import { triedBefore } from './catch.ts';
import { readErrorText } from './error-text.ts';
import { readFindings } from './findings.ts';
import { readValidationContext, readValidationError, SCHEMA_ERROR } from './validation-errors.ts';

/** `err.response` says that another server answered, `err.errors` that validation failed. */
export function readErrorProperty(attribute: string, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  if (/^(?:response|isAxiosError)/.test(attribute))
    return weak('upstream-error', at, `\`${text}\` says that another server failed`);
  // Fastify: error.validation && error.validationContext === 'body'
  if (
    attribute === 'validation' &&
    context.response.guards.some(({ test }) => /\bvalidationContext\b/.test(context.file.code(test)))
  )
    return NEUTRAL;
  if (/^(?:validation|errors|details|issues)$/.test(attribute))
    return weak('invalid', at, `\`${text}\` says that validation failed`);
  // What a unique violation tells besides its code: which field, which value.
  if (/^(?:keyPattern|keyValue|meta|constraint|fields|detail|sqlMessage)(?:$|\.)/.test(attribute)) return NEUTRAL;
  return MIXED;
}

/** `err.code === 11000`, `error.name === 'ValidationError'`. */
export function readErrorValue(
  error: Extract<Provenance, { is: 'error' }>,
  relation: Comparison['relation'],
  otherNode: TSESTree.Node,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading {
  const value = stringValue(context.file.bindings.resolve(otherNode));
  const part =
    relation === 'ordered'
      ? null
      : readValidationContext(error.attribute ?? '', value, relation === 'equals', at, text);
  if (part) return part;
  if (relation !== 'equals') return NEUTRAL;
  // err instanceof SyntaxError && err.status === 400: the body parser's own verdict, beside what tells more.
  if (value === '400' && /^status(?:Code)?$/.test(error.attribute ?? '')) return NEUTRAL;
  if (value === null) {
    const name = constantName(otherNode);
    return name === null || !/^(?:code|name|type|kind|reason|errorCode|message)$/.test(error.attribute ?? '')
      ? MIXED
      : readErrorKind(name, { ...error, attribute: 'code' }, at, `\`${text}\` is \`${name}\``, context);
  }
  return readErrorKind(value, error, at, `\`${text}\` is \`${value}\``, context);
}

/** The name of a constant: `ErrorCodes.NOT_FOUND`, `USER_NOT_FOUND`; null for anything else. */
export function constantName(node: TSESTree.Node): string | null {
  const name = lastName(node) ?? null;
  return name !== null && (/^[A-Z][A-Z0-9_]+$/.test(name) || /^(?:[A-Z][a-z0-9]+)+$/.test(name)) ? name : null;
}

/** What a project calls its own errors, by code or class. */
const OWN_ERRORS: readonly (readonly [CauseName, RegExp])[] = [
  [
    'not-found',
    /^(?:\w*_)?(?:NOT_FOUND|NOT_EXISTS?|DOES_NOT_EXIST|NO_SUCH_\w+)$|^(?!Route|Page)\w*(?:NotFound|NotExists?|DoesNotExist)(?:Error|Exception)?$/,
  ],
  [
    'conflict',
    /^(?:\w*_)?(?:ALREADY_(?:EXISTS?|TAKEN|REGISTERED|IN_USE)|DUPLICATED?|DUPLICATE_(?:KEY|ENTRY)|EXISTS|(?:EMAIL|USERNAME|NAME)_(?:TAKEN|IN_USE|EXISTS))$|^\w*(?:AlreadyExists?|AlreadyTaken|AlreadyRegistered|AlreadyInUse|Duplicate\w*)(?:Error|Exception)?$/,
  ],
  [
    'unauthenticated',
    /^(?:\w*_)?(?:INVALID_CREDENTIALS?|WRONG_PASSWORD|INCORRECT_PASSWORD|BAD_CREDENTIALS)$|^(?:Invalid|Wrong|Bad)Credentials?(?:Error|Exception)?$/,
  ],
];

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
  const reading = namesPathResource(readErrorCode(value, error.attribute ?? '', at, reads, context), context);
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
  if (
    !/^(?:name|code)$/.test(attribute) ||
    ![...findingsOf(value, rowsOf(value, context))].some(one => OF_REQUEST.has(one))
  )
    return null;
  const reading = readErrorCode(value, attribute, at, reads, context);
  return reading.is === 'evidence' && SCHEMA_ERROR.test(value)
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
function ofUpstream(evidence: Evidence, { response, file, provenances }: GuardContext): Reading {
  const place = findCatchPlace(response.node);
  const tried = place && triedBefore(place, file, provenances);
  const isUpstream = tried !== null && tried.upstream > 0 && tried.io === 0;
  if (evidence.cause === 'upstream-error' && tried?.reachesStore && tried.upstream === 0)
    return found({ ...evidence, cause: 'unavailable', isStrong: true });
  if (evidence.cause === 'upstream-error') return found({ ...evidence, isStrong: isUpstream });
  // The client that went away aborts the call too.
  const { handler } = response;
  if (
    handler &&
    /\.(?:on|once)\(\s*['"](?:close|aborted?)['"]/.test(file.code(handler.fn)) &&
    /abort/i.test(evidence.reads)
  )
    return MIXED;
  return found(isUpstream || evidence.accepts ? evidence : { ...evidence, ...IN.timeoutOfStore });
}

/** A missing record is the URL's only where the handler looks something up by the path: `connect` to a record named in the body fails with P2025 too. */
function namesPathResource(reading: Reading, context: GuardContext): Reading {
  const { response, purpose, file, provenances } = context;
  if (reading.is === 'evidence' && reading.evidence.cause.startsWith('upstream-'))
    return ofUpstream(reading.evidence, context);
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
  const own = /code|name|class|type|kind|reason/i.test(attribute)
    ? OWN_ERRORS.find(([, words]) => words.test(value))
    : undefined;
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

/** Functions that make one kind of error another, by what they are called and what they say: `handleDuplicateFieldsDB(err)`. */
const MAPPERS: readonly { readonly cause: CauseName; readonly name: RegExp; readonly text: RegExp }[] = [
  {
    cause: 'conflict',
    name: /^(?:handle|map|convert|from|to|on)_?\w*(?:duplicat|unique_?(?:constraint|violation))/i,
    text: /duplicate|exist|unique|taken|in use|already/i,
  },
  {
    cause: 'unauthenticated',
    name: /^(?:handle|map|convert|on)_?(?:jwt|json_?web_?token|token_?expired|expired_?token)\w*$/i,
    text: /token|log ?in|sign ?in|session|expired/i,
  },
];

/** Reads what an error is off the name of the function that maps it, given nothing but the error, and the text that agrees; null where those say nothing. */
export function readErrorMapper(response: Response, file: File): Evidence | null {
  const { fn, handler } = response;
  const name = handler === null && fn ? functionName(fn) : null;
  if (name === null || !fn) return null;
  const [first, ...others] = parametersOf(fn);
  if (others.length > 0 || (first && !/^_*e(?:rr(?:or)?)?$/i.test(file.code(first).replace(/:.*$/s, '').trim())))
    return null;
  const said = textOf(response, file) ?? '';
  const mapper = MAPPERS.find(one => one.name.test(name) && one.text.test(said));
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
