import type { TSESTree } from '@typescript-eslint/utils';

import { descendants } from '../../syntax/descendants.ts';
import { isFunction } from '../../syntax/functions.ts';
import { propertyName, unwrap } from '../../syntax/unwrap.ts';
import type { Frame, Located } from '../definitions/frame.ts';
import { isClass } from '../definitions/locate.ts';

/** A call of a responder as both sides see it. */
interface Sides {
  readonly inside: Frame;
  readonly caller: Frame;
}

/** How often a name in the content is followed to what it was set to. */
const MAX_STEPS = 4;

/**
 * Whether an object that a responder is given goes out in the content that its definition sends: whole, `{ ok: false, ...problem }`, or each of its
 * properties by name, `{ title: problem.title }`. One that is logged, or asked for a message alone, says nothing of the content.
 */
export function isSentIn(given: TSESTree.ObjectExpression, content: TSESTree.Node, sides: Sides): boolean {
  const read = new Set<string>();
  const seen = new Set<TSESTree.Node>();
  const isWhole = (expression: TSESTree.Node, steps: number): boolean => {
    const { bindings, sourceCode } = sides.inside.file;
    for (const node of descendants(expression, sourceCode.visitorKeys)) {
      if (node.type !== 'Identifier') continue;
      if (givenBy(node, sides.inside, sides.caller) === given) {
        const { parent } = node;
        const part = parent.type === 'MemberExpression' && parent.object === node ? propertyName(parent) : null;
        if (part === null) return true;
        read.add(part);
        continue;
      }
      const value = bindings.resolve(node);
      // A function is no content, and a name is followed once.
      if (value === node || seen.has(value) || isFunction(value) || isClass(value)) continue;
      seen.add(value);
      if (steps < MAX_STEPS && isWhole(value, steps + 1)) return true;
    }
    return false;
  };
  return (
    isWhole(content, 0) || given.properties.every(one => one.type === 'Property' && read.has(propertyName(one) ?? ''))
  );
}

/** The argument of a call that an expression of the called function is; null for anything else. */
export function givenBy(node: TSESTree.Node, inside: Frame, caller: Frame): TSESTree.Node | null {
  let current: Located = { node: unwrap(node), frame: inside };
  for (let i = 0; i < 8; i++) {
    if (current.frame === caller) return current.node;
    const variable = current.frame.file.bindings.variableOf(current.node);
    const bound = variable && current.frame.bound.get(variable);
    if (!bound) return null;
    current = { node: unwrap(bound.node), frame: bound.frame };
  }
  return null;
}
