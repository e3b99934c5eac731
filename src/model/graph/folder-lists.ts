import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { enclosingFunction, isFunction, isWithin, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { nodesWithin } from '../../syntax/nodes-within.ts';
import { calleeName, methodCall, unwrapAwait } from '../../syntax/unwrap.ts';
import { BELOW, computedText, workingFolder } from '../definitions/computed-text.ts';
import { decideText } from '../definitions/computed-truth.ts';
import type { File } from '../definitions/file.ts';
import { findProperty, frameWith, type Frame, type Located } from '../definitions/frame.ts';
import type { Locator } from '../definitions/locate.ts';
import { onlyReturn } from '../definitions/returns.ts';
import { globFolder, globPattern } from './glob.ts';
import type { HubReader } from './hubs.ts';

/** Calls that give the names in a folder. Sources: node:fs; fs-extra; bluebird `promisifyAll`. */
const LISTS_FOLDER = /^readdir(?:Sync|Async)?$/;

/** Packages that give the files which fit a pattern. */
const GLOBS = /^(?:glob|fast-glob|globby|tiny-glob|tinyglobby)$/;

/** The methods of such packages, the package itself being one. */
const GLOB_CALL = /^(?:sync|globSync|globbySync|glob|globby|async|default)$/;

const MAX_DEPTH = 8;

/** Lists the files of a folder that code asks for when it runs: `fs.readdirSync(__dirname)`, `glob.sync('./routes/*.js')`, with what filters and maps make of them. */
export class FolderLists {
  readonly #locator: Locator;
  readonly #hubs: HubReader;
  readonly #listedNodes = new WeakSet<TSESTree.Node>();

  constructor(locator: Locator, hubs: HubReader) {
    this.#locator = locator;
    this.#hubs = hubs;
  }

  /** The elements of a list of files; null for any other list. Those alone that something is asked of. */
  elements(list: TSESTree.Node, frame: Frame, depth = 0): readonly Located[] | null {
    if (depth > MAX_DEPTH) return null;
    const located = this.#locator.locate(list, frame);
    const value = located.node;
    if (value.type === 'Identifier') return this.#given(value, located.frame, depth);
    if (value.type !== 'CallExpression') return null;
    const listed = this.#listed(value, located.frame);
    if (listed) return listed;
    const call = methodCall(value);
    if (!call || !/^(?:filter|map|sort|reverse|flat|toSorted)$/.test(call.name)) return null;
    const elements = this.elements(call.object, located.frame, depth + 1);
    const [callback] = value.arguments;
    if (!elements || !callback || !/^(?:filter|map)$/.test(call.name)) return elements;
    return elements.flatMap(element => this.#passed(element, call.name, callback, located.frame));
  }

  /** Whether a value is the name of a file that was listed. */
  isListed({ node }: Located): boolean {
    return this.#listedNodes.has(node);
  }

  /** The elements that a folder or a pattern of file names gives. */
  #listed(call: TSESTree.CallExpression, frame: Frame): readonly Located[] | null {
    const name = calleeName(call) ?? '';
    if (LISTS_FOLDER.test(name)) return this.#ofFolder(call, frame);
    const origin = frame.file.bindings.originOf(call.callee);
    const isGlob =
      origin !== null &&
      (GLOBS.test(origin.source) || (/^(?:node:)?fs$/.test(origin.source) && name.startsWith('glob'))) &&
      (GLOB_CALL.test(name) || /^(?:default|\*)$/.test(origin.name));
    return isGlob ? this.#ofPattern(call, frame) : null;
  }

  /** `fs.readdir(folder, (error, files) => …)`, `readdir(folder).then(files => …)`. */
  #given(identifier: TSESTree.Identifier, frame: Frame, depth: number): readonly Located[] | null {
    const definition = frame.file.bindings.variableOf(identifier)?.defs[0];
    const fn = definition?.type === 'Parameter' ? (definition.node as TSESTree.Node) : null;
    if (!isFunction(fn) || fn.parent.type !== 'CallExpression') return null;
    const index = fn.params.findIndex(parameter => parameter === definition?.name);
    const { parent } = fn;
    const method = methodCall(parent);
    if (method?.name === 'then' && index === 0) return this.elements(method.object, frame, depth + 1);
    return index === 1 && parent.arguments.at(-1) === fn ? this.#listed(parent, frame) : null;
  }

  #ofFolder(call: TSESTree.CallExpression, frame: Frame): readonly Located[] | null {
    const [argument, options] = call.arguments;
    const text = argument && computedText(argument, frame, this.#locator);
    const cwd = workingFolder(frame);
    if (typeof text !== 'string' || cwd === null) return null;
    const folder = path.resolve(cwd, text);
    const isDeep = this.#has(options, 'recursive', frame) || this.#recursion(call, frame) !== null;
    const hasTypes = this.#has(options, 'withFileTypes', frame);
    const names = new Set<string>();
    for (const filename of this.#hubs.filesBelow(folder, frame.file)) {
      const relative = path.relative(folder, filename);
      const [first = '', ...rest] = relative.split(path.sep);
      if (rest.length === 0) namesOf(first).forEach(one => names.add(one));
      else if (isDeep) namesOf(relative).forEach(one => names.add(BELOW + one));
      else names.add(first);
    }
    return [...names].map(name => this.#element(hasTypes ? entry(name, folder, call) : textNode(name, call), frame));
  }

  #element(node: TSESTree.Node, frame: Frame): Located {
    this.#listedNodes.add(node);
    return { node, frame };
  }

  /** Whether an option of a call is true. */
  #has(options: TSESTree.Node | undefined, name: string, frame: Frame): boolean {
    const { node } = options ? this.#locator.locate(options, frame) : { node: null };
    const found = node?.type === 'ObjectExpression' ? findProperty(node, name) : null;
    return found !== null && found !== 'unknown' && found.type === 'Literal' && found.value === true;
  }

  /** The call by which the function that lists a folder lists those within, too; null where it does not. */
  #recursion(call: TSESTree.CallExpression, frame: Frame): { fn: FunctionNode; call: TSESTree.CallExpression } | null {
    for (let fn = enclosingFunction(call); fn; fn = enclosingFunction(fn)) {
      const self = fn;
      const found = nodesWithin(frame.file.calls, fn.body).find(
        one => one !== call && this.#locator.locate(one.callee, frame).node === self,
      );
      if (found) return { fn, call: found };
    }
    return null;
  }

  /** The parameters that a function which lists folders within folders has other values of for those. */
  changedWithin(list: TSESTree.Node, frame: Frame): readonly Variable[] {
    const start = startOf(this.#locator.locate(list, frame).node);
    const recursion = start && this.#recursion(start, frame);
    if (!start || !recursion) return [];
    const { bindings } = frame.file;
    return parametersOf(recursion.fn).flatMap((parameter, index) => {
      const variable = bindings.variableOf(parameter);
      const given = recursion.call.arguments[index];
      const isListed = start.arguments.some(one => isWithinName(one, variable, frame.file));
      return variable && !isListed && (!given || bindings.variableOf(given) !== variable) ? [variable] : [];
    });
  }

  #ofPattern(call: TSESTree.CallExpression, frame: Frame): readonly Located[] | null {
    const [argument, options] = call.arguments;
    const given = options ? this.#locator.locate(options, frame) : null;
    const own = given?.node.type === 'ObjectExpression' ? findProperty(given.node, 'cwd') : null;
    const cwd =
      own && own !== 'unknown' && given ? computedText(own, given.frame, this.#locator) : workingFolder(frame);
    const glob = argument && computedText(argument, frame, this.#locator);
    if (typeof glob !== 'string' || cwd === null) return null;
    const whole = path.resolve(cwd, glob);
    const pattern = globPattern(whole);
    if (!pattern) return null;
    const isAbsolute = path.isAbsolute(glob) || this.#has(options, 'absolute', frame);
    return this.#hubs.filesBelow(globFolder(whole), frame.file).flatMap(filename =>
      namesOf(filename)
        .filter(name => pattern.test(name))
        .slice(0, 1)
        .map(name => this.#element(textNode(isAbsolute ? name : path.relative(cwd, name), call), frame)),
    );
  }

  /** What becomes of an element: itself where a filter lets it pass, or what it is mapped to. */
  #passed(element: Located, name: string, callback: TSESTree.Node, frame: Frame): readonly Located[] {
    const fn = this.#locator.locate(callback, frame);
    const returned = isFunction(fn.node) ? onlyReturn(fn.node) : null;
    if (!returned || !isFunction(fn.node)) return [];
    const inside = frameWith(fn.node.params[0] ?? null, element, fn.frame);
    if (name === 'map') return [{ node: returned, frame: inside }];
    return decideText(returned, inside, this.#locator) === true ? [element] : [];
  }
}

/** The call that a chain of filters begins with. */
function startOf(node: TSESTree.Node): TSESTree.CallExpression | null {
  let current: TSESTree.Node = node;
  for (let call = methodCall(current); call && /^(?:filter|map|sort)$/.test(call.name); call = methodCall(current))
    current = unwrapAwait(call.object);
  return current.type === 'CallExpression' ? current : null;
}

function isWithinName(node: TSESTree.Node, variable: Variable | null, { bindings }: File): boolean {
  return (
    variable?.references.some(
      ({ identifier }) => isWithin(identifier, node) && bindings.variableOf(identifier) === variable,
    ) ?? false
  );
}

/** The names that a source file may have when the code runs: that of TypeScript is another one once it is compiled. */
function namesOf(name: string): readonly string[] {
  const compiled = name.replace(/\.([cm]?)tsx?$/, '.$1js');
  return compiled === name ? [name] : [compiled, name];
}

/** A text as if it stood in place of a call that gives it. */
function textNode(value: string, at: TSESTree.CallExpression): TSESTree.Node {
  const { range, loc, parent } = at;
  return { type: 'Literal', value, raw: JSON.stringify(value), range, loc, parent } as unknown as TSESTree.Node;
}

/** What `withFileTypes` gives: an object with a name. Source: node:fs, Dirent. */
function entry(name: string, folder: string, at: TSESTree.CallExpression): TSESTree.Node {
  const { range, loc, parent } = at;
  const property = (key: string, value: string): unknown => ({
    type: 'Property',
    computed: false,
    kind: 'init',
    key: { type: 'Identifier', name: key, range, loc },
    value: textNode(value, at),
    range,
    loc,
  });
  return {
    type: 'ObjectExpression',
    properties: [property('name', name), property('parentPath', folder), property('path', folder)],
    range,
    loc,
    parent,
  } as unknown as TSESTree.Node;
}
