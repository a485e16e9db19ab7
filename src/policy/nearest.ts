/**
 * Of the words that are known, the one that a wrong word was most likely meant to be; none if nothing comes near, or two
 * come as near as each other. Case and what joins its parts (`-`, `_`, a space) may differ at will, every third letter by
 * a slip. Never a figure: L9 is another source than L1, not one that was mistyped.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const asked = plain(word);
  const slips = Math.floor(asked.length / 3);
  const near = [...new Set(known)]
    .filter((one) => figures(one) === figures(word))
    .map((one) => ({ one, distance: distanceOf(asked, plain(one)) }))
    .filter(({ distance }) => distance <= slips)
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  return first && first.distance !== second?.distance ? first.one : undefined;
}

/** What to do about a wrong word: the nearest one, or else what is said of words that are near to nothing. */
export function meant(word: string, known: readonly string[], otherwise: string): string {
  const near = nearest(word, known);
  return near === undefined ? otherwise : `did you mean "${near}"?`;
}

const plain = (word: string) => word.toLowerCase().replaceAll(/[-_\s]/g, '');
const figures = (word: string) => word.replaceAll(/\D/g, '');

/** Letters written too many, too few, wrong, or in the place of their neighbours (optimal string alignment). */
function distanceOf(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + same,
          ...(swapped ? [at(before, j - 2) + 1] : []),
        ),
      );
    }
    [before, last] = [last, row];
  }
  return at(last, b.length);
}

const at = (row: readonly number[], place: number): number => row[place] ?? Infinity;
