import type { TSESTree } from '@typescript-eslint/utils';

import { enclosingFunction, functionName, isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { calleeName, methodCall, propertyName, unwrap, unwrapAwait } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { argumentsOf, callFrame, frameOf, frameWith, type Frame, type Located } from '../definitions/frame.ts';
import { computedSpecifier, isClass, type ClassNode, type Locator } from '../definitions/locate.ts';
import { decideText } from '../definitions/computed-truth.ts';
import { guardsOf } from '../definitions/guard-reader.ts';
import { FolderLists } from './folder-lists.ts';
import type { HubReader } from './hubs.ts';

/** A call of a function, and the file it stands in. */
export interface CallSite {
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression;
  readonly file: File;
}

/** A node and the file it stands in. */
export interface Place {
  readonly node: TSESTree.Node;
  readonly file: File;
}

/** A function that is read as one call of it runs. */
export interface Entered {
  readonly fn: FunctionNode;
  readonly frame: Frame;
}

/** A place whose readings are asked for. */
interface Asked {
  readonly at: TSESTree.Node;
  readonly file: File;
  readonly entered: Entered | null;
  readonly depth: number;
}

/** How many calls deep the readings of a place are found. */
const MAX_DEPTH = 5;

/** More elements than these are no table of routes, more calls no set-up. */
const MAX_READINGS = 200;

/** Finds the readings in which code that sets an application up runs: once for each call of its function, once for each element of a table that it loops over. */
export class ReadingFinder {
  readonly #locator: Locator;
  readonly #hubs: HubReader;
  readonly #calls = new Map<File, ReadonlyMap<TSESTree.Node, readonly CallSite[]>>();
  readonly #sites = new WeakMap<Frame, CallSite & { readonly frame: Frame }>();
  readonly #lists: FolderLists;
  /** The readings of one file out of a folder. */
  readonly #ofFiles = new WeakSet<Frame>();

  constructor(locator: Locator, hubs: HubReader) {
    this.#locator = locator;
    this.#hubs = hubs;
    this.#lists = new FolderLists(locator, hubs);
  }

  /** The readings of a place; its file's own where no call and no loop around it is in sight. Within a function that is entered, those of that one reading. */
  of(node: TSESTree.Node, file: File, entered: Entered | null = null, depth = 0): readonly Frame[] {
    return this.#around(node, file, entered, depth).filter(
      frame => !this.#ofFiles.has(frame) || this.#isReached(node, frame),
    );
  }

  /** Whether code that runs for each file of a folder comes to a place for one of them: `if (file === 'index.js') return;`. What asks for the file and is not understood may leave it out. */
  #isReached(node: TSESTree.Node, frame: Frame): boolean {
    const { file } = frame;
    const guards = guardsOf(file)(node, enclosingFunction(node)) ?? [];
    return guards.every(({ test, holds }) => {
      const result = test.type === 'SwitchCase' ? null : decideText(test, frame, this.#locator);
      return result === null ? !this.#asksForFile(test, frame) : result === holds;
    });
  }

  /** Whether a condition reads the name of the file that a reading is for. */
  #asksForFile(test: TSESTree.Node, { file, bound }: Frame): boolean {
    return [...bound].some(
      ([variable, value]) =>
        value !== null &&
        this.#lists.isListed(value) &&
        variable.references.some(({ identifier }) => isWithin(identifier, test)) &&
        variable.references.some(({ identifier }) => file.bindings.variableOf(identifier) === variable),
    );
  }

  #around(node: TSESTree.Node, file: File, entered: Entered | null, depth: number): readonly Frame[] {
    if (depth > MAX_DEPTH) return [frameOf(file)];
    for (let outer = node.parent; outer; outer = outer.parent) {
      if (outer.type === 'ForOfStatement' && isWithin(node, outer.body))
        return this.#ofElements(outer.right, loopVariable(outer), { at: outer, file, entered, depth });
      if (outer === entered?.fn) return [entered.frame];
      if (isFunction(outer)) return this.#ofFunction(outer, { at: outer, file, entered, depth });
    }
    return [frameOf(file)];
  }

  /** The reading of a function in one call of it; null past the depth that is read. */
  enter(fn: Located, { call, file }: CallSite, frame: Frame): Frame | null {
    const inside = callFrame(fn, argumentsOf(call, frame), fn.frame.self);
    if (inside) this.#sites.set(inside, { call, file, frame });
    if (inside && this.#ofFiles.has(frame)) this.#ofFiles.add(inside);
    return inside;
  }

  /** The places through which the code of a place is run, itself first: the calls of the functions it stands in, as far as they are in sight. */
  placesOf(node: TSESTree.Node, file: File, frame: Frame): readonly Place[] {
    const places: Place[] = [{ node, file }];
    let here: Place & { readonly frame: Frame | null } = { node, file, frame };
    while (places.length <= MAX_DEPTH) {
      const fn = enclosingFunction(here.node);
      const outer = fn && this.#callerOf(fn, here);
      if (!outer) break;
      places.push(outer);
      here = outer;
    }
    return places;
  }

  #callerOf(
    fn: FunctionNode,
    { file, frame }: Place & { readonly frame: Frame | null },
  ): (Place & { readonly frame: Frame | null }) | null {
    const site = frame && this.#sites.get(frame);
    if (site && frame.active.has(fn)) return { node: site.call, file: site.file, frame: site.frame };
    const { parent } = fn;
    if (parent.type === 'CallExpression') return { node: parent, file, frame };
    const [call] = this.callsOf(fn, file);
    return call ? { node: call.call, file: call.file, frame: null } : null;
  }

  #ofFunction(fn: FunctionNode, asked: Asked): readonly Frame[] {
    const { file, entered, depth } = asked;
    const looped = methodCall(fn.parent);
    const [parameter] = fn.params;
    if (looped && /^(?:forEach|map)$/.test(looped.name) && looped.call.arguments[0] === fn)
      return this.#ofElements(looped.object, parameter ?? null, { ...asked, at: looped.call });
    const cls = instanceMemberOf(fn);
    if (fn.params.length === 0) return cls ? this.#ofInstances(cls, asked) : this.of(fn, file, entered, depth + 1);
    const frames = this.callsOf(fn, file).flatMap(({ call, file: caller }) =>
      this.of(call, caller, null, depth + 1).flatMap(frame => {
        if (isLoaded(call.callee, caller) && !this.#callsLoaded(call, fn, frame)) return [];
        return this.enter(locatedFunction(fn, file, call, frame, this.#locator), { call, file: caller }, frame) ?? [];
      }),
    );
    if (frames.length > 0 && frames.length <= MAX_READINGS) return frames;
    return cls ? this.#ofInstances(cls, asked) : [frameOf(file)];
  }

  /** One reading for each place where an instance of a class is made, `new Boxes('/boxes')`; with what it inherits where none is in sight. */
  #ofInstances(cls: ClassNode, { file, depth }: Asked): readonly Frame[] {
    const own = frameOf(file);
    const located: Located = { node: cls, frame: own };
    const frames = this.#sitesOf(cls, file).flatMap(({ call, file: maker }) =>
      this.of(call, maker, null, depth + 1).map((frame): Frame => {
        return { ...own, self: { cls: located, args: argumentsOf(call, frame) } };
      }),
    );
    if (frames.length > 0 && frames.length <= MAX_READINGS) return frames;
    return cls.superClass ? [{ ...own, self: { cls: located, args: { list: [], isOpen: true, caller: own } } }] : [own];
  }

  /** Whether a call of what is loaded by a computed name is one of a function, in one reading. */
  #callsLoaded(call: CallSite['call'], fn: FunctionNode, frame: Frame): boolean {
    return calledIn(call, frame, this.#locator) === (constructedBy(fn) ?? fn);
  }

  /** One reading for each element of a list that stands in sight; the outer ones where it does not. */
  #ofElements(
    list: TSESTree.Node,
    pattern: TSESTree.Node | null,
    { at, file, entered, depth }: Asked,
  ): readonly Frame[] {
    const frames = this.of(at, file, entered, depth + 1).flatMap(outer => {
      const files = pattern ? this.#lists.elements(list, outer) : null;
      const elements = files ?? (pattern ? this.#elements(list, outer) : []);
      return elements.length === 0
        ? [outer]
        : elements.map(element => {
            const frame = frameWith(pattern, element, files ? this.#withoutChanged(list, outer) : outer);
            if (files || this.#ofFiles.has(outer)) this.#ofFiles.add(frame);
            const site = this.#sites.get(outer);
            if (site) this.#sites.set(frame, site);
            return frame;
          });
    });
    return frames.length <= MAX_READINGS ? frames : [frameOf(file)];
  }

  /** A reading of a function that lists folders within folders, without what is another thing in those. */
  #withoutChanged(list: TSESTree.Node, outer: Frame): Frame {
    const changed = this.#lists.changedWithin(list, outer);
    const bound = new Map(outer.bound);
    // What stands for no text nor router is neither.
    for (const variable of changed) bound.set(variable, { node: outer.file.sourceCode.ast, frame: outer });
    return changed.length > 0 ? { ...outer, bound } : outer;
  }

  /** The elements of an array, or of the entries of an object: the key and value of each. */
  #elements(node: TSESTree.Node, frame: Frame, depth = 0): readonly (Located | readonly (Located | null)[])[] {
    if (depth > MAX_DEPTH) return [];
    const list = this.#locator.locate(node, frame);
    const value = list.node;
    if (value.type === 'ArrayExpression')
      return value.elements.flatMap(one =>
        one?.type === 'SpreadElement'
          ? this.#elements(one.argument, list.frame, depth + 1)
          : one
            ? [{ node: one, frame: list.frame }]
            : [],
      );
    const call = methodCall(value);
    const [argument] = call?.call.arguments ?? [];
    if (!call || !argument || unwrap(call.object).type !== 'Identifier') return [];
    const object = this.#locator.locate(argument, list.frame);
    if (object.node.type !== 'ObjectExpression' || !/^(?:entries|values)$/.test(call.name)) return [];
    return object.node.properties.flatMap((property): (Located | readonly (Located | null)[])[] => {
      if (property.type !== 'Property') return [];
      const held: Located = { node: property.value, frame: object.frame };
      if (call.name === 'values') return [held];
      const key = property.key.type === 'Literal' ? { node: property.key, frame: object.frame } : null;
      return [[key, held]];
    });
  }

  /** The calls of a function in its own file and in those that lead to it: of a constructor, where its class is made. */
  callsOf(fn: FunctionNode, file: File): readonly CallSite[] {
    return this.#sitesOf(constructedBy(fn) ?? fn, file);
  }

  #sitesOf(target: TSESTree.Node, file: File): readonly CallSite[] {
    let ofFile = this.#calls.get(file);
    if (!ofFile) this.#calls.set(file, (ofFile = this.#findCalls(file)));
    const calls = ofFile.get(target) ?? [];
    return calls.length > MAX_READINGS ? [] : calls;
  }

  /** The calls of the functions of one file, and where its classes are made. */
  #findCalls(file: File): ReadonlyMap<TSESTree.Node, readonly CallSite[]> {
    const found = new Map<TSESTree.Node, CallSite[]>();
    const names = new Set(file.functions.flatMap(fn => [instanceMemberOf(fn)?.id?.name ?? null, functionName(fn)]));
    const add = (target: TSESTree.Node, site: CallSite): void => {
      if (!isFunction(target) && !isClass(target)) return;
      const known = found.get(target);
      if (known) known.push(site);
      else found.set(target, [site]);
    };
    for (const call of [...file.calls, ...file.news])
      if (names.has(calleeName(call))) add(this.#locator.locate(call.callee, frameOf(file)).node, { call, file });
    const { files, locator } = this.#hubs.of(file);
    // Who asks for them while they are looked for gets none.
    this.#calls.set(file, found);
    for (const hub of files)
      for (const { call, calls } of callsAbroad(hub)) {
        const site: CallSite = { call, file: hub };
        if (calls === LOADED) {
          const targets = this.of(call, hub).map(frame => calledIn(call, frame, locator));
          new Set(targets).forEach(target => add(target, site));
        } else if (calls === IMPORTED || names.has(calls)) add(calledIn(call, frameOf(hub), locator), site);
      }
    return found;
  }
}

