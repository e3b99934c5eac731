import type { TSESTree } from '@typescript-eslint/utils';

import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { File } from './file.ts';

/** An expression with what its names mean where it stands. */
export interface Located {
  readonly node: TSESTree.Node;
  readonly frame: Frame;
}

/** An object made by a class of the project. */
export interface Instance {
  readonly cls: Located;
  readonly args: Arguments;
}

/** The arguments of a call; open where a spread hides the rest. */
export interface Arguments {
  readonly list: readonly Located[];
  readonly isOpen: boolean;
  /** The reading the call stands in. */
  readonly caller: Frame;
}

/** One reading of a file's code: as it stands, or as one call of a function makes it. */
export interface Frame {
  readonly file: File;
  /** What the parameters of the called function are; null for an argument that is not given. */
  readonly bound: ReadonlyMap<Variable, Located | null>;
  /** What `this` is. */
  readonly self: Instance | null;
  /** What is written onto members of variables, where that is known of the reading: `error.status = error.status || 500`. */
  readonly written?: ReadonlyMap<Variable, ReadonlyMap<string, Located>>;
  /** The functions whose calls are being read: one that calls itself is read once. */
  readonly active: ReadonlySet<TSESTree.Node>;
  /** How many calls deep it is; 0 for code as it stands. */
  readonly depth: number;
  /** The call that it reads, and the function whose; none for code as it stands. */
  readonly called?: { readonly fn: FunctionNode; readonly args: Arguments };
}

/** How many calls deep definitions are read: route, controller, responder, the responder beneath it. */
const MAX_CALLS = 6;

const fileFrames = new WeakMap<File, Frame>();

/** The frame of a file's code as it stands, the same object each time. */
export function frameOf(file: File): Frame {
  let frame = fileFrames.get(file);
  if (!frame) fileFrames.set(file, (frame = { file, bound: new Map(), self: null, active: new Set(), depth: 0 }));
  return frame;
}

/** The arguments of a call as seen from its frame. */
export function argumentsOf(call: TSESTree.CallExpression | TSESTree.NewExpression, frame: Frame): Arguments {
  const list: Located[] = [];
  for (const node of call.arguments) {
    if (node.type !== 'SpreadElement') {
      list.push({ node, frame });
      continue;
    }
    const spread = elementsOf({ node: node.argument, frame });
    if (!spread) return { list, isOpen: true, caller: frame };
    list.push(...spread);
  }
  return { list, isOpen: false, caller: frame };
}

/** The elements of an array that a value is, through variables of its file and what calls give; null for anything else. */
export function elementsOf({ node, frame }: Located): readonly Located[] | null {
  const resolved = frame.file.bindings.resolve(node);
  if (resolved.type === 'ArrayExpression') {
    const found: Located[] = [];
    for (const element of resolved.elements) {
      if (!element) return null;
      const inner = element.type === 'SpreadElement' ? elementsOf({ node: element.argument, frame }) : null;
      if (element.type === 'SpreadElement' && !inner) return null;
      found.push(...(inner ?? [{ node: element, frame }]));
    }
    return found;
  }
  const variable = frame.file.bindings.variableOf(resolved);
  const bound = variable && frame.bound.get(variable);
  return bound ? elementsOf(bound) : null;
}

/** The frame of a function's body in one call of it; null past the depth that is read, and for a function that is being read already. */
export function callFrame(fn: Located, args: Arguments, self: Instance | null): Frame | null {
  const { active, depth } = args.caller;
  if (depth >= MAX_CALLS || active.has(fn.node) || !isFunction(fn.node)) return null;
  const bound = new Map<Variable, Located | null>(fn.frame.bound);
  const frame: Frame = {
    file: fn.frame.file,
    bound,
    self,
    active: new Set(active).add(fn.node),
    depth: depth + 1,
    called: { fn: fn.node, args },
  };
  bindParameters(fn.node, args, frame, bound);
  return frame;
}

function bindParameters(
  fn: FunctionNode,
  { list, isOpen }: Arguments,
  frame: Frame,
  bound: Map<Variable, Located | null>,
): void {
  const parameters = fn.params.filter(parameter => !(parameter.type === 'Identifier' && parameter.name === 'this'));
  parameters.forEach((parameter, index) => {
    if (parameter.type === 'RestElement') {
      bindRest(parameter, list.slice(index), isOpen, frame, bound);
      return;
    }
    const given = list[index];
    if (given) bindPattern(parameter, given, frame, bound);
    else if (!isOpen) bindPattern(parameter, null, frame, bound);
  });
}

