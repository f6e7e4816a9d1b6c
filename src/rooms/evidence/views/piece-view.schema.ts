import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS, SAYS } from '#kernel/status.ts';
import { PIECE_STATES } from '../evidence.rules.ts';

/** A piece of evidence as a reader sees it. A purged one has neither title nor source: it is a tombstone. Instants are ISO 8601 in UTC. */
export const PieceView = z.object({
  id: z.string(),
  editionId: z.string(),
  partyId: z.string(),
  obligationIds: z.array(z.string()),
  kind: z.string(),
  says: z.enum(SAYS),
  origin: z.enum(ORIGINS),
  state: z.enum(PIECE_STATES),
  version: z.number().int(),
  title: BothLanguages.nullable(),
  source: BothLanguages.nullable(),
  date: z.string(),
  asOf: z.string().nullable(),
  page: z.string().nullable(),
  documentId: z.string().nullable(),
  address: z.string().nullable(),
  note: z.string().nullable(),
  /** Entered by headquarters' policy office about the party. */
  byPolicyOffice: z.boolean(),
  /** The piece this one stands in the place of; the one it confirms; the one that stands in its place. */
  correctsId: z.string().nullable(),
  confirmsId: z.string().nullable(),
  correctedById: z.string().nullable(),
  /** Names of people; null where work or the installation itself wrote it. */
  enteredBy: z.string().nullable(),
  enteredAt: z.string(),
  signedBy: z.string().nullable(),
  submittedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  purgeAskedAt: z.string().nullable(),
  purgeReason: z.string().nullable(),
  /** The reader asked for the purge, so that somebody else must confirm it. */
  purgeAskedByMe: z.boolean().nullable(),
  purgedAt: z.string().nullable(),
  released: z.boolean(),
  label: RecordLabel,
  /** A release that waits for a second person: to which label, why, and whether the reader asked for it. */
  labelAsked: z.object({ id: z.string(), label: RecordLabel, reason: z.string(), byMe: z.boolean() }).nullable(),
});
export type PieceView = z.infer<typeof PieceView>;
