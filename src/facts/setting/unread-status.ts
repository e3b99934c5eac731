import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import { constructorOf, isClass } from '../../model/definitions/locate.ts';
import { constantReader } from '../../model/definitions/status-constants.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { readStatus } from '../../model/responses/status.ts';
import { isFunction, isWithin, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, propertyName } from '../../syntax/unwrap.ts';

/** A status that is given to a function or constructor which does not read it. */
export interface UnreadStatus {
  /** The argument. */
  readonly node: TSESTree.Node;
  readonly code: number;
  /** What is called. */
  readonly name: string;
}

/** One beside which a status is known that goes out all the same. */
export interface UnreadBeside extends UnreadStatus {
  readonly sent: number;
}

/** A parameter with the argument that a call gives for it. */
interface Given {
  readonly node: TSESTree.Node;
  readonly code: number;
  readonly parameter: TSESTree.Node;
}

/** What is for a status, by its name. */
const STATUS_NAME = /^(?:http)?_?(?:status|code|status_?code)$/i;

/** Finds the status that a call which answers is given for a parameter that its definition never reads, `ok(res, data, 400)`; null where there is none, or where that very status goes out. */
export function findUnreadStatus({ node, status }: Response, { file, definitions }: Model): UnreadBeside | null {
  const [sent, other] = status.codes ?? [];
  if (node.type !== 'CallExpression' || !definitions || sent === undefined || other !== undefined) return null;
  const { node: fn, frame } = definitions.locator.locate(node.callee, frameOf(file));
  if (!isFunction(fn)) return null;
  const unread = statusesGiven(node, fn, file).find(
    ({ code, parameter }) => code !== sent && isNeverRead(parameter, fn, frame.file),
  );
  return unread ? { ...toUnread(unread, node), sent } : null;
}

/** Finds the numbers that are given to constructors of errors which look for a status inside of an object, `new Refused(418)` of `constructor({ status })`. */
export function findTakenApart({ file, definitions }: Model): readonly UnreadStatus[] {
  if (!definitions) return [];
  return file.news.flatMap(node => {
    if (!node.arguments.some(one => one.type === 'Literal' && typeof one.value === 'number')) return [];
    const { node: cls } = definitions.locator.locate(node.callee, frameOf(file));
    const fn = isClass(cls) && cls.superClass ? constructorOf(cls) : null;
    const unread = fn && statusesGiven(node, fn, file).find(({ parameter }) => takesStatusOut(parameter));
    return unread ? [toUnread(unread, node)] : [];
  });
}

function toUnread({ node, code }: Given, call: TSESTree.CallExpression | TSESTree.NewExpression): UnreadStatus {
  return { node, code, name: calleeName(call) ?? '' };
}

/** The arguments of a call that are one status each, with their parameters. */
function statusesGiven(
  { arguments: given }: TSESTree.CallExpression | TSESTree.NewExpression,
  fn: FunctionNode,
  file: File,
): readonly Given[] {
  const parameters = parametersOf(fn);
  if (given.some(one => one.type === 'SpreadElement')) return [];
  return given.flatMap((node, index) => {
    const parameter = parameters[index];
    if (!parameter || !mayBeStatus(node)) return [];
    const { outcomes, isComplete } = readStatus(node, file, constantReader(file));
    const [only, other] = outcomes;
    return only && !other && isComplete && Number.isInteger(only.code) && only.code >= 200 && only.code < 600
      ? [{ node, code: only.code, parameter }]
      : [];
  });
}

/** `404`, `StatusCodes.NOT_FOUND`. */
function mayBeStatus({ type }: TSESTree.Node): boolean {
  return type === 'Literal' || type === 'MemberExpression';
}

/** Whether a parameter for a status is read nowhere in its function, by `arguments` neither. */
function isNeverRead(parameter: TSESTree.Node, fn: FunctionNode, { bindings, sourceCode }: File): boolean {
  if (parameter.type !== 'Identifier' || !STATUS_NAME.test(parameter.name)) return false;
  const variable = bindings.variableOf(parameter);
  const scope = sourceCode.scopeManager?.acquire(fn);
  const reads = scope?.set.get('arguments')?.references.length ?? 0;
  return (
    variable !== null && reads === 0 && !variable.references.some(one => one.isRead() && isWithin(one.identifier, fn))
  );
}

/** Whether a parameter is an object of which a status is taken: `{ status, message }`. */
function takesStatusOut(parameter: TSESTree.Node): boolean {
  return (
    parameter.type === 'ObjectPattern' &&
    parameter.properties.some(one => one.type === 'Property' && STATUS_NAME.test(propertyName(one) ?? ''))
  );
}
