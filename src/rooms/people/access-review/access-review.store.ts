import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { fault, markListed } from '../people.store.ts';

/** Signs a review. Returns null, or the reason for a refusal. */
export function review(
  db: Database,
  r: { reviewId: string; partyId: string | null; kept: readonly string[]; ended: readonly string[]; at: Date },
): Promise<'people/not-yours-to-review' | 'people/review-incomplete' | 'people/grant-stays' | null> {
  return fault(
    db,
    sql`select identity.review_access(${r.reviewId}, ${r.partyId}, ${[...r.kept]}::uuid[], ${[...r.ended]}::uuid[], ${r.at}) as fault`,
  );
}

/** Present and future grants that this reader may see, with holder and giver. */
export async function runningGrants(db: Database, today: string) {
  const grants = await db
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.person as h', 'h.id', 'g.person_id')
    .select(['g.id', 'g.person_id', 'g.role', 'g.party_id', 'g.unit_id', 'g.operation_id', 'g.label', 'g.valid_from', 'g.valid_to'])
    .select(['g.granted_at', 'g.granted_by', 'h.name as holder'])
    .where('g.ended_at', 'is', null)
    .where('h.disabled_at', 'is', null)
    .where('h.kind', '=', 'person')
    .where((is) => is.or([is('g.valid_to', 'is', null), is('g.valid_to', '>=', today)]))
    .orderBy('h.name')
    .orderBy('g.granted_at')
    .execute();
  return markListed(db, grants);
}

/** The newest review of each party that this reader may see. */
export async function lastReviews(db: Database): Promise<Map<string | null, Date>> {
  const rows = await db
    .selectFrom('identity.access_review')
    .select(['party_id', (is) => is.fn.max('reviewed_at').as('at')])
    .groupBy('party_id')
    .execute();
  return new Map(rows.map((row) => [row.party_id, row.at]));
}

/** When each grant was last reviewed and kept, in the reviews that this reader may see. */
export async function lastLooks(db: Database): Promise<Map<string, Date>> {
  const rows = await db
    .selectFrom('identity.access_review_line as l')
    .innerJoin('identity.access_review as r', 'r.id', 'l.review_id')
    .select(['l.grant_id', (is) => is.fn.max('r.reviewed_at').as('at')])
    .where('l.kept', '=', true)
    .groupBy('l.grant_id')
    .execute();
  return new Map(rows.map((row) => [row.grant_id, row.at]));
}

/** People who wait for this administrator: invited and not signed in yet, or without a role. */
export async function waitingPeople(db: Database) {
  const { rows } = await sql<{ personId: string; person: string; linkEnds: Date | null; hasRole: boolean }>`
    select person_id as "personId", name as person, link_ends as "linkEnds", has_role as "hasRole" from identity.own_waiting_people()`.execute(
    db,
  );
  return rows.map(({ linkEnds, ...row }) => ({ ...row, linkEnds: linkEnds?.toISOString() ?? null }));
}

/** Past reviews of a party with how many grants each kept and ended, newest first. */
export function pastReviews(db: Database, partyId: string | null) {
  return db
    .selectFrom('identity.access_review as r')
    .leftJoin('identity.access_review_line as l', 'l.review_id', 'r.id')
    .select(['r.id', 'r.reviewed_name', 'r.reviewed_at'])
    .select([sql<number>`count(*) filter (where l.kept)::int`.as('kept'), sql<number>`count(*) filter (where not l.kept)::int`.as('ended')])
    .where('r.party_id', 'is not distinct from', partyId)
    .groupBy('r.id')
    .orderBy('r.reviewed_at', 'desc')
    .limit(20)
    .execute();
}

/** Which grants of a party this reader has to review. */
export async function toReview(db: Database, partyId: string | null): Promise<Set<string>> {
  const { rows } = await sql<{ ids: string[] }>`select identity.grants_to_review(${partyId}) as ids`.execute(db);
  return new Set(rows[0]!.ids);
}

/** The last day on which each holder of a grant at a party ran a command or read content there. */
export async function lastUse(db: Database, partyId: string | null): Promise<Map<string, string>> {
  const { rows } = await sql<{ person_id: string; day: string }>`select person_id, day from identity.last_use(${partyId})`.execute(db);
  return new Map(rows.map((row) => [row.person_id, row.day]));
}
