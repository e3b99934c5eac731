import type { Linter } from 'eslint';

import { relativePath } from './file-paths.ts';
import { metaOf, type FileLintResult, type FormatterContext } from './lint-result.ts';

/** What Markdown takes for something else than text. */
const SPECIAL = /[\\`*_{}[\]<>#|~!&]/g;

/** Formats results as Markdown, for the summary of a job or a comment: a list of the findings below each file. */
export default function markdown(results: readonly FileLintResult[], context: FormatterContext = {}): string {
  const cwd = context.cwd ?? process.cwd();
  const found = results.filter(({ messages }) => messages.length > 0);
  const messages = found.flatMap(one => one.messages);
  const errors = messages.filter(({ severity }) => severity === 2).length;
  if (messages.length === 0) return '**No findings.**';
  const heading = `**${count(messages.length, 'finding')} in ${count(found.length, 'file')}**: ${count(errors, 'error')}, ${count(messages.length - errors, 'warning')}.`;
  const files = found.map(
    ({ filePath, messages: ofFile }) =>
      `### ${codeSpan(relativePath(filePath, cwd))}\n\n${ofFile.map(message => itemOf(message, context)).join('\n')}`,
  );
  return [heading, ...files].join('\n\n');
}

function itemOf({ ruleId, severity, message, line, column }: Linter.LintMessage, context: FormatterContext): string {
  const url = ruleId === null ? undefined : metaOf(ruleId, context)?.docs?.url;
  const rule = ruleId === null ? '' : ` (${url === undefined ? codeSpan(ruleId) : `[${codeSpan(ruleId)}](${url})`})`;
  const place = line > 0 ? `${line}:${column} ` : '';
  return `- ${place}${severity === 2 ? '**error**' : 'warning'} ${textOf(message)}${rule}`;
}

/** A message whose code, in backticks, stays code, and whose text stays text. */
function textOf(message: string): string {
  return message
    .replaceAll(/\s+/g, ' ')
    .split(/(`[^`]+`)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll(SPECIAL, String.raw`\$&`)))
    .join('');
}

/** Code between as many backticks as it needs. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : fence + text + fence;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
