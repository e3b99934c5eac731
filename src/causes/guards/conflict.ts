import type { TSESTree } from '@typescript-eslint/utils';

import { OWN_ID_FIELD } from '../../knowledge/shapes/callers.ts';
import { ALREADY, EXISTS, MISSING } from '../../knowledge/shapes/errors.ts';
import {
  BY_ID,
  BY_ONE_ID,
  COMPARES,
  EXCLUDES_ITSELF,
  FILTERED_ID,
  FINDS_BY_FILTER,
} from '../../knowledge/shapes/lookups.ts';
import { REMOVES, REMOVES_PATH } from '../../knowledge/shapes/purposes.ts';
import {
  ASKS_FOR_DUPLICATE,
  OTHER_RECORD,
  RELATION,
  SAYS_FOUND,
  SENT_VERSION,
  STORED_VERSION,
  USER,
} from '../../knowledge/shapes/records.ts';
import { CREATES_AFTER, WRITES_FIELDS } from '../../knowledge/shapes/writes.ts';
import { descendants, holds } from '../../syntax/descendants.ts';
import { isEqualityOperator, isOtherOperator } from '../../syntax/operators.ts';
import { saysAny } from '../../syntax/words.ts';
import { IN } from '../../knowledge/contexts.ts';
import type { File } from '../../model/definitions/file.ts';
import { pathsOf } from '../../model/handlers/handler.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction, isInLoop, isWithin } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, lastName, memberPath, methodCall, propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import { MIXED, NEUTRAL, type Reading } from '../context/evidence.ts';
import { branchBehind, conflict, homeOf, type GuardContext } from '../context/question.ts';
import { textOf } from '../context/response-text.ts';
import { insertsRow } from '../context/sql.ts';
import type { Provenance } from '../provenance/kinds.ts';
import { parametersIn } from './path-values.ts';

type Lookup = Extract<Provenance, { is: 'lookup' }>;

/** A record that is there, with what its lookup tells of it. */
interface Existing {
  readonly lookup: Lookup;
  /** Whether it is the caller's, or ties the caller to something. */
  readonly isOwn: boolean;
  /** Whether the body refers to it by its id. */
  readonly isReference: boolean;
}

/** Reads a record that is there: the duplicate of what the body would create, or of what an update would make of another. */
export function readExisting(lookup: Lookup, at: TSESTree.Node, text: string, context: GuardContext): Reading {
  const { purpose } = context;
  if (branchBehind(at, context) === null) return NEUTRAL;
  const { file } = context;
  if (saysAny(lookup.call, OTHER_RECORD, file)) return MIXED;
  // findOne({ team: req.user.team, name: req.body.name, _id: { $ne: req.params.id } }): another record of the caller's has that value.
  const isOfAnother = lookup.by.has('body') && excludesItself(lookup.call, file);
  const isOwn = (lookup.by.has('principal') && !isOfAnother) || isRelation([lookup.call, at], context);
  const isReference = isById(lookup.call, file) && (!isByOwnId(lookup.call, file) || isInLoop(lookup.call));
  const existing = { lookup, isOwn, isReference };
  const said = readSaidToExist(existing, at, text, context);
  if (said) return said;
  if (!isOwn && lookup.by.has('param') && createsUnderKey(lookup, context))
    return conflict(at, `\`${text}\`, the record that would be made under the same key, was found in this guard`, {
      isProven: true,
    });
  if (!lookup.by.has('body') && lookup.by.size > 0) return NEUTRAL;
  if (purpose.isLogin) return NEUTRAL;
  const duplicate = readDuplicate(existing, at, text, context);
  if (duplicate) return duplicate;
  return saysAny(at, SAYS_FOUND, file)
    ? conflict(at, `\`${text}\` was found in this guard`, { isStrong: false })
    : NEUTRAL;
}

/** Whether what is looked up ties the caller to something, by the names of it and of what answers. */
function isRelation(nodes: readonly TSESTree.Node[], { purpose, response, file }: GuardContext): boolean {
  return (
    nodes.some(node => saysAny(node, RELATION, file)) ||
    RELATION.has(purpose.path) ||
    RELATION.has(response.handler?.name)
  );
}

