import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RETURN_KINDS } from '#kernel/status.ts';
import { CHOICES } from '../answers/answer.rules.ts';
import { QuestionView, ValueField } from '../return.schema.ts';

/** A return as everybody may know of it. */
export const PublicLine = z.object({
  id: z.string(),
  party: BothLanguages,
  title: BothLanguages,
  standing: z.enum(RETURN_KINDS),
  /** Until when it was asked for, where it did not come. */
  due: z.string().nullable(),
  /** Whether something of it may be read. */
  open: z.boolean(),
});
export type PublicLine = z.infer<typeof PublicLine>;

/** An answer as everybody may read it: no document, no person; a small figure is left out with its note. */
const PublicAnswer = z.object({
  question: QuestionView.pick({ id: true, text: true, type: true, options: true, unit: true }),
  choice: z.enum(CHOICES),
  value: ValueField.nullable(),
  leftOut: z.boolean(),
  note: z.string().nullable(),
  page: z.string().nullable(),
});
export type PublicAnswer = z.infer<typeof PublicAnswer>;

/** What everybody may read of one return. */
export const PublicReturnView = z.object({
  id: z.string(),
  party: BothLanguages,
  title: BothLanguages,
  period: z.string(),
  number: z.number().int(),
  submittedAt: z.string(),
  /** The smallest figure shown. */
  smallest: z.number(),
  sections: z.array(z.object({ id: z.string(), title: BothLanguages, answers: z.array(PublicAnswer) })),
});
export type PublicReturnView = z.infer<typeof PublicReturnView>;
