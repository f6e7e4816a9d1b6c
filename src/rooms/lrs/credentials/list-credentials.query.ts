import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { credentialsOf } from './credential.store.ts';
import '../permissions.ts';

/** Current and revoked credentials, of one party if it is named; never a secret. Not paged, because each party has only a few. */
export const listCredentials = defineQuery({
  name: 'lrs/list-credentials',
  permission: 'lrs:give-credential',
  input: z.strictObject({ partyId: z.uuid().optional() }),
  answer: z.array(
    z.object({
      id: z.string(),
      sourceId: z.string(),
      partyId: z.string(),
      source: z.string(),
      createdAt: z.date(),
      revokedAt: z.date().nullable(),
    }),
  ),
  run: ({ db }, { partyId }) => credentialsOf(db, partyId),
});
