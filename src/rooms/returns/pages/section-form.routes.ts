import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type Command, runCommand } from '#platform/command.ts';
import { fileRoute, type Route } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { runQuery } from '#platform/query.ts';
import { LOCALES, type Locale, pickLocale } from '#platform/texts/texts.ts';
import { readEntries } from '../answers/provisions/provision-entry.rules.ts';
import { answerSection, type PostedAnswer } from '../links/answer-section.command.ts';
import { isLink } from '../links/is-link.query.ts';
import { acceptSection, handBackSection, lookAtSection, Token } from '../links/section-link.command.ts';
import { closedLinkPage, FORM_HEADERS, formAddress, handedBackPage, sectionFormPage } from './section-form-page.ts';

const URL = '/desk/section/:token/form';
const MAX_BYTES = 1024 * 1024;

/** The section of a link as a plain page, for browsers without JavaScript or too old for the desk. Others get the desk's page at the link itself. */
export const sectionFormRoutes: Route[] = [
  formRoute('GET', 'returns/section-form', async (at) => {
    const seen = await run(at, lookAtSection, { token: at.token }).catch((error: unknown) => {
      // The page after handing back is shown only for a link that was handed back.
      if (at.query.done !== undefined && error instanceof AppError && error.code === 'returns/link-handed-back') return undefined;
      throw error;
    });
    if (seen === undefined) return handedBackPage(at);
    const ids = new Set(seen.section.questions.map(({ id }) => id));
    const others = (at.query.others ?? '').split(',').filter((id) => ids.has(id));
    const countOf = (text = '') => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
    return sectionFormPage({ ...at, seen, others, saved: countOf(at.query.saved), recorded: countOf(at.query.recorded) });
  }),
  formRoute('POST', 'returns/send-section-form', async (at, fields, reply) => {
    const { token } = at;
    const goTo = (query: string, page = at.page) => reply.redirect(`${formAddress({ ...at, page }, at.locale)}${query}`, 303);
    const action = fields.get('do');
    if (action === 'accept') {
      // Pressing the button twice accepts once.
      await run(at, acceptSection, { token }).catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'platform/conflict') throw error;
      });
      return goTo('');
    }
    const posted = readFields(fields);
    const provisions = readEntries(fields);
    const send = () => run(at, answerSection, { token, answers: [...posted.values()], provisions });
    // Another user answered at that moment. The form is judged again against the new state, and the entry is returned with its question.
    const { seen, stored, recorded, faults, others } = await send().catch((error: unknown) => {
      if (error instanceof AppError && error.kind === 'stale') return send();
      throw error;
    });
    if (faults.length > 0) {
      reply.code(422);
      return sectionFormPage({ ...at, seen, posted, faults, others, saved: stored.length, recorded });
    }
    const page = at.page + (action === 'next' ? 1 : action === 'previous' ? -1 : 0);
    if (action !== 'hand-back')
      return goTo(
        `&saved=${stored.length}${recorded > 0 ? `&recorded=${recorded}` : ''}${others.length > 0 ? `&others=${others.join(',')}` : ''}`,
        page,
      );
    await run(at, handBackSection, { token });
    return goTo('&done');
  }),
];

type At = {
  platform: Platform;
  token: string;
  address: string;
  /** The page of the section, from 1. */
  page: number;
  locale: Locale;
  exercise: boolean;
  query: Readonly<Record<string, string | undefined>>;
};

// The form has no idempotency key: sending it twice sends answers that are already stored, and changes nothing.
function run<I extends z.ZodType, A extends z.ZodType>(at: At, command: Command<I, A>, input: z.input<I>): Promise<z.output<A>> {
  return runCommand(at.platform, command, { token: null, key: randomUUID(), input });
}

function formRoute(
  method: 'GET' | 'POST',
  summary: string,
  handle: (at: At, fields: URLSearchParams, reply: FastifyReply) => Promise<string | FastifyReply>,
): Route {
  return fileRoute({
    ...(method === 'POST' ? { method, bodyType: 'form', maxBytes: MAX_BYTES, checkTicket: requireLink } : { method }),
    url: URL,
    permission: 'public',
    summary,
    async handle(platform, _caller, request, reply) {
      const at = atOf(platform, request);
      reply.headers(FORM_HEADERS);
      if (!Token.safeParse(at.token).success) return reply.code(404).send(closedLinkPage(at, 'returns/link-closed'));
      try {
        return await handle(at, new URLSearchParams(typeof request.body === 'string' ? request.body : ''), reply);
      } catch (error) {
        if (!(error instanceof AppError) || !error.code.startsWith('returns/link-')) throw error;
        return reply.code(error.kind === 'too-many' ? 429 : 404).send(closedLinkPage(at, error.code));
      }
    },
  });
}

// A section of long answers in an alphabet that form encoding expands sixfold is large. Only the holder of a link may send one that big.
async function requireLink(platform: Platform, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> {
  const at = atOf(platform, request);
  const { token } = at;
  const known = Token.safeParse(token).success && (await runQuery(platform, isLink, { token: null, input: { token } }));
  return known ? undefined : reply.headers(FORM_HEADERS).code(404).send(closedLinkPage(at, 'returns/link-closed'));
}

function atOf(platform: Platform, request: FastifyRequest): At {
  const { token } = request.params as { token: string };
  const query = Object.fromEntries(Object.entries(request.query as object).filter(([, value]) => typeof value === 'string'));
  const locale = LOCALES.find((one) => one === query.lang) ?? pickLocale(request.headers['accept-language']);
  const page = /^[1-9]\d?$/.test(query.page ?? '') ? Number(query.page) : 1;
  const address = `/desk/section/${encodeURIComponent(token)}/form`;
  return { platform, token, address, page, locale, exercise: platform.exercise, query };
}

/** The answers of a form by question id; other fields are ignored. The fields are read in one pass, because looking each one up searches all of them. */
function readFields(fields: URLSearchParams): Map<string, PostedAnswer> {
  const byName = Map.groupBy(fields, ([name]) => name);
  const all = (name: string) => (byName.get(name) ?? []).map(([, value]) => value);
  const first = (name: string) => byName.get(name)?.[0]?.[1];
  const posted = new Map<string, PostedAnswer>();
  for (const name of byName.keys()) {
    if (!name.endsWith('.version')) continue;
    const id = name.slice(0, -'.version'.length);
    const version = first(name) ?? '';
    if (!/^\d{1,9}$/.test(version)) continue;
    posted.set(id, {
      questionId: id,
      choice: first(`${id}.choice`) ?? null,
      values: all(`${id}.value`),
      notKnown: byName.has(`${id}.not-known`),
      note: first(`${id}.note`) ?? '',
      was: first(`${id}.was`) ?? '',
      version: Number(version),
    });
  }
  return posted;
}
