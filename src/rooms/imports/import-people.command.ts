import { createHash } from 'node:crypto';
import { defineCommand, unwrap } from '#platform/command.ts';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { comparePeople, openMany } from '#rooms/people/index.ts';
import { findNewRows } from './find-new-rows.ts';
import { ImportEvidence, ImportProgress, MAX_ROWS } from './import.schema.ts';
import { insertBatchRows } from './import.store.ts';
import { joinBatch } from './join-batch.ts';
import { decideRowCount } from './table-size.rules.ts';
import './errors.ts';
import './permissions.ts';

/**
 * Opens the accounts of a table and proposes their roles, as previewed, all or none. It grants no role: a person who may grant the role accepts the proposal.
 */
export const importPeople = defineCommand({
  name: 'imports/import-people',
  permission: 'imports:run',
  operational: 'access',
  input: ImportEvidence.omit({ batchId: true }),
  answer: ImportProgress,
  storedResponse: (answer) => ({ ...answer, links: [] }),
  async run(context, input) {
    const compared = await comparePeople(context.db, input.table, context.subject.person);
    const { fresh } = await findNewRows(context, input, compared);
    unwrap(decideRowCount(fresh.length, MAX_ROWS, context.subject.kind));
    const started = joinBatch(context, input, { subject: 'people', batch: undefined, part: fresh.length, total: fresh.length });
    const { objects, links, opened, proposed } = openMany(context, fresh, compared);
    const [lines, ids] = [objects.map(({ line }) => line), objects.map(({ object }) => object)];
    context.write(insertBatchRows(started.batchId, lines, ids));
    // The log contains no address: a digest shows which table was imported.
    const digest = createHash('sha256')
      .update(canonicalBytes(fresh.map((row) => ({ ...row }))))
      .digest('hex');
    return {
      answer: { ...started, links },
      entry: {
        subjectKind: 'import',
        subjectId: started.batchId,
        partyId: null,
        detail: { title: input.title, rows: fresh.length, opened, proposed, digest },
      },
    };
  },
});
