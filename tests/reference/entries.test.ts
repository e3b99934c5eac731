import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  authenticationNote,
  entries,
  findEntry,
  formatAuthenticationNote,
  formatEntry,
  formatQuickReference,
} from '../../src/reference/entries.ts';

const text = readFileSync(new URL('http-status-codes.txt', import.meta.url), 'utf8').replaceAll('\r\n', '\n');
const textLines = text.split('\n').filter(line => line !== '');

/** A blockquote without what Markdown adds to the words. */
function linesOf(blockquote: string): string[] {
  return blockquote
    .split('\n')
    .map(line => line.replace(/^> ?/, '').replaceAll('**', ''))
    .filter(line => line !== '');
}

describe('the reference', () => {
  it('is the text the rules were written for', () => {
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'b5d2a6d5f509d4da5049a67b2d85a92577fda6836da2f1718648f2b073b80d3c',
    );
  });

  it('put together again is the text, line by line', () => {
    const families = [...new Set(entries.map(entry => entry.family))];
    expect([
      authenticationNote.title,
      ...authenticationNote.lines,
      ...families.flatMap(family => [
        family,
        ...entries
          .filter(entry => entry.family === family)
          .flatMap(({ status, name, summary, when, example, notes }) => [
            `${status} ${name}`,
            summary,
            `When ${when}`,
            `Example ${example}`,
            ...notes,
          ]),
      ]),
      'Quick Reference',
      'Code Name Plain English',
      ...entries.map(({ status, name, plain }) => `${status} ${name} ${plain}`),
    ]).toEqual(textLines);
  });

  it('has nineteen entries, none with an empty line', () => {
    expect(entries.map(({ status }) => status)).toEqual([
      200, 201, 204, 206, 301, 302, 304, 400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504,
    ]);
    for (const { name, summary, when, example, notes, plain } of entries) {
      for (const line of [name, summary, when, example, plain, ...notes]) expect(line).toMatch(/^\S.*\S$/);
    }
  });
});

describe('quotes', () => {
  it.each(entries.map(({ status }) => status))('of %i holds every line of the entry and nothing else', status => {
    const heading = `${status} ${findEntry(status)?.name}`;
    const start = textLines.indexOf(heading);
    const quoted = linesOf(formatEntry(status));
    expect(start).toBeGreaterThan(-1);
    expect(quoted).toEqual(textLines.slice(start, start + quoted.length));
    expect(textLines[start + quoted.length]).toMatch(/^(?:\dxx |\d{3} [A-Z]\w*(?: [A-Z]\w*)*$|Quick Reference$)/);
  });

  it('are Markdown blockquotes whose lines stay apart', () => {
    expect(formatEntry(403)).toBe(
      [
        '> **403 Forbidden**',
        '>',
        '> The server understood the request but refuses to authorise it.',
        '>',
        '> **When** The user is authenticated but lacks permission for this action.',
        '>',
        '> **Example** DELETE /api/admin/users/1 by a regular-role user → 403 Forbidden.',
        '>',
        '> 401 = "Who are you?". 403 = "I know who you are — you are not allowed."',
      ].join('\n'),
    );
  });

  it('of the note and of the Quick Reference are word for word', () => {
    expect(linesOf(formatAuthenticationNote())).toEqual(textLines.slice(0, 4));
    for (const { status } of entries) {
      expect(textLines.slice(textLines.indexOf('Quick Reference'))).toContain(
        linesOf(formatQuickReference(status)).join('\n'),
      );
    }
  });

  it('contain nothing that Markdown would take for markup', () => {
    expect(textLines.filter(line => /[*_<>[\]`\\|#]|^\s|^\d+[.)]\s|^[-+]\s/.test(line))).toEqual([]);
  });

  it('do not exist for a status the reference leaves out', () => {
    expect(findEntry(202)).toBeNull();
    expect(() => formatEntry(202)).toThrow(RangeError);
    expect(() => formatQuickReference(202)).toThrow(RangeError);
  });
});
