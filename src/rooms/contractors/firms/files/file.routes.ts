import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type Caller, fileRoute, type Route } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { WorkQueue } from '#platform/work-queue.ts';
import { FILE_LIMIT_BYTES, withReceivedFile } from '#rooms/evidence/index.ts';
import { FILE_ABOUT, FILE_LIMITS, fileId } from '../firm-file.rules.ts';
import { type At, answerPage, FIRM_URL, look, pageAt, requireLink, run } from '../firm-request.ts';
import { filesPage, type SentFiles } from '../pages/files-page.ts';
import { wordsOf } from '../pages/firm-frame.ts';
import { firmPage } from '../pages/firm-page.ts';
import { checkFile, readForm } from './check-file.ts';
import { CHUNK_BYTES } from './file.store.ts';
import { getFirmFile, getFirmFileChunk } from './get-firm-file.query.ts';
import { sendFile } from './send-file.command.ts';

/** Files that a firm sends by its link, by a plain form without script, and their download by the contracting party (5f, P5f.4). */
export const fileRoutes: Route[] = [
  fileRoute({
    ...{ method: 'POST', url: `${FIRM_URL}/files`, permission: 'public', bodyType: 'upload', checkTicket: requireLink },
    summary: 'contractors/send-firm-files',
    handle: (platform, _caller, request, reply) => answerPage(platform, request, reply, (at) => receive(at, request, reply)),
  }),
  fileRoute({
    ...{ method: 'GET', url: '/desk/api/firm-files/:fileId', permission: 'contractors:read', summary: 'contractors/download-firm-file' },
    async handle(platform, caller, request, reply) {
      const { fileId: id } = request.params as { fileId: string };
      const { name, mediaType, bytes } = await runQuery(platform, getFirmFile, { token: caller.token, input: { fileId: id } });
      // Always an attachment, never inline: what a firm sent must not run as part of the desk.
      reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('content-length', bytes)
        .type(mediaType);
      return reply.send(Readable.from(chunksOf(platform, caller, id, bytes)));
    },
  }),
];

async function* chunksOf(platform: Platform, caller: Caller, fileId: string, bytes: number): AsyncGenerator<Buffer> {
  for (let seq = 0; seq * CHUNK_BYTES < bytes; seq++)
    yield await runQuery(platform, getFirmFileChunk, { token: caller.token, input: { fileId, seq } });
}

// A form is in memory while its files are looked into: one at a time, however many firms send at once. Those that wait are on the disk.
const forms = new WorkQueue({ maxPlaces: 24, fullError: 'contractors/reading-busy' });
// A browser shows an answer only once what it sends was read.
const MAX_UNREAD = 8 * FILE_LIMIT_BYTES;

async function receive(at: At, request: FastifyRequest, reply: FastifyReply): Promise<string | FastifyReply> {
  const { headers } = request;
  if (!(request.body instanceof Readable)) throw new AppError('platform/wrong-type');
  const body = request.body;
  const refuse = async (fault: 'files.together' | 'files.none' | 'files.busy' | 'files.no-about') => {
    reply.code(422);
    return firmPage(pageAt(at, await look(at), { form: 'files', fault: wordsOf(at.locale)(fault), fields: new URLSearchParams() }));
  };
  try {
    await look(at);
    if (Number(headers['content-length'] ?? 0) > FILE_LIMIT_BYTES) throw new AppError('evidence/file-too-large');
    if (at.platform.diskIsLow()) throw new AppError('platform/disk-full');
    const sent = await withReceivedFile(at.platform, body, ({ path }) =>
      forms.run(async () => storeFiles(at, await readForm(path, headers['content-type'] ?? ''))),
    );
    if (sent === null) return await refuse('files.no-about');
    const [first, ...others] = sent.received;
    if (first !== undefined && others.length + sent.refused.length === 0) return reply.redirect(first.receipt, 303);
    if (first === undefined && sent.refused.length === 0) return await refuse('files.none');
    if (first === undefined) reply.code(422);
    return filesPage({ ...at, ...sent, back: `${at.address}?lang=${at.locale}` });
  } catch (error) {
    await drain(body);
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'evidence/file-too-large') return await refuse('files.together');
    if (error.code === 'platform/disk-full' || error.code === 'contractors/reading-busy') return await refuse('files.busy');
    throw error;
  }
}

// What the files are: a kind, or the question that they answer.
const Fields = z.object({ id: z.uuid(), about: z.union([z.uuid(), z.enum(FILE_ABOUT).exclude(['answer'])]) });

/**
 * Stores the files of a form one by one. One that is refused does not keep the others back. The same form sent again stores nothing more. Null where the form does not
 * say what they are.
 */
async function storeFiles(at: At, form: FormData): Promise<SentFiles | null> {
  const fields = Fields.safeParse({ id: form.get('id'), about: form.get('about') });
  if (!fields.success) return null;
  const { id: formId, about: told } = fields.data;
  const kind = FILE_ABOUT.find((one) => one === told);
  // A browser sends a file without name and bytes where none was chosen.
  const files = form.getAll('file').filter((one): one is File => typeof one !== 'string' && (one.name !== '' || one.size > 0));
  const received: SentFiles['received'][number][] = [];
  const refused: SentFiles['refused'][number][] = files.slice(FILE_LIMITS.atOnce).map(({ name }) => ({ name, fault: 'too-many' }));
  for (const sent of files.slice(0, FILE_LIMITS.atOnce)) {
    const fault = await checkFile(at.platform, sent, async ({ name, file, pages }) => {
      const id = fileId(formId, file.sha256);
      const input = {
        id,
        locale: at.locale,
        about: kind ?? 'answer',
        questionId: kind === undefined ? told : null,
        name,
        pages,
        file,
      } as const;
      const stored = await run(at, sendFile, { token: at.token, ...input }).catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'contractors/sent-already') return null;
        throw error;
      });
      const sha256 = stored?.sha256 ?? (await look(at, id)).messages.find((message) => message.id === id)!.sha256;
      received.push({ name, receipt: `${at.address}/receipts/${id}?lang=${at.locale}`, sha256 });
    });
    if (fault !== null) refused.push({ name: sent.name, fault });
  }
  return { received, refused };
}

/** Reads what was not read of a body, up to a limit, so that its sender sees the answer. */
async function drain(body: Readable): Promise<void> {
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += (chunk as Buffer).length;
      if (bytes > MAX_UNREAD) break;
    }
  } catch {
    // The sender has gone.
  }
}
