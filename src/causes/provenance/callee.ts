import type { TSESTree } from '@typescript-eslint/utils';

import { HASHES_OF_CRYPTO } from '../../knowledge/shapes/credentials.ts';
import {
  ADDS_TO_LIST,
  CHANGES_LIST,
  CHANGES_TABLE,
  COMPUTING_CLASS,
  ERROR_CLASS,
  LOGGER,
  LOGS,
  NODE_CRYPTO,
  READS_ANSWER,
  SEARCHES,
  TABLE_CLASS,
} from '../../knowledge/shapes/language.ts';
import type { File } from '../../model/definitions/file.ts';
import { frameOf, type Frame, type Located } from '../../model/definitions/frame.ts';
import type { Locator } from '../../model/definitions/locate.ts';
import { PackagePaths, type PackagePath } from '../../model/definitions/package-path.ts';
import type { Resolver } from '../../model/definitions/resolver.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import type { Origin } from '../../syntax/bindings.ts';
import { isFunction, isWithin, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, methodCall, propertyName, unwrap } from '../../syntax/unwrap.ts';
import { isNeutral } from '../../knowledge/neutral-packages.ts';
import type { CallModel } from '../../knowledge/package-model.ts';
import { packageBehind } from './origin-code.ts';
import { findPromised } from './promised.ts';
import { StatedModules } from '../../model/graph/stated-modules.ts';
import type { Provenance } from './kinds.ts';

/** A function of the project, and the file it stands in. */
export interface FunctionInSight {
  readonly fn: FunctionNode;
  readonly file: File;
}

/** What is known of a call before its name is believed. */
export type Callee =
  /** Its name is all there is. */
  | { readonly is: 'out-of-sight' }
  /** Something of the language, or of a package, that is known to be no lookup, no check and no write. */
  | { readonly is: 'nothing' }
  /** A table's `get`: what it is asked for is one of the names it has, or none. */
  | { readonly is: 'table' }
  /** A function whose body can be read. */
  | { readonly is: 'in-sight'; readonly body: FunctionInSight };

/** A call in a body that is not itself one of a function in sight. */
export interface CallInSight {
  readonly call: TSESTree.CallExpression;
  readonly file: File;
  /** What it is by its name and arguments. */
  readonly is: Provenance['is'];
}

/** What a function does, with the functions in sight that it calls. */
export interface Deeds {
  /** What its calls are, as far as that is known. */
  readonly kinds: ReadonlySet<Provenance['is']>;
  /** The calls that are known to be something, or may be anything. */
  readonly calls: readonly CallInSight[];
  /** Whether a part of it is out of sight, so that it may do anything. */
  readonly isOpaque: boolean;
  /** The functions whose bodies it is read from, itself first. */
  readonly bodies: readonly FunctionInSight[];
}

/** What a function's own body shows, those it calls left out. */
interface OwnDeeds {
  readonly kinds: ReadonlySet<Provenance['is']>;
  readonly calls: readonly CallInSight[];
  readonly isOpaque: boolean;
  readonly callees: readonly FunctionInSight[];
}

/** Tells what a call is by its name and arguments alone, in the file it stands in. */
type ReadName = (call: TSESTree.CallExpression, file: File) => Provenance;

/** Tells what a value is, in the file it stands in. */
type ReadValue = (node: TSESTree.Node, file: File) => Provenance;

/** How deep functions that call functions are read. */
const MAX_DEPTH = 4;

/** How many functions one question reads. */
const MAX_BODIES = 40;

const NOTHING_DONE: OwnDeeds = { kinds: new Set(), calls: [], isOpaque: false, callees: [] };

/** Says what is called, by its definition and its package: names are believed only where there is neither. */
export class Callees {
  readonly #locator: Locator | null;
  readonly #readName: ReadName;
  readonly #readValue: ReadValue;
  readonly #own = new Map<FunctionNode, OwnDeeds>();
  readonly #deeds = new Map<FunctionNode, Deeds>();
  readonly #called = new Map<TSESTree.CallExpression, Callee>();
  readonly #paths: PackagePaths | null;
  readonly #statedPaths: PackagePaths | null;
  /** What the settings state of calls and errors. */
  readonly stated: StatedModules;

  constructor(definitions: Resolver | null, readName: ReadName, readValue: ReadValue) {
    const locator = definitions?.locator ?? null;
    const stated = new StatedModules(definitions?.settings.calls ?? [], locator?.imports ?? null);
    this.#locator = locator;
    this.#readName = readName;
    this.#readValue = readValue;
    this.#paths = locator && new PackagePaths(locator);
    this.stated = stated;
    this.#statedPaths =
      locator && !stated.isEmpty ? new PackagePaths(locator, (origin, file) => stated.begin(origin, file)) : null;
  }

