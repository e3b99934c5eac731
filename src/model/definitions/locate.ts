import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, propertyName, stringValue, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import { computedText } from './computed-text.ts';
import { isExportsObject } from './exports.ts';
import type { File } from './file.ts';
import {
  argumentsOf,
  callFrame,
  elementsOf,
  findProperty,
  frameOf,
  type Arguments,
  type Frame,
  type Instance,
  type Located,
} from './frame.ts';
import {
  decoratedMember,
  holderOfFunction,
  hungAround,
  hungMember,
  makesModel,
  memberOfModel,
  PROTOTYPE,
} from './hung-members.ts';
import type { Definitions, Imports } from './imports.ts';
import { Implementations } from './interfaces.ts';
import { onlyReturn, returnsOf } from './returns.ts';

/** A class of the file or another one. */
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

const MAX_STEPS = 12;

/** Finds the definitions that expressions stand for, in their own file and in the project's others. */
export class Locator implements Definitions {
  readonly #imports: Imports | null;
  readonly #implementations: Implementations | null;
  /** What the names of a file stand for in its code as it stands: most are asked for more than once. */
  readonly #named = new Map<Variable, Located | null>();

  constructor(imports: Imports | null) {
    this.#imports = imports;
    this.#implementations = imports && new Implementations(imports);
  }

  /** The project's other files; null where they are not read. */
  get imports(): Imports | null {
    return this.#imports;
  }

  /** The function, class, object or other expression that a value comes from; the expression itself where nothing more is in sight. */
  locate(node: TSESTree.Node, frame: Frame, steps = 0): Located {
    const value = unwrapAwait(node);
    const here: Located = { node: value, frame };
    if (steps > MAX_STEPS) return here;
    switch (value.type) {
      case 'Identifier':
        return this.#variable(value, frame, steps) ?? here;
      case 'MemberExpression':
        return this.#imported(value, frame, steps) ?? this.#memberOf(value, frame, steps) ?? here;
      case 'CallExpression': {
        const same = sameAs(value);
        if (same) return this.locate(same, frame, steps + 1);
        return this.#imported(value, frame, steps) ?? this.#loaded(value, frame, steps) ?? here;
      }
      case 'ImportExpression':
        return this.#imported(value, frame, steps) ?? this.#loaded(value, frame, steps) ?? here;
      case 'LogicalExpression':
        return this.#defaultOfModule(value, frame, steps) ?? here;
      default:
        return here;
    }
  }

