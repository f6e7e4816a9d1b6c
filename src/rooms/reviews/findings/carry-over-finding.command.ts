import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { participationOfParty } from '../participations/participation.store.ts';
import { editionOfRound, reviewClauses } from '../participations/participation-action.ts';
import { findRound } from '../participations/round-row.store.ts';
import type { Grade } from '../reviews.schema.ts';
import { decideCarryOver, type FindingState } from './finding.rules.ts';
import { CarryOverFinding, FindingAnswer } from './finding.schema.ts';
import { changeFinding, findFinding, insertFinding, insertFindingEvent } from './finding.store.ts';
import { findingForAction, followUp } from './finding-action.ts';

/** Carries an unsettled finding over into a later round. It keeps its grade and wording and gets a new due date. */
export const carryOverFinding = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'carry-over'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: CarryOverFinding,
  answer: FindingAnswer,
  party: async ({ findingId }, db) => (await findFinding(db, findingId))?.party_id,
  async run(context, input) {
    const { db, write, change, subject, now, newId } = context;
    const finding = await findingForAction(context, input);
    const [source, target] = await Promise.all([findRound(db, finding.round_id), findRound(db, input.roundId)]);
    if (source === undefined || target === undefined) throw new AppError('platform/not-found');
    const participation = await participationOfParty(db, target.id, finding.party_id);
    const later = { state: target.state, plannedAt: target.planned_at.toISOString(), hasParty: participation !== undefined };
    const to = unwrap(decideCarryOver(finding.state as FindingState, later, source.planned_at.toISOString(), input.reason));
    if (input.due <= dayOf(now)) throw new AppError('reviews/date-past', { day: input.due, field: 'due' });
    await followUp(context, finding, 'carry-over');
    await change(changeFinding(db, finding, { state: to }), 'platform/conflict');
    const event = { id: newId(), findingId: finding.id, partyId: finding.party_id, kind: 'carried-over', text: input.reason };
    write(insertFindingEvent(db, { ...event, by: subject.person, at: now }));
    const id = newId();
    const content = {
      grade: finding.grade as Grade,
      title: finding.title,
      text: finding.body,
      obligationIds: finding.obligation_ids,
      clauseIds: finding.clause_ids,
      evidenceIds: finding.evidence_ids,
      citesAbsence: finding.cites_absence,
      owner: finding.owner,
      due: input.due,
    };
    write(
      insertFinding(db, {
        id,
        participation: participation!,
        content,
        state: 'open',
        carriedFrom: finding.id,
        by: subject.person,
        at: now,
      }),
    );
    return {
      answer: { id, state: 'open' as const, version: 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: id,
        partyId: finding.party_id,
        clauses: reviewClauses(await editionOfRound(context, finding.round_id), finding.obligation_ids),
        evidenceKind: 'EV-FIND',
        detail: { carriedFrom: finding.id, round: target.id, due: input.due, reason: input.reason },
      },
    };
  },
});
