import { Readable } from 'node:stream';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { LOWEST } from '#kernel/labels.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { runCommand } from '#platform/command.ts';
import { type Caller, fileRoute, partyOf, type Route } from '#platform/http/route.ts';
import { parseInput } from '#platform/input.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { CHUNK_BYTES } from './document.store.ts';
import { FILE_LIMIT_BYTES } from './file-kind.rules.ts';
import { getChunk, getDocument } from './get-document.query.ts';
import { DocumentAnswer, FileName, uploadDocument } from './upload-document.command.ts';
import { withUploadedFile } from './uploaded-file.ts';
import '../errors.ts';

const Named = z.strictObject({
  name: FileName,
  level: RecordLabel.shape.level.default(LOWEST.level),
  /** Party ids, separated by commas. */
  releasableTo: z
    .string()
    .transform((list) => list.split(','))
    .pipe(z.array(z.uuid()).max(200))
    .optional(),
});

/** Upload and download of files. The body of an upload is the file itself (`application/octet-stream`); its name is in the query string. */
export const documentRoutes: Route[] = [
  fileRoute({
    method: 'POST',
    url: '/desk/api/parties/:partyId/documents',
    permission: 'evidence:enter',
    party: partyOf(z.strictObject({ partyId: z.uuid() }), ({ partyId }) => partyId),
    summary: 'evidence/upload-document',
    upload: { input: Named.extend({ partyId: z.uuid() }), answer: DocumentAnswer },
    async handle(platform, caller, request) {
      const { partyId } = request.params as { partyId: string };
      const { name, level, releasableTo = null } = parseInput(Named, request.query);
      const label = { level, releasableTo };
      if (platform.diskIsLow()) throw new AppError('platform/disk-full');
      const announced = Number(request.headers['content-length'] ?? 0);
      if (announced > FILE_LIMIT_BYTES) throw new AppError('evidence/file-too-large', { limit: FILE_LIMIT_BYTES });
      if (!(request.body instanceof Readable)) throw new AppError('platform/wrong-type');
      return withUploadedFile(platform, request.body, name, (file) =>
        runCommand(platform, uploadDocument, { ...caller, input: { partyId, name, label, file } }),
      );
    },
  }),
  fileRoute({
    method: 'GET',
    url: '/desk/api/documents/:documentId',
    permission: 'signed-in',
    summary: 'evidence/download-document',
    async handle(platform, caller, request, reply) {
      const { documentId } = request.params as { documentId: string };
      const { name, mediaType, bytes } = await runQuery(platform, getDocument, { token: caller.token, input: { documentId } });
      // Always an attachment, never inline: an uploaded file must not run as part of the desk.
      reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('content-length', bytes)
        .type(mediaType);
      return reply.send(Readable.from(chunksOf(platform, caller, documentId, bytes)));
    },
  }),
];

async function* chunksOf(platform: Platform, caller: Caller, documentId: string, bytes: number): AsyncGenerator<Buffer> {
  for (let seq = 0; seq * CHUNK_BYTES < bytes; seq++) {
    yield await runQuery(platform, getChunk, { token: caller.token, input: { documentId, seq } });
  }
}
