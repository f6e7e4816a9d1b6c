import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { advance, editionOfRound, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { Done } from '../reviews.schema.ts';
import { insertQuestion } from './clarification.store.ts';
import { AskClarification } from './self-assessment.schema.ts';

/** Asks the party a question about its self-assessment, with a due date for the answer. */
export const askClarification = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'ask'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: AskClarification,
  answer: Done,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { participationId, obligationId, question, due: dueInput }) {
    const { db, write, subject, now, newId } = context;
    const found = await participationForAction(context, { participationId }, 'ask');
    const { participation } = found;
    const edition = await editionOfRound(context, participation.round_id);
    if (obligationId !== null && !participation.obligation_ids.includes(obligationId))
      throw new AppError('reviews/not-asked', { obligationId });
    const due = dueInput ?? dayOf(new Date(now.getTime() + Number(edition.parameter('clarification-time', now).value) * DAY_MS));
    if (due <= found.today) throw new AppError('reviews/date-past', { day: due });
    const id = newId();
    await advance(context, found, 'ask');
    write(insertQuestion(db, { id, participation, obligationId, question, due, by: subject.person, at: now }));
    return {
      answer: { id },
      entry: {
        subjectKind: 'clarification',
        subjectId: id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, obligationId === null ? [] : [obligationId]),
        detail: { participation: participation.id, obligation: obligationId, question, due },
      },
    };
  },
});

const DAY_MS = 86_400_000;
