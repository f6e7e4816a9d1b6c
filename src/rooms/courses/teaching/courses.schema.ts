import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';

/** The courses with their versions and who has reviewed them; which lesson carries which obligation; and which of the reader's parties teach them as they are. */
export const CoursesView = z.object({
  modules: z.array(
    z.object({
      id: z.string(),
      version: z.number().int(),
      title: BothLanguages,
      audience: BothLanguages,
      lessons: z.number().int(),
      review: z.object({ by: z.string(), work: BothLanguages, on: z.string() }).nullable(),
    }),
  ),
  map: z.array(
    z.object({
      obligation: z.string(),
      title: BothLanguages,
      lessons: z.array(z.object({ lesson: z.string(), title: BothLanguages, version: z.number().int() })),
    }),
  ),
  parties: z.array(
    z.object({
      id: z.string(),
      name: BothLanguages,
      /** When it adopted courses last; null: never. `current`: those of today. */
      adoptedAt: z.string().nullable(),
      by: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
});
export type CoursesView = z.infer<typeof CoursesView>;
