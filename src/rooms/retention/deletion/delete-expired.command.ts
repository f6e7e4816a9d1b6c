import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { countedRules } from '../retention.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records a night in which rows that have been kept long enough were deleted (`runDeletion`). `removed`: how many rows of each kind that may be counted. The ledger
 * names those that failed among these kinds; `retention.deletion` names all that failed, for the operator.
 */
export const deleteExpired = defineCommand({
  name: 'retention/delete-expired',
  permission: 'retention:run',
  operational: 'installation',
  runsOnLowDisk: true,
  input: z.strictObject({ removed: z.record(z.string(), z.int()), failed: z.array(z.string()) }),
  answer: z.object({}),
  async run({ db, write, now, newId }, { removed, failed }) {
    write(db.insertInto('retention.deletion').values({ id: newId(), ended_at: now, failed }));
    const counted = countedRules(failed);
    const detail = { removed, ...(counted.length > 0 && { failed: counted }) };
    return { answer: {}, entry: { subjectKind: 'deletion', subjectId: newId(), partyId: null, detail } };
  },
});
