import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { AskErasure, ErasureAnswer } from '../log.schema.ts';
import { erasureEntry } from './erasures.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Requests that the content of an entry be erased permanently. The reason stays in the list of erasures, never in the log. An entry has one open request at
 * most; after a refusal or a withdrawal it can be requested again.
 */
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
    const erasure = await db
      .selectFrom('ledger.erasure')
      .select('entry_id')
      .where('entry_id', '=', entryId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (erasure) throw new AppError('transparency-log/erasure-requested');
    await db
      .insertInto('ledger.erasure')
      .values({ entry_id: entryId, reason, requested_by: subject.person, requested_at: now.toISOString() })
      .execute();
    return { answer: { entryId }, entry: erasureEntry(entryId) };
  },
});
