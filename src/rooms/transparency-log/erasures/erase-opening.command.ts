import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { AskErasure, ErasureAnswer, OnErasure } from '../log.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Requests that the content of an entry be erased permanently. The reason stays in the list of erasures, never in the log. */
export const askErasure = defineCommand({
  name: 'transparency-log/ask-erasure',
  permission: 'transparency-log:erase',
  operational: 'installation',
  input: AskErasure,
  answer: ErasureAnswer,
  async run({ db, subject, now }, { entryId, reason }) {
    // An entry that this person cannot see is reported as one that does not exist.
    const entry = await db.selectFrom('ledger.entry').select('id').where('id', '=', entryId).executeTakeFirst();
    if (!entry) throw new AppError('platform/not-found');
    const erasure = await db.selectFrom('ledger.erasure').select('entry_id').where('entry_id', '=', entryId).executeTakeFirst();
    if (erasure) throw new AppError('transparency-log/erasure-requested');
    await db
      .insertInto('ledger.erasure')
      .values({ entry_id: entryId, reason, requested_by: subject.person, requested_at: now.toISOString() })
      .execute();
    return { answer: { entryId }, entry: erasureEntry(entryId) };
  },
});

/**
 * A second person approves the erasure: the salt and the content are deleted. The leaf stays, and the two commands name the entry, so that a verifier can
 * distinguish the erasure from a loss. One person alone never can, not even in one-person mode.
 */
export const approveErasure = defineCommand({
  name: 'transparency-log/approve-erasure',
  permission: 'transparency-log:erase',
  operational: 'installation',
  input: OnErasure,
  answer: ErasureAnswer,
  async run({ db, subject, now }, { entryId }) {
    const erasure = await db
      .selectFrom('ledger.erasure')
      .select(['requested_by', 'approved_at'])
      .where('entry_id', '=', entryId)
      .executeTakeFirst();
    if (!erasure || erasure.approved_at !== null) throw new AppError('platform/not-found');
    if (erasure.requested_by === subject.person) throw new AppError('transparency-log/second-person-needed');
    const { rows } = await sql<{ done: boolean }>`select ledger.erase(${entryId}, ${now}) as done`.execute(db);
    if (!rows[0]!.done) throw new AppError('platform/not-found');
    return { answer: { entryId }, entry: erasureEntry(entryId) };
  },
});

// The verifier reads person, command and entry from the leaf itself, so none of them may be in the erasable part.
function erasureEntry(entryId: string) {
  return { subjectKind: 'ledger-entry', subjectId: entryId, partyId: null, detail: {} };
}
