import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { Learner, Secret } from './learn.schema.ts';

/** What the pages of one learner show. The secret of the session is asked for in the database, which answers nothing that is not that learner's. */
export const getLearner = defineQuery({
  name: 'training/get-learner',
  permission: 'public',
  input: z.strictObject({ secret: Secret }),
  answer: Learner.nullable(),
  async run({ db }, { secret }) {
    const { rows } = await sql<{ learner: z.infer<typeof Learner> | null }>`select training.learner(${secret}) as learner`.execute(db);
    return rows[0]!.learner;
  },
});
