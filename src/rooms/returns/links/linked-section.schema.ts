import { z } from 'zod';
import { ProvisionView } from '../answers/provisions/provision.schema.ts';
import { AnswerView, SectionView } from '../return.schema.ts';

/** What a link opens: one section of a return, and nothing else of it. */
export const LinkedSection = z.object({
  party: z.object({ en: z.string(), fr: z.string() }),
  period: z.string(),
  name: z.string(),
  endsAt: z.string(),
  accepted: z.boolean(),
  section: SectionView,
  answers: z.array(AnswerView),
  /** The law in force for the articles of the section. */
  provisions: z.array(ProvisionView),
});
export type LinkedSection = z.infer<typeof LinkedSection>;
