import { randomBytes } from 'node:crypto';
import { dayOf } from '#kernel/dates.ts';
import { makeSlips } from '#rooms/training/classes/make-slips.command.ts';
import { openClass } from '#rooms/training/classes/open-class.command.ts';
import { drawOwnCheck } from '#rooms/training/learn/draw-check.command.ts';
import { enterClass } from '#rooms/training/learn/enter.command.ts';
import { handIn } from '#rooms/training/learn/hand-in.command.ts';
import { who } from './cast.ts';
import { act, idOf, type Stage } from './stage.ts';

const OFFICER = who('training-officer', 'XC');
const NUMBERS = ['XC-3001', 'XC-3002', 'XC-3003', 'XC-3004', 'XC-3005', 'XC-3006'];
const secret = () => randomBytes(32).toString('base64url');

/** A class of Corvania that is under way: some read, one gave empty answers, one has nothing left to try, two have not come yet. */
export async function holdClass(stage: Stage): Promise<void> {
  const at = (day: string, hour: number) => stage.calendar.at(day, hour);
  const [startsOn, endsOn] = [dayOf(at('2026-11-16', 8)), dayOf(at('2026-12-11', 8))];
  const { classId, code } = await act(stage, OFFICER, at('2026-11-16', 8), openClass, {
    partyId: idOf(stage, 'XC'),
    title: 'Class 14',
    modules: ['G', 'S12'],
    startsOn,
    endsOn,
  });
  const made = await act(stage, OFFICER, at('2026-11-16', 9), makeSlips, { classId, numbers: NUMBERS, newcomers: 'contingent' });
  // The database asks its own clock whether a class is held today: one made for another day has its slips, and nobody in it yet.
  const today = dayOf(new Date());
  if (today < startsOn || today > endsOn) return;
  const [first, second, third, fourth] = made.slips;
  for (const [slip, lessons, tries] of [
    [first!, ['G1', 'G2', 'G3'], 0],
    [second!, ['S12.1'], 1],
    [third!, ['S12.1'], 3],
    [fourth!, ['G1'], 0],
  ] as const) {
    const [token, ticket] = [secret(), secret()];
    // Whoever has a slip has no account: the officer only stands where a session would.
    await act(stage, OFFICER, at('2026-11-17', 9), enterClass, { code, ...slip, token, ticket });
    const when = at('2026-11-17', 10);
    const acts = lessons.map((lesson) => ({ do: 'read' as const, lesson, version: 1, at: when.toISOString() }));
    await act(stage, OFFICER, when, handIn, { secret: token, ofQueue: false, acts });
    for (let tried = 0; tried < tries; tried += 1) {
      const { attempt } = await act(stage, OFFICER, at('2026-11-18', 9 + tried), drawOwnCheck, { token, moduleId: 'S12', classId });
      const answered = at('2026-11-18', 9 + tried);
      await act(stage, OFFICER, answered, handIn, {
        secret: token,
        ofQueue: false,
        acts: [{ do: 'answer', attempt, answers: {}, at: answered.toISOString() }],
      });
    }
  }
}
