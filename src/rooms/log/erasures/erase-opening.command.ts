import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { AskErasure, ErasureAnswer, OnErasure } from '../log.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Asks that what an entry holds be taken away for good. The reason stays in the list of erasures, never in the log. */
export const askErasure = defineCommand({
  name: 'log/ask-erasure',
  permission: 'log:erase',
  operational: 'installation',
  input: AskErasure,
  answer: ErasureAnswer,
  async run({ db, subject, now }, { entryId, reason }) {
    // An entry this person does not see is one that does not exist.
    const entry = await db.selectFrom('ledger.entry').select('id').where('id', '=', entryId).executeTakeFirst();
    if (!entry) throw new AppError('platform/not-found');
    const asked = await db.selectFrom('ledger.erasure').select('entry_id').where('entry_id', '=', entryId).executeTakeFirst();
    if (asked) throw new AppError('log/erasure-asked');
    await db
      .insertInto('ledger.erasure')
      .values({ entry_id: entryId, reason, asked_by: subject.person, asked_at: now.toISOString() })
      .execute();
    return { answer: { entryId }, entry: erasureEntry(entryId) };
  },
});

/**
 * A second person confirms: the salt and what was written are gone. The leaf stays, and the two acts name the entry, so that anybody who verifies
 * the log tells this from a loss. Never by one person, not even where there is only one.
 */
export const approveErasure = defineCommand({
  name: 'log/approve-erasure',
  permission: 'log:erase',
  operational: 'installation',
  input: OnErasure,
  answer: ErasureAnswer,
  async run({ db, subject, now }, { entryId }) {
    const asked = await db
      .selectFrom('ledger.erasure')
      .select(['asked_by', 'approved_at'])
      .where('entry_id', '=', entryId)
      .executeTakeFirst();
    if (!asked || asked.approved_at !== null) throw new AppError('platform/not-found');
    if (asked.asked_by === subject.person) throw new AppError('log/second-person-needed');
    const { rows } = await sql<{ done: boolean }>`select ledger.erase(${entryId}, ${now}) as done`.execute(db);
    if (!rows[0]!.done) throw new AppError('platform/not-found');
    return { answer: { entryId }, entry: erasureEntry(entryId) };
  },
});

// The verifier reads who, what and which entry off the leaf itself: nothing of it may stand in the erasable part.
function erasureEntry(entryId: string) {
  return { subjectKind: 'ledger-entry', subjectId: entryId, partyId: null, detail: {} };
}
