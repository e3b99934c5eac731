import type { TSESTree } from '@typescript-eslint/utils';

import { HASHES } from '../../knowledge/shapes/credentials.ts';
import { AUTHORIZER } from '../../knowledge/shapes/permissions.ts';
import { RUNS_SQL } from '../../knowledge/shapes/sql.ts';
import {
  ADDING,
  BEGINNING,
  BESIDE,
  CHANGING,
  COMPLETES_UPLOAD,
  CREATING,
  EASES,
  KEEPS_NOTHING,
  MADE_IN_MEMORY,
  MADE_ONLY,
  MAKES_PART_OF_RECORD,
  MAKING,
  PUSHES,
  PUTTING,
  PUTTING_BACK,
  REGISTERS,
  SAYS_CREATE,
  SETTLES,
  UPSERTING,
  USE_CASE,
  USE_CASE_METHOD,
} from '../../knowledge/shapes/writes.ts';
import { holds } from '../../syntax/descendants.ts';
import { isCapitalized } from '../../syntax/letter-case.ts';
import { saysAny } from '../../syntax/words.ts';
import { endpointWords, wordsOf } from '../../facts/outcomes/endpoint-words.ts';
import { isNeutral } from '../../knowledge/neutral-packages.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import type { Response } from '../../model/responses/response.ts';
import { isInOtherBranch } from '../../syntax/branches.ts';
import { isFunction, isWithin } from '../../syntax/functions.ts';
import { knownName } from '../../syntax/known-names.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, lastName, memberPath, methodCall, propertyName } from '../../syntax/unwrap.ts';
import { deedOfQuery } from '../context/sql.ts';
import { originCode } from '../provenance/origin-code.ts';
import type { Provenances } from '../provenance/provenance.ts';
import { findsOrMakes } from './find-or-create.ts';

/** What a handler does with the store before it sends, as far as its own calls show. */
export interface Writes {
  /** A call that makes a new record on every path to the response. */
  readonly creates: boolean;
  /** Those calls. */
  readonly made: readonly TSESTree.CallExpression[];
  /** A call that changes or removes what is there. */
  readonly changes: boolean;
  /** Creation on some paths only, or by a call that makes a record or changes one. */
  readonly mayCreate: boolean;
  /** A call that makes a record or changes the one that is there, as its name, its options or its SQL say, be it in another file. */
  readonly upserts: boolean;
  /** Work out of sight that is given values of the body, or that makes something itself: it may do anything. */
  readonly isOpaque: boolean;
}

/** What one call does with the store. */
type Deed = 'makes' | 'may-make' | 'upserts' | 'changes' | 'changes-or-makes' | 'opaque' | 'none';

/** A call before a response, and what it is read with. */
interface Before {
  readonly call: TSESTree.CallExpression;
  readonly name: string;
  readonly file: File;
  readonly provenances: Provenances;
  readonly saysItCreates: boolean;
}

/** Reads what a handler writes before a response. */
export function writesBefore(response: Response, file: File, provenances: Provenances, saysItCreates: boolean): Writes {
  const deeds = callsBefore(response, file).map(call => ({
    call,
    deed:
      statedDeed(call, file, provenances) ??
      (isBeside(call, response, file) || isGivenResponse(call, response, file)
        ? 'none'
        : deedOf({ call, name: calleeName(call) ?? '', file, provenances, saysItCreates })),
  }));
  const has = (...sought: readonly Deed[]): boolean => deeds.some(({ deed }) => sought.includes(deed));
  const making = deeds.filter(({ deed }) => deed === 'makes').map(({ call }) => call);
  const made = making.filter(call => isOnTheWay(call, response.node));
  return {
    creates: made.length > 0,
    made,
    changes: has('changes', 'changes-or-makes'),
    mayCreate: made.length < making.length || has('may-make', 'upserts', 'changes-or-makes'),
    upserts: has('upserts'),
    isOpaque: has('opaque'),
  };
}

/** What the settings state that a call writes, as what it does with the store; null where they state nothing of it. */
function statedDeed(call: TSESTree.CallExpression, file: File, provenances: Provenances): Deed | null {
  const write = statedWrite(call, file, provenances);
  return write && STATED[write];
}

const STATED = { creates: 'makes', changes: 'changes', upserts: 'upserts', nothing: 'none' } as const;

/** utils.setLocation(res, name) changes no record. */
function isGivenResponse(call: TSESTree.CallExpression, { handler }: Response, file: File): boolean {
  return (
    handler?.response != null &&
    call.arguments.some(argument => file.bindings.variableOf(argument) === handler.response)
  );
}

