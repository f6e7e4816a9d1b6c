import { isDayToCome } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { CONTRACT_MACHINE, decideContract } from './contract.rules.ts';
import { ContractAnswer, MoveContract } from './contract.schema.ts';
import { lockContract, partyOfContract } from './contract.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Marks a contract as ended (5f). One that was never awarded did not run, so it has no last day: coverage counts none by it, and the log keeps the date. */
export const endContract = defineCommand({
  ...commandOf(CONTRACT_MACHINE, 'end'),
  clauses: CONTRACT_CLAUSES,
  input: MoveContract,
  answer: ContractAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, now }, { contractId, on, version }) {
    const stored = await lockContract(db, contractId, version);
    const state = unwrap(decideContract(stored.state, 'end'));
    if (isDayToCome(on, now)) throw new AppError('contractors/day-to-come');
    await change(
      db
        .updateTable('contractors.contract')
        .set({ state, version: version + 1, ends_on: stored.state === 'planned' ? null : on })
        .where('id', '=', contractId)
        .where('version', '=', version),
    );
    return {
      answer: { contractId, version: version + 1 },
      entry: { subjectKind: 'contract', subjectId: contractId, partyId: stored.partyId, detail: { number: stored.number, state, on } },
    };
  },
});
