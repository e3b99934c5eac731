import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from '../../model/definitions/file.ts';
import { classesOf, isAllInSight, madeBy } from '../../model/definitions/error-class.ts';
import { frameOf } from '../../model/definitions/frame.ts';
import { isClass } from '../../model/definitions/locate.ts';
import { isLogCall } from '../../model/errors/log-calls.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { SetStatus } from '../../model/responses/response-state.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { descendants, holds } from '../../syntax/descendants.ts';
import { isWithin } from '../../syntax/functions.ts';
import { memberPath, methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { findStatuslessFailure } from './statusless-failure.ts';

/** An expression for a status that is none where it matters. */
export interface UndefinedStatus {
  /** It is `undefined` as it is written; the property of an error that may carry none; one that the class of the error never sets; or a `code`, which is a word or a number of a database. */
  readonly is: 'undefined' | 'may-lack' | 'never-set' | 'code';
  readonly node: TSESTree.Node;
  /** The property that the class sets in its place; null where it sets none. */
  readonly instead: string | null;
  /** The call whose failure carries none for certain; null where any error may come. */
  readonly by: TSESTree.CallExpression | null;
}

const STATUS_PROPERTIES = ['status', 'statusCode'];

/** Finds where a status is set to what is no status: unknown values are no mistakes. */
export function findUndefinedStatus({ setter }: SetStatus, handler: Handler, model: Model): UndefinedStatus | null {
  const given = givenTo(setter);
  if (!given) return null;
  const { file } = model;
  if (isUndefined(given)) return { is: 'undefined', node: given, instead: null, by: null };
  const read = readProperty(given, model);
  if (!read) return null;
  const { variable, name, hasFallback } = read;
  const found = (is: UndefinedStatus['is'], more: Partial<UndefinedStatus> = {}): UndefinedStatus => ({
    is,
    node: given,
    instead: null,
    by: null,
    ...more,
  });
  const made = neverSet(variable, name, model);
  if (made && !hasFallback) return found('never-set', { instead: made.instead });
  if (isLookedAt(variable, handler, model, given)) return null;
  if (variable !== handler.error || !getsAnyError(handler, model))
    return STATUS_PROPERTIES.includes(name) && !hasFallback ? statusless(variable, model, found) : null;
  if (name === 'code') return setsCodes(file.sourceCode.ast, model) ? null : found('code');
  return STATUS_PROPERTIES.includes(name) && !hasFallback ? found('may-lack') : null;
}

function givenTo(setter: TSESTree.Node): TSESTree.Node | null {
  if (setter.type === 'AssignmentExpression') return unwrap(setter.right);
  const call = methodCall(setter);
  const given = call && /^(?:status|code|sendStatus)$/.test(call.name) ? call.call.arguments[0] : null;
  return given ? unwrap(given) : null;
}

function isUndefined(node: TSESTree.Node): boolean {
  return (
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void')
  );
}

/** The property of a variable that an expression reads, `error.status`, `const { status } = error`, `error.code || 500`; null for whatever else. */
function readProperty(
  node: TSESTree.Node,
  { file }: Model,
): { readonly variable: Variable; readonly name: string; readonly hasFallback: boolean } | null {
  if (node.type === 'LogicalExpression' && node.operator !== '&&') {
    const left = unwrap(node.left);
    const read = left.type === 'MemberExpression' ? readProperty(left, { file } as Model) : null;
    return read && { ...read, hasFallback: true };
  }
  if (node.type === 'MemberExpression') {
    const variable = file.bindings.variableOf(unwrap(node.object));
    const name = propertyName(node);
    return variable && name !== null ? { variable, name, hasFallback: false } : null;
  }
  const taken = node.type === 'Identifier' ? file.bindings.variableOf(node) : null;
  return taken && !file.bindings.isRewritten(taken) ? readPattern(taken, file) : null;
}

/** What a variable is taken out of by a pattern without a default: `const { status } = error`. */
function readPattern(
  { defs: [definition, ...others] }: Variable,
  { bindings }: File,
): { readonly variable: Variable; readonly name: string; readonly hasFallback: boolean } | null {
  if (definition?.type !== 'Variable' || others.length > 0) return null;
  const { id, init } = definition.node;
  if (id.type !== 'ObjectPattern' || !init) return null;
  const property = id.properties.find(one => one.type === 'Property' && one.value === definition.name);
  const variable = bindings.variableOf(unwrap(init));
  const name = property?.type === 'Property' ? propertyName(property) : null;
  return variable && name !== null ? { variable, name, hasFallback: false } : null;
}

/** Whether a variable holds an object of a class in sight that never sets a property; with the one it sets for a status instead. */
function neverSet(
  variable: Variable,
  name: string,
  { file, definitions }: Model,
): { readonly instead: string | null } | null {
  const [definition] = variable.defs;
  if (!definitions || definition?.type !== 'Variable' || !STATUS_PROPERTIES.includes(name)) return null;
  const { init } = definition.node;
  const { locator } = definitions;
  const made =
    init && !file.bindings.isRewritten(variable) ? madeBy({ node: init, frame: frameOf(file) }, locator) : null;
  if (!made || variable.references.some(({ identifier }) => isGivenAway(identifier))) return null;
  const classes = classesOf(made, locator);
  if (!isAllInSight(classes)) return null;
  const names = new Set(
    classes.flatMap(({ node, frame }) =>
      isClass(node) ? [...membersSet(node, frame.file.sourceCode.visitorKeys)] : [],
    ),
  );
  if (names.has(name) || names.has('*')) return null;
  return { instead: STATUS_PROPERTIES.find(one => names.has(one)) ?? null };
}

/** Whether a use may put something onto an object: an assignment to a member, or a function that gets it. */
function isGivenAway(identifier: TSESTree.Node): boolean {
  const { parent } = identifier;
  if (parent?.type === 'MemberExpression' && parent.object === identifier)
    return parent.parent.type === 'AssignmentExpression' && parent.parent.left === parent;
  return parent?.type === 'CallExpression' && parent.callee !== identifier && !isLogCall(parent);
}

/** The members that a class has or sets; `*` where they cannot be told. */
function* membersSet(node: TSESTree.Node, visitorKeys: Parameters<typeof descendants>[1]): Generator<string> {
  for (const inner of descendants(node, visitorKeys)) {
    switch (inner.type) {
      case 'PropertyDefinition':
      case 'MethodDefinition':
        yield propertyName(inner) ?? '*';
        break;
      case 'TSParameterProperty':
        yield inner.parameter.type === 'Identifier' ? inner.parameter.name : '*';
        break;
      case 'AssignmentExpression':
        if (inner.left.type === 'MemberExpression' && inner.left.object.type === 'ThisExpression')
          yield propertyName(inner.left) ?? '*';
        break;
      case 'CallExpression':
        // `Object.assign(this, options)`
        if (inner.arguments.some(({ type }) => type === 'ThisExpression')) yield '*';
        break;
      default:
    }
  }
}

/** Whether a handler gets every error of its application: it is registered for errors, and no error handler in sight has had them before. */
function getsAnyError(handler: Handler, { file, registrations }: Model): boolean {
  const { role, routes, fn, framework } = handler;
  if (role !== 'error' || routes.length === 0) return false;
  const isOfErrors = routes.every(
    ({ registration: { handlers, pathNode } }) => pathNode === null && handlers.length === 1,
  );
  if (!isOfErrors) return false;
  if (framework.registersErrorHandlers === true) return true;
  // Another error handler before it may have made the errors alike.
  return registrations.every(
    one =>
      one.node.range[0] >= (routes[0]?.registration.node.range[0] ?? 0) ||
      one.handlers.every(({ node, role: other }) => {
        if (other !== 'middleware') return true;
        const definition = file.bindings.resolve(node);
        return (
          definition !== fn &&
          !(
            (definition.type === 'FunctionExpression' ||
              definition.type === 'ArrowFunctionExpression' ||
              definition.type === 'FunctionDeclaration') &&
            definition.params.length === 4
          ) &&
          !(memberPath(node)?.some(name => /err|fail|exception|convert/i.test(name)) ?? false)
        );
      }),
  );
}

/** What a caught error, or that of a callback, lacks where it is one of a module whose errors carry no status. */
function statusless(
  variable: Variable,
  { file, definitions }: Model,
  found: (is: 'may-lack', more: Partial<UndefinedStatus>) => UndefinedStatus,
): UndefinedStatus | null {
  const by = definitions && findStatuslessFailure(variable, file, definitions.locator);
  return by && found('may-lack', { by });
}

/** Whether a handler asks anything about its error, writes onto it, or gives it to a function that may. */
function isLookedAt(variable: Variable, { fn }: Handler, { file }: Model, given: TSESTree.Node): boolean {
  return variable.references.some(({ identifier }) => {
    if (isWithin(identifier, given)) return false;
    if (isGivenAway(identifier)) return true;
    let inner = identifier as TSESTree.Node;
    for (let outer = inner.parent; outer && outer !== fn; inner = outer, outer = outer.parent)
      if (isAskedIn(outer, inner, identifier)) return true;
    return isKept(identifier, file.bindings.variableOf(identifier) !== null);
  });
}

/** Whether a part of an expression or statement decides what runs, is written, or is copied whole. */
function isAskedIn(outer: TSESTree.Node, inner: TSESTree.Node, identifier: TSESTree.Node): boolean {
  // That there is one says nothing of it: `if (error) …`.
  if ('test' in outer && outer.test === inner) return inner !== identifier;
  switch (outer.type) {
    case 'LogicalExpression':
      return outer.left === inner && !isMessage(identifier);
    case 'SwitchStatement':
      return outer.discriminant === inner;
    case 'AssignmentExpression':
      return outer.left === inner;
    case 'SpreadElement':
      return true;
    default:
      return false;
  }
}

/** `error.message || 'Something went wrong'` says nothing of its status. */
function isMessage({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'MemberExpression' && /^(?:message|stack|name|details?)$/.test(propertyName(parent) ?? '');
}

/** Whether the error is kept in another variable. */
function isKept({ parent }: TSESTree.Node, isKnown: boolean): boolean {
  return isKnown && parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier';
}

/** Whether the file sets a `code` on something, by an assignment, a class or an object with a number. */
function setsCodes(program: TSESTree.Node, { file: { sourceCode } }: Model): boolean {
  return holds(program, sourceCode.visitorKeys, node => {
    if (node.type === 'AssignmentExpression')
      return node.left.type === 'MemberExpression' && propertyName(node.left) === 'code';
    if (node.type === 'PropertyDefinition') return propertyName(node) === 'code';
    return (
      node.type === 'Property' &&
      propertyName(node) === 'code' &&
      !(node.value.type === 'Literal' && typeof node.value.value === 'string')
    );
  });
}
