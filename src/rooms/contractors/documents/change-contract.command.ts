import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { computeEuros } from '../rates/rate.store.ts';
import { checkContract } from '../register/check-contract.ts';
import { ChangeContract, ContractAnswer } from '../register/contract.schema.ts';
import { contractColumns, contractorSince, lockContract, partyOfContract } from '../register/contract.store.ts';
import { recountCoverage } from './document.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Changes what the register says of a contract (5f). Its state and its number are changed by no form. */
export const changeContract = defineCommand({
  name: 'contractors/change-contract',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: ChangeContract,
  answer: ContractAnswer,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, change, write, now, platform }, { contractId, version, ...fields }) {
    const stored = await lockContract(db, contractId, version);
    // Under the lock: later than all that was asked, or recorded, of a contractor that the contract loses.
    const since = platform.clock();
    await checkContract(db, { partyId: stored.partyId, state: stored.state, ...fields });
    // Another amount has another value in euros, which the next rate gives.
    const isSameAmount = Number(stored.value) === Number(fields.value) && stored.currency === fields.currency;
    await change(
      db
        .updateTable('contractors.contract')
        .set({
          ...{ ...contractColumns(fields), version: version + 1 },
          contractor_since: contractorSince(fields.contractor, since),
          ...(!isSameAmount && { rate: null, rate_on: null, value_eur: null }),
        })
        .where('id', '=', contractId)
        .where('version', '=', version),
    );
    // What was found of one set says nothing of another. Of a set that the contract owed before, the findings and decisions are there.
    if (stored.setId !== fields.setId) await recountCoverage(db, [contractId]);
    write(computeEuros(stored.partyId, now));
    return {
      answer: { contractId, version: version + 1 },
      entry: {
        subjectKind: 'contract',
        subjectId: contractId,
        partyId: stored.partyId,
        detail: { contractor: fields.contractor, set: fields.setId },
      },
    };
  },
});
