import type { TSESTree } from '@typescript-eslint/utils';

import { propertyName } from './unwrap.ts';

/** The keys that lead to a name in a pattern, arrays by index; null where it is not in it, or in a rest. */
export function pathInPattern(pattern: TSESTree.Node, name: TSESTree.Node): readonly string[] | null {
  if (pattern === name) return [];
  if (pattern.type === 'AssignmentPattern') return pathInPattern(pattern.left, name);
  if (pattern.type === 'ObjectPattern') {
    for (const property of pattern.properties) {
      if (property.type === 'RestElement') {
        if (property.argument === name) return [];
        continue;
      }
      const inner = pathInPattern(property.value, name);
      const key = propertyName(property);
      if (inner && key !== null) return [key, ...inner];
    }
  }
  if (pattern.type === 'ArrayPattern') {
    for (const [index, element] of pattern.elements.entries()) {
      const inner = element && pathInPattern(element, name);
      if (inner) return [String(index), ...inner];
    }
  }
  return null;
}
