import { Session, type Profiler } from 'node:inspector';

/** Counts the calls of the plugin's own functions while something runs: the same number each time, however busy the machine is, unlike a clock. */
export class StepCounter {
  readonly #session = new Session();

  /** Counting slows what runs, and to begin and to end it walks the whole heap: it is begun once for many counts. */
  constructor() {
    this.#session.connect();
    this.#session.post('Profiler.enable');
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  }

  count(run: () => void): number {
    // What was called before is taken, and the counts begin anew.
    this.#take();
    run();
    return this.#take();
  }

  end(): void {
    this.#session.disconnect();
  }

  #take(): number {
    let steps = 0;
    this.#session.post('Profiler.takePreciseCoverage', (error, found?: Profiler.TakePreciseCoverageReturnType) => {
      if (error) throw error;
      for (const { url, functions } of found?.result ?? []) {
        if (/\/src\/[\w/-]+\.ts$/.test(url))
          for (const {
            ranges: [whole],
          } of functions)
            steps += whole?.count ?? 0;
      }
    });
    return steps;
  }
}
