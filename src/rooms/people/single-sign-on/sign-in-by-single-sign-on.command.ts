import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { isIn } from '#kernel/roles.ts';
import { defineCommand } from '#platform/command.ts';
import type { Subject } from '#platform/identity/subject.ts';
import { Language, Name } from '../people.schema.ts';
import { arrive } from '../sign-in/arrive.ts';
import { Opening, Step } from '../sign-in/sign-in.schema.ts';
import { sessionValues, vouchFor } from '../sign-in/sign-in-tokens.ts';
import '../errors.ts';
import '../permissions.ts';

/** The person, as the provider identifies them, and the attempt that asked. */
const Known = { issuer: z.string(), subject: z.string(), attempt: z.string() };
const Listed = z.strictObject({
  ...Known,
  name: Name,
  language: Language,
  grants: z.array(z.object({ role: z.string(), party: z.string().optional() })).min(1),
  ...Opening,
});

/** The grants that a sign-in added and ended; the database returns them with the claims. */
type Changed = Subject & { changed?: { added: string[]; ended: string[] } };

/** Signs in a person whom the list names, with exactly the grants it names. Only the callback from the provider runs it. */
export const signInBySingleSignOn = defineCommand({
  name: 'people/sign-in-by-single-sign-on',
  permission: 'people:enter',
  operational: 'access',
  runsOnLowDisk: true,
  input: Listed,
  answer: Step,
  signInStep: {
    refused: 'people/not-listed',
    statement: async ({ issuer, subject, attempt, name, language, grants, sessionToken }, platform) => {
      const { rows } = await platform.pool.query<{ awaits: boolean }>('select identity.awaits_first_person() as awaits');
      if (rows[0]!.awaits && !grants.some(({ role }) => isIn('office', role))) throw new AppError('people/first-person-first');
      const what = {
        issuer,
        subject,
        attempt,
        name,
        language,
        person: newId(),
        grants: grants.map((grant) => ({ id: newId(), ...grant })),
      };
      const { payload, voucher } = await vouchFor(platform, 'people/sign-in-by-single-sign-on', what);
      return {
        text: 'select identity.sign_in_by_single_sign_on($1, $2, $3, $4) as claims',
        values: [payload, voucher, ...sessionValues(sessionToken)],
      };
    },
  },
  run: (context, input) => {
    const { answer, entry } = arrive(context, input);
    return { answer, entry: { ...entry, detail: { singleSignOn: true, ...(context.subject as Changed).changed } } };
  },
});

/** Removes what the list gave to a person whom it no longer names, and ends their sessions. It signs nobody in. */
export const endSingleSignOn = defineCommand({
  name: 'people/end-single-sign-on',
  permission: 'people:enter',
  operational: 'access',
  runsOnLowDisk: true,
  input: z.strictObject(Known),
  answer: z.object({ ended: z.number() }),
  signInStep: {
    refused: 'people/not-listed',
    statement: async (known, platform) => {
      const { payload, voucher } = await vouchFor(platform, 'people/end-single-sign-on', known);
      return { text: 'select identity.end_single_sign_on($1, $2) as claims', values: [payload, voucher] };
    },
  },
  run: ({ subject }) => {
    const { ended = [] } = (subject as Changed).changed ?? {};
    return {
      answer: { ended: ended.length },
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { singleSignOn: false, ended } },
    };
  },
});
