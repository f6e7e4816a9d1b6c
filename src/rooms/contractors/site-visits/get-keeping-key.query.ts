import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { DecryptionFailed } from '#platform/keys.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { partyOfContract } from '../register/contract.store.ts';
import { KeepingKey } from './visit.schema.ts';
import '../errors.ts';
import '../permissions.ts';

const KEY_BYTES = 32;

/**
 * A key with which a browser encrypts a site visit that it keeps until there is a network (5f). The browser stores `wrapped` alone: the key as this installation
 * encrypted it to the person and the contract. Sent back, it answers the same key, to this person as long as they may record visits there. Nothing is stored here.
 */
export const getKeepingKey = defineQuery({
  name: 'contractors/get-keeping-key',
  permission: 'contractors:manage-violations',
  input: z.strictObject({ contractId: z.uuid(), wrapped: z.base64url().max(200).optional() }),
  answer: KeepingKey,
  party: ({ contractId }, db) => partyOfContract(db, contractId),
  async run(context, { contractId, wrapped }) {
    const { keys } = context.platform;
    const purpose = `contractors/kept-visit:${subjectOf(context).person}:${contractId}` as const;
    if (wrapped === undefined) {
      const key = randomBytes(KEY_BYTES);
      return { key: key.toString('base64'), wrapped: keys.encrypt(purpose, key).toString('base64url') };
    }
    try {
      return { key: keys.decrypt(purpose, Buffer.from(wrapped, 'base64url')).toString('base64'), wrapped };
    } catch (error) {
      if (error instanceof DecryptionFailed) throw new AppError('contractors/kept-key-unknown');
      throw error;
    }
  },
});
