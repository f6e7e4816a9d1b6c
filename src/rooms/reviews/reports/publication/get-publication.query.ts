import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { Publication, PublicCorrection, PublicParticipation } from './publication.schema.ts';
import { publications, publicCorrections, publishedParticipation } from './publication.store.ts';

const Published = Publication.extend({ sha256: z.string(), publishedAt: z.string() });

/** The public content of reviews: every published round, newest first. */
export const listPublications = defineQuery({
  name: 'reviews/list-publications',
  permission: 'public',
  input: z.strictObject({}),
  answer: z.object({ rounds: z.array(Published) }),
  run: async ({ db }) => ({ rounds: await publications(db) }),
});

/** One published participation of a party, with its comments; null where none is. */
export const getPublishedParticipation = defineQuery({
  name: 'reviews/get-published-participation',
  permission: 'public',
  input: z.strictObject({ roundId: z.uuid(), partyId: z.uuid() }),
  answer: z.object({ participation: PublicParticipation.nullable() }),
  run: async ({ db }, { roundId, partyId }) => ({ participation: (await publishedParticipation(db, roundId, partyId)) ?? null }),
});

/** The corrections of published ratings of a round. */
export const listPublicCorrections = defineQuery({
  name: 'reviews/list-public-corrections',
  permission: 'public',
  input: z.strictObject({ roundId: z.uuid() }),
  answer: z.object({ corrections: z.array(PublicCorrection) }),
  run: async ({ db }, { roundId }) => ({ corrections: await publicCorrections(db, roundId) }),
});
