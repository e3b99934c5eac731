import type { TSESTree } from '@typescript-eslint/utils';

import { isKnownPackage, knownPackage, packageRow } from '../../knowledge/packages/index.ts';
import { packageOf } from '../../knowledge/neutral-packages.ts';
import type { Origin } from '../../syntax/bindings.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { pathInPattern } from '../../syntax/patterns.ts';
import { propertyName, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from './file.ts';
import { argumentsOf, callFrame, type Frame, type Located } from './frame.ts';
import { hungAround } from './hung-members.ts';
import { enclosingClass, isClass, typeNamedBy, type Locator } from './locate.ts';
import { onlyReturn } from './returns.ts';

/** Where a value comes from: a module, and the way from there, as `packageRow` takes it. The language's own objects are of `globalThis`. */
export interface PackagePath {
  readonly source: string;
  readonly path: readonly string[];
}

/** Says where a way begins, by the module of an import; null where nothing is known of that. */
type Begin = (origin: Origin, file: File) => PackagePath | null;

/** How many steps lead back to a package. */
const MAX_STEPS = 24;

/** Finds the way from a package to what expressions stand for: through variables, the project's files, factories, classes that extend one of a package, and types. */
export class PackagePaths {
  readonly #locator: Locator;
  readonly #stated: Begin | null;
  readonly #known = new WeakMap<TSESTree.Node, PackagePath | null>();

  /** Given what is stated of modules, only the ways from those are found, and their definitions are not asked. */
  constructor(locator: Locator, stated: Begin | null = null) {
    this.#locator = locator;
    this.#stated = stated;
  }

  /** The way to an expression; null where it begins at nothing that a package or the language gives. */
  of(node: TSESTree.Node, frame: Frame, steps = 0): PackagePath | null {
    const value = unwrapAwait(node);
    const isPlain = frame.depth === 0 && steps === 0;
    const before = isPlain ? this.#known.get(value) : undefined;
    if (before !== undefined) return before;
    if (isPlain) this.#known.set(value, null);
    const found = steps > MAX_STEPS ? null : this.#find(value, frame, steps);
    if (isPlain) this.#known.set(value, found);
    return found;
  }

  #find(value: TSESTree.Node, frame: Frame, steps: number): PackagePath | null {
    const origin = frame.file.bindings.originOf(value);
    if (this.#stated) {
      const way = (origin && this.#stated(origin, frame.file)) ?? this.#ofExpression(value, frame, steps);
      if (way) return way;
    } else if (origin && isKnownPackage(origin.source)) return pathOfOrigin(origin);
    const located = this.#locator.locate(value, frame);
    if (located.node !== value) return this.#ofDefinition(located, steps);
    if (this.#stated) return null;
    return origin && packageOf(origin.source) !== null ? pathOfOrigin(origin) : this.#ofExpression(value, frame, steps);
  }

  /** The way to what an expression is made of, and from there. */
  #ofExpression(value: TSESTree.Node, frame: Frame, steps: number): PackagePath | null {
    switch (value.type) {
      case 'MemberExpression':
        return this.#ofField(value, frame, steps) ?? step(this.of(value.object, frame, steps + 1), nameOf(value));
      case 'CallExpression':
      case 'NewExpression':
        return this.#ofCall(value, frame, steps);
      case 'Identifier':
        return this.#ofName(value, frame, steps);
      case 'ThisExpression':
      case 'Super':
        return this.#ofSelf(value, frame, steps);
      default:
        return this.#ofDefinition({ node: value, frame }, steps);
    }
  }

  /** What a class is goes on at the one it extends; what a function of the project gives is no call of a package. */
  #ofDefinition({ node, frame }: Located, steps: number): PackagePath | null {
    if (isFunction(node)) return null;
    if (isClass(node)) return node.superClass ? this.of(node.superClass, frame, steps + 1) : null;
    if (node.type === 'TSTypeReference')
      return step(this.of(frame.file.bindings.nameOfType(node.typeName), frame, steps + 1), '()');
    return node.type === 'MemberExpression' ||
      node.type === 'CallExpression' ||
      node.type === 'NewExpression' ||
      node.type === 'Identifier'
      ? this.of(node, frame, steps + 1)
      : null;
  }

  /** What a call gives: of the project's own function, what that returns. */
  #ofCall(call: TSESTree.CallExpression | TSESTree.NewExpression, frame: Frame, steps: number): PackagePath | null {
    const stated = this.#stated && this.of(call.callee, frame, steps + 1);
    if (stated) return step(stated, '()');
    const fn = this.#locator.locate(call.callee, frame);
    if (!isFunction(fn.node)) return step(this.of(call.callee, frame, steps + 1), '()');
    const returned = onlyReturn(fn.node);
    const inside = returned && callFrame(fn, argumentsOf(call, frame), fn.frame.self);
    return inside ? this.of(returned, inside, steps + 1) : null;
  }

  /** `this.boxes` with `private readonly boxes: Repository<Box>`. */
  #ofField(member: TSESTree.MemberExpression, frame: Frame, steps: number): PackagePath | null {
    if (member.object.type !== 'ThisExpression') return null;
    const cls = enclosingClass(member);
    const name = propertyName(member);
    const type = cls && name !== null ? typeNamedBy(cls, name) : null;
    return type && step(this.of(frame.file.bindings.nameOfType(type.typeName), frame, steps + 1), '()');
  }

  #ofSelf(node: TSESTree.Node, frame: Frame, steps: number): PackagePath | null {
    const cls = enclosingClass(node);
    if (cls) return cls.superClass ? step(this.of(cls.superClass, frame, steps + 1), '()') : null;
    // schema.statics.findByName = function (name) { return this.findOne({ name }); }
    const around = hungAround(node, frame.file);
    const made = around?.variable.identifiers[0];
    const schema = made && this.of(made, frame, steps + 1);
    const hangs = schema && knownPackage(schema.source)?.hangs;
    const hung =
      hangs && [hangs.own, hangs.ofInstances].find(({ under, by }) => [under, by].includes(around?.under ?? ''));
    return schema && hung?.is ? { source: schema.source, path: stepsOf(hung.is) } : null;
  }

  #ofName(name: TSESTree.Identifier, frame: Frame, steps: number): PackagePath | null {
    const { bindings } = frame.file;
    const variable = bindings.variableOf(name);
    const definition = variable?.defs[0];
    if (!variable || !definition) return this.#stated ? null : { source: 'globalThis', path: [name.name] };
    const { node } = definition;
    const own = definition.name as TSESTree.Node;
    if (definition.type === 'Parameter') {
      const type = own.type === 'Identifier' ? own.typeAnnotation?.typeAnnotation : undefined;
      return type?.type === 'TSTypeReference'
        ? step(this.of(frame.file.bindings.nameOfType(type.typeName), frame, steps + 1), '()')
        : this.#ofParameter(node as FunctionNode, own, frame, steps);
    }
    if (node.type !== 'VariableDeclarator') return null;
    if (node.id.type === 'Identifier') {
      // let pool; … pool = createPool();
      const [only, second] = bindings.valuesOf(variable) ?? [];
      return only && !second ? this.of(only, frame, steps + 1) : null;
    }
    const whole = node.init && this.of(node.init, frame, steps + 1);
    const path = whole && pathInPattern(node.id, own);
    return path ? { ...whole, path: [...whole.path, ...path] } : null;
  }

  /** What a callback is given of the package whose call it is made for: `sequelize.transaction(async t => …)`. */
  #ofParameter(fn: FunctionNode, own: TSESTree.Node, frame: Frame, steps: number): PackagePath | null {
    const index = parametersOf(fn).indexOf(own);
    const call = fn.parent;
    if (index < 0 || call.type !== 'CallExpression') return null;
    const called = this.of(call.callee, frame, steps + 1);
    const callback = called && packageRow(called.source, called.path)?.callback;
    const at = callback?.at === 'last' ? call.arguments.length - 1 : Number(callback?.at);
    if (!called || !callback || call.arguments[at] !== fn) return null;
    const given = callback.gives[index];
    return given?.startsWith('=') ? { source: called.source, path: stepsOf(given.slice(1)) } : null;
  }
}

function pathOfOrigin({ source, name }: { readonly source: string; readonly name: string }): PackagePath {
  return { source, path: name === '*' ? [] : name.split('.') };
}

function stepsOf(path: string): readonly string[] {
  return path.match(/\(\)|\w+/g) ?? [];
}

function nameOf(member: TSESTree.MemberExpression): string {
  return propertyName(member) ?? '[]';
}

function step(path: PackagePath | null, name: string): PackagePath | null {
  return path && { ...path, path: [...path.path, name] };
}
