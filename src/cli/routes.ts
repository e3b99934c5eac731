import type { RoutesCommand } from './args.ts';
import { displayPath } from './display-path.ts';
import { findFiles } from './find-files.ts';
import { inventoryOf, type InventoryEntry } from './inventory.ts';
import { Linters } from './lint-file.ts';
import { Progress } from './progress.ts';
import { readModel } from './read-model.ts';
import { readSource } from './read-source.ts';
import { formatTable } from './routes-table.ts';
import type { Terminal } from './terminal.ts';

/** Runs `routes`: prints the inventory of what could be read, names on stderr what could not, and gets the exit code. */
export function routes({ paths, ignore, format }: RoutesCommand, terminal: Terminal): number {
  const cwd = terminal.cwd();
  const warn = (filename: string, message: string): void => void terminal.stderr.write(`${displayPath(filename, cwd)} ${message}\n`);
  const files = findFiles(paths, { cwd, ignore, onProblem: warn });
  const linters = new Linters(cwd);
  const progress = new Progress(terminal.stderr, files.length);
  const responses: InventoryEntry[] = [];
  files.forEach((file, index) => {
    progress.at(index + 1, file.filename);
    const source = readSource(file);
    if (source.is === 'generated') return;
    const read = source.is === 'text' ? readModel(linters.for(file.filename), file.filename, source.text) : { is: 'failed' as const, message: source.message };
    if (read.is === 'model') {
      if (read.model) responses.push(...inventoryOf(read.model, file.filename));
    } else {
      progress.clear();
      warn(file.filename, read.message);
    }
  });
  progress.clear();
  terminal.stdout.write(format === 'json' ? `${JSON.stringify({ responses }, null, 2)}\n` : formatTable(responses, files.length, cwd));
  return 0;
}
