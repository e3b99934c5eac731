import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { joinValues, UNKNOWN_VALUES, type Evaluator, type FramedValues } from './evaluate.ts';
import {
  argumentsOf,
  callFrame,
  findProperty,
  type Arguments,
  type Frame,
  type Instance,
  type Located,
} from './frame.ts';
import { isClass, type Locator } from './locate.ts';
import { onlyReturn } from './returns.ts';

/** What a class gives its instances, as far as its definition is in sight. */
export interface ReadInstance {
  /** The last class upwards whose definition is not in sight (a library's, a builtin), with what it is called with; null where there is none. */
  readonly base: { readonly callee: Located; readonly args: Arguments } | null;
  /** The values of a property; null where nothing sets it. */
  property(name: string): FramedValues | null;
}

const MAX_CLASSES = 6;

/** Reads the properties of instances off constructors, fields and getters, the classes they extend included: `class NotFound extends ApiError { constructor(m) { super(404, m) } }`. */
export class InstanceReader {
  readonly #locator: Locator;
  #evaluator: Evaluator | null = null;

  constructor(locator: Locator) {
    this.#locator = locator;
  }

  /** The evaluator reads `this.status` by this reader, and this reader values by the evaluator. */
  connect(evaluator: Evaluator): void {
    this.#evaluator = evaluator;
  }

  /** Finds the values of one property of an instance; null where nothing in sight sets it. */
  property(instance: Instance, name: string): FramedValues | null {
    return this.read(instance)?.property(name) ?? null;
  }

  /** Reads an instance; null where its class is not in sight. */
  read(instance: Instance, depth = 0): ReadInstance | null {
    const { cls, args } = instance;
    if (depth > MAX_CLASSES || !this.#evaluator) return null;
    if (isClass(cls.node)) return this.#readClass(instance, cls.node, depth);
    // function AppError(message, status) { this.status = status }
    if (cls.node.type !== 'FunctionDeclaration' && cls.node.type !== 'FunctionExpression') return null;
    const body = callFrame(cls, args, instance);
    return body && { base: null, property: name => this.#assigned(cls.node as FunctionNode, body, name) };
  }

  #readClass(
    instance: Instance,
    cls: TSESTree.ClassDeclaration | TSESTree.ClassExpression,
    depth: number,
  ): ReadInstance | null {
    const { frame } = instance.cls;
    const member = cls.body.body.find(
      one => one.type === 'MethodDefinition' && one.kind === 'constructor' && isFunction(one.value),
    );
    const fn = member?.type === 'MethodDefinition' && isFunction(member.value) ? member.value : null;
    const inside = fn
      ? callFrame({ node: fn, frame }, instance.args, instance)
      : { ...frame, self: instance, active: instance.args.caller.active, depth: instance.args.caller.depth + 1 };
    if (!inside) return null;
    const superArgs = fn ? superArguments(fn, inside) : instance.args;
    const parent = cls.superClass ? this.#locator.locate(cls.superClass, frame) : null;
    const inherited = parent && superArgs ? this.read({ cls: parent, args: superArgs }, depth + 1) : null;
    return {
      base: inherited ? inherited.base : parent && superArgs ? { callee: parent, args: superArgs } : null,
      property: name =>
        (fn && this.#assigned(fn, inside, name)) ?? this.#field(cls, inside, name) ?? inherited?.property(name) ?? null,
    };
  }

  /** What a constructor sets: `this.status = …`, a parameter property, `Object.assign(this, { … })`. */
  #assigned(fn: FunctionNode, frame: Frame, name: string): FramedValues | null {
    const found: TSESTree.Node[] = [];
    let isConditional = false;
    for (const { node, isNested } of statementsOf(fn)) {
      const value = assignedTo(node, name);
      if (!value) continue;
      if (!isNested) found.length = 0;
      isConditional = isNested;
      found.push(value);
    }
    for (const parameter of fn.params) {
      if (parameter.type !== 'TSParameterProperty') continue;
      const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter;
      if (target.type === 'Identifier' && target.name === name) found.push(target);
    }
    if (found.length === 0) return this.#objectAssigned(fn, frame, name);
    const values = found.map(node => this.#evaluator?.evaluate(node, frame) ?? UNKNOWN_VALUES).reduce(joinValues);
    return isConditional && found.length === 1 ? { values: values.values, isComplete: false } : values;
  }

  #objectAssigned(fn: FunctionNode, frame: Frame, name: string): FramedValues | null {
    for (const { node } of statementsOf(fn)) {
      const call = methodCall(node);
      const [target, ...sources] = call?.name === 'assign' ? call.call.arguments : [];
      if (!target || unwrap(target).type !== 'ThisExpression') continue;
      for (const source of sources.toReversed()) {
        const object = this.#locator.locate(source, frame);
        if (object.node.type !== 'ObjectExpression') return UNKNOWN_VALUES;
        const value = findProperty(object.node, name);
        if (value === 'unknown') return UNKNOWN_VALUES;
        if (value) return this.#evaluator?.evaluate(value, object.frame) ?? null;
      }
    }
    return null;
  }

  #field(cls: TSESTree.ClassDeclaration | TSESTree.ClassExpression, frame: Frame, name: string): FramedValues | null {
    for (const member of cls.body.body) {
      if (
        (member.type !== 'PropertyDefinition' && member.type !== 'MethodDefinition') ||
        member.static ||
        propertyName(member) !== name
      )
        continue;
      if (member.type === 'PropertyDefinition') {
        if (member.value) return this.#evaluator?.evaluate(member.value, frame) ?? null;
        continue;
      }
      const returned = member.kind === 'get' && isFunction(member.value) ? onlyReturn(member.value) : null;
      if (returned) return this.#evaluator?.evaluate(returned, frame) ?? null;
    }
    return null;
  }
}

function superArguments(fn: FunctionNode, frame: Frame): Arguments | null {
  for (const { node } of statementsOf(fn))
    if (node.type === 'CallExpression' && node.callee.type === 'Super') return argumentsOf(node, frame);
  return null;
}

function assignedTo(node: TSESTree.Node, name: string): TSESTree.Node | null {
  if (node.type !== 'AssignmentExpression' || node.operator !== '=') return null;
  const target = unwrap(node.left);
  return target.type === 'MemberExpression' &&
    unwrap(target.object).type === 'ThisExpression' &&
    propertyName(target) === name
    ? node.right
    : null;
}

/** The expression statements of a function's body, with whether a condition or loop stands around each; not those of nested functions. */
function* statementsOf(fn: FunctionNode): Generator<{ readonly node: TSESTree.Node; readonly isNested: boolean }> {
  if (fn.body.type === 'BlockStatement') yield* statementsIn(fn.body.body, false);
}

function* statementsIn(
  statements: readonly TSESTree.Statement[],
  isNested: boolean,
): Generator<{ readonly node: TSESTree.Node; readonly isNested: boolean }> {
  for (const statement of statements) {
    switch (statement.type) {
      case 'ExpressionStatement':
        yield { node: unwrap(statement.expression), isNested };
        break;
      case 'BlockStatement':
        yield* statementsIn(statement.body, isNested);
        break;
      case 'IfStatement':
        yield* statementsIn([statement.consequent], true);
        if (statement.alternate) yield* statementsIn([statement.alternate], true);
        break;
      case 'TryStatement':
        yield* statementsIn(statement.block.body, isNested);
        break;
      case 'SwitchStatement':
        for (const one of statement.cases) yield* statementsIn(one.consequent, true);
        break;
      default:
    }
  }
}