/** What is called, or the default export of a module that is called whole. */
function calledIn({ callee }: CallSite['call'], frame: Frame, locator: Locator): TSESTree.Node {
  const located = locator.locate(callee, frame);
  return (located.node.type === 'Program' ? locator.member(located, 'default')?.node : null) ?? located.node;
}

/** Whether something comes from a module whose name is computed: `require(path.join(__dirname, file))`, a member of it, `loaded.default || loaded`. */
function isLoaded(node: TSESTree.Node, file: File, depth = 0): boolean {
  const root = rootOf(node);
  if (root.type === 'LogicalExpression') return depth < 4 && isLoaded(root.right, file, depth + 1);
  const value = file.bindings.resolveAwaited(root);
  if (value !== root && depth < 4) return isLoaded(value, file, depth + 1);
  return computedSpecifier(value, { file }) !== null;
}

const LOADED = Symbol('what a computed name loads');
const IMPORTED = Symbol('what an import names');

/** A call that may be of a function of another file: of one that is loaded by a computed name, of any that is imported, or of a member, by its name. */
interface CallAbroad {
  readonly call: CallSite['call'];
  readonly calls: typeof LOADED | typeof IMPORTED | string | null;
}

const abroad = new WeakMap<File, readonly CallAbroad[]>();

/** The calls of a file that may be of functions of others, in the order of `calls` and `news`; told once, as each file that it leads to asks. */
function callsAbroad(hub: File): readonly CallAbroad[] {
  let known = abroad.get(hub);
  if (!known) abroad.set(hub, (known = [...hub.calls, ...hub.news].flatMap(call => callAbroad(call, hub) ?? [])));
  return known;
}

