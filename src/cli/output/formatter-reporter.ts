import type { Formatter } from '../../formatters/lint-result.ts';
import plugin from '../../index.ts';
import type { FileResult, Reporter } from './check-result.ts';
import type { Output } from './terminal.ts';

const rulesMeta = Object.fromEntries(
  Object.entries(plugin.rules).flatMap(([name, { meta }]) => (meta ? [[`status-code/${name}`, meta]] : [])),
);

/** Writes what a formatter for ESLint makes of the whole run; only the texts of files with messages are kept for it. */
export function formatterReporter(output: Output, format: Formatter, cwd: string): Reporter {
  const results: FileResult[] = [];
  return {
    file(result) {
      results.push(result.messages.length > 0 ? result : { ...result, text: '' });
    },
    end() {
      output.write(
        `${format(
          results.map(({ filename, text, messages }) => ({ filePath: filename, source: text, messages })),
          { cwd, rulesMeta },
        )}\n`,
      );
    },
  };
}
