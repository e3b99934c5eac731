import { Session, type Profiler } from 'node:inspector';

/** Counts the calls of the plugin's own functions while something runs: the same number each time, however busy the machine is, unlike a clock. */
export function countSteps(run: () => void): number {
  const session = new Session();
  session.connect();
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    run();
    let steps = 0;
    session.post('Profiler.takePreciseCoverage', (error, found?: Profiler.TakePreciseCoverageReturnType) => {
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
  } finally {
    session.disconnect();
  }
}
