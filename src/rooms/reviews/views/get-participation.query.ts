import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { calendarsOf } from '#rooms/parties/index.ts';
import { namesOf } from '#rooms/people/index.ts';
import { actionsOnFinding } from '../findings/finding-action.ts';
import { findPendingRelease } from '../participations/label.store.ts';
import { partyNames } from '../participations/obligations.ts';
import { countsOf, findParticipation, partyOfParticipation, stepsOf } from '../participations/participation.store.ts';
import { actionsFor, lineOf, overFor } from '../participations/participation-line.ts';
import { findRound } from '../participations/round-row.store.ts';
import { publishedAt } from '../reports/publication/publication.store.ts';
import { readParticipations } from '../reports/read-participations.ts';
import { findDraw } from '../reviewers/draw.store.ts';
import { visitsOf } from '../reviewers/visit.store.ts';
import type { AnswerSays, Choice } from '../reviews.schema.ts';
import { viewRound } from '../rounds/round-view.ts';
import { questionsOf } from '../self-assessments/clarification.store.ts';
import { prefill } from '../self-assessments/self-assessment.rules.ts';
import { answersOf, lastAnswers } from '../self-assessments/self-assessment.store.ts';
import { type ParticipationObligation, ParticipationView } from './participation-view.schema.ts';
import '../permissions.ts';

/** A party's whole participation: what it is asked, what is known, its answers, ratings, findings, comments, and what this reader may do. */
export const getParticipation = defineQuery({
  name: 'reviews/get-participation',
  permission: 'reviews:read-participation',
  input: z.strictObject({ participationId: z.uuid() }),
  answer: ParticipationView,
  protects: { kind: 'participation', id: ({ participationId }) => participationId },
  party: ({ participationId }, db) => partyOfParticipation(db, participationId),
  async run(context, { participationId }) {
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const participation = await findParticipation(db, participationId);
    const round = participation && (await findRound(db, participation.round_id));
    if (participation === undefined || round === undefined) throw new AppError('platform/not-found');
    const edition = platform.services.catalogue.edition(round.edition_id);
    const [read, calendar, counts, steps, answers, last, questions, visits, draw] = await Promise.all([
      readParticipations({ db, now }, edition, [participation]),
      calendarsOf(db, [participation.party_id]),
      countsOf(db, [participation.id]),
      stepsOf(db, [participation.id]),
      answersOf(db, participation.id),
      lastAnswers(db, participation.party_id, participation.id),
      questionsOf(db, participation.id),
      visitsOf(db, participation.id),
      findDraw(db, round.id),
    ]);
    const pair = draw?.pairs.find((one) => one.partyId === participation.party_id);
    const nations = await partyNames(db, pair?.by ?? []);
    const people = [
      ...answers.flatMap((row) => row.answered_by ?? []),
      ...visits.flatMap((visit) => [visit.recorded_by, ...visit.notes.map((note) => note.person_id)]),
      ...questions.flatMap((row) => [row.asked_by, ...(row.answered_by === null ? [] : [row.answered_by])]),
    ];
    const names = await namesOf(db, [...new Set(people)]);
    const facts = read.facts.get(participation.id)!;
    const ratings = read.ratings.get(participation.id);
    const rows = new Map(answers.map((row) => [row.obligation_id, row]));
    const obligations = facts.obligations.map((obligation): ParticipationObligation => {
      const row = rows.get(obligation.id);
      const before = last.get(obligation.id);
      const lastAnswer = before && { choice: before.choice as Choice, says: before.says as AnswerSays | null, note: before.note };
      const now = prefill({
        obligationId: obligation.id,
        status: obligation.status,
        items: [],
        lastAnswer: before && lastAnswer ? { roundId: before.round_id, ...lastAnswer } : null,
      });
      const [rating = null, ...earlierRatings] = ratings?.get(obligation.id) ?? [];
      return {
        id: obligation.id,
        clause: obligation.clause,
        status: obligation.status,
        origin: obligation.origin,
        evidence: [...obligation.evidence],
        suggestion: row
          ? { suggested: row.suggested, from: row.suggested_from as typeof now.from }
          : { suggested: now.suggested, from: now.from },
        lastAnswer: before && lastAnswer ? { round: { en: before.title_en, fr: before.title_fr }, ...lastAnswer } : null,
        answer: row
          ? {
              choice: row.choice as Choice | null,
              says: row.says as AnswerSays | null,
              note: row.note,
              by: row.answered_by === null ? null : (names.get(row.answered_by) ?? ''),
              at: row.answered_at?.toISOString() ?? null,
              version: row.version,
            }
          : null,
        before: obligation.before,
        rating,
        earlierRatings,
      };
    });
    const findings = (read.findings.get(participation.id) ?? []).map((finding) => ({
      ...finding,
      actions: actionsOnFinding(subject, participation, finding, read.reporters.get(finding.id) ?? []),
    }));
    return {
      label: labelOfRow(participation.label_level, participation.releasable_to),
      labelRequest: (await findPendingRelease(db, participation)) ?? null,
      round: viewRound(round),
      participation: lineOf(subject, { now, calendar }, participation, facts.names, counts.get(participation.id), steps),
      version: participation.version,
      signer: facts.submitted && { name: facts.submitted.signer, capacity: facts.submitted.capacity, at: facts.submitted.at },
      commentsDoneAt: participation.comments_done_at?.toISOString() ?? null,
      unratedReason: participation.unrated_reason,
      obligations,
      questions: questions.map((row) => ({
        id: row.id,
        obligationId: row.obligation_id,
        question: row.question,
        due: row.due,
        by: names.get(row.asked_by) ?? '',
        at: row.asked_at.toISOString(),
        answer: row.answer,
        answeredBy: row.answered_by === null ? null : (names.get(row.answered_by) ?? ''),
        answeredAt: row.answered_at?.toISOString() ?? null,
      })),
      findings,
      comments: [...facts.comments],
      visits: visits.map((visit) => ({
        id: visit.id,
        from: visit.from_day,
        to: visit.to_day,
        visitors: visit.visitors,
        agenda: visit.agenda,
        by: names.get(visit.recorded_by) ?? '',
        notes: may(subject, 'reviews:judge', participation.party_id)
          ? visit.notes.map((note) => ({
              id: note.id,
              day: note.day,
              spokeWith: note.spoke_with,
              text: note.body,
              by: names.get(note.person_id) ?? '',
            }))
          : null,
      })),
      reviewedBy: pair === undefined ? null : pair.by.map((id) => ({ id, name: nations.get(id) ?? { en: '', fr: '' } })),
      earlier: facts.earlier,
      publicAgreedAt: participation.public_agreed_at?.toISOString() ?? null,
      published: (await publishedAt(db, [round.id])).has(round.id),
      actions: actionsFor(subject, participation, overFor(calendar, participation, now)),
    };
  },
});
