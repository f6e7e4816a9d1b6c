import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { ADOPTION_MACHINE, ADOPTION_STATES } from './adoption.rules.ts';

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
  /** People who need a module of their own that does not exist yet. */
  withoutModule: z.array(z.object({ id: z.string(), name: BothLanguages })),
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
      /** When it last adopted courses; null: never. */
      adoptedAt: z.string().nullable(),
      by: z.string().nullable(),
      state: z.enum(ADOPTION_STATES),
      actions: offeredActionsOf(ADOPTION_MACHINE),
    }),
  ),
});
export type CoursesView = z.infer<typeof CoursesView>;
