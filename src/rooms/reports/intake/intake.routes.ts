import type { z } from 'zod';
import { plainAddressOnly } from '#platform/http/response-cache.ts';
import { type FileRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { type Query, runQuery } from '#platform/query.ts';
import { acceptMessage } from './accept-message.command.ts';
import { acceptReport } from './accept-report.command.ts';
import { type AnonymousCommand, runAnonymousCommand } from './anonymous-command.ts';
import { eraseUpload } from './files/erase-upload.command.ts';
import { chunkRoute } from './files/files.routes.ts';
import { findUpload } from './files/find-upload.query.ts';
import { getMessage } from './get-message.query.ts';
import { getPublicChannel } from './get-public-channel.query.ts';
import { inSteps } from './in-steps.ts';
import { SentReport } from './intake.schema.ts';
import { openMailbox } from './open-mailbox.query.ts';

// The largest text, forty wraps and a letter, in base64.
const MAX_REPORT_BYTES = 256 * 1024;
const MAX_MESSAGE_BYTES = 100 * 1024;
const MAX_ASKED_BYTES = 1024;

/**
 * A POST of a caller without an account. Its answer is never stored or changed on its way: a proxy that compresses would show what the one length hides. `run` answers
 * JSON as text, so that its step of time covers that work.
 */
function anonymous<Input extends z.ZodType>(
  url: string,
  summary: string,
  {
    maxBytes,
    input,
    answer,
    run,
  }: { maxBytes: number; input: Input; answer: z.ZodType; run: (platform: Platform, sent: unknown) => Promise<string> },
): FileRoute {
  return fileRoute({
    method: 'POST',
    url,
    permission: 'public',
    summary,
    bodyType: 'json',
    maxBytes,
    json: { input, answer },
    handle: async (platform, _caller, request, reply) =>
      reply
        .header('cache-control', 'no-store, no-transform')
        .type('application/json; charset=utf-8')
        .send(await run(platform, request.body)),
  });
}

const acting = (url: string, command: AnonymousCommand<z.ZodType, SentReport>, maxBytes: number) =>
  anonymous(url, command.name, {
    maxBytes,
    input: command.input,
    answer: SentReport,
    run: async (platform, sent) => JSON.stringify(await runAnonymousCommand(platform, command, sent)),
  });
const answerOf = async (platform: Platform, query: Query, input: unknown) =>
  JSON.stringify(await runQuery(platform, query, { token: null, input }));
const asking = (url: string, query: Query, answer = answerOf) =>
  anonymous(url, query.name, {
    maxBytes: MAX_ASKED_BYTES,
    input: query.input,
    answer: query.answer,
    run: (platform, input) => answer(platform, query, input),
  });

/** The addresses that a reporter's browser calls (5e): public, without cookies, and with ids of mailboxes in bodies only. */
export const intakeRoutes: Route[] = [
  queryRoute({ url: '/r/:channel/readers', query: getPublicChannel, cache: { keyParts: plainAddressOnly } }),
  acting('/r/reports', acceptReport as unknown as AnonymousCommand<z.ZodType, SentReport>, MAX_REPORT_BYTES),
  acting('/r/messages', acceptMessage as unknown as AnonymousCommand<z.ZodType, SentReport>, MAX_MESSAGE_BYTES),
  // The server answers an unknown code faster than a code with a waiting answer.
  asking('/r/mailbox', openMailbox as unknown as Query, (...asked) => inSteps(answerOf(...asked))),
  asking('/r/mailbox/message', getMessage as unknown as Query),
  asking('/r/files', findUpload as unknown as Query),
  acting('/r/files/erasure', eraseUpload as unknown as AnonymousCommand<z.ZodType, SentReport>, MAX_ASKED_BYTES),
  chunkRoute,
];
