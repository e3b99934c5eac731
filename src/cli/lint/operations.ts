import { FRAMEWORKS } from '../../frameworks/frameworks.ts';
import type { CauseName } from '../../knowledge/cause-table.ts';
import type { OwnStatus } from './package-middleware.ts';
import type { BeforeFact, Decoration, FileFacts, FunctionFact, Gap, RouteFact, StatusFact } from './operation-facts.ts';

/** Who sends a status. */
export type Origin = 'handler' | 'middleware' | 'error-handler' | 'framework';

/** A status that an operation can answer with. */
export interface OperationStatus {
  readonly status: number;
  readonly origin: Origin;
  readonly cause: CauseName | null;
  readonly evidence: string | null;
  readonly via: string;
  readonly file: string;
  readonly line: number;
  readonly findings: readonly string[];
}

/** A function as an operation names it. */
export interface NamedPlace {
  readonly name: string | null;
  readonly file: string;
  readonly line: number;
}

/** One operation of an API: a method and a path, and all that answers requests for it. */
export interface Operation {
  /** The same for the same method and path in each run; of several with these, numbered in the order of their places. */
  readonly id: string;
  readonly method: string | null;
  readonly path: string | null;
  /** Whether the path is known from the application on. */
  readonly isPathWhole: boolean;
  readonly framework: string | null;
  readonly registeredAt: { readonly file: string; readonly line: number };
  readonly handler: NamedPlace | null;
  readonly before: readonly NamedPlace[];
  readonly statuses: readonly OperationStatus[];
  /** Whether every way out is understood. */
  readonly isComplete: boolean;
  readonly gaps: readonly Gap[];
}

/** How many calls deep the errors of services are looked for. */
const MAX_DEPTH = 4;

/** Packages of middleware that answers no request which a handler would have got. */
const SILENT = new Set([
  'cors',
  'helmet',
  'morgan',
  'compression',
  'cookie-parser',
  'express-session',
  'method-override',
  'response-time',
  'body-parser',
  'connect-flash',
  'express-useragent',
  'hpp',
  'express-mongo-sanitize',
  'pino-http',
  'express-request-id',
  'passport.initialize',
  'passport.session',
]);

/** Puts the facts of all files together: one entry an operation, ordered by path and method. */
export function operationsOf(files: readonly FileFacts[]): readonly Operation[] {
  const facts: Facts = {
    functions: new Map(files.flatMap(one => one.functions.map(fact => [fact.key, fact] as const))),
    decorations: groupByName(files.flatMap(one => one.decorations)),
  };
  const { functions } = facts;
  const drafts = new Map<string, { route: RouteFact; handlers: FunctionFact[]; named: BeforeFact | null }>();
  const draftOf = (route: RouteFact) => {
    const key = `${route.file}:${route.line} ${route.method ?? ''} ${route.path ?? ''}`;
    let draft = drafts.get(key);
    if (!draft) drafts.set(key, (draft = { route, handlers: [], named: null }));
    return draft;
  };
  for (const { routes } of files)
    for (const route of routes) {
      const draft = draftOf(route);
      draft.named = route.handler;
      const fact = route.handler?.key ? functions.get(route.handler.key) : undefined;
      if (fact) draft.handlers.push(fact);
    }
  for (const fact of functions.values()) {
    if (fact.role !== 'route' && fact.role !== 'controller') continue;
    for (const route of fact.routes) {
      if (route.method === null && fact.role !== 'route') continue;
      const draft = draftOf(route);
      if (!draft.handlers.includes(fact)) draft.handlers.push(fact);
    }
  }
  const operations = [...drafts.values()].map(draft => operationOf(draft, facts));
  operations.sort(
    (a, b) =>
      compare(a.path ?? '', b.path ?? '') ||
      compare(a.method ?? '', b.method ?? '') ||
      compare(a.registeredAt.file, b.registeredAt.file) ||
      a.registeredAt.line - b.registeredAt.line,
  );
  return numbered(operations);
}

