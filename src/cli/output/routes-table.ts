import { displayPath } from './display-path.ts';
import type { InventoryEntry } from '../lint/inventory.ts';
import { printable } from './printable.ts';

const HEADINGS = ['WHERE', 'ROUTE', 'HANDLER', 'VIA', 'STATUS', 'CAUSE'] as const;

/** The widest a column gets, in characters; what is longer is cut, save a place, which must stay whole to be opened. */
const MAX_WIDTH = 48;

/** The inventory as a table for people. */
export function formatTable(responses: readonly InventoryEntry[], files: number, cwd: string): string {
  if (responses.length === 0) return `No responses in ${files} ${files === 1 ? 'file' : 'files'}.\n`;
  const rows = [HEADINGS, ...responses.map(entry => rowOf(entry, cwd))];
  const widths = HEADINGS.map((_, column) =>
    Math.min(
      column === 0 ? Infinity : MAX_WIDTH,
      rows.reduce((widest, row) => Math.max(widest, row[column]?.length ?? 0), 0),
    ),
  );
  const lines = rows.map(row =>
    row
      .map((cell, column) => fit(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const withResponses = new Set(responses.map(({ file }) => file)).size;
  return `${lines.join('\n')}\n\n${responses.length} ${responses.length === 1 ? 'response' : 'responses'} in ${withResponses} of ${files} ${files === 1 ? 'file' : 'files'}.\n`;
}

function rowOf(
  { file, line, framework, handler, routes, via, statuses, cause }: InventoryEntry,
  cwd: string,
): string[] {
  const [first, ...others] = routes.map(({ method, path }) =>
    path === null ? (method ?? '') : `${method ?? 'ALL'} ${path}`,
  );
  const route = first === undefined || others.length === 0 ? first : `${first} (and ${others.length} more)`;
  return [
    `${displayPath(file, cwd)}:${line}`,
    printable(route === undefined || route === '' ? (framework ?? '') : route),
    printable(handler ?? ''),
    printable(via),
    statuses?.join(' ') ?? 'unknown',
    cause ?? '',
  ];
}

function fit(cell: string, width: number): string {
  return cell.length <= width ? cell.padEnd(width) : `${cell.slice(0, width - 1)}…`;
}
