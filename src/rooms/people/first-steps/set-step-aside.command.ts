import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { SetStepAside } from './first-steps.schema.ts';
import '../permissions.ts';

/** Sets a first step of a new register aside, or takes it up again. Whether a step is done is never set by hand. */
export const setStepAside = defineCommand({
  name: 'people/set-step-aside',
  permission: 'people:start-register',
  operational: 'installation',
  input: SetStepAside,
  answer: z.object({ aside: z.boolean() }),
  run({ db, write, subject, now, newId }, { step, aside }) {
    const row = { aside, changed_by: subject.person, changed_at: now };
    write(
      db
        .insertInto('identity.first_step')
        .values({ step, ...row })
        .onConflict((conflict) => conflict.column('step').doUpdateSet(row)),
    );
    return { answer: { aside }, entry: { subjectKind: 'first-step', subjectId: newId(), partyId: null, detail: { step, aside } } };
  },
});
