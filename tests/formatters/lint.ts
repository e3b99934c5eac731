import { Linter } from 'eslint';

import type { FileLintResult, FormatterContext } from '../../src/formatters/lint-result.ts';
import plugin from '../../src/index.ts';

/** The folder that results are about. */
export const CWD = '/project';

/** What ESLint tells formatters beside the results. */
export const CONTEXT: FormatterContext = {
  cwd: CWD,
  rulesMeta: Object.fromEntries(
    Object.entries(plugin.rules).flatMap(([name, { meta }]) => (meta ? [[`status-code/${name}`, meta]] : [])),
  ),
};

/** What ESLint finds in a text, as it hands it to a formatter; `rules` are those of ESLint itself. */
export function lint(
  source: string,
  { filePath = `${CWD}/src/users.js`, rules = {} }: { filePath?: string; rules?: Linter.RulesRecord } = {},
): FileLintResult {
  const messages = new Linter({ configType: 'flat', cwd: CWD }).verify(
    source,
    [
      {
        languageOptions: { ecmaVersion: 'latest', sourceType: 'module' },
        linterOptions: { reportUnusedDisableDirectives: 'warn' },
      },
      plugin.configs.all,
      { rules },
    ],
    { filename: `${CWD}/src/users.js` },
  );
  return { filePath, messages, ...(messages.length > 0 && { source }) };
}

/** A result with messages written by hand. */
export function result(
  source: string | undefined,
  messages: readonly Partial<Linter.LintMessage>[],
  filePath = `${CWD}/src/a.js`,
): FileLintResult {
  return {
    filePath,
    source,
    messages: messages.map(message => ({
      ruleId: 'other/rule',
      severity: 2,
      message: 'No.',
      line: 1,
      column: 1,
      ...message,
    })),
  };
}

/** A handler that answers 401 to a caller it knows, on line 3; the guard is on line 2. */
export const DENIED = `app.delete('/users/:id', (req, res) => {
  if (req.user.role !== 'admin') {
    return res.status(401).json({ error: 'Only administrators may do this' });
  }
  res.status(204).end();
});
`;

/** A 204 with content, over several lines: 4 to 8, with the status on line 5. */
export const BODILY = `app.delete('/users/:id', async (req, res) => {
  await users.delete(req.params.id);
  // Gone.
  res
    .status(204)
    .json({
      removed: true,
    });
});
`;
