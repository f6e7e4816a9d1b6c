import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS, STATUSES } from '#kernel/status.ts';
import { JOINING_CHOICES } from './joining.rules.ts';

const Party = z.object({ id: z.string(), name: BothLanguages });
const Note = z.string().trim().min(1).max(4000).nullable();

export const AnswerItems = z.strictObject({
  contributionId: z.uuid(),
  /** The version of the checklist the nation has read; 0 before the first answer. */
  version: z.number().int(),
  answers: z
    .array(z.strictObject({ obligationId: z.string().min(1).max(40), choice: z.enum(JOINING_CHOICES), note: Note }))
    .min(1)
    .max(80)
    .refine((all) => new Set(all.map(({ obligationId }) => obligationId)).size === all.length, { error: 'duplicate' }),
});
/** Narrows the label of a checklist and of all its answers. */
export const LabelJoining = z.strictObject({ contributionId: z.uuid(), version: z.number().int(), label: RecordLabel });
export const SetTransfer = z.strictObject({ contributionId: z.uuid(), version: z.number().int(), transferOn: Day.nullable() });
export const JoiningAnswer = z.object({ contributionId: z.string(), open: z.number().int(), version: z.number().int() });

/** A nation that joins an operation, and the progress of its checklist. */
export const JoiningLine = z.object({
  contributionId: z.string(),
  party: Party,
  operation: Party,
  joinedOn: z.string(),
  endsOn: z.string().nullable(),
  transferOn: z.string().nullable(),
  label: RecordLabel,
  items: z.number().int(),
  /** Items without an answer; null where nothing of the checklist is visible, and a label may hide it from this reader. */
  open: z.number().int().nullable(),
  choices: z.object({ comply: z.number().int(), equivalent: z.number().int(), explain: z.number().int() }),
});
export type JoiningLine = z.infer<typeof JoiningLine>;

/** One checklist: each row of the policy with the nation's answer. */
export const JoiningView = JoiningLine.extend({
  version: z.number().int(),
  completeAt: z.string().nullable(),
  /** Whether this reader answers for the nation, and whether they may set the date of the transfer of authority. */
  mayAnswer: z.boolean(),
  maySetTransfer: z.boolean(),
  checklist: z.array(
    z.object({
      obligationId: z.string(),
      clauseId: z.string(),
      title: BothLanguages,
      asks: BothLanguages,
      reconstructed: z.boolean(),
      answer: z.object({ choice: z.enum(JOINING_CHOICES), note: z.string().nullable(), at: z.string(), by: z.string() }).nullable(),
      /** What the nation said before, where it has no answer here yet: its answer to the same expectation, or what it declared, as in its return. */
      known: z.object({ choice: z.enum(JOINING_CHOICES), note: z.string().nullable(), from: z.enum(['answer', 'evidence']) }).nullable(),
      /** The status in the register where it comes from a higher origin than the nation's word; null where there is none that this reader may read. */
      register: z.object({ status: z.enum(STATUSES), origin: z.enum(ORIGINS), contradicts: z.boolean() }).nullable(),
    }),
  ),
});
export type JoiningView = z.infer<typeof JoiningView>;
