import type { Linter } from 'eslint';

import { label } from '../../reference/statuses.ts';

/** From how many findings on they are taken for a convention. */
const MIN_FINDINGS = 5;

const PREFIX = 'status-code/';

/** Says which one status every response has whose cause is a rule's; null where there are others, or the rule is not one about causes. */
export type OnlyStatus = (rule: string) => number | null;

/** A finding, with its place as it is printed. */
export interface PlacedFinding {
  readonly file: string;
  readonly message: Linter.LintMessage;
}

/** Findings of one rule that say the same of the same cause throughout: somebody decided so, and one decision is one thing to read. */
export interface Convention {
  readonly rule: string;
  /** The sentence that stands for all of them. */
  readonly text: string;
}

/** Finds the rules whose findings are a convention of the house. */
export function findConventions(findings: readonly PlacedFinding[], onlyStatus: OnlyStatus): Convention[] {
  return [...groupBy(findings, ({ message }) => message.ruleId ?? '')].flatMap(([rule, ofRule]) => {
    const [first] = ofRule;
    const name = rule.replace(PREFIX, '');
    const status = onlyStatus(name);
    if (!first || status === null || ofRule.length < MIN_FINDINGS) return [];
    const verdict = verdictOf(first.message);
    if (ofRule.some(({ message }) => verdictOf(message) !== verdict)) return [];
    const files = new Set(ofRule.map(({ file }) => file)).size;
    const { line, column, severity } = first.message;
    const level = severity === 2 ? 'error' : 'warn';
    return {
      rule,
      text:
        `${verdict}: a convention of this code, which sends ${label(status)} in all ${ofRule.length} places (${files === 1 ? 'one file' : `${files} files`}, first ${first.file}:${line}:${column}). ` +
        `To keep it: --rule "${name}: [${level}, { accept: [${status}] }]". To see all: --each`,
    };
  });
}

/** What a message says first. */
function verdictOf({ message }: Linter.LintMessage): string {
  return message.split(': ', 1)[0] ?? message;
}

/** Things by a key, in the order in which the keys come. */
export function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
