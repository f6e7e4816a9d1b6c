import { dayOf } from '#kernel/dates.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { ParticipationAnswer } from '../participations/participation.schema.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { advance, editionOfRound, participationForAction } from '../participations/participation-action.ts';
import { SendDraft } from './draft.schema.ts';
import { commentDay, decideSendDraft } from './judgement.rules.ts';
import { ratingsOf } from './judgement.store.ts';

/** Sends the draft to the party, which may now comment. Ratings and findings become visible to it. */
export const sendDraft = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'send-draft'),
  clauses: () => currentEdition().acts.reviews,
  input: SendDraft,
  answer: ParticipationAnswer,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, input) {
    const { db, now } = context;
    const found = await participationForAction(context, input, 'send-draft');
    const { participation } = found;
    const rated = new Set((await ratingsOf(db, [participation.id])).map((rating) => rating.obligation_id));
    const toRate = participation.ratings ? participation.obligation_ids : [];
    const { unrated } = unwrap(decideSendDraft(toRate, rated, input.unratedReason));
    const edition = await editionOfRound(context, participation.round_id);
    const commentDue = commentDay(participation.comment_due, dayOf(now), Number(edition.parameter('comment-time', now).value));
    const unratedReason = unrated.length > 0 ? input.unratedReason : null;
    const version = await advance(context, found, 'send-draft', { draftSentAt: now, commentDue, unratedReason });
    return {
      answer: { id: participation.id, state: found.to, version },
      entry: {
        subjectKind: 'participation',
        subjectId: participation.id,
        partyId: participation.party_id,
        detail: { commentDue, unrated, unratedReason },
      },
    };
  },
});
