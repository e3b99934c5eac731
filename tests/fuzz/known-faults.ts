/** A fault that is known and not mended yet. */
export interface KnownFault {
  /** What the oracle's name for the fault starts with. */
  readonly mechanism: string;
  readonly because: string;
}

/** The faults that the fuzzer counts without failing. The list may only become shorter. */
export const KNOWN: readonly KnownFault[] = [];
