/** What is said to who loads the plugin by an .eslintrc, be it with ESLint 8 or with a later one that was told to read such. */
export const ESLINTRC_MESSAGE =
  "eslint-plugin-status-code needs ESLint 9.22 or later and an eslint.config.js, and was loaded by an .eslintrc: uninstall it, and run 'npx eslint-plugin-status-code check', which needs no config and brings an ESLint of its own, until you have migrated ('npx @eslint/migrate-config .eslintrc.json').";

/**
 * Has the loader of .eslintrc files say what to do. It alone asks a plugin for `environments`, before anything else; without this it complains of
 * the first property of a flat config that it does not know, or of a rule without a definition, which helps nobody.
 */
export function refuseEslintrc(plugin: object): void {
  Object.defineProperty(plugin, 'environments', {
    // Those that copy a plugin, as @eslint/compat does, must not meet it.
    enumerable: false,
    configurable: true,
    get(): never {
      const error = new Error(ESLINTRC_MESSAGE);
      // ESLint prints the stack, which leads into its own loader.
      error.stack = ESLINTRC_MESSAGE;
      throw error;
    },
  });
}