function deedOf(before: Before): Deed {
  const { call, name, file, provenances } = before;
  if (isUpsert(call, name, file)) return 'upserts';
  // What assembles the parts of an upload makes what they are parts of, and changes the record of them.
  if (COMPLETES_UPLOAD.has(name)) return 'may-make';
  if (givesFunction(call, file)) return 'none';
  const inside = deedInBody(writesOfBody(call, file, provenances), name);
  if (inside) return inside;
  return name === 'save' ? deedOfSave(call, file) : deedByName(before);
}

/** What the body of a called function says outvotes its name; where both create, the name has said so already. Null where the name has to tell. */
function deedInBody(inside: ReturnType<typeof writesOfBody>, name: string): Deed | null {
  if (inside === 'nothing') return 'none';
  // createComment = (id, text) => comments.findOneAndUpdate({ id }, …, { upsert: true })
  if (inside === 'upserts') return CREATING.has(name) || ADDING.has(name) ? 'may-make' : 'upserts';
  if (inside === 'creates' && CHANGING.has(name)) return 'may-make';
  // addUser(list, email) puts a user that there is into a list of another record.
  const saysMakes = ADDING.has(name) || (CREATING.has(name) && !CHANGING.has(name));
  return inside === 'changes' && saysMakes ? 'changes-or-makes' : null;
}

/** `new Box(body).save()` makes one, `box.save()` changes it, `repository.save(entity)` does one or the other. */
function deedOfSave(call: TSESTree.CallExpression, file: File): Deed {
  if (isOfNewRecord(call, file)) return 'makes';
  const object = methodCall(call)?.object;
  if (call.arguments.length > 0 && !call.arguments.some(isFunction)) return 'may-make';
  return object && makesPart(object, call, file) ? 'changes-or-makes' : 'changes';
}

/** `siteAuthorizer.create(user, body)` asks whether somebody may. */
function isAskedForRight(call: TSESTree.CallExpression): boolean {
  const method = methodCall(call);
  return method !== null && AUTHORIZER.has(lastName(method.object));
}

/** Whether a call is a method of a record that was made in memory: `new Box(body).save()`. */
function isOfNewRecord(call: TSESTree.CallExpression, file: File): boolean {
  const object = methodCall(call)?.object;
  return object !== undefined && file.bindings.resolveAwaited(object).type === 'NewExpression';
}

function deedByName(before: Before): Deed {
  const { call, name, file, provenances, saysItCreates } = before;
  // registerBoxValidation(req.body) asks a schema, whatever its name says.
  if (provenances.of(call).is === 'verdict' || isAskedForRight(call)) return 'none';
  const origin = originCode(call.callee, file);
  if (MADE_ONLY.has(name) || MADE_IN_MEMORY.has(origin)) return 'none';
  if (CREATING.has(name) && (provenances.of(call).is === 'written' || saysItCreates)) return 'makes';
  if (isUseCase(call) || isToldToCreate(before)) return 'makes';
  // createHash('sha256').update(text)
  if (CHANGING.has(name) && !HASHES.has(origin))
    return call.arguments.some(argument => saysAny(argument, PUSHES, file)) ? 'changes-or-makes' : 'changes';
  return RUNS_SQL.has(name) ? deedOfSql(call, file) : deedOfWork(before);
}

/** ask(Queue.Users, UsersOperation.Register, { ...req.body }) */
function isToldToCreate({ call, provenances, saysItCreates }: Before): boolean {
  return (
    saysItCreates &&
    call.arguments.some(argument => SAYS_CREATE.has(lastName(argument)) && !isClass(argument)) &&
    takesBody(call, provenances)
  );
}

function deedOfSql(call: TSESTree.CallExpression, file: File): Deed {
  switch (call.arguments[0] ? deedOfQuery(call.arguments[0], file) : 'unknown') {
    case 'upserts':
      return 'upserts';
    case 'creates':
      return 'makes';
    case 'changes':
      return 'changes';
    case 'unknown':
      return 'opaque';
    default:
      return 'none';
  }
}

/** What a call does that is waited for and says nothing of the store by its name. */
function deedOfWork({ call, name, file, provenances, saysItCreates }: Before): Deed {
  if (!isAwaited(call)) return 'none';
  if (!takesBody(call, provenances) || KEEPS_NOTHING.has(name))
    return MAKING.has(name) || makesInside(call, file) ? 'opaque' : 'none';
  if (putsBack(call, name, provenances)) return 'changes';
  // saveEntry(req.params.id, req.body): what the path names may be there already.
  if (PUTTING.has(name) && call.arguments.some(argument => provenances.sourcesIn(argument).has('param')))
    return 'opaque';
  return saysItCreates && !BEGINNING.has(name) && (ADDING.has(name) || saysAny(call.callee, REGISTERS, file))
    ? 'makes'
    : 'opaque';
}

