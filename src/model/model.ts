import type { Framework } from '../frameworks/framework.ts';
import type { Registration } from '../frameworks/registration.ts';
import type { Settings } from '../settings.ts';
import type { FunctionNode } from '../syntax/functions.ts';
import type { File } from './definitions/file.ts';
import type { Imports } from './definitions/imports.ts';
import type { Resolver } from './definitions/resolver.ts';
import type { HubReader } from './graph/hubs.ts';
import type { CallElsewhere, Callers } from './handlers/calls-elsewhere.ts';
import type { PackageEvidence } from './handlers/framework-evidence.ts';
import type { Handler, RouteReader } from './handlers/handler.ts';
import type { HandlerResponses, Response } from './responses/response.ts';

/** All that is known of one file: its handlers, what they send, and the registrations it makes. */
export interface Model {
  readonly file: File;
  readonly handlers: readonly HandlerResponses[];
  /** The registered functions that are never called as they look, of which nothing is read. */
  readonly neverCalled: readonly Handler[];
  /** The responses of one handler. */
  readonly responsesOf: (handler: Handler | null) => readonly Response[];
  /** Every response of the file, in source order. */
  readonly responses: readonly Response[];
  readonly registrations: readonly Registration[];
  /** Finds the full routes of a registration of the file; null where no file is read. */
  readonly routes: RouteReader | null;
  /** What names stand for, in this file and in those it imports; null where no file is read. */
  readonly definitions: Resolver | null;
  /** Finds the calls that other files of the project make of a function of the file. */
  readonly findCalls: (fn: FunctionNode) => readonly CallElsewhere[];
  /** What the project states of itself: versions of its frameworks, and how its own functions carry statuses. */
  readonly settings: Settings;
}

/** What the model asks of the project around the file. */
export interface ProjectView {
  readonly nearestPackage: (filename: string) => PackageEvidence | null;
  /** The project's other files; null where they are not read. */
  readonly imports: Imports | null;
  /** The files that lead from applications to a file. */
  readonly hubs: HubReader;
  /** Finds the files that may call this file's functions; null where they are not read. */
  readonly findCallers: () => Callers | null;
  /** The files that make the applications of the package; null where they are too many, or not all of it can be looked at. */
  readonly applications: () => readonly string[] | null;
  /** Whether a framework may leave the rejections of async handlers alone. */
  readonly mayLoseRejections: (framework: Framework) => boolean;
  /** Whether an adapter in sight sends the results `{ statusCode, body }` that functions of the project return. */
  readonly sendsResults: (own: File) => boolean;
  /** The files of the package that may add methods to responses; none where they are too many, or not all of it can be looked at. */
  readonly extensions: () => readonly File[];
  /** Whether the nearest package.json names a package. */
  readonly dependsOn: (name: string) => boolean;
  readonly settings: Settings;
  /** Whether the project answers Boom's errors with their own status. */
  readonly isBoomTranslated: () => boolean;
}
