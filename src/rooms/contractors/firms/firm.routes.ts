import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { commandRoute, fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { answerQuestion } from './answer-question.command.ts';
import { askFirm } from './ask-firm.command.ts';
import { certifyByLink } from './certify-by-link.command.ts';
import { fileRoutes } from './files/file.routes.ts';
import { type At, answerPage, look, pageAt, requireLink, run, FIRM_URL as URL } from './firm-request.ts';
import { getFirms } from './get-firms.query.ts';
import { makeFirmLink } from './make-firm-link.command.ts';
import { notifyInformation } from './notify-information.command.ts';
import { closedPage, type Refused, wordsOf } from './pages/firm-frame.ts';
import { firmPage } from './pages/firm-page.ts';
import { noticePage } from './pages/notice-page.ts';
import { receiptPage } from './pages/receipt-page.ts';
import { revokeFirmLink } from './revoke-firm-link.command.ts';

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
    const seen = await look(at, z.uuid().safeParse(messageId).data);
    const message = seen.messages.find(({ id }) => id === messageId);
    if (message === undefined) return reply.code(404).send(closedPage(at, 'contractors/firm-link-unknown'));
    return receiptPage({ ...at, seen, message, address: `${at.address}/receipts/${message.id}`, back: `${at.address}?lang=${at.locale}` });
  }),
  fileRoute({
    ...{ method: 'POST', url: URL, permission: 'public', bodyType: 'form', maxBytes: MAX_BYTES, checkTicket: requireLink },
    summary: 'contractors/send-firm-form',
    handle: (platform, _caller, request, reply) => answerPage(platform, request, reply, (at) => receive(at, fieldsOf(request), reply)),
  }),
  ...fileRoutes,
];

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
        provisions: fields.getAll('provision'),
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
  if (code === 'contractors/other-provision') return 'fault.provision';
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

const fieldsOf = ({ body }: FastifyRequest) => new URLSearchParams(typeof body === 'string' ? body : '');
