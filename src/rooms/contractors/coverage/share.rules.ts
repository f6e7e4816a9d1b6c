import { lastDayOf } from '#kernel/dates.ts';
import type { COVERAGES } from '../register/contract.rules.ts';

type Coverage = (typeof COVERAGES)[number];

/** What a contract is counted as: it carries the whole set, it lacks something, or nobody knows yet. */
export const SHARE_GROUPS = ['whole', 'lacking', 'unknown'] as const;
export type ShareGroup = (typeof SHARE_GROUPS)[number];

const LACKING: readonly Coverage[] = ['missing', 'struck-out', 'hidden', 'only-proposed', 'differs'];

/** The group of a contract. What was not read, or not confirmed, is unknown and never missing. Pure. */
export function groupOf(coverage: Coverage): ShareGroup {
  if (coverage === 'present') return 'whole';
  return LACKING.includes(coverage) ? 'lacking' : 'unknown';
}

/** Contracts of a group: how many, how many of them have a value in euros, and the sum of those. */
export type Counted = { readonly contracts: number; readonly valued: number; readonly euros: number };
export type Shares = Readonly<Record<ShareGroup, Counted>>;
export type ShareRow = {
  readonly coverage: Coverage;
  readonly contracts: number;
  readonly valued: number;
  readonly euros: number | string;
};

/** Adds up rows by group. A contract without a known value counts by number and not by value. Pure. */
export function sharesOf(rows: readonly ShareRow[]): Shares {
  const sum = (group: ShareGroup): Counted => {
    const own = rows.filter(({ coverage }) => groupOf(coverage) === group);
    const of = (name: 'contracts' | 'valued' | 'euros') => own.reduce((total, row) => total + Number(row[name]), 0);
    // Cents, so that sums of amounts are exact.
    return { contracts: of('contracts'), valued: of('valued'), euros: Math.round(of('euros') * 100) / 100 };
  };
  return { whole: sum('whole'), lacking: sum('lacking'), unknown: sum('unknown') };
}

/** The sum of a figure over the three groups. Pure. */
export function totalOf(shares: Shares, name: keyof Counted): number {
  return SHARE_GROUPS.reduce((total, group) => total + shares[group][name], 0);
}

/** In percent: from `target` on the obligation is met, below `floor` it is not. `minValued`: the fewest known values that are weighed and shown. */
export type ShareLimits = { readonly target: number; readonly floor: number; readonly minValued: number };
export type ShareSays = 'met' | 'partly-met' | 'not-met' | 'in-progress';

const WORST_FIRST: readonly ShareSays[] = ['not-met', 'in-progress', 'partly-met', 'met'];

/**
 * What the shares mean for the obligations (P5f.1, P5f.2): the worse of the share by number and the share by value. Not met only where it stays below the floor
 * even if all that is unknown carried the set. Null where nothing was read yet. Values are weighed where enough of them are known. Pure.
 */
export function saysOfShares(shares: Shares, limits: ShareLimits): ShareSays | null {
  const byNumber = judge(shares, 'contracts', limits);
  const byValue = totalOf(shares, 'valued') >= limits.minValued ? judge(shares, 'euros', limits) : null;
  if (byNumber === null) return null;
  return WORST_FIRST.find((one) => one === byNumber || one === byValue)!;
}

function judge({ whole, lacking, unknown }: Shares, by: 'contracts' | 'euros', { target, floor }: ShareLimits): ShareSays | null {
  const total = whole[by] + lacking[by] + unknown[by];
  if (whole[by] + lacking[by] === 0) return null;
  if (whole[by] * 100 >= total * target) return 'met';
  if ((whole[by] + unknown[by]) * 100 < total * floor) return 'not-met';
  return whole[by] > 0 ? 'partly-met' : 'in-progress';
}

/** A share in whole percent, rounded down, so that 100 means all. Pure. */
export const percentOf = (part: number, all: number): number => (all === 0 ? 0 : Math.floor((part * 100) / all));

/** The last days of the months before a day, the earliest first, and then the day itself. Pure. */
export function monthEnds(today: string, months: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const before = Array.from({ length: months }, (_, n) => new Date(Date.UTC(year, month - 1 - months + n, 1)).toISOString().slice(0, 7));
  return [...before.map(lastDayOf), today];
}
