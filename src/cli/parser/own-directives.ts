import type { TSESTree } from '@typescript-eslint/utils';

/** The comments ESLint takes for directives. Source: eslint lib/shared/directives.js. */
const DIRECTIVE = /^\s*(?<label>eslint(?:-env|-enable|-disable(?:(?:-next)?-line)?)?|exported|globals?)(?:\s|$)/;

const PREFIX = 'status-code/';

/**
 * Makes ESLint see only the directives that concern this plugin's rules: those for every rule stay, of a list of rules ours stay, all others become plain comments.
 * Rules of other plugins are not there, and ESLint would complain of each; core rules would start to run.
 */
export function keepOwnDirectives(comments: readonly TSESTree.Comment[]): TSESTree.Comment[] {
  return comments.map(comment => {
    const match = DIRECTIVE.exec(comment.value);
    const label = match?.groups?.['label'];
    if (!match || label === undefined) return comment;
    const [list = ''] = ` ${comment.value.slice(match[0].length)}`.split(/\s-{2,}\s/);
    const own = ownPart(label, list.trim());
    // A comment that starts with a star is no directive.
    return { ...comment, value: own === null ? `*${comment.value}` : ` ${label} ${own}` };
  });
}

/** The part of a directive that concerns this plugin's rules; null where there is none. */
function ownPart(label: string, list: string): string | null {
  if (label === 'eslint') {
    const settings = splitSettings(list).filter(setting => setting.replace(/^["']/, '').startsWith(PREFIX));
    return settings.length > 0 ? settings.join(', ') : null;
  }
  if (!/^eslint-(?:enable|disable)/.test(label)) return null;
  if (list === '') return '';
  const rules = list
    .split(',')
    .map(rule => rule.trim())
    .filter(rule => rule.replace(/^["']/, '').startsWith(PREFIX));
  return rules.length > 0 ? rules.join(', ') : null;
}

/** Splits `a: "off", b: ["error", { c: [1, 2] }]` at the commas between settings. */
function splitSettings(list: string): string[] {
  const settings: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= list.length; i++) {
    const character = list[i];
    if (character === '[' || character === '{') depth++;
    else if (character === ']' || character === '}') depth--;
    else if (character === undefined || (character === ',' && depth === 0)) {
      settings.push(list.slice(start, i).trim());
      start = i + 1;
    }
  }
  return settings.filter(setting => setting !== '');
}
