import path from 'node:path';

import type { TSESTree } from '@typescript-eslint/utils';

import { translatesBoom } from '../project/boom-translation.ts';
import { findVersions, isFrom } from '../project/framework-versions.ts';
import { ModuleReader } from '../project/module-reader.ts';
import { findNearestPackage } from '../project/nearest-package.ts';
import {
  findImporters,
  packageApplications,
  packageFolder,
  packageExtensions,
  packageImplementers,
  packageImporters,
  packageLoaders,
  packageSendsResults,
  sendsResults,
} from '../project/package-files.ts';
import type { Parser } from '../project/parse-module.ts';
import { realPath } from '../project/real-path.ts';
import { readSettings, type Settings } from '../settings.ts';
import { readFile, type File, type SourceCode } from './definitions/file.ts';
import { ProjectFiles, type LintedFile } from './definitions/project-files.ts';
import { HubReader, type Importing } from './graph/hubs.ts';
import { interfacesOf, type Callers } from './handlers/calls-elsewhere.ts';
import { packageEvidence } from './handlers/framework-evidence.ts';
import { hasTrace, makeModel } from './make-model.ts';
import type { Model } from './model.ts';

/** What the model takes from the context of a rule besides the file itself; nothing that differs between rules. */
export interface LintContext {
  readonly cwd?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly languageOptions?: {
    readonly parser?: unknown;
    readonly parserOptions?: unknown;
    readonly ecmaVersion?: unknown;
  };
}

interface Known {
  readonly model: Model | null;
  problem: string | null;
}

const models = new WeakMap<TSESTree.Program, Known>();

/** Gets the model of the file being linted, made once and shared by all rules; null where the file shows no trace of a handler. Rule options must never enter it. Without a context no other file is read. */
export function getModel(sourceCode: SourceCode, filename: string, context: LintContext = {}): Model | null {
  return getKnown(sourceCode, filename, context).model;
}

/** Takes the message about a wrong setting, once a file, whichever rule asks first; null where the settings are right. */
export function takeSettingsProblem(sourceCode: SourceCode, filename: string, context: LintContext): string | null {
  const known = getKnown(sourceCode, filename, context);
  const { problem } = known;
  known.problem = null;
  return problem;
}

function getKnown(sourceCode: SourceCode, filename: string, context: LintContext): Known {
  // Keyed by the Program: oxlint has one SourceCode object for all files.
  const program = sourceCode.ast;
  let known = models.get(program);
  if (!known) {
    const { settings, problem } = readSettings(context.settings);
    const model = hasTrace(sourceCode.text) ? make(sourceCode, filename, context, settings) : null;
    models.set(program, (known = { model, problem }));
  }
  return known;
}

function make(sourceCode: SourceCode, filename: string, context: LintContext, settings: Settings): Model {
  const file = readFile(sourceCode, filename);
  const reader = settings.crossFile ? makeReader(sourceCode, filename, context) : null;
  const linted: LintedFile | null = reader && { path: realPath(filename), file };
  const nearest = findNearestPackage(filename);
  const cwd = context.cwd ?? '';
  const searched = searchedDirectory(nearest?.directory ?? null, cwd);
  const imports = reader && new ProjectFiles(reader, linted, name => packageImplementers(name, searched));
  // What stands outside of the folder is loaded by none of its files by a computed name, and none of them adds to its responses.
  const isInside = path.resolve(filename).startsWith(path.resolve(searched) + path.sep);
  // Every method that is called on a response asks for them.
  let extensions: readonly File[] | null = null;
  return makeModel(file, {
    nearestPackage: () => nearest && packageEvidence(nearest.dependencies.keys()),
    imports,
    settings,
    sendsResults: own => sendsResults(own.code(sourceCode.ast)) || (reader !== null && packageSendsResults(searched)),
    hubs: new HubReader(file, imports, {
      findImporting: one => linted && findImporting(one, linted, searched, cwd),
      findUsers: packages => packageImporters(packages, searched),
      findLoaders: () => (isInside ? packageLoaders(searched) : []),
      filesBelow: folder => packageFolder(folder, searched),
    }),
    applications: () => (reader ? packageApplications(searched) : null),
    mayLoseRejections: ({ catchesRejectionsFrom, package: name }) =>
      catchesRejectionsFrom !== null &&
      !isFrom(findVersions(filename, { package: name }, settings), catchesRejectionsFrom) &&
      !TAKES_REJECTIONS.some(one => nearest?.dependencies.has(one)),
    findCallers: () => reader && imports && findCallers(file, reader, imports, searched, cwd),
    extensions: () => (extensions ??= isInside ? findExtensions(imports, searched) : []),
    dependsOn: name => nearest?.dependencies.has(name) === true || file.modules.has(name),
    isBoomTranslated: () => {
      if (!nearest || !imports || context.cwd === undefined) return true;
      return (
        [...nearest.dependencies.keys()].some(name => /boom/i.test(name) && !/^(?:@hapi\/)?boom$/.test(name)) ||
        translatesBoom(nearest.directory, filename, context.cwd)
      );
    },
  });
}

