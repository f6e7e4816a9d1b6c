import { labelCovers, labelOfRow } from '#kernel/labels.ts';
import type { Status } from '#kernel/status.ts';
import type { Database } from '#platform/db/transaction.ts';
import { namesOf } from '#rooms/people/index.ts';
import type { Edition } from '#rooms/policy/index.ts';
import type { ReportComment } from '../drafts/draft.schema.ts';
import { newest } from '../drafts/judgement.rules.ts';
import { commentsOf, type RatingRow, ratingsOf } from '../drafts/judgement.store.ts';
import type { FindingState } from '../findings/finding.rules.ts';
import type { VersionedFinding } from '../findings/finding.schema.ts';
import { eventsOf, findingsOf, reportersOf } from '../findings/finding.store.ts';
import { citedItems, obligationsOf, obligationToday } from '../participations/obligations.ts';
import type { ParticipationState } from '../participations/participation.rules.ts';
import type { ParticipationRecord } from '../participations/participation.store.ts';
import type { AnswerSays, Choice, CommentDecision, Grade, RatingStatus } from '../reviews.schema.ts';
import { answersOf } from '../self-assessments/self-assessment.store.ts';
import { type Earlier, earlierParticipations } from './earlier.store.ts';
import type { ObligationFacts, ParticipationFacts } from './report.rules.ts';

/** Ratings of a participation as shown to readers, newest first. */
export type RatedView = { id: string; status: RatingStatus; reason: string; suggestion: Status; corrects: boolean; by: string; at: string };

/** The full content of the participations of a round, as far as this reader may see it. */
export type ReadParticipations = {
  readonly facts: ReadonlyMap<string, ParticipationFacts>;
  readonly findings: ReadonlyMap<string, readonly VersionedFinding[]>;
  /** The persons who reported progress, by finding. */
  readonly reporters: ReadonlyMap<string, readonly string[]>;
  readonly ratings: ReadonlyMap<string, ReadonlyMap<string, readonly RatedView[]>>;
};

/** Reads participations in one round with everything a report or a page shows. Apart from answers, the number of statements does not depend on the number of participations. */
export async function readParticipations(
  { db, now }: { db: Database; now: Date },
  edition: Edition,
  participations: readonly ParticipationRecord[],
): Promise<ReadParticipations> {
  const ids = participations.map((participation) => participation.id);
  const [today, ratings, findings, comments, answers, earlier] = await Promise.all([
    obligationsOf(
      { db, now },
      edition,
      participations.map((participation) => participation.party_id),
    ),
    ratingsOf(db, ids),
    findingsOf(db, ids),
    commentsOf(db, ids),
    Promise.all(participations.map((participation) => answersOf(db, participation.id))),
    earlierOf(db, participations),
  ]);
  const events = await eventsOf(
    db,
    findings.map((finding) => finding.id),
  );
  const people = await namesOf(db, [
    ...new Set([
      ...ratings.map((row) => row.rated_by),
      ...comments.map((row) => row.person_id),
      ...events.map((row) => row.person_id),
      ...participations.flatMap((participation) => (participation.signed_by === null ? [] : [participation.signed_by])),
    ]),
  ]);
  const nameOf = (id: string) => people.get(id) ?? '';
  const byParty = new Map(today.map((party) => [party.partyId, party]));
  const decidedBy = today.flatMap((party) => [...party.status.values()].flatMap((obligation) => obligation.decidedBy));
  const items = await citedItems(db, decidedBy);

  const view = (row: RatingRow): RatedView => ({
    id: row.id,
    status: row.status as RatingStatus,
    reason: row.reason,
    suggestion: row.suggestion as Status,
    corrects: row.corrects_id !== null,
    by: nameOf(row.rated_by),
    at: row.rated_at.toISOString(),
  });
  const rated = new Map(
    [...Map.groupBy(ratings, (row) => row.participation_id)].map(([id, rows]) => [
      id,
      new Map([...Map.groupBy(rows, (row) => row.obligation_id)].map(([obligation, some]) => [obligation, some.map(view)])),
    ]),
  );
  const found = Map.groupBy(
    findings.map((row) =>
      toFinding(
        row,
        events.filter((event) => event.finding_id === row.id),
        nameOf,
      ),
    ),
    (finding) => finding.participationId,
  );
  const commentsByParticipation = Map.groupBy(comments, (row) => row.participation_id);
  const facts = participations.map((participation, at): [string, ParticipationFacts] => {
    const party = byParty.get(participation.party_id);
    const answersByObligation = new Map(answers[at]!.map((row) => [row.obligation_id, row]));
    const obligations = participation.obligation_ids.map((id): ObligationFacts => {
      const answer = answersByObligation.get(id);
      const rating = newest(rated.get(participation.id)?.get(id) ?? []);
      return {
        ...obligationToday(edition, id, party, items),
        answer:
          answer === undefined || answer.choice === null
            ? null
            : { choice: answer.choice as Choice, says: answer.says as AnswerSays | null, note: answer.note },
        before: beforeOf(earlier.get(participation.id), id),
        rating: rating && { status: rating.status, reason: rating.reason, suggestion: rating.suggestion, by: rating.by, at: rating.at },
      };
    });
    return [
      participation.id,
      {
        id: participation.party_id,
        names: party?.names ?? { en: '', fr: '' },
        group: participation.party_group,
        voluntary: participation.voluntary,
        state: participation.state as ParticipationState,
        submitted:
          participation.submitted_at === null
            ? null
            : {
                at: participation.submitted_at.toISOString(),
                signer: nameOf(participation.signed_by!),
                capacity: participation.signer_capacity!,
              },
        unratedReason: participation.unrated_reason,
        obligations,
        findings: found.get(participation.id) ?? [],
        comments: (commentsByParticipation.get(participation.id) ?? []).map((row) => toComment(row, nameOf)),
        earlier: earlier.get(participation.id) ?? null,
      },
    ];
  });
  const reporters = new Map([...Map.groupBy(events, (event) => event.finding_id)].map(([id, some]) => [id, reportersOf(some)]));
  return { facts: new Map(facts), findings: found, reporters, ratings: rated };
}

