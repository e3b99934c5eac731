import type { TSESTree } from '@typescript-eslint/utils';

import { readRegistration } from '../../frameworks/registration.ts';
import { isFunction } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { methodCall } from '../../syntax/unwrap.ts';
import type { File } from '../definitions/file.ts';
import { argumentsOf, findProperty, frameOf, type Frame, type Located } from '../definitions/frame.ts';
import { isClass, type Locator } from '../definitions/locate.ts';
import { findExports } from '../definitions/exports.ts';
import { AUTOLOADERS, autoloadsOf } from './autoload.ts';
import type { HubReader } from './hubs.ts';
import { isSetting, joinPaths, pathTexts, UNKNOWN_PART, type ValueReaders } from './path-text.ts';
import { handsOn, isOfReading, type CallSite, type Entered, type ReadingFinder } from './readings.ts';
import { childrenAt, isSameRouter, makerOf, routerOf, type Child, type Router } from './routers.ts';

/** A call by which one router is reached from another, `app.use('/api', users)`, `fastify.register(users, { prefix })`. */
export interface Mount {
  readonly call: TSESTree.CallExpression;
  readonly file: File;
  readonly frame: Frame;
  /** The router it is called on; null where it can be told from no other. */
  readonly parent: Router | null;
  readonly child: Child;
  /** Unknown parts marked; one that is only unknown where all of it is out of sight. */
  readonly prefix: string;
}

/** One way by which requests come to a router. */
export interface Way {
  readonly prefix: string;
  /** Whether it begins at an application: the prefix is all there is. */
  readonly isWhole: boolean;
  /** The mounts on it, outermost first. */
  readonly mounts: readonly Mount[];
}

/** How many routers are mounted in one another. */
const MAX_DEPTH = 6;

/** More ways than these are not told apart. */
const MAX_WAYS = 60;

/** Where nothing is known of what a router is mounted in. */
export const OUT_OF_SIGHT: Way = { prefix: '', isWhole: false, mounts: [] };

/** Finds the ways from applications to routers, from a file upwards. */
export class WayFinder {
  readonly #readers: ValueReaders;
  readonly #hubs: HubReader;
  readonly #readings: ReadingFinder;
  readonly #mounts = new Map<File, ReadonlyMap<TSESTree.Node, readonly Mount[]>>();

  constructor(readers: ValueReaders, hubs: HubReader, readings: ReadingFinder) {
    this.#readers = readers;
    this.#hubs = hubs;
    this.#readings = readings;
  }

  /** The ways to a router; one out of sight where none is found and it is no application itself. */
  to(router: Router, depth = 0): readonly Way[] {
    if (depth > MAX_DEPTH) return [OUT_OF_SIGHT];
    const mounts = this.mountsOf(router);
    if (mounts.length === 0) return [{ ...OUT_OF_SIGHT, isWhole: makerOf(router)?.makes === 'application' }];
    const ways = mounts.flatMap(mount => {
      const outer = mount.parent ? this.to(mount.parent, depth + 1) : [OUT_OF_SIGHT];
      return outer.map(({ prefix, isWhole, mounts: above }) => ({
        prefix: joinPaths(prefix, mount.prefix),
        isWhole,
        mounts: [...above, mount],
      }));
    });
    return ways.length > MAX_WAYS ? [OUT_OF_SIGHT] : ways;
  }

  /** The mounts of one router, in its own file and in those that lead to it. */
  mountsOf(router: Router): readonly Mount[] {
    const { file, ownerFile, node } = router;
    // A router of a base class is mounted by who makes the class that extends it.
    const mounts = [file, ...(ownerFile ? [ownerFile] : [])].flatMap(from => this.#mountsFrom(from).get(node) ?? []);
    return unique(mounts).filter(
      ({ child, parent }) => isSameRouter(child.router, router) && !(parent && isSameRouter(parent, router)),
    );
  }

  /** All mounts of the routers of one file, by what makes the router. */
  #mountsFrom(file: File): ReadonlyMap<TSESTree.Node, readonly Mount[]> {
    const known = this.#mounts.get(file);
    if (known) return known;
    const mounts = new Map<TSESTree.Node, Mount[]>();
    // A router that is mounted in what it mounts has no other way yet.
    this.#mounts.set(file, mounts);
    const hubs = this.#hubs.of(file);
    const add = (mount: Mount): void => {
      const { node } = mount.child.router;
      mounts.set(node, [...(mounts.get(node) ?? []), mount]);
    };
    for (const place of [file, ...hubs.files])
      for (const call of place.calls) this.#mountsBy(call, place, hubs.locator, null).forEach(add);
    this.#mountsByOthers(file).forEach(add);
    this.#autoloadsOf(file).forEach(add);
    return mounts;
  }

  /** The mounts of a file's plugin by the folder it stands in. */
  #autoloadsOf(file: File): readonly Mount[] {
    const loaders = this.#hubs.importersOf(AUTOLOADERS);
    const [instance] = loaders.length > 0 ? pluginsOf(file, this.#readers.locator) : [];
    if (!instance) return [];
    return loaders.flatMap(loader =>
      autoloadsOf(loader, file, this.#readers).map(({ call, prefix }): Mount => {
        const frame = frameOf(loader);
        const object = methodCall(call)?.object;
        const parent = object ? routerOf(object, frame, this.#readers.locator) : null;
        return { call, file: loader, frame, parent, child: instance, prefix: instance.isSameScope ? '' : prefix };
      }),
    );
  }

