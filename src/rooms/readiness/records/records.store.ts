import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Completions } from './records.schema.ts';

// A person has a few dozen at most.
const MOST = 500;

/** The party of a person on a roster, for the permission check; undefined where this reader may not see them. */
export async function partyOfTrainee(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('training.trainee').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** Those of these people of a roster who are this person. */
export async function ownTrainees(db: Database, ids: readonly string[], person: string): Promise<Set<string>> {
  const rows = await db.selectFrom('training.trainee').select('id').where('id', '=', anyOf(ids)).where('person_id', '=', person).execute();
  return new Set(rows.map(({ id }) => id));
}

type Recorded = Omit<Completions['completions'][number], 'title' | 'signs' | 'actions'>;
const RECORDED = sql`c.id, c.module_id as module, c.module_version as version, c.lessons, c.source, c.passed_at::date::text as "passedOn", c.acknowledged_at::date::text as "signedOn",
  nullif(c.valid_until, 'infinity')::text as "validUntil", exists (select from training.certificate k where k.completion_id = c.id) as certificate,
  c.revoked_at::date::text as "revokedOn", c.revocation_reason as reason`;

/** What is recorded of a person, latest first. */
export async function completionsOf(db: Database, traineeId: string): Promise<Recorded[]> {
  return (
    await sql<Recorded>`select ${RECORDED} from training.completion c where c.trainee_id = ${traineeId} order by c.passed_at desc, c.id desc limit ${MOST}`.execute(
      db,
    )
  ).rows;
}

/** One record and whose it is; undefined where this reader may not see it. */
export async function findCompletion(db: Database, id: string) {
  const { rows } = await sql<Recorded & { partyId: string; traineeId: string }>`
    select ${RECORDED}, c.party_id as "partyId", c.trainee_id as "traineeId" from training.completion c where c.id = ${id}`.execute(db);
  return rows[0];
}

/** What was recorded under an equivalent course and still counts. */
export async function completionsUnder(db: Database, partyId: string, equivalentId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from training.completion
    where party_id = ${partyId} and source = 'recognised' and source_id like ${`${equivalentId} %`} and revoked_at is null`.execute(db);
  return rows.map(({ id }) => id);
}

/** A waiver and whose it is; undefined where this reader may not see it. */
export async function findWaiver(db: Database, id: string) {
  const { rows } = await sql<{ partyId: string; until: string; endedAt: Date | null; version: number }>`
    select party_id as "partyId", until::text, ended_at as "endedAt", version from training.waiver where id = ${id}`.execute(db);
  return rows[0];
}

/** The people of a party with these service numbers who have not left. */
export async function traineesByNumber(db: Database, partyId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`select id, service_number as number from training.trainee
    where party_id = ${partyId} and left_at is null and service_number = any (${[...numbers]}::text[])`.execute(db);
  return new Map(rows.map(({ id, number }) => [number, id]));
}

/** Those of these service numbers whose people have left the party. */
export async function numbersThatLeft(db: Database, partyId: string, numbers: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ number: string }>`select distinct service_number as number from training.trainee
    where party_id = ${partyId} and left_at is not null and service_number = any (${[...numbers]}::text[])`.execute(db);
  return new Set(rows.map(({ number }) => number));
}

/** Which of these are recorded already, by person, module and source, and whether a signature can still be added: they are in force and unsigned. */
export async function recordedAlready(
  db: Database,
  source: string,
  keys: readonly { trainee: string; module: string; sourceId: string }[],
): Promise<Map<string, { unsigned: boolean }>> {
  const { rows } = await sql<{
    key: string;
    unsigned: boolean;
  }>`select concat_ws(' ', c.trainee_id, c.module_id, c.source_id) as key, c.acknowledged_at is null and c.revoked_at is null as unsigned from training.completion c
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) k (trainee uuid, module text, "sourceId" text)
      on c.trainee_id = k.trainee and c.module_id = k.module and c.source_id = k."sourceId" and c.source = ${source}`.execute(db);
  return new Map(rows.map(({ key, unsigned }) => [key, { unsigned }]));
}
