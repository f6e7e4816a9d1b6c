import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { RateRecorded, RecordRate } from './rate.schema.ts';
import { computeEuros, insertRate, lockRate, replaceRate } from './rate.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Records what one euro is in another currency on a day, or replaces the rate of that day with a reason; the log keeps the earlier one. The values of the party's
 * contracts are computed again where it is the newest rate (5f).
 */
export const recordRate = defineCommand({
  name: 'contractors/record-rate',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: RecordRate,
  answer: RateRecorded,
  party: ({ partyId }) => partyId,
  async run({ db, write, now, subject }, { partyId, reason, ...rate }) {
    if (isDayToCome(rate.day, now)) throw new AppError('contractors/day-to-come');
    const replaced = await lockRate(db, { partyId, ...rate });
    if (replaced && reason === undefined) throw new AppError('contractors/rate-known');
    if (!replaced && reason !== undefined) throw new AppError('contractors/no-rate-to-replace');
    const stored = { partyId, ...rate, now, by: subject.person };
    write(replaced ? replaceRate(stored) : insertRate(stored));
    write(computeEuros(partyId, now));
    const { currency, day, units } = rate;
    return {
      answer: { currency, day },
      entry: { subjectKind: 'rate', subjectId: partyId, partyId, detail: { currency, day, units, ...(replaced && { replaced, reason }) } },
    };
  },
});
