import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../../clauses.ts';
import { findSitePage } from './site-page.store.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** Takes the public page of a site down at once (5f). Another one needs another agreement. */
export const withdrawSitePage = defineCommand({
  name: 'contractors/withdraw-site-page',
  permission: 'contractors:manage-violations',
  clauses: CONTRACT_CLAUSES,
  runsOnLowDisk: true,
  input: z.strictObject({ pageId: z.uuid() }),
  answer: z.object({ pageId: z.string() }),
  party: async ({ pageId }, db) => (await findSitePage(db, pageId))?.partyId,
  async run({ db, change, subject, now }, { pageId }) {
    const page = await findSitePage(db, pageId);
    if (page === undefined) throw new AppError('platform/not-found');
    await change(
      db
        .updateTable('contractors.site_page')
        .set({ withdrawn_by: subject.person, withdrawn_at: now })
        .where('id', '=', pageId)
        .where('withdrawn_at', 'is', null),
      'platform/conflict',
    );
    return {
      answer: { pageId },
      entry: { subjectKind: 'site-page', subjectId: pageId, partyId: page.partyId, detail: { slug: page.slug } },
    };
  },
});