/** Whether a record is looked up by its id, `findById(body.user)`, `findOne({ _id: body.user })`: then the body refers to it. */
function isById(lookup: TSESTree.Node, file: File): boolean {
  return holds(lookup, file.sourceCode.visitorKeys, node => {
    if (node.type !== 'CallExpression') return false;
    const name = calleeName(node);
    if (BY_ID.has(name)) return true;
    const [filter] = node.arguments;
    const field = FINDS_BY_FILTER.has(name) && filter ? firstField(filter) : null;
    return field !== null && FILTERED_ID.has(propertyName(field));
  });
}

/** Whether that id is the one which the new record shall have: `findById(body.id)`, `findOne({ id: body.id })`. */
function isByOwnId(lookup: TSESTree.Node, file: File): boolean {
  return holds(lookup, file.sourceCode.visitorKeys, node => {
    if (node.type === 'CallExpression' && BY_ONE_ID.has(calleeName(node)))
      return node.arguments.length === 1 && node.arguments.some(argument => FILTERED_ID.has(lastName(argument)));
    if (node.type !== 'ObjectExpression') return false;
    const [field] = node.properties;
    return (
      field?.type === 'Property' &&
      FILTERED_ID.has(propertyName(field)) &&
      (field.shorthand || memberPath(field.value)?.slice(0, -1).includes('body') === true)
    );
  });
}

/** The first field of a filter, `{ id }`, `{ where: { id } }`. */
function firstField(filter: TSESTree.Node): TSESTree.Property | null {
  const [field] = filter.type === 'ObjectExpression' ? filter.properties : [];
  if (field?.type !== 'Property') return null;
  return propertyName(field) === 'where' ? firstField(field.value) : field;
}

