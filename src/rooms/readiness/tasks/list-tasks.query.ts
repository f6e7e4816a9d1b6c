import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { currentCurriculum } from '#rooms/courses/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { endingBetween, scopesWithPeople } from '../board/board.store.ts';
import { scopesOf } from '../board/list-scopes.query.ts';
import { handOversToSign } from '../hand-over/list-hand-overs.query.ts';
import { type RosterRequest, rosterRequests } from './roster-request.store.ts';
import { TrainingTasks } from './tasks.schema.ts';

/**
 * What waits about training, for My tasks: boards of a hand-over to sign, first rosters that are asked for, and training that ends soon, of the people of each party or operation this reader trains or leads, and the reader's own. One task per board with
 * its nearest day, regardless of the number of people and modules, because one visit to the board deals with all of them.
 */
export const listTrainingTasks = defineQuery({
  name: 'training/list-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: TrainingTasks,
  async run(context) {
    const [ending, requests, boards] = await waitingOf(context);
    const { parties } = await readRegister(context.db, {
      ids: [...ending.map(({ board }) => board), ...[...requests, ...boards].map(({ partyId }) => partyId)],
    });
    const names = new Map(parties.map(({ id, name }) => [id, name]));
    const party = (id: string) => ({ id, name: names.get(id) ?? { en: '', fr: '' } });
    const none = { own: false, due: null, requestedOn: null, handOver: null };
    return {
      tasks: [
        ...boards.map(({ partyId, ...handOver }) => ({ ...none, party: party(partyId), handOver })),
        ...ending.map(({ board, own, days }) => ({ ...none, party: party(board), own, due: days[0]! })),
        ...requests.map(({ partyId, requestedOn }) => ({ ...none, party: party(partyId), requestedOn })),
      ],
    };
  },
});

/** The same for the digests. Each end is announced 60, 30 and 7 days before, as the edition sets it, even for people who already lack another module. */
export const trainingWaiting: WaitingSource = async (context, since) => {
  const today = dayOf(context.now);
  const isIncluded = (day: string) =>
    reminders(context.now).some((before) => plusDays(day, -before) > since && plusDays(day, -before) <= today);
  const [ending, requests, boards] = await waitingOf(context);
  return [
    ...ending.map(({ days }) => ({ due: days[0]!, late: false, remind: days.some(isIncluded) })),
    // Said once, in the first mail after the request or after the board was frozen.
    ...[...requests.map(({ requestedOn }) => requestedOn), ...boards.map(({ waitingSince }) => waitingSince)].map((day) => ({
      due: null,
      late: false,
      remind: day >= since && day < today,
    })),
  ];
};

/** The one source of the page, the count and the digests. */
async function waitingOf(context: QueryContext) {
  const scopes = await scopesOf(context);
  const led = scopes.filter(({ leads }) => leads).map(({ id }) => id);
  return Promise.all([endingSoon(context), openRequests(context, scopes), handOversToSign(context, led)]);
}

/** The requests for a first roster that this reader can meet: of parties where they keep the roster, and nobody is on one yet. */
async function openRequests(context: QueryContext, all: Awaited<ReturnType<typeof scopesOf>>): Promise<RosterRequest[]> {
  const scopes = all.filter(({ keeps }) => keeps);
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
