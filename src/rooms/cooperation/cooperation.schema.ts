import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { LOWEST } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { CONSULTATION_MACHINE, CONSULTATION_STATES, CONSULTED_KINDS } from './consultation.rules.ts';

const Text = z.string().trim().min(1).max(4000);

export const RecordConsultation = z
  .strictObject({
    kind: z.enum(CONSULTED_KINDS),
    /** A party of the register, or the name of an organisation outside it. */
    consultedId: z.uuid().nullable(),
    consultedName: z.string().trim().min(1).max(200).nullable(),
    statedOn: Day,
    statement: Text,
    label: RecordLabel.default(LOWEST),
  })
  .refine(({ consultedId, consultedName }) => (consultedId === null) !== (consultedName === null), {
    error: 'one-of-both',
    path: ['consultedName'],
  });
const OnConsultation = z.strictObject({ consultationId: z.uuid(), version: z.number().int() });
export const DecideConsultation = OnConsultation.extend({ changed: z.boolean(), outcome: Text, on: Day });
export const InformConsultation = OnConsultation.extend({ on: Day });
export const ConsultationAnswer = z.object({ id: z.string(), state: z.enum(CONSULTATION_STATES), version: z.number().int() });

export const ConsultationView = z.object({
  id: z.string(),
  editionId: z.string(),
  kind: z.enum(CONSULTED_KINDS),
  /** A party's name in both languages, or an organisation's name twice. */
  consulted: BothLanguages,
  statedOn: z.string(),
  statement: z.string(),
  state: z.enum(CONSULTATION_STATES),
  changed: z.boolean().nullable(),
  outcome: z.string().nullable(),
  decidedOn: z.string().nullable(),
  informedOn: z.string().nullable(),
  by: z.string(),
  label: RecordLabel,
  version: z.number().int(),
  /** The actions that the reader may take now. */
  actions: offeredActionsOf(CONSULTATION_MACHINE),
});
export type ConsultationView = z.infer<typeof ConsultationView>;
