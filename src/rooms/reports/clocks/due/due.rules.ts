import type { Clocks } from '../clock-parameters.ts';

/**
 * What readers owe with a report, in this order: a reader looks, also at what the reporter wrote since, a reader judges it, the reporter gets a first answer,
 * and later learns what came of it.
 */
export const DUE_STEPS = ['look', 'message', 'triage', 'acknowledge', 'feedback'] as const;
export type DueStep = (typeof DUE_STEPS)[number];

/** The states of a due day, in the order of the inbox. */
export const DUE_STATES = ['overdue', 'today', 'later'] as const;
export type DueState = (typeof DUE_STATES)[number];

/** How long each step may take: days, and for feedback months. A look at a message takes as long as the first one. */
export type DueSpans = Readonly<Record<Exclude<DueStep, 'message'>, number>>;

const HOURS_OF_A_DAY = 24;

/**
 * The clocks as whole days: only the day of an act is stored, so hours are rounded up and a day counts to its end. `reports.set_due` counts with them.
 */
export function spansOf({
  lookHours,
  triageHours,
  acknowledgementDays,
  feedbackMonths,
}: Pick<Clocks, 'lookHours' | 'triageHours' | 'acknowledgementDays' | 'feedbackMonths'>): DueSpans {
  const days = (hours: number) => Math.ceil(hours / HOURS_OF_A_DAY);
  return { look: days(lookHours), triage: days(triageHours), acknowledge: acknowledgementDays, feedback: feedbackMonths };
}

/** Where a due day is on a day. It is overdue once it has passed. */
export function dueStateOn(dueOn: string, today: string): DueState {
  if (dueOn < today) return 'overdue';
  return dueOn === today ? 'today' : 'later';
}

/** The rows of one state of their due days, and whether all of them are loaded. */
export type DueGroup<Row> = { readonly state: DueState; readonly rows: readonly Row[]; readonly isWhole: boolean };

/**
 * The loaded rows of an inbox in groups of their due days. The inbox is in the order of due days, so only the last group may go on in rows that are not loaded: its
 * number is then no total. Rows with which nothing is due are in no group.
 */
export function groupByDue<Row extends { readonly due: { readonly state: DueState } | null }>(
  rows: readonly Row[],
  hasMore: boolean,
): DueGroup<Row>[] {
  const groups = DUE_STATES.map((state) => ({ state, rows: rows.filter(({ due }) => due?.state === state) })).filter(
    (group) => group.rows.length > 0,
  );
  return groups.map((group, at) => ({ ...group, isWhole: !hasMore || at < groups.length - 1 }));
}
