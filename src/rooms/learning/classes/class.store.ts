import { sql } from 'kysely';
import type { z } from 'zod';
import type { Day } from '#kernel/day.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Elsewhere, LessonDone, Tried } from '../progress/progress.rules.ts';
import type { ClassLine } from './class.schema.ts';
import { readSeatFacts, seatsOf } from './seats.store.ts';

/** A class without the counts of its people (`withSeats`). */
export type ClassRecord = Omit<ClassLine, 'learners' | 'taken'> & { unitId: string | null; openedOn: string };

const CLASS = sql`c.id, c.party_id as "partyId", c.unit_id as "unitId", jsonb_build_object('en', p.name_en, 'fr', p.name_fr) as party, c.title, c.code,
  c.module_ids as modules, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
  to_char(c.closed_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "closedAt", c.version, c.seats,
  (select count(*)::int from training.access_slip s where s.class_id = c.id
    and not exists (select from training.learner_session k where k.access_slip_id = s.id)) as unused`;
const FROM = sql`training.class c join parties.party p on p.id = c.party_id`;
/** The orders of the list of classes; the indexes class_end and class_title carry them. */
export const CLASS_SORT = defineSort(
  { ends: { by: sql`c.ends_on`, part: 'day' }, title: { by: sql`c.title`, part: 'text' } },
  sql`c.id`,
  '-ends',
);

/** The classes of these parties that this reader may see, or of all, those that end last first or in the order asked for. `from`: only those that end on this day or later. */
export async function readClasses(
  db: Database,
  parties: readonly string[] | undefined,
  { from, sort, after }: { from: Day | undefined; sort: z.infer<typeof CLASS_SORT.schema>; after: string | undefined },
  rows: number,
): Promise<ClassLine[]> {
  const { where, order } = CLASS_SORT.from(sort, after);
  const notOver = from === undefined ? sql`true` : sql`c.ends_on >= ${from}::date`;
  const ofParties = parties === undefined ? sql`true` : sql`c.party_id = ${anyOf(parties)}`;
  const found = await sql<
    Omit<ClassRecord, 'openedOn'>
  >`select ${CLASS} from ${FROM} where ${ofParties} and ${notOver} and ${where} order by ${order} limit ${rows}`.execute(db);
  const factsOf = await readSeatFacts(
    db,
    found.rows.map(({ id }) => id),
  );
  return found.rows.map(({ unitId: _, ...row }) => {
    const { people, taken } = seatsOf(factsOf(row.id));
    return { ...row, learners: people, taken };
  });
}

/** One class, or undefined if this reader may not see it. */
export async function findClass(db: Database, id: string): Promise<ClassRecord | undefined> {
  return (
    await sql<ClassRecord>`select ${CLASS}, (c.recorded_at at time zone 'utc')::date::text as "openedOn" from ${FROM} where c.id = ${id}`.execute(
      db,
    )
  ).rows[0];
}

type ClassOperation = { id: string; en: string; fr: string; everyone: boolean };

/**
 * The operations that the people of a class go to or serve in, as their lessons name them. A class of an operation has at least this one. `everyone`: each
 * person of the class goes there; a person whom this reader may not see counts as going elsewhere.
 */
export async function operationsOfClass(db: Database, classId: string): Promise<ClassOperation[]> {
  return (
    await sql<ClassOperation>`select o.id, o.name_en as en, o.name_fr as fr, not exists (
        select from training.access_slip s left join training.trainee t on t.id = s.trainee_id
        where s.class_id = ${classId} and coalesce(t.operation_id, t.party_id) is distinct from o.id) as everyone
      from parties.party o where o.kind = 'operation' and o.id in (
        select coalesce(t.operation_id, t.party_id) from training.access_slip s join training.trainee t on t.id = s.trainee_id where s.class_id = ${classId}
        union select c.party_id from training.class c where c.id = ${classId}) order by o.code`.execute(db)
  ).rows;
}

