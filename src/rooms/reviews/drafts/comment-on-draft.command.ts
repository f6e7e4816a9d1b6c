import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { decideFindingStep, type FindingState } from '../findings/finding.rules.ts';
import { findFinding } from '../findings/finding.store.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { ParticipationAnswer } from '../participations/participation.schema.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { advance, editionOfRound, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { CommentOnDraft } from './draft.schema.ts';
import { decideComment } from './judgement.rules.ts';
import { insertComment } from './judgement.store.ts';

/** The party comments on its draft, or says that it has no further comment. Comments are never deleted. */
export const commentOnDraft = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'comment'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: CommentOnDraft,
  answer: ParticipationAnswer,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, input) {
    const { db, write, subject, now, newId } = context;
    const found = await participationForAction(context, { participationId: input.participationId }, 'comment');
    const { participation } = found;
    const kind = unwrap(decideComment(input.text, input.done, participation.comments_done_at !== null));
    const { obligationId, findingId } = input;
    if (obligationId !== null && !participation.obligation_ids.includes(obligationId))
      throw new AppError('reviews/not-asked', { obligationId });
    const finding = findingId === null ? undefined : await findFinding(db, findingId);
    if (findingId !== null && finding?.participation_id !== participation.id) throw new AppError('platform/not-found');
    if (finding !== undefined) unwrap(decideFindingStep(finding.state as FindingState, 'comment'));
    if (kind === 'comment')
      write(insertComment(db, { id: newId(), participation, obligationId, findingId, text: input.text!, by: subject.person, at: now }));
    const version = await advance(context, found, 'comment', input.done ? { commentsDoneAt: now } : {});
    const edition = await editionOfRound(context, participation.round_id);
    return {
      answer: { id: participation.id, state: found.to, version },
      entry: {
        subjectKind: 'participation',
        subjectId: participation.id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, obligationId !== null ? [obligationId] : (finding?.obligation_ids ?? [])),
        detail: { obligation: obligationId, finding: findingId, text: input.text, done: input.done },
      },
    };
  },
});
