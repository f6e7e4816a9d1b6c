import { z } from 'zod';
import { commentField, offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';
import { DRAFT_MACHINE, DRAFT_STATES, LOCAL_TEXT_MACHINE, PLACEHOLDER_IDS } from './local-text.rules.ts';

/** An answer of one to four short paragraphs: it is read on a phone. An empty field is no answer. */
const Written = z
  .string()
  .trim()
  .max(1500)
  .transform((text) => text || null)
  .nullable();
const Answers = z.record(z.string().max(40), z.strictObject({ en: Written, fr: Written })).refine((all) => Object.keys(all).length <= 20);

const OfParty = z.strictObject({ placeholder: z.enum(PLACEHOLDER_IDS), partyId: z.uuid() });
export const GetLocalText = OfParty;
export const WriteLocalText = OfParty.extend({ version: z.number().int().min(0), asOf: Day, answers: Answers });
export const SignLocalText = OfParty.extend({ version: z.number().int().min(1) });
export const WithdrawLocalText = OfParty.extend({
  number: z.coerce.number<number>().int().min(1),
  ...commentField(LOCAL_TEXT_MACHINE.actions.withdraw),
});
export const DraftAnswer = z.object({ version: z.number().int() });
export const TextAnswer = z.object({ number: z.number().int() });

const Party = z.object({ id: z.string(), code: z.string(), name: BothLanguages });
const Answer = z.object({ en: z.string().nullable(), fr: z.string().nullable() });

/** One row of the list: whose text it is and its state. `latest` null: the text is missing, which counts against that party only. */
export const LocalTextLine = z.object({
  placeholder: z.enum(PLACEHOLDER_IDS),
  party: Party,
  latest: z.object({ number: z.number().int(), asOf: z.string(), old: z.boolean() }).nullable(),
  draft: z.boolean(),
});
export type LocalTextLine = z.infer<typeof LocalTextLine>;

export const LocalTextView = z.object({
  placeholder: z.enum(PLACEHOLDER_IDS),
  party: Party,
  /** After how many months the text is too old; null: it does not age. */
  months: z.number().nullable(),
  asks: z.array(z.object({ id: z.string(), ...BothLanguages.shape })),
  missing: BothLanguages,
  draft: z
    .object({ asOf: z.string(), answers: z.record(z.string(), Answer), writtenAt: z.string(), by: z.string(), version: z.number().int() })
    .nullable(),
  /** Newest first. */
  texts: z.array(
    z.object({
      number: z.number().int(),
      asOf: z.string(),
      answers: z.record(z.string(), Answer),
      signedAt: z.string(),
      by: z.string(),
      withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
      old: z.boolean(),
      actions: offeredActionsOf(LOCAL_TEXT_MACHINE),
    }),
  ),
  /** The state of the draft, and what the reader may do with it now. To a reader who may not see the draft, it is missing. */
  state: z.enum(DRAFT_STATES),
  actions: offeredActionsOf(DRAFT_MACHINE),
  /** Whether the reader is one of those who sign. */
  signs: z.boolean(),
});
export type LocalTextView = z.infer<typeof LocalTextView>;
