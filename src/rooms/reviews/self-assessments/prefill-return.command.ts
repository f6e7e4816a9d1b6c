import { labelOfRow } from '#kernel/labels.ts';
import { defineCommand } from '#platform/command.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { obligationsOf } from '../participations/duties.ts';
import { OnPart, PartAnswer } from '../participations/part.schema.ts';
import { partyOfPart } from '../participations/part.store.ts';
import { advance, editionOfRound, partForAct } from '../participations/part-act.ts';
import type { AnswerSays, Choice } from '../reviews.schema.ts';
import { prefill } from './return.rules.ts';
import { insertPrefilled, lastAnswers } from './return.store.ts';

/** Fills the return in from what the register knows: evidence first, then the party's own last answer. Silence stays silence. */
export const prefillReturn = defineCommand({
  name: 'reviews/prefill-return',
  permission: 'reviews:speak',
  clauses: () => [...currentEdition().acts.reviews, ...currentEdition().acts.implementation],
  input: OnPart,
  answer: PartAnswer,
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, input) {
    const { db, write } = context;
    const found = await partForAct(context, input, 'prefill');
    const { part } = found;
    const edition = await editionOfRound(context, part.round_id);
    // What is known under a narrower label than the part's is not written into it.
    const label = labelOfRow(part.label_level, part.releasable_to);
    const [duties] = await obligationsOf(context, edition, [part.party_id], label);
    const last = await lastAnswers(db, part.party_id, part.id, label);
    const rows = part.obligation_ids.map((obligationId) => {
      const duty = duties?.status.get(obligationId);
      const before = last.get(obligationId);
      return prefill({
        obligationId,
        status: duty?.status ?? 'not-reported',
        pieces: duty?.because ?? [],
        lastAnswer: before
          ? { roundId: before.round_id, choice: before.choice as Choice, says: before.says as AnswerSays | null, note: before.note }
          : null,
      });
    });
    write(insertPrefilled(db, part, edition.id, rows));
    const version = await advance(context, found, 'prefill');
    const count = (from: string) => rows.filter((row) => row.from === from).length;
    return {
      answer: { id: part.id, state: found.to, version },
      entry: {
        subjectKind: 'participation',
        subjectId: part.id,
        partyId: part.party_id,
        detail: { evidence: count('evidence'), lastAnswer: count('last-answer'), nothing: count('nothing') },
      },
    };
  },
});
