import type { Linter } from 'eslint';

import { relativePath } from './file-paths.ts';
import type { FileLintResult, FormatterContext } from './lint-result.ts';
import { element, escapeXml } from './xml.ts';

/** Formats results as JUnit's XML, which CI systems show as tests: a suite for each file, a failed case for each finding, and a case that has passed for a file without. */
export default function junit(results: readonly FileLintResult[], context: FormatterContext = {}): string {
  const cwd = context.cwd ?? process.cwd();
  const suites = results.map(({ filePath, messages }) => suiteOf(relativePath(filePath, cwd), messages));
  const count = (passes: (message: Linter.LintMessage) => boolean): number =>
    results.flatMap(({ messages }) => messages).filter(passes).length;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'testsuites',
    {
      name: 'ESLint',
      tests: results.reduce((sum, { messages }) => sum + Math.max(1, messages.length), 0),
      failures: count(({ fatal }) => fatal !== true),
      errors: count(({ fatal }) => fatal === true),
    },
    `\n${suites.join('\n')}\n`,
  )}`;
}

function suiteOf(file: string, messages: readonly Linter.LintMessage[]): string {
  const errors = messages.filter(({ fatal }) => fatal === true).length;
  const cases =
    messages.length === 0
      ? [element('testcase', { name: file, classname: file }, '')]
      : messages.map(message => caseOf(file, message));
  const counts = { tests: cases.length, failures: messages.length - errors, errors };
  return element('testsuite', { name: file, ...counts }, `\n${cases.join('\n')}\n`);
}

function caseOf(file: string, { ruleId, severity, message, line, column, fatal }: Linter.LintMessage): string {
  const place = `${file}:${line > 0 ? line : 1}:${Math.max(1, column)}`;
  const level = severity === 2 ? 'error' : 'warning';
  const failure = element(
    fatal === true ? 'error' : 'failure',
    { type: level, message },
    escapeXml(`${place} ${level} ${ruleId ?? 'eslint'}: ${message}`),
  );
  return element('testcase', { name: `${ruleId ?? 'eslint'} at ${place}`, classname: file }, failure);
}
