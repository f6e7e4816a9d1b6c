import { z } from 'zod';
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
});
export type LinkedSection = z.infer<typeof LinkedSection>;