function callAbroad(call: CallSite['call'], hub: File): CallAbroad | null {
  if (isLoaded(call.callee, hub)) return { call, calls: LOADED };
  const called = unwrap(call.callee);
  if (hub.bindings.originOf(called) !== null) return { call, calls: IMPORTED };
  return called.type === 'MemberExpression' ? { call, calls: propertyName(called) } : null;
}

/** The function as a call has it: with `this`, where it is a method of an instance in sight. */
function locatedFunction(
  fn: FunctionNode,
  file: File,
  call: CallSite['call'],
  frame: Frame,
  locator: Locator,
): Located {
  const cls = constructedBy(fn);
  if (cls) {
    const located: Located = { node: cls, frame: frameOf(file) };
    return {
      node: fn,
      frame: { ...frameOf(file), self: { cls: located, args: argumentsOf(call, frame) } },
    };
  }
  const located = locator.locate(call.callee, frame);
  return located.node === fn ? located : { node: fn, frame: frameOf(file) };
}

/** The class whose instances have a function: a method, the constructor, a field. */
function instanceMemberOf({ parent }: FunctionNode): ClassNode | null {
  if ((parent.type !== 'MethodDefinition' && parent.type !== 'PropertyDefinition') || parent.static) return null;
  const cls = parent.parent.parent;
  return isClass(cls) ? cls : null;
}

