import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import { type Command, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { LOCALES, pickLocale } from '#platform/texts/texts.ts';
import { parameterInForce } from '#rooms/policy/index.ts';
import { clocksOn } from '../violations/violation-clocks.ts';
import { type FirmPage, Token } from './firm.schema.ts';
import { lookAtFirmPage } from './firm-page.command.ts';
import { isFirmLink } from './is-firm-link.query.ts';
import { closedPage, FIRM_HEADERS, type FirmPageAt, type Framed, type Refused } from './pages/firm-frame.ts';

/** The address of the page that a link opens. */
export const FIRM_URL = '/desk/firm/:token';

/** A request for the page of a firm. */
export type At = Framed & { platform: Platform; token: string };

/** Runs a command by the link. A form has no idempotency key: it names what it sends, which is stored once. */
export function run<I extends z.ZodType, A extends z.ZodType>(at: At, command: Command<I, A>, input: z.input<I>): Promise<z.output<A>> {
  return runCommand(at.platform, command, { token: null, key: randomUUID(), input });
}

/** What the link shows now; with the receipt of `messageId`, however old. */
export const look = (at: At, messageId?: string): Promise<FirmPage> => run(at, lookAtFirmPage, { token: at.token, messageId });

/** What a page is made of. */
export function pageAt(at: At, seen: FirmPage, refused?: Refused): FirmPageAt {
  const now = at.platform.clock();
  return {
    ...{ ...at, seen, today: dayOf(now), newMessageId: randomUUID, limitHours: clocksOn(now).limitHours },
    keepMonths: Number(parameterInForce('firm-file', now).value),
    ...{ noticeAt: `${at.address}/notice?lang=${at.locale}`, receiptAt: (id) => `${at.address}/receipts/${id}?lang=${at.locale}` },
    ...(refused && { refused }),
  };
}

/** Answers a request with the page of its link, or says why the link does not open. */
export async function answerPage(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  handle: (at: At) => Promise<string | FastifyReply>,
) {
  const at = atOf(platform, request);
  reply.headers(FIRM_HEADERS);
  if (!Token.safeParse(at.token).success) return reply.code(404).send(closedPage(at, 'contractors/firm-link-unknown'));
  try {
    return await handle(at);
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('contractors/firm-link-')) throw error;
    return reply.code(error.kind === 'too-many' ? 429 : 404).send(closedPage(at, error.code));
  }
}

/** Only the holder of a link may send a form. */
export async function requireLink(platform: Platform, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const at = atOf(platform, request);
  const known = Token.safeParse(at.token).success && (await runQuery(platform, isFirmLink, { token: null, input: { token: at.token } }));
  return known ? undefined : reply.headers(FIRM_HEADERS).code(404).send(closedPage(at, 'contractors/firm-link-unknown'));
}

function atOf(platform: Platform, request: FastifyRequest): At {
  const { token } = request.params as { token: string };
  const { lang } = request.query as { lang?: unknown };
  const locale = LOCALES.find((one) => one === lang) ?? pickLocale(request.headers['accept-language']);
  return { platform, token, address: `/desk/firm/${encodeURIComponent(token)}`, locale, exercise: platform.exercise };
}
