import type { ClientBase } from 'pg';

/** When a nightly deletion was last complete, what the last one left, and since when deletions have been recorded. A row of the future comes from a wrong clock and does not count. Runs as the owner of the schema. */
export async function lastDeletion(
  client: Pick<ClientBase, 'query'>,
): Promise<{ completeAt: Date | null; failed: readonly string[]; since: Date }> {
  const { rows } = await client.query(
    `select (select max(ended_at) from retention.deletion where failed = '{}' and ended_at <= now()) as "completeAt",
       coalesce((select failed from retention.deletion where ended_at <= now() order by ended_at desc limit 1), '{}') as failed,
       (select applied_at from platform.migration where number = 127) as since`,
  );
  return rows[0];
}
