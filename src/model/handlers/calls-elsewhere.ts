import type { TSESTree } from '@typescript-eslint/utils';

import { descendants } from '../../syntax/descendants.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { lastName, methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { frameOf } from '../definitions/frame.ts';
import { isClass, Locator, type ClassNode } from '../definitions/locate.ts';
import type { ProjectFiles } from '../definitions/project-files.ts';

/** The files in which the functions of one file may be called, and what leads from them to it. */
export interface Callers {
  /** Finds the real paths of all that import the file, or an interface that a class of it implements, directly or through others; null where they are too many to read. */
  readonly findImporting: () => readonly string[] | null;
  readonly files: ProjectFiles;
}

/** A call that another file of the project makes of a function. */
export interface CallElsewhere {
  readonly call: TSESTree.CallExpression;
  readonly file: File;
}

/** A method of a class of the file, with its class. */
interface Method {
  readonly fn: FunctionNode;
  readonly cls: ClassNode;
}

/** Finds the calls that other files make of one file's functions and methods; none at all where one of the files that import it cannot be read, as it may make others. */
export function findCallsElsewhere(
  own: File,
  callers: Callers | null,
): ReadonlyMap<FunctionNode, readonly CallElsewhere[]> {
  const calls = new Map<FunctionNode, CallElsewhere[]>();
  if (!callers) return calls;
  const { files } = callers;
  const locator = new Locator(files);
  const methods = methodsOf(own);
  const names = new Set(own.functions.flatMap(fn => nameForOthers(fn) ?? []));
  for (const filename of callers.findImporting() ?? []) {
    const file = files.read(filename);
    if (!file) return new Map();
    if (file === own) continue;
    for (const call of file.calls) {
      const callee = unwrap(call.callee);
      const isMember = callee.type === 'MemberExpression';
      const name = isMember ? propertyName(callee) : callee.type === 'Identifier' ? callee.name : null;
      // A default import goes by any name.
      if (name === null || (isMember ? !names.has(name) : file.bindings.originOf(callee) === null)) continue;
      const located = locator.locate(callee, frameOf(file));
      const fn =
        isFunction(located.node) && located.frame.file === own
          ? located.node
          : methodOfInjected(call, methods.get(name) ?? [], file);
      if (!fn) continue;
      const known = calls.get(fn);
      if (known) known.push({ call, file });
      else calls.set(fn, [{ call, file }]);
    }
  }
  return calls;
}

/** The methods of a file's classes by name. */
function methodsOf(own: File): ReadonlyMap<string, readonly Method[]> {
  const methods = new Map<string, Method[]>();
  for (const fn of own.functions) {
    const cls =
      fn.parent.type === 'MethodDefinition' || fn.parent.type === 'PropertyDefinition' ? fn.parent.parent.parent : null;
    const name = nameForOthers(fn);
    if (!cls || !isClass(cls) || name === null) continue;
    const known = methods.get(name);
    if (known) known.push({ fn, cls });
    else methods.set(name, [{ fn, cls }]);
  }
  return methods;
}

function nameForOthers(fn: FunctionNode): string | null {
  const { parent } = fn;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property')
    return propertyName(parent);
  if (parent.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : null;
  if (parent.type === 'AssignmentExpression')
    return parent.left.type === 'MemberExpression' ? propertyName(parent.left) : null;
  return fn.id?.name ?? null;
}

/** `this.users.create(…)`, where what was injected as `users` is typed by the class or an interface of it, taken from a container by it, or goes by its name. */
function methodOfInjected(call: TSESTree.CallExpression, methods: readonly Method[], file: File): FunctionNode | null {
  const object = methodCall(call)?.object;
  const receiver = object && lastName(object);
  if (!object || !receiver) return null;
  for (const { fn, cls } of methods) {
    const name = cls.id?.name;
    if (!name) continue;
    const plain = name.replace(/Impl$/, '');
    if (receiver.replace(/^[_#]+/, '').toLowerCase() === plain.toLowerCase()) return fn;
    const types = [plain, `I${plain}`, ...implementedBy(cls).map(one => one.name)];
    const said = typesOf(file).get(receiver);
    if (types.some(type => said?.has(type))) return fn;
    const made = file.bindings.resolveAwaited(object);
    if (
      made.type === 'CallExpression' &&
      made.arguments.some(
        argument =>
          (argument.type === 'Identifier' && argument.name === name) ||
          (argument.type === 'Literal' && argument.value === name),
      )
    )
      return fn;
  }
  return null;
}

const typesOfFiles = new WeakMap<File, ReadonlyMap<string, ReadonlySet<string>>>();

/** The types that a file gives to its names: `users: Users` of a parameter, a field or a member of an interface, and the class that stands under a key. */
function typesOf(file: File): ReadonlyMap<string, ReadonlySet<string>> {
  const known = typesOfFiles.get(file);
  if (known) return known;
  const types = new Map<string, Set<string>>();
  const add = (name: string | null, type: TSESTree.Node | undefined): void => {
    const said = type && typeName(type);
    if (name !== null && said) types.set(name, (types.get(name) ?? new Set()).add(said));
  };
  for (const node of descendants(file.sourceCode.ast, file.sourceCode.visitorKeys)) {
    if (node.type === 'Identifier') add(node.name, node.typeAnnotation?.typeAnnotation);
    else if (node.type === 'PropertyDefinition' || node.type === 'TSAbstractPropertyDefinition')
      add(keyName(node.key), node.typeAnnotation?.typeAnnotation);
    else if (node.type === 'TSPropertySignature') add(keyName(node.key), node.typeAnnotation?.typeAnnotation);
    else if (node.type === 'Property') add(propertyName(node), node.value);
  }
  typesOfFiles.set(file, types);
  return types;
}

function keyName(key: TSESTree.Node): string | null {
  return key.type === 'Identifier' ? key.name : key.type === 'PrivateIdentifier' ? `#${key.name}` : null;
}

/** The name of a type or class: `Users`, also of `Users<T>` and of `Users | null`. */
function typeName(node: TSESTree.Node): string | null {
  switch (node.type) {
    case 'TSTypeReference':
      return node.typeName.type === 'Identifier' ? node.typeName.name : null;
    case 'TSUnionType':
    case 'TSIntersectionType':
      return node.types[0] ? typeName(node.types[0]) : null;
    case 'Identifier':
      return node.name;
    default:
      return null;
  }
}

/** The names of the interfaces that a class implements. */
function implementedBy(cls: ClassNode): readonly TSESTree.Identifier[] {
  return (cls.implements ?? []).flatMap(({ expression }) => (expression.type === 'Identifier' ? [expression] : []));
}

/** The modules that a file imports the interfaces of its classes from. */
export function interfacesOf(file: File): readonly string[] {
  const classes = new Set(
    file.functions.flatMap(fn =>
      fn.parent.type === 'MethodDefinition' && isClass(fn.parent.parent.parent) ? [fn.parent.parent.parent] : [],
    ),
  );
  return [...classes].flatMap(cls => implementedBy(cls).flatMap(name => file.bindings.originOf(name)?.source ?? []));
}
