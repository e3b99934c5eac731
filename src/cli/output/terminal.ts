/** A stream to write to, with what tells a terminal from a pipe. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
  hasColors?(): boolean;
}

/** Where a command writes, and where it was started. */
export interface Terminal {
  readonly stdout: Output;
  readonly stderr: Output;
  /** What is piped in; missing where nothing can be. */
  readonly stdin?: AsyncIterable<string | Uint8Array>;
  cwd(): string;
}
