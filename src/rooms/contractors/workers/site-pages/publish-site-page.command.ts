import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { findContract, partyOfContract } from '../../register/contract.store.ts';
import { decideAgreement } from './site-page.rules.ts';
import { PublishSitePage } from './site-page.schema.ts';
import '../../errors.ts';
import '../../permissions.ts';

/**
 * Publishes a page for the people who work at a site, until the agreement of force protection to it ends (5f). The log holds the address and the days, and not who
 * agreed.
 */
export const publishSitePage = defineCommand({
  name: 'contractors/publish-site-page',
  permission: 'contractors:manage-violations',
  clauses: CONTRACT_CLAUSES,
  input: PublishSitePage,
  answer: z.object({ pageId: z.string() }),
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run({ db, write, subject, now, newId }, { contractId, name, slug, agreedBy, agreedOn, agreedUntil, agreement }) {
    const contract = await findContract(db, contractId);
    if (contract === undefined) throw new AppError('platform/not-found');
    unwrap(decideAgreement({ agreedOn, agreedUntil }, now));
    const { partyId, operationId } = contract;
    const id = newId();
    write(
      db.insertInto('contractors.site_page').values({
        ...{ id, party_id: partyId, operation_id: operationId, slug, name },
        ...{ authority: agreedBy, agreed_on: agreedOn, agreed_until: agreedUntil, agreement },
        ...{ published_at: now, published_by: subject.person },
      }),
    );
    return {
      answer: { pageId: id },
      entry: { subjectKind: 'site-page', subjectId: id, partyId, detail: { slug, agreedOn, agreedUntil } },
    };
  },
});
