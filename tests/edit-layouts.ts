import type { Linter } from 'eslint';

import plugin from '../src/index.ts';
import { LINTED, type Source } from './edit-source.ts';
import { digest, IN_ALL_DIALECTS } from './one-dialect.ts';
import { parsePlain } from './plain-parse.ts';
import { ReadyLinter } from './ready-linter.ts';
import { TYPESCRIPT } from './typescript.ts';

/** Another layout of the same code, in which edits have gone wrong. */
interface Layout {
  readonly name: string;
  /** What is put before and behind an argument of a call, or the object whose method is called. */
  readonly around: (what: 'argument' | 'object', index: number) => readonly [before: string, after: string] | null;
}

const LAYOUTS: readonly Layout[] = [
  { name: 'arguments in parentheses', around: what => (what === 'argument' ? ['((', '))'] : null) },
  { name: 'objects in parentheses', around: what => (what === 'object' ? ['(', ')'] : null) },
  {
    name: 'comments before arguments',
    around: (what, index) => (what === 'argument' ? [`/* c${index} */ `, ''] : null),
  },
  {
    name: 'comments behind arguments',
    around: (what, index) => (what === 'argument' ? ['', ` // c${index}\n`] : null),
  },
  { name: 'comments behind objects', around: (what, index) => (what === 'object' ? ['', ` /* c${index} */`] : null) },
  {
    name: 'comments in parentheses',
    around: (what, index) => (what === 'argument' ? [`(/* c${index} */`, ' )'] : null),
  },
];

interface Parsed {
  readonly type: string;
  readonly range: readonly [number, number];
  readonly [key: string]: unknown;
}

/** The code in a layout; null where it has nothing that is laid out in another way. */
function layOut(code: string, tree: unknown, { around }: Layout): string | null {
  const inserted: { readonly at: number; readonly text: string }[] = [];
  const put = (node: Parsed, what: 'argument' | 'object'): void => {
    const texts = node.type === 'SpreadElement' ? null : around(what, inserted.length);
    if (texts) inserted.push({ at: node.range[0], text: texts[0] }, { at: node.range[1], text: texts[1] });
  };
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (value !== null && typeof value === 'object' && 'type' in value && 'range' in value) {
      const node = value as Parsed;
      if (node.type === 'CallExpression' || node.type === 'NewExpression')
        (node['arguments'] as readonly Parsed[]).forEach(argument => {
          put(argument, 'argument');
        });
      const callee = node.type === 'CallExpression' ? (node['callee'] as Parsed) : null;
      if (callee?.type === 'MemberExpression') put(callee['object'] as Parsed, 'object');
      for (const [key, child] of Object.entries(node))
        if (key !== 'parent' && key !== 'tokens' && key !== 'comments') visit(child);
    }
  };
  visit(tree);
  if (inserted.length === 0) return null;
  // From the back, and of what stands at one place the inner first.
  const ordered = inserted.map((one, order) => ({ ...one, order })).sort((a, b) => b.at - a.at || b.order - a.order);
  return ordered.reduce((text, { at, text: more }) => text.slice(0, at) + more + text.slice(at), code);
}

function syntaxError(code: string, isTyped: boolean): string | undefined {
  try {
    parsePlain(code, { isTyped: true, jsx: !isTyped });
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const linter = new ReadyLinter();

/** What a source's rule says of a version of its code. */
function lint({ rule, filename, isTyped, options, settings, languageOptions }: Source, code: string) {
  return linter.verify(
    code,
    [
      {
        files: LINTED,
        plugins: { 'status-code': plugin },
        rules: { [`status-code/${String(rule)}`]: ['error', ...(options ?? [])] as Linter.RuleEntry },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        languageOptions: { ...(isTyped && TYPESCRIPT), ...languageOptions },
        ...(settings && { settings }),
      },
    ],
    { filename: filename.replace(/^\//, '') },
  );
}

/**
 * What is wrong with the edits of a source's rule in other layouts of its code, beside how many edits there were: an edit must leave every
 * comment there was, and code that parses in each of the languages the source is there in. Each layout is linted in one of them, as its
 * text decides, so that every rule meets every layout in both.
 */
export function findBrokenEdits(languages: readonly [Source, ...Source[]]): {
  readonly tried: number;
  readonly broken: readonly string[];
} {
  const [{ code, isTyped, rule }] = languages;
  const broken: string[] = [];
  let tried = 0;
  const tree = parsePlain(code, { isTyped: true, jsx: !isTyped });
  for (const layout of LAYOUTS) {
    const laidOut = layOut(code, tree, layout);
    if (laidOut === null) continue;
    const ways = IN_ALL_DIALECTS ? languages : [languages[digest(laidOut) % languages.length]!];
    const comments = [...laidOut.matchAll(/\/[/*] c\d+/g)].map(([comment]) => comment);
    for (const { fix, suggestions, messageId, ruleId, message } of ways.flatMap(way => lint(way, laidOut))) {
      if (ruleId === null) broken.push(`${layout.name}: the layout is not linted: ${message}\n${laidOut}`);
      for (const edit of [...(fix ? [{ fix, messageId }] : []), ...(suggestions ?? [])]) {
        tried++;
        const after = laidOut.slice(0, edit.fix.range[0]) + edit.fix.text + laidOut.slice(edit.fix.range[1]);
        const problem =
          languages.map(one => syntaxError(after, one.isTyped)).find(error => error !== undefined) ??
          comments.find(comment => !new RegExp(`${comment.replaceAll('*', '\\*')}\\b`).test(after));
        if (problem !== undefined)
          broken.push(
            `${layout.name}, ${String(rule)} ${String(edit.messageId)}: ${problem}\n--- before\n${laidOut}\n--- after\n${after}`,
          );
      }
    }
  }
  return { tried, broken };
}
