import type { ClientBase } from 'pg';
import type { EditionData } from '../policy.schema.ts';
import { policyFingerprint } from './fingerprint.ts';

/**
 * Writes an edition's ids into the database, so that other tables can refer to real obligations. Runs at start, as the owner of the schema. Returns whether the
 * content changed. An obligation that left the files is removed only if nothing refers to it; otherwise the foreign key refuses and nothing changes.
 */
export async function syncEdition(client: ClientBase, edition: EditionData): Promise<{ changed: boolean }> {
  const fingerprint = policyFingerprint(edition);
  await client.query('begin');
  try {
    await client.query('set local role manumit_schema');
    const written = await client.query(
      `insert into policy.edition as known (id, fingerprint, loaded_at) values ($1, $2, now())
       on conflict (id) do update set fingerprint = excluded.fingerprint, loaded_at = excluded.loaded_at
       where known.fingerprint <> excluded.fingerprint`,
      [edition.id, fingerprint],
    );
    const changed = written.rowCount === 1;
    if (changed) {
      const ids = edition.obligations.map((row) => row.id);
      await client.query(
        `insert into policy.obligation (edition_id, id, clause_id) select $1, id, clause_id from unnest($2::text[], $3::text[]) as row (id, clause_id)
         on conflict (edition_id, id) do update set clause_id = excluded.clause_id`,
        [edition.id, ids, edition.obligations.map((row) => row.clause)],
      );
      await client.query('delete from policy.obligation where edition_id = $1 and id <> all ($2::text[])', [edition.id, ids]);
    }
    await client.query('commit');
    return { changed };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
