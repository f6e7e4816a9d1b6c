import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { recordRequests } from '#rooms/commitments/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { obligationsOf, scopeOf } from '../participations/obligations.ts';
import { owesAnswer } from '../participations/participation.rules.ts';
import { insertParticipations, insertSteps } from '../participations/participation.store.ts';
import { refuseStale } from '../participations/participation-action.ts';
import { lockRound } from '../participations/round-row.store.ts';
import { decideAsked, decideOpen, ROUND_MACHINE, type RoundState } from './round.rules.ts';
import { OpenAnswer, OpenRound } from './round.schema.ts';
import { calendarOf, changeRound, findAuthority } from './round.store.ts';

/**
 * Opens a round and starts its clocks. The obligations that bind each party today decide who takes part, what each is asked and whether it owes an answer. The
 * result is stored.
 */
export const openRound = defineCommand({
  ...commandOf(ROUND_MACHINE, 'open'),
  clauses: () => [...currentEdition().acts.reviews, ...currentEdition().acts.implementation],
  input: OpenRound,
  answer: OpenAnswer,
  async run(context, input) {
    const { db, change, write, subject, now, newId, platform } = context;
    const round = await lockRound(db, input.roundId);
    if (round === undefined) throw new AppError('platform/not-found');
    refuseStale(round.version, input.version);
    const edition = platform.services.catalogue.edition(round.edition_id);
    const inScope = scopeOf(edition, round.scope);
    const { asked: parties, leftOut } = decideAsked(await obligationsOf(context, edition, round.invited), inScope, round.invited);
    const authorityId = input.authorityId ?? round.authority_id;
    const authority = authorityId === null ? undefined : await findAuthority(db, authorityId);
    const calendar = input.calendar ?? calendarOf(round);
    const today = dayOf(now);
    const { cutOff, ...days } = unwrap(
      decideOpen({
        state: round.state as RoundState,
        calendar,
        authority: authority ? { from: authority.valid_from, to: authority.valid_to } : null,
        parties: parties.length,
        today,
      }),
    );
    await change(
      changeRound(db, round, { state: 'open', calendar: { ...calendar, cutOff }, authorityId: authority!.id, openedAt: now }),
      'platform/conflict',
    );
    const participations = parties.map((party) => ({
      id: newId(),
      roundId: round.id,
      partyId: party.partyId,
      group: party.group,
      ratings: round.ratings,
      voluntary: !owesAnswer(party.owed.map((id) => edition.obligation(id))),
      obligationIds: party.owed.filter((id) => inScope.has(id)),
      ...days,
      at: now,
    }));
    write(insertParticipations(db, participations));
    recordRequests(
      context,
      participations.map(({ partyId, obligationIds }) => ({
        ...{ partyId, obligationIds, editionId: edition.id, kind: 'round' as const, from: now },
        months: edition.freshMonths('review-interval', now)!,
      })),
    );
    const step = { action: 'open', to: 'asked', at: now, by: subject.person };
    write(
      insertSteps(
        db,
        participations.map((participation) => ({
          ...step,
          id: newId(),
          participation: { id: participation.id, party_id: participation.partyId },
        })),
      ),
    );
    return {
      answer: { id: round.id, state: 'open' as const, version: round.version + 1, leftOut },
      entry: {
        subjectKind: 'round',
        subjectId: round.id,
        partyId: null,
        detail: {
          authority: authority!.id,
          ...days,
          cutOff,
          ratings: round.ratings,
          parties: participations.map(({ partyId, voluntary }) => ({ partyId, voluntary })),
          leftOut,
        },
      },
    };
  },
});
