import { fileURLToPath } from 'node:url';

import { VERSION } from '../../version.ts';
import { parseCommand } from './args.ts';
import { requireEslint } from '../lint/eslint-version.ts';
import { describeError, Failure } from '../failure.ts';
import { HELP } from './help.ts';
import { makePainter } from '../output/painter.ts';
import { printable } from '../output/printable.ts';
import type { Terminal } from '../output/terminal.ts';

/** Runs the command line and gets the exit code: 0 clean, 1 findings, 2 where it could not do what was asked. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const command = parseCommand(args);
    if (command.name === 'help') {
      terminal.stdout.write(HELP);
      return 0;
    }
    if (command.name === 'version') {
      terminal.stdout.write(`${VERSION}\n`);
      return 0;
    }
    if (command.name === 'formatter') {
      terminal.stdout.write(`${fileURLToPath(new URL(`../../formatters/${command.formatter}.js`, import.meta.url))}\n`);
      return 0;
    }
    await requireEslint();
    const painter = makePainter(terminal.stdout);
    // Loaded only now: these import ESLint, which may be missing.
    switch (command.name) {
      case 'check':
        return await (await import('./check.ts')).check(command, terminal, painter);
      case 'routes':
        return (await import('./routes.ts')).routes(command, terminal, painter);
      case 'explain':
        return (await import('./explain.ts')).explain(command, terminal, painter);
    }
  } catch (error) {
    const isOurs = !(error instanceof Failure);
    const message = isOurs ? `internal error: ${describeError(error)} (set DEBUG=1 for the stack)` : error.message;
    terminal.stderr.write(`eslint-plugin-status-code: ${printable(message)}\n`);
    if (isOurs && process.env['DEBUG'] && error instanceof Error)
      terminal.stderr.write(`${(error.stack ?? '').split('\n').map(printable).join('\n')}\n`);
    return 2;
  }
}
