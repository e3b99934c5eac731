import type { Rule } from 'eslint';

import { readCause } from '../../causes/read-cause.ts';
import { CAUSES, type CauseName } from '../../knowledge/cause-table.ts';
import type { SourceCode } from '../../model/definitions/file.ts';
import { getModel } from '../../model/get-model.ts';
import type { Model } from '../../model/model.ts';
import type { Response } from '../../model/responses/response.ts';
import { label } from '../../reference/statuses.ts';
import { rules } from '../../rules/index.ts';

/** What the code does throughout that a rule reports. */
export interface HouseWay {
  /** What is done: "which sends 400 Bad Request"; null where that is no more than what is not done. */
  readonly does: string | null;
  /** What the rule asks for, where its messages differ in that. */
  readonly verdict: string | null;
  /** What `--rule` is given behind the name of the rule to keep it so, for a severity. */
  readonly keep: (level: 'error' | 'warn') => string;
}

/** What the linted code does with each cause and with what rules ask for: what is done the same way throughout is a convention of the house, and no slip. */
export class Answers {
  readonly #statuses = new Map<CauseName, Set<number>>();
  /** The rules whose convention some response breaks, as it does what they ask for. */
  readonly #broken = new Set<string>();

  /** A rule that reports nothing: it takes down the responses of each file, from the model that the others have made. */
  readonly rule: Rule.RuleModule = {
    create: context => ({
      Program: () => {
        const model = getModel(context.sourceCode as unknown as SourceCode, context.filename, context);
        for (const response of model?.responses ?? []) if (model) this.#read(response, model);
      },
    }),
  };

  /** What all of the code does that one message of a rule is about; null where some of it does otherwise. */
  wayOf(rule: string, messageId: string): HouseWay | null {
    const convention = rules[rule]?.definition.convention;
    if (convention?.message === messageId && !this.#broken.has(rule)) {
      const { verdict = null, keep = () => 'off' } = convention;
      return { does: null, verdict, keep };
    }
    const status = messageId === 'wrong' ? this.#onlyStatus(rule) : null;
    if (status === null) return null;
    return { does: `sends ${label(status)}`, verdict: null, keep: level => `[${level}, { accept: [${status}] }]` };
  }

  /** The one status that all responses have whose cause is a rule's; null where there are others. */
  #onlyStatus(rule: string): number | null {
    const statuses = new Set<number>();
    for (const [cause, codes] of this.#statuses)
      if (CAUSES[cause]?.rule === rule) for (const code of codes) statuses.add(code);
    const [status = null] = statuses;
    return statuses.size === 1 ? status : null;
  }

  #read(response: Response, model: Model): void {
    for (const outcome of response.status.outcomes) {
      const cause = readCause(response, model, outcome)?.cause;
      if (cause !== undefined) this.#add(cause, outcome.code);
    }
    for (const [name, { definition }] of Object.entries(rules))
      if (!this.#broken.has(name) && definition.convention?.isDoneBy(response, model)) this.#broken.add(name);
  }

  #add(cause: CauseName, code: number): void {
    const known = this.#statuses.get(cause) ?? new Set();
    this.#statuses.set(cause, known.add(code));
  }
}
