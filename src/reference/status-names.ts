import { registry } from './registry.ts';
import { getNames, statusLibraries } from './status-libraries.ts';
import type { StatusLibrary } from './status-libraries.ts';

const libraries = Object.keys(statusLibraries) as StatusLibrary[];

const librariesBySpecifier: ReadonlyMap<string, StatusLibrary> = new Map([
  ...libraries.map(library => [library, library] as const),
  ['http2', 'node:http2'],
  ['boom', '@hapi/boom'],
  ['fastify-sensible', '@fastify/sensible'],
]);

const namesByLibrary = new Map(libraries.map(library => [library, getNames(library)]));

const codesByLibrary = new Map(
  [...namesByLibrary].map(([library, names]) => {
    const codes = [...names].flatMap(([code, own]) => own.map(name => [name, code] as const));
    // createError[404] is the constructor createError.NotFound.
    const numbers = library === 'http-errors' ? [...names.keys()].map(code => [String(code), code] as const) : [];
    return [library, new Map([...codes, ...numbers])];
  }),
);

// Names are compared without case and separators: NOT_FOUND, NotFound and notFound are one.
const codesByKey: ReadonlyMap<string, number> = new Map(
  registry.flatMap(({ code, reason, aliases, standing }) =>
    [...(standing === 'unused' ? [] : [reason]), ...aliases].map(phrase => [keyOf(phrase), code] as const),
  ),
);

const errorCodesByKey: ReadonlyMap<string, number> = new Map([
  ...[...codesByKey].filter(([, code]) => code >= 400),
  // InternalServerException without its suffix.
  ['internalserver', 500],
  // The reference's own word for 401: "it actually means unauthenticated".
  ['unauthenticated', 401],
]);

/** The library a module specifier stands for, e.g. `node:http2` for `http2`; null for any other module. */
export function findStatusLibrary(specifier: string): StatusLibrary | null {
  return librariesBySpecifier.get(specifier) ?? null;
}

/** The status a library gives exactly this name, e.g. 302 for http-status-codes' `MOVED_TEMPORARILY`; null where it has no such name. */
export function findStatusByConstant(library: StatusLibrary, name: string): number | null {
  return codesByLibrary.get(library)?.get(name) ?? null;
}

/** The name a library gives a status, for code that already uses the library; null where it has none. */
export function constantFor(library: StatusLibrary, status: number): string | null {
  return namesByLibrary.get(library)?.get(status)?.[0] ?? null;
}

/**
 * The registered status that a name in a project's own list of statuses stands for: `NOT_FOUND`, `NotFound`, `notFound`,
 * `HTTP_404_NOT_FOUND`, `HTTP_STATUS_NOT_FOUND`, `HTTP_404`. The name alone proves nothing: an order is CREATED or PROCESSING too.
 */
export function findStatusByName(name: string): number | null {
  const key = keyOf(name);
  const words = key.replaceAll(/\d/g, '');
  const number = words === key ? null : Number(key.replaceAll(/\D/g, ''));
  const phrase = words.replace(/^(?:http)?(?:status)?(?:code)?/, '');
  // The words as they stand come first: HTTP_VERSION_NOT_SUPPORTED has no prefix to take off.
  const code = codesByKey.get(words) ?? codesByKey.get(phrase) ?? null;
  if (code !== null) return number === null || number === code ? code : null;
  const isNumberOfStatus =
    number !== null && words !== '' && phrase === '' && registry.some(status => status.code === number);
  return isNumberOfStatus ? number : null;
}

/**
 * The error status (400 and up) that a well-known name of an error class or factory stands for: `NotFoundError`,
 * `ForbiddenException`, `BadRequest`, `HttpConflictError`. Null for names of a project's own domain (`UserNotFoundError`).
 */
export function findStatusByErrorName(name: string): number | null {
  const key = keyOf(name);
  // InternalServerError is a phrase already, so the name is tried whole before its suffix is taken off.
  for (const stem of [key, key.replace(/(?:error|exception)$/, '')]) {
    for (const phrase of [stem, stem.replace(/^(?:http|api)/, ''), stem.replace(/(?:http|api)$/, '')]) {
      const code = errorCodesByKey.get(phrase);
      if (code !== undefined) return code;
    }
  }
  return null;
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}
