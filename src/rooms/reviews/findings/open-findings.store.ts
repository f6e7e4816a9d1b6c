import { sql } from 'kysely';
import type { Day } from '#kernel/day.ts';
import type { Database } from '#platform/db/transaction.ts';
import { isOver, type WorkCalendar } from '#rooms/parties/index.ts';
import { UNSETTLED } from './finding.rules.ts';

/** Unsettled findings, of one party where one is given, with the facts that decide whether they are late. */
export function unsettledFindings(db: Database, partyId?: string) {
  return db
    .selectFrom('reviews.finding as f')
    .innerJoin('reviews.participation as p', 'p.id', 'f.participation_id')
    .selectAll('f')
    .select(['p.voluntary', 'p.label_level', 'p.releasable_to'])
    .where('f.state', 'in', [...UNSETTLED])
    .$if(partyId !== undefined, (query) => query.where('f.party_id', '=', partyId!))
    .orderBy('f.due')
    .orderBy('f.id')
    .execute();
}

/** Every finding that this reader may see and that was not withdrawn, with its party and its round, the nearest due date first. */
export async function titledFindings(db: Database) {
  const { rows } = await sql<{
    id: string;
    title: string;
    clauses: string[];
    obligations: string[];
    roundId: string;
    participationId: string;
    partyId: string;
    en: string;
    fr: string;
    roundEn: string;
    roundFr: string;
  }>`select f.id, f.title, f.clause_ids as clauses, f.obligation_ids as obligations, f.round_id as "roundId", f.participation_id as "participationId",
      p.id as "partyId", p.name_en as en, p.name_fr as fr, r.title_en as "roundEn", r.title_fr as "roundFr"
    from reviews.finding f join parties.party p on p.id = f.party_id join reviews.round r on r.id = f.round_id
    where f.state <> 'withdrawn' order by f.due, f.id`.execute(db);
  return rows;
}

/** How many findings of a party were closed since a given day. */
export async function countClosedSince(db: Database, partyId: string, day: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from reviews.finding_event
    where party_id = ${partyId} and kind = 'closed' and at >= ${day}::date`.execute(db);
  return rows[0]!.count;
}

/** Whether a finding waits for its party past its due date: by the party's calendar, and never for a voluntary party. */
export function isFindingLate(finding: { state: string; voluntary: boolean; due: Day }, calendar: WorkCalendar, now: Date): boolean {
  return finding.state === 'open' && !finding.voluntary && isOver(calendar, finding.due, now);
}
