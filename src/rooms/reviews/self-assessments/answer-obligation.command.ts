import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import type { Status } from '#kernel/status.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { editionOfRound, participationForAction, refuseStale, reviewClauses } from '../participations/participation-action.ts';
import type { AnswerSays } from '../reviews.schema.ts';
import { decideAnswer, type Suggestion } from './self-assessment.rules.ts';
import { AnswerObligation, StoredAnswer } from './self-assessment.schema.ts';
import { answersOf, storeAnswer } from './self-assessment.store.ts';

/** Answers one question of a self-assessment. Only the party sees the answer until the self-assessment is submitted. */
export const answerObligation = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'answer'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: AnswerObligation,
  answer: StoredAnswer,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, input) {
    const { db, change, subject, now } = context;
    const { participation } = await participationForAction(context, { participationId: input.participationId }, 'answer');
    const row = (await answersOf(db, participation.id)).find((one) => one.obligation_id === input.obligationId);
    if (row === undefined) throw new AppError('reviews/not-asked', { obligationId: input.obligationId });
    refuseStale(row.version, input.version);
    const suggestion: Suggestion = {
      obligationId: row.obligation_id,
      status: row.suggested_from === 'evidence' ? (row.suggested as Status) : 'not-reported',
      items: [],
      lastAnswer: null,
      from: row.suggested_from as Suggestion['from'],
      suggested: row.suggested as Status | AnswerSays,
    };
    const answer = unwrap(decideAnswer(suggestion, input));
    const key = { participationId: participation.id, obligationId: input.obligationId, version: input.version };
    await change(storeAnswer(db, key, { ...answer, by: subject.person, at: now }), 'platform/conflict');
    const edition = await editionOfRound(context, participation.round_id);
    return {
      answer: { obligationId: input.obligationId, version: input.version + 1 },
      entry: {
        subjectKind: 'participation',
        subjectId: participation.id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, [input.obligationId]),
        detail: { obligation: input.obligationId, choice: answer.choice, says: answer.says, note: answer.note },
      },
    };
  },
});
