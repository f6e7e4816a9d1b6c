import { z } from 'zod';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readOwnTrainees } from './learner.store.ts';

/** The trainees a person with an account can learn as: their service numbers on rosters. */
export const listOwn = defineQuery({
  name: 'training/list-own',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.object({
    trainees: z.array(
      z.object({ traineeId: z.string(), partyId: z.string(), number: z.string(), party: z.object({ en: z.string(), fr: z.string() }) }),
    ),
  }),
  async run(context) {
    return { trainees: await readOwnTrainees(context.db, subjectOf(context).person) };
  },
});
