import type { TSESTree } from '@typescript-eslint/utils';

import type { Framework } from '../../frameworks/framework.ts';
import { isFunction } from '../../syntax/functions.ts';
import {
  calleeName,
  calleeNameNode,
  lastName,
  memberPath,
  methodCall,
  propertyName,
  unwrap,
  unwrapAwait,
} from '../../syntax/unwrap.ts';
import { BUILTIN_ERRORS } from '../definitions/error-class.ts';
import type { FramedValues } from '../definitions/evaluate.ts';
import {
  argumentsOf,
  callFrame,
  findProperty,
  type Arguments,
  type Frame,
  type Located,
} from '../definitions/frame.ts';
import { isClass } from '../definitions/locate.ts';
import type { Resolver } from '../definitions/resolver.ts';
import { returnsOf } from '../definitions/returns.ts';
import type { Handler } from '../handlers/handler.ts';
import type { ErrorValue } from '../responses/error-value.ts';
import type { Status } from '../responses/status.ts';
import { thrownByCall } from './always-throws.ts';
import { CarriedReader } from './carried-reader.ts';
import {
  carriedAs,
  fixed,
  joinCarried,
  NOTHING_CARRIED,
  STATUS_PROPERTIES,
  statusOf,
  UNREAD,
  type Carried,
  type CarriedProperty,
} from './carried-status.ts';

/** What is read of an error before the framework comes in. */
interface ErrorCandidate {
  readonly carried: Carried;
  readonly name: string | null;
  readonly args: readonly TSESTree.Node[];
  readonly isHttp: boolean;
  readonly isError: boolean;
}

/** Names of classes and factories that make errors, whose definition may be out of sight. */
const ERROR_NAME = /err(?:or)?s?(?:$|[A-Z_])|exception|problem|failure|httperror|^boom/i;

/** Names that end as a well-known HTTP error does, with words of the project's domain before: RuntimeNotFound, UserNotFoundError. */
const DOMAIN_NAME =
  /(?:NotFound|Forbidden|Unauthori[sz]ed|BadRequest|Conflict|AccessDenied|AlreadyExists|Validation|Invalid\w*|Unauthenticated|Expired|TooMany\w*)(?:Error|Exception)?$/;

const MAX_DEPTH = 8;

/** How many expressions are read for one: functions that each return what the one before makes, a dozen times, multiply. */
const MAX_STEPS = 500;

/** What the application answers an error with; no status of its own where it leaves that to the framework. */
export interface Answer {
  readonly status: Status | null;
  /** Whether it tells this error from others. */
  readonly isMeant: boolean;
  /** Whether an error status that was set before the error is kept. */
  readonly keepsSetStatus?: boolean;
}

/** Finds what the application answers an error with that says no status itself; null where that is not known. */
export type FindAnswer = (
  error: Located,
  nameNode: TSESTree.Node,
  framework: Framework,
  handler: Handler | null,
  /** The call that throws it, where that is in a helper. */
  by?: TSESTree.CallExpression,
) => Answer | null;

/** Reads expressions as errors. */
export class ErrorReader {
  readonly #definitions: Resolver;
  readonly #carried: CarriedReader;
  #findAnswer: FindAnswer = () => null;
  #steps = 0;

  constructor(definitions: Resolver) {
    this.#definitions = definitions;
    this.#carried = new CarriedReader(definitions);
  }

  /** Error handlers are read with this reader, and it asks them. */
  connect(findAnswer: FindAnswer): void {
    this.#findAnswer = findAnswer;
  }

  /** Reads an error that leaves a handler, or a function of which no handler is in sight: what says no status itself has the one that it is answered with. */
  readRaised(node: TSESTree.Node, frame: Frame, framework: Framework, handler: Handler | null): ErrorValue | null {
    const error = this.read(node, frame, framework);
    if (!error || frame.depth > 0 || (error.status !== null && !error.status.isUnknown)) return error;
    const answer = this.#findAnswer({ node, frame }, error.nameNode, framework, handler);
    // Elsewhere it may be caught by whoever calls the function, unless it is made for the error handler.
    if (!answer || (!handler && !answer.isMeant)) return error;
    return {
      ...error,
      status: answer.status ?? error.status,
      isHttp: error.isHttp || answer.isMeant,
      isAnswered: true,
      keepsSetStatus: answer.keepsSetStatus ?? false,
    };
  }

