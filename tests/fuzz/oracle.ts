import type { ESLint, Linter } from 'eslint';

import { presetRules } from '../../src/configs.ts';
import plugin from '../../src/index.ts';
import { rules } from '../../src/rules/index.ts';
import { ReadyLinter } from '../ready-linter.ts';
import type { Language } from './generate.ts';
import { commentsIn, readingOf, type ParserName, type Reading } from './parsers.ts';

/** What is wrong with the plugin's answer to a program. */
export interface Fault {
  /** What kind of fault it is and where it comes from: the same for all programs that show it. */
  readonly mechanism: string;
  readonly detail: string;
}

/** What a run has seen. */
export interface Counts {
  programs: number;
  /** Programs that the parser refuses, which say nothing. */
  refused: number;
  withFindings: number;
  findings: number;
  fixes: number;
  suggestions: number;
}

/** The processor time a program may take, in milliseconds; the programs have a hundred lines at most. */
const CEILING = 2000;
/** ESLint applies fixes this often. */
const PASSES = 10;

/** Has what was said of a program that was linted last, which fixing lints anew before its first pass. */
class FixingLinter extends ReadyLinter {
  #last: { readonly asked: readonly unknown[]; readonly messages: Linter.LintMessage[] } | null = null;

  override verify(...asked: Parameters<ReadyLinter['verify']>): Linter.LintMessage[] {
    const [code, config, options] = asked;
    const key = [code, config, typeof options === 'string' ? options : options?.filename];
    if (this.#last && key.every((one, index) => one === this.#last?.asked[index])) return this.#last.messages;
    this.#last = null;
    const messages = super.verify(code, config, options);
    this.#last = { asked: key, messages };
    return messages;
  }
}

const linter = new FixingLinter({ cwd: '/server' });
const all = presetRules('all', rules);

function configOf({ languageOptions }: Reading, overrides: Readonly<Linter.RulesRecord>): Linter.Config[] {
  return [
    {
      files: ['**/*.{js,ts,tsx}'],
      plugins: { 'status-code': plugin, probe },
      rules: { ...all, ...overrides, 'probe/comments': 'error' },
      languageOptions,
      linterOptions: { reportUnusedDisableDirectives: 'off' },
    },
  ];
}

/** The options of rules by turns. */
function overridesFor(seed: number): Readonly<Linter.RulesRecord> {
  return seed % 3 === 0 ? { 'status-code/consistent-status-notation': ['error', { prefer: 'named' }] } : {};
}

/** Puts a program to all rules and says what is wrong with the answer. */
export function judge(code: string, language: Language, parser: ParserName, seed: number, counts?: Counts): Fault[] {
  const reading = readingOf(language, parser);
  const config = configOf(reading, overridesFor(seed));
  const started = spent();
  let messages: Linter.LintMessage[];
  try {
    messages = linter.verify(code, config, { filename: reading.filename });
  } catch (error) {
    return [
      {
        mechanism: `exception: ${placeOf(error)}`,
        detail: String(error instanceof Error ? error.stack : error).slice(0, 1500),
      },
    ];
  }
  const time = spent() - started;
  if (messages.some(({ fatal }) => fatal)) {
    if (counts) counts.refused++;
    return [];
  }
  const comments = seen;
  const faults: Fault[] = time > CEILING ? [{ mechanism: 'slow', detail: `${Math.round(time)} ms` }] : [];
  const odd = messages.find(({ ruleId }) => ruleId === null);
  if (odd) faults.push({ mechanism: 'not linted', detail: odd.message });
  if (counts) count(counts, messages);
  for (const message of messages)
    faults.push(...placeFaults(message, code), ...editFaults(message, code, reading, comments));
  if (messages.some(({ fix }) => fix)) faults.push(...convergenceFaults(code, config, reading));
  return faults;
}

function spent(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function count(counts: Counts, messages: readonly Linter.LintMessage[]): void {
  counts.findings += messages.length;
  if (messages.length > 0) counts.withFindings++;
  for (const { fix, suggestions } of messages) {
    if (fix) counts.fixes++;
    counts.suggestions += suggestions?.length ?? 0;
  }
}

/** The functions of ours in which an exception arose: the innermost, and those that call one another where it is the stack that ended. */
function placeOf(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const frames = [
    ...String(stack).matchAll(/at (?:async )?(?:new )?(?<name>[\w.#<>]+)? ?\(?.*\/src\/(?<file>[\w/-]+\.[jt]s)/g),
  ].map(({ groups }) => `${groups?.['file'] ?? ''} ${groups?.['name'] ?? ''}`);
  const isEndless = message.includes('call stack');
  const shown = isEndless ? [...new Set(frames)].sort().slice(0, 4) : frames.slice(0, 2);
  return `${message.split('\n')[0] ?? ''} in ${shown.join(', ')}`;
}

function placeFaults(
  { ruleId, messageId, line, column, endLine, endColumn }: Linter.LintMessage,
  code: string,
): Fault[] {
  const lines = code.split(/\r\n|[\n\r\u2028\u2029]/);
  const isIn = (l: number, c: number): boolean =>
    l >= 1 && l <= lines.length && c >= 1 && c <= (lines[l - 1] ?? '').length + 1;
  const isOrdered =
    endLine === undefined || endColumn === undefined || endLine > line || (endLine === line && endColumn >= column);
  return isIn(line, column) && isIn(endLine ?? line, endColumn ?? column) && isOrdered
    ? []
    : [
        {
          mechanism: `place: ${String(ruleId)} ${String(messageId)}`,
          detail: `${line}:${column}-${String(endLine)}:${String(endColumn)}`,
        },
      ];
}

function editFaults(
  { ruleId, messageId, fix, suggestions = [] }: Linter.LintMessage,
  code: string,
  reading: Reading,
  comments: readonly string[],
): Fault[] {
  const edits = [
    ...(fix ? [{ kind: 'fix', id: messageId, fix }] : []),
    ...suggestions.map(one => ({ kind: 'suggestion', id: one.messageId, fix: one.fix })),
  ];
  return edits.flatMap(
    ({
      kind,
      id,
      fix: {
        range: [start, end],
        text,
      },
    }): Fault[] => {
      const source = code.replace(/^\uFEFF/, '');
      const after = source.slice(0, Math.max(0, start)) + text + source.slice(end);
      const name = `${kind}: ${String(ruleId)} ${String(id)}`;
      try {
        const left = [...commentsIn(after, reading)];
        const lost = comments.filter(one => {
          const index = left.indexOf(one);
          if (index >= 0) left.splice(index, 1);
          return index < 0;
        });
        return lost.length === 0
          ? []
          : [{ mechanism: `${name} loses a comment`, detail: `lost ${lost.join(' ')} in\n${excerpt(after, start)}` }];
      } catch (error) {
        return [
          {
            mechanism: `${name} does not parse`,
            detail: `${error instanceof Error ? error.message : String(error)} in\n${excerpt(after, start)}`,
          },
        ];
      }
    },
  );
}

/** The lines around a place. */
function excerpt(code: string, at: number): string {
  return code.slice(Math.max(0, code.lastIndexOf('\n', at) - 100), at + 200);
}

/** The comments of the program that was linted last. */
let seen: readonly string[] = [];
const probe = {
  rules: {
    comments: {
      create: ({ sourceCode }: { sourceCode: { getAllComments: () => { value: string }[] } }) => ({
        Program: () => {
          seen = sourceCode.getAllComments().map(({ value }) => value.trim());
        },
      }),
    },
  },
} as unknown as ESLint.Plugin;

function convergenceFaults(code: string, config: Linter.Config[], { filename }: Reading): Fault[] {
  try {
    const { output, messages } = linter.verifyAndFix(code, config, { filename });
    if (messages.some(({ fatal }) => fatal)) return [{ mechanism: 'all fixes together do not parse', detail: output }];
    // After its last pass ESLint lints what it has made.
    const left = messages.filter(({ fix }) => fix);
    return left.length === 0
      ? []
      : [
          {
            mechanism: `fixes do not end in ${PASSES} passes: ${[...new Set(left.map(({ ruleId }) => String(ruleId)))].join(', ')}`,
            detail: output,
          },
        ];
  } catch (error) {
    return [{ mechanism: `exception while fixing: ${placeOf(error)}`, detail: String(error) }];
  }
}
