import { EVIDENCE_COLUMNS } from './import-columns.schema.ts';

/** A row of a past table, as a person would write it. */
export type WrittenRow = Partial<Record<(typeof EVIDENCE_COLUMNS)[number], string>>;

/** A table with its header, one line per row: evidence of a plan, unless a row says otherwise. */
export function aTable(rows: readonly WrittenRow[]): string {
  const usual: WrittenRow = { party: 'QA', obligations: 'P6.1', kind: 'EV-NAP', says: 'met', date: '2019-05', source: 'Archive' };
  const lines = rows.map((row, n) =>
    EVIDENCE_COLUMNS.map((column) => ({ title_en: `Plan ${n + 1}`, ...usual, ...row })[column] ?? '').join(';'),
  );
  return [EVIDENCE_COLUMNS.join(';'), ...lines].join('\n');
}
