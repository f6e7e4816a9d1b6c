import { createHash } from 'node:crypto';
import { defineCommand, unwrap } from '#platform/command.ts';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { compareParties, registerMany } from '#rooms/parties/index.ts';
import { findNewRows } from './find-new-rows.ts';
import { ImportEvidence, ImportProgress, MAX_ROWS } from './import.schema.ts';
import { insertBatchRows } from './import.store.ts';
import { joinBatch } from './join-batch.ts';
import { decideRowCount } from './table-size.rules.ts';
import './errors.ts';
import './permissions.ts';

/** Registers the parties of a table, as previewed, all or none. Parties already registered stay unchanged. */
export const importParties = defineCommand({
  name: 'imports/import-parties',
  permission: 'imports:run',
  operational: 'register',
  input: ImportEvidence.omit({ batchId: true }),
  answer: ImportProgress,
  async run(context, input) {
    const compared = await compareParties(context.db, input.table);
    const { fresh } = await findNewRows(context, input, compared);
    unwrap(decideRowCount(fresh.length, MAX_ROWS, context.subject.kind));
    const rows = fresh.map(({ value }) => value);
    const started = joinBatch(context, input, { subject: 'parties', batch: undefined, part: fresh.length, total: fresh.length });
    const parties = registerMany(context, rows, compared.ids);
    const lines = fresh.map(({ line }) => line);
    context.write(insertBatchRows(started.batchId, lines, parties));
    const digest = createHash('sha256')
      .update(canonicalBytes(rows.map((row, at) => ({ ...row, party: parties[at] }))))
      .digest('hex');
    return {
      answer: started,
      entry: {
        subjectKind: 'import',
        subjectId: started.batchId,
        partyId: null,
        detail: { title: input.title, rows: rows.length, codes: rows.map(({ code }) => code), digest },
      },
    };
  },
});
