import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';

/** The courses with their versions and reviewers, the lessons that carry each obligation, and which of the reader's parties teach the current versions. */
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
      /** When it last adopted courses; null: never. `current`: it adopted today's versions. */
      adoptedAt: z.string().nullable(),
      by: z.string().nullable(),
      current: z.boolean(),
    }),
  ),
});
export type CoursesView = z.infer<typeof CoursesView>;
