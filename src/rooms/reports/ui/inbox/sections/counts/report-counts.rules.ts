import { CLOSED_AS, type ClosedAs } from '../../../../desk/report-state.rules.ts';
import { QUESTIONS } from '../../../../reporter/questions.ts';
import { LEAST_GROUP } from '../../../entered/interview.rules.ts';
import type { OpenedReport } from '../../../worker/protocol.ts';

/** A report of a list: what was answered, and how it was closed; null while it is open. */
export type CountedReport = { readonly answers: Readonly<Record<string, unknown>>; readonly closedAs: ClosedAs | null };
/** How often a choice was given, or a place named; only counts that may be shown. */
export type Count = { readonly value: string; readonly n: number };
/** What the reports of a list say together; null for fewer than `LEAST_GROUP`. */
export type ReportCounts = {
  readonly reports: number;
  readonly need: readonly Count[];
  readonly wishes: readonly Count[];
  readonly where: readonly Count[];
  readonly outcome: readonly Count[];
};

/**
 * Counts reports by need, wish, place and outcome. No number below `LEAST_GROUP` is among them, zero included, and none follows from the others and their sum. Places
 * are words of reporters: the same words, apart from case and spaces, are one place. What was no report is counted by its outcome alone. Pure.
 */
export function countReports(reports: readonly CountedReport[]): ReportCounts | null {
  if (reports.length < LEAST_GROUP) return null;
  const real = reports.filter(({ closedAs }) => closedAs !== 'junk' && closedAs !== 'unreadable');
  const closed = reports.flatMap(({ closedAs }) => closedAs ?? []);
  const chosen = ({ id, choices }: { id: string; choices: readonly string[] }) =>
    presentable(
      choices.map((value) => ({ value, n: real.filter(({ answers }) => [answers[id]].flat().includes(value)).length })),
      real.length,
      'several',
    );
  return {
    reports: reports.length,
    need: chosen(QUESTIONS.need),
    wishes: chosen(QUESTIONS.wishes),
    where: presentable(placesOf(real), real.length, 'one'),
    outcome: presentable(
      CLOSED_AS.map((value) => ({ value, n: closed.filter((one) => one === value).length })),
      closed.length,
      'one',
    ),
  };
}

/**
 * The opened reports of a list among which interviews are counted. It leaves out reports that were closed as junk, as false interviews are, or as duplicates, and
 * reports that were opened for another list. Pure.
 */
export const amongInterviews = (
  items: readonly { readonly id: string; readonly closedAs: ClosedAs | null }[],
  opened: ReadonlyMap<string, OpenedReport>,
): OpenedReport[] => items.flatMap(({ id, closedAs }) => (closedAs === 'junk' || closedAs === 'duplicate' ? [] : (opened.get(id) ?? [])));

function placesOf(reports: readonly CountedReport[]): Count[] {
  const named = new Map<string, Count>();
  for (const { answers } of reports) {
    const value = typeof answers.where === 'string' ? answers.where.trim().replaceAll(/\s+/g, ' ') : '';
    const key = value.toLocaleLowerCase();
    if (key !== '') named.set(key, { value: named.get(key)?.value ?? value, n: (named.get(key)?.n ?? 0) + 1 });
  }
  return [...named.values()];
}

// Where a report has one of the values, what is left out is the rest together: that must be large enough too.
function presentable(counts: readonly Count[], all: number, each: 'one' | 'several'): Count[] {
  const shown = counts.filter(({ n }) => n >= LEAST_GROUP && all - n >= LEAST_GROUP).toSorted((a, b) => b.n - a.n);
  if (each === 'several') return shown;
  while (shown.length > 0 && all - shown.reduce((sum, { n }) => sum + n, 0) < LEAST_GROUP) shown.pop();
  return shown;
}
