import { z } from 'zod';
import { defineQuery } from '#platform/query.ts';
import { credentialsOf } from './credential.store.ts';
import '../permissions.ts';

/** Which credentials there are and were, of one party where it is named; never a secret. A handful for each party: no pages. */
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
