import type { Reporter } from './check-result.ts';
import type { Output } from './terminal.ts';

/** Writes what `eslint --format json` writes: an array of results, one file at a time. */
export function jsonReporter(output: Output): Reporter {
  let isFirst = true;
  output.write('[');
  return {
    file({ filename, text, messages, isFixed }) {
      const count = (passes: (message: (typeof messages)[number]) => boolean): number => messages.filter(passes).length;
      const result = {
        filePath: filename,
        messages,
        suppressedMessages: [],
        errorCount: count(({ severity }) => severity === 2),
        fatalErrorCount: count(({ fatal }) => fatal === true),
        warningCount: count(({ severity }) => severity === 1),
        fixableErrorCount: count(({ severity, fix }) => severity === 2 && fix !== undefined),
        fixableWarningCount: count(({ severity, fix }) => severity === 1 && fix !== undefined),
        ...(messages.length > 0 && { source: text }),
        ...(isFixed && { output: text }),
        usedDeprecatedRules: [],
      };
      output.write(`${isFirst ? '' : ',\n'}${JSON.stringify(result)}`);
      isFirst = false;
    },
    end() {
      output.write(']\n');
    },
  };
}
