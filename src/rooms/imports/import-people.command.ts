import { createHash } from 'node:crypto';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { comparePeople, openMany } from '#rooms/people/index.ts';
import { freshRows } from './fresh-rows.ts';
import { ImportEvidence, MOST_ROWS, Taken } from './import.schema.ts';
import { nameRows } from './import.store.ts';
import { joinBatch } from './join-batch.ts';
import './errors.ts';
import './permissions.ts';

/** Opens the accounts of a table and proposes their roles, as previewed, whole or not at all. It gives no role: whoever could give each accepts it. */
export const importPeople = defineCommand({
  name: 'imports/import-people',
  permission: 'imports:run',
  operational: 'access',
  input: ImportEvidence.omit({ batchId: true }),
  answer: Taken,
  storedAnswer: (answer) => ({ ...answer, links: [] }),
  async run(context, input) {
    const compared = await comparePeople(context.db, input.table, context.subject.person);
    const { fresh } = await freshRows(context, input, compared);
    if (fresh.length > MOST_ROWS) throw new AppError('imports/too-many-rows', { most: MOST_ROWS });
    const standing = joinBatch(context, input, { subject: 'people', batch: undefined, part: fresh.length, total: fresh.length });
    const { objects, links, opened, proposed } = openMany(context, fresh, compared);
    const [lines, ids] = [objects.map(({ line }) => line), objects.map(({ object }) => object)];
    context.write(nameRows(context.db, standing.batchId, lines, ids));
    // The log holds no address: a digest shows that a table is the one that came in.
    const digest = createHash('sha256')
      .update(canonicalBytes(fresh.map((row) => ({ ...row }))))
      .digest('hex');
    return {
      answer: { ...standing, links },
      entry: {
        subjectKind: 'import',
        subjectId: standing.batchId,
        partyId: null,
        detail: { title: input.title, rows: fresh.length, opened, proposed, digest },
      },
    };
  },
});
