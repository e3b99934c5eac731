import path from 'node:path';

import { printable } from './printable.ts';
import type { Output } from './terminal.ts';

/** How long a run takes before progress is shown, and how often it is shown then, in milliseconds. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** Shows how far a long run is, on one line of a terminal that is overwritten; nothing where the stream is no terminal. */
export class Progress {
  readonly #output: Output;
  readonly #total: number;
  readonly #isShown: boolean;
  #next: number;
  #isDirty = false;

  constructor(output: Output, total: number, { patience = PATIENCE } = {}) {
    this.#next = performance.now() + patience;
    this.#output = output;
    this.#total = total;
    this.#isShown = output.isTTY === true;
  }

  /** Says that a file is next, the first being number 1. */
  at(number: number, filename: string): void {
    if (!this.#isShown || performance.now() < this.#next) return;
    this.#next = performance.now() + INTERVAL;
    this.#isDirty = true;
    const { columns = 0 } = this.#output;
    // A pseudo-terminal may claim a width of 0.
    const width = columns > 0 ? columns : 80;
    this.#output.write(
      `\r\u001B[K${`${number}/${this.#total} ${printable(path.basename(filename))}`.slice(0, width - 1)}`,
    );
  }

  /** Takes the line away, before something else is printed and at the end. */
  clear(): void {
    if (!this.#isDirty) return;
    this.#isDirty = false;
    this.#output.write('\r\u001B[K');
  }
}
