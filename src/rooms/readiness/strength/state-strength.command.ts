import { z } from 'zod';
import { isDayToCome } from '#kernel/dates.ts';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * States how many people a party has on one named day, and by which source: the denominator of its measured shares. Without it no share shows an obligation as
 * met. Another statement adds a row.
 */
export const stateStrength = defineCommand({
  name: 'training/state-strength',
  permission: 'training:see',
  clauses: TRAINING_CLAUSES,
  input: z.strictObject({
    partyId: z.uuid(),
    persons: z.int().min(1).max(1_000_000),
    statedFor: Day,
    source: z.string().trim().min(1).max(200),
  }),
  answer: z.object({ id: z.string() }),
  party: ({ partyId }) => partyId,
  async run({ db, write, newId, now, subject }, { partyId, persons, statedFor, source }) {
    if (isDayToCome(statedFor, now)) throw new AppError('training/day-to-come');
    const id = newId();
    write(
      db
        .insertInto('training.strength')
        .values({ id, persons, source, party_id: partyId, stated_for: statedFor, stated_by: subject.person, stated_at: now }),
    );
    return { answer: { id }, entry: { subjectKind: 'strength', subjectId: id, partyId, detail: { persons, statedFor, source } } };
  },
});
