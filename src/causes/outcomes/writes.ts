import type { TSESTree } from '@typescript-eslint/utils';

import { endpointWords, wordsOf } from '../../facts/outcomes/endpoint-words.ts';
import { MADE_IN_MEMORY } from '../../knowledge/names.ts';
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
import { RUNS_SQL, textOfQuery } from '../context/sql.ts';
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
  /** Work out of sight that is given values of the body, or that makes something itself: it may do anything. */
  readonly isOpaque: boolean;
}

/** Things that are made without being stored: hashes, tokens, clients; and sessions, links and intents, which are no resource of the API. */
const MADE_ONLY =
  /^create\w*(?:Hash|Hmac|Cipher\w*|Transport|Tokens?|Sessions?|Stream|Client|Connection|Server|Logger|Query|Runner|Error|Url|URL|Link|Intent|Signature|Cookie|Context|Instance|Builder|Element|Interface|Response|Request|Message|Index|Indexes)$/;

/** Calls that make a new record. */
const CREATING =
  /^(?:create|insert|register(?!\w*(?:Metrics?|Events?|Clicks?|Views?|Visits?|Usage|Hits?|Handlers?|Listeners?|Plugins?|Callbacks?)$)|sign_?up|bulkCreate|insertMany|store$)/i;

/** Calls that make one where the handler says that it creates: by themselves they may add to what is there. */
const ADDING = /^(?:add|save|put|persist|new)(?:[A-Z]\w*)?$/;

/** Calls that may make a record or change one. */
const UPSERTING = /upsert|OrCreate|CreateOrUpdate|OrUpdate|replaceOne|putItem|merge$/i;

/** Calls that change or remove what is there, and make nothing unless asked to. */
const CHANGING =
  /^(?:update|findByIdAnd|findOneAnd|patch|delete|remove|destroy|softDelete|increment|decrement|set(?!Header|Cookie|Timeout|Interval|Immediate|Encoding|Charset)[A-Z])/;

/** Names of use cases that make a record. */
const USE_CASE = /(?:create|register|sign_?up|insert)\w*$/i;

/** The one method of a use case. */
const USE_CASE_METHOD = /^(?:execute|run|handle|invoke|perform|call|exec)$/;

/** Calls that begin what is finished by a later request: a registration that waits for its confirmation. */
const BEGINNING = /^(?:begin|start|init|request|prepare|confirm)/i;

/** Calls that may make something, though not what their handler is for: `await seedDatabase()`. */
const MAKING = /^(?:seed|populate|make|generate)(?:[A-Z_]|$)/;

/** Calls that keep nothing: checks, hashes, mail, logs. */
const KEEPS_NOTHING =
  /hash|compare|salt|valid|check|verify|mail|send|log|notify|emit|publish|sign$|parse|token|cookie|find|get|fetch|load|json|render|redirect|exist|count|transaction$|then$|catch$|header|^status$|next/i;