/** What the files say, by what is looked for in them. */
interface Facts {
  readonly functions: ReadonlyMap<string, FunctionFact>;
  readonly decorations: ReadonlyMap<string, readonly Decoration[]>;
}

function groupByName(decorations: readonly Decoration[]): Facts['decorations'] {
  const groups = new Map<string, Decoration[]>();
  for (const one of decorations) groups.set(one.name, [...(groups.get(one.name) ?? []), one]);
  return groups;
}

/** The function that a plugin has added to the instance under the name that runs before a handler, where only one has. */
function decoratedKey({ member }: BeforeFact, decorations: Facts['decorations']): string | null {
  const [only, ...others] = member === null ? [] : (decorations.get(member.name) ?? []);
  if (!only || others.length > 0) return null;
  return member?.isCalled === true ? only.made : only.key;
}

function operationOf(
  { route, handlers, named }: { route: RouteFact; handlers: readonly FunctionFact[]; named: BeforeFact | null },
  facts: Facts,
): Operation {
  const { functions } = facts;
  const earlier = new Set(route.before.flatMap(({ key }) => key ?? []));
  const main = handlers.find(({ key }) => key === named?.key) ?? handlers.find(({ key }) => !earlier.has(key)) ?? null;
  const statuses: OperationStatus[] = [];
  const gaps: Gap[] = [];
  const place = { file: route.file, line: route.line };
  if (main) {
    const { raised, unknown } = reached(main, functions);
    statuses.push(...raised.map(one => toStatus(one, 'handler')));
    gaps.push(...unknown.filter(({ reason }) => reason !== 'error-forwarded'));
    const isForwarding = unknown.some(({ reason }) => reason === 'error-forwarded');
    if (isForwarding) addErrorHandlers(route, functions, { statuses, gaps });
  } else gaps.push({ reason: 'handler-out-of-sight', ...place });
  const found = { statuses, gaps };
  if (main) addOwn(main.refused, { origin: 'framework', ...place }, route, functions, found);
  for (const before of route.before) addMiddleware(before, route, facts, found);
  return {
    id: `${route.method ?? 'ALL'} ${route.path ?? '?'}`,
    method: route.method,
    path: route.path,
    isPathWhole: route.isWhole,
    framework: main?.framework ?? null,
    registeredAt: place,
    handler: main ? placeOf(main) : named && { name: named.text, file: named.file, line: named.line },
    before: route.before.map(({ text, file, line }) => ({ name: text, file, line })),
    statuses: distinct(statuses),
    isComplete: gaps.length === 0 && statuses.length > 0,
    gaps: distinctGaps(gaps),
  };
}

interface Found {
  readonly statuses: OperationStatus[];
  readonly gaps: Gap[];
}

/** What a function sends and throws, and what those throw that it calls. */
function reached(
  main: FunctionFact,
  functions: ReadonlyMap<string, FunctionFact>,
): { readonly raised: readonly StatusFact[]; readonly unknown: readonly Gap[] } {
  const raised = [...main.statuses];
  const unknown = [...main.gaps];
  const seen = new Set([main.key]);
  let level = main.calls;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const next: string[] = [];
    for (const key of level) {
      const fact = functions.get(key);
      if (!fact || seen.has(key)) continue;
      seen.add(key);
      // What a responder sends is a response of its caller.
      if (fact.role !== 'other') continue;
      raised.push(...fact.statuses);
      unknown.push(...fact.gaps);
      next.push(...fact.calls);
    }
    level = next;
  }
  return { raised, unknown };
}

function addMiddleware(before: BeforeFact, route: RouteFact, { functions, decorations }: Facts, found: Found): void {
  const key = before.key ?? decoratedKey(before, decorations);
  const fact = key === null ? null : functions.get(key);
  if (!fact) {
    const { answers, file, line } = before;
    if (answers) addOwn(answers, { origin: 'middleware', file, line }, route, functions, found);
    else if (before.package === null || !isSilent(before.package, before.callee))
      found.gaps.push({ reason: 'middleware-out-of-sight', file: before.file, line: before.line });
    return;
  }
  const { raised, unknown } = reached(fact, functions);
  found.statuses.push(...raised.map(one => toStatus(one, 'middleware')));
  found.gaps.push(...unknown.filter(({ reason }) => reason === 'status-unknown' || reason === 'response-handed-on'));
}