/** Trainees of a party by number, if known and not gone. */
export async function traineesByNumber(db: Database, partyId: string, numbers: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('training.trainee')
    .select(['id', 'service_number'])
    .where('party_id', '=', partyId)
    .where('service_number', 'in', [...numbers])
    .where('left_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.service_number, row.id]));
}

export type AccessSlipRow = { accessSlipId: string; traineeId: string; number: string; closedUntil: Date | null; lastIn: Date | null };

/** The access slips of a class, by number. */
export async function accessSlipsOf(db: Database, classId: string): Promise<AccessSlipRow[]> {
  const { rows } = await sql<AccessSlipRow>`
    select s.id as "accessSlipId", s.trainee_id as "traineeId", t.service_number as number, s.closed_until as "closedUntil",
      (select max(k.started_at) from training.learner_session k where k.access_slip_id = s.id) as "lastIn"
    from training.access_slip s join training.trainee t on t.id = s.trainee_id where s.class_id = ${classId} order by t.service_number`.execute(
    db,
  );
  return rows;
}

/** Lessons read by these trainees. */
export async function lessonsDone(db: Database, trainees: readonly string[]): Promise<(LessonDone & { traineeId: string })[]> {
  if (trainees.length === 0) return [];
  const rows = await db
    .selectFrom('training.lesson_done')
    .selectAll()
    .where('trainee_id', 'in', [...trainees])
    .execute();
  return rows.map((row) => ({ traineeId: row.trainee_id, lessonId: row.lesson_id, lessonVersion: row.lesson_version }));
}

type OfTrainee = Omit<Tried, 'dueAgain'> & { traineeId: string };
export type AttemptRow = OfTrainee & { id: string };

/** Final checks of these trainees, in the order they were drawn. */
export async function attemptsOf(db: Database, trainees: readonly string[]): Promise<AttemptRow[]> {
  if (trainees.length === 0) return [];
  const { rows } = await sql<AttemptRow>`
    select a.id, a.trainee_id as "traineeId", a.module_id as "moduleId", a.module_version as "moduleVersion", a.answered_at as "answeredAt",
      a.received_at as "receivedAt", a.score, a.passed, a.lessons, a.acknowledged_at as "acknowledgedAt",
      exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = a.module_id and r.reset_at >= a.received_at) as forgiven
    from training.attempt a where a.trainee_id = any (${[...trainees]}::uuid[]) order by a.drawn_at`.execute(db);
  return rows;
}

/** What these trainees passed on paper, in any class, in the form of a passed check. */
export async function passedOnPaper(db: Database, trainees: readonly string[]): Promise<OfTrainee[]> {
  if (trainees.length === 0) return [];
  const { rows } = await sql<OfTrainee>`
    select c.trainee_id as "traineeId", c.module_id as "moduleId", c.module_version as "moduleVersion", c.passed_at as "answeredAt",
      c.passed_at as "receivedAt", c.score, true as passed, c.acknowledged_at as "acknowledgedAt", null::text[] as lessons, false as forgiven
    from training.completion c where c.trainee_id = any (${[...trainees]}::uuid[]) and c.source = 'class' and c.revoked_at is null order by c.passed_at`.execute(
    db,
  );
  return rows;
}

type OfModule = { traineeId: string; moduleId: string; lacking: string[] | null; elsewhere: (Elsewhere & { until: string | null }) | null };

/** What these trainees have of modules: the lessons they lack if they have the others, and what they passed elsewhere. */
export async function recordedIn(db: Database, trainees: readonly string[], modules: readonly string[]): Promise<OfModule[]> {
  if (trainees.length === 0) return [];
  const { rows } = await sql<OfModule>`
    select c.trainee_id as "traineeId", c.module_id as "moduleId", training.missing_lessons(c.trainee_id, c.module_id) as lacking,
      training.elsewhere(c.trainee_id, c.module_id) as elsewhere from (
      select distinct trainee_id, module_id from training.completion where trainee_id = any (${[...trainees]}::uuid[])
        and module_id = any (${[...modules]}) and revoked_at is null) c`.execute(db);
  return rows;
}
