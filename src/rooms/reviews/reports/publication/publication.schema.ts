import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { FINDING_STATES } from '../../findings/finding.rules.ts';
import { COMMENT_DECISIONS, GRADES, RATINGS, SUBMISSIONS } from '../../reviews.schema.ts';

/** One row of public figures; null is a figure suppressed because it is small. */
const PublicFigure = z.object({ id: z.string(), total: z.number().nullable(), cells: z.array(z.number().nullable()).readonly() });
export type PublicFigure = z.infer<typeof PublicFigure>;

/** The ratings of one obligation among the parties that published their section, and how many of all parties were asked and answered. */
const RatedFigure = PublicFigure.extend({ asked: z.number().nullable(), answeredBy: z.number().nullable() });
export type RatedFigure = z.infer<typeof RatedFigure>;

const PublicParty = z.object({
  id: z.string(),
  names: BothLanguages,
  group: z.string(),
  /** True where the party was only invited and owed nothing. */
  voluntary: z.boolean(),
  answered: z.enum(SUBMISSIONS),
});

/** A party's participation as published, with its comments. It contains no evidence and no person. */
export const PublicParticipation = PublicParty.extend({
  obligations: z.array(z.object({ id: z.string(), clause: z.string(), rating: z.enum(RATINGS).nullable() })),
  findings: z.array(
    z.object({
      grade: z.enum(GRADES),
      title: z.string(),
      text: z.string(),
      clauses: z.array(z.string()),
      owner: z.string(),
      due: z.string(),
      state: z.enum(FINDING_STATES),
    }),
  ),
  comments: z.array(
    z.object({
      obligation: z.string().nullable(),
      finding: z.string().nullable(),
      text: z.string(),
      decision: z.enum(COMMENT_DECISIONS).nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type PublicParticipation = z.infer<typeof PublicParticipation>;

/**
 * A correction of a published rating, shown with the frozen text and in no hash. `status` is the corrected rating, null where its participation may no longer
 * be published. Reason and person are not public.
 */
export const PublicCorrection = z.object({
  partyId: z.string(),
  obligationId: z.string(),
  correctedOn: z.string(),
  status: z.enum(RATINGS).nullable(),
});
export type PublicCorrection = z.infer<typeof PublicCorrection>;

/** The public content of a round. `smallest` is the smallest figure shown. */
export const Publication = z.object({
  round: z.object({
    id: z.string(),
    title: BothLanguages,
    authority: BothLanguages.nullable(),
    editionId: z.string(),
    findingsOnly: z.literal(true).optional(),
  }),
  adoptedOn: z.string(),
  /** SHA-256 of the adopted report, so that a reader who has that report can match it. */
  report: z.string(),
  smallest: z.number(),
  answered: z.array(PublicFigure),
  rated: z.array(RatedFigure),
  /** Parties whose participation is published. A missing party did not agree, or its participation may not be published. */
  parties: z.array(PublicParty),
});
export type Publication = z.infer<typeof Publication>;
