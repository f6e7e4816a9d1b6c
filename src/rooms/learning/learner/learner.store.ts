import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Answers, Drawn } from '../progress/check.rules.ts';
import type { CompletionSource } from '../progress/completion.ts';
import { notDueAgain } from '../progress/due-again.ts';
import type { Tried } from '../progress/progress.rules.ts';

/** The trainee of these claims, with their party. Row-level security shows no other. */
export async function ownTrainee(db: Database, id: string): Promise<{ id: string; partyId: string }> {
  const row = await db.selectFrom('training.trainee').select(['id', 'party_id']).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new AppError('training/session-over');
  return { id: row.id, partyId: row.party_id };
}

/** The same, with the modules their classes teach, regardless of the day of the class; null if they came from their account. */
export async function ownTraineeTaught(db: Database, id: string): Promise<{ id: string; partyId: string; taught: string[] | null }> {
  const { rows } = await sql<{ id: string; partyId: string; taught: string[] | null }>`
    select t.id, t.party_id as "partyId", training.own_class_modules() as taught from training.trainee t where t.id = ${id}`.execute(db);
  if (rows[0] === undefined) throw new AppError('training/session-over');
  return rows[0];
}

export type Attempt = Omit<Tried, 'dueAgain'> & { id: string; drawn: Drawn[]; drawnAt: Date };

/** The checks of a learner in one module, in the order they were drawn, locked until the transaction ends: two phones are handled one after the other. */
export async function lockAttempts(db: Database, where: { trainee: string; module?: string; ids?: readonly string[] }): Promise<Attempt[]> {
  const which = where.ids ? sql`a.id = any (${[...where.ids]}::uuid[])` : sql`a.module_id = ${where.module}`;
  const { rows } = await sql<Attempt>`
    select a.id, a.module_id as "moduleId", a.module_version as "moduleVersion", a.drawn, a.drawn_at as "drawnAt", a.answered_at as "answeredAt",
      a.received_at as "receivedAt", a.score, a.passed, a.lessons, a.acknowledged_at as "acknowledgedAt",
      exists (select from training.tries_reset r where r.trainee_id = a.trainee_id and r.module_id = a.module_id and r.reset_at >= a.received_at) as forgiven
    from training.attempt a where a.trainee_id = ${where.trainee} and ${which} order by a.drawn_at for update of a`.execute(db);
  return rows;
}

/**
 * Submits the answers of an open check and lets the database grade them by the key the check was drawn with. For a version or words that no longer exist; the
 * result is stored with the check.
 */
export async function gradeAsDrawn(
  db: Database,
  id: string,
  { at, now, given }: { at: Date; now: Date; given: Answers },
): Promise<{ score: number; passed: boolean }> {
  const row = await db
    .updateTable('training.attempt')
    .set({ answered_at: at, received_at: now, given: JSON.stringify(given) })
    .where('id', '=', id)
    .returning(['score', 'passed'])
    .executeTakeFirstOrThrow();
  return { score: row.score!, passed: row.passed! };
}

/** The lessons a learner lacks of a module, if they have the others; null: all of it, or none. */
export async function lackingOf(db: Database, trainee: string, module: string): Promise<string[] | null> {
  const { rows } = await sql<{ lacking: string[] | null }>`select training.missing_lessons(${trainee}::uuid, ${module}) as lacking`.execute(
    db,
  );
  return rows[0]!.lacking;
}

export type OwnRecord = {
  id: string;
  moduleId: string;
  source: CompletionSource;
  sourceId: string;
  passedAt: Date;
  signed: boolean;
  isValid: boolean;
};

/** What a learner passed elsewhere, by these records; `isValid`: only its signature is missing, by the database's own rule. */
export async function ownRecords(db: Database, trainee: string, ids: readonly string[]): Promise<OwnRecord[]> {
  const { rows } = await sql<OwnRecord>`
    select c.id, c.module_id as "moduleId", c.source, c.source_id as "sourceId", c.passed_at as "passedAt", c.acknowledged_at is not null and c.revoked_at is null as signed,
      c.revoked_at is null and m.version = c.module_version and (c.valid_until is null or c.valid_until >= current_date)
        and training.elsewhere(c.trainee_id, c.module_id) is not null as "isValid"
    from training.completion c join training.module m on m.id = c.module_id
    where c.trainee_id = ${trainee} and c.id = any (${[...ids]}::uuid[]) and c.source <> 'player'`.execute(db);
  return rows;
}

/** Whether a learner has a module from elsewhere, so that there is no check to draw. */
export async function hasElsewhere(db: Database, trainee: string, module: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ had: { signedAt: string | null; until: string | null } | null }>`
    select training.elsewhere(${trainee}::uuid, ${module}) as had`.execute(db);
  return notDueAgain(now, rows[0]!.had) !== null;
}

/** The rosters that a person with an account is on. */
export async function readOwnTrainees(db: Database, personId: string) {
  const rows = await db
    .selectFrom('training.trainee as t')
    .innerJoin('parties.party as p', 'p.id', 't.party_id')
    .select(['t.id', 't.party_id', 't.service_number', 'p.name_en', 'p.name_fr'])
    .where('t.person_id', '=', personId)
    .where('t.left_at', 'is', null)
    .orderBy('t.service_number')
    .execute();
  return rows.map((row) => ({
    traineeId: row.id,
    partyId: row.party_id,
    number: row.service_number,
    party: { en: row.name_en, fr: row.name_fr },
  }));
}
