import { dayOf } from '#kernel/dates.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { endingOn } from './board.store.ts';
import { currentCurriculum } from './curriculum-file.ts';
import { plusDays } from './training.rules.ts';

/**
 * Training that ends, for the digests: each module 60, 30 and 7 days before its own end, as the edition has it, also of whoever lacks another already. A day and that something waits; no number, no name, no module. One line for a
 * party and a day, whatever the number of people: one visit to one board.
 */
export const trainingWaiting: WaitingSource = async ({ db, now, subject }, since) => {
  if (subject === null) return [];
  const days = [currentCurriculum().due, 'training-reminder-second', 'training-reminder-last'].map((id) =>
    Number(currentEdition().parameter(id).value),
  );
  const today = dayOf(now);
  // The days since the digests before count too, so that a day on which the program stood still loses nothing.
  const missed = Math.min(Math.max(1, Math.round((Date.parse(today) - Date.parse(since)) / 86_400_000)), 31);
  const ending = await endingOn(
    db,
    days.flatMap((ahead) => Array.from({ length: missed }, (_, back) => plusDays(today, ahead - back))),
    subject.person,
  );
  return ending.map(({ day }) => ({ due: day, late: false, remind: true }));
};
