import { registry } from './registry.ts';

/** A package that names statuses: as constants, as error constructors or as functions that make errors. */
export type StatusLibrary =
  'http-status-codes' | 'http-status' | 'node:http2' | 'http-errors' | '@hapi/boom' | '@fastify/sensible';

/** How a library names statuses, and where. */
export interface Naming {
  /** Where the names live: `module` is the module object itself, any other word an export of it. */
  readonly objects: readonly string[];
  /** Whether the library names this code at all. */
  readonly names: (code: number) => boolean;
  /** How it writes the words of the reason phrase. */
  readonly write: (words: readonly string[]) => string;
  /** The names it does not write by that rule; the first of several is the one to suggest. */
  readonly exceptions: Readonly<Record<number, readonly string[]>>;
}

// The libraries follow Node's list, which keeps some phrases of RFC 7231, spells out 418 and has the unregistered 509.
// None of them knows 104; 306 has a name in http-status alone.
const nodePhrases: ReadonlyMap<number, string> = new Map([
  ...registry
    .filter(({ standing }) => standing !== 'temporary' && standing !== 'unused')
    .map(({ code, reason }) => [code, reason] as const),
  [413, 'Payload Too Large'],
  [418, "I'm a Teapot"],
  [422, 'Unprocessable Entity'],
  [509, 'Bandwidth Limit Exceeded'],
]);

/** The naming of each library, as of the versions beside it. */
export const statusLibraries: Readonly<Record<StatusLibrary, Naming>> = {
  // 2.3.0. `StatusCodes` is a TypeScript enum, so StatusCodes[404] is the *string* 'NOT_FOUND' and `ReasonPhrases.NOT_FOUND`
  // is text as well: neither is a status. The older lists beside it, the module's own exports and its default export, lack
  // 103, 421, 426 and 451, the default export 424 too. None has FOUND.
  'http-status-codes': {
    objects: ['module', 'StatusCodes', 'default'],
    names: code => ![208, 226, 425, 506, 508, 509, 510].includes(code),
    write: constantCase,
    exceptions: {
      302: ['MOVED_TEMPORARILY'],
      413: ['REQUEST_TOO_LONG'],
      414: ['REQUEST_URI_TOO_LONG'],
      416: ['REQUESTED_RANGE_NOT_SATISFIABLE'],
      419: ['INSUFFICIENT_SPACE_ON_RESOURCE'],
      420: ['METHOD_FAILURE'],
    },
  },
  // 1.8.1 and 2.1.0 hold the same constants; the module object is 1.x, the two exports are 2.x. `status[404]` and
  // `status['404_NAME']` are texts. The codes under `status.extra` (nginx, iis, cloudflare) are not listed here.
  'http-status': {
    objects: ['module', 'default', 'status'],
    names: code => code !== 509,
    write: constantCase,
    exceptions: {
      306: ['SWITCH_PROXY'],
      413: ['REQUEST_ENTITY_TOO_LARGE'],
      414: ['REQUEST_URI_TOO_LONG'],
      416: ['REQUESTED_RANGE_NOT_SATISFIABLE'],
    },
  },
  'node:http2': {
    objects: ['constants'],
    names: () => true,
    write: words => `HTTP_STATUS_${constantCase(words)}`,
    exceptions: { 418: ['HTTP_STATUS_TEAPOT'] },
  },
  // 2.0.1. `createError.NotFound` is a constructor, and so is `createError[404]`.
  'http-errors': {
    objects: ['module', 'default'],
    names: code => code >= 400,
    write: pascalCase,
    exceptions: {},
  },
  // 10.0.1. The functions return errors whose `statusCode` is in `output`.
  '@hapi/boom': {
    objects: ['module', 'default'],
    names: code => code >= 400 && code < 505 && ![421, 426, 431].includes(code),
    write: camelCase,
    exceptions: {
      407: ['proxyAuthRequired'],
      408: ['clientTimeout'],
      410: ['resourceGone'],
      413: ['entityTooLarge'],
      418: ['teapot'],
      422: ['badData'],
      451: ['illegal'],
      500: ['internal', 'badImplementation'],
      503: ['serverUnavailable'],
    },
  },
  // 4.1.0 and 6.0.6 agree. The same names are methods of `fastify.httpErrors` (they make an error) and of the reply (they send it);
  // the export `httpErrors` is 6.x.
  '@fastify/sensible': {
    objects: ['httpErrors'],
    names: code => code >= 400,
    write: camelCase,
    exceptions: { 418: ['imateapot'] },
  },
};

/** The statuses a library names, each with its names; the first of several is the one to suggest. */
export function getNames(library: StatusLibrary): ReadonlyMap<number, readonly string[]> {
  const { names, write, exceptions } = statusLibraries[library];
  const regular = [...nodePhrases]
    .filter(([code]) => names(code))
    .map(([code, phrase]) => [code, [write(wordsOf(phrase))]] as const);
  const irregular = Object.entries(exceptions).map(([code, own]) => [Number(code), own] as const);
  return new Map<number, readonly string[]>([...regular, ...irregular]);
}

function wordsOf(phrase: string): string[] {
  return phrase.replaceAll("'", '').split(/[\s-]+/);
}

function constantCase(words: readonly string[]): string {
  return words.join('_').toUpperCase();
}

function pascalCase(words: readonly string[]): string {
  return words.map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function camelCase(words: readonly string[]): string {
  const [first = '', ...rest] = words;
  return first.toLowerCase() + pascalCase(rest);
}
