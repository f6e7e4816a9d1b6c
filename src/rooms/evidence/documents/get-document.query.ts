import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { chunkOf, documentOf } from './document.store.ts';
import '../permissions.ts';

/** What a file is called and of what kind. Whether this subject may see it is asked of the database. */
export const getDocument = defineQuery({
  name: 'evidence/get-document',
  permission: 'signed-in',
  input: z.strictObject({ documentId: z.uuid() }),
  protects: { kind: 'document', id: ({ documentId }) => documentId },
  answer: z.object({ name: z.string(), mediaType: z.string(), bytes: z.number().int(), sha256: z.string() }),
  async run({ db }, { documentId }) {
    const document = await documentOf(db, documentId);
    if (document === undefined || document.name === null) throw new AppError('platform/not-found');
    const { name, mediaType, bytes, sha256 } = document;
    return { name, mediaType, bytes, sha256 };
  },
});

/** One chunk of a file. A reader on a slow line holds no transaction between two of them. */
export const getChunk = defineQuery({
  name: 'evidence/get-chunk',
  permission: 'signed-in',
  input: z.strictObject({ documentId: z.uuid(), seq: z.number().int().nonnegative() }),
  answer: z.custom<Buffer>((given) => Buffer.isBuffer(given)),
  async run({ db }, { documentId, seq }) {
    const bytes = await chunkOf(db, documentId, seq);
    if (bytes === undefined) throw new AppError('platform/not-found');
    return bytes;
  },
});
