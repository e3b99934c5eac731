import type { TSESTree } from '@typescript-eslint/utils';

import type { File } from './model/definitions/file.ts';
import { holds } from './syntax/descendants.ts';
import { isFunction } from './syntax/functions.ts';

/** The longest condition that is quoted whole, in characters. */
const MAX_CONDITION = 40;

/** ` (line 12)` for evidence; nothing where it stands on the line that is reported, which everybody looks at. */
export function lineInBrackets(evidence: TSESTree.Node, reported: TSESTree.Node): string {
  const { line } = evidence.loc.start;
  return line === reported.loc.start.line ? '' : ` (line ${line})`;
}

/** ` on line 12` for another place; nothing where it stands on the line that is reported. */
export function onLine(other: TSESTree.Node, reported: TSESTree.Node): string {
  const { line } = other.loc.start;
  return line === reported.loc.start.line ? '' : ` on line ${line}`;
}

/** The same for a place that may be in another file, ` in audit.js:12`. */
export function onLineOf(other: TSESTree.Node, otherFile: File, reported: TSESTree.Node, file: File): string {
  if (otherFile === file) return onLine(other, reported);
  return ` in ${otherFile.filename.split(/[\\/]/).at(-1) ?? ''}:${other.loc.start.line}`;
}

/** Where evidence stands; what came from another function names its own place in its words, so here it is the call. */
export function placeOf(
  { node, origin }: { readonly node: TSESTree.Node; readonly origin?: unknown },
  reported: TSESTree.Node,
): string {
  if (origin === undefined) return lineInBrackets(node, reported);
  const called = onLine(node, reported);
  return called === '' ? '' : `, called${called}`;
}

/** The path that is meant, by the innermost condition around a node: "where `!user` holds, "; nothing where the whole function is. */
export function wherePath(node: TSESTree.Node, file: File): string {
  for (let inner = node, outer = node.parent; outer && !isFunction(outer); inner = outer, outer = outer.parent) {
    if (outer.type === 'CatchClause') return 'in this catch, ';
    if (outer.type === 'SwitchCase' && outer.test !== inner)
      return outer.test ? `in the case ${quote(outer.test, file)}, ` : 'in the default case, ';
    if (
      (outer.type === 'IfStatement' || outer.type === 'ConditionalExpression') &&
      outer.test !== inner &&
      !quotesItself(outer.test, file)
    )
      return `where ${quote(outer.test, file)} ${outer.consequent === inner ? 'holds' : 'does not hold'}, `;
  }
  return '';
}

/** Whether code has backticks of its own, so that it cannot stand between such. */
function quotesItself(node: TSESTree.Node, { sourceCode: { visitorKeys } }: File): boolean {
  return holds(node, visitorKeys, ({ type }) => type === 'TemplateLiteral');
}

function quote(node: TSESTree.Node, file: File): string {
  const text = file.code(node).replaceAll(/\s+/g, ' ');
  return `\`${text.length > MAX_CONDITION ? `${text.slice(0, MAX_CONDITION)}…` : text}\``;
}
