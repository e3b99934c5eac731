import type { Linter } from 'eslint';

import type { HouseWay } from '../lint/answers.ts';

/** From how many findings on they are taken for a convention. */
const MIN_FINDINGS = 5;

const PREFIX = 'status-code/';

/** Says what all of the code does that one message of a rule is about; null where some of it does otherwise. */
export type WayOf = (rule: string, messageId: string) => HouseWay | null;

/** A finding, with its place as it is printed. */
export interface PlacedFinding {
  readonly file: string;
  readonly message: Linter.LintMessage;
}

/** Findings of one rule that say the same throughout: somebody decided so, and one decision is one thing to read. */
export interface Convention {
  readonly rule: string;
  /** The sentence that stands for all of them. */
  readonly text: string;
  readonly findings: readonly PlacedFinding[];
}

/** Finds the findings that are a convention of the house. */
export function findConventions(findings: readonly PlacedFinding[], wayOf: WayOf): Convention[] {
  const groups = groupBy(findings, ({ message: { ruleId, messageId } }) => `${ruleId ?? ''} ${messageId ?? ''}`);
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (!first || group.length < MIN_FINDINGS) return [];
    const { ruleId, messageId, line, column, severity } = first.message;
    const name = (ruleId ?? '').replace(PREFIX, '');
    const way = wayOf(name, messageId ?? '');
    if (!way) return [];
    const verdict = way.verdict ?? verdictOf(first.message);
    if (way.verdict === null && group.some(({ message }) => verdictOf(message) !== verdict)) return [];
    const files = new Set(group.map(({ file }) => file)).size;
    return {
      rule: ruleId ?? '',
      text:
        `${verdict}: a convention of this code${way.does === null ? '' : `, which ${way.does}`} in all ${group.length} places (${files === 1 ? 'one file' : `${files} files`}, first ${first.file}:${line}:${column}). ` +
        `To keep it: --rule "${name}: ${way.keep(severity === 2 ? 'error' : 'warn')}". To see all: --each`,
      findings: group,
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
