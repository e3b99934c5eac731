/** Something the caller can mend: its message is one line that says what to do, and the exit code is 2. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** The text of anything thrown, on one line. */
export function describeError(error: unknown): string {
  // ESLint puts the file and the rule on lines of their own.
  const text = (error instanceof Error ? error.message : String(error)).replace(/^Occurred while linting .*$/m, '');
  return text.trim().replaceAll(/\s*\n\s*/g, ' ');
}
