import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { RosterPerson } from './roster.rules.ts';

export type StoredTrainee = RosterPerson & {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly left: boolean;
};

const PERSON = sql`id, service_number as number, category, roles, unit_id as "unitId", operation_id as "operationId", rotation_id as "rotationId",
  arrives_on::text as "arrivesOn", leaves_on::text as "leavesOn", version, left_at is not null as left`;

/** The people of a party with these service numbers; `lock`: locked until the transaction ends. */
export async function findTrainees(
  db: Database,
  partyId: string,
  numbers: readonly string[],
  lock = false,
): Promise<Map<string, StoredTrainee>> {
  const { rows } = await sql<StoredTrainee>`select ${PERSON} from training.trainee
    where party_id = ${partyId} and service_number = any (${[...numbers]}::text[]) order by id ${lock ? sql`for update` : sql``}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.number, row]));
}

/** How many people of a party have not left. */
export async function countActive(db: Database, partyId: string): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from training.trainee where party_id = ${partyId} and left_at is null`.execute(db);
  return rows[0]!.n;
}

export type NewPerson = RosterPerson & { readonly id: string; readonly number: string };

const json = (rows: readonly object[]) => JSON.stringify(rows);
const columnsOf = (one: RosterPerson & { id: string }) => ({
  id: one.id,
  category: one.category,
  roles: one.roles,
  unit_id: one.unitId,
  operation_id: one.operationId,
  rotation_id: one.rotationId,
  arrives_on: one.arrivesOn,
  leaves_on: one.leavesOn,
});

/** Adds people to a roster in one statement. */
export function addPeople(partyId: string, people: readonly NewPerson[], { now, by }: { now: Date; by: string }) {
  const rows = people.map((one) => ({ ...columnsOf(one), service_number: one.number }));
  return sql`insert into training.trainee (id, party_id, service_number, category, roles, unit_id, operation_id, rotation_id, arrives_on, leaves_on, recorded_at, recorded_by)
    select id, ${partyId}::uuid, service_number, category, roles, unit_id, operation_id, rotation_id, arrives_on, leaves_on, ${now}, ${by}::uuid
    from jsonb_populate_recordset(null::training.trainee, ${json(rows)}::jsonb)`;
}

/** Changes people in one statement. `left`: when they left; null puts them back on the roster. */
export function changePeople(people: readonly (RosterPerson & { id: string; left?: Date | null })[]) {
  const rows = people.map((one) => ({ ...columnsOf(one), left_at: one.left?.toISOString() ?? null }));
  return sql`update training.trainee t set category = c.category, roles = c.roles, unit_id = c.unit_id, operation_id = c.operation_id, rotation_id = c.rotation_id,
      arrives_on = c.arrives_on, leaves_on = c.leaves_on, left_at = c.left_at, version = t.version + 1
    from jsonb_populate_recordset(null::training.trainee, ${json(rows)}::jsonb) c where t.id = c.id`;
}

export type BatchRow = {
  readonly line: number;
  readonly traineeId: string;
  readonly before: StoredTrainee | null;
  readonly leftVersion: number;
};

/** Which person each row added or changed, and their entry before. */
export function insertRosterRows(batchId: string, partyId: string, rows: readonly BatchRow[]) {
  const values = rows.map((row) => ({ line: row.line, trainee_id: row.traineeId, before: row.before, left_version: row.leftVersion }));
  return sql`insert into training.roster_row (batch_id, party_id, line, trainee_id, before, left_version)
    select ${batchId}::uuid, ${partyId}::uuid, line, trainee_id, nullif(before, 'null'::jsonb), left_version
    from jsonb_populate_recordset(null::training.roster_row, ${json(values)}::jsonb)`;
}

/** A batch this subject may see, locked until the transaction ends. */
export function lockBatch(db: Database, id: string) {
  return db.selectFrom('training.roster_batch').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The party of a batch, for the permission check. */
export async function partyOfBatch(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('training.roster_batch').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** Rows of a batch after a given line, with the current entry of their person. */
export async function rowsToUndo(db: Database, batchId: string, after: number, limit: number) {
  const { rows } = await sql<{ line: number; traineeId: string; before: StoredTrainee | null; untouched: boolean; person: RosterPerson }>`
    select r.line, r.trainee_id as "traineeId", r.before, t.version = r.left_version as untouched,
      jsonb_build_object('category', t.category, 'roles', t.roles, 'unitId', t.unit_id, 'operationId', t.operation_id, 'rotationId', t.rotation_id,
        'arrivesOn', t.arrives_on, 'leavesOn', t.leaves_on) as person
    from training.roster_row r join training.trainee t on t.id = r.trainee_id where r.batch_id = ${batchId} and r.line > ${after} order by r.line limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Rosters imported for a party, newest first. */
export function listBatches(db: Database, partyId: string, after: { at: string; id: string } | undefined, limit: number) {
  let query = db
    .selectFrom('training.roster_batch')
    .selectAll()
    .where('party_id', '=', partyId)
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where(sql<boolean>`(started_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.execute();
}
