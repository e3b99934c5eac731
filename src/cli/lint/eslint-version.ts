import { Failure } from '../failure.ts';

/** Makes sure that an ESLint this plugin works with is there; throws a Failure that says how to get one. */
export async function requireEslint(): Promise<void> {
  let version: string;
  try {
    ({
      Linter: { version },
    } = await import('eslint'));
  } catch {
    throw new Failure(
      'ESLint was not found beside this package: run "npm install --save-dev eslint" (or use npx, which installs it).',
    );
  }
  if (!isSupported(version))
    throw new Failure(
      `ESLint ${version} is too old (9.22 or later is needed): run "npm install --save-dev eslint@latest", or uninstall this package and run "npx eslint-plugin-status-code check", which brings an ESLint of its own.`,
    );
}

/** Whether a version of ESLint is in the peer range. */
export function isSupported(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 9 || (major === 9 && minor >= 22);
}
