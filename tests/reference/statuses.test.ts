import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';

import { describe, expect, it } from 'vitest';

import { entries } from '../../src/reference/entries.ts';
import { findHeader } from '../../src/reference/headers.ts';
import { registry } from '../../src/reference/registry.ts';
import { citation, type Citation } from '../../src/reference/source.ts';
import {
  findHeaderRequirement,
  findStatus,
  findStatusByReason,
  forbidsContent,
  isRegistered,
  label,
  reasonPhrase,
} from '../../src/reference/statuses.ts';

const csv = readFileSync(new URL('iana-status-codes.csv', import.meta.url), 'utf8');
const ianaRows = [...csv.matchAll(/^(\d{3}),(.+?)(?: \((TEMPORARY|OBSOLETED)\))?,"?\[(.+?)\]"?\r?$/gm)].map(
  ([, code, description, remark, reference]) => ({
    code: Number(code),
    description,
    remark,
    reference,
  }),
);

/** A source as the registry cites it: RFC 9110 by section, every other document as a whole. */
function ianaReference({ document, section }: Citation): string {
  const name = document.replace('RFC ', 'RFC');
  return document === 'RFC 9110' ? `${name}, Section ${section}` : name;
}

function codesWhere(predicate: (status: (typeof registry)[number]) => boolean): number[] {
  return registry.filter(predicate).map(({ code }) => code);
}

describe('the registry', () => {
  it('has the rows of the IANA registry, in its order', () => {
    expect(ianaRows).toHaveLength(csv.trim().split('\n').length - 1);
    expect(
      registry.map(({ code, reason, source }) => ({ code, description: reason, reference: ianaReference(source) })),
    ).toEqual(ianaRows.map(({ code, description, reference }) => ({ code, description, reference })));
  });

  it('marks what IANA marks', () => {
    expect(codesWhere(({ standing }) => standing === 'temporary')).toEqual(
      ianaRows.filter(({ remark }) => remark === 'TEMPORARY').map(({ code }) => code),
    );
    expect(codesWhere(({ standing }) => standing === 'obsolete')).toEqual(
      ianaRows.filter(({ remark }) => remark === 'OBSOLETED').map(({ code }) => code),
    );
    expect(codesWhere(({ standing }) => standing === 'unused')).toEqual(
      ianaRows.filter(({ description }) => description === '(Unused)').map(({ code }) => code),
    );
    expect(codesWhere(({ standing }) => standing === 'deprecated')).toEqual([305]);
  });

  it('knows every status Node knows, by the phrase Node uses, but 509', () => {
    const node = Object.entries(STATUS_CODES).map(([code, phrase]) => [Number(code), phrase ?? ''] as const);
    expect(node.length).toBeGreaterThan(60);
    expect(node.filter(([code, phrase]) => !isRegistered(code) || findStatusByReason(phrase) !== code)).toEqual([
      [509, 'Bandwidth Limit Exceeded'],
    ]);
  });

  it('cites sections that can be opened', () => {
    const sources = registry.flatMap(({ source, headers, methods }) => [
      source,
      ...headers.map(header => header.source),
      ...(methods === null ? [] : [methods.source]),
    ]);
    for (const { document, section, url } of sources.filter(source => source.section !== null)) {
      expect(section).toMatch(/^\d+(?:\.\d+)*$/);
      expect(url).toBe(
        `https://www.rfc-editor.org/rfc/${document.replace(' ', '').toLowerCase()}.html#section-${section}`,
      );
    }
    expect(findStatus(201)?.source.url).toBe('https://www.rfc-editor.org/rfc/rfc9110.html#section-15.3.2');
    expect(codesWhere(({ source }) => source.section === null)).toEqual([104]);
    expect(registry.filter(({ code }) => code === 104 || code === 429).map(({ source }) => citation(source))).toEqual([
      'draft-ietf-httpbis-resumable-upload-05',
      'RFC 6585 §4',
    ]);
  });
});

