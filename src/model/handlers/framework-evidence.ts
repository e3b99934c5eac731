import { either, FRAMEWORKS } from '../../frameworks/frameworks.ts';
import type { Framework, KnownFramework } from '../../frameworks/framework.ts';
import type { File } from '../definitions/file.ts';

/** What a file (and the package it belongs to) says of its framework: one of ours, some other whose handlers look alike, or nothing. */
export interface FrameworkEvidence {
  readonly frameworks: readonly KnownFramework[];
  /** Another framework whose handlers share shapes with ours, and no sign of ours. */
  readonly isForeign: boolean;
}

/** The framework dependencies of the nearest package.json. */
export interface PackageEvidence {
  readonly frameworks: readonly KnownFramework[];
  readonly foreign: boolean;
}

/** Packages whose handlers take `(req, res)`-like parameters and answer otherwise, or throw errors of their own meaning. */
const FOREIGN =
  /^(?:restify|polka|koa|@koa\/|koa-|next$|next\/|@nestjs\/|@hapi\/(?!boom|joi)|hapi$|hono|h3$|msw$|micro$|@vercel\/node|aws-lambda|@types\/aws-lambda|@remix-run\/|@sveltejs\/kit|@adonisjs\/|routing-controllers|tsoa|@tsed\/|elysia|itty-router|@trpc\/)/;

/** Servers of other protocols with handlers of the same shape; a package may use one beside its own framework. */
const OTHER_PROTOCOL = /^(?:ldapjs|@ldapjs\/|smtp-server|dns2)/;

/** Whether a module belongs to another framework. */
function isForeignModule(name: string): boolean {
  return FOREIGN.test(name);
}

/** Reads the framework off package names (dependencies of a package.json). */
export function packageEvidence(dependencies: Iterable<string>): PackageEvidence {
  const names = [...dependencies];
  return {
    frameworks: FRAMEWORKS.filter(one => names.includes(one.package)),
    foreign: names.some(isForeignModule),
  };
}

/** Weighs the imports of a file and its package: imports first, the package where they are silent. */
export function frameworkEvidence({ modules }: File, nearest: PackageEvidence | null): FrameworkEvidence {
  const names = [...modules];
  const frameworks = FRAMEWORKS.filter(({ signs }) => names.some(name => signs.modules.test(name)));
  if (frameworks.length > 0) return { frameworks, isForeign: false };
  if (names.some(name => isForeignModule(name) || OTHER_PROTOCOL.test(name)))
    return { frameworks: [], isForeign: true };
  if (!nearest) return { frameworks: [], isForeign: false };
  return {
    frameworks: nearest.frameworks,
    isForeign: nearest.foreign && nearest.frameworks.length === 0,
  };
}

/** The framework that the evidence of a file leaves for a handler with none of its own. */
export function defaultFramework({ frameworks: [only, ...others] }: FrameworkEvidence): Framework {
  return only && others.length === 0 ? only : either;
}
