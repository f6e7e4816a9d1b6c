import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { type CommandContext, defineCommand } from '#platform/command.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { lookUpQueues, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import { typed } from '../classes/secrets.rules.ts';
import { Secret } from './learn.schema.ts';
import { ownTrainee } from './learner.store.ts';
import '../errors.ts';
import '../permissions.ts';

const Short = z.string().max(60);
const Entered = z.object({ number: z.string() });

async function entered({ db, subject }: CommandContext, method: string) {
  const { partyId } = await ownTrainee(db, subject.person);
  const entry = { subjectKind: 'trainee', subjectId: subject.person, partyId, detail: { method } };
  return { answer: { number: subject.name }, entry };
}

/** Signs a learner in with class code, service number and PIN. Their previous phone is signed out with a message; what waits there still arrives. */
export const enterClass = defineCommand({
  name: 'training/enter-class',
  permission: 'training:learn',
  operational: 'access',
  input: z.strictObject({ code: Short, number: Short, pin: Short, token: Secret, ticket: Secret }),
  answer: Entered,
  signInStep: {
    refused: 'training/access-slip-refused',
    statement: async ({ code, number, pin, token, ticket }, { pool }) => {
      const [theCode, theNumber] = [typed(code).replaceAll('-', ''), typed(number)];
      const look = () =>
        pool.query<{ accessSlip: { salt: string } | null }>('select training.access_slip_salt($1, $2) as "accessSlip"', [
          theCode,
          theNumber,
        ]);
      const { accessSlip } = (await lookUpQueues.class.run(look)).rows[0]!;
      // A class code cannot be guessed, so a request without a valid one takes no place from learners.
      if (accessSlip === null) throw new AppError('training/access-slip-refused');
      // A closed access slip, a wrong PIN and a number without an access slip take the same path and get the same answer, so that nobody learns who is in a class.
      const derived = await derivePassword(typed(pin), Buffer.from(accessSlip.salt, 'hex'), passwordQueues.class.takePlace());
      return {
        text: 'select training.enter_class($1, $2, $3, $4, $5, $6) as claims',
        values: [theCode, theNumber, derived, newId(), token, ticket],
      };
    },
  },
  run: (context) => entered(context, 'access-slip'),
});

/** Signs in a person who came from their desk account, with the one-time secret that was created there a moment ago. */
export const enterOwn = defineCommand({
  name: 'training/enter-own',
  permission: 'training:learn',
  operational: 'access',
  input: z.strictObject({ once: Secret, token: Secret, ticket: Secret }),
  answer: Entered,
  signInStep: {
    refused: 'training/session-over',
    statement: ({ once, token, ticket }) => ({
      text: 'select training.enter_own($1, $2, $3, $4) as claims',
      values: [once, newId(), token, ticket],
    }),
  },
  run: (context) => entered(context, 'account'),
});

/** Ends a session at the player. Progress is kept. */
export const leaveClass = defineCommand({
  name: 'training/leave-class',
  permission: 'training:learn',
  operational: 'access',
  input: z.strictObject({ token: Secret }),
  answer: z.object({ done: z.literal(true) }),
  signInStep: {
    refused: 'training/session-over',
    statement: ({ token }) => ({ text: 'select training.enter_learner($1, false) as claims', values: [token] }),
  },
  async run({ db, write, subject, now }) {
    const { partyId } = await ownTrainee(db, subject.person);
    write(
      db
        .updateTable('training.learner_session')
        .set({ ended_at: now, end_reason: 'left' })
        .where('id', '=', subject.session)
        .where('ended_at', 'is', null),
    );
    return { answer: { done: true as const }, entry: { subjectKind: 'trainee', subjectId: subject.person, partyId, detail: {} } };
  },
});
