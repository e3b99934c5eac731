import { describe, expect, it } from 'vitest';
import { canonicalHeaderName, findHeader, headers } from '../../src/reference/headers.ts';

describe('header fields', () => {
  it('are listed once, in order', () => {
    const names = headers.map(({ name }) => name.toLowerCase());
    expect(names).toEqual([...new Set(names)].sort());
  });

  it('cite the section that defines them', () => {
    for (const { name, source } of headers) {
      expect(name).toMatch(/^[A-Z][A-Za-z]*(?:-[A-Z][a-z]+)*$/);
      expect(source.url).toMatch(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d{4}\.html#section-\d+(?:\.\d+)*$/);
    }
    expect(findHeader('location')?.source.url).toBe('https://www.rfc-editor.org/rfc/rfc9110.html#section-10.2.2');
  });

  it('are found and shown whatever the case they are written in', () => {
    expect(canonicalHeaderName('www-authenticate')).toBe('WWW-Authenticate');
    expect(canonicalHeaderName('ETAG')).toBe('ETag');
    expect(canonicalHeaderName('Retry-after')).toBe('Retry-After');
    expect(canonicalHeaderName('x-request-id')).toBe('x-request-id');
    expect(findHeader('x-request-id')).toBeNull();
  });
});
