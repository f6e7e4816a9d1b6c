import { sql } from 'kysely';
import type { z } from 'zod';
import { defineSort } from '#platform/db/sort.ts';
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

/** A consultation, or undefined where the reader may not see it. */
export async function findConsultation(db: Database, id: string): Promise<ConsultationRecord | undefined> {
  return (await sql<ConsultationRecord>`select ${CONSULTATION} from cooperation.consultation c where c.id = ${id}`.execute(db)).rows[0];
}

/** A consultation, locked until the command ends; undefined also where the partner was informed, because the policy of updates hides it. */
export async function lockConsultation(db: Database, id: string): Promise<ConsultationRecord | undefined> {
  return (await sql<ConsultationRecord>`select ${CONSULTATION} from cooperation.consultation c where c.id = ${id} for update`.execute(db))
    .rows[0];
}

/** The consulting body, for permission checks; undefined where the reader may not see it. */
export async function partyOfConsultation(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('cooperation.consultation').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/**
 * The orders of the list of consultations; the indexes consultation_list, consultation_decided and consultation_informed carry them. A consultation that waits
 * for its outcome, or whose partner waits for word of it, is last. Not by coalesce, which up to PostgreSQL 17 is not leakproof: a page under row-level security could
 * not begin in the index.
 */
export const CONSULTATION_SORT = defineSort(
  {
    stated: { by: sql`c.stated_on`, part: 'day' },
    decided: { by: sql`case when c.decided_on is null then 'infinity'::date else c.decided_on end`, part: 'day' },
    informed: { by: sql`case when c.informed_on is null then 'infinity'::date else c.informed_on end`, part: 'day' },
  },
  sql`c.id`,
  '-stated',
);

/** A page of consultations with their authors, newest first or in the order asked for; optionally with one kind of partner. */
export async function listed(
  db: Database,
  ask: { kind: ConsultedKind | undefined; sort: z.infer<typeof CONSULTATION_SORT.schema>; after: string | undefined },
  rows: number,
): Promise<(ConsultationRecord & { by: string })[]> {
  const { where, order } = CONSULTATION_SORT.from(ask.sort, ask.after);
  const ofKind = ask.kind === undefined ? sql`true` : sql`c.kind = ${ask.kind}`;
  return (
    await sql<ConsultationRecord & { by: string }>`select ${CONSULTATION}, p.name as by from cooperation.consultation c
      join identity.person p on p.id = c.recorded_by where ${ofKind} and ${where} order by ${order} limit ${rows}`.execute(db)
  ).rows;
}
