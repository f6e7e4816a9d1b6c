import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { participationForAction } from '../participations/participation-action.ts';
import type { CommentDecision } from '../reviews.schema.ts';
import { Done } from '../reviews.schema.ts';
import { AnswerComment } from './draft.schema.ts';
import { decideOnComment } from './judgement.rules.ts';
import { decideComment, findComment } from './judgement.store.ts';

/** Headquarters accepts, notes or rejects a comment, once, with a reason. The comment is kept in every case. */
export const answerComment = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'decide-comment'),
  clauses: () => currentEdition().acts.reviews,
  input: AnswerComment,
  answer: Done,
  party: async ({ commentId }, db) => (await findComment(db, commentId))?.party_id,
  async run(context, { commentId, decision, reason }) {
    const { db, change, subject, now } = context;
    const comment = (await findComment(db, commentId))!;
    const { participation } = await participationForAction(context, { participationId: comment.participation_id }, 'decide-comment');
    const settled = unwrap(decideOnComment(comment.decision as CommentDecision | null, decision, reason));
    await change(decideComment(db, comment.id, { ...settled, by: subject.person, at: now }), 'reviews/comment-decided');
    return {
      answer: { id: comment.id },
      entry: { subjectKind: 'comment', subjectId: comment.id, partyId: participation.party_id, detail: settled },
    };
  },
});
