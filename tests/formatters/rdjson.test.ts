import { describe, expect, it } from 'vitest';

import type { FileLintResult } from '../../src/formatters/lint-result.ts';
import rdjson from '../../src/formatters/rdjson.ts';
import { formatEntry } from '../../src/reference/entries.ts';
import { BODILY, CONTEXT, DENIED, lint, result } from './lint.ts';
import { applyToText, commentOf, readReport, type Diagnostic } from './reviewdog.ts';

/** The diagnostics of results, in a report that the format allows. */
function format(...results: FileLintResult[]): readonly Diagnostic[] {
  return readReport(rdjson(results, CONTEXT)).diagnostics;
}

/** The texts of a file after each of the suggestions of its first diagnostic. */
function suggested(one: FileLintResult): string[] {
  const comment = commentOf(format(one)[0]!);
  expect(comment.rejected).toEqual([]);
  return comment.offered.map(text => applyToText(one.source ?? '', comment, text));
}

/** An edit of a part of a text. */
function edit(source: string, old: string, text: string): { range: [number, number]; text: string } {
  const start = source.indexOf(old);
  return { range: [start, start + old.length], text };
}

describe('the rdjson formatter', () => {
  it('makes a comment of a finding: what was found, what the reference says, what the suggestion does', () => {
    const [diagnostic, ...others] = format(lint(DENIED));
    expect(others).toEqual([]);
    expect(diagnostic).toEqual({
      message: `Send 403 Forbidden, not 401: \`req.user.role\`, who the caller is, is compared with \`'admin'\` in this guard (line 2), so the caller is known; 401 Unauthorized says "who are you?".\n\n${formatEntry(403)}\n\nSend 403 Forbidden.`,
      severity: 'ERROR',
      location: { path: 'src/users.js', range: { start: { line: 3, column: 23 }, end: { line: 3, column: 26 } } },
      code: {
        value: 'status-code/prefer-403-for-denied-permission',
        url: expect.stringMatching(/^https:.*prefer-403-for-denied-permission\.md$/) as string,
      },
      suggestions: [
        {
          range: { start: { line: 3 }, end: { line: 3 } },
          text: `    return res.status(403).json({ error: 'Only administrators may do this' });`,
        },
      ],
      related_locations: [
        { message: 'Line 2', location: { path: 'src/users.js', range: { start: { line: 2 }, end: { line: 2 } } } },
      ],
    });
  });

  it('puts alternatives that edit different lines over the same whole lines', () => {
    const linted = lint(BODILY);
    const [diagnostic] = format(linted);
    expect(diagnostic?.suggestions?.map(({ range }) => range)).toEqual([
      { start: { line: 5 }, end: { line: 8 } },
      { start: { line: 5 }, end: { line: 8 } },
    ]);
    expect(diagnostic?.message).toMatch(
      /Either of these:\n\n1\. Drop the content and keep 204 No Content\.\n2\. Send the content with 200 OK\.$/,
    );
    expect(suggested(linted)).toEqual([
      BODILY.replace(/\.json\(\{.*?\}\);/s, '.send();'),
      BODILY.replace('204', '200'),
    ]);
  });

  it('offers a fix like a suggestion, and the same text once', () => {
    const source = 'a == b;\n';
    const fix = edit(source, '==', '===');
    const [diagnostic] = format(
      result(source, [
        {
          fix,
          suggestions: [
            { desc: 'Use `===`.', fix },
            { desc: 'Call `Object.is`.', fix: edit(source, 'a == b', 'Object.is(a, b)') },
          ],
        },
      ]),
    );
    expect(diagnostic?.suggestions?.map(({ text }) => text)).toEqual(['a === b;', 'Object.is(a, b);']);
    expect(diagnostic?.message).toBe(
      'No.\n\nEither of these:\n\n1. Apply the fix of `eslint --fix`.\n2. Call `Object.is`.',
    );
  });

  it('keeps an edit to the lines that it changes', () => {
    const source = 'one;\ntwo;\nthree;\n';
    // ESLint makes one replacement of several.
    const [diagnostic] = format(
      result(source, [{ line: 2, fix: { range: [0, source.length], text: 'one;\nzwei;\nthree;\n' } }]),
    );
    expect(diagnostic?.suggestions).toEqual([{ range: { start: { line: 2 }, end: { line: 2 } }, text: 'zwei;' }]);
  });

  it('leaves an edit that reaches far away to the editor, and says so', () => {
    const source = `${'x;\n'.repeat(30)}y;\n`;
    const far = { range: [0, 0] as [number, number], text: 'import z;\n' };
    const [diagnostic] = format(
      result(source, [
        {
          line: 31,
          suggestions: [
            { desc: 'Import it.', fix: far },
            { desc: 'Name it.', fix: edit(source, 'y', 'z') },
          ],
        },
      ]),
    );
    expect(diagnostic?.suggestions).toEqual([{ range: { start: { line: 31 }, end: { line: 31 } }, text: 'z;' }]);
    expect(diagnostic?.message).toBe('No.\n\nIn the editor: Import it.\n\nName it.');
  });

  it('starts the location where its suggestions start, as GitLab puts them there', () => {
    const source = 'one;\ntwo;\n';
    const [diagnostic] = format(
      result(source, [{ line: 2, endLine: 2, column: 1, endColumn: 4, fix: edit(source, 'one', 'uno') }]),
    );
    expect(diagnostic?.location.range).toEqual({ start: { line: 1, column: 1 }, end: { line: 2, column: 4 } });
    expect(diagnostic?.suggestions).toMatchObject([{ range: { start: { line: 1 }, end: { line: 1 } }, text: 'uno;' }]);
  });

  it('can insert and remove lines', () => {
    const source = 'one;\ntwo;\nthree;\n';
    expect(
      suggested(
        result(source, [
          {
            line: 2,
            suggestions: [
              { desc: 'Add.', fix: { range: [9, 9], text: '\nmore;' } },
              { desc: 'Remove.', fix: edit(source, 'two;\n', '') },
            ],
          },
        ]),
      ),
    ).toEqual(['one;\ntwo;\nmore;\nthree;\n', 'one;\nthree;\n']);
  });

  it('counts columns in UTF-8 bytes, and keeps what stands around an edit', () => {
    const source = DENIED.replace('return res', `log('😀é', /𐐀/u); return res`);
    const linted = lint(source);
    expect(linted.messages[0]?.column).toBe(42);
    // Four bytes for each of two characters that are two code units, two for the letter that is one.
    expect(format(linted)[0]?.location.range?.start).toEqual({ line: 3, column: 42 + 2 + 2 + 1 });
    expect(suggested(linted)).toEqual([source.replace('401', '403')]);
  });

  it('keeps carriage returns', () => {
    const source = BODILY.replaceAll('\n', '\r\n');
    const linted = lint(source);
    expect(format(linted)[0]?.location.range?.start).toEqual({ line: 5, column: 13 });
    expect(suggested(linted)).toEqual([
      source.replace(/\.json\(\{.*?\}\);/s, '.send();'),
      source.replace('204', '200'),
    ]);
  });

  it('keeps a byte order mark, which git counts and ESLint does not', () => {
    const source = `\uFEFFapp.delete('/', (req, res) => res.status(204).json({ gone: true }));\n`;
    const linted = lint(source);
    expect(format(linted)[0]?.location.range?.start).toEqual({
      line: 1,
      column: (linted.messages[0]?.column ?? 0) + 3,
    });
    expect(suggested(linted)[1]).toBe(source.replace('204', '200'));
    expect(format(lint('\uFEFFfoo();\n', { rules: { 'unicode-bom': 'error' } }))[0]?.suggestions).toEqual([
      { range: { start: { line: 1 }, end: { line: 1 } }, text: 'foo();' },
    ]);
  });

  it('counts lines as git does where ESLint sees more of them', () => {
    const source = DENIED.replace(`app.delete`, `/* \u2028 \r */ app.delete`);
    const linted = lint(source);
    expect(linted.messages[0]?.line).toBe(5);
    expect(format(linted)[0]?.location.range?.start.line).toBe(3);
    expect(suggested(linted)).toEqual([source.replace('401', '403')]);
  });

  it('formats what other plugins and ESLint itself find', () => {
    const linted = lint('var a = 1; // eslint-disable-line no-undef\n', { rules: { 'no-var': 'error' } });
    const found = format(linted);
    expect(found.map(({ code, severity, message }) => [code?.value, severity, message.split('\n\n')[0]])).toEqual([
      ['no-var', 'ERROR', 'Unexpected var, use let or const instead.'],
      [undefined, 'WARNING', `Unused eslint-disable directive (no problems were reported from 'no-undef').`],
    ]);
    expect(found.map(({ message }) => message).join()).not.toMatch(/^>|related/m);
    // Their messages may name lines of whatever they like.
    expect(format(result('a;\nb;\n', [{ message: 'Already there (line 1), so go.', line: 2 }]))[0]).not.toHaveProperty(
      'related_locations',
    );
  });

  it('formats a file that cannot be parsed, or not even read', () => {
    expect(format(lint('let = ;\n'))).toMatchObject([
      {
        severity: 'ERROR',
        message: expect.stringContaining('Parsing error') as string,
        location: { path: 'src/users.js', range: { start: { line: 1 } } },
      },
    ]);
    expect(
      format(result(undefined, [{ ruleId: null, fatal: true, message: 'cannot be read', line: 0, column: 0 }])),
    ).toEqual([{ message: 'cannot be read', severity: 'ERROR', location: { path: 'src/a.js' } }]);
    expect(
      format(
        result(undefined, [
          {
            ruleId: null,
            fatal: true,
            message: 'Gone.',
            line: undefined as unknown as number,
            column: undefined as unknown as number,
          },
        ]),
      ),
    ).toEqual([{ message: 'Gone.', severity: 'ERROR', location: { path: 'src/a.js' } }]);
  });

  it('names lines alone, and no edits but in words, where it has no text', () => {
    expect(
      format(result(undefined, [{ line: 3, column: 7, endLine: 4, endColumn: 2, fix: { range: [1, 2], text: '' } }])),
    ).toEqual([
      {
        message: 'No.\n\nIn the editor: Apply the fix of `eslint --fix`.',
        severity: 'ERROR',
        code: { value: 'other/rule' },
        location: { path: 'src/a.js', range: { start: { line: 3 }, end: { line: 4 } } },
      },
    ]);
  });

  it('reads the text after `--fix`, which the messages are about', () => {
    const output = 'one;\ntwo;\n';
    expect(
      format({ ...result(undefined, [{ line: 2, fix: edit(output, 'two', 'due') }]), output })[0]?.suggestions?.map(
        ({ text }) => text,
      ),
    ).toEqual(['due;']);
  });

  it('writes paths with slashes, relative to the folder, of Windows too', () => {
    const paths = (filePath: string, cwd: string): string[] =>
      readReport(rdjson([result('a;', [{}], filePath)], { cwd })).diagnostics.map(({ location }) => location.path);
    expect(paths('C:\\work\\shop\\src\\a b.js', 'C:\\work\\shop')).toEqual(['src/a b.js']);
    expect(paths('D:\\elsewhere\\a.js', 'C:\\work\\shop')).toEqual(['D:/elsewhere/a.js']);
    expect(paths('/elsewhere/a.js', '/project')).toEqual(['/elsewhere/a.js']);
    expect(paths('/project/..a/b.js', '/project')).toEqual(['..a/b.js']);
    expect(paths('<text>', '/project')).toEqual(['<text>']);
  });

  it('is a report of nothing where nothing was found, or all was suppressed', () => {
    expect(format()).toEqual([]);
    const linted = lint(
      DENIED.replace(
        '    return',
        '    // eslint-disable-next-line status-code/prefer-403-for-denied-permission\n    return',
      ),
    );
    expect(linted.messages).toEqual([]);
    expect(format(linted)).toEqual([]);
  });
});

it('the applier of these tests refuses what reviewdog refuses', () => {
  const location = { path: 'a.js', range: { start: { line: 5, column: 1 } } };
  const whole = (first: number, last: number): Diagnostic['suggestions'] => [
    { range: { start: { line: first }, end: { line: last } }, text: '' },
  ];
  expect(
    commentOf({ message: '', severity: 'ERROR', location, suggestions: [...whole(4, 8)!, ...whole(5, 5)!] }),
  ).toMatchObject({
    lines: [4, 8],
    offered: [''],
    rejected: ['GitHub comment range and suggestion line range must be same. L4-L8 v.s. L5-L5'],
  });
  expect(() => readReport('{"diagnostics":[{"message":"","location":{"path":"a","column":1}}]}')).toThrow(
    'column is no field of Location',
  );
  expect(() =>
    readReport('{"diagnostics":[{"message":"","location":{"path":"a","range":{"start":{"line":0}}}}]}'),
  ).toThrow('is no int32');
});
