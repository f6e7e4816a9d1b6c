import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { scopesWithPeople } from '../board/board.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Asks the training officers of a party for its first roster (5d): a task for each of them, and a line in their next mail. Asking again renews the date. */
export const requestRoster = defineCommand({
  name: 'training/request-roster',
  permission: 'training:lead',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ requestedOn: z.string() }),
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now }, { partyId }) {
    const { parties } = await readRegister(db, { ids: [partyId] });
    if ((await scopesWithPeople(db, parties)).size > 0) throw new AppError('training/roster-exists');
    const row = { requested_at: now, requested_by: subject.person };
    write(
      db
        .insertInto('training.roster_request')
        .values({ party_id: partyId, ...row })
        .onConflict((conflict) => conflict.column('party_id').doUpdateSet(row)),
    );
    return {
      answer: { requestedOn: dayOf(now) },
      entry: { subjectKind: 'party', subjectId: partyId, partyId, detail: { requested: 'roster' } },
    };
  },
});
