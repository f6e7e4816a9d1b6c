import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { STATUSES } from '#kernel/status.ts';
import { FormLine } from '../organisations/form.schema.ts';
import { ParticipationRow } from '../participations/participation.schema.ts';
import { DrawView } from '../reviewers/draw.schema.ts';
import { GRADES, RATINGS } from '../reviews.schema.ts';
import { LeftOut, RoundView } from '../rounds/round.schema.ts';

export const RoundPageView = z.object({
  round: RoundView,
  participations: z.array(ParticipationRow),
  /** Forms of invited organisations this reader may see. */
  forms: z.array(FormLine),
  draw: DrawView.nullable(),
  /** For who writes the letters: the language each party is written to in. */
  letters: z.array(z.object({ partyId: z.string(), language: z.enum(['en', 'fr']) })),
  publishedAt: z.string().nullable(),
  /** Of the participations this reader may see: how many agreed to publication. */
  agreed: z.number(),
  /** Findings this reader may see, by grade. */
  findings: z.record(z.enum(GRADES), z.number()),
  /** For a planned round without days: what the edition's parameters propose from today. Null otherwise. */
  proposed: RoundView.shape.calendar.nullable(),
  /** Of a planned round, for who may open it: the chosen parties that would not be asked today. */
  leftOut: z.array(LeftOut.extend({ name: BothLanguages })),
  /** Acts of the table of rounds open to this reader now. */
  may: z.array(z.string()),
});

/** Ratings of a round for the matrix to show beside the evidence. */
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
      /** That of the participation it lies in. */
      label: RecordLabel,
    }),
  ),
});
