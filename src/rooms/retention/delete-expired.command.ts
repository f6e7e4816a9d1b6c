import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { recordedCounts } from './retention.rules.ts';
import { expire, periodsNow } from './retention.store.ts';
import './errors.ts';
import './permissions.ts';

/** Deletes rows that have been kept long enough and are not held. The installation runs it every night; the ledger records how many rows of each kind that may be counted. */
export const deleteExpired = defineCommand({
  name: 'retention/delete-expired',
  permission: 'retention:run',
  operational: 'installation',
  input: z.strictObject({}),
  answer: z.object({ removed: z.record(z.string(), z.int()) }),
  async run({ db, now, newId }) {
    const removed = await expire(db, periodsNow(now), now);
    const detail = { removed: recordedCounts(removed) };
    return { answer: { removed }, entry: { subjectKind: 'deletion', subjectId: newId(), partyId: null, detail } };
  },
});