  /** Reads a call of a helper that throws on every way through it: the error as that call makes it, reported at the call. Null for any other call. */
  readThrowing(
    call: TSESTree.CallExpression,
    frame: Frame,
    framework: Framework,
    handler: Handler | null,
  ): ErrorValue | null {
    const thrown = thrownByCall(call, frame, this.#definitions.locator);
    if (!thrown) return null;
    this.#steps = 0;
    const draft = this.#read(thrown.node, thrown.frame, thrown.node, 0);
    const nameNode = calleeNameNode(call);
    const answer =
      (draft?.carried ?? NOTHING_CARRIED) === NOTHING_CARRIED || !draft?.isHttp
        ? this.#findAnswer(thrown, nameNode, framework, handler, call)
        : null;
    const own = draft && draft.carried !== NOTHING_CARRIED ? statusOf(draft.carried, framework, frame, nameNode) : null;
    return {
      isAnswered: answer !== null,
      status: answer?.status ?? own,
      name: draft?.name ?? null,
      nameNode,
      isHttp: draft?.isHttp === true || answer?.isMeant === true,
      isError: draft?.isError ?? false,
      message: messageOf(call, call.arguments, frame),
      headers: null,
      keepsSetStatus: answer?.keepsSetStatus ?? false,
    };
  }

  /** Reads an expression as an error; null where it is none of which anything is known: a caught error thrown again, a call out of sight. */
  read(node: TSESTree.Node, frame: Frame, framework: Framework): ErrorValue | null {
    this.#steps = 0;
    const draft = this.#read(node, frame, node, 0);
    if (!draft) return null;
    const nameNode = nameNodeOf(node);
    return {
      isAnswered: false,
      keepsSetStatus: false,
      status: draft.carried === NOTHING_CARRIED ? null : statusOf(draft.carried, framework, frame, nameNode),
      name: draft.name,
      nameNode,
      isHttp: draft.isHttp,
      isError: draft.isError,
      message: messageOf(node, draft.args, frame),
      headers: this.#headersOf(draft.args, frame),
    };
  }

  #read(node: TSESTree.Node, frame: Frame, at: TSESTree.Node, depth: number): ErrorCandidate | null {
    const value = unwrapAwait(node);
    if (depth > MAX_DEPTH || this.#steps++ > MAX_STEPS) return null;
    switch (value.type) {
      case 'Identifier':
        return this.#readVariable(value, frame, at, depth);
      case 'NewExpression':
        return this.#readMade(value, frame, depth);
      case 'CallExpression':
        return this.#readCall(value, frame, at, depth);
      case 'ObjectExpression':
        return this.#readObject(value, frame);
      case 'ConditionalExpression':
        return joinCandidates(
          this.#read(value.consequent, frame, at, depth + 1),
          this.#read(value.alternate, frame, at, depth + 1),
        );
      case 'LogicalExpression':
        return value.operator === '&&'
          ? this.#read(value.right, frame, at, depth + 1)
          : joinCandidates(this.#read(value.left, frame, at, depth + 1), this.#read(value.right, frame, at, depth + 1));
      case 'MemberExpression': {
        const located = this.#definitions.locator.locate(value, frame);
        return located.node === value ? null : this.#read(located.node, located.frame, located.node, depth + 1);
      }
      default:
        return null;
    }
  }

  /** A variable: what it is set to, with the status written onto it before it is thrown, `err.status = 404`. */
  #readVariable(
    identifier: TSESTree.Identifier,
    frame: Frame,
    at: TSESTree.Node,
    depth: number,
  ): ErrorCandidate | null {
    const { bindings } = frame.file;
    const variable = bindings.variableOf(identifier);
    // A chain of aliases may be long, but not this long: variables that are set to one another.
    if (!variable || depth > MAX_DEPTH / 2) return null;
    const written = this.#writtenOnto(identifier, frame, at);
    const init = variable.defs[0]?.type === 'Variable' ? bindings.valuesOf(variable) : null;
    let base: ErrorCandidate | null = null;
    if (init && init.length > 0 && init.length <= 4)
      base = init.map(one => this.#read(one, frame, one, depth + 1)).reduce(joinCandidates);
    else {
      const located = this.#definitions.locator.locate(identifier, frame);
      if (located.node !== identifier) base = this.#read(located.node, located.frame, located.node, depth + 1);
    }
    if (!written) return base;
    return {
      carried: { ...(base?.carried ?? UNREAD), ...written },
      name: base?.name ?? null,
      args: base?.args ?? [],
      isHttp: true,
      isError: base?.isError ?? false,
    };
  }

  /** The statuses written onto a variable before a place of the same file, by assignment or Object.assign. */
  #writtenOnto(identifier: TSESTree.Identifier, frame: Frame, at: TSESTree.Node): Partial<Carried> | null {
    const written: Partial<Record<CarriedProperty, FramedValues>> = {};
    const variable = frame.file.bindings.variableOf(identifier);
    for (const { identifier: reference } of variable?.references ?? []) {
      if (reference.range[0] >= at.range[0]) continue;
      const member: TSESTree.Node | undefined =
        reference.parent?.type === 'TSAsExpression' ? reference.parent.parent : reference.parent;
      if (
        member?.type === 'MemberExpression' &&
        unwrap(member.object) === reference &&
        member.parent.type === 'AssignmentExpression' &&
        member.parent.left === member
      ) {
        const name = STATUS_PROPERTIES.find(one => one === propertyName(member));
        if (name) written[name] = this.#definitions.evaluator.evaluate(member.parent.right, frame);
      }
      if (member?.type === 'CallExpression' && member.arguments[0] === reference && calleeName(member) === 'assign') {
        for (const source of member.arguments.slice(1)) Object.assign(written, this.#carried.ofObject(source, frame));
      }
    }
    return Object.keys(written).length > 0 ? written : null;
  }

  #readObject(object: TSESTree.ObjectExpression, frame: Frame): ErrorCandidate {
    const found = this.#carried.ofObject(object, frame);
    const carried: Carried = { ...NOTHING_CARRIED, ...found };
    const isEmpty = Object.keys(found).length === 0;
    const hidesSome = object.properties.some(
      property => property.type === 'SpreadElement' || propertyName(property) === null,
    );
    return {
      carried: isEmpty ? (hidesSome ? UNREAD : NOTHING_CARRIED) : carried,
      name: null,
      args: [object],
      isHttp: !isEmpty,
      isError: false,
    };
  }

  #readMade(made: TSESTree.NewExpression, frame: Frame, depth: number): ErrorCandidate | null {
    const args = argumentsOf(made, frame);
    return this.#readInstance({ node: made.callee, frame }, args, made, depth);
  }

