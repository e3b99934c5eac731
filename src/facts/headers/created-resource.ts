import type { TSESTree } from '@typescript-eslint/utils';

import { isNeutral } from '../../knowledge/neutral-packages.ts';
import { holds } from '../../syntax/descendants.ts';
import { isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { lastStatement } from '../../syntax/last-statement.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { findMember } from '../../syntax/static-values.ts';
import {
  calleeName,
  lastName,
  memberPath,
  methodCall,
  propertyName,
  stringValue,
  unwrap,
  unwrapAwait,
} from '../../syntax/unwrap.ts';
import type { EndpointWords } from '../outcomes/endpoint-words.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { functionsOf } from '../../model/handlers/find-handlers.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import { payloadsOf } from '../../model/responses/payload.ts';
import type { Response } from '../../model/responses/response.ts';

/** Calls that create several records at once. */
const BATCH_CALL =
  /^(?:insertMany|bulkCreate|createMany\w*|bulkInsert|bulkWrite|bulkSave|createAll|saveAll|insertAll|addMany|createBulk|batchCreate\w*|batchInsert|batch)$/;
const BATCH_WORD = /^(?:bulk|batch|many|multiple|import|imports|seed)$/;

/** Calls that create one record. */
const CREATING_CALL =
  /^(?:create(?!Hmac|Hash|Token|Transport|Cipher|ReadStream|WriteStream|Error)|insert|save|add(?!Event|Hook)|register|signUp|signup|store)(?:[A-Z]\w*)?$/;

/** Verbs of handlers that read, change, remove or do something, though by POST. */
const OTHER_VERB =
  /^(?:get|list|find|fetch|show|read|view|load|search|count|update|edit|modify|change|set|patch|toggle|rename|reset|delete|remove|destroy|clear|logout|signout|send|resend|forward|promote|demote|mute|unmute|block|unblock|pin|archive|unarchive|approve|reject|accept|cancel|enable|disable|start|stop|restart|confirm|verify|activate|mark|join|leave|unlike|unfollow|redeem)$/;

const SESSION_WORD = /^(?:login|signin|logon|refresh|sessions?|tokens?|authenticate|authentication|auth|oauth|sso)$/;
const REGISTRATION_WORD = /^(?:register|registration|signup|signups|enroll)$/;
const ACCOUNT_WORD = /^(?:accounts?|users?|members?|customers?|admins?)$/;

/** Properties of a content that carries a session or token. */
const TOKEN_KEY =
  /^(?:(?:access|refresh|id|auth|session|bearer|api|jwt)?_?tokens?|jwt|bearer|session(?:_?id)?|expires(?:_?(?:in|at|on))?|token_?type|expiration|scope|accessTokenExpires\w*)$/i;

/** Properties that hold an address which is signed for one use and ends by itself. */
const SIGNED_URL_KEY = /^(?:(?:pre_?)?signed|upload|download)_?url$/i;

/** Properties whose name says that what they hold opens something. */
const SECRET_KEY = /(?:token|jwt|secret|[a-z]_?(?:code|otp|pin))$/i;

/** Properties by which a record is found again. */
const ID_KEY = /^_?id$|(?:_id|[a-z]Id|uuid|slug)$/;

/** Properties that say no more than that it worked. */
const DECORATION = /^(?:success|ok|status|statusCode|code|message|msg|error|errors)$/i;

/** Whether a 201 tells of several records: made by one call, or by one call for each item of an array. */
export function createsBatch({ body, handler, fn }: Response, { name, path }: EndpointWords, file: File): boolean {
  if ([...name, ...path].some(word => BATCH_WORD.test(word))) return true;
  if (payloadsOf(body, file).some(({ node }) => [node, ...membersOf(node)].some(value => isBatch(value, file))))
    return true;
  const calls = callsIn(handler?.fn ?? fn, file);
  const creating = calls.filter(call => CREATING_CALL.test(calleeName(call) ?? '') && !isComputed(call, file));
  const isOfMany = (call: TSESTree.CallExpression): boolean => isRepeated(call, file) || takesList(call, handler, file);
  if (creating.length > 0 && creating.every(isOfMany)) return true;
  // publishLines(deviceId, lines): whatever it is called, what it is given is a list.
  if (creating.length === 0 && calls.some(call => isWaitedFor(call, file) && takesList(call, handler, file)))
    return true;
  const names = calls.map(call => calleeName(call) ?? '');
  return (
    names.some(one => BATCH_CALL.test(one)) && !names.some(one => CREATING_CALL.test(one) && !BATCH_CALL.test(one))
  );
}

/** `req.pipe(createGunzip())`: a package that keeps nothing makes no record. */
function isComputed({ callee }: TSESTree.CallExpression, file: File): boolean {
  const origin = file.bindings.originOf(callee);
  return origin !== null && isNeutral(origin.source);
}

/** Whether a call is awaited, there or by the name that its promise is given: `const kept = store.write(rows); …; await kept`. */
function isWaitedFor(call: TSESTree.CallExpression, file: File): boolean {
  const { parent } = call;
  if (parent.type === 'AwaitExpression') return true;
  if (parent.type !== 'VariableDeclarator' || parent.init !== call) return false;
  const references = file.bindings.variableOf(parent.id)?.references ?? [];
  return references.some(({ identifier }) => identifier.parent.type === 'AwaitExpression');
}

/** `for (const one of all) create(one)`, `all.map(one => create(one))`, `addApplications(applications)`, `insertScopes(req.body.scopes)`. */
function isRepeated(call: TSESTree.CallExpression, file: File): boolean {
  for (let outer: TSESTree.Node | undefined = call.parent; outer; outer = outer.parent) {
    if (/^For(?:Of|In)?Statement$|^(?:Do)?WhileStatement$/.test(outer.type)) return true;
    if (!isFunction(outer)) continue;
    const taking: TSESTree.Node = outer.parent;
    if (taking.type !== 'CallExpression' || taking.callee === outer) break;
    if (/^(?:map|forEach|flatMap|each|eachSeries|eachLimit)$/.test(calleeName(taking) ?? '')) return true;
  }
  const [, plural] = /^[a-z]+([A-Z]\w*s)$/.exec(calleeName(call) ?? '') ?? [];
  return (
    plural !== undefined &&
    call.arguments.some(
      argument =>
        lastName(file.bindings.resolve(argument))?.toLowerCase() === plural.toLowerCase() ||
        (argument.type === 'Identifier' && argument.name.toLowerCase() === plural.toLowerCase()),
    )
  );
}

/** Whether a call that stores something is given a list: what a schema of lists has checked, one made item by item, or a body that is declared as one. */
function takesList(call: TSESTree.CallExpression, handler: Handler | null, file: File): boolean {
  return (
    call.arguments.some(
      argument => isList(argument, file) || (isWholeBody(argument, handler, file) && hasListBody(handler, file)),
    ) || asksForList(call, file)
  );
}

/** Whether a function of the file declares what it is given a list: `async function publish(to: Target, lines: Line[])`. */
function asksForList({ callee, arguments: given }: TSESTree.CallExpression, file: File): boolean {
  return functionsOf(callee, file).some(({ params }) =>
    params.some((parameter, index) => {
      const type = parameter.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : undefined;
      return index < given.length && type !== undefined && isListType(type);
    }),
  );
}

/** What a schema that checks without throwing returns its output as. */
const OUTPUT = /^(?:data|value|output)$/;

function isList(node: TSESTree.Node, file: File, depth = 0): boolean {
  if (depth > 4) return false;
  if ((node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression') && isListType(node.typeAnnotation))
    return true;
  const value = unwrapAwait(node);
  if (value.type === 'Identifier') return isListVariable(value, file, depth);
  if (value.type === 'MemberExpression')
    return OUTPUT.test(propertyName(value) ?? '') && isList(value.object, file, depth + 1);
  return makesList(value, file);
}

/** A variable that is typed as a list, or given one. */
function isListVariable(name: TSESTree.Identifier, file: File, depth: number): boolean {
  const definition = file.bindings.variableOf(name)?.defs[0];
  const declarator = definition?.type === 'Variable' ? (definition.node as TSESTree.Node) : null;
  if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return false;
  // const { data } = lines.safeParse(req.body)
  if (declarator.id.type !== 'Identifier')
    return (
      OUTPUT.test(pathInPattern(declarator.id, definition?.name as TSESTree.Node)?.join('.') ?? '') &&
      isList(declarator.init, file, depth + 1)
    );
  const type = declarator.id.typeAnnotation?.typeAnnotation;
  return (type !== undefined && isListType(type)) || isList(declarator.init, file, depth + 1);
}

/** `items.map(f)`, `z.array(item).parse(body)`. */
function makesList(value: TSESTree.Node, file: File): boolean {
  const method = methodCall(value);
  if (!method) return false;
  if (method.name === 'map' || method.name === 'flatMap') return true;
  return (
    /^(?:parse|parseAsync|safeParse|safeParseAsync|validate|validateAsync|validateSync|attempt|cast)$/.test(
      method.name,
    ) &&
    // v.parse(schema, input) of valibot and superstruct has the schema among its arguments.
    [method.object, ...method.call.arguments].some(one => isListSchema(one, file))
  );
}

function isListType(type: TSESTree.TypeNode): boolean {
  return (
    type.type === 'TSArrayType' ||
    (type.type === 'TSTypeReference' &&
      type.typeName.type === 'Identifier' &&
      /^(?:Readonly)?Array$/.test(type.typeName.name))
  );
}

/** `z.array(item)`, `z.array(item).min(1)`, `item.array()`, `Type.Array(item)`, `{ type: 'array' }`. */
function isListSchema(node: TSESTree.Node, file: File): boolean {
  let current = file.bindings.resolve(node);
  for (let steps = 0; steps < 12; steps++) {
    if (current.type === 'ObjectExpression') {
      const type = findMember(current, 'type');
      return type !== null && stringValue(type) === 'array';
    }
    const method = methodCall(current);
    if (!method) return false;
    if (/^array$/i.test(method.name)) return true;
    current = file.bindings.resolve(method.object);
  }
  return false;
}

function isWholeBody(node: TSESTree.Node, handler: Handler | null, file: File): boolean {
  const value = file.bindings.resolve(node);
  return (
    value.type === 'MemberExpression' &&
    propertyName(value) === 'body' &&
    handler?.request != null &&
    file.bindings.variableOf(unwrap(value.object)) === handler.request
  );
}

/** Whether every route of a handler declares its body a list, by Fastify's schema. */
function hasListBody(handler: Handler | null, file: File): boolean {
  const routes = handler?.routes ?? [];
  return (
    routes.length > 0 &&
    routes.every(({ registration: { options } }) => {
      const schema = options && findMember(options, 'schema');
      const resolved = schema && file.bindings.resolve(schema);
      const body = resolved && findMember(resolved, 'body');
      return body != null && isListSchema(body, file);
    })
  );
}

/** The values of an object literal's properties; none for any other node. */
export function membersOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  return node.type === 'ObjectExpression'
    ? node.properties.flatMap(property => (property.type === 'Property' ? [property.value] : []))
    : [];
}

function isBatch(node: TSESTree.Node, file: File): boolean {
  const value = file.bindings.resolveAwaited(node);
  if (value.type === 'ArrayExpression') return value.elements.length !== 1;
  if (value.type !== 'CallExpression') return false;
  const method = methodCall(value);
  const name = calleeName(value) ?? '';
  if (BATCH_CALL.test(name) || name === 'map') return true;
  return (
    method !== null &&
    /^(?:all|allSettled)$/.test(name) &&
    method.object.type === 'Identifier' &&
    method.object.name === 'Promise' &&
    value.arguments.some(argument => isBatch(argument, file))
  );
}

/** Whether the name of a handler says that it does something else than create, and no call in it says that it does: then the status is in question, not its Location. */
export function createsNothing(
  { handler, fn, body, node }: Response,
  { name, path }: EndpointWords,
  file: File,
): boolean {
  const own = name[0] === 'handle' || name[0] === 'post' ? name.slice(1) : name;
  // A handler without a name goes by the end of its path: `POST /invitations/redeem`.
  const [verb, second] = own.length > 0 ? own : path.slice(-1);
  // addOrRemoveLabels creates no label.
  if (name.includes('add') && name.includes('remove')) return true;
  if (
    handler &&
    (storesNothing(handler, file) ||
      ((body.presence === 'none' || body.kind === 'reason') && doesNothingBefore(node, handler, file)))
  )
    return true;
  if (verb === undefined || !(OTHER_VERB.test(verb) || (/^(?:log|sign)$/.test(verb) && second === 'out'))) return false;
  return !callsIn(handler?.fn ?? fn, file).some(call => CREATING_CALL.test(calleeName(call) ?? ''));
}

/** Whether a handler calls functions, yet waits for none of them, gives none a callback, and changes no list or map: a token is signed, a counter read, and nothing is stored. */
function storesNothing({ fn: scope, response }: Handler, file: File): boolean {
  const calls = callsIn(scope, file);
  const isOfResponse = (call: TSESTree.CallExpression): boolean => {
    let root: TSESTree.Node = call;
    while (root.type === 'CallExpression' || root.type === 'MemberExpression')
      root = unwrap(root.type === 'CallExpression' ? root.callee : root.object);
    return response !== null && file.bindings.variableOf(root) === response;
  };
  // url.searchParams.set(key, value)
  const isOfAddress = (call: TSESTree.CallExpression): boolean =>
    memberPath(call.callee)?.includes('searchParams') === true;
  return (
    calls.some(call => !isOfResponse(call)) &&
    !calls
      .filter(call => !isOfAddress(call))
      .some(
        call =>
          call.parent.type === 'AwaitExpression' ||
          call.arguments.some(isFunction) ||
          call.arguments.some(
            argument => argument.type === 'Identifier' && /^(?:next|cb|callback|done)$/.test(argument.name),
          ) ||
          CREATING_CALL.test(calleeName(call) ?? '') ||
          /^(?:push|unshift|set|then|put|write\w*|run|exec|query|append\w*)$/.test(calleeName(call) ?? ''),
      )
  );
}

/** Whether nothing is called and nothing is set on the way to a response without content: `case PIXEL: res.sendStatus(201); return;`. */
function doesNothingBefore(
  response: TSESTree.Node,
  { fn }: Handler,
  { calls, sourceCode: { visitorKeys } }: File,
): boolean {
  const isBefore = (node: TSESTree.Node): boolean =>
    node.range[1] <= response.range[0] && !isInOtherBranch(node, response);
  return (
    !calls.some(call => isWithin(call, fn) && isBefore(call)) &&
    !holds(
      fn.body,
      visitorKeys,
      node => node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && isBefore(node),
    )
  );
}

/** Whether a node stands in another case than a response, or in a branch that leaves before it. */
function isInOtherBranch(node: TSESTree.Node, response: TSESTree.Node): boolean {
  for (
    let inner = node, outer = node.parent;
    outer && !isWithin(response, inner);
    inner = outer, outer = outer.parent
  ) {
    if (inner.type === 'SwitchCase' && isWithin(response, outer)) return true;
    if (
      outer.type === 'IfStatement' &&
      inner === outer.consequent &&
      /^(?:Return|Throw)Statement$/.test(lastStatement(outer.consequent)?.type ?? '')
    )
      return true;
  }
  return false;
}

function callsIn(scope: FunctionNode | null, file: File): readonly TSESTree.CallExpression[] {
  return scope ? nodesWithin(file.calls, scope) : [];
}

/** Whether a 201 creates no more than a session or a token: by the name or path of its handler, or as its content carries nothing else. A registration that returns one creates an account too. */
export function createsOnlySession(
  { body, handler, fn }: Response,
  { name, path, file: place }: EndpointWords,
  file: File,
  locator: Locator | null,
): boolean {
  const words = [...name, ...path];
  if (isRegistration(name) || isRegistration(path) || ACCOUNT_WORD.test(path.at(-1) ?? '')) return false;
  if (words.some(word => SESSION_WORD.test(word)) || /\b(?:log|sign) in\b/.test(words.join(' '))) return true;
  if (words.length === 0 && place.some(word => SESSION_WORD.test(word))) return true;
  const payloads = payloadsOf(body, file);
  if (payloads.length > 0 && payloads.every(({ node }) => isShortLived(node, file, locator))) return true;
  if (
    callsIn(handler?.fn ?? fn, file)
      .map(call => calleeName(call) ?? '')
      .some(call => /^(?:create|insert|register|save|signUp|add)/.test(call) && !/token|session|hash/i.test(call))
  )
    return false;
  return payloads.length > 0 && payloads.every(({ node }) => carriesOnlyToken(node) || handsOutToken(node));
}

/** Whether a content is a secret that ends by itself and has nothing to find it by again: `{ inviteCode, expiresAt, role }`, there or as a function of the project gives it. */
function isShortLived(node: TSESTree.Node, file: File, locator: Locator | null): boolean {
  const value = file.bindings.resolveAwaited(node);
  if (value.type === 'ObjectExpression') {
    const keys = keysOf(value);
    return (
      keys.every(key => key !== null && !ID_KEY.test(key)) &&
      keys.some(key => SECRET_KEY.test(key ?? '')) &&
      keys.some(key => /^expires?(?:_?(?:at|in|on))?$/i.test(key ?? ''))
    );
  }
  const fn = value.type === 'CallExpression' ? locator?.locate(value.callee, frameOf(file)) : null;
  if (!fn || !isFunction(fn.node)) return false;
  const given = returnsOf(fn.node);
  return (
    given.length > 0 &&
    given.every(one => unwrap(one).type === 'ObjectExpression' && isShortLived(one, fn.frame.file, null))
  );
}

/** Whether a content has a token among other things of the request, and nothing to find a record by. */
function handsOutToken(node: TSESTree.Node): boolean {
  if (node.type !== 'ObjectExpression') return false;
  const keys = keysOf(node);
  return (
    keys.every(key => key !== null && !ID_KEY.test(key)) &&
    keys.some(key => /^(?:access|refresh|id|auth|session)_?token$/i.test(key ?? '')) &&
    membersOf(node).every(one => unwrapAwait(one).type !== 'ObjectExpression')
  );
}

function keysOf({ properties }: TSESTree.ObjectExpression): readonly (string | null)[] {
  return properties.map(property => (property.type === 'Property' ? propertyName(property) : null));
}

/** `register`, `sign-up`, and `createUser`; but `createUserSession` makes no account. */
function isRegistration(words: readonly string[]): boolean {
  if (words.some(word => REGISTRATION_WORD.test(word)) || /\bsign up\b/.test(words.join(' '))) return true;
  return (
    /^(?:create|add|new)$/.test(words[0] ?? '') &&
    words.some(word => ACCOUNT_WORD.test(word)) &&
    !words.some(word => SESSION_WORD.test(word))
  );
}

function carriesOnlyToken(node: TSESTree.Node): boolean {
  if (node.type !== 'ObjectExpression') return TOKEN_KEY.test(lastName(unwrapAwait(node)) ?? '');
  const keys = keysOf(node);
  const rest = keys.filter(key => key === null || !DECORATION.test(key));
  return (
    rest.length > 0 &&
    rest.every(key => key !== null && (TOKEN_KEY.test(key) || SIGNED_URL_KEY.test(key))) &&
    rest.some(key => key !== null && (/token|jwt|bearer|session/i.test(key) || SIGNED_URL_KEY.test(key)))
  );
}