  /** The row that the settings state for a call, before its definition and its package are asked; null where they state none. */
  statedOf(call: TSESTree.CallExpression, frame: Frame): CallModel | null {
    const path = this.#statedPaths?.of(findPromised(call, frame.file) ?? call.callee, frame);
    return path ? this.stated.row(path) : null;
  }

  /** The way from a package to what is called; null where it leads from none. */
  pathOf(call: TSESTree.CallExpression, frame: Frame): PackagePath | null {
    return this.#paths?.of(findPromised(call, frame.file) ?? call.callee, frame) ?? null;
  }

  /** What is called; looked for once, as each response asks it of the calls before it. */
  of(call: TSESTree.CallExpression, file: File): Callee {
    let callee = this.#called.get(call);
    if (!callee) this.#called.set(call, (callee = this.#find(call, file)));
    return callee;
  }

  #find(call: TSESTree.CallExpression, file: File): Callee {
    const stated = this.statedOf(call, frameOf(file));
    if (stated) return { is: stated.gives === 'nothing' && !stated.does ? 'nothing' : 'out-of-sight' };
    if (isComputation(call, file)) return { is: 'nothing' };
    if (isTable(call, file)) return { is: 'table' };
    if (isOfNeutralPackage(call.callee, file)) return { is: 'nothing' };
    const located = this.#functionAt(this.locate(findPromised(call, file) ?? call.callee, frameOf(file)));
    return isFunction(located.node)
      ? { is: 'in-sight', body: { fn: located.node, file: located.frame.file } }
      : { is: 'out-of-sight' };
  }

  /** The function that a call gives, `const find = finderOf(Boat)` of `finderOf = model => id => model.findByPk(id)`; what is located itself for anything else. */
  #functionAt(located: Located): Located {
    if (located.node.type !== 'CallExpression') return located;
    const maker = this.locate(located.node.callee, located.frame);
    const [made, second] = isFunction(maker.node) ? returnsOf(maker.node) : [];
    return made && !second && isFunction(made) ? { node: made, frame: maker.frame } : located;
  }

  /** What an expression stands for, in its file or in those it imports. */
  locate(node: TSESTree.Node, frame: Frame): Located {
    return this.#locator?.locate(node, frame) ?? { node: frame.file.bindings.resolve(node), frame };
  }

  /** What a function does: read breadth first, so that it is the same whoever asks first. */
  deedsOf(body: FunctionInSight): Deeds {
    const known = this.#deeds.get(body.fn);
    if (known) return known;
    const kinds = new Set<Provenance['is']>();
    const calls: CallInSight[] = [];
    const seen = new Map<FunctionNode, FunctionInSight>([[body.fn, body]]);
    let isOpaque = false;
    let level: readonly FunctionInSight[] = [body];
    for (let depth = 0; level.length > 0; depth++) {
      const next: FunctionInSight[] = [];
      for (const one of level) {
        const own = this.#ownDeedsOf(one);
        for (const kind of own.kinds) kinds.add(kind);
        calls.push(...own.calls);
        isOpaque ||= own.isOpaque;
        for (const callee of own.callees) {
          if (seen.has(callee.fn)) continue;
          if (depth >= MAX_DEPTH || seen.size >= MAX_BODIES) isOpaque = true;
          else {
            seen.set(callee.fn, callee);
            next.push(callee);
          }
        }
      }
      level = next;
    }
    const deeds: Deeds = { kinds, calls, isOpaque, bodies: [...seen.values()] };
    this.#deeds.set(body.fn, deeds);
    return deeds;
  }

  #readsAnswer(call: TSESTree.CallExpression, file: File): boolean {
    const method = methodCall(call);
    return method !== null && READS_ANSWER.has(method.name) && this.#readValue(method.object, file).is === 'upstream';
  }

  #ownDeedsOf({ fn, file }: FunctionInSight): OwnDeeds {
    const known = this.#own.get(fn);
    if (known) return known;
    // What calls itself while it is read adds nothing of its own.
    this.#own.set(fn, NOTHING_DONE);
    const kinds = new Set<Provenance['is']>();
    const calls: CallInSight[] = [];
    const callees: FunctionInSight[] = [];
    const parts = partsOf(fn, file);
    // A body without any result is a stub: the one that is meant stands elsewhere.
    let isOpaque =
      parts.hasTemplate ||
      parts.news.some(made => !isKnownClass(made, file, this.#locator)) ||
      (parts.calls.length === 0 && returnsOf(fn).length === 0);
    for (const call of parts.calls) {
      const callee = this.of(call, file);
      if (callee.is === 'in-sight') {
        callees.push(callee.body);
        continue;
      }
      if (callee.is === 'nothing' || callee.is === 'table' || isOnOwnValue(call, fn, file) || isLog(call)) continue;
      const is = changesOuterList(call, fn, file) ? 'written' : this.#readName(call, file).is;
      calls.push({ call, file, is });
      // answer.json() reads what another server said.
      if (is === 'unknown') isOpaque ||= !this.#readsAnswer(call, file);
      else kinds.add(is);
    }
    const own: OwnDeeds = { kinds, calls, isOpaque, callees };
    this.#own.set(fn, own);
    return own;
  }
}

