import type { z } from 'zod';
import type { Status } from '#kernel/status.ts';
import type { ReportComment } from '../drafts/draft.schema.ts';
import type { ReportFinding } from '../findings/finding.schema.ts';
import type { ObligationShown } from '../participations/obligations.ts';
import type { RatingStatus, Release } from '../reviews.schema.ts';
import type { Answer } from '../self-assessments/self-assessment.rules.ts';
import { type BeforeObligation, type EarlierRound, type ReportObligation, ReportParty } from './report.schema.ts';

/** What is known of one obligation when a report is made. */
export type ObligationFacts = ObligationShown & {
  readonly answer: Answer | null;
  /** What the earlier round found; null where it did not look at this obligation. */
  readonly before: z.infer<typeof BeforeObligation> | null;
  readonly rating: {
    readonly status: RatingStatus;
    readonly reason: string;
    readonly suggestion: Status;
    readonly by: string;
    readonly at: string;
  } | null;
};

/** What is known of one party's participation when a report is made. */
export type ParticipationFacts = Pick<ReportParty, 'id' | 'names' | 'group' | 'voluntary' | 'state' | 'submitted' | 'unratedReason'> & {
  readonly obligations: readonly ObligationFacts[];
  readonly findings: readonly ReportFinding[];
  readonly comments: readonly ReportComment[];
  /** The round it is compared with, and that round's release. */
  readonly earlier: (EarlierRound & { readonly release: Release }) | null;
};

/**
 * One party's part of a report. Evidence and rating are shown side by side. The declared share counts each cited evidence item once. Withdrawn findings are
 * left out; comments never are.
 */
export function reportParty(facts: ParticipationFacts): ReportParty {
  const items = new Map(facts.obligations.flatMap((obligation) => obligation.evidence.map((item) => [item.id, item] as const)));
  const obligations = facts.obligations.map(
    ({ rating, answer, origin, before, ...obligation }): ReportObligation => ({
      id: obligation.id,
      clause: obligation.clause,
      ...(obligation.reconstructed && { reconstructed: obligation.reconstructed }),
      status: obligation.status,
      origin,
      rating: rating?.status ?? null,
      reason: rating?.reason ?? null,
      ratedBy: rating?.by ?? null,
      ratedAt: rating?.at ?? null,
      suggestion: rating?.suggestion ?? null,
      answer: answer && { choice: answer.choice, says: answer.says, note: answer.note },
      evidence: [...obligation.evidence],
      ...(before && { before }),
    }),
  );
  const { id, names, group, voluntary, state, submitted, unratedReason } = facts;
  // Parsed to exactly the response shape, so that frozen bytes and the bytes a reader gets are the same.
  return ReportParty.parse({
    id,
    name: names.en,
    names,
    group,
    voluntary,
    state,
    submitted,
    unratedReason,
    items: items.size,
    declared: [...items.values()].filter((item) => item.origin === 'declared').length,
    obligations,
    findings: facts.findings.filter((finding) => finding.state !== 'withdrawn'),
    comments: [...facts.comments],
    ...(facts.earlier && { earlier: facts.earlier }),
  });
}

/**
 * A party's participation as adopted: its drafted findings are open. If it is released to all parties and the earlier round was not, the comparison is left out, because
 * it would release what was kept for the party alone.
 */
export function adoptedParticipation(facts: ParticipationFacts, release: Release): ReportParty {
  const { earlier, ...report } = reportParty(facts);
  const compared = earlier !== undefined && (release === 'party' || facts.earlier?.release === 'parties');
  return {
    ...report,
    state: 'adopted',
    findings: report.findings.map((finding) => (finding.state === 'drafted' ? { ...finding, state: 'open' as const } : finding)),
    ...(compared
      ? { earlier, obligations: report.obligations }
      : { obligations: report.obligations.map(({ before: _, ...obligation }) => obligation) }),
  };
}
