import { dayOf } from '#kernel/dates.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { PartAnswer } from '../participations/part.schema.ts';
import { partyOfPart } from '../participations/part.store.ts';
import { advance, editionOfRound, partForAct } from '../participations/part-act.ts';
import { SendDraft } from './draft.schema.ts';
import { commentDay, decideSendDraft } from './judgement.rules.ts';
import { ratingsOf } from './judgement.store.ts';

/** Sends the draft to the party, which may now comment. Ratings and findings become visible to it. */
export const sendDraft = defineCommand({
  name: 'reviews/send-draft',
  permission: 'reviews:direct',
  clauses: () => currentEdition().acts.reviews,
  input: SendDraft,
  answer: PartAnswer,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, input) {
    const { db, now } = context;
    const found = await partForAct(context, input, 'send-draft');
    const { part } = found;
    const rated = new Set((await ratingsOf(db, [part.id])).map((rating) => rating.obligation_id));
    const { unrated } = unwrap(decideSendDraft(part.obligation_ids, rated, input.unratedReason));
    const edition = await editionOfRound(context, part.round_id);
    const commentDue = commentDay(part.comment_due, dayOf(now), Number(edition.parameter('comment-time').value));
    const unratedReason = unrated.length > 0 ? input.unratedReason : null;
    const version = await advance(context, found, 'send-draft', { draftSentAt: now, commentDue, unratedReason });
    return {
      answer: { id: part.id, state: found.to, version },
      entry: { subjectKind: 'participation', subjectId: part.id, partyId: part.party_id, detail: { commentDue, unrated, unratedReason } },
    };
  },
});
