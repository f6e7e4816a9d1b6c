import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { itemsOf } from '../participations/obligations.ts';
import { clausesOf, editionOfRound, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { decideFinding, decideFindingStep, FINDING_MACHINE, type FindingState } from './finding.rules.ts';
import { FindingAnswer, ReviseFinding } from './finding.schema.ts';
import { changeFinding, findFinding, insertFindingEvent } from './finding.store.ts';
import { findingForAction } from './finding-action.ts';

/** Rewords a drafted finding, for instance after a comment was accepted. The earlier wording stays in the ledger. */
export const reviseFinding = defineCommand({
  ...commandOf(FINDING_MACHINE, 'revise'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: ReviseFinding,
  answer: FindingAnswer,
  party: async ({ findingId }, db) => (await findFinding(db, findingId))?.party_id,
  async run(context, { findingId, version, reason, ...content }) {
    const { db, write, change, subject, now, newId } = context;
    const before = (await findFinding(db, findingId))!;
    const { participation, today } = await participationForAction(context, { participationId: before.participation_id }, 'find');
    const finding = await findingForAction(context, { findingId, version });
    const state = unwrap(decideFindingStep(finding.state as FindingState, 'revise'));
    const known = new Set(await itemsOf(db, participation.party_id, content.evidenceIds));
    unwrap(decideFinding(content, new Set(participation.obligation_ids), known, today));
    const edition = await editionOfRound(context, participation.round_id);
    await change(
      changeFinding(db, finding, { state, content: { ...content, clauseIds: clausesOf(edition, content.obligationIds) } }),
      'platform/conflict',
    );
    const event = {
      id: newId(),
      findingId: finding.id,
      partyId: participation.party_id,
      kind: 'revised',
      text: reason,
      by: subject.person,
      at: now,
    };
    write(insertFindingEvent(db, event));
    const was = {
      grade: finding.grade,
      title: finding.title,
      text: finding.body,
      obligationIds: finding.obligation_ids,
      owner: finding.owner,
      due: finding.due,
    };
    return {
      answer: { id: finding.id, state, version: finding.version + 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: finding.id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, content.obligationIds),
        evidenceKind: 'EV-FIND',
        detail: { before: was, after: content, reason },
      },
    };
  },
});