  #memberOf(node: TSESTree.MemberExpression, frame: Frame, steps: number): Located | null {
    const name = propertyName(node);
    if (name === null) return null;
    const container = this.#container(node.object, frame, steps + 1);
    const found = this.member(container, name, steps + 1);
    // What `import()` gives of a CommonJS module has all of it as its default.
    const isWhole = name === 'default' && frame.file.bindings.resolveAwaited(node.object).type === 'ImportExpression';
    if (found) return found;
    if (isWhole && container.node.type !== 'ImportExpression') return container;
    return decoratedMember(node.object, name, frame, this, steps);
  }

  /** What a member is looked for in; a call of the project's own function that makes an object is what it returns: `ApiResponse.ok(data).send(res)`. */
  #container(node: TSESTree.Node, frame: Frame, steps: number): Located {
    const located = this.locate(node, frame, steps);
    if (located.node.type !== 'CallExpression' || steps > MAX_STEPS) return located;
    const fn = this.locate(located.node.callee, located.frame, steps + 1);
    if (!isFunction(fn.node)) return this.#fromContainer(located.node, located.frame, steps) ?? located;
    // if (!Context.one) Context.one = new Context(); return Context.one;
    const [first, second] = returnsOf(fn.node);
    const returned = first && !second ? first : null;
    const inside = returned && callFrame(fn, argumentsOf(located.node, located.frame), fn.frame.self);
    const made = inside ? this.locate(returned, inside, steps + 1) : located;
    // `getUsers(): UserService` says what it gives where its body does not.
    return CONTAINERS.has(made.node.type)
      ? made
      : (this.#ofType(fn.node.returnType?.typeAnnotation ?? null, fn.frame, steps) ?? made);
  }

  /** The instance that a container of dependencies gives for a class: `container.resolve(UserService)`, `container.get<UserService>(TYPES.Users)`. */
  #fromContainer(call: TSESTree.CallExpression, frame: Frame, steps: number): Located | null {
    const key = containerKey(call);
    if (!key) return null;
    return (
      this.#ofType(call.typeArguments?.params[0] ?? null, frame, steps) ??
      (isClass(this.locate(key, frame, steps + 1).node) ? { node: call, frame } : null)
    );
  }

  #variable(identifier: TSESTree.Identifier, frame: Frame, steps: number): Located | null {
    const { bindings } = frame.file;
    const variable = bindings.variableOf(identifier);
    if (!variable) return null;
    // Further steps are counted from here, so that only the first one finds the same each time.
    if (steps > 0 || frame !== frameOf(frame.file)) return this.#defined(identifier, variable, frame, steps);
    let found = this.#named.get(variable);
    if (found === undefined) this.#named.set(variable, (found = this.#defined(identifier, variable, frame, steps)));
    return found;
  }

  #defined(identifier: TSESTree.Identifier, variable: Variable, frame: Frame, steps: number): Located | null {
    const { bindings } = frame.file;
    if (frame.bound.has(variable)) {
      const bound = frame.bound.get(variable);
      return bound ? this.locate(bound.node, bound.frame, steps + 1) : null;
    }
    const init = bindings.initOf(identifier);
    if (init)
      return isFunction(init) || isClass(init)
        ? { node: init, frame }
        : (this.#imported(identifier, frame, steps) ?? this.locate(init, frame, steps + 1));
    return (
      this.#imported(identifier, frame, steps) ??
      this.#destructured(variable, frame, steps) ??
      this.#ofType(annotationOf(variable, frame.file), frame, steps)
    );
  }

  /** What a type says that a value is: an instance of a class in sight, or of the only one that implements an interface; null for any other type. */
  #ofType(type: TSESTree.TypeNode | null, frame: Frame, steps: number): Located | null {
    const reference = type && classReferenceIn(type);
    return reference && this.#classOfType(reference, frame, steps) ? { node: reference, frame } : null;
  }

  #classOfType(type: TSESTree.TSTypeReference, frame: Frame, steps: number): Located | null {
    const cls = this.locate(frame.file.bindings.nameOfType(type.typeName), frame, steps + 1);
    return isClass(cls.node) ? cls : (this.#implementations?.of(type, frame.file) ?? null);
  }

  #imported(node: TSESTree.Node, frame: Frame, steps: number): Located | null {
    const origin = this.#imports && frame.file.bindings.originOf(node);
    if (!origin) return null;
    // `errors.NotFound` of a default import is the member of what the module exports.
    const [name = '*', ...members] = origin.name.split('.');
    let found = this.#imports?.follow({ source: origin.source, name }, frame.file) ?? null;
    found &&= this.locate(found.node, found.frame, steps + 1);
    for (const member of members) found &&= this.member(found, member, steps + 1);
    return found;
  }

  /** `require(path.join(__dirname, file))`, where the reading says which file. */
  #loaded(value: TSESTree.CallExpression | TSESTree.ImportExpression, frame: Frame, steps: number): Located | null {
    const specifier = computedSpecifier(value, frame);
    if (!specifier || !this.#imports) return null;
    const source = computedText(specifier, frame, this);
    const found = source && this.#imports.follow({ source, name: '*' }, frame.file);
    return found ? this.locate(found.node, found.frame, steps + 1) : null;
  }

  /** `module.default || module`: the default export where there is one. */
  #defaultOfModule({ left, right }: TSESTree.LogicalExpression, frame: Frame, steps: number): Located | null {
    const object = unwrapAwait(left);
    if (object.type !== 'MemberExpression' || propertyName(object) !== 'default') return null;
    const named = this.locate(object, frame, steps + 1);
    return named.node === object ? this.locate(right, frame, steps + 1) : named;
  }

  /** `const { name } = object`. */
  #destructured(variable: Variable, frame: Frame, steps: number): Located | null {
    const element = destructuredElement(variable, frame.file);
    const elements = element && elementsOf(this.locate(element.object, frame, steps + 1));
    const part = element && elements?.[element.index];
    if (part) return this.locate(part.node, part.frame, steps + 1);
    const member = destructuredMember(variable, frame.file);
    return member && this.member(this.locate(member.object, frame, steps + 1), member.name, steps + 1);
  }

  /** The member of an object, class, enum, module or instance; null where it has none in sight. */
  member(container: Located, name: string, steps = 0): Located | null {
    const { node, frame } = container;
    if (steps > MAX_STEPS) return null;
    switch (node.type) {
      case 'ObjectExpression': {
        const found = findProperty(node, name);
        if (found === 'unknown') return this.#spread(node, name, frame, steps);
        return found && this.locate(found, frame, steps + 1);
      }
      case 'ClassDeclaration':
      case 'ClassExpression':
        return this.#classMember(container, name, { isStatic: true, self: null, args: null }, steps);
      case 'FunctionDeclaration':
        return this.#assignedMember(node.id, name, frame, steps);
      case 'TSEnumDeclaration':
        return enumMember(node, name, frame);
      case 'TSTypeReference':
        return this.#memberOfInstance(node, name, frame, steps);
      case 'NewExpression':
      case 'CallExpression':
      case 'LogicalExpression':
        return this.#memberOfMade(node, name, frame, steps);
      case 'ThisExpression':
        return this.#memberOfThis(node, name, frame, steps);
      case 'Super':
        return this.#memberOfSuper(node, name, frame, steps);
      // exports.send = …; exports.refuse = res => exports.send(res, 403);
      case 'Identifier':
      case 'MemberExpression':
        return isExportsOfModule(node, frame.file) ? this.#exported(name, frame, steps) : null;
      case 'Program':
        return this.#exported(name, frame, steps);
      default:
        return null;
    }
  }

  /** The member of an object that a class makes, a type names, or a container of dependencies gives. */
  #memberOfInstance(
    node: TSESTree.NewExpression | TSESTree.TSTypeReference | TSESTree.CallExpression,
    name: string,
    frame: Frame,
    steps: number,
  ): Located | null {
    const named =
      node.type === 'NewExpression' ? node.callee : node.type === 'CallExpression' ? containerKey(node) : null;
    const cls =
      node.type === 'TSTypeReference'
        ? this.#classOfType(node, frame, steps)
        : named && this.locate(named, frame, steps + 1);
    if (!cls || !isClass(cls.node)) return null;
    const wanted: Wanted =
      node.type === 'NewExpression'
        ? wantedOf({ cls, args: argumentsOf(node, frame) })
        : { isStatic: false, self: null, args: null };
    return this.#classMember(cls, name, wanted, steps);
  }

  #memberOfMade(
    node: TSESTree.NewExpression | TSESTree.CallExpression | TSESTree.LogicalExpression,
    name: string,
    frame: Frame,
    steps: number,
  ): Located | null {
    // models.Box || model('Box', schema)
    if (node.type === 'LogicalExpression') return memberOfModel({ node: node.right, frame }, name, 'own', this, steps);
    return this.#memberOfInstance(node, name, frame, steps) ?? this.#hungMember(node, name, frame, steps);
  }

  /** What is hung on a function that makes an object, or on what a model is made of: `Store.prototype.find = …`, `schema.statics.findByName = …`. */
  #hungMember(
    node: TSESTree.NewExpression | TSESTree.CallExpression,
    name: string,
    frame: Frame,
    steps: number,
  ): Located | null {
    if (makesModel(node, frame)) return memberOfModel({ node, frame }, name, 'own', this, steps);
    // new Box(…).seal(), (await Box.findOne(…).select('+lid')).seal()
    const made = this.locate(rootOf(node), frame, steps + 1);
    if (makesModel(made.node, made.frame)) return memberOfModel(made, name, 'ofInstances', this, steps);
    if (node.type === 'CallExpression' || !isFunction(made.node)) return null;
    const holder = holderOfFunction(made.node, made.frame);
    const set = setByConstructor(made.node, name);
    return (
      (set && this.locate(set, made.frame, steps + 1)) ?? (holder && hungMember(holder, name, PROTOTYPE, this, steps))
    );
  }

  /** What the file of a reading exports under a name. */
  #exported(name: string, { file }: Frame, steps: number): Located | null {
    const found = this.#imports?.exported(file, name);
    return found ? this.locate(found.node, found.frame, steps + 1) : null;
  }

  #memberOfThis(node: TSESTree.ThisExpression, name: string, frame: Frame, steps: number): Located | null {
    if (frame.self) return this.#classMember(frame.self.cls, name, wantedOf(frame.self), steps);
    const cls = enclosingClass(node);
    const isStatic = cls !== null && isStaticContext(node, cls);
    if (cls) {
      const args = isStatic ? null : this.#madeWith(cls, frame, steps);
      return this.#classMember({ node: cls, frame }, name, { isStatic, self: null, args }, steps);
    }
    const object = enclosingObject(node);
    if (object) return this.member({ node: object, frame }, name, steps + 1);
    const around = hungAround(node, frame.file);
    if (!around) return null;
    return hungMember(
      { variable: around.variable, frame },
      name,
      { under: around.under, by: around.under, is: null },
      this,
      steps,
    );
  }

  /** What the only instance of a class is made with that its own file makes: `module.exports = new UserController(new UserService())`. */
  #madeWith(cls: ClassNode, { file }: Frame, steps: number): Arguments | null {
    const name = cls.id?.name;
    const made = file.news.filter(
      ({ callee }) =>
        callee.type === 'Identifier' &&
        callee.name === name &&
        this.locate(callee, frameOf(file), steps + 1).node === cls,
    );
    const [only] = made;
    return only && made.length === 1 ? argumentsOf(only, frameOf(file)) : null;
  }

  #memberOfSuper(node: TSESTree.Super, name: string, frame: Frame, steps: number): Located | null {
    const cls = enclosingClass(node);
    if (!cls?.superClass) return null;
    const base = this.locate(cls.superClass, frame, steps + 1);
    const wanted: Wanted = { isStatic: isStaticContext(node, cls), self: frame.self, args: null };
    return this.#classMember(base, name, wanted, steps + 1);
  }

  #spread(object: TSESTree.ObjectExpression, name: string, frame: Frame, steps: number): Located | null {
    for (const property of object.properties.toReversed()) {
      if (property.type === 'Property') {
        if (propertyName(property) === name) return this.locate(property.value, frame, steps + 1);
        continue;
      }
      const inner = this.locate(property.argument, frame, steps + 1);
      const found = inner.node === property.argument ? null : this.member(inner, name, steps + 1);
      if (found) return found;
    }
    return null;
  }

  /** A static or instance member of a class or the classes it extends. */
  #classMember(cls: Located, name: string, { isStatic, self, args }: Wanted, steps: number): Located | null {
    if (!isClass(cls.node) || steps > MAX_STEPS) return null;
    const frame: Frame = self
      ? { ...cls.frame, self, active: self.args.caller.active, depth: self.args.caller.depth + 1 }
      : cls.frame;
    const own = ownMember(cls.node, name, isStatic);
    if (own === 'unknown') return null;
    if (own) return isFunction(own) ? { node: own, frame } : this.locate(own, frame, steps + 1);
    const fn = isStatic ? null : constructorOf(cls.node);
    // What an instance is made with is what its constructor gets.
    const inside = (fn && args ? callFrame({ node: fn, frame }, args, self) : null) ?? frame;
    const set = fn && (setByConstructor(fn, name) ?? parameterProperty(fn, name));
    const field = this.#field({ set, type: declaredType(cls.node, name, isStatic) }, inside, steps);
    if (field) return field;
    const { superClass } = cls.node;
    const parent = superClass && this.locate(superClass, cls.frame, steps + 1);
    const inherited: Wanted = { isStatic, self, args: args && superArguments(fn, inside, args) };
    return parent && this.#classMember(parent, name, inherited, steps + 1);
  }

  /** What a field is that the constructor sets, or that is declared; what comes from `options.mail` of a caller out of sight is what the field is declared as. */
  #field(
    { set, type }: { readonly set: TSESTree.Node | null; readonly type: TSESTree.TypeNode | null },
    frame: Frame,
    steps: number,
  ): Located | null {
    const given = set && this.locate(set, frame, steps + 1);
    if (given && given.node.type !== 'Identifier' && given.node.type !== 'MemberExpression') return given;
    return this.#ofType(type, frame, steps) ?? given;
  }

  /** `AppError.notFound = (m) => …` after the function's definition. */
  #assignedMember(id: TSESTree.Identifier | null, name: string, frame: Frame, steps: number): Located | null {
    const variable = id && frame.file.bindings.variableOf(id);
    for (const { identifier } of variable ? variable.references : []) {
      const member: TSESTree.Node | undefined = identifier.parent;
      if (member?.type !== 'MemberExpression' || member.object !== identifier || propertyName(member) !== name)
        continue;
      if (member.parent.type === 'AssignmentExpression' && member.parent.left === member)
        return this.locate(member.parent.right, frame, steps + 1);
    }
    return null;
  }
}

