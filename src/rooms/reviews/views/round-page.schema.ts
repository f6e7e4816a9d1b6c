import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { LOCALES } from '#kernel/languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { STATUSES } from '#kernel/status.ts';
import { FormLine } from '../organisations/form.schema.ts';
import { ParticipationRow } from '../participations/participation.schema.ts';
import { DrawView } from '../reviewers/draw.schema.ts';
import { GRADES, RATINGS } from '../reviews.schema.ts';
import { ROUND_MACHINE } from '../rounds/round.rules.ts';
import { LeftOut, RoundView } from '../rounds/round.schema.ts';

export const RoundPageView = z.object({
  round: RoundView,
  participations: z.array(ParticipationRow),
  /** Forms of invited organisations this reader may see. */
  forms: z.array(FormLine),
  draw: DrawView.nullable(),
  /** For the roles that write invitations: each party's language. */
  invitations: z.array(z.object({ partyId: z.string(), language: z.enum(LOCALES) })),
  publishedAt: z.string().nullable(),
  /** How many of the participations this reader may see consent to publication. */
  agreed: z.number(),
  /** Findings this reader may see, by grade. */
  findings: z.record(z.enum(GRADES), z.number()),
  /** Dates that the edition's parameters propose from today, for a planned round without dates. Null otherwise. */
  proposed: RoundView.shape.calendar.nullable(),
  /** For roles that may open a planned round: the chosen parties that would not be asked today. */
  leftOut: z.array(LeftOut.extend({ name: BothLanguages })),
  /** The actions this reader may take on the round now. */
  actions: offeredActionsOf(ROUND_MACHINE),
});

/** Ratings of a round, shown next to the evidence in the matrix. */
export const RoundRatings = z.object({
  roundId: z.string(),
  ratings: z.array(
    z.object({
      partyId: z.string(),
      obligationId: z.string(),
      status: z.enum(RATINGS),
      reason: z.string(),
      suggestion: z.enum(STATUSES),
      by: z.string(),
      at: z.string(),
      /** Label of the participation it belongs to. */
      label: RecordLabel,
    }),
  ),
});
