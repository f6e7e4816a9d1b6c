import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { curriculumMap, mapHash } from './curriculum-map.rules.ts';
import { latestTaught } from './teaching.store.ts';
import '../permissions.ts';

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
  map: z.array(z.object({ obligation: z.string(), lessons: z.array(z.object({ lesson: z.string(), version: z.number().int() })) })),
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

const ADOPTING = ['training-officer', 'focal-point', 'policy-office'] as const;

/** The courses, for whoever teaches them or answers for them. */
export const getCourses = defineQuery({
  name: 'training/get-courses',
  permission: 'training:adopt-courses',
  input: z.strictObject({}),
  answer: CoursesView,
  async run(context) {
    const { db, platform } = context;
    const { grants } = subjectOf(context);
    const { modules } = platform.services.courses;
    const { obligations } = currentEdition();
    const ids = grants.flatMap(({ role, party }) => (party !== null && ADOPTING.some((one) => one === role) ? [party] : []));
    const own = (await readRegister(db, { ids: [...new Set(ids)] })).parties.filter(({ kind }) => kind === 'nation' || kind === 'body');
    const parties = [];
    for (const { id, name, kind } of own) {
      const taught = await latestTaught(db, id);
      parties.push({
        id,
        name,
        adoptedAt: taught ? new Date(taught.adoptedAt).toISOString() : null,
        by: taught?.by ?? null,
        current: taught?.hash.equals(mapHash(curriculumMap(modules, obligations, kind))) ?? false,
      });
    }
    return {
      modules: modules.map(({ module: { id, version, title, audience, review }, lessons }) => ({
        id,
        version,
        title,
        audience,
        lessons: lessons.length,
        review: review.status === 'reviewed' ? { by: review.by, work: review.work, on: review.on } : null,
      })),
      map: curriculumMap(modules, obligations, 'body').map(({ obligation, lessons }) => ({ obligation, lessons: [...lessons] })),
      parties,
    };
  },
});
