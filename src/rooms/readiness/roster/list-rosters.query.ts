import { offeredActions } from '#kernel/machine.ts';
import { keyOf, toPage } from '#kernel/page.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { namesOf } from '#rooms/people/index.ts';
import { BATCH_MACHINE, type BatchState, batchState } from './batch.rules.ts';
import { ListRosters, RosterBatches } from './roster.schema.ts';
import { listBatches } from './roster.store.ts';
import '../permissions.ts';

/** Rosters imported for a party, newest first: how far each import is, and whether it was undone. */
export const listRosters = defineQuery({
  name: 'training/list-rosters',
  permission: 'training:see',
  input: ListRosters,
  answer: RosterBatches,
  party: ({ partyId }) => partyId,
  async run(context, { partyId, after, limit }) {
    const { db } = context;
    const subject = subjectOf(context);
    const key = keyOf(after, ['instant', 'id']);
    const rows = await listBatches(db, partyId, key && { at: key[0], id: key[1] }, limit);
    const names = await namesOf(
      db,
      rows.map(({ imported_by }) => imported_by),
    );
    const { items, next } = toPage(rows, limit, (row) => [row.started_at.toISOString(), row.id]);
    return {
      next,
      items: items.map((row) => ({
        id: row.id,
        title: row.title,
        total: row.total,
        imported: row.imported,
        startedAt: row.started_at.toISOString(),
        importedBy: names.get(row.imported_by) ?? '',
        undone: row.undo_reason === null ? null : { at: row.undone_at?.toISOString() ?? null, reason: row.undo_reason },
        version: row.version,
        actions: offeredActions<BatchState, 'undo-import'>(BATCH_MACHINE, batchState(row), (permission) =>
          may(subject, permission, partyId),
        ),
      })),
    };
  },
});
