/** One of n parts of a list, all of about one size: `2/5` is the second of five. */
export function partOf(rows, part) {
  const [, index, of] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(part) ?? [];
  if (!index || Number(index) > Number(of)) throw new RangeError('--part takes i/n, as 2/5 for the second of five.');
  return rows.filter((_, at) => Math.floor((at * Number(of)) / rows.length) === Number(index) - 1);
}

/** Some of a list, evenly spread over it. */
export function spread(rows, number) {
  if (number >= rows.length) return rows;
  return rows.filter(
    (_, index) => Math.floor(((index + 1) * number) / rows.length) > Math.floor((index * number) / rows.length),
  );
}
