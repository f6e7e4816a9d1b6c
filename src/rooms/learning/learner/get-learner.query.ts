import { sql } from 'kysely';
import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { dueAgain, notDueAgain } from '../progress/due-again.ts';
import { type ActiveLearner, type AttemptView, Learner, Secret } from './learn.schema.ts';

// What the database returns. The program computes what is due again.
type LearnerRow =
  | Extract<z.infer<typeof Learner>, { over: string }>
  | (Omit<ActiveLearner, 'attempts' | 'elsewhere'> & { attempts: Omit<AttemptView, 'dueAgain'>[] });

/** What the pages of one learner show. The database checks the secret of the session and returns only that learner's data. */
export const getLearner = defineQuery({
  name: 'training/get-learner',
  permission: 'public',
  input: z.strictObject({ secret: Secret }),
  answer: Learner.nullable(),
  async run({ db, now }, { secret }) {
    const { rows } = await sql<{ learner: LearnerRow | null; elsewhere: ActiveLearner['elsewhere'] }>`
      select training.learner(${secret}) as learner, training.learner_elsewhere(${secret}) as elsewhere`.execute(db);
    const { learner, elsewhere } = rows[0]!;
    if (learner === null || 'over' in learner) return learner;
    const due = (one: Omit<AttemptView, 'dueAgain'>) =>
      one.passed === true && one.answeredAt !== null && dueAgain(one.module, new Date(one.answeredAt), now);
    const current = Object.entries(elsewhere).flatMap(([module, one]) => (notDueAgain(now, one) ? [[module, one]] : []));
    return {
      ...learner,
      elsewhere: Object.fromEntries(current),
      attempts: learner.attempts.map((one) => ({ ...one, dueAgain: due(one) })),
    };
  },
});
