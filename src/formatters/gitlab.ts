import { createHash } from 'node:crypto';

import type { Linter } from 'eslint';

import { relativePath } from './file-paths.ts';
import type { FileLintResult, FormatterContext } from './lint-result.ts';
import { rangeOf, sourceTextOf } from './message-range.ts';
import type { SourceText } from './source-text.ts';

/**
 * Formats results as GitLab's code quality report: `eslint -f ./node_modules/eslint-plugin-status-code/dist/formatters/gitlab.js`. A finding keeps its
 * fingerprint when lines are added or removed elsewhere in its file, so that a merge request shows only what is new in it.
 */
export default function gitlab(results: readonly FileLintResult[], context: FormatterContext = {}): string {
  const root = rootFor(context.cwd ?? process.cwd());
  const seen = new Map<string, number>();
  const issues = results.flatMap(result => {
    const source = sourceTextOf(result);
    const path = relativePath(result.filePath, root);
    return result.messages.map(message => {
      const range = rangeOf(message, source);
      const begin = range?.start.line ?? 1;
      const identity = identityOf(message, path, range && source ? source.lineText(begin) : '');
      const count = seen.get(identity) ?? 0;
      seen.set(identity, count + 1);
      return {
        type: 'issue',
        check_name: message.ruleId ?? 'eslint',
        description: message.message,
        categories: ['Bug Risk'],
        severity: message.fatal === true ? 'critical' : message.severity === 2 ? 'major' : 'minor',
        fingerprint: createHash('sha256')
          .update(count === 0 ? identity : `${identity}\n${count}`)
          .digest('hex'),
        location: { path, lines: { begin, end: range?.end.line ?? begin } },
      };
    });
  });
  return JSON.stringify(issues);
}

/** The folder that paths count from: the root of the repository, wherever in it ESLint was started. */
function rootFor(cwd: string): string {
  const project = process.env['CI_PROJECT_DIR'];
  return project !== undefined && (cwd === project || relativePath(cwd, project) !== cwd) ? project : cwd;
}

/** What makes a finding the same one in another version of its file: the file, the rule, the code of its line, and what is said of it but for the numbers of lines. */
function identityOf(
  { ruleId, message }: Linter.LintMessage,
  path: string,
  line: ReturnType<SourceText['lineText']>,
): string {
  return [path, ruleId ?? '', line.trim(), message.replaceAll(/\b(line )\d+\b/g, '$1N')].join('\n');
}
