import type { Before } from '../../model/handlers/handler.ts';

/** Asks one question of all that runs before handlers, of each thing once: many routes share what stands before them. */
export class AskedBefore {
  readonly #test: (before: Before) => boolean;
  readonly #known = new WeakMap<Before, boolean>();

  constructor(test: (before: Before) => boolean) {
    this.#test = test;
  }

  /** Whether the answer is yes for one of them, or for something that runs before it. */
  some(last: Before): boolean {
    const asked: Before[] = [];
    let isSo = false;
    for (let one: Before | null = last; one; one = one.outer) {
      const known = this.#known.get(one);
      isSo = known ?? this.#test(one);
      if (known !== undefined) break;
      asked.push(one);
      if (isSo) break;
    }
    for (const one of asked) this.#known.set(one, isSo);
    return isSo;
  }
}
