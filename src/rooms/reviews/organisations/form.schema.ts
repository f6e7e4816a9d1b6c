import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { Prose } from '../reviews.schema.ts';

const Version = z.number().int();

/** `helpfulBy`: the date by which an answer would help. It is not binding. */
export const InviteOrganisation = z.strictObject({ roundId: z.uuid(), partyId: z.uuid(), helpfulBy: Day.nullable() });
/** `version` 0: there is no observation on this clause yet. */
export const WriteObservation = z.strictObject({
  formId: z.uuid(),
  clauseId: z.string().min(1).max(40),
  version: Version,
  text: Prose,
});
export const StoredObservation = z.object({ clauseId: z.string(), version: z.number() });
export const SubmitForm = z.strictObject({ formId: z.uuid(), version: Version });

/** A form in a list: its organisation, and whether it was submitted. A form is never late. */
export const FormLine = z.object({
  id: z.string(),
  party: z.object({ id: z.string(), name: BothLanguages }),
  helpfulBy: z.string().nullable(),
  invitedAt: z.string(),
  submittedAt: z.string().nullable(),
});
export type FormLine = z.infer<typeof FormLine>;

/** The whole form: the clauses the round covers, and the observation on each. */
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
