import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { labelOfRow } from '#kernel/labels.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { namesOf } from '#rooms/people/index.ts';
import { UNSETTLED } from '../findings/finding.rules.ts';
import { partyNames } from '../participations/duties.ts';
import { releaseAsked } from '../participations/label.store.ts';
import { countsOf, findPart, partyOfPart, stepsOf } from '../participations/part.store.ts';
import { actsFor, lineOf } from '../participations/part-line.ts';
import { findRound } from '../participations/round-row.store.ts';
import { publishedAt } from '../reports/publication/publication.store.ts';
import { readParts } from '../reports/read-part.ts';
import { findDraw } from '../reviewers/draw.store.ts';
import { visitsOf } from '../reviewers/visit.store.ts';
import type { AnswerSays, Choice } from '../reviews.schema.ts';
import { viewRound } from '../rounds/round-view.ts';
import { questionsOf } from '../self-assessments/clarification.store.ts';
import { prefill } from '../self-assessments/return.rules.ts';
import { answersOf, lastAnswers } from '../self-assessments/return.store.ts';
import { type PartDuty, PartView } from './participation-view.schema.ts';
import '../permissions.ts';

/** A party's part whole: what it is asked, what is known, what it answered, how it was rated, findings, comments, and what this reader may do. */
export const getParticipation = defineQuery({
  name: 'reviews/get-participation',
  permission: 'reviews:read-part',
  input: z.strictObject({ participationId: z.uuid() }),
  answer: PartView,
  protects: { kind: 'part', id: ({ participationId }) => participationId },
  party: ({ participationId }, db) => partyOfPart(db, participationId),
  async run(context, { participationId }) {
    const { db, now, platform } = context;
    const subject = subjectOf(context);
    const part = await findPart(db, participationId);
    const round = part && (await findRound(db, part.round_id));
    if (part === undefined || round === undefined) throw new AppError('platform/not-found');
    const edition = platform.services.catalogue.edition(round.edition_id);
    const [read, counts, steps, answers, last, questions, visits, draw] = await Promise.all([
      readParts({ db, now }, edition, [part]),
      countsOf(db, [part.id]),
      stepsOf(db, [part.id]),
      answersOf(db, part.id),
      lastAnswers(db, part.party_id, part.id),
      questionsOf(db, part.id),
      visitsOf(db, part.id),
      findDraw(db, round.id),
    ]);
    const pair = draw?.pairs.find((one) => one.partyId === part.party_id);
    const nations = await partyNames(db, pair?.by ?? []);
    const people = [
      ...answers.flatMap((row) => row.answered_by ?? []),
      ...visits.flatMap((visit) => [visit.recorded_by, ...visit.notes.map((note) => note.person_id)]),
      ...questions.flatMap((row) => [row.asked_by, ...(row.answered_by === null ? [] : [row.answered_by])]),
    ];
    const names = await namesOf(db, [...new Set(people)]);
    const facts = read.facts.get(part.id)!;
    const ratings = read.ratings.get(part.id);
    const rows = new Map(answers.map((row) => [row.obligation_id, row]));
    const duties = facts.duties.map((duty): PartDuty => {
      const row = rows.get(duty.id);
      const before = last.get(duty.id);
      const lastAnswer = before && { choice: before.choice as Choice, says: before.says as AnswerSays | null, note: before.note };
      const now = prefill({
        obligationId: duty.id,
        status: duty.status,
        pieces: [],
        lastAnswer: before && lastAnswer ? { roundId: before.round_id, ...lastAnswer } : null,
      });
      const [rating = null, ...earlierRatings] = ratings?.get(duty.id) ?? [];
      return {
        id: duty.id,
        clause: duty.clause,
        status: duty.status,
        declaredOnly: duty.declaredOnly,
        evidence: [...duty.evidence],
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
        before: duty.before,
        rating,
        earlierRatings,
      };
    });
    const findings = [...(read.findings.get(part.id) ?? [])];
    return {
      label: labelOfRow(part.label_level, part.releasable_to),
      labelAsked: (await releaseAsked(db, part)) ?? null,
      round: viewRound(round),
      part: lineOf(subject, now, part, facts.names, counts.get(part.id), steps),
      version: part.version,
      signer: facts.returned && { name: facts.returned.signer, capacity: facts.returned.capacity, at: facts.returned.at },
      commentsDoneAt: part.comments_done_at?.toISOString() ?? null,
      unratedReason: part.unrated_reason,
      duties,
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
        notes: may(subject, 'reviews:judge', part.party_id)
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
      publicAgreedAt: part.public_agreed_at?.toISOString() ?? null,
      published: (await publishedAt(db, [round.id])).has(round.id),
      may: actsFor(
        subject,
        part,
        findings.some(({ carriedFrom, state }) => carriedFrom !== null && UNSETTLED.includes(state)),
      ),
    };
  },
});
