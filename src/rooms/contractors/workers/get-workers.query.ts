import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { findPaper } from '#rooms/reports/index.ts';
import { findContract, partyOfContract } from '../register/contract.store.ts';
import { sitePagesOf } from './site-pages/site-page.store.ts';
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
    const [{ channel }, pages] = await Promise.all([
      findPaper(context.platform, partiesOf(contract)),
      sitePagesOf(context.db, contract.partyId),
    ]);
    const { id, number, contractor, setId } = contract;
    const site = context.platform.publicUrl ?? context.platform.deskUrl;
    return {
      contract: { id, number, contractor, setId },
      channel: channel && { slug: channel.slug, name: channel.name },
      languages: PAPER_LANGUAGES.map(({ code, name, readBySpeakerOn }) => ({ code, name, unread: readBySpeakerOn === null })),
      sitePages: pages.map(({ slug, ...page }) => ({
        ...page,
        ...{ address: `${site}/help/sites/${slug}`, isShown: page.agreedUntil >= dayOf(context.now) },
      })),
      mayVisit: may(subjectOf(context), 'contractors:manage-violations', contract.partyId),
    };
  },
});

/** Whose channel is shown to the workers of a contract: that of the operation, else that of the party which lets the contract. */
export function partiesOf({ operationId, partyId }: { operationId: string | null; partyId: string }): string[] {
  return operationId === null ? [partyId] : [operationId, partyId];
}
