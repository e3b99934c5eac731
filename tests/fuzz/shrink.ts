import type { TSESTree } from '@typescript-eslint/utils';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

import type { Language } from './generate.ts';
import { parseText } from './parsers.ts';

type Cut = readonly [start: number, end: number, text: string];

/** Makes a program smaller as long as it keeps its fault: parts are left out or stand for what surrounds them, the largest first. */
export function shrink(code: string, language: Language, hasFault: (code: string) => boolean, attempts = 400): string {
  let smallest = code;
  let left = attempts;
  for (let improved = true; improved && left > 0;) {
    improved = false;
    for (const [start, end, text] of cutsOf(smallest, language)) {
      if (left-- <= 0) break;
      const candidate = smallest.slice(0, start) + text + smallest.slice(end);
      if (candidate.length < smallest.length && hasFault(candidate)) {
        smallest = candidate;
        improved = true;
        break;
      }
    }
  }
  return smallest;
}

function cutsOf(code: string, language: Language): Cut[] {
  let ast: TSESTree.Program;
  try {
    ast = parseText(code, language);
  } catch {
    return [];
  }
  const cuts: Cut[] = (ast.comments ?? []).map(({ range }) => [...range, ' '] as const);
  const visit = (node: TSESTree.Node): void => {
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, TSESTree.Node | (TSESTree.Node | null)[] | null>)[key];
      const children = (Array.isArray(child) ? child : [child]).filter(one => one !== null && one !== undefined);
      children.forEach((one, index) => {
        const next = children[index + 1];
        const previous = children[index - 1];
        if (Array.isArray(child))
          cuts.push([
            next ? one.range[0] : previous ? previous.range[1] : one.range[0],
            next ? next.range[0] : one.range[1],
            '',
          ]);
        if (!node.type.startsWith('Program')) cuts.push([...node.range, code.slice(...one.range)]);
        if (/Expression|Literal|Pattern|Class|Function/.test(one.type)) cuts.push([...one.range, 'v']);
        visit(one);
      });
    }
  };
  visit(ast);
  return cuts.sort((a, b) => b[1] - b[0] - b[2].length - (a[1] - a[0] - a[2].length));
}
