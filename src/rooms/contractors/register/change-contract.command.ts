import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { computeEuros } from '../rates/rate.store.ts';
import { checkContract } from './check-contract.ts';
import { ChangeContract, ContractAnswer } from './contract.schema.ts';
import { contractColumns, lockContract, partyOfContract } from './contract.store.ts';
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
  async run({ db, change, write, now }, { contractId, version, ...fields }) {
    const stored = await lockContract(db, contractId, version);
    await checkContract(db, { partyId: stored.partyId, state: stored.state, ...fields });
    // Another amount has another value in euros, which the next rate gives.
    const isSameAmount = Number(stored.value) === Number(fields.value) && stored.currency === fields.currency;
    await change(
      db
        .updateTable('contractors.contract')
        .set({
          ...{ ...contractColumns(fields), version: version + 1 },
          ...(!isSameAmount && { rate: null, rate_on: null, value_eur: null }),
          // What was found of one set says nothing of another.
          ...(stored.setId !== fields.setId && { coverage: 'not-checked' as const }),
        })
        .where('id', '=', contractId)
        .where('version', '=', version),
    );
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
