import { defineQuery, subjectOf } from '#platform/query.ts';
import { sayFault } from '#rooms/parties/index.ts';
import { comparePast } from './compare-past.ts';
import { PastPreview, PastTable } from './past.schema.ts';
import './permissions.ts';

const SHOWN = 100;

/** Shows what a table of the past would bring, and every problem in it. Nothing is taken. */
export const previewPast = defineQuery({
  name: 'past/preview-past',
  permission: 'past:import',
  input: PastTable,
  answer: PastPreview,
  async run(context, { table }) {
    const { language } = subjectOf(context);
    const { rows, faults, known, mark } = await comparePast(context.db, table, context.now);
    const fresh = rows.filter(({ line }) => !known.has(line));
    const count = (some: readonly (typeof rows)[number][]) => some.length;
    return {
      rows: rows.length,
      new: fresh.length,
      known: known.size,
      knownLines: [...known],
      byParty: [...Map.groupBy(rows, ({ party }) => party)].map(([party, some]) => {
        const left = count(some.filter(({ line }) => known.has(line)));
        return { party, new: some.length - left, known: left };
      }),
      byKind: [...Map.groupBy(fresh, ({ content }) => content.kind)].map(([kind, some]) => ({ kind, new: some.length })),
      faults: faults
        .toSorted((a, b) => a.line - b.line)
        .slice(0, SHOWN)
        .map((fault) => ({ line: fault.line, column: String(fault.values.column ?? ''), reason: sayFault(language, fault) })),
      faultCount: faults.length,
      against: mark,
    };
  },
});
