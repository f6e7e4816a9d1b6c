import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';

/** The frozen board of a rotation, or undefined where this reader may not see it. */
export function findHandOver(db: Database, id: string) {
  return db.selectFrom('training.hand_over').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Lets commanders sign one board one after the other. Signatures are only added: two who read none would both sign first, and nobody would complete the board. */
export async function lockHandOver(db: Database, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`hand-over ${id}`}, 0))`.execute(db);
}

/** Who signed these hand-overs, each side once. */
export function signaturesOf(db: Database, ids: readonly string[]) {
  return db.selectFrom('training.hand_over_signature').selectAll().where('hand_over_id', '=', anyOf(ids)).orderBy('signed_at').execute();
}

/** The newest frozen board of each of these rotations. */
export async function handOversOf(db: Database, rotations: readonly string[]) {
  return db
    .selectFrom('training.hand_over')
    .selectAll()
    .distinctOn('rotation_id')
    .where('rotation_id', '=', anyOf(rotations))
    .orderBy('rotation_id')
    .orderBy('checked_at', 'desc')
    .execute();
}

/** The newest frozen boards of rotations of these parties that lack a signature. */
export async function unsignedHandOvers(db: Database, partyIds: readonly string[]) {
  if (partyIds.length === 0) return [];
  const newest = db
    .selectFrom('training.hand_over')
    .selectAll()
    .distinctOn('rotation_id')
    .where('party_id', '=', anyOf(partyIds))
    .orderBy('rotation_id')
    .orderBy('checked_at', 'desc');
  const signatures = sql<number>`(select count(*)::int from training.hand_over_signature s where s.hand_over_id = newest.id)`;
  return await db.selectFrom(newest.as('newest')).selectAll().where(signatures, '<', 2).orderBy('as_of').orderBy('id').execute();
}
