import { describe, expect, it, vi } from 'vitest';

import { parseCommand, type CheckCommand } from '../../src/cli/commands/args.ts';
import { makeProject, RIGHT } from './run.ts';

// Stands for a fault in the analysis of one file, whatever it may be: causes are read after the model was made.
vi.mock(import('../../src/causes/read-cause.ts'), async importOriginal => {
  const original = await importOriginal();
  return {
    ...original,
    readCause: (response, model, outcome) => {
      if (model.file.filename.endsWith('bad.js')) throw new RangeError('Maximum call stack\nsize exceeded');
      return original.readCause(response, model, outcome);
    },
  };
});

/** A terminal that keeps what is written to it. */
function makeTerminal(cwd: string) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({ write: (text: string) => void (written[name] += text) });
  return { written, stdout: output('stdout'), stderr: output('stderr'), cwd: () => cwd };
}

const READING = { parser: 'bundled', settings: null } as const;

const SCOPE = { paths: [], ignore: [], tests: false };

describe('a file whose analysis fails', () => {
  it('is named by routes, which lists the others and ends with 2', async () => {
    const { routes } = await import('../../src/cli/commands/routes.ts');
    const terminal = makeTerminal(makeProject({ 'a.js': RIGHT, 'bad.js': RIGHT, 'c.js': RIGHT }));
    const filters = { method: null, path: null, status: null, cause: null, finding: null };
    const command = { name: 'routes', scope: SCOPE, reading: READING, format: 'table', filters } as const;
    expect(routes(command, terminal, (_, text) => text)).toBe(2);
    expect(terminal.written.stderr).toBe('bad.js cannot be analysed: Maximum call stack size exceeded\n');
    expect(terminal.written.stdout).toMatch(/^DELETE .* a\.js:2\nDELETE .* c\.js:2\n\n2 operations in 3 files: /);
  });

  it('is named by explain', async () => {
    const { explain } = await import('../../src/cli/commands/explain.ts');
    const terminal = makeTerminal(makeProject({ 'bad.js': RIGHT }));
    expect(() =>
      explain(
        { name: 'explain', file: 'bad.js', line: 3, reading: READING, all: false, format: 'text' },
        terminal,
        (_, text) => text,
      ),
    ).toThrow(
      expect.objectContaining({
        name: 'Failure',
        message: '"bad.js" cannot be analysed: Maximum call stack size exceeded.',
      }),
    );
    expect(terminal.written.stdout).toBe('');
  });

  it('is named by check, which goes on', async () => {
    const { check } = await import('../../src/cli/commands/check.ts');
    const terminal = makeTerminal(makeProject({ 'bad.js': RIGHT, 'c.js': RIGHT }));
    expect(
      await check(parseCommand(['check', '--parser', 'bundled']) as CheckCommand, terminal, (_, text) => text),
    ).toBe(2);
    expect(terminal.written.stderr).toMatch(/^bad\.js cannot be analysed: Maximum call stack size exceeded/);
    expect(terminal.written.stdout).toBe('No findings in 2 files; 1 could not be read or parsed.\n');
  });
});
