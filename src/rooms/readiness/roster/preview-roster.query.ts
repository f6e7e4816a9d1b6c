import { defineQuery, subjectOf } from '#platform/query.ts';
import { translateFault } from '#rooms/parties/index.ts';
import { type ComparedRoster, type ComparedRow, compareRoster } from './compare-roster.ts';
import { PreviewRoster, RosterPreview } from './roster.schema.ts';
import { countActive } from './roster.store.ts';
import '../permissions.ts';

const SHOWN = 100;

/** Previews the import of a roster: who is new, who changes and how, and every problem. Nothing is stored. */
export const previewRoster = defineQuery({
  name: 'training/preview-roster',
  permission: 'training:manage-roster',
  input: PreviewRoster,
  answer: RosterPreview,
  party: ({ partyId }) => partyId,
  async run(context, input) {
    const { language } = subjectOf(context);
    const compared = await compareRoster(context.db, input, context.now);
    const { rows, faults, fingerprint } = compared;
    const changed = rows.filter((row) => row.changed.length > 0);
    const fresh = rows.filter(({ stored }) => stored === null).length;
    return {
      rows: rows.length,
      new: fresh,
      changed: changed.length,
      unchanged: rows.length - fresh - changed.length,
      active: await countActive(context.db, input.partyId),
      changes: changed.slice(0, SHOWN).map((row) => ({ line: row.line, number: row.number, fields: fieldsOf(row, compared) })),
      faults: faults
        .slice(0, SHOWN)
        .map((fault) => ({ line: fault.line, column: String(fault.values.column ?? ''), reason: translateFault(language, fault) })),
      faultCount: faults.length,
      against: fingerprint,
    };
  },
});

function fieldsOf({ stored, person, left, changed }: ComparedRow, { nameOf }: ComparedRoster) {
  const describe = (value: unknown): string =>
    Array.isArray(value) ? value.join(' ') : value === null ? '' : (nameOf.get(String(value)) ?? String(value));
  return changed.map((field) =>
    field === 'left'
      ? { field, was: stored!.left ? 'left' : '', is: left ? 'left' : '' }
      : { field, was: describe(stored![field]), is: describe(person[field]) },
  );
}
