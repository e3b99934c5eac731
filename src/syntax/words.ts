import type { TSESTree } from '@typescript-eslint/utils';

import { descendants, type VisitorKeys } from './descendants.ts';
import { nameOfOrigin } from './known-names.ts';

/** One word of code: a name that it writes, or a value. */
export interface Word {
  readonly text: string;
  /** Whether it is the value of a string, a template or a regular expression rather than a name or a number. */
  readonly isText: boolean;
  readonly node: TSESTree.Node;
}

const known = new WeakMap<TSESTree.Node, readonly Word[]>();

/** The words of a subtree in source order: the names of identifiers, members and keys, and the values of literals and templates; never comments, nor what punctuation makes of them. */
export function wordsIn(node: TSESTree.Node, visitorKeys: VisitorKeys): readonly Word[] {
  let words = known.get(node);
  if (!words) known.set(node, (words = [...descendants(node, visitorKeys)].flatMap(wordOf)));
  return words;
}

/** Whether a word of a subtree matches a pattern, each read by itself. */
export function mentions(node: TSESTree.Node, pattern: RegExp, visitorKeys: VisitorKeys): boolean {
  return wordsIn(node, visitorKeys).some(({ text }) => pattern.test(text));
}

/** Whether a word of a subtree belongs to a list of names, or is a text that does. */
export function saysAny(
  node: TSESTree.Node,
  names: { readonly has: (name: string) => boolean },
  { sourceCode }: { readonly sourceCode: { readonly visitorKeys: VisitorKeys } },
): boolean {
  return wordsIn(node, sourceCode.visitorKeys).some(({ text }) => names.has(text));
}

/** The texts of a subtree, those of strings and templates, put together. */
export function textsIn(
  node: TSESTree.Node,
  { sourceCode }: { readonly sourceCode: { readonly visitorKeys: VisitorKeys } },
): string {
  return wordsIn(node, sourceCode.visitorKeys)
    .filter(({ isText }) => isText)
    .map(({ text }) => text)
    .join(' ');
}

function wordOf(node: TSESTree.Node): readonly Word[] {
  switch (node.type) {
    case 'Identifier':
      return [{ text: nameOfOrigin(node), isText: false, node }];
    case 'PrivateIdentifier':
    case 'JSXIdentifier':
      return [{ text: node.name, isText: false, node }];
    case 'Literal':
      if ('regex' in node) return [{ text: node.regex.pattern, isText: true, node }];
      return [{ text: String(node.value), isText: typeof node.value === 'string', node }];
    case 'TemplateElement':
      return [{ text: node.value.cooked ?? node.value.raw, isText: true, node }];
    case 'JSXText':
      return [{ text: node.value, isText: true, node }];
    default:
      return [];
  }
}
