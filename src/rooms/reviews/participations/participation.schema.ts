import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { Version } from '../reviews.schema.ts';
import { PARTICIPATION_STATES, SHOWN_STATES } from './participation.rules.ts';

export const OnParticipation = z.strictObject({ participationId: z.uuid() });
export const ParticipationAnswer = z.object({ id: z.string(), state: z.enum(PARTICIPATION_STATES), version: z.number() });

/** The party's word that its participation may be published, or no longer. */
export const AgreeToPublication = z.strictObject({ participationId: z.uuid(), version: Version, agreed: z.boolean() });

/** One piece of evidence as a report cites it. `declared` false: it arose from work. Dates are partial dates. */
export const ReportEvidence = z.object({
  id: z.string(),
  kind: z.string(),
  title: BothLanguages,
  date: z.string(),
  /** Where it comes from, in English; `sources` has both languages. */
  source: z.string(),
  sources: BothLanguages,
  asOf: z.string().nullable(),
  declared: z.boolean(),
});
export type ReportEvidence = z.infer<typeof ReportEvidence>;

const ACTORS = ['party', 'reviewer', 'office', 'nobody'] as const;

/** The next step of a party in a round: an act of the table, by whom, by which day (null: no day binds). */
export const NextStepView = z.object({ act: z.string(), by: z.enum(ACTORS), due: z.string().nullable() });

/** A party's line on the page of a round. Only participations this reader may see are listed. */
export const ParticipationRow = z.object({
  id: z.string(),
  party: z.object({ id: z.string(), name: BothLanguages }),
  group: z.string(),
  voluntary: z.boolean(),
  state: z.enum(SHOWN_STATES),
  since: z.string(),
  returnDue: z.string(),
  commentDue: z.string(),
  returnedAt: z.string().nullable(),
  /** The states it went through with the moment of each, for the bar. */
  steps: z.array(z.object({ state: z.string(), at: z.string() })),
  next: NextStepView,
  /** True where the next step is this reader's to take. */
  yours: z.boolean(),
  asked: z.number(),
  rated: z.number(),
  commentsOpen: z.number(),
  questionsOpen: z.number(),
  label: RecordLabel,
});
export type ParticipationRow = z.infer<typeof ParticipationRow>;
