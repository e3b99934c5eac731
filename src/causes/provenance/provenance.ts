import type { TSESTree } from '@typescript-eslint/utils';

import { PASSPORT, PRINCIPAL } from '../../knowledge/shapes/callers.ts';
import { ERROR_FIRST } from '../../knowledge/shapes/errors.ts';
import { HOLDS_VALUE } from '../../knowledge/shapes/language.ts';
import { KEPT_VALUES, REQUEST } from '../../knowledge/shapes/requests.ts';
import { MAKES_DTO } from '../../knowledge/shapes/validation.ts';
import { isTestOperator } from '../../syntax/operators.ts';
import type { File } from '../../model/definitions/file.ts';
import {
  argumentsOf,
  callFrame,
  elementsOf,
  frameOf,
  type Frame,
  type Located,
} from '../../model/definitions/frame.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import type { Handler } from '../../model/handlers/handler.ts';
import type { Model } from '../../model/model.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { childExpressions } from '../../syntax/child-expressions.ts';
import {
  enclosingFunction,
  isFunction,
  isInLoop,
  isWithin,
  parametersOf,
  type FunctionNode,
} from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { calleeName, memberPath, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { Callees, type FunctionInSight } from './callee.ts';
import { callProvenance, namedProvenance } from './calls.ts';
import { memberOf, requestPartOf, UNKNOWN, type Provenance, type RequestPart } from './kinds.ts';
import { originCode } from './origin-code.ts';
import { givenUnder } from './given-under.ts';
import { givenArguments, valueAt } from './parameters.ts';
import { findSetBefore, type SetBefore } from './set-before.ts';
import { statedProvenance } from './stated-call.ts';

const MAX_DEPTH = 8;

/** How many calls deep the arguments of one call are put in place of parameters. */
const MAX_BOUND = 3;

/** Tells what values are, for one file as it stands, or in one call of a function of it. */
export class Provenances {
  readonly file: File;
  readonly frame: Frame;
  readonly #findCalls: Model['findCalls'];
  readonly #requests: ReadonlySet<unknown>;
  readonly #patterns: ReadonlySet<TSESTree.Node>;
  readonly #known = new Map<TSESTree.Node, Provenance>();
  /** Those of the files whose calls give this one's functions their arguments, or whose functions are called here. */
  readonly #others: Map<File, Provenances>;
  /** Those of calls. */
  readonly #calls: WeakMap<Frame, Provenances>;
  readonly #handling: ReadonlyMap<TSESTree.Node, Handler>;
  readonly #errors: ReadonlySet<TSESTree.Node>;
  readonly callees: Callees;
  readonly #before = new Map<Handler, SetBefore>();
  readonly #ofCalls = new Map<TSESTree.CallExpression, Provenances | null>();

  constructor(
    file: File,
    handlers: readonly Handler[],
    findCalls: Model['findCalls'],
    from: Resolver | Provenances | null = null,
    frame: Frame = frameOf(file),
  ) {
    this.file = file;
    this.frame = frame;
    this.#findCalls = findCalls;
    const main = from instanceof Provenances ? from : null;
    this.#others = main ? main.#others : new Map<File, Provenances>([[file, this]]);
    this.#calls = main ? main.#calls : new WeakMap();
    this.callees = main
      ? main.callees
      : new Callees(
          from instanceof Provenances ? null : from,
          (call, own) => statedProvenance(call, this.in(own)) ?? namedProvenance(call, 0, this.in(own)),
          (node, own) => this.in(own).of(node),
        );
    this.#handling = new Map(handlers.map(handler => [handler.fn, handler]));
    this.#errors = new Set(handlers.map(({ parameters }) => parameters.error).filter(node => node !== null));
    this.#requests = new Set(handlers.map(handler => handler.request).filter(variable => variable !== null));
    this.#patterns = new Set(
      handlers
        .map(handler => handler.parameters.request)
        .filter(node => node?.type === 'ObjectPattern') as TSESTree.Node[],
    );
  }

  /** The handler that a function is; null for every other. */
  handlerOf(fn: TSESTree.Node): Handler | null {
    return this.#handling.get(fn) ?? null;
  }

  /** What an expression's (settled) value is. */
  of(node: TSESTree.Node, depth = 0): Provenance {
    const value = unwrapAwait(node);
    const before = this.#known.get(value);
    if (before) return before;
    if (depth > MAX_DEPTH) return UNKNOWN;
    this.#known.set(value, UNKNOWN);
    const found = this.#read(value, depth);
    this.#known.set(value, found);
    return found;
  }

  /** Whether a call is known to do nothing but compute a value, by its definition or its package: then its name says nothing. */
  isComputation(call: TSESTree.CallExpression): boolean {
    const callee = this.callees.of(call, this.file);
    if (callee.is !== 'in-sight') return callee.is === 'nothing';
    const { isOpaque, kinds } = this.callees.deedsOf(callee.body);
    return !isOpaque && kinds.size === 0;
  }

  /** The innermost handler that a node stands in. */
  handlerAround(node: TSESTree.Node): Handler | null {
    for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
      const handler = this.#handling.get(fn);
      if (handler) return handler;
    }
    return null;
  }

  /** All the sources of the request that feed an expression, anywhere inside it; without those by which the path named a record, where what hangs on that record is no resource of the URL. */
  sourcesIn(node: TSESTree.Node, depth = 0, throughRecords = true): ReadonlySet<RequestPart> {
    const found = new Set<RequestPart>();
    // Each definition once: lists of names that stand for lists of names would multiply.
    const seen = new Set<TSESTree.Node>();
    const visit = (inner: TSESTree.Node, depth: number): void => {
      if (depth > MAX_DEPTH) return;
      const value = unwrapAwait(inner);
      if (value.type === 'MemberExpression' || value.type === 'Identifier' || value.type === 'CallExpression') {
        const sources = sourcesOf(this.of(value, depth), value.type === 'CallExpression', throughRecords);
        for (const one of sources ?? []) found.add(one);
        if (sources) return;
      }
      if (value.type === 'Identifier') {
        const given = this.#givenFor(value);
        if (given) {
          if (depth < MAX_DEPTH)
            for (const one of this.at(given.frame).sourcesIn(given.node, depth + 1, throughRecords)) found.add(one);
          return;
        }
        const init = this.file.bindings.initOf(value);
        if (!init || isFunction(init) || seen.has(init)) return;
        seen.add(init);
        visit(init, depth + 1);
        return;
      }
      for (const child of childExpressions(value)) visit(child, depth);
    };
    visit(node, depth);
    return found;
  }

  #read(value: TSESTree.Node, depth: number): Provenance {
    switch (value.type) {
      case 'Literal':
      case 'TemplateLiteral':
        return value.type === 'TemplateLiteral' && value.expressions.length > 0 ? UNKNOWN : { is: 'constant' };
      case 'Identifier':
        return this.#ofIdentifier(value, depth);
      case 'MemberExpression':
        return this.#ofMember(value, depth);
      case 'CallExpression':
        return callProvenance(value, depth, this);
      case 'LogicalExpression':
        return this.#ofOneOrOther(value, depth);
      case 'ConditionalExpression':
        return this.#ofChoice(value, depth);
      case 'NewExpression': {
        const [argument] = value.arguments;
        return argument && HOLDS_VALUE.has(calleeName(value)) ? this.of(argument, depth + 1) : UNKNOWN;
      }
      case 'UnaryExpression':
        return value.operator === '-' || value.operator === '+' ? this.of(value.argument, depth + 1) : UNKNOWN;
      case 'BinaryExpression':
        return this.#ofOperation(value, depth);
      case 'AssignmentExpression':
        return this.of(value.right, depth + 1);
      default:
        return UNKNOWN;
    }
  }

  /** What `a || b`, `a && b` or `a ?? b` is. */
  #ofOneOrOther(value: TSESTree.LogicalExpression, depth: number): Provenance {
    if (isTest(value.left) || isTest(value.right)) return UNKNOWN;
    // `req.headers.authorization || req.cookies.token`, `auth && auth.split(' ')[1]`
    const right = this.of(value.right, depth + 1);
    const left = this.of(value.left, depth + 1);
    if (value.operator === '&&') return right.is === 'constant' || right.is === 'unknown' ? left : right;
    // `req.body.name || record.name`, `req.body.email ?? user.email`
    if ((left.is === 'body' || left.is === 'query') && right.is === 'lookup') return left;
    // `req.userId || req.visitId`: whoever it is, known or not.
    if (left.is === 'principal' && right.is === 'unknown' && this.#isOfRequest(value.right)) return UNKNOWN;
    if (right.is === 'constant' || right.is === 'unknown') return left;
    if (left.is === right.is || left.is === 'unknown') return right;
    return requestPartOf(left) === requestPartOf(right) ? left : UNKNOWN;
  }

  /** What `test ? a : b` is: what both are, or the one that is something. */
  #ofChoice(value: TSESTree.ConditionalExpression, depth: number): Provenance {
    const [a, b] = [this.of(value.consequent, depth + 1), this.of(value.alternate, depth + 1)];
    if (a.is === 'constant' || a.is === 'unknown') return b;
    return b.is === 'constant' || a.is === b.is ? a : UNKNOWN;
  }

  /** What `a + b` is: the one of both that is something. */
  #ofOperation(value: TSESTree.BinaryExpression, depth: number): Provenance {
    if (isTest(value)) return UNKNOWN;
    const parts = [this.of(value.left as TSESTree.Node, depth + 1), this.of(value.right, depth + 1)].filter(
      part => part.is !== 'constant' && part.is !== 'unknown',
    );
    return parts.length === 1 ? (parts[0] ?? UNKNOWN) : UNKNOWN;
  }

  /** Whether a value is a member of the request. */
  #isOfRequest(node: TSESTree.Node): boolean {
    const value = unwrap(node);
    return value.type === 'MemberExpression' && this.of(value.object).is === 'request';
  }

  #ofIdentifier(node: TSESTree.Identifier, depth: number): Provenance {
    const variable = this.file.bindings.variableOf(node);
    if (!variable) return UNKNOWN;
    if (this.#requests.has(variable)) return { is: 'request' };
    const given = this.#givenFor(node);
    if (given) return this.at(given.frame).of(given.node, depth + 1);
    const [definition] = variable.defs;
    if (!definition) return UNKNOWN;
    const name = definition.name as TSESTree.Node;
    if (definition.type === 'CatchClause') return { is: 'error', from: definition.node, attribute: null };
    if (definition.type === 'Parameter')
      return this.#unlessSetAgain(node, variable, this.#ofParameter(definition.node, name, depth), depth);
    if (definition.type !== 'Variable') return UNKNOWN;
    const declarator = definition.node as TSESTree.Node;
    if (declarator.type !== 'VariableDeclarator') return UNKNOWN;
    const loop = declarator.parent.parent;
    if (declarator.id.type === 'Identifier' && loop?.type === 'ForOfStatement' && loop.left === declarator.parent)
      return this.#ofElement(loop.right, depth);
    if (declarator.id.type === 'Identifier') return this.#ofVariable(node, variable, declarator.init, depth);
    if (!declarator.init) return UNKNOWN;
    const path = pathInPattern(declarator.id, name);
    return path ? this.#unlessSetAgain(node, variable, this.#ofPath(declarator.init, path, depth), depth) : UNKNOWN;
  }

  /** What all the values that a variable can have where it is read agree on. */
  #ofVariable(use: TSESTree.Identifier, variable: Variable, init: TSESTree.Node | null, depth: number): Provenance {
    const values = valuesBefore(use, this.file.bindings.valuesOf(variable));
    const found = (values ?? (init ? [init] : []))
      .map(one => this.of(one, depth + 1))
      .filter(one => one.is !== 'constant' && one.is !== 'unknown');
    const [first] = found;
    if (!first || values === null) return first && found.length === 1 ? first : UNKNOWN;
    return found.every(one => one.is === first.is) ? first : (credentialAmong(found) ?? UNKNOWN);
  }

  /** What the call that is read gives for a parameter. */
  #givenFor(node: TSESTree.Identifier): Located | null {
    if (this.frame.depth === 0) return null;
    const variable = this.file.bindings.variableOf(node);
    return (variable && this.frame.bound.get(variable)) ?? null;
  }

  /** What a variable was taken for, where nothing before its use has set it to something else: `let { id } = req.body; if (name) ({ id } = await find(name));` */
  #unlessSetAgain(use: TSESTree.Identifier, variable: Variable, taken: Provenance, depth: number): Provenance {
    if (taken.is === 'unknown' || !this.file.bindings.isRewritten(variable)) return taken;
    const isKept = variable.references
      .filter(reference => reference.isWrite() && !reference.init && mayPrecede(reference.identifier, use))
      .every(({ identifier }) => {
        const { parent } = identifier;
        if (parent?.type !== 'AssignmentExpression' || parent.left !== identifier) return false;
        const value = this.of(parent.right, depth + 1);
        // limit = limit ?? 10, name = name.trim()
        return value.is === 'constant' || value.is === taken.is;
      });
    return isKept ? taken : UNKNOWN;
  }

  /** One element of what a loop goes through: a record of a list that was found, a value of the body. */
  #ofElement(list: TSESTree.Node, depth: number): Provenance {
    const found = this.of(list, depth + 1);
    if (found.is === 'body' || found.is === 'query') return { is: found.is, name: found.name ?? 'element' };
    return found.is === 'lookup' && found.attribute === null ? { ...found, isList: false } : UNKNOWN;
  }

  #ofParameter(fn: TSESTree.Node, name: TSESTree.Node, depth: number): Provenance {
    if (!isFunction(fn)) return UNKNOWN;
    const parameters = parametersOf(fn);
    const index = parameters.findIndex(parameter => parameter === name || isWithin(name, parameter));
    const declared = parameters[index];
    if (!declared) return UNKNOWN;
    // (kind = 'box') => …, as one call gives it
    const parameter = declared.type === 'AssignmentPattern' && this.frame.called?.fn === fn ? declared.left : declared;
    if (parameter.type === 'ObjectPattern') {
      const path = pathInPattern(parameter, name);
      if (path && this.#patterns.has(parameter)) return this.#ofRequest(path, name, depth);
      return path && !this.#handling.has(fn) ? this.#ofArgument(fn, index, path, depth) : UNKNOWN;
    }
    if (parameter.type === 'Identifier' && index === 0 && REQUEST.has(parameter.name)) return { is: 'request' };
    if (this.#errors.has(parameter)) return { is: 'error', from: fn, attribute: null };
    const call = fn.parent;
    if (call.type === 'CallExpression' && call.arguments.includes(fn as TSESTree.CallExpressionArgument))
      return this.#ofCallbackParameter(call, fn, index, depth);
    return parameter.type === 'Identifier' && !this.#handling.has(fn)
      ? this.#ofArgument(fn, index, [], depth)
      : UNKNOWN;
  }

  /** What a function is given for a parameter or within it, where all its calls in sight agree on a part of the request, or on the caller. */
  #ofArgument(fn: FunctionNode, index: number, path: readonly string[], depth: number): Provenance {
    if (depth > MAX_DEPTH) return UNKNOWN;
    const { called } = this.frame;
    if (called?.fn === fn) {
      const argument = called.args.list[index];
      return argument
        ? path.reduce<Provenance>(memberOf, this.at(argument.frame).of(argument.node, depth + 1))
        : UNKNOWN;
    }
    const given = givenArguments(fn, index, path, this.file, this.#findCalls(fn));
    const found =
      given?.map(one =>
        one.path.reduce<Provenance>(memberOf, this.in(one.file).of(one.node, one.file === this.file ? depth + 1 : 0)),
      ) ?? [];
    const [first] = found;
    return first && found.every(one => one.is === first.is && requestPartOf(one) !== null) ? first : UNKNOWN;
  }

  /** What is found by keys in a value: in an object that is written out, or in what calls give for a parameter. */
  #ofPath(node: TSESTree.Node, path: readonly string[], depth: number): Provenance {
    const container = this.of(node, depth + 1);
    if (container.is === 'request') return this.#ofRequest(path, node, depth);
    if (container.is !== 'unknown' || depth > MAX_DEPTH) return path.reduce<Provenance>(memberOf, container);
    const root = unwrapAwait(node);
    // const [error, user] = CreateUserDto.create(req.body)
    if (
      root.type === 'CallExpression' &&
      path[0] === '1' &&
      MAKES_DTO.has(memberPath(root.callee)?.join('.')) &&
      root.arguments[0]
    ) {
      const given = this.of(root.arguments[0], depth + 1);
      return given.is === 'body' ? path.slice(1).reduce<Provenance>(memberOf, given) : UNKNOWN;
    }
    if (root.type === 'CallExpression') {
      const settled = this.#ofSettled(root, path, depth);
      return settled.is === 'unknown' ? this.#ofGiven(root, path, depth) : settled;
    }
    if (root.type !== 'Identifier') return UNKNOWN;
    const kept = this.file.bindings.resolveAwaited(root);
    const given = kept.type === 'CallExpression' ? this.#ofGiven(kept, path, depth) : UNKNOWN;
    if (given.is !== 'unknown') return given;
    const at = valueAt({ node: root, file: this.file, path });
    if (at && at !== 'unknown' && at.node !== root) {
      const found = at.path.reduce<Provenance>(memberOf, this.of(at.node, depth + 1));
      return requestPartOf(found) === null ? UNKNOWN : found;
    }
    const parameter = this.#parameterOf(root);
    return parameter ? this.#ofArgument(parameter.fn, parameter.index, path, depth) : UNKNOWN;
  }

  /** One of several promises that are waited for together: `const [box, shelf] = await Promise.all([…])`. */
  #ofSettled({ callee, arguments: [list] }: TSESTree.CallExpression, path: readonly string[], depth: number) {
    const [index, ...members] = path;
    const method = unwrap(callee);
    if (!list || method.type !== 'MemberExpression' || !isName(method.object, 'Promise')) return UNKNOWN;
    const name = propertyName(method);
    // allSettled gives `{ status, value, reason }` for each.
    if (name === 'allSettled' && members.shift() !== 'value') return UNKNOWN;
    if (name !== 'all' && name !== 'allSettled') return UNKNOWN;
    const element = elementsOf({ node: list, frame: this.frame })?.[Number(index)];
    return element ? members.reduce<Provenance>(memberOf, this.at(element.frame).of(element.node, depth + 1)) : UNKNOWN;
  }

  /** The record under a key of what a function of the project gives: `return { boat: await Boat.findById(id) }`. Unknown where it gives that or another for several reasons. */
  #ofGiven(call: TSESTree.CallExpression, [key, ...members]: readonly string[], depth: number): Provenance {
    const callee = this.callees.of(call, this.file);
    if (key === undefined || callee.is !== 'in-sight') return UNKNOWN;
    const inside = this.boundTo(callee.body, call);
    const values = inside ? givenUnder(key, callee.body.fn, inside.frame) : null;
    const [found, other] = (values ?? []).map(value => inside?.of(value, depth + 1));
    // What the call itself gives is always there: the record under the key is what may not be.
    return found?.is === 'lookup' && !other
      ? members.reduce<Provenance>(memberOf, { ...found, call: call.callee })
      : UNKNOWN;
  }

  /** The parameter that an identifier names, of a function that is no handler. */
  #parameterOf(node: TSESTree.Identifier): { readonly fn: FunctionNode; readonly index: number } | null {
    const variable = this.file.bindings.variableOf(node);
    const definition = variable && this.file.bindings.definitionOf(variable);
    const fn = definition?.type === 'Parameter' ? (definition.node as TSESTree.Node) : null;
    if (!isFunction(fn) || this.#handling.has(fn)) return null;
    const index = parametersOf(fn).indexOf(definition?.name as TSESTree.Node);
    return index < 0 ? null : { fn, index };
  }

  /** The provenances of a file; handlers are known in the one that is linted alone. */
  in(file: File): Provenances {
    let provenances = this.#others.get(file);
    if (!provenances) this.#others.set(file, (provenances = new Provenances(file, [], () => [], this)));
    return provenances;
  }

  /** The provenances of a file in one reading: where a function is called, its parameters are what that call gives. */
  at(frame: Frame): Provenances {
    if (frame.depth === 0) return this.in(frame.file);
    let provenances = this.#calls.get(frame);
    if (!provenances) this.#calls.set(frame, (provenances = new Provenances(frame.file, [], () => [], this, frame)));
    return provenances;
  }

  /** The values in a function as one call of it gives them; null where that would lead too deep, or back into itself. */
  boundTo({ fn, file }: FunctionInSight, call: TSESTree.CallExpression): Provenances | null {
    let known = this.#ofCalls.get(call);
    if (known === undefined) {
      const frame = callFrame({ node: fn, frame: frameOf(file) }, argumentsOf(call, this.frame), null);
      known = frame && frame.depth <= MAX_BOUND ? this.at(frame) : null;
      this.#ofCalls.set(call, known);
    }
    return known;
  }

  /** Node's `(err, result)`, a promise's `.then(result)` and `.catch(err)`. */
  #ofCallbackParameter(call: TSESTree.CallExpression, fn: FunctionNode, index: number, depth: number): Provenance {
    const method = methodCall(call);
    if (method?.name === 'catch') return index === 0 ? { is: 'error', from: fn, attribute: null } : UNKNOWN;
    if (method?.name === 'then')
      return index === 0
        ? call.arguments[1] === fn
          ? { is: 'error', from: fn, attribute: null }
          : this.of(method.object, depth + 1)
        : UNKNOWN;
    const [first] = parametersOf(fn);
    if (first?.type !== 'Identifier' || !ERROR_FIRST.has(first.name) || call.arguments.at(-1) !== fn) return UNKNOWN;
    if (index === 0) return { is: 'error', from: fn, attribute: null };
    // passport.authenticate('jwt', (err, user, info) => …)
    if (method?.name === 'authenticate' && PASSPORT.has(originCode(method.object, this.file)))
      return index === 1 ? { is: 'principal', attribute: null } : UNKNOWN;
    return callProvenance(call, depth + 1, this);
  }

  #ofMember(node: TSESTree.MemberExpression, depth: number): Provenance {
    const object = unwrap(node.object);
    const name = propertyName(node);
    const path = memberPath(node);
    // res.locals.user, request.server…: the response's locals hold what middleware put there.
    if (path && path.at(-2) === 'locals' && name && PRINCIPAL.has(name)) return { is: 'principal', attribute: null };
    if (path && path[0] === 'this' && path.length === 2) return UNKNOWN;
    const container = this.of(object, depth + 1);
    if (name === null) return this.#ofComputed(node, container, depth);
    return this.#ofPath(object, [name], depth);
  }

  /** `session[key]`, `tables[req.params.table]`, `list[0]` */
  #ofComputed(node: TSESTree.MemberExpression, container: Provenance, depth: number): Provenance {
    const { property } = node;
    if (container.is === 'credential' && KEPT_VALUES.has(container.name))
      return memberOf(
        container,
        property.type === 'Identifier' || property.type === 'MemberExpression' ? this.file.code(property) : '',
      );
    if (container.is === 'unknown' && this.of(property, depth + 1).is === 'param')
      return {
        is: 'lookup',
        by: new Set<RequestPart>(['param']),
        isList: false,
        attribute: null,
        call: node,
        isOfTable: true,
      };
    return KEPT_BY_KEY.has(container.is) && (node.computed || container.is !== 'principal') ? container : UNKNOWN;
  }

  /** A member of the request, or one of that: where nothing is known of its name, what the functions before the handler agree to set it to. */
  #ofRequest(path: readonly string[], at: TSESTree.Node, depth: number): Provenance {
    const [name, ...members] = path;
    if (name === undefined) return { is: 'request' };
    const member = memberOf({ is: 'request' }, name);
    if (member.is !== 'unknown' || depth > MAX_DEPTH) return members.reduce<Provenance>(memberOf, member);
    const found = (this.#setBefore(at)?.get(name) ?? [])
      .map(one => this.at(one.frame).of(one.node, depth + 1))
      .filter(({ is }) => is !== 'constant');
    const [first] = found;
    if (!first || found.some(one => one.is !== first.is)) return UNKNOWN;
    // Seen from the handler it is there since its beginning.
    return members.reduce<Provenance>(memberOf, 'call' in first ? { ...first, call: at } : first);
  }

  /** What is written onto the request before the handler that a node stands in. */
  #setBefore(node: TSESTree.Node): SetBefore | null {
    const handler = this.handlerAround(node);
    if (!handler) return null;
    let known = this.#before.get(handler);
    if (!known) {
      // What runs before itself is not asked in turn.
      this.#before.set(handler, new Map());
      this.#before.set(handler, (known = findSetBefore(handler, this.frame, this.callees)));
    }
    return known;
  }
}

