import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { type Command, runCommand } from '#platform/command.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { LOCALES, pickLocale } from '#platform/texts/texts.ts';
import { clocksOn } from '../violations/violation-clocks.ts';
import { answerQuestion } from './answer-question.command.ts';
import { askFirm } from './ask-firm.command.ts';
import { certifyByLink } from './certify-by-link.command.ts';
import { type FirmPage, Token } from './firm.schema.ts';
import { lookAtFirmPage } from './firm-page.command.ts';
import { getFirms } from './get-firms.query.ts';
import { isFirmLink } from './is-firm-link.query.ts';
import { makeFirmLink } from './make-firm-link.command.ts';
import { notifyInformation } from './notify-information.command.ts';
import { closedPage, FIRM_HEADERS, type Framed, wordsOf } from './pages/firm-frame.ts';
import { type FirmPageAt, firmPage, type Refused } from './pages/firm-page.ts';
import { noticePage } from './pages/notice-page.ts';
import { receiptPage } from './pages/receipt-page.ts';
import { revokeFirmLink } from './revoke-firm-link.command.ts';

const URL = '/desk/firm/:token';
// The longest form is a notice of 3,000 signs, in an alphabet that form encoding expands ninefold.
const MAX_BYTES = 64 * 1024;

/** Links of firms at the desk, and the page that a link opens: plain forms that need neither account nor script (5f, P5f.4). */
export const firmRoutes: Route[] = [
  queryRoute({ url: '/desk/api/contracts/:contractId/firms', query: getFirms }),
  commandRoute({ url: '/desk/api/contracts/:contractId/firm-links', command: makeFirmLink }),
  commandRoute({ url: '/desk/api/contracts/:contractId/firm-questions', command: askFirm }),
  commandRoute({ url: '/desk/api/firm-links/:linkId/revocation', command: revokeFirmLink }),
  pageRoute(URL, 'contractors/firm-page', async (at) => firmPage(pageAt(at, await look(at)))),
  pageRoute(`${URL}/notice`, 'contractors/firm-notice-page', async (at) => noticePage(pageAt(at, await look(at)))),
  pageRoute(`${URL}/receipts/:messageId`, 'contractors/firm-receipt-page', async (at, { messageId }, reply) => {
    const seen = await look(at);
    const message = seen.messages.find(({ id }) => id === messageId);
    if (message === undefined) return reply.code(404).send(closedPage(at, 'contractors/firm-link-unknown'));
    return receiptPage({ ...at, seen, message, address: `${at.address}/receipts/${message.id}`, back: `${at.address}?lang=${at.locale}` });
  }),
  fileRoute({
    ...{ method: 'POST', url: URL, permission: 'public', bodyType: 'form', maxBytes: MAX_BYTES, checkTicket: requireLink },
    summary: 'contractors/send-firm-form',
    handle: (platform, _caller, request, reply) => answerPage(platform, request, reply, (at) => receive(at, fieldsOf(request), reply)),
  }),
];

type At = Framed & { platform: Platform; token: string };

// A form has no idempotency key: it names what it sends, which is stored once.
function run<I extends z.ZodType, A extends z.ZodType>(at: At, command: Command<I, A>, input: z.input<I>): Promise<z.output<A>> {
  return runCommand(at.platform, command, { token: null, key: randomUUID(), input });
}

const look = (at: At): Promise<FirmPage> => run(at, lookAtFirmPage, { token: at.token });

function pageAt(at: At, seen: FirmPage, refused?: Refused): FirmPageAt {
  const now = at.platform.clock();
  return {
    ...{ ...at, seen, today: dayOf(now), newMessageId: randomUUID, limitHours: clocksOn(now).limitHours },
    ...{ noticeAt: `${at.address}/notice?lang=${at.locale}`, receiptAt: (id) => `${at.address}/receipts/${id}?lang=${at.locale}` },
    ...(refused && { refused }),
  };
}

const ACTIONS = ['certify', 'answer', 'notify'] as const;

async function receive(at: At, fields: URLSearchParams, reply: FastifyReply): Promise<string | FastifyReply> {
  const t = wordsOf(at.locale);
  const form = ACTIONS.find((one) => one === fields.get('do'));
  const id = z.uuid().safeParse(fields.get('id'));
  if (form === undefined || !id.success) return firmPage(pageAt(at, await look(at)));
  const said = (name: string) => (fields.get(name) ?? '').replaceAll('\r\n', '\n').trim();
  const orNull = (name: string) => said(name) || null;
  const sender = { token: at.token, id: id.data, locale: at.locale };
  const sendForm = {
    certify: () =>
      run(at, certifyByLink, {
        ...{ ...sender, name: said('name'), capacity: said('capacity'), note: orNull('note') },
        statements: [...fields.getAll('statement'), ...fields.getAll('found')] as never,
      }),
    answer: () => run(at, answerQuestion, { ...sender, questionId: said('question'), text: said('text') }),
    notify: () =>
      run(at, notifyInformation, {
        ...{ ...sender, danger: said('danger') === '' ? (undefined as never) : said('danger') === 'yes', what: said('what') },
        ...{ where: orNull('where'), when: orNull('when'), since: said('since') as never, day: orNull('day') },
      }),
  };
  try {
    await sendForm[form]();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fault = faultOf(error.code, form, said);
    if (fault !== undefined) {
      reply.code(422);
      const page = pageAt(at, await look(at), { form, fault: t(fault), fields });
      return form === 'notify' ? noticePage(page) : firmPage(page);
    }
    if (error.code !== 'contractors/sent-already') throw error;
  }
  return reply.redirect(`${at.address}/receipts/${id.data}?lang=${at.locale}`, 303);
}

/** What is wrong with a form that was refused; undefined where it is something else. */
function faultOf(code: ErrorCode, form: Refused['form'], said: (name: string) => string) {
  if (code === 'contractors/certification-incomplete') return 'fault.statements';
  if (code === 'contractors/day-to-come') return 'fault.day';
  if (code !== 'platform/invalid-input') return undefined;
  if (form === 'answer') return 'fault.answer';
  if (form === 'notify') return 'fault.notice';
  return said('name') === '' || said('capacity') === '' ? 'fault.name' : 'fault.statements';
}

function pageRoute(
  url: string,
  summary: string,
  handle: (at: At, params: Record<string, string>, reply: FastifyReply) => Promise<string | FastifyReply>,
): Route {
  return fileRoute({
    ...{ method: 'GET', url, permission: 'public', summary },
    handle: (platform, _caller, request, reply) =>
      answerPage(platform, request, reply, (at) => handle(at, request.params as Record<string, string>, reply)),
  });
}

async function answerPage(
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

// Only the holder of a link may send a form.
async function requireLink(platform: Platform, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const at = atOf(platform, request);
  const known = Token.safeParse(at.token).success && (await runQuery(platform, isFirmLink, { token: null, input: { token: at.token } }));
  return known ? undefined : reply.headers(FIRM_HEADERS).code(404).send(closedPage(at, 'contractors/firm-link-unknown'));
}

const fieldsOf = ({ body }: FastifyRequest) => new URLSearchParams(typeof body === 'string' ? body : '');

function atOf(platform: Platform, request: FastifyRequest): At {
  const { token } = request.params as { token: string };
  const { lang } = request.query as { lang?: unknown };
  const locale = LOCALES.find((one) => one === lang) ?? pickLocale(request.headers['accept-language']);
  return { platform, token, address: `/desk/firm/${encodeURIComponent(token)}`, locale, exercise: platform.exercise };
}
