import type { TSESTree } from '@typescript-eslint/utils';

import { argumentsOf, callFrame, type Arguments, type Frame, type Located } from '../../model/definitions/frame.ts';
import { returnsOf } from '../../model/definitions/returns.ts';
import { allBefore, type Handler } from '../../model/handlers/handler.ts';
import { isFunction, parametersOf, type FunctionNode } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { Callees } from './callee.ts';

/** What the functions that run before a handler write onto its request: for each member the values, each in the reading of that function with the handler's own request. */
export type SetBefore = ReadonlyMap<string, readonly Located[]>;

/** How many functions before one handler are read. */
const MAX_FUNCTIONS = 40;

const NOTHING_SET: SetBefore = new Map();

/** Finds what runs before a handler and writes onto the request: `req.shop = await Shop.findById(req.user.shop)`. */
export function findSetBefore(handler: Handler, frame: Frame, callees: Callees): SetBefore {
  const found = new Map<string, Located[]>();
  const seen = new Set<TSESTree.Node>();
  for (const mounted of handler.mounted()) {
    for (const before of allBefore(mounted)) {
      const fn = middlewareOf(before.locate(), callees);
      if (!fn || seen.has(fn.node) || seen.size >= MAX_FUNCTIONS) continue;
      seen.add(fn.node);
      const inside = callFrame(fn, requestOf(handler, frame, fn.frame), fn.frame.self);
      if (!inside) continue;
      for (const [name, value] of writesOf(fn.node, inside))
        found.set(name, [...(found.get(name) ?? []), { node: value, frame: inside }]);
    }
  }
  return found.size > 0 ? found : NOTHING_SET;
}

/** The function that runs for each request: what is registered, or what the call gives that is. */
function middlewareOf(registered: Located, callees: Callees): (Located & { readonly node: FunctionNode }) | null {
  const { node, frame } = registered;
  if (isFunction(node)) return { node, frame };
  if (node.type !== 'CallExpression') return null;
  const factory = callees.locate(node.callee, frame);
  const inside = isFunction(factory.node) ? callFrame(factory, argumentsOf(node, frame), factory.frame.self) : null;
  const [made, second] = isFunction(factory.node) ? returnsOf(factory.node) : [];
  if (!inside || !made || second) return null;
  const fn = callees.locate(made, inside);
  return isFunction(fn.node) ? { node: fn.node, frame: fn.frame } : null;
}

/** The handler's own request as what the functions before it are given; they know it by its name where the handler takes it apart. */
function requestOf({ parameters: { request } }: Handler, frame: Frame, caller: Frame): Arguments {
  const isWhole = request?.type === 'Identifier';
  return {
    list: isWhole ? [{ node: request, frame }] : [],
    isOpen: true,
    caller: { ...frame, active: caller.active, depth: caller.depth },
  };
}

/** The members that a function writes onto its first parameter. */
function writesOf(fn: FunctionNode, { file }: Frame): readonly (readonly [string, TSESTree.Node])[] {
  const [request] = parametersOf(fn);
  const variable = request?.type === 'Identifier' ? file.bindings.variableOf(request) : null;
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    let object: TSESTree.Node = identifier;
    while (object.parent && unwrap(object.parent) === identifier) object = object.parent;
    const member = object.parent;
    if (member?.type !== 'MemberExpression' || member.object !== object) return [];
    const name = propertyName(member);
    const { parent } = member;
    return name !== null && parent.type === 'AssignmentExpression' && parent.left === member && parent.operator === '='
      ? [[name, parent.right] as const]
      : [];
  });
}