/** What a value is whose member under some key is still that. */
const KEPT_BY_KEY: ReadonlySet<Provenance['is']> = new Set([
  'principal',
  'body',
  'query',
  'param',
  'lookup',
  'credential',
]);

function isName(node: TSESTree.Node, name: string): boolean {
  const value = unwrap(node);
  return value.type === 'Identifier' && value.name === name;
}

/** The sources of the request that what a value is tells by itself; null where what it is made of must be read. */
function sourcesOf(provenance: Provenance, isCall: boolean, throughRecords: boolean): readonly RequestPart[] | null {
  const source = requestPartOf(provenance);
  if (source) return [source];
  // What another server answers is its own, whatever it was asked with.
  if (provenance.is === 'upstream') return [];
  // What hangs on a record found or changed by something hangs on that.
  return (provenance.is === 'lookup' || provenance.is === 'written') && !isCall
    ? [...provenance.by].filter(one => throughRecords || one !== 'param')
    : null;
}

/** Whether an expression says yes or no of a value, and so is no longer that value: `user.role === 'admin'`, `!token`. */
function isTest(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  if (value.type === 'LogicalExpression') return isTest(value.left) || isTest(value.right);
  return value.type === 'BinaryExpression'
    ? isTestOperator(value.operator)
    : value.type === 'UnaryExpression' && value.operator === '!';
}

/** Whether a variable may be set before a use of it: further up, or where a loop or a function leads back. */
function mayPrecede(set: TSESTree.Node, use: TSESTree.Node): boolean {
  return (
    !isWithin(use, set.parent ?? set) &&
    (set.range[1] <= use.range[0] || enclosingFunction(set) !== enclosingFunction(use) || isInLoop(set))
  );
}

/** The values a variable can have where it is read: not those that are assigned further down, unless a loop or a function leads back. */
function valuesBefore(use: TSESTree.Node, values: readonly TSESTree.Node[] | null): readonly TSESTree.Node[] | null {
  if (!values || values.length < 2) return values;
  const earlier = values.filter(value => value.range[1] <= use.range[0]);
  const isStraight =
    values.every(value => enclosingFunction(value) === enclosingFunction(use)) &&
    !values.some(value => isInLoop(value));
  return isStraight && earlier.length > 0 ? earlier : values;
}

function credentialAmong(found: readonly Provenance[]): Provenance | null {
  return found.every(one => one.is === 'credential' || one.is === 'header' || one.is === 'query' || one.is === 'body')
    ? (found.find(one => one.is === 'credential') ?? null)
    : null;
}
