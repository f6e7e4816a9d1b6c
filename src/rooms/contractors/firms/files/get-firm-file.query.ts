import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { findFile, findFileChunk } from './file.store.ts';
import '../../permissions.ts';

/** The name and kind of a file that a firm sent (5f). Not found once its bytes were deleted. */
export const getFirmFile = defineQuery({
  name: 'contractors/get-firm-file',
  permission: 'contractors:read',
  input: z.strictObject({ fileId: z.uuid() }),
  answer: z.object({ name: z.string(), mediaType: z.string(), bytes: z.number().int() }),
  party: async ({ fileId }, db) => (await findFile(db, fileId))?.partyId,
  async run({ db }, { fileId }) {
    const [file, first] = await Promise.all([findFile(db, fileId), findFileChunk(db, fileId, 0)]);
    if (file === undefined || first === undefined) throw new AppError('platform/not-found');
    const { name, mediaType, bytes } = file;
    return { name, mediaType, bytes };
  },
});

/** One chunk of such a file. Each is a query of its own, so that a slow reader holds no transaction open. */
export const getFirmFileChunk = defineQuery({
  name: 'contractors/get-firm-file-chunk',
  permission: 'contractors:read',
  input: z.strictObject({ fileId: z.uuid(), seq: z.number().int().nonnegative() }),
  answer: z.custom<Buffer>((given) => Buffer.isBuffer(given)),
  party: async ({ fileId }, db) => (await findFile(db, fileId))?.partyId,
  async run({ db }, { fileId, seq }) {
    const bytes = await findFileChunk(db, fileId, seq);
    if (bytes === undefined) throw new AppError('platform/not-found');
    return bytes;
  },
});
