import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { commandOf } from '#kernel/machine.ts';
import { defineCommand, unwrap } from '#platform/command.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { partyNames } from '../participations/obligations.ts';
import { PARTICIPATION_MACHINE } from '../participations/participation.rules.ts';
import { partyOfParticipation } from '../participations/participation.store.ts';
import { advance, participationForAction, reviewClauses } from '../participations/participation-action.ts';
import { findRound } from '../participations/round-row.store.ts';
import type { AnswerSays, Choice } from '../reviews.schema.ts';
import { translateReviews } from '../texts.ts';
import { type Answer, decideSubmit } from './self-assessment.rules.ts';
import { SelfAssessmentSubmitted, SubmitSelfAssessment } from './self-assessment.schema.ts';
import { answersOf, linkToItem, submitAnswers } from './self-assessment.store.ts';

/** A named signer submits the self-assessment. Headquarters and the reviewers can then see it, and changed answers become declared evidence. */
export const submitSelfAssessment = defineCommand({
  ...commandOf(PARTICIPATION_MACHINE, 'submit'),
  clauses: (_, entry) => entry.clauses ?? [],
  input: SubmitSelfAssessment,
  answer: SelfAssessmentSubmitted,
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, input) {
    const { db, write, subject, now, platform } = context;
    const found = await participationForAction(context, input, 'submit');
    const { participation } = found;
    const round = await findRound(db, participation.round_id);
    if (round === undefined) throw new AppError('platform/not-found');
    const edition = platform.services.catalogue.edition(round.edition_id);
    const rows = (await answersOf(db, participation.id)).filter((row) => row.choice !== null);
    const answers = new Map(
      rows.map((row): [string, Answer] => [
        row.obligation_id,
        { choice: row.choice as Choice, says: row.says as AnswerSays | null, note: row.note },
      ]),
    );
    const name = (await namesOf(db, [subject.person])).get(subject.person) ?? '';
    const signer = { personId: subject.person, name, capacity: input.capacity };
    const { changed, notKnown } = unwrap(decideSubmit(participation.obligation_ids, answers, signer));
    const party = (await partyNames(db, [participation.party_id])).get(participation.party_id)!;
    const source = {
      en: translateReviews('en', 'source.self-assessment', { party: party.en, round: round.title_en }),
      fr: translateReviews('fr', 'source.self-assessment', { party: party.fr, round: round.title_fr }),
    };
    const items = changed.map((obligationId) => {
      const answer = answers.get(obligationId)!;
      const itemId = recordEvidence(context, {
        partyId: participation.party_id,
        editionId: edition.id,
        obligationIds: [obligationId],
        kind: 'EV-SELF',
        says: answer.says!,
        origin: 'declared',
        title: edition.obligation(obligationId).title,
        date: dayOf(now),
        source,
        note: answer.note!,
        label: labelOfRow(participation.label_level, participation.releasable_to),
      });
      write(linkToItem(db, participation.id, obligationId, itemId));
      return itemId;
    });
    write(submitAnswers(db, participation.id, now));
    const version = await advance(context, found, 'submit', { submittedAt: now, signedBy: subject.person, capacity: input.capacity });
    return {
      answer: { id: participation.id, state: found.to, version, items, notKnown },
      entry: {
        subjectKind: 'participation',
        subjectId: participation.id,
        partyId: participation.party_id,
        clauses: reviewClauses(edition, participation.obligation_ids),
        evidenceKind: 'EV-SELF',
        detail: { signer, answers: Object.fromEntries(answers), items },
      },
    };
  },
});
