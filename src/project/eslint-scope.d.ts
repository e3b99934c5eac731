/** The part of eslint-scope this plugin uses; the package has no types of its own. */
declare module 'eslint-scope' {
  export function analyze(
    ast: object,
    options: {
      readonly ecmaVersion: number;
      readonly sourceType: 'module' | 'script' | 'commonjs';
      readonly childVisitorKeys: Readonly<Record<string, readonly string[] | undefined>>;
      readonly fallback: 'iteration';
      readonly ignoreEval: boolean;
    },
  ): object;
}
