import type { Rule } from 'eslint';

import { readCause } from '../../causes/read-cause.ts';
import { CAUSES, type CauseName } from '../../knowledge/cause-table.ts';
import type { SourceCode } from '../../model/definitions/file.ts';
import { getModel } from '../../model/get-model.ts';

/** Which statuses the linted code answers each cause with: what is answered the same way throughout is a convention of the house, and no slip. */
export class Answers {
  readonly #statuses = new Map<CauseName, Set<number>>();

  /** A rule that reports nothing: it takes down the responses of each file, from the model that the others have made. */
  readonly rule: Rule.RuleModule = {
    create: context => ({
      Program: () => {
        const model = getModel(context.sourceCode as unknown as SourceCode, context.filename, context);
        if (!model) return;
        for (const response of model.responses) {
          for (const outcome of response.status.outcomes) {
            const cause = readCause(response, model, outcome)?.cause;
            if (cause !== undefined) this.#add(cause, outcome.code);
          }
        }
      },
    }),
  };

  /** The one status that all responses have whose cause is a rule's; null where there are others. */
  onlyStatus(rule: string): number | null {
    const statuses = new Set<number>();
    for (const [cause, codes] of this.#statuses)
      if (CAUSES[cause]?.rule === rule) for (const code of codes) statuses.add(code);
    const [status = null] = statuses;
    return statuses.size === 1 ? status : null;
  }

  #add(cause: CauseName, code: number): void {
    const known = this.#statuses.get(cause) ?? new Set();
    this.#statuses.set(cause, known.add(code));
  }
}
