import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { countUnsettled } from '../findings/finding.store.ts';
import { refuseStale } from '../participations/participation-action.ts';
import { lockRound } from '../participations/round-row.store.ts';
import { decideClose, ROUND_MACHINE, type RoundState } from './round.rules.ts';
import { OnRound, RoundAnswer } from './round.schema.ts';
import { changeRound } from './round.store.ts';

/** Closes an adopted round once every finding of it is closed or carried over. */
export const closeRound = defineCommand({
  ...commandOf(ROUND_MACHINE, 'close'),
  clauses: () => currentEdition().acts.reviews,
  input: OnRound,
  answer: RoundAnswer,
  async run({ db, change, now }, { roundId, version }) {
    const round = await lockRound(db, roundId);
    if (round === undefined) throw new AppError('platform/not-found');
    refuseStale(round.version, version);
    const state = unwrap(decideClose(round.state as RoundState, await countUnsettled(db, round.id)));
    await change(changeRound(db, round, { state, closedAt: now }), 'platform/conflict');
    return {
      answer: { id: round.id, state, version: round.version + 1 },
      entry: { subjectKind: 'round', subjectId: round.id, partyId: null, detail: {} },
    };
  },
});
