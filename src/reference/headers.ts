import { rfc, type Citation } from './source.ts';

/** A header field that a rule reads, requires or names. */
export interface HeaderField {
  /** The name as the RFC writes it, e.g. `WWW-Authenticate`. */
  readonly name: string;
  readonly source: Citation;
}

/** The fields rules talk about. */
export const headers: readonly HeaderField[] = [
  { name: 'Accept', source: rfc(9110, '12.5.1') },
  { name: 'Accept-Charset', source: rfc(9110, '12.5.2') },
  { name: 'Accept-Encoding', source: rfc(9110, '12.5.3') },
  { name: 'Accept-Language', source: rfc(9110, '12.5.4') },
  { name: 'Accept-Ranges', source: rfc(9110, '14.3') },
  { name: 'Allow', source: rfc(9110, '10.2.1') },
  { name: 'Authorization', source: rfc(9110, '11.6.2') },
  { name: 'Cache-Control', source: rfc(9111, '5.2') },
  { name: 'Content-Disposition', source: rfc(6266, '4') },
  { name: 'Content-Encoding', source: rfc(9110, '8.4') },
  { name: 'Content-Language', source: rfc(9110, '8.5') },
  { name: 'Content-Length', source: rfc(9110, '8.6') },
  { name: 'Content-Location', source: rfc(9110, '8.7') },
  { name: 'Content-Range', source: rfc(9110, '14.4') },
  { name: 'Content-Type', source: rfc(9110, '8.3') },
  { name: 'Cookie', source: rfc(6265, '4.2') },
  { name: 'Date', source: rfc(9110, '6.6.1') },
  { name: 'Early-Data', source: rfc(8470, '5.1') },
  { name: 'ETag', source: rfc(9110, '8.8.3') },
  { name: 'Expect', source: rfc(9110, '10.1.1') },
  { name: 'Expires', source: rfc(9111, '5.3') },
  { name: 'Host', source: rfc(9110, '7.2') },
  { name: 'If-Match', source: rfc(9110, '13.1.1') },
  { name: 'If-Modified-Since', source: rfc(9110, '13.1.3') },
  { name: 'If-None-Match', source: rfc(9110, '13.1.2') },
  { name: 'If-Range', source: rfc(9110, '13.1.5') },
  { name: 'If-Unmodified-Since', source: rfc(9110, '13.1.4') },
  { name: 'Last-Modified', source: rfc(9110, '8.8.2') },
  { name: 'Link', source: rfc(8288, '3') },
  { name: 'Location', source: rfc(9110, '10.2.2') },
  { name: 'Proxy-Authenticate', source: rfc(9110, '11.7.1') },
  { name: 'Proxy-Authorization', source: rfc(9110, '11.7.2') },
  { name: 'Range', source: rfc(9110, '14.2') },
  { name: 'Referer', source: rfc(9110, '10.1.3') },
  { name: 'Retry-After', source: rfc(9110, '10.2.3') },
  { name: 'Set-Cookie', source: rfc(6265, '4.1') },
  { name: 'Transfer-Encoding', source: rfc(9112, '6.1') },
  { name: 'Upgrade', source: rfc(9110, '7.8') },
  { name: 'Vary', source: rfc(9110, '12.5.5') },
  { name: 'WWW-Authenticate', source: rfc(9110, '11.6.1') },
];

const fieldsByName: ReadonlyMap<string, HeaderField> = new Map(headers.map(field => [field.name.toLowerCase(), field]));

/** The field of that name, written in any case; null for one no rule talks about. */
export function findHeader(name: string): HeaderField | null {
  return fieldsByName.get(name.toLowerCase()) ?? null;
}

/** A field's name as messages show it, e.g. `Location` for `location`; a field not listed here stays as it is written. */
export function canonicalHeaderName(name: string): string {
  return findHeader(name)?.name ?? name;
}