  #readInstance(
    callee: Located,
    args: Arguments,
    made: TSESTree.NewExpression | TSESTree.CallExpression,
    depth: number,
  ): ErrorCandidate | null {
    const name = calleeName(made);
    const given = this.#carried.declared(callee, args) ?? this.#carried.library(callee, args);
    if (given) return { carried: given, name, args: made.arguments, isHttp: true, isError: true };
    const cls = this.#definitions.locator.locate(callee.node, callee.frame);
    const isError = this.#isErrorClass(cls, args, name);
    const found = (carried: Carried, isHttp = true): ErrorCandidate => ({
      carried,
      name,
      args: made.arguments,
      isHttp,
      isError,
    });
    if (isClass(cls.node) || isFunction(cls.node)) {
      const carried = this.#carriedByClass(cls, args, depth);
      if (carried) return found(carried);
      const named = this.#carried.byName(name);
      return named === null ? found(UNREAD, isHttpName(name)) : found(carriedAs(named, callee));
    }
    // const NotFound = createError('CODE', 'message', 404), of @fastify/error.
    if (cls.node.type === 'CallExpression') {
      const made = this.#carried.library({ node: cls.node.callee, frame: cls.frame }, argumentsOf(cls.node, cls.frame));
      if (made) return found(fixed(made));
    }
    if (name !== null && BUILTIN_ERRORS.has(name) && callee.node.type === 'Identifier' && !frameVariable(callee))
      return found(NOTHING_CARRIED, false);
    // The first argument of Parse.Error is a code of Parse, which its server answers by a table of its own. Source: parse-server src/middlewares.js, handleParseErrors.
    if (memberPath(callee.node)?.join('.') === 'Parse.Error' || this.#carried.isOfGraphql(callee))
      return found(UNREAD, false);
    const inferred = this.#carried.fromArguments(args);
    if (inferred) return found(inferred);
    const named = this.#carried.byName(name);
    return named === null ? found(UNREAD, isHttpName(name)) : found(carriedAs(named, callee));
  }

  /** Whether a class extends Error, by its definition or, where the last of its bases is out of sight, by that one's name. */
  #isErrorClass(cls: Located, args: Arguments, name: string | null): boolean {
    if (!isClass(cls.node)) return /(?:Error|Exception)$/.test(name ?? '');
    const base = this.#definitions.instances.read({ cls, args })?.base?.callee;
    const baseName = base ? (lastName(base.node) ?? '') : '';
    return (
      base !== undefined &&
      (BUILTIN_ERRORS.has(baseName) ||
        /(?:Error|Exception)s?$/i.test(baseName) ||
        this.#carried.library(base, args) !== null)
    );
  }

  /** What the instances of a class carry, its base classes included; null where they carry no status in sight. */
  #carriedByClass(cls: Located, args: Arguments, depth: number): Carried | null {
    const instance = this.#definitions.instances.read({ cls, args });
    if (!instance) return null;
    const found: Partial<Record<CarriedProperty, FramedValues>> = {};
    for (const name of STATUS_PROPERTIES) {
      const values = instance.property(name);
      if (values) found[name] = values;
    }
    const { base } = instance;
    const inherited = base && this.#carriedByBase(base.callee, base.args, depth);
    if (Object.keys(found).length === 0) return inherited;
    return { ...(inherited ?? NOTHING_CARRIED), ...found };
  }

  #carriedByBase(callee: Located, args: Arguments, depth: number): Carried | null {
    const library = this.#carried.library(callee, args);
    if (library) return library;
    if (this.#carried.isOfGraphql(callee)) return UNREAD;
    const name = lastName(callee.node) ?? null;
    if (name !== null && BUILTIN_ERRORS.has(name)) return null;
    if (callee.node.type === 'CallExpression' && depth < MAX_DEPTH) {
      const made = this.#carried.library(
        { node: callee.node.callee, frame: callee.frame },
        argumentsOf(callee.node, callee.frame),
      );
      if (made) return made;
    }
    const named = this.#carried.byName(name);
    return this.#carried.fromArguments(args) ?? (named === null ? null : carriedAs(named, callee));
  }

  #readCall(call: TSESTree.CallExpression, frame: Frame, at: TSESTree.Node, depth: number): ErrorCandidate | null {
    const args = argumentsOf(call, frame);
    const callee: Located = { node: call.callee, frame };
    const method = methodCall(call);
    const [first, ...rest] = call.arguments;
    if (method?.name === 'assign' && memberPath(method.object)?.[0] === 'Object' && first)
      return this.#readAssigned(this.#read(first, frame, at, depth + 1), rest, frame);
    const name = calleeName(call);
    const found = (carried: Carried, isHttp = true): ErrorCandidate => ({
      carried,
      name,
      args: call.arguments,
      isHttp,
      isError: true,
    });
    const given = this.#carried.declared(callee, args) ?? this.#carried.library(callee, args);
    if (given) return found(given);
    const fn = this.#definitions.locator.locate(call.callee, frame);
    if (isFunction(fn.node)) {
      const inside = callFrame(fn, args, fn.frame.self);
      const returned = inside ? returnsOf(fn.node).map(one => this.#read(one, inside, one, depth + 1)) : [];
      const all = returned.length > 0 ? returned.reduce(joinCandidates) : null;
      return all && { ...all, name: all.name ?? name, args: call.arguments };
    }
    if (fn.node.type === 'CallExpression' && fn.node !== call) {
      const made = this.#carried.library({ node: fn.node.callee, frame: fn.frame }, argumentsOf(fn.node, fn.frame));
      if (made) return found(fixed(made));
    }
    if (name !== null && BUILTIN_ERRORS.has(name) && !method) return found(NOTHING_CARRIED, false);
    const carried = this.#carriedOutOfSight(call, callee, args);
    return carried && found(carried);
  }

  /** `Object.assign(new Error(m), { status: 404 })`: what is written wins over what the error carries. */
  #readAssigned(
    base: ErrorCandidate | null,
    sources: readonly TSESTree.CallExpressionArgument[],
    frame: Frame,
  ): ErrorCandidate | null {
    const written = sources.reduce<Partial<Carried>>(
      (known, source) => ({ ...known, ...this.#carried.ofObject(source, frame) }),
      {},
    );
    const isWritten = Object.keys(written).length > 0;
    if (!base && !isWritten) return null;
    const carried = base?.carried ?? UNREAD;
    return {
      carried: isWritten ? { ...carried, ...written } : carried,
      name: base?.name ?? null,
      args: [...(base?.args ?? []), ...sources],
      isHttp: isWritten || base?.isHttp === true,
      isError: base?.isError ?? false,
    };
  }

  /** `ApiError.badRequest(m)`, `errorHandler(404, m)`, their definitions out of sight. */
  #carriedOutOfSight(call: TSESTree.CallExpression, callee: Located, args: Arguments): Carried | null {
    const name = calleeName(call);
    const method = methodCall(call);
    const owner = method ? (lastName(method.object) ?? '') : '';
    if (!ERROR_NAME.test(name ?? '') && !ERROR_NAME.test(owner)) return null;
    const inferred = this.#carried.fromArguments(args);
    if (inferred) return inferred;
    const named = method ? this.#carried.byName(name) : null;
    if (named !== null) return carriedAs(named, callee);
    return ERROR_NAME.test(owner) ? UNREAD : null;
  }

  #headersOf(args: readonly TSESTree.Node[], frame: Frame): TSESTree.Node | null {
    for (const argument of args) {
      if (argument.type !== 'ObjectExpression') continue;
      const headers = findProperty(argument, 'headers');
      if (headers && headers !== 'unknown' && frame.depth === 0) return headers;
    }
    return null;
  }
}

