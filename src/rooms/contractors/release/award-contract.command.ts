import { dayOf, isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { CONTRACT_MACHINE } from '../register/contract.rules.ts';
import { ContractAnswer, MoveContract } from '../register/contract.schema.ts';
import { lockContract, partyOfContract } from '../register/contract.store.ts';
import { decideRelease } from './release.rules.ts';
import { assessRelease } from './release.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Marks a planned contract as awarded (5f, P5f.1): with its clause set, confirmed by a person, or under an override. The database checks it again (guard_award). */
export const awardContract = defineCommand({
  ...commandOf(CONTRACT_MACHINE, 'award'),
  clauses: CONTRACT_CLAUSES,
  input: MoveContract,
  answer: ContractAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, now }, { contractId, on, version }) {
    const stored = await lockContract(db, contractId, version);
    const { facts } = await assessRelease(db, stored, dayOf(now));
    const by = unwrap(decideRelease(facts, { option: null }));
    if (isDayToCome(on, now)) throw new AppError('contractors/day-to-come');
    await change(
      db
        .updateTable('contractors.contract')
        .set({ state: 'awarded', version: version + 1, awarded_on: on })
        .where('id', '=', contractId)
        .where('version', '=', version),
    );
    return {
      answer: { contractId, version: version + 1 },
      entry: {
        ...{ subjectKind: 'contract', subjectId: contractId, partyId: stored.partyId },
        detail: { number: stored.number, state: 'awarded', on, by, lacking: facts.open },
      },
    };
  },
});
