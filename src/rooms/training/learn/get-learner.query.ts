import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { dueAgain } from '../readiness/due-again.ts';
import { type AttemptView, Learner, Secret, type Standing } from './learn.schema.ts';

// What the database tells; what is due again the program works out.
type Told =
  | Extract<z.infer<typeof Learner>, { over: string }>
  | (Omit<Standing, 'attempts'> & { attempts: Omit<AttemptView, 'dueAgain'>[] });

/** What the pages of one learner show. The secret of the session is asked for in the database, which answers nothing that is not that learner's. */
export const getLearner = defineQuery({
  name: 'training/get-learner',
  permission: 'public',
  input: z.strictObject({ secret: Secret }),
  answer: Learner.nullable(),
  async run({ db, now }, { secret }) {
    const { rows } = await sql<{ learner: Told | null }>`select training.learner(${secret}) as learner`.execute(db);
    const { learner } = rows[0]!;
    if (learner === null || 'over' in learner) return learner;
    const due = (one: Omit<AttemptView, 'dueAgain'>) =>
      one.passed === true && one.receivedAt !== null && dueAgain(one.module, new Date(one.receivedAt), now);
    return { ...learner, attempts: learner.attempts.map((one) => ({ ...one, dueAgain: due(one) })) };
  },
});
