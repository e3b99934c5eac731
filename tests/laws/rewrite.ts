/** From where to where in the code, as nodes have it. */
export type Range = readonly [number, number];

/** What new code is made of: new text, old code (with the changes within it), or new text that stands for a place of the old code. */
export type Part = string | Range | { readonly text: string; readonly of: number };

/** Code after a change, with the way back. */
export interface Rewritten {
  readonly code: string;
  /** Where a place of the new code was in the old one; null in text that is new. */
  readonly back: (offset: number) => number | null;
}

interface Change {
  readonly range: Range;
  readonly parts: readonly Part[];
}

interface Segment {
  readonly start: number;
  readonly end: number;
  readonly from: number | null;
  readonly isCopy: boolean;
}

/** Collects changes of a code, which may lie within one another and move code, and tells where each place went. */
export class Rewrite {
  readonly #code: string;
  readonly #changes: Change[] = [];

  constructor(code: string) {
    this.#code = code;
  }

  get isEmpty(): boolean {
    return this.#changes.length === 0;
  }

  /** Puts parts in place of a range. */
  replace(range: Range, ...parts: readonly Part[]): void {
    this.#changes.push({ range, parts });
  }

  /** Puts parts in front of a place; the place is one before the end of the code, or the end itself. */
  insert(offset: number, ...parts: readonly Part[]): void {
    this.#changes.push({ range: [offset, offset], parts });
  }

  /** Forgets all changes. */
  clear(): void {
    this.#changes.length = 0;
  }

  finish(): Rewritten {
    // An outer change comes before those within it, and an insertion before what starts at its place.
    const order = this.#changes
      .map((change, index) => ({ change, index }))
      .sort((a, b) => a.change.range[0] - b.change.range[0] || lengthFirst(a.change, b.change) || a.index - b.index)
      .map(({ change }) => change);
    const segments: Segment[] = [];
    let text = '';
    const write = (added: string, from: number | null, isCopy: boolean): void => {
      if (added === '') return;
      segments.push({ start: text.length, end: text.length + added.length, from, isCopy });
      text += added;
    };
    const emit = ([start, end]: Range, within: Change | null, isLast: boolean): void => {
      let at = start;
      for (const change of order) {
        const [from, to] = change.range;
        if (change === within || from < at || to > end || (from === to && from === end && !isLast)) continue;
        if (within !== null && contains(change, within)) continue;
        write(this.#code.slice(at, from), at, true);
        for (const part of change.parts) {
          if (typeof part === 'string') write(part, null, false);
          else if ('of' in part) write(part.text, part.of, false);
          else emit(part, change, false);
        }
        at = to;
      }
      write(this.#code.slice(at, end), at, true);
    };
    emit([0, this.#code.length], null, true);
    return {
      code: text,
      back: offset => {
        const segment = segments.find(one => offset >= one.start && offset < one.end);
        if (segment === undefined) return offset === text.length ? this.#code.length : null;
        return segment.from === null ? null : segment.from + (segment.isCopy ? offset - segment.start : 0);
      },
    };
  }
}

function lengthFirst(a: Change, b: Change): number {
  const lengthOf = ({ range: [start, end] }: Change): number => (start === end ? Number.MAX_SAFE_INTEGER : end - start);
  return lengthOf(b) - lengthOf(a);
}

/** Whether a change is the one that surrounds another, which is being written and must not be begun again. */
function contains({ range: [start, end] }: Change, { range: [from, to] }: Change): boolean {
  return start <= from && end >= to && end - start > to - from;
}
