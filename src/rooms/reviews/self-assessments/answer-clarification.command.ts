import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { editionOfRound, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { Done } from '../reviews.schema.ts';
import { answerQuestion, findQuestion } from './clarification.store.ts';
import { AnswerClarification } from './self-assessment.schema.ts';

/** Answers a reviewer's question, once. */
export const answerClarification = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'explain'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: AnswerClarification,
  answer: Done,
  party: async ({ clarificationId }, db) => (await findQuestion(db, clarificationId))?.party_id,
  async run(context, { clarificationId, answer }) {
    const { db, change, subject, now } = context;
    const question = (await findQuestion(db, clarificationId))!;
    const { participation } = await participationForAction(context, { participationId: question.participation_id }, 'explain');
    if (question.answered_at !== null) throw new AppError('reviews/already-answered');
    await change(answerQuestion(db, question.id, { answer, by: subject.person, at: now }), 'reviews/already-answered');
    const edition = await editionOfRound(context, participation.round_id);
    return {
      answer: { id: question.id },
      entry: {
        subjectKind: 'clarification',
        subjectId: question.id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, question.obligation_id === null ? [] : [question.obligation_id]),
        detail: { answer },
      },
    };
  },
});
