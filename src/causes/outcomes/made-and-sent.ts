import type { TSESTree } from '@typescript-eslint/utils';

import { FAILURE_GIVEN, READ_MEDIA, SENDS_FILE } from '../../knowledge/shapes/writes.ts';
import { isRightFor } from '../../knowledge/cause-table.ts';
import { membersOf } from '../../facts/headers/created-resource.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { childExpressions } from '../../syntax/child-expressions.ts';
import { isWithin } from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { methodCall, propertyName, stringValue, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { branchOf } from '../context/conditions.ts';

/** How far what is sent is followed to where it comes from. */
const MAX_STEPS = 6;

/** Whether a response sends something of the records that were made before it, of another call's result and nothing of them, or of neither. */
export function whatIsSent(
  { body, node }: Response,
  made: readonly TSESTree.CallExpression[],
  file: File,
): 'made' | 'other' | 'nothing' {
  const content = body.node ?? (node.type === 'ReturnStatement' ? node.argument : null);
  if (!content) return 'nothing';
  const records = recordsOf(made, file);
  let hasOther = false;
  const visit = (expression: TSESTree.Node, steps: number): boolean => {
    if (steps > MAX_STEPS) return false;
    const value = unwrapAwait(expression);
    if (made.some(call => isWithin(call, value))) return true;
    if (value.type === 'Identifier') {
      const variable = file.bindings.variableOf(value);
      if (variable && records.has(variable)) return true;
      const from = variable && initialValue(variable);
      if (from && unwrapAwait(from).type === 'CallExpression' && from.type === 'AwaitExpression') hasOther = true;
      return from ? visit(from, steps + 1) : false;
    }
    return childExpressions(value)
      .map(child => visit(child, steps))
      .some(Boolean);
  };
  if (visit(content, 0)) return 'made';
  return hasOther ? 'other' : 'nothing';
}

/** What a variable is first set to, also by a pattern; null where that is no plain value. */
function initialValue(variable: Variable): TSESTree.Node | null {
  const node = variable.defs[0]?.node as TSESTree.Node | undefined;
  return node?.type === 'VariableDeclarator' ? node.init : null;
}

/** What stands between a call and the variable that what it made is kept in. */
const LEADS_TO_RECORD: ReadonlySet<string> = new Set(['AwaitExpression', 'MemberExpression', 'ChainExpression']);

/** Whether what a node gives is kept where what is around it is: `await`, a member, a cast, a call of a member. */
function isKeptBy(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return outer.type === 'CallExpression'
    ? outer.callee === inner
    : LEADS_TO_RECORD.has(outer.type) || outer.type.startsWith('TS');
}

/** The variables that hold what the calls made: `const box = await Box.create(…)`, and `box` of `box.save()`. */
function recordsOf(made: readonly TSESTree.CallExpression[], file: File): ReadonlySet<Variable> {
  const found = new Set<Variable>();
  const add = (node: TSESTree.Node): void => {
    const variable = file.bindings.variableOf(node);
    if (variable) found.add(variable);
  };
  for (const call of made) {
    const saved = methodCall(call)?.object;
    if (saved?.type === 'Identifier' && file.bindings.resolveAwaited(saved).type === 'NewExpression') add(saved);
    for (const argument of call.arguments)
      if (argument.type === 'Identifier' && file.bindings.resolveAwaited(argument).type === 'NewExpression')
        add(argument);
    let inner: TSESTree.Node = call;
    for (let outer: TSESTree.Node | undefined = call.parent; outer; inner = outer, outer = outer.parent) {
      if (outer.type === 'VariableDeclarator' && outer.init === inner) {
        for (const variable of file.sourceCode.scopeManager?.getDeclaredVariables(outer) ?? []) found.add(variable);
      } else if (outer.type === 'AssignmentExpression' && outer.right === inner) add(unwrap(outer.left));
      if (!isKeptBy(outer, inner)) break;
    }
  }
  return found;
}

/** Whether a response is the record that was made, or says that there is one: a page is neither, nor what goes out just so where none was made. */
export function tellsOfRecord(response: Response, made: readonly TSESTree.CallExpression[], model: Model): boolean {
  const { body, via } = response;
  return (
    (body.presence === 'some' || body.presence === 'unknown') &&
    via !== 'render' &&
    !isDownload(response) &&
    !isToldApart(response, made, model) &&
    !tellsOfFailureToo(response, made, model.file)
  );
}

/** Whether one response sends what was made and why nothing was, asked of neither: `const { user, error } = await User.create(body); res.json({ user, error })`. */
function tellsOfFailureToo(
  { body, guards, status }: Response,
  made: readonly TSESTree.CallExpression[],
  file: File,
): boolean {
  const content = body.node && file.bindings.resolve(body.node);
  if (content?.type !== 'ObjectExpression' || status.outcomes.length > 1) return false;
  const records = recordsOf(made, file);
  const isFailure = (node: TSESTree.Node): boolean => {
    const value = unwrap(node);
    if (value.type === 'MemberExpression') {
      const record = file.bindings.variableOf(value.object);
      return record !== null && records.has(record) && FAILURE_GIVEN.has(propertyName(value));
    }
    const variable = file.bindings.variableOf(value);
    const definition = variable?.defs[0];
    if (!variable || !records.has(variable) || definition?.type !== 'Variable') return false;
    const declared = definition.node.id;
    return FAILURE_GIVEN.has(pathInPattern(declared, definition.name)?.at(-1));
  };
  return (
    membersOf(content).some(isFailure) &&
    !guards.some(({ test }) =>
      [...records].some(({ references }) => references.some(({ identifier }) => isWithin(identifier, test))),
    )
  );
}

/** Whether what is sent is a file for the client to keep: made for it, and no resource of the API. */
export function isDownload({ headers, via }: Response): boolean {
  if (headers.fields.has('content-disposition') || SENDS_FILE.has(via)) return true;
  const type = headers.fields.get('content-type')?.value;
  const written = type ? stringValue(unwrap(type)) : null;
  return written !== null && !READ_MEDIA.has(written);
}

/** Whether the handler answers 201 elsewhere, and this response is told from that one: in a branch of its own, or by what was made. */
export function isToldApart(
  response: Response,
  made: readonly TSESTree.CallExpression[],
  { responsesOf, file }: Model,
): boolean {
  const { handler, status, guards, node } = response;
  const sendsCreated = (one: Response): boolean =>
    one.status.outcomes.some(({ code }) => isRightFor('success-created', code));
  if (status.outcomes.length > 1 && sendsCreated(response)) return true;
  const others = responsesOf(handler);
  if (!others.some(one => one !== response && sendsCreated(one))) return false;
  const records = recordsOf(made, file);
  return guards.some(
    ({ test }) =>
      branchOf(test, node) !== null ||
      [...records].some(({ references }) => references.some(({ identifier }) => isWithin(identifier, test))),
  );
}