/** What a function's text is made of, callbacks within it included. */
function partsOf(
  fn: FunctionNode,
  file: File,
): {
  readonly calls: readonly TSESTree.CallExpression[];
  readonly news: readonly TSESTree.NewExpression[];
  readonly hasTemplate: boolean;
} {
  return {
    calls: nodesWithin(file.calls, fn.body),
    news: nodesWithin(file.news, fn.body),
    hasTemplate: nodesWithin(file.templates, fn.body).length > 0,
  };
}

/** Global objects and functions of the language whose calls compute something of what they are given. */
const GLOBALS: ReadonlySet<string> = new Set([
  'Math',
  'JSON',
  'Object',
  'Array',
  'Number',
  'String',
  'Boolean',
  'BigInt',
  'Symbol',
  'Date',
  'RegExp',
  'Intl',
  'Reflect',
  'Buffer',
  'Promise',
  'URL',
  'Map',
  'Set',
  'console',
  'performance',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURI',
  'encodeURIComponent',
  'decodeURI',
  'decodeURIComponent',
  'structuredClone',
  'require',
  'clearTimeout',
  'clearInterval',
]);

/** Classes of the language that hold or compute values. */
const CLASSES: ReadonlySet<string> = new Set([
  'Date',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'RegExp',
  'URL',
  'URLSearchParams',
  'Array',
  'Object',
  'Number',
  'String',
  'Boolean',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'AggregateError',
  'Promise',
  'Proxy',
  'Uint8Array',
  'TextEncoder',
  'TextDecoder',
  'AbortController',
  'Headers',
]);

/** Methods of strings, lists, dates and numbers that change nothing outside of them. */
const COMPUTES: ReadonlySet<string> = new Set([
  'at',
  'charAt',
  'charCodeAt',
  'codePointAt',
  'concat',
  'endsWith',
  'entries',
  'every',
  'fill',
  'filter',
  'flat',
  'flatMap',
  'forEach',
  'getTime',
  'getFullYear',
  'getMonth',
  'getDate',
  'getDay',
  'getHours',
  'getMinutes',
  'getSeconds',
  'hasOwnProperty',
  'includes',
  'indexOf',
  'join',
  'keys',
  'lastIndexOf',
  'localeCompare',
  'map',
  'match',
  'matchAll',
  'normalize',
  'padEnd',
  'padStart',
  'reduce',
  'reduceRight',
  'repeat',
  'replace',
  'replaceAll',
  'reverse',
  'slice',
  'some',
  'sort',
  'split',
  'startsWith',
  'substr',
  'substring',
  'test',
  'toFixed',
  'toHexString',
  'toISOString',
  'toLocaleLowerCase',
  'toLocaleString',
  'toLocaleUpperCase',
  'toLowerCase',
  'toReversed',
  'toSorted',
  'toString',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
  'valueOf',
  'values',
]);

/** Whether a call is a method of lists and texts, or a search with a function: it computes with what another call gave. */
export function isOfValue(call: TSESTree.CallExpression): boolean {
  const method = methodCall(call);
  return method !== null && (COMPUTES.has(method.name) || (SEARCHES.has(method.name) && isFunction(call.arguments[0])));
}

/** Whether a call is one of the language's own that computes a value: `/x/.exec(text)`, `JSON.stringify(x)`, `text.trim()`. */
function isComputation(call: TSESTree.CallExpression, file: File): boolean {
  const callee = unwrap(call.callee);
  if (callee.type === 'Identifier') return GLOBALS.has(callee.name) && isGlobal(callee, file);
  if (callee.type !== 'MemberExpression') return false;
  const object = unwrap(callee.object);
  if (object.type === 'Identifier' && GLOBALS.has(object.name) && isGlobal(object, file)) return true;
  const receiver = file.bindings.resolve(object);
  if (receiver.type === 'Literal' || receiver.type === 'TemplateLiteral') return true;
  const made = receiver.type === 'NewExpression' && receiver.callee.type === 'Identifier' ? receiver.callee.name : null;
  return COMPUTING_CLASS.has(made);
}

