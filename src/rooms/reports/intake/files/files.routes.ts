import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { type FileRoute, fileRoute } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { runAnonymousCommand } from '../anonymous-command.ts';
import { Ticket } from './files.schema.ts';
import { findUpload } from './find-upload.query.ts';
import { storeChunk } from './store-chunk.command.ts';
import { CHUNK_BYTES, PLACE_HEADER, TICKET_HEADER } from './ticket-header.ts';
import '../../errors.ts';

/** Refuses a chunk by its headers alone: a ticket that opens nothing, or a disk without room. Files are refused before anything else. */
async function checkTicket(platform: Platform, request: FastifyRequest, _reply: FastifyReply): Promise<undefined> {
  const ticket = Ticket.safeParse(request.headers[TICKET_HEADER]);
  if (platform.diskIsLow()) throw new AppError('platform/disk-full');
  const upload = ticket.success ? await runQuery(platform, findUpload, { token: null, input: { ticket: ticket.data } }) : null;
  if (!upload?.found) throw new AppError('reports/unknown-ticket');
}

/** One chunk of the files of a report. Ticket and place are in headers, so no address names an upload. */
export const chunkRoute: FileRoute = fileRoute({
  method: 'PUT',
  url: '/r/files',
  permission: 'public',
  summary: storeChunk.name,
  bodyType: 'bytes',
  maxBytes: CHUNK_BYTES,
  checkTicket,
  handle: async (platform, _caller, request, reply) => {
    const { [TICKET_HEADER]: ticket, [PLACE_HEADER]: place } = request.headers;
    const sent = { ticket, place, content: request.body };
    return reply.header('cache-control', 'no-store, no-transform').send(await runAnonymousCommand(platform, storeChunk, sent));
  },
});
