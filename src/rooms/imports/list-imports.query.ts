import { keyOf, PageQuery, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { namesOf } from '#rooms/people/index.ts';
import { ImportBatches } from './import.schema.ts';
import { listBatches } from './import.store.ts';
import type { TableSubject } from './import-columns.schema.ts';
import './permissions.ts';

/** Imports of past records, newest first: their progress, and whether they were undone. */
export const listImports = defineQuery({
  name: 'imports/list-imports',
  permission: 'imports:run',
  input: PageQuery,
  answer: ImportBatches,
  async run({ db }, { after, limit }) {
    const rows = await listBatches(db, keyOf(after, ['instant', 'id']), limit);
    const names = await namesOf(
      db,
      rows.map(({ imported_by }) => imported_by),
    );
    const { items, next } = toPage(rows, limit, (row) => [row.started_at.toISOString(), row.id]);
    return {
      next,
      items: items.map((row) => ({
        id: row.id,
        subject: row.subject as TableSubject,
        title: row.title,
        total: row.total,
        imported: row.imported,
        startedAt: row.started_at.toISOString(),
        importedBy: names.get(row.imported_by) ?? '',
        undone: row.undo_reason === null ? null : { at: row.undone_at?.toISOString() ?? null, reason: row.undo_reason },
        version: row.version,
      })),
    };
  },
});
