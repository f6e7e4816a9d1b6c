import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { partyOfPart } from '../participations/part.store.ts';
import { advance, editionOfRound, partForAct, reviewClauses } from '../participations/part-act.ts';
import { Done } from '../reviews.schema.ts';
import { insertQuestion } from './clarification.store.ts';
import { AskClarification } from './return.schema.ts';

/** Asks the party a question about its return, with a day for the answer. */
export const askClarification = defineCommand({
  name: 'reviews/ask-clarification',
  permission: 'reviews:judge',
  clauses: (_, entry) => entry.clauses ?? [],
  input: AskClarification,
  answer: Done,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, { participationId, obligationId, question, due: given }) {
    const { db, write, subject, now, newId } = context;
    const found = await partForAct(context, { participationId }, 'ask');
    const { part } = found;
    const edition = await editionOfRound(context, part.round_id);
    if (obligationId !== null && !part.obligation_ids.includes(obligationId)) throw new AppError('reviews/not-asked', { obligationId });
    const due = given ?? dayOf(new Date(now.getTime() + Number(edition.parameter('clarification-time').value) * DAY_MS));
    if (due <= found.today) throw new AppError('reviews/date-past', { day: due });
    const id = newId();
    await advance(context, found, 'ask');
    write(insertQuestion(db, { id, part, obligationId, question, due, by: subject.person, at: now }));
    return {
      answer: { id },
      entry: {
        subjectKind: 'clarification',
        subjectId: id,
        partyId: part.party_id,
        clauses: reviewClauses(edition, obligationId === null ? [] : [obligationId]),
        detail: { participation: part.id, obligation: obligationId, question, due },
      },
    };
  },
});

const DAY_MS = 86_400_000;
