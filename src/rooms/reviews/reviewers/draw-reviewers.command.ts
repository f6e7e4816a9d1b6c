import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { participationsOf } from '../participations/participation.store.ts';
import { refuseStale } from '../participations/participation-action.ts';
import { lockRound } from '../participations/round-row.store.ts';
import { Done } from '../reviews.schema.ts';
import { ROUND_MACHINE } from '../rounds/round.rules.ts';
import { OnRound } from '../rounds/round.schema.ts';
import { DRAW_RULE, decideDraw } from './draw.rules.ts';
import { findDraw, insertDraw, publishedCheckpoints } from './draw.store.ts';
import '../errors.ts';
import '../permissions.ts';

/**
 * Draws two reviewing nations for each party of an open round. The draw uses a log root that was unknown when the parties were settled. A round is drawn once.
 */
export const drawReviewers = defineCommand({
  ...commandOf(ROUND_MACHINE, 'draw'),
  clauses: () => currentEdition().acts.reviews,
  input: OnRound,
  answer: Done,
  async run({ db, write, subject, now }, { roundId, version }) {
    const round = await lockRound(db, roundId);
    if (round === undefined) throw new AppError('platform/not-found');
    refuseStale(round.version, version);
    const [participations, published, before] = await Promise.all([
      participationsOf(db, roundId),
      publishedCheckpoints(db),
      findDraw(db, roundId),
    ]);
    const { day, nations, others } = unwrap(
      decideDraw({
        state: round.state,
        drawnBefore: before !== undefined,
        parties: participations.map((participation) => ({
          partyId: participation.party_id,
          group: participation.party_group,
          voluntary: participation.voluntary,
        })),
        openedOn: round.opened_at === null ? '9999-12-31' : dayOf(round.opened_at),
        published: published.map((checkpoint) => checkpoint.day),
      }),
    );
    const log = published.find((checkpoint) => checkpoint.day === day)!;
    write(insertDraw(db, { roundId, log, nations, others, by: subject.person, at: now }));
    return {
      answer: { id: roundId },
      entry: { subjectKind: 'round', subjectId: roundId, partyId: null, detail: { rule: DRAW_RULE, log, nations, others } },
    };
  },
});