/** Which member of a class is asked for: of the class itself or of an instance, and what the constructor gets where that is known. */
interface Wanted {
  readonly isStatic: boolean;
  readonly self: Instance | null;
  readonly args: Arguments | null;
}

function wantedOf(self: Instance): Wanted {
  return { isStatic: false, self, args: self.args };
}

/** The member that a class has itself: a method, the value of a field, what a getter returns, `unknown` where that is not in sight; null where it has none. */
function ownMember(cls: ClassNode, name: string, isStatic: boolean): TSESTree.Node | 'unknown' | null {
  for (const member of cls.body.body) {
    if (
      (member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') ||
      member.static !== isStatic ||
      propertyName(member) !== name
    )
      continue;
    if (member.type === 'PropertyDefinition') {
      if (member.value) return member.value;
      continue;
    }
    if (!isFunction(member.value) || member.kind === 'set') continue;
    const returned = member.kind === 'get' ? onlyReturn(member.value) : null;
    return member.kind === 'method' ? member.value : (returned ?? 'unknown');
  }
  return null;
}

/** The type of a field that nothing in the class sets: `@Inject() private users: UserService`. */
function declaredType(cls: ClassNode, name: string, isStatic: boolean): TSESTree.TypeNode | null {
  for (const member of cls.body.body)
    if (member.type === 'PropertyDefinition' && member.static === isStatic && propertyName(member) === name)
      return member.typeAnnotation?.typeAnnotation ?? null;
  return null;
}

/** The type that a class declares one of its fields with, or the parameter of its constructor that becomes it; null where none is named. */
export function typeNamedBy(cls: ClassNode, name: string): TSESTree.TSTypeReference | null {
  const fn = constructorOf(cls);
  const set = fn && (setByConstructor(fn, name) ?? parameterProperty(fn, name));
  const parameter = set?.type === 'Identifier' ? fn?.params.map(targetOf).find(one => isNamed(one, set.name)) : null;
  const type =
    parameter?.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : declaredType(cls, name, false);
  return type ? classReferenceIn(type) : null;
}

/** The type that a parameter or variable is declared with, where it is written but once. */
function annotationOf(variable: Variable, file: File): TSESTree.TypeNode | null {
  const name = file.bindings.definitionOf(variable)?.name as TSESTree.Node | undefined;
  return name?.type === 'Identifier' ? (name.typeAnnotation?.typeAnnotation ?? null) : null;
}

/** What a type names: itself, what a promise of it gives, or it where it may be null as well. */
function classReferenceIn(type: TSESTree.TypeNode): TSESTree.TSTypeReference | null {
  if (type.type === 'TSUnionType') {
    const others = type.types.filter(one => one.type !== 'TSNullKeyword' && one.type !== 'TSUndefinedKeyword');
    return others.length === 1 && others[0] ? classReferenceIn(others[0]) : null;
  }
  if (type.type !== 'TSTypeReference') return null;
  const [inner] = type.typeArguments?.params ?? [];
  return inner && type.typeName.type === 'Identifier' && /^(?:Promise|Readonly|Awaited)$/.test(type.typeName.name)
    ? classReferenceIn(inner)
    : type;
}

/** What a container of dependencies is asked for; null for any other call. */
export function containerKey({ callee, arguments: [key, second] }: TSESTree.CallExpression): TSESTree.Node | null {
  const method = unwrap(callee);
  return key &&
    !second &&
    method.type === 'MemberExpression' &&
    /^(?:get|getInstance|resolve|retrieve)$/.test(propertyName(method) ?? '')
    ? key
    : null;
}

/** What members are looked for in. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'ObjectExpression',
  'ClassDeclaration',
  'ClassExpression',
  'NewExpression',
  'TSTypeReference',
  'Program',
]);

/** What the calls of a chain begin at, `Box` of `Box.findOne(…).select('lid')`, or what `new` is called with. */
function rootOf(node: TSESTree.NewExpression | TSESTree.CallExpression): TSESTree.Node {
  let root: TSESTree.Node = node.type === 'NewExpression' ? node.callee : node;
  while (root.type === 'CallExpression') {
    const callee = unwrap(root.callee);
    if (callee.type !== 'MemberExpression') return callee;
    root = unwrap(callee.object);
  }
  return root;
}

/** What a call gives back as it is: `Object.freeze(object)`, `fn.bind(this)`. */
function sameAs(node: TSESTree.CallExpression): TSESTree.Node | null {
  const call = methodCall(node);
  if (call && /^(?:freeze|seal)$/.test(call.name)) return node.arguments[0] ?? null;
  return call?.name === 'bind' ? call.object : null;
}

/** What names the module of a `require` or `import` whose specifier is no literal; null for any other expression. */
export function computedSpecifier(
  node: TSESTree.Node,
  { file: { bindings } }: Pick<Frame, 'file'>,
): TSESTree.Node | null {
  const [argument] = node.type === 'CallExpression' ? node.arguments : [];
  const isRequire =
    node.type === 'CallExpression' &&
    node.callee.type === 'Identifier' &&
    node.callee.name === 'require' &&
    (bindings.variableOf(node.callee)?.defs.length ?? 0) === 0;
  const specifier = node.type === 'ImportExpression' ? node.source : isRequire ? argument : null;
  return !specifier || specifier.type === 'SpreadElement' || stringValue(specifier) !== null ? null : specifier;
}

/** The constructor that a class declares itself; null where it declares none. */
export function constructorOf(cls: ClassNode): FunctionNode | null {
  for (const member of cls.body.body)
    if (member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunction(member.value))
      return member.value;
  return null;
}

/** What a class hands on to the constructor of the one it extends: what it is made with, where it has no constructor; null where that is not in sight. */
function superArguments(fn: FunctionNode | null, inside: Frame, args: Arguments): Arguments | null {
  if (!fn) return args;
  for (const statement of fn.body.type === 'BlockStatement' ? fn.body.body : []) {
    const call = statement.type === 'ExpressionStatement' ? statement.expression : null;
    if (call?.type === 'CallExpression' && call.callee.type === 'Super') return argumentsOf(call, inside);
  }
  return null;
}

/** `constructor(private readonly router: Router)`. */
function parameterProperty({ params }: FunctionNode, name: string): TSESTree.Node | null {
  for (const parameter of params) {
    if (parameter.type !== 'TSParameterProperty') continue;
    const target = targetOf(parameter);
    if (isNamed(target, name)) return target;
  }
  return null;
}

/** What a parameter binds, its default and its modifiers left out. */
function targetOf(parameter: TSESTree.Parameter): TSESTree.Node {
  const inner = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
  return inner.type === 'AssignmentPattern' ? inner.left : inner;
}

function isNamed(node: TSESTree.Node, name: string): node is TSESTree.Identifier {
  return node.type === 'Identifier' && node.name === name;
}

/** What a constructor sets a member to, `this.handle = super.handle`. */
function setByConstructor({ body }: FunctionNode, name: string): TSESTree.Node | null {
  for (const statement of body.type === 'BlockStatement' ? body.body : []) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue;
    const { left, right } = statement.expression;
    if (
      left.type === 'MemberExpression' &&
      left.object.type === 'ThisExpression' &&
      propertyName(left) === name &&
      !isSelf(right, name)
    )
      return right;
  }
  return null;
}

