import { AppError } from '#kernel/errors.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { itemsOf } from '../participations/obligations.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { editionOfRound, reviewClauses } from '../participations/participation-action.ts';
import { decideFindingStep, type FindingState } from './finding.rules.ts';
import { FindingAnswer, ReportProgress } from './finding.schema.ts';
import { changeFinding, findFinding, insertFindingEvent } from './finding.store.ts';
import { findingForAction, followUp } from './finding-action.ts';

/** The party reports what it has done about a finding, with evidence if it has any. */
export const reportProgress = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'report-progress'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: ReportProgress,
  answer: FindingAnswer,
  party: async ({ findingId }, db) => (await findFinding(db, findingId))?.party_id,
  async run(context, input) {
    const { db, write, change, subject, now, newId } = context;
    const finding = await findingForAction(context, input);
    const state = unwrap(decideFindingStep(finding.state as FindingState, 'report-progress'));
    const known = await itemsOf(db, finding.party_id, input.evidenceIds);
    const unknown = input.evidenceIds.find((id) => !known.includes(id));
    if (unknown !== undefined) throw new AppError('reviews/unknown-evidence', { itemId: unknown });
    await followUp(context, finding, 'report-progress');
    await change(changeFinding(db, finding, { state }), 'platform/conflict');
    const written = { kind: 'progress', text: input.text, evidenceIds: input.evidenceIds, by: subject.person, at: now };
    write(insertFindingEvent(db, { id: newId(), findingId: finding.id, partyId: finding.party_id, ...written }));
    return {
      answer: { id: finding.id, state, version: finding.version + 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: finding.id,
        partyId: finding.party_id,
        clauses: reviewClauses(await editionOfRound(context, finding.round_id), finding.obligation_ids),
        evidenceKind: 'EV-FIND',
        detail: { text: input.text, evidence: input.evidenceIds },
      },
    };
  },
});
