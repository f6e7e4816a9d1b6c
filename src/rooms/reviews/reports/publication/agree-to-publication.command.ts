import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../../participations/participation.rules.ts';
import { AgreeToPublication, ParticipationAnswer } from '../../participations/participation.schema.ts';
import { agree, partyOfParticipation } from '../../participations/participation.store.ts';
import { editionOfRound, participationForAction, reviewClauses } from '../../participations/participation-action.ts';
import { publishedAt } from './publication.store.ts';

/** A signer of the party agrees to publication of its participation with its comments, or withdraws consent before publication. */
export const agreeToPublication = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'agree-to-publication'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: AgreeToPublication,
  answer: ParticipationAnswer,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { agreed, ...input }) {
    const { db, change, subject, now } = context;
    const { participation, to } = await participationForAction(context, input, 'agree-to-publication');
    if ((await publishedAt(db, [participation.round_id])).size > 0) throw new AppError('reviews/published');
    await change(agree(db, participation, agreed ? { by: subject.person, at: now } : null), 'platform/conflict');
    const clauses = reviewClauses(await editionOfRound(context, participation.round_id), []);
    return {
      answer: { id: participation.id, state: to, version: participation.version + 1 },
      entry: { subjectKind: 'participation', subjectId: participation.id, partyId: participation.party_id, clauses, detail: { agreed } },
    };
  },
});
