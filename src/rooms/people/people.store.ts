import { sql } from 'kysely';
import type { Label } from '#kernel/labels.ts';
import type { Locale } from '#kernel/languages.ts';
import type { Group, Role } from '#kernel/roles.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Representative } from './people.schema.ts';

type Row = Record<string, unknown>;

async function isDone(db: Database, statement: ReturnType<typeof sql<{ done: boolean }>>): Promise<boolean> {
  return (await statement.execute(db)).rows[0]!.done;
}

/** Creates an account with its one-time link. Refused where the caller may not, or where the address is taken. */
export function openAccount(p: {
  personId: string;
  name: string;
  email: string;
  language: string;
  link: string;
  tokenHash: Buffer;
  days: number;
}) {
  return sql`select case when identity.invite(${p.personId}, ${p.name}, ${p.email}, ${p.language}, ${p.link}, ${p.tokenHash}, ${p.days})
    then null else platform.refuse('platform/not-allowed') end`;
}

/** Replaces the link of an account that nothing opens yet. Returns whether the account is new or was reset; null where there is none, or the caller may not. */
export async function replaceLink(
  db: Database,
  p: { personId: string; link: string; tokenHash: Buffer; days: number },
): Promise<'new' | 'reset' | null> {
  const statement = sql<{ account: 'new' | 'reset' | null }>`
    select identity.invite_again(${p.personId}, ${p.link}, ${p.tokenHash}, ${p.days}) as account`;
  return (await statement.execute(db)).rows[0]!.account;
}

/** Gives a grant. A refusal becomes the error of this room that gives the reason. */
export function giveGrant(g: {
  grantId: string;
  personId: string;
  role: Role;
  partyId: string | null;
  unitId: string | null;
  operationId: string | null;
  rotationId: string | null;
  label: string;
  from: string | null;
  to: string | null;
}) {
  return sql`select platform.refuse('people/' || fault) from (select
      identity.grant_role(${g.grantId}, ${g.personId}, ${g.role}, ${g.partyId}, ${g.unitId}, ${g.operationId}, ${g.rotationId}, ${g.label}, ${g.from}::date, ${g.to}::date) as fault
    ) given where fault is not null`;
}

/** Restricts the grant that was just given to one participation in a round. */
export function bindAssignment(assignment: { grantId: string; participation: string; round: string; obligations: readonly string[] }) {
  return sql`select case when identity.bind_assignment(${assignment.grantId}, ${assignment.participation}, ${assignment.round}, ${[...assignment.obligations]}::text[])
    then null else platform.refuse('platform/not-allowed') end`;
}

/** Runs a SQL function that returns null, or the reason why it did nothing. Turns the reason into the error of this room with that name. */
export async function fault<Fault extends string>(
  db: Database,
  statement: ReturnType<typeof sql<{ fault: string | null }>>,
): Promise<Fault | null> {
  const reason = (await statement.execute(db)).rows[0]!.fault;
  return reason === null ? null : (`people/${reason}` as Fault);
}

/** Ends a grant; false where the caller may not, or where it is the last of headquarters' policy office. */
export function endGrant(db: Database, grantId: string): Promise<boolean> {
  return isDone(db, sql`select identity.end_grant(${grantId}) as done`);
}

