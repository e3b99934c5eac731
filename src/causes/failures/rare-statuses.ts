import type { TSESTree } from '@typescript-eslint/utils';

import { USUAL_ERRORS } from '../../knowledge/cause-table.ts';
import { isError } from '../../reference/statuses.ts';
import type { File } from '../../model/definitions/file.ts';
import { pathsOf } from '../../model/handlers/handler.ts';
import type { Response } from '../../model/responses/response.ts';
import { isFunction } from '../../syntax/functions.ts';
import { textOf } from '../context/response-text.ts';

/** Whether a 4xx or 5xx is sent so rarely that it was chosen on purpose. */
export function isRare(code: number): boolean {
  return isError(code) && !USUAL_ERRORS.has(code);
}

/** What rarely sent statuses are for, by the words that speak of it. Sources: RFC 9110, 15.5 and 15.6; RFC 4918; RFC 6585; RFC 7725; RFC 8470. */
const SPOKEN_OF: Readonly<Record<number, RegExp>> = {
  402: /pay(?!load)|paid|bill|invoice|charge|subscri|plan|trial|credit|balance|fund|wallet|price|premium|licen[sc]e|quota|checkout|card|money|coin|afford/,
  406: /accept|negotiat|format|language|charset|encoding/,
  407: /proxy/,
  408: /time|slow|late|abort/,
  410: /gone|delet|remov|expir|archiv|old|retired|deprecat|former|revok|used|clos|end/,
  411: /length/,
  412: /match|etag|version|revision|modified|condition|stale/,
  413: /size|large|big|long|limit|max|length/,
  414: /long|length|ur[il]/,
  415: /type|mime|media|format|encoding|charset|extension/,
  416: /range|byte|offset|chunk/,
  417: /expect/,
  421: /host|domain|authority|tenant/,
  423: /lock|busy|progress|hold|freez|frozen|suspend|ban|block/,
  424: /depend|requires/,
  425: /early|replay|soon/,
  426: /upgrade|version|tls|protocol|https|websocket/,
  428: /match|etag|version|condition|consent|confirm|header/,
  431: /header|cookie/,
  451: /legal|law|court|region|country|geo|gdpr|copyright|dmca|censor|\bage\b/,
  501: /implement|support|enable|disable|feature|configur|available/,
  505: /version/,
  507: /storage|space|disk|quota|memory|full/,
  508: /loop|recurs|cycl/,
  511: /network|portal/,
};

/** Whether the guard, the answer or the place of a response speaks of what a rarely sent status is for; of one without words it may always. */
export function speaksOf(code: number, response: Response, guard: TSESTree.Node, file: File): boolean {
  const words = SPOKEN_OF[code];
  if (!words) return true;
  const { handler } = response;
  const place = handler ? [handler.name ?? '', ...pathsOf(handler)] : [];
  return [...place, textOf(response, file) ?? '', ...wordsIn(guard, file)].some(text => words.test(text.toLowerCase()));
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
