import type { Database } from '#platform/db/transaction.ts';

/** The organisation a form belongs to; undefined where this subject may not see the form. */
export async function partyOfForm(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('reviews.shadow_form').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** One form, or undefined where the reader may not see it. */
export function findForm(db: Database, id: string) {
  return db.selectFrom('reviews.shadow_form').selectAll().where('id', '=', id).executeTakeFirst();
}
export type FormRow = NonNullable<Awaited<ReturnType<typeof findForm>>>;

/** The forms this reader may see: those of the given round, or all that are not submitted yet. */
export function formsOf(db: Database, roundId?: string) {
  const forms = db.selectFrom('reviews.shadow_form').selectAll().orderBy('id');
  return (roundId === undefined ? forms.where('submitted_at', 'is', null) : forms.where('round_id', '=', roundId)).execute();
}

/** Records that an organisation is invited. */
export function insertForm(
  db: Database,
  row: { id: string; roundId: string; partyId: string; helpfulBy: string | null; by: string; at: Date },
) {
  return db.insertInto('reviews.shadow_form').values({
    id: row.id,
    round_id: row.roundId,
    party_id: row.partyId,
    wanted_on: row.helpfulBy,
    invited_by: row.by,
    invited_at: row.at,
  });
}

/** Submits a form at the version its author has read. */
export function markFormSubmitted(db: Database, form: { id: string; version: number }, by: string, at: Date) {
  return db
    .updateTable('reviews.shadow_form')
    .set({ submitted_at: at, submitted_by: by, version: form.version + 1 })
    .where('id', '=', form.id)
    .where('version', '=', form.version)
    .where('submitted_at', 'is', null);
}

/** The observations of a form this reader may see. */
export function observationsOf(db: Database, formId: string) {
  return db.selectFrom('reviews.observation').selectAll().where('form_id', '=', formId).orderBy('clause_id').execute();
}

/** The observation on one clause, or undefined. */
export function findObservation(db: Database, formId: string, clauseId: string) {
  return db
    .selectFrom('reviews.observation')
    .select('version')
    .where('form_id', '=', formId)
    .where('clause_id', '=', clauseId)
    .executeTakeFirst();
}

type Written = { form: Pick<FormRow, 'id' | 'party_id'>; clauseId: string; text: string; by: string; at: Date };

/** Writes the first observation on a clause. */
export function insertObservation(db: Database, { form, clauseId, text, by, at }: Written) {
  return db
    .insertInto('reviews.observation')
    .values({ form_id: form.id, party_id: form.party_id, clause_id: clauseId, body: text, written_by: by, written_at: at });
}

/** Changes an observation at the version its author has read. */
export function changeObservation(db: Database, version: number, { form, clauseId, text, by, at }: Written) {
  return db
    .updateTable('reviews.observation')
    .set({ body: text, written_by: by, written_at: at, version: version + 1 })
    .where('form_id', '=', form.id)
    .where('clause_id', '=', clauseId)
    .where('version', '=', version);
}
