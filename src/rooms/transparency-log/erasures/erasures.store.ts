import type { ClientBase } from 'pg';
import { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';

/** The open request to erase the content of an entry, as far as this reader sees it. */
export function openRequest(db: Database, entryId: string) {
  return db
    .selectFrom('ledger.erasure')
    .select('requested_by')
    .where('entry_id', '=', entryId)
    .where('approved_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/**
 * What the ledger stores of a command about an erasure. The verifier reads person, command and entry from the leaf itself, so none of them may be in the
 * erasable part.
 */
export function erasureEntry(entryId: string) {
  return { subjectKind: 'ledger-entry', subjectId: entryId, partyId: null, detail: {} };
}

/** An erasure that two persons agreed on, as a restore needs it. */
export const Erasure = z.strictObject({
  entryId: z.uuid(),
  requestedBy: z.uuid(),
  requestedAt: z.iso.datetime(),
  approvedBy: z.uuid(),
  approvedAt: z.iso.datetime(),
});
export type Erasure = z.output<typeof Erasure>;

/**
 * All completed erasures. They are kept apart from a backup, so that restoring an older backup brings no erased content back. Runs as the owner of the schema.
 */
export async function erasures(client: Pick<ClientBase, 'query'>): Promise<Erasure[]> {
  const { rows } = await client.query(
    'select entry_id, requested_by, requested_at, approved_by, approved_at from ledger.erasure where approved_at is not null order by approved_at, entry_id',
  );
  return rows.map((row) => ({
    entryId: row.entry_id,
    requestedBy: row.requested_by,
    requestedAt: new Date(row.requested_at).toISOString(),
    approvedBy: row.approved_by,
    approvedAt: new Date(row.approved_at).toISOString(),
  }));
}

/** The erasures of a list that this database does not have as completed; a restore must repeat them. */
export async function missingErasures(client: Pick<ClientBase, 'query'>, list: readonly Erasure[]): Promise<Erasure[]> {
  const done = new Set((await erasures(client)).map(({ entryId }) => entryId));
  return list.filter(({ entryId }) => !done.has(entryId));
}
