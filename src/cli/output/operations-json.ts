import path from 'node:path';

import type { Operation } from '../lint/operations.ts';

/** Operations as JSON of version 2, by docs/routes.schema.json; files are named from the folder where the command was started. */
export function toJson(operations: readonly Operation[], cwd: string): string {
  const place = <Place extends { readonly file: string }>(one: Place): Place => ({
    ...one,
    file: relative(one.file, cwd),
  });
  const listed = operations.map(operation => ({
    ...operation,
    registeredAt: place(operation.registeredAt),
    handler: operation.handler && place(operation.handler),
    before: operation.before.map(place),
    statuses: operation.statuses.map(place),
    gaps: operation.gaps.map(place),
  }));
  return `${JSON.stringify({ version: 2, operations: listed }, null, 2)}\n`;
}

/** A path from a folder on, with slashes on every system; whole where it lies elsewhere. */
function relative(file: string, cwd: string): string {
  const found = path.relative(cwd, file);
  return found.startsWith('..') || path.isAbsolute(found) ? file : found.split(path.sep).join('/');
}
