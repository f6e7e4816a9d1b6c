import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { Prose } from '../reviews.schema.ts';

const Version = z.number().int();

/** `helpfulBy`: the day that would help. It binds nobody. */
export const InviteOrganisation = z.strictObject({ roundId: z.uuid(), partyId: z.uuid(), helpfulBy: Day.nullable() });
/** `version` 0: nothing was written on this clause yet. */
export const WriteObservation = z.strictObject({
  formId: z.uuid(),
  clauseId: z.string().min(1).max(40),
  version: Version,
  text: Prose,
});
export const ObservationKept = z.object({ clauseId: z.string(), version: z.number() });
export const HandInForm = z.strictObject({ formId: z.uuid(), version: Version });

/** A form in a list: whose it is, and whether it came back. There is no state of being late. */
export const FormLine = z.object({
  id: z.string(),
  party: z.object({ id: z.string(), name: BothLanguages }),
  helpfulBy: z.string().nullable(),
  invitedAt: z.string(),
  handedInAt: z.string().nullable(),
});
export type FormLine = z.infer<typeof FormLine>;

/** The form whole: the clauses the round looks at, and what was written on each. */
export const FormView = FormLine.extend({
  round: z.object({ id: z.string(), title: BothLanguages }),
  version: z.number(),
  clauses: z.array(
    z.object({
      id: z.string(),
      title: BothLanguages,
      plain: BothLanguages,
      reconstructed: z.boolean(),
      observation: z.object({ text: z.string(), version: z.number(), at: z.string() }).nullable(),
    }),
  ),
  mayWrite: z.boolean(),
});
export type FormView = z.infer<typeof FormView>;
