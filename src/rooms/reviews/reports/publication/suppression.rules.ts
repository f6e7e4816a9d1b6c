/** A row of figures as shown; null where a figure is suppressed because it is small. */
export type ShownRow = { readonly total: number | null; readonly cells: readonly (number | null)[] };

/**
 * Suppresses figures in a row that would single a party out. `named` counts the parties of each cell that are already public by name. Only the rest needs
 * protection, because any reader can subtract. A figure or rest from 1 to below `smallest` is suppressed. Further figures are suppressed, smallest first, while
 * the hidden ones could be derived from the total: a single hidden figure, or hidden figures that sum to less than `smallest`. Where no figure is left to show,
 * the total is suppressed too if its rest is small.
 */
export function suppressSmall(cells: readonly number[], smallest: number, named: readonly number[] = []): ShownRow {
  const rest = cells.map((count, index) => count - (named[index] ?? 0));
  const isSmall = (count: number) => count > 0 && count < smallest;
  const hidden = new Set(rest.flatMap((count, index) => (isSmall(count) || isSmall(cells[index]!) ? [index] : [])));
  const hiddenRest = () => [...hidden].reduce((sum, index) => sum + rest[index]!, 0);
  while (hidden.size > 0 && hidden.size < cells.length && (hidden.size === 1 || hiddenRest() < smallest)) {
    // An empty cell protects nothing, so a non-empty one is preferred.
    const shown = rest.map((count, index) => ({ count, index })).filter(({ index }) => !hidden.has(index));
    const [next] = shown.toSorted((a, b) => Number(a.count === 0) - Number(b.count === 0) || a.count - b.count);
    hidden.add(next!.index);
  }
  const all = rest.reduce((sum, count) => sum + count, 0);
  const total = hidden.size === cells.length && all < smallest ? null : cells.reduce((sum, count) => sum + count, 0);
  return { total, cells: cells.map((count, index) => (hidden.has(index) ? null : count)) };
}
