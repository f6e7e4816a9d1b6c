import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { CHOICES } from '../answers/answer.rules.ts';
import { QuestionView, ValueField } from '../return.schema.ts';

/** How a party answered: silence, nil and an answer are three different things. */
const RETURN_STATUSES = ['returned', 'nil', 'not-returned'] as const;
export type ReturnStatus = (typeof RETURN_STATUSES)[number];

/** The public facts of a return. */
export const PublicLine = z.object({
  id: z.string(),
  party: BothLanguages,
  /** Headquarters bodies and operations are asked too: no page calls them nations. */
  kind: z.enum(PARTY_KINDS),
  title: BothLanguages,
  status: z.enum(RETURN_STATUSES),
  /** Due date, where the return did not arrive. */
  due: z.string().nullable(),
  /** Whether any part of it is public. */
  open: z.boolean(),
});
export type PublicLine = z.infer<typeof PublicLine>;

/** An answer in its public form: no document, no person. A small figure is suppressed together with its note. */
const PublicAnswer = z.object({
  question: QuestionView.pick({ id: true, text: true, type: true, options: true, unit: true }),
  choice: z.enum(CHOICES),
  value: ValueField.nullable(),
  leftOut: z.boolean(),
  note: z.string().nullable(),
  page: z.string().nullable(),
});
export type PublicAnswer = z.infer<typeof PublicAnswer>;

/** The public content of one return. */
export const PublicReturnView = z.object({
  id: z.string(),
  party: BothLanguages,
  kind: z.enum(PARTY_KINDS),
  title: BothLanguages,
  period: z.string(),
  number: z.number().int(),
  submittedAt: z.string(),
  /** The smallest figure shown. */
  smallest: z.number(),
  sections: z.array(z.object({ id: z.string(), title: BothLanguages, answers: z.array(PublicAnswer) })),
});
export type PublicReturnView = z.infer<typeof PublicReturnView>;
