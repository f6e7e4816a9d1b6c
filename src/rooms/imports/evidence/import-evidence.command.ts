import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { findNewRows } from '../find-new-rows.ts';
import { ImportEvidence, ImportProgress, MAX_ROWS } from '../import.schema.ts';
import { joinBatch } from '../join-batch.ts';
import { compareEvidence } from './compare-evidence.ts';
import { importRows } from './import-rows.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Imports a table of evidence as previewed. One command imports a limited number of rows; the same call again imports the next. Rows already imported are
 * skipped, so repeating a call whose answer was lost does no harm.
 */
export const importEvidence = defineCommand({
  name: 'imports/import-evidence',
  permission: 'imports:run',
  clauses: (_input, entry) => entry.clauses ?? [],
  input: ImportEvidence,
  answer: ImportProgress,
  async run(context, input) {
    const compared = await compareEvidence(context.db, input.table, context.now);
    const { fresh, batch } = await findNewRows(context, input, compared);
    const room = batch === undefined ? fresh.length : batch.total - batch.imported;
    const part = fresh.slice(0, Math.min(MAX_ROWS, room));
    if (part.length === 0) throw new AppError('imports/nothing-new');
    const started = joinBatch(context, input, { subject: 'evidence', batch, part: part.length, total: fresh.length });
    const { clauses, detail } = importRows(context, started.batchId, part, compared.parties);
    return {
      answer: { ...started, left: Math.min(fresh.length, room) - part.length },
      entry: { subjectKind: 'import', subjectId: started.batchId, partyId: null, clauses, detail: { title: input.title, ...detail } },
    };
  },
});
