import type { TSESTree } from '@typescript-eslint/utils';

import { USUAL_ERRORS } from '../../knowledge/cause-table.ts';
import { isError } from '../../reference/statuses.ts';
import { pathsOf } from '../../model/handlers/handler.ts';
import { SPOKEN_OF } from '../../knowledge/shapes/rare-statuses.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction } from '../../syntax/functions.ts';
import { textOf } from '../context/response-text.ts';

/** Whether a 4xx or 5xx is sent so rarely that it was chosen on purpose. */
export function isRare(code: number): boolean {
  return isError(code) && !USUAL_ERRORS.has(code);
}

/** Whether the guard, the answer or the place of a response speaks of what a rarely sent status is for; of one without words it may always. */
export function speaksOf(code: number, response: Response, guard: TSESTree.Node, file: File): boolean {
  const words = SPOKEN_OF[code];
  if (!words) return true;
  const { handler } = response;
  const place = handler ? [handler.name ?? '', ...pathsOf(handler)] : [];
  return [...place, textOf(response, file) ?? '', ...wordsIn(guard, file)].some(text => words.has(text));
}

/** The names and texts that an expression is made of, and those of what its names stand for. */
function wordsIn(root: TSESTree.Node, { sourceCode, bindings }: File): readonly string[] {
  const found: string[] = [];
  const seen = new Set<TSESTree.Node>();
  const visit = (node: TSESTree.Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.type === 'Identifier') {
      found.push(node.name);
      const init = bindings.initOf(node);
      if (init && !isFunction(init)) visit(init);
    } else if (node.type === 'Literal' && typeof node.value === 'string') found.push(node.value);
    else if (node.type === 'TemplateElement') found.push(node.value.cooked ?? '');
    for (const key of sourceCode.visitorKeys[node.type] ?? []) {
      const value = (
        node as unknown as Readonly<
          Record<string, TSESTree.Node | readonly (TSESTree.Node | null)[] | null | undefined>
        >
      )[key];
      for (const child of Array.isArray(value)
        ? (value as readonly (TSESTree.Node | null)[])
        : [value as TSESTree.Node | null | undefined])
        if (child) visit(child);
    }
  };
  visit(root);
  return found;
}
