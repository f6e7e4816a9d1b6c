import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { editionOfRound, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { decideFindingStep, FINDING_MACHINE, type FindingState } from './finding.rules.ts';
import { FindingAnswer, WithdrawFinding } from './finding.schema.ts';
import { changeFinding, findFinding, insertFindingEvent } from './finding.store.ts';
import { findingForAction } from './finding-action.ts';

/** Withdraws a drafted finding before adoption, with a reason. It stays readable as withdrawn. */
export const withdrawFinding = defineCommand({
  ...commandOf(FINDING_MACHINE, 'withdraw'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: WithdrawFinding,
  answer: FindingAnswer,
  party: async ({ findingId }, db) => (await findFinding(db, findingId))?.party_id,
  async run(context, { findingId, version, reason }) {
    const { db, write, change, subject, now, newId } = context;
    const before = (await findFinding(db, findingId))!;
    const { participation } = await participationForAction(context, { participationId: before.participation_id }, 'find');
    const finding = await findingForAction(context, { findingId, version });
    const state = unwrap(decideFindingStep(finding.state as FindingState, 'withdraw'));
    await change(changeFinding(db, finding, { state }), 'platform/conflict');
    const event = {
      id: newId(),
      findingId: finding.id,
      partyId: participation.party_id,
      kind: 'withdrawn',
      text: reason,
      by: subject.person,
      at: now,
    };
    write(insertFindingEvent(db, event));
    return {
      answer: { id: finding.id, state, version: finding.version + 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: finding.id,
        partyId: participation.party_id,
        clauses: reviewClauses(await editionOfRound(context, participation.round_id), finding.obligation_ids),
        evidenceKind: 'EV-FIND',
        detail: { reason },
      },
    };
  },
});
