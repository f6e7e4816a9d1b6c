import { z } from 'zod';
import { offeredActions } from '#kernel/machine.ts';
import { isIn } from '#kernel/roles.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { currentCurriculum } from '../curriculum/curriculum-file.ts';
import { ADOPTION_MACHINE, type AdoptionState, adoptionState, teachesCourses } from './adoption.rules.ts';
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
    const subject = subjectOf(context);
    const { modules, lesson } = platform.services.courses;
    const { obligations, obligation } = currentEdition();
    const ids = subject.grants.flatMap(({ role, party }) => (party !== null && isIn('course-adopters', role) ? [party] : []));
    const own = (await readRegister(db, { ids: [...new Set(ids)] })).parties.filter(({ kind }) => teachesCourses(kind));
    const parties = [];
    for (const { id, name, kind } of own) {
      const taught = await latestTaught(db, id);
      const state = adoptionState({ hash: taught?.hash }, mapHash(curriculumMap(modules, obligations, kind)));
      parties.push({
        id,
        name,
        adoptedAt: taught ? new Date(taught.adoptedAt).toISOString() : null,
        by: taught?.by ?? null,
        state,
        actions: offeredActions<AdoptionState, 'adopt'>(ADOPTION_MACHINE, state, (permission) => may(subject, permission, id)),
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
      withoutModule: currentCurriculum().withoutModule.map(({ id, ...name }) => ({ id, name })),
      map: curriculumMap(modules, obligations, 'body').map((row) => ({
        obligation: row.obligation,
        title: obligation(row.obligation).title,
        lessons: row.lessons.map((one) => ({ ...one, title: lesson(one.lesson).lesson.title })),
      })),
      parties,
    };
  },
});
