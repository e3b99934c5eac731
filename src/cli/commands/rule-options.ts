import type { Linter } from 'eslint';

import { rules } from '../../rules/index.ts';
import { Failure } from '../failure.ts';
import { findNearest } from '../../syntax/nearest-word.ts';

const PREFIX = 'status-code/';

const SEVERITIES: Readonly<Record<string, Linter.StringSeverity>> = {
  off: 'off',
  0: 'off',
  warn: 'warn',
  1: 'warn',
  error: 'error',
  2: 'error',
};

const FORM = 'write --rule NAME, --rule "NAME: off", --rule "NAME: warn" or --rule "NAME: [error, { accept: [400] }]"';

/** Reads what `--rule` was given: a name alone (an error), or a name and what a config of ESLint would say of it. Throws a Failure that says what is wrong. */
export function readRules(given: readonly string[]): Linter.RulesRecord {
  return Object.fromEntries(given.map(readRule));
}

function readRule(text: string): [string, Linter.RuleEntry] {
  const { name = '', value } = /^\s*["']?(?<name>[\w/-]+)["']?\s*(?::(?<value>.*))?$/s.exec(text)?.groups ?? {};
  const bare = name.replace(PREFIX, '');
  if (!Object.hasOwn(rules, bare)) {
    const meant = findNearest(bare, Object.keys(rules));
    throw new Failure(
      name === ''
        ? `the rule "${text}" is not understood: ${FORM}.`
        : `unknown rule "${name}": ${meant === null ? 'docs/README.md lists them.' : `did you mean "${meant}"?`}`,
    );
  }
  return [PREFIX + bare, value === undefined ? 'error' : readEntry(value, text)];
}

function readEntry(value: string, text: string): Linter.RuleEntry {
  const entry = parseLoosely(value);
  const [severity, ...options] = Array.isArray(entry) ? (entry as unknown[]) : [entry];
  const level = SEVERITIES[String(severity)];
  if (level === undefined) throw new Failure(`the rule "${text}" is not understood: ${FORM}.`);
  return options.length > 0 ? [level, ...options] : level;
}

/** JSON whose words need no quotes, as shells take them away: `[warn, { accept: [400] }]`. */
function parseLoosely(value: string): unknown {
  const quoted = value.replaceAll(
    /"(?:[^"\\]|\\.)*"|'(?<single>[^']*)'|(?<word>[A-Za-z_][\w-]*)/g,
    (part, single: string | undefined, word: string | undefined) => {
      if (single !== undefined) return JSON.stringify(single);
      return word === undefined || word === 'true' || word === 'false' || word === 'null' ? part : `"${word}"`;
    },
  );
  try {
    return JSON.parse(quoted);
  } catch {
    return undefined;
  }
}
