import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS } from '#kernel/status.ts';
import { Version } from '../reviews.schema.ts';
import { PARTICIPATION_STATES, SHOWN_STATES } from './participation.rules.ts';

export const OnParticipation = z.strictObject({ participationId: z.uuid() });
export const ParticipationAnswer = z.object({ id: z.string(), state: z.enum(PARTICIPATION_STATES), version: z.number() });

/** The party's consent to the publication of its participation, or its withdrawal. */
export const AgreeToPublication = z.strictObject({ participationId: z.uuid(), version: Version, agreed: z.boolean() });

/** An evidence item as a report cites it. Dates are partial dates. */
export const ReportEvidence = z.object({
  id: z.string(),
  kind: z.string(),
  title: BothLanguages,
  date: z.string(),
  /** Source in English; `sources` has both languages. */
  source: z.string(),
  sources: BothLanguages,
  asOf: z.string().nullable(),
  origin: z.enum(ORIGINS),
});
export type ReportEvidence = z.infer<typeof ReportEvidence>;

const ACTORS = ['party', 'reviewer', 'office', 'nobody'] as const;

/** A party's next step in a round: a command of the state table, the role that takes it, and the due date (null: no date is binding). */
export const NextStepView = z.object({ action: z.string(), by: z.enum(ACTORS), due: z.string().nullable() });

/** A party's row on the page of a round. Only participations this reader may see are listed. */
export const ParticipationRow = z.object({
  id: z.string(),
  party: z.object({ id: z.string(), name: BothLanguages }),
  group: z.string(),
  voluntary: z.boolean(),
  state: z.enum(SHOWN_STATES),
  since: z.string(),
  selfAssessmentDue: z.string(),
  /** The due date is over by the calendar of the party. */
  selfAssessmentOver: z.boolean(),
  commentDue: z.string(),
  submittedAt: z.string().nullable(),
  /** The states it went through with the time of each, for the progress bar. */
  steps: z.array(z.object({ state: z.string(), at: z.string() })),
  next: NextStepView,
  /** True where this reader takes the next step. */
  yours: z.boolean(),
  asked: z.number(),
  rated: z.number(),
  commentsOpen: z.number(),
  questionsOpen: z.number(),
  label: RecordLabel,
});
export type ParticipationRow = z.infer<typeof ParticipationRow>;
