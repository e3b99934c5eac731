import { SAID } from '../../knowledge/shapes/errors.ts';
import type { File } from '../../model/definitions/file.ts';
import type { Response } from '../../model/responses/response.ts';
import type { Evidence } from '../context/evidence.ts';
import { textOf } from '../context/response-text.ts';

/** Reads what a failure's text speaks of, where nothing else tells: it names a cause in the inventory, but no rule speaks by it. */
export function readSaid(response: Response, file: File): Evidence | null {
  const text = textOf(response, file);
  const said = text === null ? undefined : SAID.find(([, words]) => words.has(text));
  return said && text !== null
    ? { cause: said[0], isStrong: false, node: response.node, reads: 'its text says so', by: 'api' }
    : null;
}
