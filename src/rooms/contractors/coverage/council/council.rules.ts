/** What headquarters sees of the contracts of a party, as contractors.count_parties gives it. Null: not shown, as the number would be of too few contracts. */
export type PartyCounts = {
  readonly party: string;
  readonly runs: boolean;
  readonly contracts: number | null;
  readonly whole: number | null;
  readonly unknown: number | null;
  readonly percentByValue: number | null;
  readonly months: readonly { readonly day: string; readonly contracts: number | null; readonly whole: number | null }[];
  readonly found: number | null;
  readonly notFound: number | null;
};

/** `not-recorded`: the party keeps no register here, which says nothing of its contracts. `few`: fewer run than are shown. */
export const COUNT_STATES = ['shown', 'few', 'none-running', 'not-recorded'] as const;
export type CountState = (typeof COUNT_STATES)[number];

/** What can be said of the contracts of a party; undefined: it has none in this register. Pure. */
export function countStateOf(counts: Pick<PartyCounts, 'runs' | 'contracts'> | undefined): CountState {
  if (counts === undefined) return 'not-recorded';
  if (!counts.runs) return 'none-running';
  return counts.contracts === null ? 'few' : 'shown';
}

type Totals = { parties: number; contracts: number; whole: number; lacking: number; unknown: number; found: number; notFound: number };

/**
 * Sums over the parties whose numbers are shown, and no others: a sum with a number that is not shown would reveal it by subtraction. `parties`: how many have
 * running contracts that are counted. Pure.
 */
export function totalsOf(all: readonly PartyCounts[]): Totals {
  const sum = (name: 'contracts' | 'whole' | 'unknown' | 'found' | 'notFound') => all.reduce((total, one) => total + (one[name] ?? 0), 0);
  const [contracts, whole, unknown] = [sum('contracts'), sum('whole'), sum('unknown')];
  return {
    ...{ parties: all.filter((one) => countStateOf(one) === 'shown').length, contracts, whole, unknown },
    ...{ lacking: contracts - whole - unknown, found: sum('found'), notFound: sum('notFound') },
  };
}

/** The same at the end of each month, over the parties whose numbers of that day are shown. Pure. */
export function monthTotals(all: readonly PartyCounts[]): { day: string; parties: number; contracts: number; whole: number }[] {
  const days = Map.groupBy(
    all.flatMap(({ months }) => months),
    ({ day }) => day,
  );
  return [...days].map(([day, own]) => {
    const shown = own.flatMap(({ contracts, whole }) =>
      contracts === null || whole === null || contracts === 0 ? [] : [{ contracts, whole }],
    );
    const sum = (name: 'contracts' | 'whole') => shown.reduce((total, one) => total + one[name], 0);
    return { day, parties: shown.length, contracts: sum('contracts'), whole: sum('whole') };
  });
}