/** The class whose constructor a function is. */
function constructedBy(fn: FunctionNode): ClassNode | null {
  const { parent } = fn;
  if (parent.type !== 'MethodDefinition' || parent.kind !== 'constructor') return null;
  const cls = parent.parent.parent;
  return isClass(cls) ? cls : null;
}

function loopVariable({ left }: TSESTree.ForOfStatement): TSESTree.Node | null {
  return left.type === 'VariableDeclaration' ? (left.declarations[0]?.id ?? null) : left;
}

/** Whether what an expression stands for depends on the reading: a parameter, or the variable of a loop. */
export function isOfReading(node: TSESTree.Node, file: File): boolean {
  const { bindings } = file;
  if (isLoaded(node, file)) return true;
  const definition = bindings.variableOf(rootOf(node))?.defs[0];
  if (!definition) return rootOf(node).type === 'ThisExpression';
  const declarator = definition.node as TSESTree.Node;
  return (
    definition.type === 'Parameter' ||
    (declarator.type === 'VariableDeclarator' && declarator.parent.parent.type === 'ForOfStatement') ||
    (declarator.type === 'VariableDeclarator' &&
      declarator.id.type === 'ObjectPattern' &&
      // `const { authenticate } = require('./auth')` is the same in each.
      bindings.originOf(rootOf(node)) === null)
  );
}

/** `a` of `a.b.c`, `a.b()` and `await a.b`. */
export function rootOf(node: TSESTree.Node): TSESTree.Node {
  let current = unwrapAwait(node);
  for (;;) {
    if (current.type === 'MemberExpression') current = unwrapAwait(current.object);
    else if (current.type === 'CallExpression' && current.callee.type === 'MemberExpression')
      current = unwrapAwait(current.callee.object);
    else return current;
  }
}

/** Whether a call gets something that its function was given, or is one of the same instance. */
export function handsOn(call: TSESTree.CallExpression, { file, bound }: Frame): boolean {
  const object = methodCall(call)?.object;
  if (object?.type === 'ThisExpression') return true;
  return call.arguments.some(argument => {
    const variable = file.bindings.variableOf(rootOf(argument));
    return variable !== null && bound.has(variable);
  });
}
