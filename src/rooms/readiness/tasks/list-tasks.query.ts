import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { endingBetween, scopesWithPeople } from '../board/board.store.ts';
import { scopesOf } from '../board/list-scopes.query.ts';
import { type RosterRequest, rosterRequests } from './roster-request.store.ts';
import { TrainingTasks } from './tasks.schema.ts';

/**
 * Training that ends soon, for My tasks: of the people of each party or operation this reader trains or leads, and the reader's own. One task per board with
 * its nearest day, regardless of the number of people and modules, because one visit to the board deals with all of them.
 */
export const listTrainingTasks = defineQuery({
  name: 'training/list-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: TrainingTasks,
  async run(context) {
    const [ending, requests] = await Promise.all([endingSoon(context), openRequests(context)]);
    const { parties } = await readRegister(context.db, {
      ids: [...ending.map(({ board }) => board), ...requests.map(({ partyId }) => partyId)],
    });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const party = (id: string) => ({ id, name: names.get(id) ?? { en: '', fr: '' } });
    return {
      tasks: [
        ...ending.map(({ board, own, days }) => ({ party: party(board), own, due: days[0]!, requestedOn: null })),
        ...requests.map(({ partyId, requestedOn }) => ({ party: party(partyId), own: false, due: null, requestedOn })),
      ],
    };
  },
});

/** The same for the digests. Each end is announced 60, 30 and 7 days before, as the edition sets it, even for people who already lack another module. */
export const trainingWaiting: WaitingSource = async (context, since) => {
  const today = dayOf(context.now);
  const isIncluded = (day: string) =>
    reminders(context.now).some((before) => plusDays(day, -before) > since && plusDays(day, -before) <= today);
  const [ending, requests] = await Promise.all([endingSoon(context), openRequests(context)]);
  return [
    ...ending.map(({ days }) => ({ due: days[0]!, late: false, remind: days.some(isIncluded) })),
    // Said once, in the first mail after the request.
    ...requests.map(({ requestedOn }) => ({ due: null, late: false, remind: requestedOn >= since && requestedOn < today })),
  ];
};

/** The requests for a first roster that this reader can meet: of parties where they keep the roster, and nobody is on one yet. */
async function openRequests(context: QueryContext): Promise<RosterRequest[]> {
  const scopes = (await scopesOf(context)).filter(({ keeps }) => keeps);
  const requests = await rosterRequests(
    context.db,
    scopes.map(({ id }) => id),
  );
  if (requests.length === 0) return [];
  const withPeople = await scopesWithPeople(context.db, scopes);
  return requests.filter(({ partyId }) => !withPeople.has(partyId));
}

const reminders = (now: Date) =>
  [currentCurriculum().due, 'training-reminder-second', 'training-reminder-last'].map((id) =>
    Number(currentEdition().parameter(id, now).value),
  );

/** Each board with the days on which training ends there, from today to the first reminder's horizon, nearest first. */
async function endingSoon(context: QueryContext): Promise<{ board: string; own: boolean; days: string[] }[]> {
  const { person } = subjectOf(context);
  const today = dayOf(context.now);
  const rows = await endingBetween(context.db, today, plusDays(today, Math.max(...reminders(context.now))), person);
  const byBoard = Map.groupBy(rows, ({ board, own }) => `${own} ${board}`);
  return [...byBoard.values()].map((some) => ({ board: some[0]!.board, own: some[0]!.own, days: some.map(({ day }) => day) }));
}
