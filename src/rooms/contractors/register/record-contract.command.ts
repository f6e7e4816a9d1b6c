import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { computeEuros } from '../rates/rate.store.ts';
import { checkContract } from './check-contract.ts';
import { ContractAnswer, RecordContract } from './contract.schema.ts';
import { contractColumns } from './contract.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Records a contract of a party that lets contracts (5f). Nothing is checked in it yet. */
export const recordContract = defineCommand({
  name: 'contractors/record-contract',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  input: RecordContract,
  answer: ContractAnswer,
  party: ({ partyId }) => partyId,
  async run({ db, change, write, subject, now, newId }, { partyId, state, number, ...fields }) {
    await checkContract(db, { partyId, state, ...fields });
    const id = newId();
    await change(
      db.insertInto('contractors.contract').values({
        ...{ id, party_id: partyId, state, number },
        ...contractColumns(fields),
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    write(computeEuros(partyId, now));
    return {
      answer: { contractId: id, version: 1 },
      entry: {
        subjectKind: 'contract',
        subjectId: id,
        partyId,
        detail: { number, state, contractor: fields.contractor, set: fields.setId },
      },
    };
  },
});
