/** The section of a public document that states a fact. */
export interface Citation {
  /** The document as people cite it, e.g. `RFC 9110`. */
  readonly document: string;
  /** The section's number, e.g. `15.3.2`; null where the document is cited as a whole. */
  readonly section: string | null;
  /** Where the section can be read. */
  readonly url: string;
}

/** The source that is one section of an RFC, e.g. `rfc(9110, '15.3.2')`. */
export function rfc(number: number, section: string): Citation {
  return {
    document: `RFC ${number}`,
    section,
    url: `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`,
  };
}

/** The source as messages and docs cite it, e.g. `RFC 9110 §15.3.2`. */
export function citation(source: Citation): string {
  return source.section === null ? source.document : `${source.document} §${source.section}`;
}
