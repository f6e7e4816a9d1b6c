import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { Day } from '#kernel/day.ts';

/** The act by which a party accepted the policy: who accepted it for the party, when, in which document, and with which reservation. */
export const RecordAcceptance = z.strictObject({
  partyId: z.uuid(),
  body: z.string().trim().min(1).max(200),
  acceptedOn: Day,
  document: z.string().trim().min(1).max(300),
  reservation: z.string().trim().min(1).max(4000).nullable().default(null),
});

/** The recorded acceptances of a party, newest first. */
export const AcceptancesView = z.object({
  /** Whether this kind of party accepts the policy at all. */
  accepts: z.boolean(),
  mayRecord: z.boolean(),
  acceptances: z.array(
    z.object({
      id: z.string(),
      edition: BothLanguages,
      body: z.string(),
      acceptedOn: z.string(),
      document: z.string(),
      reservation: z.string().nullable(),
      recordedAt: z.string(),
      recordedBy: z.string().nullable(),
    }),
  ),
});