  /** The mounts that functions and classes of other files make of what a file exports, where they are given it: `new App([new Users()])`, `mount(app, '/users', users)`. */
  #mountsByOthers(file: File): readonly Mount[] {
    const hubs = this.#hubs.of(file);
    return hubs.files.flatMap(hub =>
      [...hub.calls, ...hub.news].flatMap(call =>
        call.arguments.some(argument => comesFrom(argument, file, frameOf(hub), hubs.locator))
          ? this.#readings
              .of(call, hub)
              .flatMap(frame => this.#mountsWithin({ call, file: hub }, frame, hubs.locator, file, 0))
          : [],
      ),
    );
  }

  /** The mounts that what is called makes, and what that calls in turn. */
  #mountsWithin(site: CallSite, frame: Frame, locator: Locator, file: File, depth: number): readonly Mount[] {
    const called = depth > MAX_DEPTH ? null : functionCalled(site.call, frame, this.#readers.locator);
    const inside = called && this.#readings.enter(called, site, frame);
    if (!inside || !isFunction(called.node) || inside.file === file) return [];
    const entered: Entered = { fn: called.node, frame: inside };
    return nodesWithin(inside.file.calls, called.node.body).flatMap(call => {
      const mounts = this.#mountsBy(call, inside.file, locator, entered);
      if (mounts.length > 0 || !handsOn(call, inside)) return mounts;
      return this.#readings
        .of(call, inside.file, entered)
        .flatMap(reading => this.#mountsWithin({ call, file: inside.file }, reading, locator, file, depth + 1));
    });
  }

  /** The mounts that one call makes, in each of its readings. */
  #mountsBy(call: TSESTree.CallExpression, place: File, locator: Locator, entered: Entered | null): readonly Mount[] {
    const method = methodCall(call);
    if (method?.name !== 'use' && method?.name !== 'register') return [];
    const given = method.name === 'use' ? call.arguments : call.arguments.slice(0, 1);
    // What is looped over, or a parameter, is known in the readings of the call alone; all others are the same in each.
    const plain = frameOf(place);
    if (!given.some(one => isOfReading(one, place) || childrenAt(one, plain, locator).length > 0)) return [];
    return this.#readings.of(call, place, entered).flatMap(frame => {
      const children = given.flatMap(argument => childrenAt(argument, frame, locator));
      if (children.length === 0) return [];
      const parent = routerOf(method.object, frame, this.#readers.locator);
      const prefixes = method.name === 'use' ? this.#prefixOfUse(call, frame) : this.#prefixOfRegister(call, frame);
      return children.flatMap(child =>
        (child.isSameScope ? [''] : prefixes).map(prefix => ({ call, file: place, frame, parent, child, prefix })),
      );
    });
  }

  #prefixOfUse(call: TSESTree.CallExpression, frame: Frame): readonly string[] {
    const [first, second] = call.arguments;
    const pathNode = readRegistration(call)?.pathNode;
    if (pathNode) return pathTexts(pathNode, frame, this.#readers);
    if (!first || !second || first.type === 'SpreadElement') return [''];
    if (isSetting(first)) return [UNKNOWN_PART];
    const texts = pathTexts(first, frame, this.#readers);
    return texts.some(text => text !== UNKNOWN_PART) ? texts : [''];
  }

  #prefixOfRegister(call: TSESTree.CallExpression, frame: Frame): readonly string[] {
    const [, argument] = call.arguments;
    if (!argument) return [''];
    const options = this.#readers.locator.locate(argument, frame);
    if (options.node.type !== 'ObjectExpression') return [''];
    const prefix = findProperty(options.node, 'prefix');
    if (prefix === 'unknown') return [UNKNOWN_PART];
    return prefix ? pathTexts(prefix, options.frame, this.#readers) : [''];
  }
}

/** The function that a call enters: itself, or the constructor of the class that is made. */
function functionCalled(call: CallSite['call'], frame: Frame, locator: Locator): Located | null {
  const located = locator.locate(call.callee, frame);
  if (isFunction(located.node)) return located;
  if (!isClass(located.node)) return null;
  const constructor = located.node.body.body.find(one => one.type === 'MethodDefinition' && one.kind === 'constructor');
  if (constructor?.type !== 'MethodDefinition' || !isFunction(constructor.value)) return null;
  return {
    node: constructor.value,
    frame: { ...located.frame, self: { cls: located, args: argumentsOf(call, frame) } },
  };
}

/** The mounts that are not the same: both of two files may lead to one. */
function unique(mounts: readonly Mount[]): readonly Mount[] {
  return mounts.filter(
    (mount, index) =>
      mounts.findIndex(
        ({ call, prefix, child, parent }) =>
          call === mount.call &&
          prefix === mount.prefix &&
          child.router.owner === mount.child.router.owner &&
          parent?.node === mount.parent?.node,
      ) === index,
  );
}

/** The instance that the plugin gets which a file exports whole. */
function pluginsOf(file: File, locator: Locator): readonly Child[] {
  return findExports(file, 'default')
    .concat(findExports(file, '*'))
    .flatMap(one => ('node' in one && one.node.type !== 'Program' ? childrenAt(one.node, frameOf(file), locator) : []));
}

/** Whether an argument is something of a file: its class made anew, what it exports, a list or an object with such. */
function comesFrom(node: TSESTree.Node, file: File, frame: Frame, locator: Locator): boolean {
  switch (node.type) {
    case 'ArrayExpression':
      return node.elements.some(one => one !== null && comesFrom(one, file, frame, locator));
    case 'NewExpression':
    case 'CallExpression':
    case 'Identifier':
    case 'MemberExpression': {
      const located = locator.locate(node.type === 'NewExpression' ? node.callee : node, frame);
      return located.frame.file === file && !isFunction(located.node);
    }
    default:
      return false;
  }
}