/** Reads a record of which the answer says that it is there already; null where it does not, or may mean another. */
function readSaidToExist(
  { lookup, isOwn, isReference }: Existing,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading | null {
  const { purpose, response } = context;
  const said = textOf(response, homeOf(context).file) ?? '';
  if (isOwn && ALREADY.has(said)) return conflict(at, `\`${text}\` was found in this guard`, IN.stateOfRecord);
  const says = EXISTS.has(said) && !MISSING.has(said);
  // Whatever the function is called: what was found is said to be there already.
  if (!says || isOwn || isReference || purpose.isLogin || lookup.by.has('credential')) return null;
  const reads = `\`${text}\`, a record that is there already, was found in this guard`;
  return conflict(
    at,
    reads,
    isState(lookup, context)
      ? IN.stateOfRecord
      : lookup.by.size === 0 && response.handler === null
        ? IN.duplicateOfServer
        : {},
  );
}

/** Reads a record found by a value of the body that what the handler does would have twice; null where it is another. */
function readDuplicate(
  { lookup, isOwn, isReference }: Existing,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading | null {
  const { purpose, response } = context;
  const { file } = homeOf(context);
  if (!lookup.by.has('body') || isReference || isOwn) return null;
  // Nothing is made by what removes: what was found still refers to it.
  if (isState(lookup, context))
    return conflict(at, `\`${text}\`, which stands against what is to be done, was found in this guard`, {
      ...IN.stateOfRecord,
    });
  if (purpose.creates || createsRecord(response, file) || asksForDuplicate(response))
    return conflict(at, `\`${text}\`, the record that the body would duplicate, was found in this guard`, {
      isProven: true,
    });
  return purpose.updates && (excludesItself(lookup.call, file) || writesSameField(lookup.call, response, file))
    ? conflict(at, `\`${text}\`, another record that holds a value of the body, was found in this guard`)
    : null;
}

/** Whether a lookup leaves the record itself out: `{ _id: { $ne: id } }`, `one.id !== id`. */
function excludesItself(lookup: TSESTree.Node, file: File): boolean {
  return (
    saysAny(lookup, EXCLUDES_ITSELF, file) ||
    holds(
      lookup,
      file.sourceCode.visitorKeys,
      node => node.type === 'BinaryExpression' && isOtherOperator(node.operator),
    )
  );
}

/** Whether what was found is a state of the record or of the server, and no duplicate: a role in use is not deleted. */
function isState(lookup: Lookup, context: GuardContext): boolean {
  const { method, name, path } = context.purpose;
  return (
    method === 'DELETE' ||
    REMOVES_PATH.has(path) ||
    REMOVES.has(name) ||
    (lookup.by.size === 0 && asksForAny(lookup.call, context))
  );
}

/** Whether a lookup asks for nothing of the request, `await hasAdmin()`, `User.findOne({ role: 'admin' })`: whether there is any is a state of the server, and no copy of what was sent. */
function asksForAny(call: TSESTree.Node, { file, provenances }: GuardContext): boolean {
  const isFixed = (node: TSESTree.Node): boolean => {
    const value = file.bindings.resolve(node);
    if (value.type === 'ObjectExpression')
      return value.properties.every(one => one.type === 'Property' && isFixed(one.value));
    if (value.type === 'ArrayExpression') return value.elements.every(one => one !== null && isFixed(one));
    return provenances.of(value).is === 'constant' || file.bindings.originOf(value) !== null;
  };
  const given: TSESTree.Node[] = [];
  let current = unwrapAwait(call);
  while (current.type === 'CallExpression' || current.type === 'MemberExpression') {
    if (current.type === 'CallExpression') given.push(...current.arguments);
    current = unwrapAwait(current.type === 'CallExpression' ? current.callee : current.object);
  }
  return isOfProgram(current, file) && given.every(isFixed);
}

/** Whether something is there as long as the program runs, `this`, what is imported, functions and classes: `account.exists()` asks for what the account was made of. */
function isOfProgram(node: TSESTree.Node, file: File): boolean {
  const value = file.bindings.resolve(node);
  return (
    value.type === 'ThisExpression' ||
    isFunction(value) ||
    value.type.startsWith('Class') ||
    file.bindings.originOf(node) !== null
  );
}

/** Reads `list.some(one => one.name === req.body.name)` that holds, where the answer says that it is there already; null where it says nothing of the kind. */
export function readListed(
  call: TSESTree.CallExpression,
  at: TSESTree.Node,
  text: string,
  context: GuardContext,
): Reading | null {
  const { file, response, purpose } = context;
  const said = textOf(response, homeOf(context).file) ?? '';
  if (
    !EXISTS.has(said) ||
    MISSING.has(said) ||
    !call.arguments.some(argument => holds(argument, file.sourceCode.visitorKeys, compares)) ||
    purpose.isLogin ||
    branchBehind(at, context) === null
  )
    return null;
  const isOwn = RELATION.has(said) || saysAny(call, RELATION, file) || saysAny(call, USER, file);
  return conflict(at, `\`${text}\`, what is there already, was found in this guard`, isOwn ? IN.stateOfRecord : {});
}

/** `one.name === name`, `one.id.equals(id)` */
function compares(node: TSESTree.Node): boolean {
  return (
    (node.type === 'BinaryExpression' && isEqualityOperator(node.operator)) ||
    (node.type === 'CallExpression' && COMPARES.has(methodCall(node)?.name))
  );
}

/** Reads `owner.id !== req.params.id` of a record found by a value of the body: another record holds that value. Null where it is something else. */
export function readOtherHolder(
  lookup: Lookup,
  other: Provenance,
  at: TSESTree.Node,
  text: string,
  { file }: GuardContext,
): Reading | null {
  if (!OWN_ID_FIELD.has(lookup.attribute) || !lookup.by.has('body') || isById(lookup.call, file)) return null;
  const isTheRecord =
    other.is === 'param' ||
    other.is === 'principal' ||
    other.is === 'verified' ||
    (other.is === 'lookup' && (other.by.has('param') || other.by.has('principal')));
  return isTheRecord
    ? conflict(at, `\`${text}\` is the id of another record that holds a value of the body in this guard`)
    : null;
}

/** Reads a version that the client has and the store has not: optimistic locking. Null where it is something else. */
export function readVersions(one: Provenance, other: Provenance, at: TSESTree.Node, text: string): Reading | null {
  const isStored = one.is === 'lookup' && STORED_VERSION.has(one.attribute);
  const isSent = (other.is === 'body' || other.is === 'header' || other.is === 'query') && SENT_VERSION.has(other.name);
  return isStored && isSent
    ? conflict(at, `\`${text}\`, the version that is stored, is compared with the one of the request in this guard`)
    : null;
}

/** Reads a state of a record found that the request needs to be another, where the answer says so: "already cancelled". Null where it is something else. */
export function readState(subject: Provenance, at: TSESTree.Node, text: string, context: GuardContext): Reading | null {
  if (
    subject.is !== 'lookup' ||
    subject.by.has('credential') ||
    branchBehind(at, context) === null ||
    !ALREADY.has(textOf(context.response, homeOf(context).file))
  )
    return null;
  return conflict(at, `\`${text}\`, the state of a record, is tested in this guard`, IN.stateOfRecord);
}

/** Whether the handler creates a record further down or in the other branch, though its name and path do not say so. */
function createsRecord(response: Response, file: File): boolean {
  return creationsAfter(response, file).length > 0;
}

/** The calls of a handler that create a record further down or in the other branch. */
function creationsAfter({ handler, node }: Response, file: File): readonly TSESTree.CallExpression[] {
  return handler === null
    ? []
    : nodesWithin(file.calls, handler.fn).filter(
        call =>
          (call.range[0] > node.range[1] || isInOtherBranch(call, node)) &&
          (insertsRow(call, file) || CREATES_AFTER.has(calleeName(call))),
      );
}

/** Whether the handler makes a record further down under the values of the path by which one was looked up: `Entry.findOne({ id: req.params.id })`, then `Entry.create({ id: req.params.id })`; in the same store, where both are methods. */
function createsUnderKey({ call }: Lookup, context: GuardContext): boolean {
  if (context.asked) return false;
  const keys = parametersIn(call, context);
  const store = methodCall(unwrapAwait(call))?.object;
  return (
    keys.length > 0 &&
    creationsAfter(context.response, context.file).some(made => {
      const other = methodCall(made)?.object;
      const given = made.arguments.flatMap(argument => parametersIn(argument, context));
      return (
        keys.every(key => given.includes(key)) &&
        (!store || !other || context.file.code(store) === context.file.code(other))
      );
    })
  );
}

/** Whether a call stands in the branch of an `if` around a node that is not the node's own: `if (!existing) await User.create(body); else return res.status(400).end();`. */
function isInOtherBranch(call: TSESTree.Node, node: TSESTree.Node): boolean {
  for (let inner = node, outer = node.parent; outer && !isFunction(inner); inner = outer, outer = outer.parent) {
    if (outer.type !== 'IfStatement' || inner === outer.test) continue;
    const other = inner === outer.consequent ? outer.alternate : outer.consequent;
    if (other && isWithin(call, other)) return true;
  }
  return false;
}

/** Whether what is looked up by is written further down: `find({ email })`, then `update({ … }, { change_email_address: email })`. */
function writesSameField(lookup: TSESTree.Node, { handler, node }: Response, file: File): boolean {
  const fields = new Set(valuesGiven(lookup, file));
  return (
    handler !== null &&
    nodesWithin(file.calls, handler.fn).some(
      other =>
        other.range[0] > node.range[1] &&
        WRITES_FIELDS.has(calleeName(other)) &&
        other.arguments.some(argument =>
          valuesGiven(argument, file).some(field => field.length > 2 && fields.has(field)),
        ),
    )
  );
}

/** The last names of what calls and objects are given: `email` of `find({ email: req.body.email })`. */
function valuesGiven(root: TSESTree.Node, { sourceCode: { visitorKeys } }: File): readonly string[] {
  return [...descendants(root, visitorKeys)]
    .flatMap((node): readonly TSESTree.Node[] =>
      node.type === 'Property' ? [node.value] : node.type === 'CallExpression' ? node.arguments : [],
    )
    .map(value => lastName(value))
    .filter(name => name !== null);
}

/** Whether it is middleware that runs before a record is created: named for the question, or before the handler of a path that registers. */
function asksForDuplicate({ handler }: Response): boolean {
  return (
    handler !== null &&
    handler.next !== null &&
    (ASKS_FOR_DUPLICATE.has(handler.name) || pathsOf(handler).some(path => ASKS_FOR_DUPLICATE.has(path)))
  );
}
