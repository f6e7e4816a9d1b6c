import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { moveDays } from '../participations/participation.store.ts';
import { refuseStale } from '../participations/participation-action.ts';
import { lockRound } from '../participations/round-row.store.ts';
import { decideNewCalendar, ROUND_MACHINE, type RoundState } from './round.rules.ts';
import { ChangeCalendar, RoundAnswer } from './round.schema.ts';
import { calendarOf, changeRound } from './round.store.ts';

/** Moves the dates of a round. While it is open they only move later, and only for parties that have not taken the step yet. */
export const changeCalendar = defineCommand({
  ...commandOf(ROUND_MACHINE, 'change-calendar'),
  clauses: () => currentEdition().acts.reviews,
  input: ChangeCalendar,
  answer: RoundAnswer,
  async run({ db, change, write }, { roundId, version, calendar: wanted }) {
    const round = await lockRound(db, roundId);
    if (round === undefined) throw new AppError('platform/not-found');
    refuseStale(round.version, version);
    const state = round.state as RoundState;
    const before = calendarOf(round);
    const calendar = unwrap(decideNewCalendar(state, before, wanted));
    await change(changeRound(db, round, { calendar }), 'platform/conflict');
    if (state === 'open') write(moveDays(db, round.id, calendar.selfAssessmentDue!, calendar.commentDue!));
    return {
      answer: { id: round.id, state, version: round.version + 1 },
      entry: { subjectKind: 'round', subjectId: round.id, partyId: null, detail: { before, after: calendar } },
    };
  },
});
