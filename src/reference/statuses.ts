import { findEntry } from './entries.ts';
import { isInterim, registry } from './registry.ts';
import type { HeaderRequirement, RegisteredStatus } from './registry.ts';

const statusesByCode: ReadonlyMap<number, RegisteredStatus> = new Map(registry.map(status => [status.code, status]));

const codesByPhrase: ReadonlyMap<string, number> = new Map(
  registry.flatMap(({ code, reason, aliases, standing }) =>
    // "(Unused)" stands for two codes and names neither.
    [...(standing === 'unused' ? [] : [reason]), ...aliases].map(phrase => [normalizePhrase(phrase), code] as const),
  ),
);

/** The registry's row for a code, or null where IANA has registered none. */
export function findStatus(code: number): RegisteredStatus | null {
  return statusesByCode.get(code) ?? null;
}

/** Whether IANA has registered the code; 306 and 418, registered as "(Unused)", count. */
export function isRegistered(code: number): boolean {
  return statusesByCode.has(code);
}

/** The registry's reason phrase for a code, or null for an unregistered one. */
export function reasonPhrase(code: number): string | null {
  return findStatus(code)?.reason ?? null;
}

/**
 * A status as messages show it, e.g. `404 Not Found`; an unregistered code is only its number.
 * Where the reference names a status differently from the registry, its name counts: `422 Unprocessable Entity`.
 */
export function label(code: number): string {
  const name = findEntry(code)?.name ?? reasonPhrase(code);
  return name === null ? String(code) : `${code} ${name}`;
}

/** The code whose reason phrase, today's or a former one, is the whole of a text whatever its case; null for any other text. */
export function findStatusByReason(phrase: string): number | null {
  return codesByPhrase.get(normalizePhrase(phrase)) ?? null;
}

/** Whether a code says that the request was served. */
export function isSuccess(code: number): boolean {
  return code >= 200 && code < 300;
}

/** Whether a code says that the request was not served, by the client's fault or the server's. */
export function isError(code: number): boolean {
  return code >= 400 && code < 600;
}

/** Whether a code says that the server has failed. */
export function isServerError(code: number): boolean {
  return code >= 500 && code < 600;
}

/** Whether a response with this status ends at its headers, unregistered 1xx codes included. */
export function forbidsContent(code: number): boolean {
  return isInterim(code) || findStatus(code)?.content === 'forbidden';
}

/** What a status requires of a header field, named in any case; null where it requires nothing of it. */
export function findHeaderRequirement(code: number, header: string): HeaderRequirement | null {
  const name = header.toLowerCase();
  return findStatus(code)?.headers.find(required => required.name === name) ?? null;
}

// Bodies spell phrases freely: "Not found.", "I’m a teapot", "Non Authoritative Information".
function normalizePhrase(phrase: string): string {
  return phrase
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '')
    .replaceAll(/['’]/g, '')
    .replaceAll(/[\s-]+/g, ' ');
}
