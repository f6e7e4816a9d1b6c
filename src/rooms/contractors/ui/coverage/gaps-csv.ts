import { csvOf } from '#kernel/csv/csv.ts';
import type { Locale } from '#kernel/languages.ts';
import type { CoverageHome } from '../../coverage/coverage-home.ts';

/** The label of the files about contracts, which are never labelled higher. */
export const LABEL = 'NATO UNCLASSIFIED';

const HEAD = [
  'number',
  'title',
  'contractor',
  'value',
  'currency',
  'value_eur',
  'ends_on',
  'clause_set',
  'coverage',
  'lacks',
  'label',
  'exercise',
];

/**
 * The list of gaps as CSV: one line per contract, with fixed words for what was found of each provision. What is not known is blank. Label and
 * EXERCISE are in every line, because lines are copied out of their table.
 */
export function gapsCsv(rows: CoverageHome['gaps']['rows'], { locale, exercise }: { locale: Locale; exercise: boolean }): string {
  const lines = rows.map((row) => [
    ...[row.number, row.title, row.contractor, row.value ?? '', row.currency ?? '', row.valueEur ?? '', row.endsOn ?? ''],
    ...[row.setId, row.coverage],
    row.gaps.map(({ title, state }) => `${title[locale] ?? title.en} (${state ?? 'not-checked'})`).join('; '),
    ...[LABEL, exercise ? 'EXERCISE' : ''],
  ]);
  return csvOf([HEAD, ...lines]);
}
