import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { findContribution, lockContribution } from '../party.store.ts';
import { EndContribution } from '../register/register.schema.ts';
import { decideEnd } from './contribution.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Sets the day on which a contribution ends or ended; after that day the nation owes nothing because of it (6). */
export const endContribution = defineCommand({
  name: 'parties/end-contribution',
  permission: 'parties:confirm',
  clauses: () => currentEdition().acts.implementation,
  input: EndContribution,
  answer: z.object({ contributionId: z.string(), version: z.number().int() }),
  party: async ({ contributionId }, db) => (await findContribution(db, contributionId))?.party_id,
  async run({ db, change, subject, now }, { contributionId, to, version }) {
    const contribution = await lockContribution(db, contributionId);
    if (contribution === undefined) throw new AppError('platform/not-found');
    if (contribution.version !== version) throw new AppError('platform/stale', { current: contribution.version, yours: version });
    unwrap(decideEnd({ from: contribution.from_day }, to));
    await change(
      db
        .updateTable('parties.contribution')
        .set({ to_day: to, ended_at: now, ended_by: subject.person, version: version + 1 })
        .where('id', '=', contributionId)
        .where('version', '=', version),
    );
    return {
      answer: { contributionId, version: version + 1 },
      entry: { subjectKind: 'contribution', subjectId: contributionId, partyId: contribution.party_id, detail: { to } },
    };
  },
});
