import { sql } from 'kysely';
import type { PageQuery } from '#kernel/page.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort, limitTo } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import { fault } from '../people.store.ts';

type HandOverFault =
  | 'people/grant-refused'
  | 'people/over-already'
  | 'people/nobody-there'
  | 'people/not-yours'
  | 'people/handed-over-already'
  | 'people/list-decides'
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
  'people/nothing-to-decide' | 'people/grant-refused' | 'people/label-above' | 'people/role-ended' | 'people/nobody-there' | null
> {
  return fault(db, sql`select identity.decide_hand_over(${d.handOverId}, ${d.accept}, ${d.reason}, ${d.at}) as fault`);
}

// Digits, so that they compare alike in every collation. The reader's own position comes first, of which the form to hand over needs every open role; then what
// waits, so that decided hand-overs never hide it.
const PLACE = sql`case when not bool_or(decided_at is null) then 0 when bool_or(last_day is not null and from_person = (select identity.person())) then 2 else 1 end
  || to_char(max(proposed_at) at time zone 'utc', 'YYYYMMDDHH24MISSUS')`;
const HAND_OVER_SORT = defineSort({ place: { by: sql`place`, part: 'text' } }, sql`id`, '-place');

/** A page of the hand-overs that this reader may see: the open ones of the reader's own position, the others that wait, then decided ones; newest first. */
export async function listHandOvers(db: Database, { after, limit }: PageQuery) {
  const { where, order } = HAND_OVER_SORT.from(undefined, after);
  const { rows } = await sql<{ id: string; place: string }>`select id, place
    from (select hand_over_id as id, ${PLACE} as place from identity.proposed_grant group by hand_over_id) h
    where ${where} order by ${order} ${limitTo(limit + 1)}`.execute(db);
  const page = HAND_OVER_SORT.page(undefined, rows, limit, ({ id, place }) => [place, id]);
  const grants = Map.groupBy(
    await proposedGrants(
      db,
      page.items.map(({ id }) => id),
    ),
    (row) => row.hand_over_id,
  );
  return { next: page.next, items: page.items.flatMap(({ id }) => (grants.has(id) ? [{ id, grants: grants.get(id)! }] : [])) };
}

/**
 * The proposed grants of these hand-overs that this reader may see, each with whether the reader may decide it, and with what an acceptance passes on from the
 * leaver's grant.
 */
function proposedGrants(db: Database, handOverIds: readonly string[]) {
  return db
    .selectFrom('identity.proposed_grant as g')
    .leftJoin('parties.party as p', 'p.id', 'g.party_id')
    .leftJoin('identity.person as a', 'a.id', 'g.from_person')
    .leftJoin('identity.person as b', 'b.id', 'g.to_person')
    .leftJoin('identity.person as d', 'd.id', 'g.decided_by')
    .leftJoin('identity.role_grant as own', 'own.id', 'g.grant_id')
    .leftJoin('parties.party as o', 'o.id', 'own.operation_id')
    .leftJoin('parties.unit as u', 'u.id', 'own.unit_id')
    .leftJoin('parties.rotation as r', 'r.id', 'own.rotation_id')
    .selectAll('g')
    .select(['p.name_en', 'p.name_fr', 'a.name as from_name', 'b.name as to_name', 'd.name as decided_name'])
    .select(['own.label', 'own.unit_id', 'u.name as unit_name', 'o.code as operation_code', 'r.contingent'])
    .select(sql<boolean>`g.decided_at is null and g.to_person <> identity.person() and identity.may_grant(g.role, g.party_id)`.as('yours'))
    .where('g.hand_over_id', '=', anyOf(handOverIds))
    .orderBy('g.id')
    .execute();
}

/** All hand-overs with a grant that this reader may decide. What may be given is asked once per role and party, because a table can propose thousands. */
export async function handOversToDecide(db: Database) {
  const { rows } = await sql<{ last_day: string | null; proposed_at: Date; to_person: string; to_name: string | null }>`
    with open as materialized (select * from identity.proposed_grant where decided_at is null and to_person <> (select identity.person())),
      allowed as materialized (select * from (select distinct role, party_id from open) pair where identity.may_grant(role, party_id))
    select distinct on (o.hand_over_id) o.last_day::text, o.proposed_at, o.to_person, b.name as to_name
      from open o join allowed a on a.role = o.role and a.party_id is not distinct from o.party_id
      left join identity.person b on b.id = o.to_person
      order by o.hand_over_id, o.id`.execute(db);
  return rows;
}

/** The leaver's grants that a hand-over proposes: those chosen, and later ones that extend them. */
export async function grantsHandedOver(db: Database, handOverId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('identity.proposed_grant')
    .select('grant_id')
    .where('hand_over_id', '=', handOverId)
    .where('grant_id', 'is not', null)
    .orderBy('grant_id')
    .execute();
  return rows.map((row) => row.grant_id!);
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