/** Packages that have Express 4 hand rejections on to error handlers. Sources: express-async-errors index.js; express-promise-router lib/express-promise-router.js. */
const TAKES_REJECTIONS = ['express-async-errors', 'express-promise-router'];

/** The folder that is searched for what has to do with a file: its package's, or the one that is linted where that is smaller. */
function searchedDirectory(directory: string | null, cwd: string): string {
  return directory !== null && !path.relative(cwd, directory).startsWith('..') ? directory : cwd;
}

/** More files than these are not looked through for calls of one file's functions. */
const MAX_IMPORTING = 60;

/** Finds the files that lead to a file. */
function findImporting(file: File, linted: LintedFile, searched: string, cwd: string): Importing | null {
  const importers = findImporters(file === linted.file ? linted.path : file.filename, searched, cwd);
  if (!importers) return null;
  const { registering, between, others } = importers;
  return { filenames: [...registering, ...between, ...others], between };
}

/** Reads the files of a package that may add methods to responses. */
function findExtensions(imports: ProjectFiles | null, searched: string): readonly File[] {
  return imports ? packageExtensions(searched).flatMap(one => imports.read(one) ?? []) : [];
}

/** Finds who may call the functions of a file. */
function findCallers(
  own: File,
  reader: ModuleReader,
  files: ProjectFiles,
  searched: string,
  cwd: string,
): Callers | null {
  const importers = findImporters(own.filename, searched, cwd);
  if (!importers) return null;
  return {
    // What is injected is known by the interface of its class.
    findImporting: () => {
      const found = [
        importers,
        ...interfacesOf(own).flatMap(source => {
          const filename = reader.resolve(source, own.filename);
          return filename === null ? [] : (findImporters(filename, searched, cwd) ?? []);
        }),
      ];
      const importing = [...new Set(found.flatMap(({ registering, between }) => [...registering, ...between]))];
      return importing.length > MAX_IMPORTING ? null : importing;
    },
    files: files.part([own], importers.between),
  };
}

/** The reader of the project's other files; null where the host offers no parser (oxlint), or the file stands nowhere. */
function makeReader(
  sourceCode: SourceCode,
  filename: string,
  { cwd, languageOptions }: LintContext,
): ModuleReader | null {
  const parser = languageOptions?.parser as Parser | null | undefined;
  if (
    cwd === undefined ||
    !parser ||
    (typeof parser.parseForESLint !== 'function' && typeof parser.parse !== 'function') ||
    !path.isAbsolute(filename)
  )
    return null;
  const { parserOptions, ecmaVersion } = languageOptions ?? {};
  return new ModuleReader(
    {
      parser,
      ecmaVersion,
      visitorKeys: sourceCode.visitorKeys,
      parserOptions:
        typeof parserOptions === 'object' && parserOptions !== null ? (parserOptions as Record<string, unknown>) : {},
    },
    cwd,
  );
}
