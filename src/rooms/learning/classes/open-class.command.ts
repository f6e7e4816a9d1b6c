import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { TRAINING_CLAUSES } from '#rooms/courses/index.ts';
import { OpenClass } from './class.schema.ts';
import { isClassPeriod, MAX_DAYS } from './class-days.rules.ts';
import { newClassCode } from './secrets.rules.ts';
import '../errors.ts';
import '../permissions.ts';

/** Opens a class; its opener teaches it. */
export const openClass = defineCommand({
  name: 'training/open-class',
  permission: 'training:teach',
  clauses: TRAINING_CLAUSES,
  input: OpenClass,
  answer: z.object({ classId: z.string(), code: z.string(), version: z.number().int() }),
  party: ({ partyId }) => partyId,
  run({ db, write, subject, now, newId, platform }, { partyId, unitId, title, modules, startsOn, endsOn, seats }) {
    if (!isClassPeriod(startsOn, endsOn)) throw new AppError('training/class-days', { most: MAX_DAYS });
    for (const id of modules) platform.services.courses.module(id);
    const [classId, code] = [newId(), newClassCode()];
    write(
      db.insertInto('training.class').values({
        id: classId,
        party_id: partyId,
        unit_id: unitId,
        code,
        title,
        module_ids: [...new Set(modules)],
        instructor_id: subject.person,
        starts_on: startsOn,
        ends_on: endsOn,
        seats,
        recorded_at: now,
        recorded_by: subject.person,
      }),
    );
    return {
      answer: { classId, code, version: 1 },
      entry: { subjectKind: 'class', subjectId: classId, partyId, detail: { modules, startsOn, endsOn, seats } },
    };
  },
});
