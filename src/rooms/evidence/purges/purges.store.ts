import type { ClientBase } from 'pg';
import { z } from 'zod';

/** A purge that two persons agreed on, as a restore needs it. */
export const Purge = z.strictObject({
  itemId: z.uuid(),
  requestedBy: z.uuid(),
  requestedAt: z.iso.datetime(),
  purgedBy: z.uuid(),
  purgedAt: z.iso.datetime(),
});
export type Purge = z.output<typeof Purge>;

/**
 * All completed purges. They are kept apart from a backup, so that restoring an older backup brings no purged content back. Runs as the owner of the schema.
 */
export async function purges(client: Pick<ClientBase, 'query'>): Promise<Purge[]> {
  const { rows } = await client.query(
    `select id, purge_requested_by, purge_requested_at, purged_by, purged_at from evidence.item where state = 'purged' order by purged_at, id`,
  );
  return rows.map((row) => ({
    itemId: row.id,
    requestedBy: row.purge_requested_by,
    requestedAt: new Date(row.purge_requested_at).toISOString(),
    purgedBy: row.purged_by,
    purgedAt: new Date(row.purged_at).toISOString(),
  }));
}

/** The purges of a list whose evidence item this database still holds; a restore must repeat them. */
export async function missingPurges(client: Pick<ClientBase, 'query'>, list: readonly Purge[]): Promise<Purge[]> {
  const { rows } = await client.query(`select id from evidence.item where state <> 'purged' and id = any ($1)`, [
    list.map(({ itemId }) => itemId),
  ]);
  const held = new Set(rows.map(({ id }) => id as string));
  return list.filter(({ itemId }) => held.has(itemId));
}