/** `this.send = this.send.bind(this)` says nothing new. */
function isSelf(node: TSESTree.Node, name: string): boolean {
  const call = methodCall(node);
  const value = call?.name === 'bind' ? call.object : node;
  return value.type === 'MemberExpression' && value.object.type === 'ThisExpression' && propertyName(value) === name;
}

/** Whether a node is a class. */
export function isClass(node: TSESTree.Node): node is ClassNode {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

/** What `const { key: variable = fallback } = object` takes a variable from. */
export interface DestructuredMember {
  readonly object: TSESTree.Node;
  readonly name: string;
  /** Its default; null where there is none. */
  readonly fallback: TSESTree.Node | null;
}

/** The object and key that a pattern takes a variable from; null for other definitions, and for one with a default unless that may be. */
export function destructuredMember(variable: Variable, file: File, mayHaveDefault = false): DestructuredMember | null {
  const definition = file.bindings.definitionOf(variable);
  const declarator = definition?.node as TSESTree.Node | undefined;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ObjectPattern' || !declarator.init)
    return null;
  for (const property of declarator.id.properties) {
    if (property.type !== 'Property') continue;
    const { value } = property;
    const isDefaulted = value.type === 'AssignmentPattern';
    if ((isDefaulted ? value.left : value) !== definition?.name || (isDefaulted && !mayHaveDefault)) continue;
    const name = propertyName(property);
    return name === null ? null : { object: declarator.init, name, fallback: isDefaulted ? value.right : null };
  }
  return null;
}

/** The array and place that `const [, variable] = array` takes a variable from; null for other definitions. */
function destructuredElement(
  variable: Variable,
  file: File,
): { readonly object: TSESTree.Node; readonly index: number } | null {
  const definition = file.bindings.definitionOf(variable);
  const declarator = definition?.node as TSESTree.Node | undefined;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'ArrayPattern' || !declarator.init)
    return null;
  const index = declarator.id.elements.findIndex(element => element === definition?.name);
  return index < 0 ? null : { object: declarator.init, index };
}

