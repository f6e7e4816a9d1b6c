import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { fault } from '../people.store.ts';

type HandOverFault =
  | 'people/grant-refused'
  | 'people/over-already'
  | 'people/nobody-there'
  | 'people/not-yours'
  | 'people/handed-over-already'
  | 'people/grant-stays';

/**
 * Proposes grants to a successor and sets the day on which they end. Returns null, or the reason for a refusal. `proposals` maps ids of proposals to grants.
 */
export function handOver(
  db: Database,
  h: { handOverId: string; successorId: string; lastDay: string; proposals: Record<string, string> },
): Promise<HandOverFault | null> {
  return fault(
    db,
    sql`select identity.hand_over_position(${h.handOverId}, ${h.successorId}, ${h.lastDay}::date, ${JSON.stringify(h.proposals)}::jsonb) as fault`,
  );
}

/** Decides all grants of a hand-over that the caller may decide. Returns null, or the reason for a refusal. */
export function decide(
  db: Database,
  d: { handOverId: string; accept: boolean; reason: string | null; at: Date },
): Promise<
  'people/nothing-to-decide' | 'people/grant-refused' | 'people/label-above' | 'people/over-already' | 'people/nobody-there' | null
> {
  return fault(db, sql`select identity.decide_hand_over(${d.handOverId}, ${d.accept}, ${d.reason}, ${d.at}) as fault`);
}

/** Proposed grants that this reader may see, newest hand-over first, each with whether the reader may decide it. */
export function proposedGrants(db: Database, open: boolean) {
  let query = db
    .selectFrom('identity.proposed_grant as g')
    .leftJoin('parties.party as p', 'p.id', 'g.party_id')
    .leftJoin('identity.person as a', 'a.id', 'g.from_person')
    .leftJoin('identity.person as b', 'b.id', 'g.to_person')
    .leftJoin('identity.person as d', 'd.id', 'g.decided_by')
    .selectAll('g')
    .select(['p.name_en', 'p.name_fr', 'a.name as from_name', 'b.name as to_name', 'd.name as decided_name'])
    .select(sql<boolean>`g.decided_at is null and g.to_person <> identity.person() and identity.may_grant(g.role, g.party_id)`.as('yours'))
    .orderBy('g.proposed_at', 'desc')
    .orderBy('g.hand_over_id')
    .orderBy('g.id')
    .limit(500);
  if (open) query = query.where('g.decided_at', 'is', null);
  return query.execute();
}

/** The one party of a hand-over, for the ledger; null where it concerns several parties or none. */
export async function partyOfHandOver(db: Database, handOverId: string): Promise<string | null> {
  const rows = await db
    .selectFrom('identity.proposed_grant')
    .select('party_id')
    .distinct()
    .where('hand_over_id', '=', handOverId)
    .execute();
  return rows.length === 1 ? rows[0]!.party_id : null;
}

/** People by a part of their name, for choosing a successor. */
export function findColleagues(db: Database, find: string, but: string) {
  const pattern = `%${find.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('identity.person')
    .select(['id', 'name'])
    .where('kind', '=', 'person')
    .where('disabled_at', 'is', null)
    .where('id', '<>', but)
    .where('name', 'ilike', pattern)
    .orderBy('name')
    .orderBy('id')
    .limit(20)
    .execute();
}
