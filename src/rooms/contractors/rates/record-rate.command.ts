import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { RateRecorded, RecordRate } from './rate.schema.ts';
import { computeEuros, insertRate } from './rate.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records what one euro is in another currency on a day, and computes the values of the party's contracts again where it is the newest rate (5f). */
export const recordRate = defineCommand({
  name: 'contractors/record-rate',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: RecordRate,
  answer: RateRecorded,
  party: ({ partyId }) => partyId,
  run({ write, now, subject }, { partyId, ...rate }) {
    if (rate.day > dayOf(now)) throw new AppError('contractors/day-to-come');
    write(insertRate({ partyId, ...rate, now, by: subject.person }));
    write(computeEuros(partyId, now));
    return {
      answer: { currency: rate.currency, day: rate.day },
      entry: { subjectKind: 'rate', subjectId: partyId, partyId, detail: { currency: rate.currency, day: rate.day, units: rate.units } },
    };
  },
});
