import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { unitsOf } from '#rooms/parties/index.ts';
import { notDueAgain, withDueAgain } from '../progress/due-again.ts';
import { earlierResult, progressIn } from '../progress/progress.rules.ts';
import { CLASS_MACHINE, type ClassAction, type ClassState, classState } from './class.rules.ts';
import { ClassView } from './class.schema.ts';
import { accessSlipsOf, attemptsOf, findClass, lessonsDone, operationsOfClass, passedOnPaper, recordedIn } from './class.store.ts';
import { peopleAt, readSeatFacts, seatsOf } from './seats.store.ts';
import '../permissions.ts';

/** One class with everybody in it and their progress. */
export const getClass = defineQuery({
  name: 'training/get-class',
  permission: 'training:see-classes',
  input: z.strictObject({ classId: z.uuid() }),
  answer: ClassView,
  party: async ({ classId }, db) => (await findClass(db, classId))?.partyId,
  async run(context, { classId }) {
    const { db, platform, now } = context;
    const found = await findClass(db, classId);
    if (found === undefined) throw new AppError('platform/not-found');
    const [accessSlips, factsOf, units, operations] = await Promise.all([
      accessSlipsOf(db, classId),
      readSeatFacts(db, [classId]),
      unitsOf(db, found.partyId),
      operationsOfClass(db, classId),
    ]);
    const { bookings } = factsOf(classId);
    const { people, taken, used } = seatsOf(factsOf(classId));
    const ids = accessSlips.map(({ traineeId }) => traineeId);
    const done = await lessonsDone(db, ids);
    const attempts = withDueAgain(now, [...(await attemptsOf(db, ids)), ...(await passedOnPaper(db, ids))]);
    const recorded = await recordedIn(db, ids, found.modules);
    // A module that is no longer in the courses has nothing to show.
    const modules = platform.services.courses.modules.filter(({ module }) => found.modules.includes(module.id));
    const of = <T extends { traineeId: string }>(rows: readonly T[], id: string) => rows.filter((row) => row.traineeId === id);
    return {
      ...found,
      learners: people,
      taken,
      operations,
      bookings: bookings.map(({ unitId, seats }) => ({
        unitId,
        unit: units.find(({ id }) => id === unitId)?.name ?? null,
        seats,
        used: used.get(unitId) ?? 0,
      })),
      places: [{ id: null, name: null }, ...units].map(({ id, name }) => ({
        unitId: id,
        unit: name,
        people: peopleAt(factsOf(classId), id),
      })),
      titles: modules.map(({ module }) => ({ id: module.id, ...module.title })),
      actions: offeredActions<ClassState, ClassAction>(CLASS_MACHINE, classState(found), (permission) =>
        may(subjectOf(context), permission, found.partyId),
      ),
      teaches: may(subjectOf(context), 'training:teach', found.partyId),
      people: accessSlips.map(({ accessSlipId, traineeId, number, closedUntil, lastIn }) => ({
        accessSlipId,
        traineeId,
        number,
        closedUntil: closedUntil?.toISOString() ?? null,
        lastIn: lastIn?.toISOString() ?? null,
        modules: modules.map((read) => {
          const had = of(recorded, traineeId).find(({ moduleId }) => moduleId === read.module.id);
          const elsewhere = notDueAgain(now, had?.elsewhere ?? null);
          const tried = of(attempts, traineeId);
          const progress = progressIn(read, of(done, traineeId), tried, had?.lacking ?? null, elsewhere);
          return { ...progress, earlier: earlierResult(read, tried) };
        }),
      })),
    };
  },
});
