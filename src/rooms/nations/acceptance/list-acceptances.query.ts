import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import { AcceptancesView } from './acceptance.schema.ts';
import { acceptancesOf, accepts } from './acceptance.store.ts';
import '../permissions.ts';

/** The acts by which a party accepted the policy, newest first. */
export const listAcceptances = defineQuery({
  name: 'nations/list-acceptances',
  permission: 'signed-in',
  input: z.strictObject({ partyId: z.uuid() }),
  answer: AcceptancesView,
  async run(context, { partyId }) {
    const [party] = (await readRegister(context.db, { ids: [partyId] })).parties;
    if (party === undefined) throw new AppError('platform/not-found');
    const rows = await acceptancesOf(context.db, partyId);
    const people = await namesOf(context.db, [...new Set(rows.map((row) => row.recorded_by))]);
    return {
      accepts: accepts(party.kind),
      mayRecord: accepts(party.kind) && may(subjectOf(context), 'nations:record-acceptance', partyId),
      acceptances: rows.map((row) => ({
        ...{ id: row.id, body: row.body, acceptedOn: row.accepted_on, document: row.document, reservation: row.reservation },
        edition: currentCatalogue().edition(row.edition_id).title,
        recordedAt: new Date(row.recorded_at).toISOString(),
        recordedBy: people.get(row.recorded_by) ?? null,
      })),
    };
  },
});
