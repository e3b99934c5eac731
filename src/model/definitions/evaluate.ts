import type { TSESTree } from '@typescript-eslint/utils';

import { findStatusByName } from '../../reference/status-names.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction } from '../../syntax/functions.ts';
import {
  isMovingCopy,
  staticValues,
  type Choice,
  type ConstantReader,
  type StaticValue,
} from '../../syntax/static-values.ts';
import { calleeName, memberPath, propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import { classesOf, isAllInSight, isBuiltinError, isInstanceOf, madeBy } from './error-class.ts';
import { argumentsOf, callFrame, type Frame, type Instance, type Located } from './frame.ts';
import { destructuredMember, isClass, type DestructuredMember, type Locator } from './locate.ts';
import { mayEndWithout, returnsOf } from './returns.ts';
import { writesOnto } from './writes-onto.ts';

/** One value an expression may have, where it is written, and in which reading. */
export interface FramedValue {
  readonly value: StaticValue['value'];
  readonly node: TSESTree.Node;
  readonly frame: Frame;
  /** The conditions under which it is the one, those of its own reading alone. */
  readonly choices: readonly Choice[];
  /** Whether a call gave it, so that its place is the argument and not what the called function makes of it. */
  readonly isArgument: boolean;
}

/** The finite set of values an expression may have; where it is not complete it may have others too. */
export interface FramedValues {
  readonly values: readonly FramedValue[];
  readonly isComplete: boolean;
}

/** Nothing is known. */
export const UNKNOWN_VALUES: FramedValues = { values: [], isComplete: false };

/** Finds the values of a property of an instance; null where its class sets none. */
export type ReadProperty = (instance: Instance, name: string) => FramedValues | null;

/** How deep expressions are followed. */
const MAX_DEPTH = 14;

/** How many expressions are evaluated for one: variables that are assigned several times multiply. */
const MAX_STEPS = 2000;

/** How many expressions a function returns, or a member is set to, of which all are read. */
const MAX_RETURNS = 8;

/** Finds the values an expression may have in a frame: parameters are what the call gave, imported names what their files say. */
export class Evaluator {
  readonly #locator: Locator;
  readonly #constants: (frame: Frame) => ConstantReader;
  readonly #readProperty: ReadProperty;
  /** Variables on the way: `a = b; b = a` ends here. */
  readonly #evaluating = new Set<Variable>();
  /** The expressions evaluated for the one that was asked for, and how many of them are not finished. */
  #steps = 0;
  #open = 0;

  constructor(locator: Locator, constants: (frame: Frame) => ConstantReader, readProperty: ReadProperty) {
    this.#locator = locator;
    this.#constants = constants;
    this.#readProperty = readProperty;
  }

  evaluate(node: TSESTree.Node, frame: Frame, depth = 0): FramedValues {
    if (this.#open === 0) this.#steps = 0;
    if (depth > MAX_DEPTH || this.#steps > MAX_STEPS) return UNKNOWN_VALUES;
    this.#steps++;
    this.#open++;
    try {
      return this.#expression(unwrapAwait(node), frame, depth);
    } finally {
      this.#open--;
    }
  }

  /** Whether an expression is an instance of a class; null where either is out of sight. */
  isInstance(node: TSESTree.Node, cls: TSESTree.Node, frame: Frame): boolean | null {
    const made = madeBy({ node, frame }, this.#locator);
    return made && isInstanceOf(made, { node: cls, frame }, this.#locator);
  }

  /** Whether a name stands for an object that is made in sight, which is never falsy. */
  isObject(node: TSESTree.Node, frame: Frame): boolean {
    return node.type === 'Identifier' && madeBy({ node, frame }, this.#locator) !== null;
  }

  /** Whether a call asks a package whether an error is one of its own, `isAxiosError(error)`, of one that the project makes. */
  isOfOtherPackage(call: TSESTree.CallExpression, frame: Frame): boolean {
    const source = frame.file.bindings.originOf(call.callee)?.source;
    const [argument] = call.arguments;
    if (source === undefined || /^[.#/]/.test(source) || !argument || !/^(?:is|has)[A-Z]/.test(calleeName(call) ?? ''))
      return false;
    const made = madeBy({ node: argument, frame }, this.#locator);
    return made !== null && isAllInSight(classesOf(made, this.#locator));
  }

  #expression(expression: TSESTree.Node, frame: Frame, depth: number): FramedValues {
    const again = (inner: TSESTree.Node): FramedValues => this.evaluate(inner, frame, depth + 1);
    switch (expression.type) {
      case 'ConditionalExpression':
        return joinValues(
          chosen(again(expression.consequent), expression.test, true),
          chosen(again(expression.alternate), expression.test, false),
        );
      case 'LogicalExpression': {
        const left = again(expression.left);
        const right = again(expression.right);
        if (expression.operator === '&&') return joinValues({ ...left, isComplete: false }, right);
        const kept = left.values.filter(({ value }) => (expression.operator === '||' ? Boolean(value) : value != null));
        return left.isComplete && kept.length === left.values.length && kept.length > 0
          ? left
          : joinValues({ values: kept, isComplete: left.isComplete }, right);
      }
      case 'Identifier':
        return this.#variable(expression, frame, depth);
      case 'MemberExpression':
        return this.#member(expression, frame, depth);
      case 'CallExpression':
        return this.#call(expression, frame, depth);
      default: {
        const { values, isComplete } = staticValues(expression, frame.file.bindings, this.#constants(frame));
        return { values: values.map(value => ({ ...value, frame, isArgument: false })), isComplete };
      }
    }
  }

  #variable(identifier: TSESTree.Identifier, frame: Frame, depth: number): FramedValues {
    if (identifier.name === 'undefined') return one(undefined, identifier, frame);
    const { bindings } = frame.file;
    const variable = bindings.variableOf(identifier);
    if (variable && frame.bound.has(variable)) {
      const bound = frame.bound.get(variable);
      return bound
        ? given(this.evaluate(bound.node, bound.frame, depth + 1), frame)
        : one(undefined, identifier, frame);
    }
    const constant = this.#constants(frame)(identifier);
    if (constant !== null) return one(constant, identifier, frame);
    if (!variable || this.#evaluating.has(variable)) return UNKNOWN_VALUES;
    this.#evaluating.add(variable);
    try {
      return this.#defined(identifier, variable, frame, depth);
    } finally {
      this.#evaluating.delete(variable);
    }
  }

  #defined(identifier: TSESTree.Identifier, variable: Variable, frame: Frame, depth: number): FramedValues {
    const { bindings } = frame.file;
    if (variable.defs[0]?.type === 'Variable') {
      const inits = bindings.valuesOf(variable);
      const [only] = inits ?? [];
      const valueOf = (init: TSESTree.Node): FramedValues =>
        isMovingCopy(init, bindings) ? UNKNOWN_VALUES : this.evaluate(init, frame, depth + 1);
      if (inits?.length === 1 && only) return at(valueOf(only), identifier, frame);
      if (inits && inits.length > 1 && inits.length <= 8) return inits.map(valueOf).reduce(joinValues);
      const member = destructuredMember(variable, frame.file, true);
      if (member) return at(this.#destructured(member, frame, depth), identifier, frame);
    }
    const located = this.#locator.locate(identifier, frame);
    if (located.node !== identifier)
      return at(this.evaluate(located.node, located.frame, depth + 1), identifier, frame);
    return variable.defs[0]?.type === 'ImportBinding' ? this.#byName(identifier, frame) : UNKNOWN_VALUES;
  }

  /** `const { status = 500 } = error`. */
  #destructured({ object, name, fallback }: DestructuredMember, frame: Frame, depth: number): FramedValues {
    const written = writtenAt(object, name, frame);
    const found = written
      ? this.evaluate(written.node, written.frame, depth + 1)
      : this.#memberOf(object, name, frame, depth);
    if (!fallback) return found;
    const given = found.values.filter(({ value }) => value !== undefined);
    if (found.isComplete && given.length === found.values.length && given.length > 0) return found;
    return joinValues({ values: given, isComplete: found.isComplete }, this.evaluate(fallback, frame, depth + 1));
  }

  /** `HTTP_STATUS.NOT_FOUND`, its definition out of sight. */
  #byName(node: TSESTree.Identifier | TSESTree.MemberExpression, frame: Frame): FramedValues {
    const origin = frame.file.bindings.originOf(node);
    const code = statusByName(node, origin?.source ?? '');
    return code === null ? UNKNOWN_VALUES : one(code, node, frame);
  }

  #member(expression: TSESTree.MemberExpression, frame: Frame, depth: number): FramedValues {
    const constant = this.#constants(frame)(expression);
    if (constant !== null) return one(constant, expression, frame);
    const name = propertyName(expression) ?? this.#computedName(expression, frame, depth);
    const written = name === null ? null : writtenAt(expression.object, name, frame);
    if (written) return this.evaluate(written.node, written.frame, depth + 1);
    const found =
      name === null ? UNKNOWN_VALUES : at(this.#memberOf(expression.object, name, frame, depth), expression, frame);
    return found.values.length > 0 || found.isComplete ? found : this.#byName(expression, frame);
  }

  /** `STATUS_OF[error.code]`, where the code is one. */
  #computedName({ computed, property }: TSESTree.MemberExpression, frame: Frame, depth: number): string | null {
    if (!computed) return null;
    const { values, isComplete } = this.evaluate(property, frame, depth + 1);
    const [only, ...others] = values;
    return isComplete && others.length === 0 && (typeof only?.value === 'string' || typeof only?.value === 'number')
      ? String(only.value)
      : null;
  }

  #memberOf(object: TSESTree.Node, name: string, frame: Frame, depth: number): FramedValues {
    const container = this.#locator.locate(object, frame);
    if (container.node.type === 'ThisExpression' && container.frame.self)
      return this.#readProperty(container.frame.self, name) ?? UNKNOWN_VALUES;
    if (container.node.type === 'NewExpression') {
      const written = this.#writtenOntoMade(object, name, frame, depth);
      if (written) return written;
      const cls = this.#locator.locate(container.node.callee, container.frame);
      const args = argumentsOf(container.node, container.frame);
      const set = isClass(cls.node) ? this.#readProperty({ cls, args }, name) : null;
      return set ?? this.#ofPlainError(container, name, depth);
    }
    if (container.node.type === 'CallExpression' && !propertiesOf(container.node))
      return this.#memberOfResult(object, container, name, frame, depth);
    if (name === 'name' && isConstructor(object)) return this.#className(object, frame);
    const copied = propertiesOf(container.node);
    const isOfError = copied?.some(
      part => part.type === 'SpreadElement' && madeBy({ node: part.argument, frame: container.frame }, this.#locator),
    );
    if (copied && isOfError) return this.#ofCopy(copied, name, container.frame, depth);
    const member = this.#locator.member(container, name);
    if (member) {
      const values = this.evaluate(member.node, member.frame, depth + 1);
      const variable = frame.file.bindings.variableOf(object);
      // `options.statusCode` of a parameter: the call's object has it.
      return variable && frame.bound.has(variable) ? given(values, frame) : values;
    }
    return copied ? this.#ofCopy(copied, name, container.frame, depth) : UNKNOWN_VALUES;
  }

  /** A member of an object that may copy others, `{ ...error, message }`: what stands last counts, and what none of them has is undefined. */
  #ofCopy(parts: readonly TSESTree.Node[], name: string, frame: Frame, depth: number): FramedValues {
    for (const part of parts.toReversed()) {
      if (part.type === 'Property') {
        if (part.computed) return UNKNOWN_VALUES;
        if (propertyName(part) === name) return this.evaluate(part.value, frame, depth + 1);
        continue;
      }
      const source = part.type === 'SpreadElement' ? part.argument : part;
      // What an error has of the language is not copied; what its class gives it may have the same name.
      const found = depth > MAX_DEPTH ? UNKNOWN_VALUES : this.#ownMember(source, name, frame, depth + 1);
      if (!found.isComplete || found.values.some(({ value }) => value !== undefined)) return found;
    }
    return one(undefined, parts[0] ?? frame.file.sourceCode.ast, frame);
  }

  /** A member that an object has itself, and not by its class or the language: what a copy gets. */
  #ownMember(source: TSESTree.Node, name: string, frame: Frame, depth: number): FramedValues {
    const made = madeBy({ node: source, frame }, this.#locator);
    if (!made) {
      const { node } = this.#locator.locate(source, frame);
      return propertiesOf(node) ? this.#memberOf(source, name, frame, depth) : UNKNOWN_VALUES;
    }
    const cls = this.#locator.locate(made.node.callee, made.frame);
    const set = isClass(cls.node) ? this.#readProperty({ cls, args: argumentsOf(made.node, made.frame) }, name) : null;
    if (set) return set;
    const plain = this.#ofPlainError(made, name, depth);
    return /^(?:name|message)$/.test(name) && plain.isComplete ? one(undefined, source, frame) : plain;
  }

  /** `failureOf(error).status`, `const { status } = await find(id)`: what the project's own function returns, and what is written onto that. */
  #memberOfResult(object: TSESTree.Node, call: Located, name: string, frame: Frame, depth: number): FramedValues {
    if (call.node.type !== 'CallExpression') return UNKNOWN_VALUES;
    const fn = this.#locator.locate(call.node.callee, call.frame);
    if (!isFunction(fn.node) || fn.node.generator) return UNKNOWN_VALUES;
    const returned = returnsOf(fn.node);
    const inside = callFrame(fn, argumentsOf(call.node, call.frame), fn.frame.self);
    if (!inside || returned.length === 0 || returned.length > MAX_RETURNS) return UNKNOWN_VALUES;
    const found = returned.map(one => this.#memberWith(one, name, inside, depth + 1)).reduce(joinValues);
    return this.#written(object, name, frame, found, depth);
  }

  /** A member of an object of which a variable may have been given others after it was made. */
  #memberWith(object: TSESTree.Node, name: string, frame: Frame, depth: number): FramedValues {
    const value = unwrapAwait(object);
    if (depth > MAX_DEPTH) return UNKNOWN_VALUES;
    if (value.type === 'ConditionalExpression')
      return joinValues(
        this.#memberWith(value.consequent, name, frame, depth + 1),
        this.#memberWith(value.alternate, name, frame, depth + 1),
      );
    return this.#written(value, name, frame, this.#memberOf(value, name, frame, depth + 1), depth);
  }

  /** What is known of a member, and what is written onto it elsewhere in the function that has the object. */
  #written(object: TSESTree.Node, name: string, frame: Frame, found: FramedValues, depth: number): FramedValues {
    const variable = frame.file.bindings.variableOf(unwrapAwait(object));
    const written = variable && writesOnto(variable, name, frame.file);
    if (written === 'unknown') return { values: [], isComplete: false };
    if (!written || written.length === 0) return found;
    if (written.length > MAX_RETURNS) return UNKNOWN_VALUES;
    // A member that the object is made without is written before it is read.
    const first: FramedValues = {
      values: found.values.filter(({ value }) => value !== undefined),
      isComplete: found.isComplete,
    };
    return written.map(node => this.evaluate(node, frame, depth + 1)).reduce(joinValues, first);
  }

  /** `error.answer = code` of an error that is made and then thrown: what is written onto the variable that it is made in. */
  #writtenOntoMade(object: TSESTree.Node, name: string, frame: Frame, depth: number): FramedValues | null {
    let current: Located = { node: unwrapAwait(object), frame };
    for (let steps = 0; steps < MAX_RETURNS && current.node.type === 'Identifier'; steps++) {
      const { bindings } = current.frame.file;
      const variable = bindings.variableOf(current.node);
      const bound = variable && current.frame.bound.get(variable);
      if (bound) {
        current = { node: unwrapAwait(bound.node), frame: bound.frame };
        continue;
      }
      const written = variable ? writesOnto(variable, name, current.frame.file) : [];
      if (written === 'unknown') return UNKNOWN_VALUES;
      const [only, ...others] = written;
      if (only && others.length === 0) return this.evaluate(only, current.frame, depth + 1);
      if (only) return UNKNOWN_VALUES;
      const init = bindings.initOf(current.node);
      if (!init) return null;
      current = { node: unwrapAwait(init), frame: current.frame };
    }
    return null;
  }

  /** What an error has of the language alone, where all its classes are in sight: a name, a message, and nothing of HTTP. */
  #ofPlainError(made: Located, name: string, depth: number): FramedValues {
    const classes = classesOf(made, this.#locator);
    const last = classes.at(-1);
    if (!last || !isAllInSight(classes) || !isBuiltinError(last) || /^(?:stack|cause|constructor)$/.test(name))
      return UNKNOWN_VALUES;
    if (name === 'name')
      return last.node.type === 'Identifier' ? one(last.node.name, made.node, made.frame) : UNKNOWN_VALUES;
    if (name !== 'message') return one(undefined, made.node, made.frame);
    const message = classes.length === 1 && made.node.type === 'NewExpression' ? made.node.arguments[0] : null;
    return message ? this.evaluate(message, made.frame, depth + 1) : UNKNOWN_VALUES;
  }

  /** `error.constructor.name`. */
  #className({ object }: TSESTree.MemberExpression, frame: Frame): FramedValues {
    const container = this.#locator.locate(object, frame);
    const made =
      container.node.type === 'ThisExpression' && container.frame.self ? container.frame.self.cls : container;
    const cls = made.node.type === 'NewExpression' ? this.#locator.locate(made.node.callee, made.frame) : made;
    const name = isClass(cls.node)
      ? cls.node.id?.name
      : isBuiltinError(cls) && cls.node.type === 'Identifier'
        ? cls.node.name
        : null;
    return name ? one(name, object, frame) : UNKNOWN_VALUES;
  }

  /** `Number(x)`, and a function of the project that does nothing but return a value. */
  #call(call: TSESTree.CallExpression, frame: Frame, depth: number): FramedValues {
    const [argument] = call.arguments;
    if (/^(?:Number|parseInt)$/.test(calleeName(call) ?? '') && argument) {
      const inner = this.evaluate(argument, frame, depth + 1);
      return inner.values.every(({ value }) => typeof value === 'number') ? inner : UNKNOWN_VALUES;
    }
    const fn = this.#locator.locate(call.callee, frame);
    if (!isFunction(fn.node) || fn.node.generator) return UNKNOWN_VALUES;
    const inside = callFrame(fn, argumentsOf(call, frame), fn.frame.self);
    const returned = returnsOf(fn.node);
    if (!inside || returned.length === 0 || returned.length > MAX_RETURNS) return UNKNOWN_VALUES;
    const values = returned.map(one => this.evaluate(one, inside, depth + 1)).reduce(joinValues);
    return at(mayEndWithout(fn.node) ? joinValues(values, one(undefined, call, frame)) : values, call, frame);
  }
}

/** What an object is put together of, `{ ...error, status }` or `Object.assign({}, error)`; null for what is no such object. */
function propertiesOf(node: TSESTree.Node): readonly TSESTree.Node[] | null {
  if (node.type === 'ObjectExpression') return node.properties;
  if (node.type !== 'CallExpression' || memberPath(node.callee)?.join('.') !== 'Object.assign') return null;
  const [target, ...sources] = node.arguments;
  if (target?.type !== 'ObjectExpression' || sources.some(one => one.type === 'SpreadElement')) return null;
  return [...target.properties, ...sources];
}

/** What a reading knows to be written onto a member of a variable. */
function writtenAt(object: TSESTree.Node, name: string, frame: Frame): Located | null {
  if (!frame.written) return null;
  const variable = frame.file.bindings.variableOf(unwrapAwait(object));
  return (variable && frame.written.get(variable)?.get(name)) ?? null;
}

function isConstructor(node: TSESTree.Node): node is TSESTree.MemberExpression {
  return node.type === 'MemberExpression' && propertyName(node) === 'constructor';
}

function one(value: StaticValue['value'], node: TSESTree.Node, frame: Frame): FramedValues {
  return { values: [{ value, node, frame, choices: [], isArgument: false }], isComplete: true };
}

/** What a name stands for is reported where it is used, unless it is a choice between several. */
function at({ values, isComplete }: FramedValues, node: TSESTree.Node, frame: Frame): FramedValues {
  const [only] = values;
  if (values.length !== 1 || !only || only.isArgument) return { values, isComplete };
  return { values: [{ ...only, node, frame, choices: only.frame === frame ? only.choices : [] }], isComplete };
}

function given({ values, isComplete }: FramedValues, frame: Frame): FramedValues {
  return {
    values: values.map(value => ({ ...value, isArgument: value.isArgument || value.frame !== frame })),
    isComplete,
  };
}

function chosen({ values, isComplete }: FramedValues, test: TSESTree.Expression, holds: boolean): FramedValues {
  return { values: values.map(value => ({ ...value, choices: [...value.choices, { test, holds }] })), isComplete };
}

/** Both sets together. */
export function joinValues(a: FramedValues, b: FramedValues): FramedValues {
  return { values: [...a.values, ...b.values], isComplete: a.isComplete && b.isComplete };
}

/** A status of a project's own list, by its name, where the list's name or module says that it is one. */
function statusByName(node: TSESTree.Identifier | TSESTree.MemberExpression, source: string): number | null {
  const path = memberPath(node);
  const name = path?.at(-1);
  const owner = [source, ...(path?.slice(0, -1) ?? [])].join('.');
  if (
    name === undefined ||
    !/http|status/i.test(owner) ||
    /^(?:err|error|e|req|res|response|result|this)$/.test(path?.[0] ?? '')
  )
    return null;
  return findStatusByName(name);
}
