import type { Linter } from 'eslint';

import type { FileLintResult } from './lint-result.ts';
import { element } from './xml.ts';

/** Formats results as Checkstyle's XML, which Jenkins, reviewdog and many others read. */
export default function checkstyle(results: readonly FileLintResult[]): string {
  const files = results.map(({ filePath, messages }) =>
    element('file', { name: filePath }, messages.map(message => `\n${errorOf(message)}`).join('')),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('checkstyle', { version: '4.3' }, `\n${files.join('\n')}\n`)}`;
}

function errorOf({ ruleId, severity, message, line, column }: Linter.LintMessage): string {
  const place = { line: line > 0 ? line : 1, column: Math.max(1, column) };
  const source = ruleId === null ? 'eslint' : `eslint.${ruleId.replaceAll('/', '.')}`;
  return element('error', { ...place, severity: severity === 2 ? 'error' : 'warning', message, source }, '');
}
