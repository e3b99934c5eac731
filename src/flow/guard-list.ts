import type { Guard } from './graph.ts';

/**
 * Guards known to hold somewhere, each list sharing its outer guards with others.
 * A list is made once for its outer list and its guard, so equal lists are the same object.
 */
export class GuardList {
  /** The innermost guard; null where nothing is known. */
  readonly guard: Guard | null;
  readonly outer: GuardList | null;
  readonly length: number;
  #inner: Map<Guard, GuardList> | null = null;
  #guards: readonly Guard[] | null = null;

  private constructor(guard: Guard | null, outer: GuardList | null) {
    this.guard = guard;
    this.outer = outer;
    this.length = outer ? outer.length + 1 : 0;
  }

  /** Makes a list where nothing is known, the outermost of a family of lists. */
  static empty(): GuardList {
    return new GuardList(null, null);
  }

  /** Gets the list with one more guard. */
  with(guard: Guard): GuardList {
    this.#inner ??= new Map();
    let longer = this.#inner.get(guard);
    if (!longer) this.#inner.set(guard, (longer = new GuardList(guard, this)));
    return longer;
  }

  /** Gets what this list and another of its family have in common, from the outermost guard on. */
  sharedWith(list: GuardList): GuardList {
    let [one, other]: [GuardList, GuardList] = this.length <= list.length ? [this, list] : [list, this];
    while (other.length > one.length && other.outer) other = other.outer;
    while (one !== other && one.outer && other.outer) {
      one = one.outer;
      other = other.outer;
    }
    return one;
  }

  /** Gets the list of the guards that pass. */
  filter(passes: (guard: Guard) => boolean): GuardList {
    if (this.outer === null || this.guard === null) return this;
    // From the outermost on: nearly always all of them pass, and then this list itself comes out again.
    let kept: GuardList | null = null;
    for (const guard of this.toArray()) {
      if (passes(guard)) kept = (kept ?? this.#root()).with(guard);
    }
    return kept ?? this.#root();
  }

  /** Gets the guards, outermost first. */
  toArray(): readonly Guard[] {
    if (this.#guards) return this.#guards;
    const guards: Guard[] = [];
    for (let list: GuardList | null = this; list?.guard; list = list.outer) guards.push(list.guard);
    return (this.#guards = guards.reverse());
  }

  #root(): GuardList {
    let root: GuardList = this;
    while (root.outer) root = root.outer;
    return root;
  }
}
