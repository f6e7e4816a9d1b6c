/** A row of figures as it is shown: null where a figure is left out because it is too small. */
export type ShownRow = { readonly total: number | null; readonly cells: readonly (number | null)[] };

/**
 * Leaves out of a row what would single somebody out. `named` says how many of each cell everybody knows by name already: what has to be protected is the
 * rest, for anybody can subtract. A figure or a rest from 1 to below `smallest` is left out; so is a further figure, the smallest first, while what is left out could be told
 * from the total: a single figure, or figures that together stand for fewer than `smallest`. Where nothing is left to show, the total goes too
 * if its rest is small itself.
 */
export function suppressSmall(cells: readonly number[], smallest: number, named: readonly number[] = []): ShownRow {
  const rest = cells.map((count, index) => count - (named[index] ?? 0));
  const isSmall = (count: number) => count > 0 && count < smallest;
  const hidden = new Set(rest.flatMap((count, index) => (isSmall(count) || isSmall(cells[index]!) ? [index] : [])));
  const hiddenRest = () => [...hidden].reduce((sum, index) => sum + rest[index]!, 0);
  while (hidden.size > 0 && hidden.size < cells.length && (hidden.size === 1 || hiddenRest() < smallest)) {
    // An empty cell protects nothing as long as one with somebody in it can.
    const shown = rest.map((count, index) => ({ count, index })).filter(({ index }) => !hidden.has(index));
    const [next] = shown.toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count);
    hidden.add(next!.index);
  }
  const all = rest.reduce((sum, count) => sum + count, 0);
  const total = hidden.size === cells.length && all < smallest ? null : cells.reduce((sum, count) => sum + count, 0);
  return { total, cells: cells.map((count, index) => (hidden.has(index) ? null : count)) };
}