/** A grant that this subject may see and that has not ended. */
export function findGrant(db: Database, id: string) {
  return db
    .selectFrom('identity.role_grant')
    .select(['person_id', 'role', 'party_id'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Grants of these people that this subject may see, newest first, with the party's code and names, the unit and the operation. */
export async function grantsOf(db: Database, people: readonly string[]) {
  const grants = await db
    .selectFrom('identity.role_grant as g')
    .leftJoin('parties.party as p', 'p.id', 'g.party_id')
    .leftJoin('identity.person as by', (join) => join.onRef('by.id', '=', 'g.granted_by').onRef('by.id', '<>', 'g.person_id'))
    .select([
      'g.id',
      'g.person_id',
      'g.role',
      'g.party_id',
      'g.unit_id',
      'g.operation_id',
      'g.label',
      'g.valid_from',
      'g.valid_to',
      'g.ended_at',
      'g.granted_by',
      'g.rotation_id',
      'by.name as given_by',
      'p.code',
      'p.name_en',
      'p.name_fr',
    ])
    .where('g.person_id', '=', anyOf(people))
    .orderBy('g.granted_at', 'desc')
    .execute();
  // Few grants have a unit, an operation or a tour. A join costs the same even where it finds nothing, because the planner plans the row-level policy of the
  // table with it.
  const placed = grants.filter((grant) => grant.unit_id ?? grant.operation_id ?? grant.rotation_id).map(({ id }) => id);
  const places = placed.length === 0 ? [] : await placesOf(db, placed);
  return (await markListed(db, grants)).map((grant) => {
    const { unit_name = null, contingent = null, operation_code = null } = places.find(({ id }) => id === grant.id) ?? {};
    return { ...grant, unit_name, contingent, operation_code };
  });
}

/** Marks the grants that come from the list of single sign-on. Only a grant without a giver can, so most pages need no query for it. */
export async function markListed<Grant extends { id: string; granted_by: string | null }>(db: Database, grants: readonly Grant[]) {
  const ids = grants.filter((grant) => grant.granted_by === null).map(({ id }) => id);
  const rows =
    ids.length === 0 ? [] : await db.selectFrom('identity.listed_grant').select('grant_id').where('grant_id', '=', anyOf(ids)).execute();
  const listed = new Set(rows.map((row) => row.grant_id));
  return grants.map((grant) => ({ ...grant, listed: listed.has(grant.id) }));
}

/** The people who sign for these parties on a day, by party and name. */
export async function representativesOf(db: Database, parties: readonly string[], day: string): Promise<Map<string, Representative[]>> {
  const { rows } = await sql<Representative & { party: string }>`
    select distinct g.party_id as party, p.id, p.name, identity.email_of(p.id) as email
    from identity.role_grant g join identity.person p on p.id = g.person_id
    where g.party_id = ${anyOf(parties)} and g.role = any (identity.group('signers')) and g.ended_at is null and p.disabled_at is null
      and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to >= ${day}::date)
    order by p.name`.execute(db);
  const byParty = Map.groupBy(rows, ({ party }) => party);
  return new Map([...byParty].map(([id, some]) => [id, some.map(({ party, ...person }) => person)]));
}

/** The people who hold a role of a group (`src/kernel/roles.ts`) at a party on a day, as far as the reader may know. */
export async function holdersAt(db: Database, partyId: string, group: Group, day: string): Promise<{ id: string; name: string }[]> {
  return (
    await sql<{
      id: string;
      name: string;
    }>`select distinct p.id, p.name from identity.role_grant g join identity.person p on p.id = g.person_id
      where g.party_id = ${partyId} and g.role = any (identity.group(${group})) and g.ended_at is null and p.disabled_at is null
        and g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to >= ${day}::date) order by p.name`.execute(db)
  ).rows;
}

function placesOf(db: Database, grantIds: readonly string[]) {
  return db
    .selectFrom('identity.role_grant as g')
    .leftJoin('parties.party as o', 'o.id', 'g.operation_id')
    .leftJoin('parties.unit as u', 'u.id', 'g.unit_id')
    .leftJoin('parties.rotation as r', 'r.id', 'g.rotation_id')
    .select(['g.id', 'u.name as unit_name', 'r.contingent', 'o.code as operation_code'])
    .where('g.id', '=', anyOf(grantIds))
    .execute();
}
export type GrantRow = Awaited<ReturnType<typeof grantsOf>>[number];

/** The orders of the list of people; the index person_name carries both. */
export const PEOPLE_SORT = defineSort({ name: { by: sql`name`, part: 'text' } }, sql`id`, 'name');

/**
 * People by name, a page at a time; the address only where the caller may read it. `at` limits the list to those who hold a role on a day, as far as the caller
 * may see it: any role at one party, one role anywhere, or one role at one party. `within`: the caller and the parties whose grants the caller may see, unless
 * those of all. `ids` limits it to these people.
 */
export async function listPeople(
  db: Database,
  { where, order }: ReturnType<typeof PEOPLE_SORT.from>,
  limit: number,
  at: { party?: string | undefined; role?: Role | undefined; within?: { person: string; parties: string[] } | undefined; day: string },
  ids?: readonly string[],
) {
  let query = db
    .selectFrom('identity.person')
    .select(['id', 'name', sql<string | null>`identity.email_of(id)`.as('email')])
    .where('kind', '=', 'person')
    .where('disabled_at', 'is', null)
    .where(where)
    .orderBy(order)
    .limit(limit + 1);
  if (at.party !== undefined || at.role !== undefined)
    query = query.where(
      sql<boolean>`id in (select person_id from identity.role_grant where ended_at is null
        and ${at.party === undefined ? sql`true` : sql`party_id = ${at.party}`} and ${at.role === undefined ? sql`true` : sql`role = ${at.role}`}
        and ${at.within === undefined ? sql`true` : sql`(person_id = ${at.within.person} or party_id = ${anyOf(at.within.parties)})`}
        and valid_from <= ${at.day}::date and (valid_to is null or valid_to >= ${at.day}::date))`,
    );
  if (ids) query = query.where('id', '=', anyOf(ids));
  return query.execute();
}

/** One person's name, language and own address. */
export function findPerson(db: Database, id: string) {
  return db
    .selectFrom('identity.person')
    .select(['id', 'name', 'language', sql<string | null>`identity.email_of(id)`.as('email')])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Names of these people, for pages that show who did something. */
export async function namesOf(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('identity.person').select(['id', 'name']).where('id', '=', anyOf(ids)).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** The common language of all who hold one of these roles at a party now; none where they differ. */
export async function languagesAt(db: Database, partyIds: readonly string[], roles: readonly Role[]): Promise<Map<string, Locale>> {
  const { rows } = await sql<{ partyId: string; language: Locale }>`
    select g.party_id as "partyId", min(p.language) as language from identity.role_grant g join identity.person p on p.id = g.person_id
    where g.party_id = ${anyOf(partyIds)} and g.role = any(${[...roles]}::text[]) and g.ended_at is null and (g.valid_to is null or g.valid_to >= current_date)
    group by g.party_id having count(distinct p.language) = 1`.execute(db);
  return new Map(rows.map((row) => [row.partyId, row.language]));
}

/**
 * Name and address of the signed-in person, with the highest label of any record in this installation; null where nobody is signed in, or the account is gone.
 */
export async function signedIn(db: Database): Promise<{ name: string; email: string | null; highestLabel: Label } | null> {
  const { rows } = await sql<{
    account: { name: string; email: string | null; highestLabel: Label } | null;
  }>`select identity.signed_in() as account`.execute(db);
  return rows[0]?.account ?? null;
}

/** The purpose of a one-time link, or null. */
export async function lookAtLink(db: Database, token: string): Promise<Row | null> {
  return (await sql<{ link: Row | null }>`select identity.find_link(${token}) as link`.execute(db)).rows[0]!.link;
}