// Earlier results are included only where this participation is labelled at least as narrowly: otherwise the comparison would open them to more readers.
async function earlierOf(db: Database, participations: readonly ParticipationRecord[]): Promise<Map<string, Earlier>> {
  const partyIds = participations.map((participation) => participation.party_id);
  const before =
    participations.length === 0 ? new Map<string, Earlier>() : await earlierParticipations(db, participations[0]!.round_id, partyIds);
  return new Map(
    participations.flatMap((participation): [string, Earlier][] => {
      const earlier = before.get(participation.party_id);
      return earlier && labelCovers(labelOfRow(participation.label_level, participation.releasable_to), earlier.label)
        ? [[participation.id, earlier]]
        : [];
    }),
  );
}

function beforeOf(earlier: Earlier | undefined, id: string): ObligationFacts['before'] {
  const obligation = earlier?.participation.obligations.find((one) => one.id === id);
  return obligation === undefined ? null : { status: obligation.status, rating: obligation.rating };
}

function toFinding(
  row: Awaited<ReturnType<typeof findingsOf>>[number],
  events: Awaited<ReturnType<typeof eventsOf>>,
  nameOf: (id: string) => string,
): VersionedFinding {
  return {
    id: row.id,
    participationId: row.participation_id,
    grade: row.grade as Grade,
    title: row.title,
    text: row.body,
    obligations: row.obligation_ids,
    clauses: row.clause_ids,
    owner: row.owner,
    due: row.due,
    state: row.state as FindingState,
    version: row.version,
    citesAbsence: row.cites_absence,
    evidence: row.evidence_ids,
    carriedFrom:
      row.carried_from === null ? null : { findingId: row.carried_from, round: { en: row.title_en ?? '', fr: row.title_fr ?? '' } },
    followUp: events.map((event) => ({
      kind: event.kind,
      at: event.at.toISOString(),
      by: nameOf(event.person_id),
      text: event.body,
      evidence: event.evidence_ids,
      samePerson: event.same_person,
    })),
  };
}

function toComment(row: Awaited<ReturnType<typeof commentsOf>>[number], nameOf: (id: string) => string): ReportComment {
  return {
    id: row.id,
    obligation: row.obligation_id,
    finding: row.finding_id,
    text: row.body,
    by: nameOf(row.person_id),
    at: row.at.toISOString(),
    decision: row.decision as CommentDecision | null,
    reason: row.reason,
  };
}
