import { keyOf, toPage } from '#kernel/page.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { namesOf } from '#rooms/people/index.ts';
import { ContractImports, ListImports } from './import.schema.ts';
import { importsOf } from './import.store.ts';
import '../permissions.ts';

/** Imported tables of contracts of a party, newest first. */
export const listImports = defineQuery({
  name: 'contractors/list-imports',
  permission: 'contractors:read',
  input: ListImports,
  answer: ContractImports,
  async run(context, { partyId, after, limit }) {
    const key = keyOf(after, ['instant', 'id']);
    const rows = await importsOf(context.db, partyId, key && { at: key[0], id: key[1] }, limit + 1);
    const names = await namesOf(
      context.db,
      rows.map(({ imported_by }) => imported_by),
    );
    const mayUndo = may(subjectOf(context), 'contractors:manage', partyId);
    const { items, next } = toPage(rows, limit, (row) => [row.imported_at.toISOString(), row.id]);
    return {
      next,
      items: items.map((row) => ({
        ...{ id: row.id, title: row.title, added: row.added, changed: row.changed, firms: row.firms, leftOut: row.left_out },
        importedAt: row.imported_at.toISOString(),
        importedBy: names.get(row.imported_by) ?? '',
        undone: row.undone_at && { at: row.undone_at.toISOString(), reason: row.undo_reason!, kept: row.kept! },
        version: row.version,
        mayUndo: mayUndo && row.undone_at === null,
      })),
    };
  },
});
