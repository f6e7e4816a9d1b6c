import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { CONTRACT_CLAUSES } from '../clauses.ts';
import { findFirmLink } from './firm.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Revokes the link of a firm: it no longer opens anything (5f). What was sent with it stays. */
export const revokeFirmLink = defineCommand({
  name: 'contractors/revoke-firm-link',
  permission: 'contractors:manage',
  clauses: CONTRACT_CLAUSES,
  runsOnLowDisk: true,
  input: z.strictObject({ linkId: z.uuid() }),
  answer: z.object({ linkId: z.string() }),
  party: async ({ linkId }, db) => (await findFirmLink(db, linkId))?.partyId,
  async run({ db, change, subject, now }, { linkId }) {
    const link = await findFirmLink(db, linkId);
    if (link === undefined) throw new AppError('platform/not-found');
    await change(
      db
        .updateTable('contractors.firm_link')
        .set({ revoked_by: subject.person, revoked_at: now })
        .where('id', '=', linkId)
        .where('revoked_at', 'is', null),
      'platform/conflict',
    );
    return {
      answer: { linkId },
      entry: { subjectKind: 'contract', subjectId: link.contractId, partyId: link.partyId, detail: { link: linkId } },
    };
  },
});
