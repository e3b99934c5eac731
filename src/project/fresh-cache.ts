/** What was read from the disk, trusted without another look for some milliseconds: a lint asks the same many times, and a long-lived editor sees an edit soon after. */
export class FreshCache<Value> {
  readonly #known = new Map<string, { readonly checked: number; readonly value: Value }>();
  readonly #milliseconds: number;
  readonly #most: number;

  /** `most` entries are kept at the most; past that all are forgotten. */
  constructor(milliseconds: number, most = Infinity) {
    this.#milliseconds = milliseconds;
    this.#most = most;
  }

  /** The value of a key: the one known while it is fresh, else what `read` makes, which is given the stale one if there is any. */
  get(key: string, read: (stale: Value | undefined) => Value): Value {
    const now = Date.now();
    const known = this.#known.get(key);
    if (known && now - known.checked < this.#milliseconds) return known.value;
    if (this.#known.size > this.#most) this.#known.clear();
    const value = read(known?.value);
    this.#known.set(key, { checked: now, value });
    return value;
  }
}
