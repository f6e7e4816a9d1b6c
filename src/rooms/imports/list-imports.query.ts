import { z } from 'zod';
import { PageQuery } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { namesOf } from '#rooms/people/index.ts';
import { ImportBatches } from './import.schema.ts';
import { BATCH_SORT, listBatches } from './import.store.ts';
import { SUBJECTS, type TableSubject } from './import-columns.schema.ts';
import './permissions.ts';

/** Imports of past records: their progress, and whether they were undone. Newest first, or in the order asked for. */
export const listImports = defineQuery({
  name: 'imports/list-imports',
  permission: 'imports:run',
  input: PageQuery.extend({ subject: z.enum(SUBJECTS).optional(), sort: BATCH_SORT.schema }),
  answer: ImportBatches,
  async run({ db }, { after, limit, subject, sort }) {
    const rows = await listBatches(db, { subject, sort, after }, limit + 1);
    const names = await namesOf(
      db,
      rows.map(({ imported_by }) => imported_by),
    );
    const { items, next } = BATCH_SORT.page(sort, rows, limit, (row, column) => [
      { started: row.started_at.toISOString(), title: row.title, rows: String(row.imported) }[column],
      row.id,
    ]);
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
