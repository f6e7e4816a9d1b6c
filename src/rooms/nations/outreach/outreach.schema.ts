import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { LOWEST } from '#kernel/labels.ts';
import { LOCALES } from '#kernel/languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { TREATY_STATUSES } from '../treaties/treaty-words.rules.ts';
import { ENCOURAGED_INSTRUMENTS, OUTREACH_MACHINE, OUTREACH_STATES } from './outreach.rules.ts';

const Text = z.string().trim().min(1);
const Instruments = z
  .array(z.enum(ENCOURAGED_INSTRUMENTS))
  .min(1)
  .max(3)
  .refine((all) => new Set(all).size === all.length, { error: 'duplicate' });

export const OpenOutreach = z.strictObject({
  writerId: z.uuid(),
  addresseeId: z.uuid(),
  instruments: Instruments,
  label: RecordLabel.default(LOWEST),
});
export const OnOutreach = z.strictObject({ outreachId: z.uuid(), version: z.number().int() });
/** Narrows the label of an attempt and everything in it. */
export const LabelOutreach = OnOutreach.extend({ label: RecordLabel });
export const SendLetter = OnOutreach.extend({
  sentOn: Day,
  language: z.enum(LOCALES),
  body: Text.max(8000),
  offer: Text.max(2000).nullable(),
  /** The signed letter, if it is stored as a file of the writer. */
  documentId: z.uuid().nullable(),
  /** When the writer wants to return to it. */
  reminderOn: Day.nullable(),
});
export const RecordReply = OnOutreach.extend({ received: z.boolean(), on: Day, body: Text.max(4000).nullable() });
export const SetReminder = OnOutreach.extend({ reminderOn: Day.nullable() });
export const CloseOutreach = OnOutreach.extend(commentField(OUTREACH_MACHINE.actions.close));
export const OutreachAnswer = z.object({ id: z.string(), state: z.enum(OUTREACH_STATES), version: z.number().int() });

const Party = z.object({ id: z.string(), name: BothLanguages });

/** One attempt in the list. */
export const OutreachLine = z.object({
  id: z.string(),
  writer: Party,
  addressee: Party,
  instruments: z.array(z.enum(ENCOURAGED_INSTRUMENTS)),
  state: z.enum(OUTREACH_STATES),
  since: z.string(),
  lastSentOn: z.string().nullable(),
  reminderOn: z.string().nullable(),
  label: RecordLabel,
});
export type OutreachLine = z.infer<typeof OutreachLine>;

/** Attempts whose reminder date has come. */
export const OutreachReminders = z.object({
  tasks: z.array(OutreachLine.pick({ id: true, writer: true, addressee: true, label: true }).extend({ reminderOn: z.string() })),
});
export type OutreachReminders = z.infer<typeof OutreachReminders>;

/** A letter as its writer and the addressed nation see it. */
export const LetterView = z.object({
  id: z.string(),
  writer: Party,
  addressee: Party,
  sentOn: z.string(),
  language: z.enum(LOCALES),
  body: z.string(),
  offer: z.string().nullable(),
  label: RecordLabel,
});
export type LetterView = z.infer<typeof LetterView>;

/** The addressee's status on an instrument, from the treaty table. */
export const TreatyStatusOn = z.object({
  instrument: z.enum(ENCOURAGED_INSTRUMENTS),
  status: z.enum(TREATY_STATUSES),
  asOf: z.string().nullable(),
});
export type TreatyStatusOn = z.infer<typeof TreatyStatusOn>;

/** One attempt with everything that belongs to it. */
export const OutreachView = OutreachLine.extend({
  version: z.number().int(),
  closeReason: z.string().nullable(),
  treatyStatuses: z.array(TreatyStatusOn),
  letters: z.array(LetterView.extend({ documentId: z.string().nullable(), by: z.string() })),
  replies: z.array(z.object({ id: z.string(), received: z.boolean(), on: z.string(), body: z.string().nullable(), by: z.string() })),
  /** What this reader may do now. */
  actions: offeredActionsOf(OUTREACH_MACHINE),
  /** Whether this reader writes for it, and so may narrow its label. */
  /** The proposed letter. */
  draft: BothLanguages,
});
export type OutreachView = z.infer<typeof OutreachView>;

/** Letters this reader's parties should write, and the parties this reader may write for. */
export const OutreachSuggestions = z.object({
  writers: z.array(Party),
  suggestions: z.array(
    z.object({
      writer: Party,
      addressee: Party,
      operation: BothLanguages,
      joinedOn: z.string(),
      reason: z.enum(['joined', 'again']),
      treatyStatuses: z.array(TreatyStatusOn),
    }),
  ),
  /** Other nations outside the alliance that may be written to. */
  addressees: z.array(Party),
});
export type OutreachSuggestions = z.infer<typeof OutreachSuggestions>;
