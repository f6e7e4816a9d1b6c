import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { freshRows } from '../fresh-rows.ts';
import { ImportEvidence, MOST_ROWS, Taken } from '../import.schema.ts';
import { joinBatch } from '../join-batch.ts';
import { compareEvidence } from './compare-evidence.ts';
import { takeRows } from './take-rows.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Takes in a table of evidence as it was previewed; of a long one as many rows as one act takes, and the same call again takes the next. Rows that are in already
 * are left out, so that a call whose answer was lost does no harm.
 */
export const importEvidence = defineCommand({
  name: 'imports/import-evidence',
  permission: 'imports:run',
  clauses: (_input, entry) => entry.clauses ?? [],
  input: ImportEvidence,
  answer: Taken,
  async run(context, input) {
    const compared = await compareEvidence(context.db, input.table, context.now);
    const { fresh, batch } = await freshRows(context, input, compared);
    const room = batch === undefined ? fresh.length : batch.total - batch.taken;
    const part = fresh.slice(0, Math.min(MOST_ROWS, room));
    if (part.length === 0) throw new AppError('imports/nothing-new');
    const standing = joinBatch(context, input, { subject: 'evidence', batch, part: part.length, total: fresh.length });
    const { clauses, detail } = takeRows(context, standing.batchId, part, compared.parties);
    return {
      answer: { ...standing, left: Math.min(fresh.length, room) - part.length },
      entry: { subjectKind: 'import', subjectId: standing.batchId, partyId: null, clauses, detail: { title: input.title, ...detail } },
    };
  },
});