/** Methods whose requests have content that means something. */
const WITH_CONTENT: ReadonlySet<string | null> = new Set(['POST', 'PUT', 'PATCH', null]);

/**
 * What a package or a framework answers by itself. What goes out for an error that it hands on is known where no error handler stands in between; one that
 * refuses the content of a request is told from others by so many that it is no gap.
 */
function addOwn(
  answers: readonly OwnStatus[],
  at: Pick<OperationStatus, 'origin' | 'file' | 'line'>,
  route: RouteFact,
  functions: ReadonlyMap<string, FunctionFact>,
  found: Found,
): void {
  for (const { status, cause, evidence, isSent, isOfContent } of answers) {
    if (isOfContent && !WITH_CONTENT.has(route.method)) continue;
    if (isSent || route.errorHandlers?.length === 0)
      found.statuses.push({ status, cause, evidence, via: 'default', findings: [], ...at });
    else if (!isOfContent) addErrorHandlers(route, functions, found);
  }
}

/** Whether middleware of a package answers no request: also what a framework gives itself, as its parsers of bodies. */
function isSilent(name: string, callee: string | null): boolean {
  return (
    SILENT.has(name) ||
    SILENT.has(`${name}.${callee ?? ''}`) ||
    FRAMEWORKS.some(framework => framework.package === name)
  );
}

/** What error handlers answer with where an error of which nothing is known comes to them; without one the framework does. */
function addErrorHandlers(
  { errorHandlers, file, line }: RouteFact,
  functions: ReadonlyMap<string, FunctionFact>,
  found: Found,
): void {
  if (errorHandlers === null) {
    found.gaps.push({ reason: 'error-handler-out-of-sight', file, line });
    return;
  }
  if (errorHandlers.length === 0) {
    found.statuses.push({
      status: 500,
      origin: 'framework',
      cause: null,
      evidence: null,
      via: 'default',
      file,
      line,
      findings: [],
    });
    return;
  }
  for (const key of errorHandlers) {
    const fact = key === null ? null : functions.get(key);
    if (!fact) {
      found.gaps.push({ reason: 'error-handler-out-of-sight', file, line });
      continue;
    }
    found.statuses.push(...fact.statuses.map(one => toStatus(one, 'error-handler')));
    found.gaps.push(...fact.gaps.filter(({ reason }) => reason === 'status-unknown'));
  }
}

function toStatus(
  { givenBy, status, cause, evidence, via, file, line, findings }: StatusFact,
  own: Origin,
): OperationStatus {
  return { status, origin: givenBy === 'itself' ? own : givenBy, cause, evidence, via, file, line, findings };
}

function placeOf({ name, file, line }: FunctionFact): NamedPlace {
  return { name, file, line };
}

/** By status, then place; the same of one place once. */
function distinct(statuses: readonly OperationStatus[]): readonly OperationStatus[] {
  const byKey = new Map(statuses.map(one => [`${one.status} ${one.file}:${one.line} ${one.via} ${one.origin}`, one]));
  return [...byKey.values()].sort((a, b) => a.status - b.status || compare(a.file, b.file) || a.line - b.line);
}

function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  const byKey = new Map(gaps.map(one => [`${one.reason} ${one.file}:${one.line}`, one]));
  return [...byKey.values()].sort((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.reason, b.reason));
}

function numbered(operations: readonly Operation[]): readonly Operation[] {
  const counts = new Map<string, number>();
  return operations.map(operation => {
    const count = (counts.get(operation.id) ?? 0) + 1;
    counts.set(operation.id, count);
    return count === 1 ? operation : { ...operation, id: `${operation.id} #${count}` };
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
