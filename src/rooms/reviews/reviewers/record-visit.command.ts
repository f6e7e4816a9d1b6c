import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { editionOfRound, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { Done } from '../reviews.schema.ts';
import { RecordVisit } from './visit.schema.ts';
import { insertVisit } from './visit.store.ts';

/** Records a visit to the party under review. Optional; the party sees days, visitors and agenda. */
export const recordVisit = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'visit'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: RecordVisit,
  answer: Done,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { participationId, from, to, visitors, agenda }) {
    const { db, write, subject, now, newId } = context;
    const { participation } = await participationForAction(context, { participationId }, 'visit');
    if (to < from) throw new AppError('reviews/days-in-order', { field: 'to' });
    const id = newId();
    write(insertVisit(db, { id, participation, from, to, visitors, agenda, by: subject.person, at: now }));
    const clauses = reviewClauses(await editionOfRound(context, participation.round_id), []);
    return {
      answer: { id },
      entry: {
        subjectKind: 'visit',
        subjectId: id,
        partyId: participation.party_id,
        clauses,
        detail: { participation: participation.id, from, to, visitors, agenda },
      },
    };
  },
});
