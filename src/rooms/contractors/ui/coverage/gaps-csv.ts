import { csvOf } from '#kernel/csv/csv.ts';
import type { Locale } from '#kernel/languages.ts';
import type { CoverageHome } from '../../coverage/coverage-home.ts';

const HEAD = ['number', 'title', 'contractor', 'value', 'currency', 'value_eur', 'ends_on', 'clause_set', 'coverage', 'lacks'];

/** The list of gaps as CSV: one line per contract, with fixed words for what was found of each provision. What is not known is blank. */
export function gapsCsv(rows: CoverageHome['gaps']['rows'], locale: Locale): string {
  const lines = rows.map((row) => [
    ...[row.number, row.title, row.contractor, row.value ?? '', row.currency ?? '', row.valueEur ?? '', row.endsOn ?? ''],
    ...[row.setId, row.coverage],
    row.gaps.map(({ title, state }) => `${title[locale] ?? title.en} (${state ?? 'not-checked'})`).join('; '),
  ]);
  return csvOf([HEAD, ...lines]);
}
