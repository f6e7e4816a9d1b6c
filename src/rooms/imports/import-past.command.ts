import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { comparePast } from './compare-past.ts';
import { freshRows } from './fresh-rows.ts';
import { joinBatch } from './join-batch.ts';
import { ImportPast, MOST_ROWS, Taken } from './past.schema.ts';
import { takeRows } from './take-rows.ts';
import './errors.ts';
import './permissions.ts';

/**
 * Takes in a table of evidence as it was previewed; of a long one as many rows as one act takes, and the same call again takes the next. Rows that are in already
 * are left out, so that a call whose answer was lost does no harm.
 */
export const importPast = defineCommand({
  name: 'past/import-past',
  permission: 'past:import',
  clauses: (_input, entry) => entry.clauses ?? [],
  input: ImportPast,
  answer: Taken,
  async run(context, input) {
    const compared = await comparePast(context.db, input.table, context.now);
    const { fresh, batch } = await freshRows(context, input, compared);
    const room = batch === undefined ? fresh.length : batch.total - batch.taken;
    const part = fresh.slice(0, Math.min(MOST_ROWS, room));
    if (part.length === 0) throw new AppError('past/nothing-new');
    const standing = joinBatch(context, input, { subject: 'evidence', batch, part: part.length, total: fresh.length });
    const { clauses, detail } = takeRows(context, standing.batchId, part, compared.parties);
    return {
      answer: { ...standing, left: Math.min(fresh.length, room) - part.length },
      entry: { subjectKind: 'import', subjectId: standing.batchId, partyId: null, clauses, detail: { title: input.title, ...detail } },
    };
  },
});
