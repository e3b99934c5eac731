/**
 * Checks the types of everything and lints it, in one process: most rules of our lint ask for types, and those that the check has found
 * need not be found again. Both are incremental and share their caches with `npm run typecheck` and `npm run lint`.
 */
import { fileURLToPath } from 'node:url';

import { ESLint } from 'eslint';
import ts from 'typescript';

import { shareProgram } from './shared-program.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Checks what a config names, prints what is wrong, and gives the program. */
function check(config, cache) {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: diagnostic => print([diagnostic]) };
  const overrides = { noEmit: true, incremental: true, tsBuildInfoFile: `${ROOT}node_modules/.cache/${cache}` };
  const parsed = ts.getParsedCommandLineOfConfigFile(`${ROOT}${config}`, overrides, host);
  if (!parsed) return null;
  const { fileNames: rootNames, options, projectReferences, errors } = parsed;
  const made = ts.createIncrementalProgram({ rootNames, options, projectReferences });
  const before = [
    ...errors,
    ...made.getConfigFileParsingDiagnostics(),
    ...made.getOptionsDiagnostics(),
    ...made.getSyntacticDiagnostics(),
    ...made.getGlobalDiagnostics(),
  ];
  print([...before, ...(before.length === 0 ? made.getSemanticDiagnostics() : []), ...made.emit().diagnostics]);
  return made.getProgram();
}

function print(diagnostics) {
  if (diagnostics.length === 0) return;
  process.exitCode = 1;
  const host = { getCurrentDirectory: () => ROOT, getCanonicalFileName: name => name, getNewLine: () => '\n' };
  process.stdout.write(ts.formatDiagnosticsWithColorAndContext(ts.sortAndDeduplicateDiagnostics(diagnostics), host));
}

async function lint() {
  const eslint = new ESLint({
    cwd: ROOT,
    cache: true,
    cacheLocation: 'node_modules/.cache/eslint',
    cacheStrategy: 'content',
  });
  const results = await eslint.lintFiles(['.']);
  const { format } = await eslint.loadFormatter('stylish');
  process.stdout.write(await format(results, {}));
  if (results.some(({ errorCount }) => errorCount > 0)) process.exitCode = 1;
}

const start = performance.now();
const seconds = () => `${((performance.now() - start) / 1000).toFixed(0)} s`;
check('examples/tsconfig.json', 'types-of-examples.tsbuildinfo');
shareProgram(check('tsconfig.json', 'types.tsbuildinfo'));
console.log(`types: ${seconds()}`);
await lint();
console.log(`types and lint: ${seconds()}`);
