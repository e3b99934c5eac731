import { startCompiled } from './compiled-example.ts';
import type { Target } from './server.ts';

// The whole of the child process that `runInChildProcess` starts: it serves the one example it is sent and reports its port.
process.once('message', message => {
  const { body, target } = message as { body: string; target: Target };
  void startCompiled(body, target).then(server => process.send?.(server.port));
});
