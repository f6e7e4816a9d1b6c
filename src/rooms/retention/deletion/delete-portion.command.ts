import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { expire, periodsNow } from '../retention.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Deletes what is due of one rule in some pages of its table. The ledger entry of the night covers all portions (`delete-expired`): an entry for each would show
 * how many reports were deleted (docs/decisions/065).
 */
export const deletePortion = defineCommand({
  name: 'retention/delete-portion',
  permission: 'retention:run',
  operational: 'installation',
  dayRecord: true,
  runsOnLowDisk: true,
  input: z.strictObject({ rule: z.string(), firstPage: z.int().min(0), pages: z.int().min(1) }),
  answer: z.object({ removed: z.int() }),
  async run({ db, now }, { rule, firstPage, pages }) {
    const period = periodsNow(now)[rule];
    return { answer: { removed: period ? await expire(db, { rule, period, at: now, firstPage, pages }) : 0 }, entry: null };
  },
});
