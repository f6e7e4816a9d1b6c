import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

/** The party of a person of a roster, for the question who may; undefined where this reader may not see them. */
export async function partyOfTrainee(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('training.trainee').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The party of a waiver. */
export async function partyOfWaiver(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('training.waiver').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The people of a party with these service numbers who have not left. */
export async function traineesByNumber(db: Database, partyId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`select id, service_number as number from training.trainee
    where party_id = ${partyId} and left_at is null and service_number = any (${[...numbers]}::text[])`.execute(db);
  return new Map(rows.map(({ id, number }) => [number, id]));
}

/** Which of these are recorded already, by person, module and source of a way. */
export async function recordedAlready(
  db: Database,
  way: string,
  keys: readonly { trainee: string; module: string; sourceId: string }[],
): Promise<Set<string>> {
  const { rows } = await sql<{
    key: string;
  }>`select concat_ws(' ', c.trainee_id, c.module_id, c.source_id) as key from training.completion c
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) k (trainee uuid, module text, "sourceId" text)
      on c.trainee_id = k.trainee and c.module_id = k.module and c.source_id = k."sourceId" and c.way = ${way}`.execute(db);
  return new Set(rows.map(({ key }) => key));
}
