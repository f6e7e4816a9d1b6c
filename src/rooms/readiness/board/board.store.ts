import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';

/** Whose people a board counts. */
export type Scope = { readonly id: string; readonly kind: string };

/** The condition for one party or for one operation, never both: each has its own index. */
export const within = (scope: Scope, alias: string): RawBuilder<unknown> =>
  sql`${sql.ref(`${alias}.${scope.kind === 'operation' ? 'operation_id' : 'party_id'}`)} = ${scope.id}::uuid`;
/** Whether a person is still there on a future day. */
export const here = (alias: string, day: string) =>
  sql`${sql.ref(`${alias}.left_at`)} is null and coalesce(${sql.ref(`${alias}.leaves_on`)}, 'infinity') >= ${day}::date`;

/** Those of these scopes with people on a roster, among the people this reader may see. */
export async function scopesWithPeople(db: Database, scopes: readonly Scope[]): Promise<Set<string>> {
  const found = await Promise.all(
    scopes.map(async (scope) => {
      const { rows } = await sql`select 1 from training.trainee t where ${within(scope, 't')} and t.left_at is null limit 1`.execute(db);
      return rows.length > 0 ? [scope.id] : [];
    }),
  );
  return new Set(found.flat());
}

/** People of a unit who are there on a day, and those of them who are ready. */
export type UnitCount = { readonly partyId: string; readonly unitId: string | null; persons: number; ready: number };

/**
 * Persons of a scope who are there on a day, those of them who are ready, by party and unit, and how many stop being ready in each of the following weeks.
 * People who leave before are not counted. Both figures come from one pass over the people.
 */
export async function countReady(
  db: Database,
  scope: Scope,
  day: string,
  ahead = 0,
): Promise<{ units: UnitCount[]; ending: Map<number, number> }> {
  const { rows } = await sql<{ partyId: string; unitId: string | null; week: number | null; persons: number }>`
    select t.party_id as "partyId", t.unit_id as "unitId", count(*) as persons,
      case when t.ready_until < ${day}::date then null when t.ready_until < least(${day}::date + ${ahead}::int, t.leaves_on) then (t.ready_until - ${day}::date) / 7
        when t.ready_until is not null then ${LATER}::int end as week
    from training.trainee t where ${within(scope, 't')} and ${here('t', day)} group by 1, 2, 4`.execute(db);
  const units = new Map<string, UnitCount>();
  const ending = new Map<number, number>();
  for (const { partyId, unitId, week, persons } of rows) {
    const key = `${partyId} ${unitId}`;
    const unit = units.get(key) ?? { partyId, unitId, persons: 0, ready: 0 };
    units.set(key, unit);
    unit.persons += persons;
    if (week === null) continue;
    unit.ready += persons;
    if (week !== LATER) ending.set(week, (ending.get(week) ?? 0) + persons);
  }
  return { units: [...units.values()], ending };
}

// Ready for longer than the forecast.
const LATER = -1;

/** A required module that is not covered on a day and whose days are not over yet. */
const inGrace = (day: string) =>
  sql`n.grace_until >= ${day}::date and coalesce(greatest(n.covered_until, n.waived_until), '-infinity') < ${day}::date`;

/** How many of the people ready on a day are ready only because their days for a module are not over yet. */
export async function countInTime(db: Database, scope: Scope, day: string): Promise<number> {
  const { rows } = await sql<{ persons: number }>`select count(distinct n.trainee_id)::int as persons
    from training.need n join training.trainee t on t.id = n.trainee_id
    where ${within(scope, 'n')} and ${inGrace(day)} and t.ready_until >= ${day}::date and ${here('t', day)}`.execute(db);
  return rows[0]!.persons;
}

/**
 * What prevents persons of a scope from being ready on a day, by party, unit and module to take. A person who once had the module takes the shorter one that
 * renews it.
 */
export async function countMissing(db: Database, scope: Scope, day: string) {
  const { rows } = await sql<{ partyId: string; unitId: string | null; module: string; persons: number }>`
    select n.party_id as "partyId", n.unit_id as "unitId", case when n.covered_until is not null then coalesce(m.renewed_by, n.module_id) else n.module_id end as module, count(*) as persons
    from training.need n join training.module m on m.id = n.module_id
    where ${within(scope, 'n')} and (n.until is null or n.until < ${day}::date) and coalesce(n.leaves_on, 'infinity') >= ${day}::date group by 1, 2, 3`.execute(
    db,
  );
  return rows;
}

export type TraineeFilter = {
  day: string;
  unitId?: string | undefined;
  unready: boolean;
  number?: string | undefined;
  sort?: z.infer<typeof TRAINEE_SORT.schema>;
  after?: string | undefined;
  limit: number;
};

/** The orders of a roster. The unique key of a party's numbers carries them, and the index trainee_number those of an operation. */
export const TRAINEE_SORT = defineSort({ number: { by: sql`t.service_number`, part: 'text' } }, sql`t.id`, 'number');

