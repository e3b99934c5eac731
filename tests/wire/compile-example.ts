import ts from 'typescript';

/** Turns an example's JavaScript or TypeScript, import lines included, into the body of a CommonJS function; throws a SyntaxError naming the line. */
export function compileExample(code: string): string {
  const { outputText, diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true },
  });
  const [first] = diagnostics;
  if (first !== undefined)
    throw new SyntaxError(
      `${ts.flattenDiagnosticMessageText(first.messageText, '\n')} (offset ${first.start ?? 0}) in:\n${code}`,
    );
  return outputText;
}

/** The harness's own module stripped of its types, for a Node that cannot. */
export function stripTypes(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  }).outputText;
}
