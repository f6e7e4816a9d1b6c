import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { findLink, withdrawLink } from './link.store.ts';

/** Withdraws a link to a section: it no longer opens anything. Answers given with it stay. */
export const withdrawSectionLink = defineCommand({
  name: 'returns/withdraw-link',
  permission: 'returns:sign',
  clauses: () => currentEdition().acts.implementation,
  runsOnLowDisk: true,
  input: z.strictObject({ linkId: z.uuid() }),
  answer: z.object({ id: z.string() }),
  party: async ({ linkId }, db) => (await findLink(db, linkId))?.partyId,
  async run({ db, change, subject, now }, { linkId }) {
    const link = await findLink(db, linkId);
    if (link === undefined) throw new AppError('platform/not-found');
    await change(withdrawLink(db, linkId, subject.person, now), 'platform/conflict');
    return {
      answer: { id: linkId },
      entry: { subjectKind: 'return', subjectId: link.returnId, partyId: link.partyId, detail: { link: linkId, section: link.sectionId } },
    };
  },
});
