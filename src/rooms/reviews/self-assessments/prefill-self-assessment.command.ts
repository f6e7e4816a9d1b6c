import { labelOfRow } from '#kernel/labels.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { obligationsOf } from '../participations/obligations.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { OnParticipation, ParticipationAnswer } from '../participations/participation.schema.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { advance, editionOfRound, participationForAction } from '../participations/participation-action.ts';
import type { AnswerSays, Choice } from '../reviews.schema.ts';
import { prefill } from './self-assessment.rules.ts';
import { insertPrefilled, lastAnswers } from './self-assessment.store.ts';

/** Prefills the self-assessment from what the register knows: evidence first, then the party's own last answer. Silence stays silence. */
export const prefillSelfAssessment = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'prefill'),
  clauses: () => [...currentEdition().acts.reviews, ...currentEdition().acts.implementation],
  input: OnParticipation,
  answer: ParticipationAnswer,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, input) {
    const { db, write } = context;
    const found = await participationForAction(context, input, 'prefill');
    const { participation } = found;
    const edition = await editionOfRound(context, participation.round_id);
    // Content under a narrower label than the participation's is not copied into it.
    const label = labelOfRow(participation.label_level, participation.releasable_to);
    const [obligations] = await obligationsOf(context, edition, [participation.party_id], label);
    const last = await lastAnswers(db, participation.party_id, participation.id, label);
    const rows = participation.obligation_ids.map((obligationId) => {
      const obligation = obligations?.status.get(obligationId);
      const before = last.get(obligationId);
      return prefill({
        obligationId,
        status: obligation?.status ?? 'not-reported',
        items: obligation?.decidedBy ?? [],
        lastAnswer: before
          ? { roundId: before.round_id, choice: before.choice as Choice, says: before.says as AnswerSays | null, note: before.note }
          : null,
      });
    });
    write(insertPrefilled(db, participation, edition.id, rows));
    const version = await advance(context, found, 'prefill');
    const count = (from: string) => rows.filter((row) => row.from === from).length;
    return {
      answer: { id: participation.id, state: found.to, version },
      entry: {
        subjectKind: 'participation',
        subjectId: participation.id,
        partyId: participation.party_id,
        detail: { evidence: count('evidence'), lastAnswer: count('last-answer'), nothing: count('nothing') },
      },
    };
  },
});
