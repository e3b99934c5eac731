import type { RoutesCommand } from './args.ts';
import { displayPath } from '../output/display-path.ts';
import { describeError } from '../failure.ts';
import { findFiles, type FoundFile } from '../files/find-files.ts';
import { inventoryOf, type InventoryEntry } from '../lint/inventory.ts';
import { Linters } from '../lint/lint-file.ts';
import type { ParserChoice } from '../parser/parser.ts';
import { printable } from '../output/printable.ts';
import { Progress } from '../output/progress.ts';
import { readModel } from '../lint/read-model.ts';
import { readSource } from '../files/read-source.ts';
import { readSettingsFile, type SharedSettings } from '../files/settings-file.ts';
import { formatTable } from '../output/routes-table.ts';
import type { Terminal } from '../output/terminal.ts';

/** Runs `routes`: prints the inventory of what could be read, names on stderr what could not, and gets the exit code: 2 where there was such. */
export function routes({ scope, reading, format }: RoutesCommand, terminal: Terminal): number {
  const cwd = terminal.cwd();
  let failures = 0;
  const warn = (filename: string, message: string): void => {
    failures++;
    terminal.stderr.write(`${displayPath(filename, cwd)} ${printable(message)}\n`);
  };
  const settings = readSettingsFile(reading.settings, cwd);
  const { files } = findFiles(scope.paths, { ...scope, cwd, onProblem: warn });
  const linters = new Linters(cwd);
  const progress = new Progress(terminal.stderr, files.length);
  const responses: InventoryEntry[] = [];
  files.forEach((file, index) => {
    progress.at(index + 1, file.filename);
    const listed = listResponses(file, linters, { parser: reading.parser, settings });
    if (typeof listed !== 'string') {
      responses.push(...listed);
    } else {
      progress.clear();
      warn(file.filename, listed);
    }
  });
  progress.clear();
  terminal.stdout.write(
    format === 'json' ? `${JSON.stringify({ responses }, null, 2)}\n` : formatTable(responses, files.length, cwd),
  );
  return failures > 0 ? 2 : 0;
}

/** The responses of one file, whatever happens; or why they are not known. */
function listResponses(
  file: FoundFile,
  linters: Linters,
  how: { readonly parser: ParserChoice; readonly settings: SharedSettings },
): readonly InventoryEntry[] | string {
  const { filename } = file;
  const source = readSource(file);
  if (source.is === 'generated') return [];
  if (source.is !== 'text') return source.message;
  const read = readModel(linters.for(filename), { filename, text: source.text, ...how });
  if (read.is !== 'model') return read.message;
  try {
    return read.model ? inventoryOf(read.model, filename) : [];
  } catch (error) {
    return `cannot be analysed: ${describeError(error)}`;
  }
}