/** Reads what a handler writes before a response. */
export function writesBefore(response: Response, file: File, provenances: Provenances, saysItCreates: boolean): Writes {
  const { node, handler } = response;
  const { made, others, ...stated } = statedWrites(response, file, provenances);
  let { changes, mayCreate } = stated;
  let isOpaque = false;
  const make = (call: TSESTree.CallExpression): void => {
    if (isOnTheWay(call, node)) made.push(call);
    else mayCreate = true;
  };
  for (const call of others) {
    const name = calleeName(call) ?? '';
    // utils.setLocation(res, name) changes no record.
    if (
      isBeside(call, response, file) ||
      call.arguments.some(
        argument => handler?.response != null && file.bindings.variableOf(argument) === handler.response,
      )
    )
      continue;
    if (isUpsert(call, name, file)) {
      mayCreate = true;
      continue;
    }
    const inside = writesOfBody(call, file, provenances);
    // What the body says outvotes the name; where both create, the name has said so already.
    if (inside === 'nothing') continue;
    if (inside === 'upserts' || (inside === 'creates' && CHANGING.test(name))) {
      mayCreate = true;
      continue;
    }
    // addUser(list, email) puts a user that there is into a list of another record.
    if (inside === 'changes' && (ADDING.test(name) || (CREATING.test(name) && !CHANGING.test(name)))) {
      changes = true;
      mayCreate = true;
      continue;
    }
    if (name === 'save') {
      const object = methodCall(call)?.object;
      const saved = object && file.bindings.resolveAwaited(object);
      if (saved?.type === 'NewExpression') make(call);
      // repository.save(entity) makes or changes.
      else if (call.arguments.length > 0 && !call.arguments.some(isFunction)) mayCreate = true;
      else {
        changes = true;
        if (object && makesPart(object, call, file)) mayCreate = true;
      }
    } else if (MADE_ONLY.test(name) || MADE_IN_MEMORY.test(originCode(call.callee, file))) continue;
    else if (CREATING.test(name) && (provenances.of(call).is === 'written' || saysItCreates)) make(call);
    else if (isUseCase(call)) make(call);
    // ask(Queue.Users, UsersOperation.Register, { ...req.body })
    else if (
      saysItCreates &&
      call.arguments.some(
        argument => /^(?:register|sign_?up|create)(?![a-z])/i.test(lastName(argument) ?? '') && !isClass(argument),
      ) &&
      takesBody(call, provenances)
    )
      make(call);
    // createHash('sha256').update(text)
    else if (CHANGING.test(name) && !/hash|hmac|cipher|sign/i.test(originCode(call.callee, file))) {
      changes = true;
      if (/\$(?:push|addToSet)\b/.test(argumentsText(call, file))) mayCreate = true;
    } else if (RUNS_SQL.test(name)) {
      const sql = call.arguments[0] ? textOfQuery(call.arguments[0], file) : '';
      if (/\bon\s+conflict\b|on duplicate key|\breplace\s+into\b/i.test(sql)) mayCreate = true;
      else if (/\binsert\s+into\b/i.test(sql)) make(call);
      else if (/^\W*(?:update|delete)\b/i.test(sql)) changes = true;
      else if (!/^\W*(?:select|with)\b/i.test(sql)) isOpaque = true;
    } else if (isAwaited(call) && takesBody(call, provenances) && !KEEPS_NOTHING.test(name)) {
      if (putsBack(call, name, provenances)) changes = true;
      // saveEntry(req.params.id, req.body): what the path names may be there already.
      else if (
        /^(?:save|put|persist)/i.test(name) &&
        call.arguments.some(argument => provenances.sourcesIn(argument).has('param'))
      )
        isOpaque = true;
      else if (
        saysItCreates &&
        !BEGINNING.test(name) &&
        (ADDING.test(name) || /regist|sign_?up|^reg/i.test(file.code(call.callee)))
      )
        make(call);
      else isOpaque = true;
    } else if (isAwaited(call) && (MAKING.test(name) || makesInside(call, file))) isOpaque = true;
  }
  return { creates: made.length > 0, made, changes, mayCreate, isOpaque };
}

/** The calls of a handler that one run may make before it sends a response. */
function callsBefore({ node, handler }: Response, file: File): readonly TSESTree.CallExpression[] {
  const calls = handler ? nodesWithin(file.calls, handler.fn) : [];
  return calls.filter(call => call.range[0] <= node.range[1] && call !== node && !isInOtherBranch(call, node));
}

/** What the settings state that the calls of a handler write, and the calls of which they state nothing. */
function statedWrites(
  response: Response,
  file: File,
  provenances: Provenances,
): Pick<Writes, 'changes' | 'mayCreate'> & {
  readonly made: TSESTree.CallExpression[];
  readonly others: readonly TSESTree.CallExpression[];
} {
  const calls = callsBefore(response, file).map(call => ({ call, write: statedWrite(call, file, provenances) }));
  const creating = calls.flatMap(({ call, write }) => (write === 'creates' ? [call] : []));
  const made = creating.filter(call => isOnTheWay(call, response.node));
  return {
    made,
    others: calls.flatMap(({ call, write }) => (write === null ? [call] : [])),
    changes: calls.some(({ write }) => write === 'changes'),
    mayCreate: made.length < creating.length || calls.some(({ write }) => write === 'upserts'),
  };
}

/** Whether an argument is a class, by its name: `plainToInstance(CreateUser, body)` is told what to make of its text. */
function isClass(argument: TSESTree.Node): boolean {
  return argument.type === 'Identifier' && /^[A-Z]/.test(knownName(argument));
}

