import { dayOf, isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { CONTRACT_MACHINE } from '../register/contract.rules.ts';
import { lockContract, partyOfContract } from '../register/contract.store.ts';
import { decideRelease } from './release.rules.ts';
import { ExerciseOption, ReleaseAnswer } from './release.schema.ts';
import { assessRelease } from './release.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records that an option of a running contract was exercised (5f, P5f.1), under the same conditions as an award. The contract then runs until the end of the option. */
export const exerciseOption = defineCommand({
  ...commandOf(CONTRACT_MACHINE, 'exercise-option'),
  clauses: CONTRACT_CLAUSES,
  input: ExerciseOption,
  answer: ReleaseAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, subject, now, newId }, { contractId, number, on, endsOn, value, version }) {
    const stored = await lockContract(db, contractId, version);
    const { facts } = await assessRelease(db, stored, dayOf(now));
    const by = unwrap(decideRelease(facts, { option: number }));
    if (isDayToCome(on, now)) throw new AppError('contractors/day-to-come');
    if (endsOn < on || (stored.startsOn !== null && endsOn < stored.startsOn)) throw new AppError('contractors/end-before-start');
    if (value !== null && stored.currency === null) throw new AppError('contractors/amount-without-currency');
    await change(
      db.insertInto('contractors.exercised_option').values({
        ...{ id: newId(), contract_id: contractId, party_id: stored.partyId, number, exercised_on: on, ends_on: endsOn, value },
        ...{ recorded_at: now, recorded_by: subject.person },
      }),
    );
    await change(
      db
        .updateTable('contractors.contract')
        .set({ ends_on: endsOn, version: version + 1 })
        .where('id', '=', contractId)
        .where('version', '=', version),
    );
    return {
      answer: { contractId, version: version + 1 },
      entry: {
        ...{ subjectKind: 'contract', subjectId: contractId, partyId: stored.partyId },
        detail: { number: stored.number, option: number, on, endsOn, by, lacking: facts.open },
      },
    };
  },
});
