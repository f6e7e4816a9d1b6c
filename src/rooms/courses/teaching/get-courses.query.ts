import { z } from 'zod';
import { isIn } from '#kernel/roles.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { CoursesView } from './courses.schema.ts';
import { curriculumMap, mapHash } from './curriculum-map.rules.ts';
import { latestTaught } from './teaching.store.ts';
import '../permissions.ts';

/** The courses, for the people who teach them or answer for them. */
export const getCourses = defineQuery({
  name: 'training/get-courses',
  permission: 'training:adopt-courses',
  input: z.strictObject({}),
  answer: CoursesView,
  async run(context) {
    const { db, platform } = context;
    const { grants } = subjectOf(context);
    const { modules, lesson } = platform.services.courses;
    const { obligations, obligation } = currentEdition();
    const ids = grants.flatMap(({ role, party }) => (party !== null && isIn('course-adopters', role) ? [party] : []));
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
      map: curriculumMap(modules, obligations, 'body').map((row) => ({
        obligation: row.obligation,
        title: obligation(row.obligation).title,
        lessons: row.lessons.map((one) => ({ ...one, title: lesson(one.lesson).lesson.title })),
      })),
      parties,
    };
  },
});