/** The initializer of an enum's member; null for one that is numbered by its place. */
function enumMember({ body }: TSESTree.TSEnumDeclaration, name: string, frame: Frame): Located | null {
  const member = body.members.find(({ id }) => (id.type === 'Identifier' ? id.name : id.value) === name);
  return member?.initializer ? { node: member.initializer, frame } : null;
}

/** The class whose member a node stands in, arrow functions passed through. */
export function enclosingClass(node: TSESTree.Node): ClassNode | null {
  for (let current = node.parent; current; current = current.parent) {
    if (isClass(current)) return current;
    if (
      (current.type === 'FunctionDeclaration' || current.type === 'FunctionExpression') &&
      current.parent.type !== 'MethodDefinition'
    )
      return null;
  }
  return null;
}

/** The object literal whose method a node stands in. */
function enclosingObject(node: TSESTree.Node): TSESTree.ObjectExpression | null {
  for (let current = node.parent; current; current = current.parent) {
    if (current.type === 'FunctionExpression')
      return current.parent.type === 'Property' && current.parent.parent.type === 'ObjectExpression'
        ? current.parent.parent
        : null;
    if (current.type === 'FunctionDeclaration') return null;
  }
  return null;
}

function isStaticContext(node: TSESTree.Node, cls: ClassNode): boolean {
  for (let current: TSESTree.Node | undefined = node; current && current !== cls; current = current.parent) {
    if (current.type === 'MethodDefinition' || current.type === 'PropertyDefinition') return current.static;
  }
  return false;
}

/** Whether an expression is what the module of a file exports: `exports`, `module.exports`, and no variable of its own that is called so. */
function isExportsOfModule(node: TSESTree.Identifier | TSESTree.MemberExpression, { bindings }: File): boolean {
  const variable = bindings.variableOf(node.type === 'Identifier' ? node : node.object);
  return isExportsObject(node) && (variable === null || variable.defs.length === 0);
}
