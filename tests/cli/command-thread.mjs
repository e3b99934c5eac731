import { parentPort, workerData } from 'node:worker_threads';

const { main } = await import(workerData.main);

/** Runs the command line as its program does, but for the streams and the folder, which are the caller's, who sleeps until it is told. */
parentPort.on('message', async ({ args, folder, done, answer }) => {
  const said = { stdout: '', stderr: '' };
  const into = name => ({ write: text => void (said[name] += text) });
  const code = await main(args, { stdout: into('stdout'), stderr: into('stderr'), cwd: () => folder });
  answer.postMessage({ code, ...said });
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
