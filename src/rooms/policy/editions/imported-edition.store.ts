import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { IMPORTED_STATES, type ImportedState } from './edition.rules.ts';

const stateOf = (state: string): ImportedState => IMPORTED_STATES.find((one) => one === state)!;
const FROM_DAY = sql<string | null>`edition.from_day::text`;

/** An imported edition, locked until the transaction ends. */
export async function lockImported(db: Database, importId: string) {
  const row = await db
    .selectFrom('policy.imported_edition as edition')
    .select(['edition.id', 'edition.edition_id', 'edition.state', 'edition.version', FROM_DAY.as('from_day')])
    .select(sql<string | null>`edition.content -> 'mapping' ->> 'from'`.as('follows'))
    .where('edition.id', '=', importId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      ...{ importId: row.id, editionId: row.edition_id, version: row.version, fromDay: row.from_day, follows: row.follows },
      state: stateOf(row.state),
    }
  );
}
export type LockedImport = NonNullable<Awaited<ReturnType<typeof lockImported>>>;

/** Changes an imported edition as it was locked, to the next version. */
export function moveImported(
  db: Database,
  { importId, version }: LockedImport,
  set: { state: ImportedState } & Record<string, string | Date | null>,
) {
  return db
    .updateTable('policy.imported_edition')
    .set({ ...set, version: version + 1 })
    .where('id', '=', importId)
    .where('version', '=', version);
}

/** The imported editions that are not withdrawn, with their days. */
export async function readPresent(db: Database) {
  const rows = await db
    .selectFrom('policy.imported_edition as edition')
    .select(['edition.id', 'edition.edition_id', FROM_DAY.as('from_day')])
    .where('edition.state', '<>', 'withdrawn')
    .execute();
  return rows.map((row) => ({ importId: row.id, editionId: row.edition_id, fromDay: row.from_day }));
}

/** All imported editions that the reader may see, the newest first, with the names of those who acted. */
export async function readImported(db: Database) {
  const rows = await db
    .selectFrom('policy.imported_edition as edition')
    .innerJoin('identity.person as importer', 'importer.id', 'edition.imported_by')
    .leftJoin('identity.person as decider', 'decider.id', 'edition.decided_by')
    .leftJoin('identity.person as ender', 'ender.id', 'edition.ended_by')
    .selectAll('edition')
    .select(['importer.name as importer_name', 'decider.name as decider_name', 'ender.name as ender_name'])
    .select([FROM_DAY.as('from_text'), sql<string | null>`edition.consulted_on::text`.as('consulted_text')])
    .orderBy('edition.imported_at', 'desc')
    .orderBy('edition.id', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, state: stateOf(row.state) }));
}