describe('normative facts', () => {
  it('forbid content in 1xx, 204, 205 and 304', () => {
    expect(codesWhere(({ content }) => content === 'forbidden')).toEqual([100, 101, 102, 103, 104, 204, 205, 304]);
    expect([199, 204, 205, 304].every(forbidsContent)).toBe(true);
    expect([99, 200, 206, 299, 301, 404, 599].some(forbidsContent)).toBe(false);
  });

  it('name the header fields a status calls for', () => {
    const required = registry.flatMap(({ code, headers }) =>
      headers.map(({ name, strength }) => `${code} ${strength} ${name}`),
    );
    expect(required).toEqual([
      '101 must upgrade',
      '201 should location',
      '206 must content-range',
      '300 should location',
      '301 should location',
      '302 should location',
      '303 should location',
      '307 should location',
      '308 should location',
      '401 must www-authenticate',
      '405 must allow',
      '407 must proxy-authenticate',
      '413 should retry-after',
      '416 should content-range',
      '426 must upgrade',
      '429 may retry-after',
      '503 may retry-after',
    ]);
    for (const { headers } of registry)
      for (const { name } of headers) expect(findHeader(name)?.name.toLowerCase()).toBe(name);
  });

  it('find the requirement whatever the case of the name', () => {
    expect(findHeaderRequirement(405, 'Allow')).toMatchObject({
      strength: 'must',
      when: null,
      source: { section: '15.5.6' },
    });
    expect(findHeaderRequirement(201, 'LOCATION')).toMatchObject({
      strength: 'should',
      when: 'the method is POST',
      source: { section: '9.3.3' },
    });
    expect(findHeaderRequirement(404, 'location')).toBeNull();
    expect(findHeaderRequirement(499, 'location')).toBeNull();
  });

  it('rule out methods that a status does not answer', () => {
    const unfit = registry.flatMap(({ code, methods }) =>
      methods === null ? [] : [`${code}: ${methods.unfit.join(' ')}`],
    );
    expect(unfit).toEqual([
      '201: GET HEAD QUERY DELETE',
      '206: POST',
      '304: POST PUT PATCH DELETE',
      '413: GET HEAD',
      '415: GET HEAD',
      '416: POST',
    ]);
  });

  it('say which statuses a handler has no use for, in words that follow "is"', () => {
    expect(codesWhere(({ inapplicable }) => inapplicable !== null)).toEqual([
      203, 305, 306, 407, 418, 421, 425, 508, 510, 511,
    ]);
    for (const { inapplicable } of registry) if (inapplicable !== null) expect(inapplicable).toMatch(/^[a-z].*[a-z]$/);
  });
});

describe('names of statuses', () => {
  it('are shown with their number, by the name the reference uses', () => {
    expect(label(404)).toBe('404 Not Found');
    expect(label(413)).toBe('413 Content Too Large');
    expect(label(422)).toBe('422 Unprocessable Entity');
    expect(reasonPhrase(422)).toBe('Unprocessable Content');
    for (const { status, name } of entries) expect(label(status)).toBe(`${status} ${name}`);
  });

  it('of unregistered codes are the number', () => {
    for (const code of [0, 99, 299, 419, 420, 499, 509, 520, 599, Number.NaN]) {
      expect(isRegistered(code)).toBe(false);
      expect(reasonPhrase(code)).toBeNull();
      expect(label(code)).toBe(String(code));
    }
  });

  it('lead back to the code, each to its own', () => {
    for (const { code, reason, aliases, standing } of registry) {
      for (const phrase of aliases) expect([phrase, findStatusByReason(phrase)]).toEqual([phrase, code]);
      expect(findStatusByReason(reason)).toBe(standing === 'unused' ? null : code);
    }
    for (const { status, name } of entries) expect(findStatusByReason(name)).toBe(status);
  });

  it.each([
    ['not found', 404],
    ['Not Found.', 404],
    ['  FORBIDDEN!', 403],
    ['I’m a teapot', 418],
    ['Non Authoritative Information', 203],
    ['Unprocessable Entity', 422],
    ['Unprocessable Content', 422],
    ['Payload Too Large', 413],
    ['Request Entity Too Large', 413],
    ['Request-URI Too Large', 414],
    ['Moved Temporarily', 302],
    ['Gateway Time-out', 504],
  ])('are read from %j', (phrase, code) => {
    expect(findStatusByReason(phrase)).toBe(code);
  });

  it.each(['', 'User not found', 'Not Found: /users', 'NOT_FOUND', '(Unused)', 'unused', 'Error', '404'])(
    'are not read from %j',
    phrase => {
      expect(findStatusByReason(phrase)).toBeNull();
    },
  );
});
