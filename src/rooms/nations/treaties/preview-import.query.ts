import { defineQuery, subjectOf } from '#platform/query.ts';
import { translateFault } from '#rooms/parties/index.ts';
import { compareWithStored } from './compare-table.ts';
import { ImportPreview, TableInput } from './import.schema.ts';
import { readTableVersion } from './treaty.store.ts';
import '../permissions.ts';

/** Previews what a table would change, and every unreadable row. */
export const previewImport = defineQuery({
  name: 'nations/preview-import',
  permission: 'nations:import',
  input: TableInput,
  answer: ImportPreview,
  async run(context, input) {
    const { language } = subjectOf(context);
    const [{ comparison, faults }, against] = await Promise.all([compareWithStored(context.db, input), readTableVersion(context.db)]);
    return {
      added: comparison.added.map(({ iso2, instrument, status }) => ({ iso2, instrument, status })),
      changed: comparison.changed.map(({ fact, changes }) => ({ iso2: fact.iso2, instrument: fact.instrument, changes })),
      unchanged: comparison.unchanged,
      unapplied: comparison.unapplied.map(({ fact, reason }) => ({ iso2: fact.iso2, instrument: fact.instrument, reason })),
      faults: faults.map((fault) => ({ line: fault.line, code: fault.code, reason: translateFault(language, fault) })),
      against,
    };
  },
});