function joinCandidates(a: ErrorCandidate | null, b: ErrorCandidate | null): ErrorCandidate | null {
  if (!a || !b) {
    const known = a ?? b;
    return known && { ...known, carried: joinCarried(known.carried, UNREAD) };
  }
  return {
    carried: joinCarried(a.carried, b.carried),
    name: a.name ?? b.name,
    args: [...a.args, ...b.args],
    isHttp: a.isHttp || b.isHttp,
    isError: a.isError && b.isError,
  };
}

function isHttpName(name: string | null): boolean {
  return (
    name !== null &&
    (DOMAIN_NAME.test(name) ||
      /^(?:App|Api|Http|Custom|Base|Express|Service|Domain|Server|Client|Request|Response)[A-Z]?\w*(?:Error|Exception)$/i.test(
        name,
      ))
  );
}

function frameVariable({ node, frame }: Located): boolean {
  // ESLint has variables for the globals too, which nothing in the file defines.
  return (frame.file.bindings.variableOf(node)?.defs.length ?? 0) > 0;
}

function nameNodeOf(node: TSESTree.Node): TSESTree.Node {
  const value = unwrapAwait(node);
  if (value.type !== 'NewExpression' && value.type !== 'CallExpression') return value;
  return calleeNameNode(value);
}

/** The text an error is made with: the first argument that is one, the `message` of an options object, else the first argument that is no number. */
function messageOf(node: TSESTree.Node, args: readonly TSESTree.Node[], { file }: Frame): TSESTree.Node | null {
  for (const argument of args) {
    const value = file.bindings.resolve(argument);
    if ((value.type === 'Literal' && typeof value.value === 'string') || value.type === 'TemplateLiteral')
      return argument;
    if (value.type === 'BinaryExpression' && value.operator === '+') return argument;
    if (value.type !== 'ObjectExpression') continue;
    for (const key of ['message', 'msg', 'error', 'detail', 'description']) {
      const found = findProperty(value, key);
      if (found && found !== 'unknown') return found;
    }
  }
  return (
    args.find(
      argument =>
        argument.type !== 'ObjectExpression' && !(argument.type === 'Literal' && typeof argument.value === 'number'),
    ) ?? (node.type === 'ObjectExpression' ? node : null)
  );
}
