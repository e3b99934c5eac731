import type { Operation, OperationStatus } from '../lint/operations.ts';
import { displayPath } from './display-path.ts';
import type { Painter, Style } from './painter.ts';
import { printable } from './printable.ts';

/** The widest that the column of paths gets; a longer path stays whole, and what follows it moves on. */
const MAX_PATH = 56;

const STYLES: Readonly<Record<string, Style>> = { 2: 'green', 3: 'cyan', 4: 'yellow', 5: 'red' };

/** What is listed, out of how much. */
export interface Listed {
  readonly operations: readonly Operation[];
  readonly all: number;
  readonly files: number;
}

/** Operations for people, a line each: the method, the path, the statuses coloured by their class, and the handler with its place. */
export function formatOperations({ operations, all, files }: Listed, cwd: string, paint: Painter): string {
  const inFiles = `${files} ${files === 1 ? 'file' : 'files'}`;
  if (all === 0) return `No operations in ${inFiles}.\n`;
  const rows = operations.map(operation => ({
    operation,
    method: operation.method ?? 'ALL',
    path: printable(pathOf(operation)),
    statuses: codesOf(operation),
  }));
  const methodWidth = Math.max(...rows.map(({ method }) => method.length), 0);
  const pathWidth = Math.min(MAX_PATH, Math.max(...rows.map(({ path }) => path.length), 0));
  const statusWidth = Math.max(...rows.map(({ statuses }) => widthOf(statuses)), 0);
  const lines = rows.map(({ operation, method, path, statuses }) => {
    const cells = statuses.map(one => paintStatus(one, paint)).join(' ');
    const padding = ' '.repeat(statusWidth - widthOf(statuses));
    return `${method.padEnd(methodWidth)}  ${path.padEnd(pathWidth)}  ${cells}${padding}  ${handlerOf(operation, cwd)}`.trimEnd();
  });
  const shown = operations.length === all ? `${all}` : `${operations.length} of ${all}`;
  const whole = operations.filter(({ isPathWhole }) => isPathWhole).length;
  const complete = operations.filter(({ isComplete }) => isComplete).length;
  return [
    ...lines,
    ...(lines.length > 0 ? [''] : []),
    `${shown} ${all === 1 ? 'operation' : 'operations'} in ${inFiles}: ${whole} with the full path, ${complete} with every way out understood; … stands for what is not known.`,
    '',
  ].join('\n');
}

/** Operations as a table of Markdown. */
export function formatMarkdown(operations: readonly Operation[], cwd: string): string {
  const rows = operations.map(operation => {
    const cells = [
      operation.method ?? 'ALL',
      `\`${escaped(pathOf(operation))}\``,
      codesOf(operation).join(' '),
      escaped(handlerOf(operation, cwd)),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return `${['| Method | Path | Statuses | Handler |', '| :-- | :-- | :-- | :-- |', ...rows].join('\n')}\n`;
}

function pathOf({ path }: Operation): string {
  return path ?? '…';
}

/** The statuses of an operation, each once, and a mark where others are possible. */
function codesOf({ statuses, isComplete }: Operation): readonly string[] {
  const codes = [...new Set(statuses.map(({ status }: OperationStatus) => String(status)))];
  return isComplete ? codes : [...codes, '…'];
}

function widthOf(statuses: readonly string[]): number {
  return statuses.join(' ').length;
}

function paintStatus(status: string, paint: Painter): string {
  const style = STYLES[status.charAt(0)];
  return style ? paint(style, status) : paint('dim', status);
}

function handlerOf({ handler, registeredAt }: Operation, cwd: string): string {
  const { file, line } = handler ?? registeredAt;
  const place = `${displayPath(file, cwd)}:${line}`;
  return handler?.name ? `${printable(handler.name)} (${place})` : place;
}

/** Text within a cell of Markdown. */
function escaped(text: string): string {
  return printable(text).replaceAll('|', '\\|');
}
