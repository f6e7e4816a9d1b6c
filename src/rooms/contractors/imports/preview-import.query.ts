import { defineQuery, subjectOf } from '#platform/query.ts';
import type { ImportColumn } from './columns.rules.ts';
import { type ComparedContract, type ComparedTable, compareTable, isAnotherFirm } from './compare-table.ts';
import { ImportPreview, PreviewImport } from './import.schema.ts';
import { faultWords } from './words.ts';
import '../permissions.ts';

const SHOWN = 100;

/** Previews a table of contracts (5f): which headings hold which columns, what is new, what changes and how, and every fault. Nothing is stored. */
export const previewImport = defineQuery({
  name: 'contractors/preview-import',
  permission: 'contractors:manage',
  input: PreviewImport,
  answer: ImportPreview,
  party: ({ partyId }) => partyId,
  async run(context, input) {
    const { language } = subjectOf(context);
    const compared = await compareTable(context.db, input, context.now);
    const { contracts, faults, mapping } = compared;
    const changed = contracts.filter((row) => row.changed.length > 0);
    const unlinked = changed.flatMap((row) => (row.stored!.contractorId !== null && isAnotherFirm(row) ? row.stated.number : []));
    const added = contracts.filter(({ stored }) => stored === null).length;
    return {
      ...{ headings: [...compared.headings], mapping, rows: compared.rows, added },
      ...{ isRemembered: compared.isRemembered, guessesNew: compared.guessesNew },
      changed: changed.length,
      unchanged: contracts.length - added - changed.length,
      firms: compared.firms.length,
      unchangedFirms: compared.unchangedFirms,
      changes: changed.slice(0, SHOWN).map((row) => ({ line: row.line, number: row.stated.number, fields: fieldsOf(row, compared) })),
      ...{ unlinked: unlinked.slice(0, SHOWN), unlinkedCount: unlinked.length },
      faults: faults
        .slice(0, SHOWN)
        .map((fault) => ({ line: fault.line, column: mapping.columns[fault.column] ?? '', reason: faultWords(language, fault) })),
      faultCount: faults.length,
      faultyRows: new Set(faults.map(({ line }) => line)).size,
      against: compared.fingerprint,
    };
  },
});

const COLUMN_OF = { officerId: 'officer', operationId: 'operation', setId: 'set' } as const;

function fieldsOf({ changed, stated, stored }: ComparedContract, { nameOf }: ComparedTable) {
  const describe = (value: unknown) => (value === null || value === undefined ? '' : (nameOf.get(String(value)) ?? String(value)));
  return changed.map((field) => ({
    field: field in COLUMN_OF ? COLUMN_OF[field as keyof typeof COLUMN_OF] : (field as ImportColumn),
    was: describe(stored?.[field]),
    is: describe(stated[field]),
  }));
}
