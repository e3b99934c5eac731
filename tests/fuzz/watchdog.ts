import { Worker } from 'node:worker_threads';

/** Ends the process with the number of a program that does not come to an end, which nothing else could: a lint has no pauses. */
export class Watchdog {
  readonly #seed = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;

  constructor(seconds: number) {
    this.#worker = new Worker(
      `
      const { workerData: { seed, seconds } } = require('node:worker_threads');
      let last = -1, since = Date.now();
      setInterval(() => {
        const now = Atomics.load(seed, 0);
        if (now !== last) { last = now; since = Date.now(); return; }
        if (Date.now() - since < seconds * 1000) return;
        require('node:fs').writeSync(2, 'The program of seed ' + now + ' has not ended after ' + seconds + ' s.\\n');
        process.kill(process.pid, 'SIGKILL');
      }, 500);
    `,
      { eval: true, workerData: { seed: this.#seed, seconds } },
    );
    this.#worker.unref();
  }

  /** Says which program comes next. */
  begin(seed: number): void {
    Atomics.store(this.#seed, 0, seed);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