/** `const load = assets.createLoader('main'); await load();`, `createHandler(service)(req, res)`: what is called is a function, and no record. */
function givesFunction(call: TSESTree.CallExpression, file: File): boolean {
  const { parent } = call;
  if (parent.type === 'CallExpression') return parent.callee === call;
  const declarator = parent.type === 'AwaitExpression' ? parent.parent : parent;
  if (declarator.type !== 'VariableDeclarator') return false;
  const references = file.bindings.variableOf(declarator.id)?.references ?? [];
  return references.some(
    ({ identifier: { parent: use }, identifier }) => use?.type === 'CallExpression' && use.callee === identifier,
  );
}

/** The calls of a handler that one run may make before it sends a response. */
function callsBefore({ node, handler }: Response, file: File): readonly TSESTree.CallExpression[] {
  const calls = handler ? nodesWithin(file.calls, handler.fn) : [];
  return calls.filter(call => call.range[0] <= node.range[1] && call !== node && !isInOtherBranch(call, node));
}

/** Whether an argument is a class, by its name: `plainToInstance(CreateUser, body)` is told what to make of its text. */
function isClass(argument: TSESTree.Node): boolean {
  return argument.type === 'Identifier' && isCapitalized(knownName(argument));
}

/** Whether a call runs a class of use cases with one method, or an instance of one: `createUserService.execute(input)`, `new SignUp().run(input)`. */
function isUseCase(call: TSESTree.CallExpression): boolean {
  const method = methodCall(call);
  if (!method || !USE_CASE_METHOD.has(method.name)) return false;
  const { object } = method;
  const name =
    object.type === 'NewExpression' || object.type === 'CallExpression' ? calleeName(object) : lastName(object);
  return USE_CASE.has(name) && !MADE_ONLY.has(name);
}

/** Whether a call works on a list in memory, or writes a log row, where the endpoint is not for those. */
function isBeside(call: TSESTree.CallExpression, response: Response, file: File): boolean {
  const origin = file.bindings.originOf(call.callee);
  if (origin && isNeutral(origin.source)) return true;
  const { name, path } = endpointWords(response, file);
  return (
    (memberPath(call.callee) ?? []).flatMap(wordsOf).some(word => BESIDE.has(word)) &&
    ![...name, ...path].some(word => BESIDE.has(word))
  );
}

/** `put(found.id, found)`: a record that was looked up is kept again, with what was changed of it. */
function putsBack(call: TSESTree.CallExpression, name: string, provenances: Provenances): boolean {
  return (
    PUTTING_BACK.has(name) &&
    call.arguments.some(argument => {
      const given = provenances.of(argument);
      return given.is === 'lookup' && given.attribute === null && !given.isList;
    })
  );
}

/** What the body of a called function writes; null where it is out of sight, or a part of it is and nothing in sight says it. */
function writesOfBody(
  call: TSESTree.CallExpression,
  file: File,
  provenances: Provenances,
): 'creates' | 'changes' | 'upserts' | 'nothing' | null {
  const callee = provenances.callees.of(call, file);
  if (callee.is === 'nothing') return 'nothing';
  if (callee.is !== 'in-sight') return null;
  const deeds = provenances.callees.deedsOf(callee.body);
  const written = deeds.calls.map(one => {
    const stated = statedWrite(one.call, one.file, provenances);
    return { ...one, write: stated ?? writeOf(one.call, one.file) };
  });
  const making = written.filter(({ write }) => write === 'creates');
  const writes = new Set(written.map(({ write }) => write));
  if (writes.has('upserts')) return 'upserts';
  // What is made only where a lookup found nothing is there already otherwise.
  if (making.length > 0) return findsOrMakes(making, deeds, provenances.callees) ? 'upserts' : 'creates';
  if (writes.has('changes')) return 'changes';
  return deeds.isOpaque || deeds.kinds.size > 0 ? null : 'nothing';
}

/** What the settings state that a call writes; null where they state nothing of it. */
function statedWrite(
  call: TSESTree.CallExpression,
  file: File,
  provenances: Provenances,
): 'creates' | 'changes' | 'upserts' | 'nothing' | null {
  const row = provenances.callees.statedOf(call, frameOf(file));
  if (!row) return null;
  const [deed = 'nothing'] = row.does ?? (row.gives === 'written' || row.gives === 'changed-record' ? ['changes'] : []);
  return deed === 'creates' || deed === 'upserts' ? deed : deed === 'nothing' ? 'nothing' : 'changes';
}

