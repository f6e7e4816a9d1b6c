import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { findPaper } from '#rooms/reports/index.ts';
import { findContract, partyOfContract } from '../register/contract.store.ts';
import { WorkersOfContract } from './worker.schema.ts';
import { PAPER_LANGUAGES } from './worker-paper.ts';
import '../permissions.ts';

/** What can be done for the workers of a contract (5f): papers for them, and the channel to which these lead. */
export const getWorkers = defineQuery({
  name: 'contractors/get-workers',
  permission: 'contractors:read',
  input: z.strictObject({ contractId: z.uuid() }),
  answer: WorkersOfContract,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId }) {
    const contract = await findContract(context.db, contractId);
    if (contract === undefined) throw new AppError('platform/not-found');
    const { channel } = await findPaper(context.platform, partiesOf(contract));
    return {
      contract: { id: contract.id, number: contract.number, contractor: contract.contractor, setId: contract.setId },
      channel: channel && { slug: channel.slug, name: channel.name },
      languages: PAPER_LANGUAGES.map(({ code, name, readBySpeakerOn }) => ({ code, name, unread: readBySpeakerOn === null })),
      mayVisit: may(subjectOf(context), 'contractors:manage-violations', contract.partyId),
    };
  },
});

/** Whose channel is shown to the workers of a contract: that of the operation, else that of the party which lets the contract. */
export function partiesOf({ operationId, partyId }: { operationId: string | null; partyId: string }): string[] {
  return operationId === null ? [partyId] : [operationId, partyId];
}
