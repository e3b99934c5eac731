import type { TSESTree } from '@typescript-eslint/utils';

import type { Hanging, HungModel } from '../../knowledge/package-model.ts';
import { knownPackage } from '../../knowledge/packages/index.ts';
import type { Variable } from '../../syntax/bindings.ts';
import { isFunction, type FunctionNode } from '../../syntax/functions.ts';
import { methodCall, propertyName, stringValue, unwrap } from '../../syntax/unwrap.ts';
import type { File } from './file.ts';
import type { Frame, Located } from './frame.ts';
import type { Definitions } from './imports.ts';

/** Where the functions of instances hang before there are classes: `Store.prototype.find = function …`. */
export const PROTOTYPE: Hanging = { under: 'prototype', by: null, is: null };

/** How a project adds functions to a server of its own: `app.decorate('find', fn)`. */
const DECORATED: Hanging = { under: 'decorate', by: 'decorate', is: null };

/** What members are hung on: a variable of a file, and what it is set to. */
interface Holder {
  readonly variable: Variable;
  readonly frame: Frame;
}

/** A value hung under a name, or an object of which each member is. */
interface Hung {
  readonly value: TSESTree.Node;
  readonly isWhole: boolean;
}

/** The member that code hangs on a variable beside its definition; null where none is in sight, or which of several it is. */
export function hungMember(
  { variable, frame }: Holder,
  name: string,
  hanging: Hanging,
  locator: Definitions,
  steps: number,
): Located | null {
  const found = hungOn(variable, name, hanging).flatMap(({ value, isWhole }) => {
    const located = locator.locate(value, frame, steps + 1);
    return isWhole ? (locator.member(located, name, steps + 1) ?? []) : located;
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** `x.statics.name = v`, `x.statics = { name: v }`, `Object.assign(x.statics, { name: v })`, `x.static('name', v)`, `x.static({ name: v })`. */
function hungOn({ references }: Variable, name: string, { under, by }: Hanging): readonly Hung[] {
  return references.flatMap(({ identifier }): readonly Hung[] => {
    const member = outermost(identifier);
    const { parent } = member;
    if (parent?.type !== 'MemberExpression' || parent.object !== member) return [];
    const key = propertyName(parent);
    const holder = outermost(parent);
    if (key === by && by !== null && holder.parent?.type === 'CallExpression' && holder.parent.callee === holder) {
      const [first, value] = holder.parent.arguments;
      if (first && value) return stringValue(first) === name ? [{ value, isWhole: false }] : [];
      return first ? [{ value: first, isWhole: true }] : [];
    }
    return key === under ? hungUnder(holder, name) : [];
  });
}

function hungUnder(holder: TSESTree.Node, name: string): readonly Hung[] {
  const { parent } = holder;
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left === holder ? [{ value: parent.right, isWhole: true }] : [];
    case 'CallExpression': {
      const isAssigned = methodCall(parent)?.name === 'assign' && parent.arguments[0] === holder;
      return isAssigned ? parent.arguments.slice(1).map(value => ({ value, isWhole: true })) : [];
    }
    case 'MemberExpression': {
      const assignment = parent.parent;
      return parent.object === holder &&
        propertyName(parent) === name &&
        assignment.type === 'AssignmentExpression' &&
        assignment.left === parent
        ? [{ value: assignment.right, isWhole: false }]
        : [];
    }
    default:
      return [];
  }
}

/** A node with the casts and brackets around it. */
function outermost(node: TSESTree.Node): TSESTree.Node {
  let outer = node;
  while (outer.parent && unwrap(outer.parent) === unwrap(outer) && outer.parent !== outer) outer = outer.parent;
  return outer;
}

/** What a package says of a call that makes something of what functions are hung on; null for any other. */
function hangsOf(call: TSESTree.CallExpression, { file }: Frame): HungModel | null {
  const origin = file.bindings.originOf(call.callee);
  const hangs = origin && knownPackage(origin.source)?.hangs;
  return hangs?.makes.includes(origin?.name.replace(/^default\./, '') ?? '') ? hangs : null;
}

const decorated = new WeakMap<File, ReadonlySet<string>>();

/** What a server is decorated with in the file that calls it: `app.decorate('find', fn)` says what `app.find(id)` is. */
export function decoratedMember(
  node: TSESTree.Node,
  name: string,
  frame: Frame,
  locator: Definitions,
  steps: number,
): Located | null {
  const { file } = frame;
  let names = decorated.get(file);
  if (!names) decorated.set(file, (names = new Set(file.calls.flatMap(decoratedName))));
  const variable = names.has(name) ? file.bindings.variableOf(unwrap(node)) : null;
  return variable && hungMember({ variable, frame }, name, DECORATED, locator, steps);
}

function decoratedName(call: TSESTree.CallExpression): string | readonly [] {
  const [name] = methodCall(call)?.name === DECORATED.by ? call.arguments : [];
  return (name && stringValue(name)) ?? [];
}

/** The member that what a call makes has of what its schema was given: `schema.statics.findByName = …`, of `mongoose.model('Box', schema)`. */
export function memberOfModel(
  { node: call, frame }: Located,
  name: string,
  kind: 'own' | 'ofInstances',
  locator: Definitions,
  steps: number,
): Located | null {
  if (call.type !== 'CallExpression') return null;
  const hangs = hangsOf(call, frame);
  const schema = hangs && call.arguments[hangs.of];
  if (!schema) return null;
  const holder = holderOf(schema, frame, locator);
  const hung = holder && hungMember(holder, name, hangs[kind], locator, steps);
  if (hung) return hung;
  // new Schema(fields, { statics: { … } })
  const made = locator.locate(schema, frame, steps + 1);
  const options = made.node.type === 'NewExpression' ? made.node.arguments[1] : undefined;
  const all = options && locator.member(locator.locate(options, made.frame, steps + 1), hangs[kind].under, steps + 1);
  return all ? locator.member(all, name, steps + 1) : null;
}

/** Whether a call makes something of what functions are hung on. */
export function makesModel(node: TSESTree.Node, frame: Frame): boolean {
  return node.type === 'CallExpression' && hangsOf(node, frame) !== null;
}

/** The variable that an expression names, in its file or in the one that exports it. */
function holderOf(node: TSESTree.Node, frame: Frame, locator: Definitions): Holder | null {
  const value = unwrap(node);
  if (value.type !== 'Identifier') return null;
  const origin = frame.file.bindings.originOf(value);
  const found = origin && locator.imports?.follow(origin, frame.file);
  if (found) return found.node === value ? null : holderOf(found.node, found.frame, locator);
  const variable = frame.file.bindings.variableOf(value);
  return variable && { variable, frame };
}

/** The variable that a function is defined as: `function Store() {}`, `const Store = module.exports = function () {}`. */
export function holderOfFunction(fn: FunctionNode, frame: Frame): Holder | null {
  let outer: TSESTree.Node = fn;
  while (outer.parent?.type === 'AssignmentExpression') outer = outer.parent;
  const named =
    fn.type === 'FunctionDeclaration' ? fn.id : outer.parent?.type === 'VariableDeclarator' ? outer.parent.id : null;
  const variable = named && frame.file.bindings.variableOf(named);
  return variable ? { variable, frame } : null;
}

/** What the function around a node is hung on, and how: `this` in it is what has it. */
export function hungAround(
  node: TSESTree.Node,
  { bindings }: File,
): { readonly variable: Variable; readonly under: string } | null {
  const fn = ownerOfThis(node);
  const assignment = fn?.parent;
  const call = fn?.parent.type === 'CallExpression' ? methodCall(fn.parent) : null;
  if (call && fn?.parent.type === 'CallExpression' && fn.parent.arguments[1] === fn) {
    const variable = bindings.variableOf(unwrap(call.object));
    return variable && { variable, under: call.name };
  }
  if (assignment?.type !== 'AssignmentExpression' || assignment.right !== fn) return null;
  const left = unwrap(assignment.left);
  const under = left.type === 'MemberExpression' ? unwrap(left.object) : null;
  const key = under?.type === 'MemberExpression' ? propertyName(under) : null;
  const variable = under?.type === 'MemberExpression' ? bindings.variableOf(unwrap(under.object)) : null;
  return variable && key !== null ? { variable, under: key } : null;
}

/** The function whose `this` a node stands for. */
function ownerOfThis(node: TSESTree.Node): FunctionNode | null {
  for (let outer = node.parent; outer; outer = outer.parent)
    if (isFunction(outer) && outer.type !== 'ArrowFunctionExpression') return outer;
  return null;
}