/** What a call in the body of a function writes, by its own name or its SQL. */
function writeOf(call: TSESTree.CallExpression, file: File): 'creates' | 'changes' | 'upserts' | null {
  const name = calleeName(call) ?? '';
  if (isUpsert(call, name, file)) return 'upserts';
  if (RUNS_SQL.has(name) && call.arguments[0]) {
    const deed = deedOfQuery(call.arguments[0], file);
    return deed === 'unknown' ? null : deed;
  }
  if (CREATING.has(name) && !MADE_ONLY.has(name) && !MADE_IN_MEMORY.has(originCode(call.callee, file)))
    return 'creates';
  if (name === 'save' && isOfNewRecord(call, file)) return 'creates';
  return CHANGING.has(name) ? 'changes' : null;
}

/** Whether a function of the file that is called makes something: `await fillCatalog()`. */
function makesInside({ callee }: TSESTree.CallExpression, file: File): boolean {
  const functions = functionsOf(callee, file);
  return functions.some(fn => nodesWithin(file.calls, fn).some(made => mayMake(made, file)));
}

function mayMake(call: TSESTree.CallExpression, file: File): boolean {
  const name = calleeName(call) ?? '';
  return (CREATING.has(name) && !MADE_ONLY.has(name)) || isUpsert(call, name, file);
}

function isUpsert(call: TSESTree.CallExpression, name: string, file: File): boolean {
  return (
    UPSERTING.has(name) ||
    isEasedLater(call) ||
    call.arguments.some(argument => holds(argument, file.sourceCode.visitorKeys, asksToUpsert))
  );
}

/** `{ upsert: true }` */
function asksToUpsert(node: TSESTree.Node): boolean {
  return (
    node.type === 'Property' &&
    propertyName(node) === 'upsert' &&
    node.value.type === 'Literal' &&
    node.value.value === true
  );
}

/** Whether the chain that a call begins says what happens to a row that is there already: `insert(row).onConflict('id').merge()`. */
function isEasedLater(call: TSESTree.CallExpression): boolean {
  let inner: TSESTree.Node = call;
  while (
    inner.parent?.type === 'MemberExpression' &&
    inner.parent.object === inner &&
    inner.parent.parent.type === 'CallExpression'
  ) {
    if (EASES.has(propertyName(inner.parent))) return true;
    inner = inner.parent.parent;
  }
  return false;
}

/** Whether a record gets a part of its own before it is saved: `post.comments.push({ … })`, `user.address = { … }`. */
function makesPart(record: TSESTree.Node, save: TSESTree.CallExpression, file: File): boolean {
  const variable = file.bindings.variableOf(record);
  return (
    variable?.references.some(({ identifier }) => {
      const member = identifier.parent;
      if (member.type !== 'MemberExpression' || member.object !== identifier || member.range[1] > save.range[0])
        return false;
      const { parent } = member;
      if (parent.type === 'AssignmentExpression')
        return parent.left === member && file.bindings.resolve(parent.right).type === 'ObjectExpression';
      return (
        parent.type === 'MemberExpression' &&
        parent.parent.type === 'CallExpression' &&
        MAKES_PART_OF_RECORD.has(calleeName(parent.parent))
      );
    }) ?? false
  );
}

function isAwaited(call: TSESTree.CallExpression): boolean {
  const { parent } = call;
  return (
    parent.type === 'AwaitExpression' ||
    (parent.type === 'MemberExpression' &&
      parent.parent.type === 'CallExpression' &&
      SETTLES.has(calleeName(parent.parent)))
  );
}

function takesBody(call: TSESTree.CallExpression, provenances: Provenances): boolean {
  return call.arguments.some(argument => provenances.sourcesIn(argument).has('body'));
}

/** Whether every path to a response has made a call: no condition, loop or catch holds the call and not the response. */
function isOnTheWay(call: TSESTree.Node, response: TSESTree.Node): boolean {
  let inner = call;
  for (let outer = call.parent; outer; inner = outer, outer = outer.parent) {
    // What a catch sends follows only a part of its try.
    if (outer.type === 'TryStatement' && outer.handler && inner === outer.block && isWithin(response, outer.handler))
      return false;
    if (isWithin(response, outer)) return true;
    switch (outer.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        if (inner !== outer.test) return false;
        break;
      case 'LogicalExpression':
        if (inner === outer.right) return false;
        break;
      case 'SwitchCase':
      case 'CatchClause':
      case 'WhileStatement':
        return false;
      default:
    }
  }
  return true;
}
