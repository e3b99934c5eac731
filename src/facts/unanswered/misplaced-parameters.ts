import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { findResponseUse } from '../../model/handlers/handler-shape.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { propertyName } from '../../syntax/unwrap.ts';

/** Parameters that stand where a framework gives something else. */
export interface Misplaced {
  /** An error handler that lacks its fourth parameter, one that has the error last, or a request and a response in each other's place. */
  readonly is: 'missing' | 'last' | 'swapped';
  readonly parameters: readonly [TSESTree.Identifier, ...TSESTree.Identifier[]];
  /** Where the first of the swapped two stands. */
  readonly at: number;
  /** Whether the name `next` means nothing else there. */
  readonly isFree: boolean;
}

const ERROR = /^_*(?:e|er|err|error|exception|ex)_*$/i;
const REQUEST = /^_*(?:req|request)_*$/i;
const RESPONSE = /^_*(?:res|resp|response|reply|rep)_*$/i;
const NEXT = /^_*next_*$/i;

/** Members that only a request has. */
const OF_REQUEST =
  /^(?:query|params|body|headers|cookies|session|user|path|originalUrl|url|method|ip|get|header|file|files)$/;

/** Members that only an error has, of the three that a handler gets. */
const OF_ERROR =
  /^(?:message|stack|name|code|status|statusCode|errors|cause|response|isOperational|validation|expose)$/;

/** The parameters of a registered function, with what they are called and used for. */
class Signature {
  readonly #names: readonly string[];
  readonly #parameters: readonly TSESTree.Identifier[];
  readonly #file: File;

  constructor(parameters: readonly TSESTree.Identifier[], file: File) {
    this.#parameters = parameters;
    this.#names = parameters.map(({ name }) => name);
    this.#file = file;
  }

  get length(): number {
    return this.#names.length;
  }

  /** Whether the first parameters are called so. */
  isCalled(...patterns: readonly RegExp[]): boolean {
    return this.length >= patterns.length && patterns.every((pattern, index) => pattern.test(this.#names[index] ?? ''));
  }

  /** Whether a parameter is used as what it is called. */
  isUsedAs(index: number, kind: 'request' | 'response' | 'error'): boolean {
    const parameter = this.#parameters[index];
    if (!parameter) return false;
    return kind === 'response'
      ? answersWith(parameter, this.#file)
      : readsMember(parameter, kind === 'request' ? OF_REQUEST : OF_ERROR, this.#file);
  }
}

/** Finds the parameters of a registered function that are in the wrong place, by their names and by what is done with them; null where one of the two says otherwise. */
export function findMisplaced(handler: Handler, file: File): Misplaced | null {
  const { fn, routes, framework } = handler;
  const parameters = fn.params.filter(parameter => parameter.type === 'Identifier');
  const [first, ...others] = parameters;
  if (routes.length === 0 || !first || parameters.length !== fn.params.length) return null;
  const signature = new Signature(parameters, file);
  const ofError = framework.registersErrorHandlers === false ? errorMisplaced(signature, handler) : null;
  const at = ofError ? 0 : [0, 1].find(one => areSwapped(signature, one, handler));
  if (at === undefined) return null;
  return { is: ofError ?? 'swapped', parameters: [first, ...others], at, isFree: !namesNext(first, file) };
}

/** Express tells an error handler by its four parameters, and gives it the error first. */
function errorMisplaced(signature: Signature, { routes }: Handler): 'missing' | 'last' | null {
  const isMiddleware = routes.every(({ registration: { handlers } }) =>
    handlers.every(({ role }) => role === 'middleware'),
  );
  const lacksOne = signature.length === 3 && isMiddleware && signature.isCalled(ERROR, REQUEST, RESPONSE);
  if (lacksOne && signature.isUsedAs(2, 'response')) return 'missing';
  const isLast = signature.length === 4 && signature.isCalled(REQUEST, RESPONSE, NEXT, ERROR);
  return isLast && (signature.isUsedAs(3, 'error') || signature.isUsedAs(1, 'response')) ? 'last' : null;
}

/** Whether a response and a request stand in each other's place: one of the two uses says so, and none says the opposite. */
function areSwapped(signature: Signature, at: number, { framework }: Handler): boolean {
  if (!signature.isCalled(...(at === 0 ? [] : [ERROR]), RESPONSE, REQUEST)) return false;
  if (at === 1 && framework.registersErrorHandlers === false && signature.length !== 4) return false;
  const isRight = signature.isUsedAs(at + 1, 'response') || signature.isUsedAs(at, 'request');
  return !isRight && (signature.isUsedAs(at, 'response') || signature.isUsedAs(at + 1, 'request'));
}

/** Whether what only a response has is called on a parameter. */
function answersWith(parameter: TSESTree.Identifier, file: File): boolean {
  const { methods, isTelling } = findResponseUse(file, parameter);
  return isTelling || methods.has('json');
}

function readsMember(parameter: TSESTree.Identifier, names: RegExp, { bindings }: File): boolean {
  const references = bindings.variableOf(parameter)?.references ?? [];
  return references.some(({ identifier }) => {
    const { parent } = identifier;
    return parent.type === 'MemberExpression' && parent.object === identifier && names.test(propertyName(parent) ?? '');
  });
}

/** Whether the function reads a `next` of the code around it. */
function namesNext(parameter: TSESTree.Identifier, { bindings }: File): boolean {
  const scope = bindings.variableOf(parameter)?.scope;
  return (
    scope?.through.some(({ identifier }) => identifier.name === 'next') === true || scope?.set.has('next') === true
  );
}
