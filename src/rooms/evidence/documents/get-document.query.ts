import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { chunkOf, documentOf } from './document.store.ts';
import '../permissions.ts';

/** The name and media type of a file. Row-level security decides whether this subject may see it. */
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

/** One chunk of a file. Each chunk is a query of its own, so that a slow reader holds no transaction open. */
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
