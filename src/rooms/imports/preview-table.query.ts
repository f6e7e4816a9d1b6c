import { AppError } from '#kernel/errors.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import type { Locale } from '#platform/texts/texts.ts';
import { compareParties, type Differs, translateFault } from '#rooms/parties/index.ts';
import { comparePeople } from '#rooms/people/index.ts';
import { compareEvidence } from './evidence/compare-evidence.ts';
import type { ComparedTable } from './find-new-rows.ts';
import { ImportPreview, ImportTable, MAX_AT_DESK } from './import.schema.ts';
import './permissions.ts';

const SHOWN = 100;

/** A row with the groups it is counted under in the preview. */
type Counted = { readonly line: number; readonly party: string | null; readonly kind: string };

/** Previews a table: what is new, where it differs from what is stored, and every problem. Nothing is imported. */
export const previewTable = defineQuery({
  name: 'imports/preview-table',
  permission: 'imports:run',
  input: ImportTable,
  answer: ImportPreview,
  async run(context, { table, of }) {
    const { db, now } = context;
    const subject = subjectOf(context);
    const { language } = subject;
    if (of === 'parties') {
      const compared = await compareParties(db, table);
      const rows = compared.rows.map(({ line, value }) => ({ line, party: value.code, kind: value.kind }));
      return shown(language, { ...compared, rows }, compared.differs);
    }
    if (of === 'people') {
      const compared = await comparePeople(db, table, subject.person);
      const rows = compared.rows.map(({ line, value }) => ({ line, party: value.party, kind: value.role ?? '' }));
      return shown(language, { ...compared, rows }, compared.differs);
    }
    const compared = await compareEvidence(db, table, now);
    const rows = compared.rows.map(({ line, party, content }) => ({ line, party, kind: content.kind }));
    if (subject.kind !== 'installation' && rows.length > MAX_AT_DESK) throw new AppError('imports/too-many-rows', { most: MAX_AT_DESK });
    return shown(language, { ...compared, rows }, []);
  },
});

function shown(language: Locale, { rows, faults, known, fingerprint }: ComparedTable<Counted>, differs: readonly Differs[]): ImportPreview {
  const fresh = rows.filter(({ line }) => !known.has(line));
  return {
    rows: rows.length,
    new: fresh.length,
    known: known.size,
    knownLines: [...known],
    byParty: [...Map.groupBy(rows, ({ party }) => party ?? '')].map(([party, some]) => {
      const left = some.filter(({ line }) => known.has(line)).length;
      return { party, new: some.length - left, known: left };
    }),
    byKind: [...Map.groupBy(fresh, ({ kind }) => kind)].map(([kind, some]) => ({ kind, new: some.length })),
    differs: differs.slice(0, SHOWN),
    differsCount: differs.length,
    faults: faults
      .toSorted((a, b) => a.line - b.line)
      .slice(0, SHOWN)
      .map((fault) => ({ line: fault.line, column: String(fault.values.column ?? ''), reason: translateFault(language, fault) })),
    faultCount: faults.length,
    against: fingerprint,
  };
}
