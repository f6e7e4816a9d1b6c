import { randomBytes } from 'node:crypto';
import { dayOf } from '#kernel/dates.ts';
import { ROLE } from '#kernel/roles.ts';
import { makeAccessSlips } from '#rooms/learning/classes/make-access-slips.command.ts';
import { openClass } from '#rooms/learning/classes/open-class.command.ts';
import { drawOwnCheck } from '#rooms/learning/learner/draw-check.command.ts';
import { enterClass } from '#rooms/learning/learner/enter.command.ts';
import { submitActions } from '#rooms/learning/learner/submit-actions.command.ts';
import { takeFirstLook } from '#rooms/learning/learner/take-first-look.command.ts';
import { keyOf } from '#rooms/learning/progress/check.rules.ts';
import { firstLook } from '#rooms/learning/progress/first-look.rules.ts';
import { accountOf } from '../cast.ts';
import { type ExerciseContext, idOf, runAs } from '../context.ts';

const OFFICER = accountOf(ROLE.trainingOfficer, 'XC');
const NUMBERS = ['XC-3001', 'XC-3002', 'XC-3003', 'XC-3004', 'XC-3005', 'XC-3006'];
// From the brigade that is in the operation now: the last people of its roster, who are trained already.
const LOOKED = Array.from({ length: 6 }, (_, n) => `XC-${20_000 + (180 + n) * 7}`);
const secret = () => randomBytes(32).toString('base64url');

/** A class of Corvania under way: some read, one gave empty answers, one has no attempts left, two have not joined yet. */
export async function holdClass(context: ExerciseContext): Promise<void> {
  const at = (day: string, hour: number) => context.calendar.at(day, hour);
  const [startsOn, endsOn] = [dayOf(at('2026-11-16', 8)), dayOf(at('2026-12-11', 8))];
  const { classId, code } = await runAs(context, OFFICER, at('2026-11-16', 8), openClass, {
    partyId: idOf(context, 'XC'),
    title: 'Class 14',
    modules: ['G', 'S12'],
    startsOn,
    endsOn,
    seats: 30,
  });
  const made = await runAs(context, OFFICER, at('2026-11-16', 9), makeAccessSlips, { classId, numbers: NUMBERS, newcomers: 'contingent' });
  // The database compares the class with its own clock. In an exercise created for another day, the class has access slips and no learner in it yet.
  const today = dayOf(new Date());
  if (today < startsOn || today > endsOn) return;
  const [first, second, third, fourth] = made.accessSlips;
  for (const [accessSlip, lessons, tries] of [
    [first!, ['G1', 'G2', 'G3'], 0],
    [second!, ['S12.1'], 1],
    [third!, ['S12.1'], 3],
    [fourth!, ['G1'], 0],
  ] as const) {
    const [token, ticket] = [secret(), secret()];
    // A learner with an access slip has no account: the officer's session only fills the parameter.
    await runAs(context, OFFICER, at('2026-11-17', 9), enterClass, { code, ...accessSlip, token, ticket });
    const when = at('2026-11-17', 10);
    const actions = lessons.map((lesson) => ({ do: 'read' as const, lesson, version: 1, at: when.toISOString() }));
    await runAs(context, OFFICER, when, submitActions, { secret: token, ofQueue: false, actions });
    for (let tried = 0; tried < tries; tried += 1) {
      const { attempt } = await runAs(context, OFFICER, at('2026-11-18', 9 + tried), drawOwnCheck, { token, moduleId: 'S12', classId });
      const answered = at('2026-11-18', 9 + tried);
      await runAs(context, OFFICER, answered, submitActions, {
        secret: token,
        ofQueue: false,
        actions: [{ do: 'answer', attempt, answers: {}, at: answered.toISOString() }],
      });
    }
  }
}

/**
 * An earlier class: six people of a rotation answer what they know of the obligations of staff, and take the check once they have learnt it, so that a board
 * shows what the course taught.
 */
export async function lookFirst(context: ExerciseContext): Promise<void> {
  const at = (day: string, hour: number) => context.calendar.at(day, hour);
  const [startsOn, endsOn] = [dayOf(at('2026-11-09', 8)), dayOf(at('2026-12-04', 8))];
  const { classId, code } = await runAs(context, OFFICER, at('2026-11-09', 8), openClass, {
    ...{ partyId: idOf(context, 'XC'), title: 'Class 13', modules: ['S12'], startsOn, endsOn },
  });
  const { accessSlips } = await runAs(context, OFFICER, at('2026-11-09', 9), makeAccessSlips, { classId, numbers: LOOKED });
  const today = dayOf(new Date());
  if (today < startsOn || today > endsOn) return;
  const read = context.platform.services.courses.module('S12');
  await Promise.all(
    accessSlips.map(async (accessSlip, n) => {
      const token = secret();
      await runAs(context, OFFICER, at('2026-11-10', 9), enterClass, { code, ...accessSlip, token, ticket: secret() });
      // They know half of it before, and nearly all of it afterwards.
      const known = Object.fromEntries(
        firstLook(read)
          .slice(0, 3 + (n % 3))
          .map((item) => [item.id, keyOf(item).right]),
      );
      await runAs(context, OFFICER, at('2026-11-10', 10), takeFirstLook, { token, moduleId: 'S12', answers: known });
      const { attempt } = await runAs(context, OFFICER, at('2026-11-10', 11), drawOwnCheck, { token, moduleId: 'S12', classId });
      const items = read.lessons.flatMap((lesson) => lesson.items);
      const answers = Object.fromEntries(
        items.filter(({ critical }, place) => critical || (place + n) % 6 > 0).map((item) => [item.id, keyOf(item).right]),
      );
      const answered = at('2026-11-10', 12);
      await runAs(context, OFFICER, answered, submitActions, {
        ...{ secret: token, ofQueue: false },
        actions: [{ do: 'answer', attempt, answers, at: answered.toISOString() }],
      });
    }),
  );
}
