import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { GapRow } from './coverage.schema.ts';
import type { ShareRow } from './share.rules.ts';
import type { ViolatedRow } from './violated.rules.ts';

/** Whose contracts are counted. `parties`: those whose contracts the reader sees; undefined: row-level security alone decides. */
export type Scope = { readonly parties: readonly string[] | undefined; readonly partyId: string | undefined; readonly today: string };

/** Contracts that the reader may see, of one party where one is named. */
function within({ parties, partyId }: Scope): RawBuilder<unknown> {
  const readable = parties === undefined ? sql`true` : sql`c.party_id = ${anyOf(parties)}`;
  return partyId === undefined ? readable : sql`${readable} and c.party_id = ${partyId}`;
}
/** A contract runs from its award until its end. */
export const running = (scope: Scope) =>
  sql`${within(scope)} and c.state = 'awarded' and (c.ends_on is null or c.ends_on >= ${scope.today}::date)`;

export type SharesRow = ShareRow & { setId: string; operationId: string | null; officerId: string | null; officer: string | null };

/** The running contracts by what they carry, their set, operation and officer. */
export async function shareRows(db: Database, scope: Scope): Promise<SharesRow[]> {
  return (
    await sql<SharesRow>`select c.coverage, c.set_id as "setId", c.operation_id as "operationId", c.officer_id as "officerId", p.name as officer,
      count(*)::int as contracts, count(c.value_eur)::int as valued, coalesce(sum(c.value_eur), 0)::text as euros
      from contractors.contract c left join identity.person p on p.id = c.officer_id
      where ${running(scope)} group by 1, 2, 3, 4, 5`.execute(db)
  ).rows;
}

/**
 * At each day how many contracts ran, and how many of those carry the whole set today and had their last provision confirmed by then. A contract without a start
 * counts from the first day on.
 */
export async function monthRows(
  db: Database,
  scope: Scope,
  days: readonly string[],
): Promise<{ day: string; contracts: number; whole: number }[]> {
  return (
    await sql<{ day: string; contracts: number; whole: number }>`with known as (
        select coalesce(c.awarded_on, c.starts_on, '-infinity'::date) as since, coalesce(c.ends_on, 'infinity'::date) as until,
          case when c.coverage = 'present' then (select max(f.decided_at)::date from contractors.document d
            join contractors.finding f on f.document_id = d.id and f.set_id = c.set_id where d.contract_id = c.id) end as whole_since
        from contractors.contract c where ${within(scope)} and (c.state = 'awarded' or (c.state = 'ended' and c.ends_on is not null)))
      select m.day::text, count(k.since)::int as contracts, (count(*) filter (where k.whole_since <= m.day))::int as whole
      from unnest(${[...days]}::date[]) m (day) left join known k on k.since <= m.day and k.until >= m.day
      group by m.day order by m.day`.execute(db)
  ).rows;
}

/** Violations under these contracts by provision, state and whether a remedy was decided. */
export async function violatedRows(db: Database, scope: Scope): Promise<ViolatedRow[]> {
  return (
    await sql<ViolatedRow>`select case when p.id is not null then v.set_id end as "setId", p.id as provision, v.state,
      v.remedies is not null as "hasRemedy", count(*)::int as violations
      from contractors.violation v join contractors.contract c on c.id = v.contract_id
      left join lateral unnest(v.provisions) p (id) on true
      where ${within(scope)} group by 1, 2, 3, 4`.execute(db)
  ).rows;
}

type Gap = Omit<z.infer<typeof GapRow>, 'gaps'> & { partyId: string };

/** The running contracts that are not known to carry their whole set: those that lack something first, among them the most valuable first. */
export async function gapRows(db: Database, scope: Scope, most: number): Promise<Gap[]> {
  return (
    await sql<Gap>`select c.id, c.party_id as "partyId", c.number, c.title, c.contractor, c.value::text, c.currency, c.value_eur::text as "valueEur",
      c.ends_on::text as "endsOn", c.set_id as "setId", c.coverage
      from contractors.contract c where ${running(scope)} and c.coverage <> 'present'
      order by c.coverage in ('not-checked', 'not-readable', 'other-language', 'to-confirm'), c.value_eur desc nulls last, c.number, c.id
      limit ${most}`.execute(db)
  ).rows;
}

/** How many there are. */
export async function countGaps(db: Database, scope: Scope): Promise<number> {
  return (
    await sql<{
      all: number;
    }>`select count(*)::int as all from contractors.contract c where ${running(scope)} and c.coverage <> 'present'`.execute(db)
  ).rows[0]!.all;
}
