import { plusDays } from '#kernel/dates.ts';

/** A quarter of a year: its first and last day. */
export type Quarter = { readonly from: string; readonly to: string };

/** What is known of a channel over a quarter. `attendedOn`: the days on which a reader unlocked its reports, and the last such day before. Days only. */
export type ChannelFacts = {
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly attendedOn: readonly string[];
  /** The days on which readers read a test report. */
  readonly testedOn: readonly string[];
};

/** How a channel was kept over a quarter. */
export type ChannelQuarter = { readonly open: boolean; readonly attended: boolean; readonly tested: boolean };

/** The last quarter that was over before this day. Pure. */
export function quarterBefore(day: string): Quarter {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const first = Math.floor((month - 1) / 3) * 3 + 1;
  const to = plusDays(`${year}-${String(first).padStart(2, '0')}-01`, -1);
  return { from: `${to.slice(0, 4)}-${String(Number(to.slice(5, 7)) - 2).padStart(2, '0')}-01`, to };
}

/**
 * How a channel was kept over a quarter: open on each of its days, never without an unlock for longer than `unattendedHours`, and tested in it. Pure.
 */
export function keptOver(
  { from, to }: Quarter,
  { openedOn, closedOn, attendedOn, testedOn }: ChannelFacts,
  unattendedHours: number,
): ChannelQuarter {
  const open = openedOn <= from && (closedOn === null || closedOn > to);
  const longest = Math.ceil(unattendedHours / 24);
  // The day of opening counts as attended, and the day after the quarter ends its last gap.
  const days = [openedOn, ...attendedOn.filter((day) => day <= to)].sort();
  const last = days.filter((day) => day < from).at(-1);
  const within = [...(last === undefined ? [] : [last]), ...days.filter((day) => day >= from)];
  const gaps = within.map((day, at) => ({ day, next: within[at + 1] ?? to }));
  const attended = open && gaps.length > 0 && gaps.every(({ day, next }) => next <= plusDays(day, longest));
  return { open, attended, tested: testedOn.some((day) => day >= from && day <= to) };
}

/** What the quarter of a party's channels means for the obligation: met where each was open, attended and tested, else partly met. Pure. */
export const saysOf = (channels: readonly ChannelQuarter[]): 'met' | 'partly-met' =>
  channels.every(({ open, attended, tested }) => open && attended && tested) ? 'met' : 'partly-met';
