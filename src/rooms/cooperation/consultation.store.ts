import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { ConsultationState, ConsultedKind } from './consultation.rules.ts';

export type ConsultationRecord = {
  id: string;
  editionId: string;
  partyId: string;
  kind: ConsultedKind;
  consultedId: string | null;
  consultedName: string | null;
  statedOn: string;
  statement: string;
  state: ConsultationState;
  changed: boolean | null;
  outcome: string | null;
  decidedOn: string | null;
  informedOn: string | null;
  version: number;
  level: number;
  releasableTo: string[] | null;
};
const CONSULTATION = sql`c.id, c.edition_id as "editionId", c.party_id as "partyId", c.kind, c.consulted_id as "consultedId", c.consulted_name as "consultedName",
  c.stated_on::text as "statedOn", c.statement, c.state, c.changed, c.outcome, c.decided_on::text as "decidedOn", c.informed_on::text as "informedOn", c.version,
  c.label_level as level, c.releasable_to as "releasableTo"`;

/** A consultation, locked until the command ends. */
export async function lockConsultation(db: Database, id: string): Promise<ConsultationRecord | undefined> {
  return (await sql<ConsultationRecord>`select ${CONSULTATION} from cooperation.consultation c where c.id = ${id} for update`.execute(db))
    .rows[0];
}

/** The consulting body, for permission checks; undefined where the reader may not see it. */
export async function partyOfConsultation(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('cooperation.consultation').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** A page of consultations, newest first, with their authors. */
export async function listed(
  db: Database,
  after: { day: string; id: string } | undefined,
  rows: number,
): Promise<(ConsultationRecord & { by: string })[]> {
  const past = after ? sql`where (c.stated_on, c.id) < (${after.day}::date, ${after.id}::uuid)` : sql``;
  return (
    await sql<ConsultationRecord & { by: string }>`select ${CONSULTATION}, p.name as by from cooperation.consultation c
      join identity.person p on p.id = c.recorded_by ${past} order by c.stated_on desc, c.id desc limit ${rows}`.execute(db)
  ).rows;
}
