import type { ClientBase } from 'pg';
import { z } from 'zod';

/** One purge two persons agreed on, as a restore needs it. */
export const Purge = z.strictObject({
  pieceId: z.uuid(),
  askedBy: z.uuid(),
  askedAt: z.iso.datetime(),
  purgedBy: z.uuid(),
  purgedAt: z.iso.datetime(),
});
export type Purge = z.output<typeof Purge>;

/** Every purge that was done. Kept apart from a backup, so that restoring an older one brings nothing purged back. Runs as the schema's owner. */
export async function purges(client: Pick<ClientBase, 'query'>): Promise<Purge[]> {
  const { rows } = await client.query(
    `select id, purge_asked_by, purge_asked_at, purged_by, purged_at from evidence.piece where state = 'purged' order by purged_at, id`,
  );
  return rows.map((row) => ({
    pieceId: row.id,
    askedBy: row.purge_asked_by,
    askedAt: new Date(row.purge_asked_at).toISOString(),
    purgedBy: row.purged_by,
    purgedAt: new Date(row.purged_at).toISOString(),
  }));
}

/** Those of a list whose piece this database still holds: what a restore has to do again. */
export async function missingPurges(client: Pick<ClientBase, 'query'>, list: readonly Purge[]): Promise<Purge[]> {
  const { rows } = await client.query(`select id from evidence.piece where state <> 'purged' and id = any ($1)`, [
    list.map(({ pieceId }) => pieceId),
  ]);
  const held = new Set(rows.map(({ id }) => id as string));
  return list.filter(({ pieceId }) => held.has(pieceId));
}
