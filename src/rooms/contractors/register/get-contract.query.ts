import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { CONTRACT_MACHINE, type ContractAction, type ContractState, tiersOf } from './contract.rules.ts';
import { Contract } from './contract.schema.ts';
import { earlierContractorsOf, findContract, membersOf, partyOfContract } from './contract.store.ts';
import '../permissions.ts';

/** One contract, with the firms under it (5f). */
export const getContract = defineQuery({
  name: 'contractors/get-contract',
  permission: 'contractors:read',
  input: z.strictObject({ contractId: z.uuid() }),
  answer: Contract,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId }) {
    const { db } = context;
    const [contract, members, earlierContractors] = await Promise.all([
      findContract(db, contractId),
      membersOf(db, contractId),
      earlierContractorsOf(db, contractId),
    ]);
    if (contract === undefined) throw new AppError('platform/not-found');
    const tiers = tiersOf(members);
    const subject = subjectOf(context);
    return {
      ...contract,
      members: members.map((one) => ({ ...one, tier: tiers.get(one.id)! })),
      earlierContractors,
      actions: offeredActions<ContractState, ContractAction>(CONTRACT_MACHINE, contract.state, (permission) =>
        may(subject, permission, contract.partyId),
      ),
      mayManage: may(subject, 'contractors:manage', contract.partyId),
    };
  },
});