/** `...handlers`: an array of what is left of the arguments. */
function bindRest(
  { argument }: TSESTree.RestElement,
  list: readonly Located[],
  isOpen: boolean,
  frame: Frame,
  bound: Map<Variable, Located | null>,
): void {
  const [first] = list;
  if (isOpen || !first || list.some(one => one.frame !== first.frame)) return;
  const { range, loc, parent } = first.node;
  const elements = list.map(({ node }) => node);
  const array = { type: 'ArrayExpression', elements, range, loc, parent } as unknown as TSESTree.ArrayExpression;
  bindPattern(argument, { node: array, frame: first.frame }, frame, bound);
}

/** A reading in which a pattern stands for a value, or for the parts of a pair: one turn of a loop over a list, or over the entries of an object. */
export function frameWith(
  pattern: TSESTree.Node | null,
  value: Located | readonly (Located | null)[],
  outer: Frame,
): Frame {
  const bound = new Map(outer.bound);
  const frame: Frame = { ...outer, bound };
  if (!pattern) return frame;
  if ('node' in value) bindPattern(pattern, value, frame, bound);
  else if (pattern.type === 'ArrayPattern')
    pattern.elements.forEach((element, index) => {
      const part = value[index];
      if (element && part) bindPattern(element, part, frame, bound);
    });
  return frame;
}

/** Binds a pattern to a value; to null where none is given, so that its default counts. */
function bindPattern(
  pattern: TSESTree.Node,
  value: Located | null,
  frame: Frame,
  bound: Map<Variable, Located | null>,
): void {
  switch (pattern.type) {
    case 'Identifier': {
      const variable = frame.file.bindings.variableOf(pattern);
      // A parameter that is assigned over, `status = status || 500`, is no longer what the call gave.
      if (variable && !variable.references.some(reference => reference.isWrite() && !reference.init))
        bound.set(variable, value);
      return;
    }
    case 'TSParameterProperty':
      bindPattern(pattern.parameter, value, frame, bound);
      return;
    case 'AssignmentPattern':
      bindPattern(
        pattern.left,
        value && !isUndefined(value.node) ? value : { node: pattern.right, frame },
        frame,
        bound,
      );
      return;
    case 'ArrayPattern': {
      const elements = value && elementsOf(value);
      pattern.elements.forEach((element, index) => {
        const part = elements?.[index];
        if (element && part) bindPattern(element, part, frame, bound);
      });
      return;
    }
    case 'ObjectPattern':
      bindMembers(pattern, value, frame, bound);
      return;
    default:
  }
}

/** Binds the names that a pattern takes out of an object. */
function bindMembers(
  { properties }: TSESTree.ObjectPattern,
  value: Located | null,
  frame: Frame,
  bound: Map<Variable, Located | null>,
): void {
  const object = value && objectOf(value);
  for (const property of properties) {
    const name = property.type === 'Property' ? propertyName(property) : null;
    if (property.type !== 'Property' || name === null) continue;
    if (!object) {
      // new AppError(404, 'gone') of a constructor that takes an object: a number and a text have no member of that name.
      if (value && isPrimitive(value) && !isOfPrimitives(name)) bindPattern(property.value, null, frame, bound);
      continue;
    }
    const member = findProperty(object.node, name);
    if (member !== 'unknown')
      bindPattern(property.value, member && { node: member, frame: object.frame }, frame, bound);
  }
}

/** Whether a value is a number or a text that is written out. */
function isPrimitive({ node, frame }: Located): boolean {
  const value = frame.file.bindings.resolve(node);
  return value.type === 'TemplateLiteral' || (value.type === 'Literal' && value.value !== null && !('regex' in value));
}

/** Whether numbers or texts have a member of a name. */
function isOfPrimitives(name: string): boolean {
  return name in Object('') || name in Object(0);
}

/** The object literal a value is, through variables of its file; null for anything else. */
function objectOf({
  node,
  frame,
}: Located): { readonly node: TSESTree.ObjectExpression; readonly frame: Frame } | null {
  const resolved = frame.file.bindings.resolve(node);
  if (resolved.type === 'ObjectExpression') return { node: resolved, frame };
  const variable = frame.file.bindings.variableOf(resolved);
  const bound = variable && frame.bound.get(variable);
  return bound ? objectOf(bound) : null;
}

/** The value of a property of an object literal; null where it surely has none, `unknown` where a spread or a computed key may supply it. */
export function findProperty(object: TSESTree.ObjectExpression, name: string): TSESTree.Node | 'unknown' | null {
  for (const property of object.properties.toReversed()) {
    if (property.type === 'SpreadElement') return 'unknown';
    const key = propertyName(property);
    if (key === name) return property.value;
    if (key === null) return 'unknown';
  }
  return null;
}

function isUndefined(node: TSESTree.Node): boolean {
  const value = unwrap(node);
  return value.type === 'Identifier' && value.name === 'undefined';
}
