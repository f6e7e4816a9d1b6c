import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { itemsOf } from '../participations/obligations.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import {
  advance,
  clausesOf,
  editionOfRound,
  participationForAction,
  refuseEarlyJudging,
  reviewClauses,
} from '../participations/participation-action.ts';
import { decideFinding } from './finding.rules.ts';
import { DraftFinding, FindingAnswer } from './finding.schema.ts';
import { insertFinding } from './finding.store.ts';

/** Drafts a finding: grade, owner, due date, the obligations it concerns and the evidence it cites. */
export const draftFinding = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'find'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: DraftFinding,
  answer: FindingAnswer,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { participationId, ...content }) {
    const { db, write, subject, now, newId } = context;
    const found = await participationForAction(context, { participationId }, 'find');
    const { participation } = found;
    await refuseEarlyJudging(context, found, 'find');
    const known = new Set(await itemsOf(db, participation.party_id, content.evidenceIds));
    unwrap(decideFinding(content, new Set(participation.obligation_ids), known, found.today));
    const edition = await editionOfRound(context, participation.round_id);
    const clauseIds = clausesOf(edition, content.obligationIds);
    const id = newId();
    await advance(context, found, 'find');
    write(
      insertFinding(db, {
        id,
        participation,
        content: { ...content, clauseIds },
        state: 'drafted',
        carriedFrom: null,
        by: subject.person,
        at: now,
      }),
    );
    return {
      answer: { id, state: 'drafted' as const, version: 1 },
      entry: {
        subjectKind: 'finding',
        subjectId: id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, content.obligationIds),
        evidenceKind: 'EV-FIND',
        detail: { participation: participation.id, ...content },
      },
    };
  },
});