/** Whether node's crypto makes a text or a number there, `createHash('sha256').update(text)`: it compares and verifies by other calls. */
function isHash({ source, name }: Origin): boolean {
  return NODE_CRYPTO.has(source) && HASHES_OF_CRYPTO.has(name.split('.').at(-1));
}

/** Whether a call reads a Map of the file: `registry.get(name)`. */
function isTable(call: TSESTree.CallExpression, file: File): boolean {
  const method = methodCall(call);
  if (!method || (method.name !== 'get' && method.name !== 'has')) return false;
  const made = file.bindings.resolve(method.object);
  return (
    made.type === 'NewExpression' &&
    made.callee.type === 'Identifier' &&
    TABLE_CLASS.has(made.callee.name) &&
    isGlobal(made.callee, file)
  );
}

function isGlobal(node: TSESTree.Identifier, file: File): boolean {
  return (file.bindings.variableOf(node)?.defs.length ?? 0) === 0;
}

/** Whether what is called comes from a package that means nothing here, itself or as a method of what the package made: `isMatch(…)`, `dayjs(text).isValid()`. */
function isOfNeutralPackage(callee: TSESTree.Node, file: File): boolean {
  const node = unwrap(callee);
  // What a function of a package made of another function, `promisify(jwt.verify)`, is that other function.
  if (node.type === 'Identifier' && file.bindings.resolve(node).type === 'CallExpression') return false;
  const origin = packageBehind(node, file);
  return origin !== null && (isNeutral(origin.source) || isHash(origin));
}

/** Whether an object is made of a class that does nothing but hold it. */
function isKnownClass(made: TSESTree.NewExpression, file: File, locator: Locator | null): boolean {
  const name = calleeName(made) ?? '';
  if (CLASSES.has(name) || ERROR_CLASS.has(name)) return true;
  const origin = file.bindings.originOf(made.callee);
  if (origin && isNeutral(origin.source)) return true;
  return (locator?.locate(made.callee, frameOf(file)).node ?? file.bindings.resolve(made.callee)).type.startsWith(
    'Class',
  );
}

/** Whether a call only computes with the values a function has: a method of strings, lists and dates, or a search with a function through a list it was given. */
function isOnOwnValue(call: TSESTree.CallExpression, fn: FunctionNode, file: File): boolean {
  const method = methodCall(call);
  if (!method) return false;
  if (COMPUTES.has(method.name)) return true;
  const [first] = call.arguments;
  const isSearch = SEARCHES.has(method.name) && isFunction(first);
  if (isSearch || CHANGES_LIST.has(method.name)) return isLocal(method.object, fn, file);
  // A parameter may be a store: cache.delete(key).
  return (
    CHANGES_TABLE.has(method.name) &&
    file.bindings.resolve(method.object).type === 'NewExpression' &&
    isLocal(method.object, fn, file)
  );
}

/** Whether a value is one of a function's own: a parameter of it, or what it made itself. */
function isLocal(node: TSESTree.Node, fn: FunctionNode, file: File): boolean {
  let root = unwrap(node);
  while (root.type === 'MemberExpression' || root.type === 'CallExpression')
    root = unwrap(root.type === 'MemberExpression' ? root.object : root.callee);
  if (root.type === 'ArrayExpression' || root.type === 'ObjectExpression' || root.type === 'NewExpression') return true;
  const definition = root.type === 'Identifier' ? file.bindings.variableOf(root)?.defs[0] : undefined;
  return definition !== undefined && isWithin(definition.name, fn);
}

/** Whether a call adds to a list or map that outlives the function, as stores in memory are written. */
function changesOuterList(call: TSESTree.CallExpression, fn: FunctionNode, file: File): boolean {
  const method = methodCall(call);
  return method !== null && ADDS_TO_LIST.has(method.name) && !isLocal(method.object, fn, file);
}

/** Whether a call only writes to a log. */
function isLog(call: TSESTree.CallExpression): boolean {
  const method = methodCall(call);
  const object =
    method &&
    (method.object.type === 'MemberExpression'
      ? propertyName(method.object)
      : method.object.type === 'Identifier'
        ? method.object.name
        : null);
  return method !== null && LOGS.has(method.name) && LOGGER.has(object);
}
