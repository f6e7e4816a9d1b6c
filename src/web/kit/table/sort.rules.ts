/**
 * Keeps the rows in view while another order of the same list is read, so that the pressed head keeps the focus: for `placeholderData` of a query whose key ends
 * with the order. Rows of another list are never kept.
 */
export function keepRows(key: readonly unknown[]) {
  const listOf = (all: readonly unknown[]) => JSON.stringify(all.slice(0, -1));
  return <Data>(previous: Data | undefined, query?: { queryKey: readonly unknown[] }): Data | undefined =>
    query && listOf(query.queryKey) === listOf(key) ? previous : undefined;
}

/** Rows in an order; rows without a value are last in both directions, and rows with equal values keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  value: (row: Row) => string | number | null,
  isDescending: boolean,
  locale: string,
): readonly Row[] {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  return rows.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order = typeof x === 'number' && typeof y === 'number' ? x - y : compare(String(x), String(y));
    return isDescending ? -order : order;
  });
}
