import type { Decision } from '#kernel/decision.ts';
import { accept, refuse } from '#kernel/decision.ts';
import { type RatingStatus, type Release, SUBMISSIONS, type Submission } from '../../reviews.schema.ts';
import { allows, type RoundState } from '../../rounds/round.rules.ts';
import type { ReportParty } from '../report.schema.ts';
import { type PublicFigure, PublicParticipation, type RatedFigure } from './publication.schema.ts';
import { suppressSmall } from './suppression.rules.ts';

/** Decides whether an adopted round may be published: only once, and only if it is released to every party. */
export function decidePublish(state: string, release: Release | null, published: boolean): Decision<true> {
  if (!allows(state as RoundState, 'publish')) return refuse('reviews/step-not-open', { state, action: 'publish' });
  if (release !== 'parties') return refuse('reviews/not-released');
  return published ? refuse('reviews/published') : accept(true);
}

/** How a party answered: not at all, only *nothing occurred*, or otherwise. Silence, nil and an answer are three different things. */
export function submissionKind(party: Pick<ReportParty, 'submitted' | 'obligations'>): Submission {
  if (party.submitted === null) return 'not-submitted';
  const answers = party.obligations.flatMap((obligation) => obligation.answer ?? []);
  const knownAnswers = answers.filter((answer) => answer.choice !== 'not-known');
  return knownAnswers.length > 0 && knownAnswers.every((answer) => answer.says === 'nil') ? 'nil' : 'submitted';
}

/** A party's participation in its public form: no evidence, and no name of a person. */
export function publicParticipation(party: ReportParty): PublicParticipation {
  const findings = new Map(party.findings.map((finding) => [finding.id, finding.title]));
  return PublicParticipation.parse({
    id: party.id,
    names: party.names,
    group: party.group,
    voluntary: party.voluntary,
    answered: submissionKind(party),
    obligations: party.obligations.map(({ id, clause, rating }) => ({ id, clause, rating })),
    findings: party.findings.map(({ grade, title, text, clauses, owner, due, state }) => ({
      grade,
      title,
      text,
      clauses,
      owner,
      due,
      state,
    })),
    comments: party.comments.map(({ obligation, finding, text, decision, reason }) => ({
      obligation,
      finding: finding === null ? null : (findings.get(finding) ?? null),
      text,
      decision,
      reason,
    })),
  });
}

/** Columns of the public figures. Statuses that are neither met nor missed share one column; not rated and not reported share another. */
export const RATING_COLUMNS = ['met', 'partly-met', 'not-met', 'other', 'none'] as const;
const COLUMN: Readonly<Record<RatingStatus, (typeof RATING_COLUMNS)[number]>> = {
  met: 'met',
  'partly-met': 'partly-met',
  'not-met': 'not-met',
  'in-progress': 'other',
  'not-started': 'other',
  'not-applicable': 'other',
  'not-reported': 'none',
};

/**
 * The public figures of a round: how many parties submitted in each group, and per obligation how many were asked and answered. Ratings are counted only for
 * parties whose section is published (`named`): nobody else released its mark. Small figures of the others are suppressed. Obligations are never added up.
 */
export function publicFigures(
  parties: readonly ReportParty[],
  named: ReadonlySet<string>,
  smallest: number,
): { answered: PublicFigure[]; rated: RatedFigure[] } {
  const groups = Map.groupBy(parties, (party) => party.group);
  const answered = [...groups].map(([id, members]) => ({
    id,
    ...suppressSmall(
      SUBMISSIONS.map((kind) => members.filter((party) => submissionKind(party) === kind).length),
      smallest,
      SUBMISSIONS.map((kind) => members.filter((party) => named.has(party.id) && submissionKind(party) === kind).length),
    ),
  }));
  const asked = parties.flatMap((party) =>
    party.obligations.map((obligation) => ({ ...obligation, named: named.has(party.id), submitted: party.submitted !== null })),
  );
  const rated = [...Map.groupBy(asked, (obligation) => obligation.id)].map(([id, obligations]) => {
    const released = obligations.filter((obligation) => obligation.named);
    const bySubmission = (some: typeof obligations) =>
      [true, false].map((wanted) => some.filter(({ submitted }) => submitted === wanted).length);
    const { total, cells } = suppressSmall(bySubmission(obligations), smallest, bySubmission(released));
    return {
      id,
      total: released.length,
      cells: RATING_COLUMNS.map((column) => released.filter(({ rating }) => (rating === null ? 'none' : COLUMN[rating]) === column).length),
      asked: total,
      answeredBy: cells[0] ?? null,
    };
  });
  return { answered, rated };
}
