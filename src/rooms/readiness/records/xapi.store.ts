import { sql } from 'kysely';
import type { ClientBase } from 'pg';
import type { Database } from '#platform/db/transaction.ts';

/** A statement that could not be imported: its number is on no roster, or its activity is no module. */
export type Waiting = { readonly source: string; readonly statement: string; readonly why: 'number' | 'module'; readonly value: string };
type Named = { value: string; n: number };

/** How far a party's statements were read. The row is locked until the transaction ends, so that two imports run one after the other. */
export async function placeOf(db: Database, partyId: string): Promise<{ position: string | null; voidedPosition: string | null }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`xapi ${partyId}`}, 0))`.execute(db);
  const row = await db.selectFrom('training.xapi_place').select(['mark', 'voided_mark']).where('party_id', '=', partyId).executeTakeFirst();
  return { position: row?.mark ?? null, voidedPosition: row?.voided_mark ?? null };
}

/**
 * Lets every party's import begin again. A position names transactions of the server on which it was stored: on another server, statements would seem to have been read.
 * What was imported before is found again and not stored twice.
 */
export async function restartXapiImports(client: ClientBase): Promise<void> {
  await client.query('update training.xapi_place set mark = null, voided_mark = null');
}

/** Stores how far the statements were read. */
export function storePosition(
  db: Database,
  partyId: string,
  place: { position: string | null; voidedPosition: string | null },
  { now, by }: { now: Date; by: string },
) {
  const row = { mark: place.position, voided_mark: place.voidedPosition, read_at: now, read_by: by };
  return db
    .insertInto('training.xapi_place')
    .values({ party_id: partyId, ...row })
    .onConflict((clash) => clash.column('party_id').doUpdateSet(row));
}

/** Addresses of activities that were no module, among the waiting statements. */
export async function waitingModules(db: Database, partyId: string): Promise<string[]> {
  const { rows } = await sql<{
    value: string;
  }>`select distinct value from training.xapi_waiting where party_id = ${partyId} and why = 'module' limit 1000`.execute(db);
  return rows.map(({ value }) => value);
}

/** Waiting statements that can be imported now: their number was added to the roster, or their address is one of these. */
export async function findKnownByNow(
  db: Database,
  partyId: string,
  modules: readonly string[],
  limit: number,
): Promise<{ source: string; statement: string }[]> {
  const { rows } = await sql<{
    source: string;
    statement: string;
  }>`select w.source_id as source, w.statement_id as statement from training.xapi_waiting w
    where w.party_id = ${partyId} and (w.why = 'module' and w.value = any (${[...modules]}::text[]) or w.why = 'number' and exists (
      select from training.trainee t where t.party_id = w.party_id and t.left_at is null and t.service_number = w.value)) limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** The waiting numbers or addresses, most frequent first, without those statements. */
export async function countWaiting(
  db: Database,
  partyId: string,
  why: Waiting['why'],
  without: readonly string[],
  limit: number,
): Promise<Named[]> {
  const { rows } = await sql<Named>`select value, count(*)::int as n from training.xapi_waiting
    where party_id = ${partyId} and why = ${why} and statement_id <> all (${[...without]}::uuid[]) group by value order by n desc, value limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Deletes waiting statements: the given ones, or all of the party. */
export function deleteWaiting(db: Database, partyId: string, statements?: readonly string[]) {
  const all = db.deleteFrom('training.xapi_waiting').where('party_id', '=', partyId);
  return statements === undefined ? all : all.where('statement_id', 'in', [...statements]);
}

/** Adds statements that wait. */
export function insertWaiting(db: Database, partyId: string, waiting: readonly Waiting[]) {
  return db
    .insertInto('training.xapi_waiting')
    .values(
      waiting.map(({ source, statement, why, value }) => ({ source_id: source, statement_id: statement, party_id: partyId, why, value })),
    )
    .onConflict((clash) => clash.doNothing());
}

/** Records of statements that their sender voided, if the records still count. */
export async function recordsOf(db: Database, partyId: string, statements: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from training.completion
    where party_id = ${partyId} and source = 'xapi' and revoked_at is null and source_id = any (${[...statements]}::text[])`.execute(db);
  return rows.map(({ id }) => id);
}