/** Whether a call runs a class of use cases with one method, or an instance of one: `createUserService.execute(input)`, `new SignUp().run(input)`. */
function isUseCase(call: TSESTree.CallExpression): boolean {
  const method = methodCall(call);
  if (!method || !USE_CASE_METHOD.test(method.name)) return false;
  const { object } = method;
  const name =
    object.type === 'NewExpression' || object.type === 'CallExpression' ? calleeName(object) : lastName(object);
  return name != null && USE_CASE.test(name) && !MADE_ONLY.test(name);
}

/** Rows that are written beside what a request is for: logs, audits, telemetry. */
const BESIDE =
  /^(?:logs?|logging|logger|audits?|auditing|history|histories|telemetry|metrics?|analytics|traces?|tracking)$/;

/** Whether a call works on a list in memory, or writes a log row, where the endpoint is not for those. */
function isBeside(call: TSESTree.CallExpression, response: Response, file: File): boolean {
  const origin = file.bindings.originOf(call.callee);
  if (origin && isNeutral(origin.source)) return true;
  const { name, path } = endpointWords(response, file);
  return (
    (memberPath(call.callee) ?? []).flatMap(wordsOf).some(word => BESIDE.test(word)) &&
    ![...name, ...path].some(word => BESIDE.test(word))
  );
}

/** `put(found.id, found)`: a record that was looked up is kept again, with what was changed of it. */
function putsBack(call: TSESTree.CallExpression, name: string, provenances: Provenances): boolean {
  return (
    /^(?:put|save|persist|store)/i.test(name) &&
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
  if (RUNS_SQL.test(name) && call.arguments[0]) {
    const sql = textOfQuery(call.arguments[0], file);
    if (/\bon\s+conflict\b|on duplicate key|\breplace\s+into\b/i.test(sql)) return 'upserts';
    return /\binsert\s+into\b/i.test(sql) ? 'creates' : /^\W*(?:update|delete)\b/i.test(sql) ? 'changes' : null;
  }
  if (CREATING.test(name) && !MADE_ONLY.test(name) && !MADE_IN_MEMORY.test(originCode(call.callee, file)))
    return 'creates';
  return CHANGING.test(name) ? 'changes' : null;
}

/** Whether a function of the file that is called makes something: `await fillCatalog()`. */
function makesInside({ callee }: TSESTree.CallExpression, file: File): boolean {
  const functions = functionsOf(callee, file);
  return functions.some(fn => nodesWithin(file.calls, fn).some(made => mayMake(made, file)));
}

function mayMake(call: TSESTree.CallExpression, file: File): boolean {
  const name = calleeName(call) ?? '';
  return (CREATING.test(name) && !MADE_ONLY.test(name)) || isUpsert(call, name, file);
}

function isUpsert(call: TSESTree.CallExpression, name: string, file: File): boolean {
  return UPSERTING.test(name) || isEasedLater(call) || /upsert\s*:\s*true/.test(argumentsText(call, file));
}

/** Ends of query builders that let a row be there already: knex, typeorm, drizzle, kysely. */
const EASES = /^(?:onConflict\w*|orIgnore|orUpdate|ignore|merge|doNothing|doUpdateSet|onDuplicateKeyUpdate)$/;

/** Whether the chain that a call begins says what happens to a row that is there already: `insert(row).onConflict('id').merge()`. */
function isEasedLater(call: TSESTree.CallExpression): boolean {
  let inner: TSESTree.Node = call;
  while (
    inner.parent?.type === 'MemberExpression' &&
    inner.parent.object === inner &&
    inner.parent.parent.type === 'CallExpression'
  ) {
    if (EASES.test(propertyName(inner.parent) ?? '')) return true;
    inner = inner.parent.parent;
  }
  return false;
}

/** The beginning of what a call is given, as code: options stand there. */
function argumentsText(call: TSESTree.CallExpression, file: File): string {
  return call.arguments
    .map(argument => file.code(argument))
    .join(' ')
    .slice(0, 400);
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
        /^(?:push|unshift|addToSet|create)$/.test(calleeName(parent.parent) ?? '')
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
      /^(?:then|catch|exec|returning)$/.test(calleeName(parent.parent) ?? ''))
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