/** People of a scope by number, one page at a time. */
export async function pageOfTrainees(db: Database, scope: Scope, { day, unitId, unready, number, sort, after, limit }: TraineeFilter) {
  const { where, order } = TRAINEE_SORT.from(sort, after);
  const { rows } = await sql<{
    id: string;
    partyId: string;
    number: string;
    unitId: string | null;
    category: string;
    roles: string[];
    arrivesOn: string | null;
    leavesOn: string | null;
    ready: boolean;
  }>`select t.id, t.party_id as "partyId", t.service_number as number, t.unit_id as "unitId", t.category, t.roles, t.arrives_on as "arrivesOn", t.leaves_on as "leavesOn",
      coalesce(t.ready_until >= ${day}::date, false) as ready
    from training.trainee t where ${within(scope, 't')} and ${here('t', day)}
      and ${unitId ? sql`t.unit_id = ${unitId}::uuid` : sql`true`} and ${unready ? sql`(t.ready_until is null or t.ready_until < ${day}::date)` : sql`true`}
      and ${number ? sql`t.service_number like ${`${number.toUpperCase().replaceAll(/[\\%_]/g, '')}%`}` : sql`true`}
      and ${where} order by ${order} limit ${limit + 1}`.execute(db);
  return rows;
}

/** Waivers of these people that are in force. */
export async function waiversOf(db: Database, ids: readonly string[], day: string) {
  const { rows } = await sql<{ id: string; traineeId: string; module: string; reason: string; until: string; by: string; version: number }>`
    select id, trainee_id as "traineeId", module_id as module, reason, until::text, approved_by as by, version from training.waiver
    where trainee_id = any (${[...ids]}::uuid[]) and ended_at is null and until >= ${day}::date order by until`.execute(db);
  return rows;
}

/**
 * The people of a rotation who are there on a day, how many are ready, and what the others lack. A person who is ready only because days are left counts as
 * neither (`inTime`).
 */
export async function countRotation(db: Database, rotationId: string, day: string) {
  const [counted, lacking] = await Promise.all([
    sql<{ persons: number; ready: number; inTime: number }>`
      select count(*) filter (where not r.in_time) as persons, count(*) filter (where r.ready and not r.in_time) as ready, count(*) filter (where r.in_time) as "inTime"
      from (select coalesce(t.ready_until >= ${day}::date, false) as ready, coalesce(t.ready_until >= ${day}::date, false)
          and exists (select from training.need n where n.trainee_id = t.id and ${inGrace(day)}) as in_time
        from training.trainee t where t.rotation_id = ${rotationId} and ${here('t', day)}) r`.execute(db),
    sql<{
      module: string;
      persons: number;
    }>`select n.module_id as module, count(*) as persons from training.need n join training.trainee t on t.id = n.trainee_id
      where t.rotation_id = ${rotationId} and ${here('t', day)} and (n.until is null or n.until < ${day}::date) group by 1 order by 2 desc, 1`.execute(
      db,
    ),
  ]);
  return { ...counted.rows[0]!, missing: lacking.rows };
}

/** How many people of each party are ready on a day. Headquarters gets counts; small counts of other parties are left out (null). */
export async function countParties(db: Database, day: string, smallest: number) {
  const { rows } = await sql<{
    party: string;
    persons: number | null;
    ready: number | null;
  }>`select party, persons, ready from training.counts(${day}::date, ${smallest}::int)`.execute(db);
  return rows;
}

/**
 * When modules end between two days (both included), nearest first: for people of the parties this reader trains or leads, and for the reader, while they are
 * still there. Each end is listed regardless of what else the person lacks. A day is listed once, regardless of how many modules and people end on it. `board`: the party, or the
 * operation for a reader who leads the people there only and may not see the board of their party.
 */
export async function endingBetween(
  db: Database,
  from: string,
  to: string,
  person: string,
): Promise<{ board: string; day: string; own: boolean }[]> {
  const { rows } = await sql<{ board: string; day: string; own: boolean }>`
    select distinct n.until as day, coalesce(t.person_id = ${person}::uuid, false) as own,
           case when t.person_id = ${person}::uuid or n.party_id = any ((select identity.parties(identity.group('training-managers')))::uuid[])
             then n.party_id else n.operation_id end as board
      from training.need n join training.trainee t on t.id = n.trainee_id
     where t.left_at is null and n.until between ${from}::date and ${to}::date and coalesce(t.leaves_on, 'infinity') > n.until
     order by day, board, own`.execute(db);
  return rows;
}

/** For the people of a party who are there on a day: how many modules with a text to sign are required of them, and how many of those are signed and valid. */
export async function countSigned(db: Database, partyId: string, day: string): Promise<{ asked: number; signed: number }> {
  const { rows } = await sql<{
    asked: number;
    signed: number;
  }>`select count(*) as asked, count(*) filter (where n.signed and n.covered_until >= ${day}::date) as signed
    from training.need n join training.module m on m.id = n.module_id and m.acknowledged join training.trainee t on t.id = n.trainee_id
    where n.party_id = ${partyId} and t.left_at is null and coalesce(t.leaves_on, 'infinity') >= ${day}::date
      and (n.grace_until is null or n.grace_until < ${day}::date or n.covered_until >= ${day}::date)`.execute(db);
  return rows[0]!;
}
