/** A syntax error with its place, in the properties ESLint reads: the line and column count from 1, the index from 0. */
export class ParseError extends SyntaxError {
  override readonly name = 'ParseError';
  readonly index: number;
  readonly lineNumber: number;
  readonly column: number;

  constructor(message: string, { index, lineNumber, column }: { index: number; lineNumber: number; column: number }) {
    super(message);
    this.index = index;
    this.lineNumber = lineNumber;
    this.column = column;
  }
}
