import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '#kernel/errors.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { clearCookie, type OwnCookie, readCookie, setCookie } from '#platform/http/cookies.ts';
import { splitUrl } from '#platform/http/response-cache.ts';
import { longestWait } from '#platform/identity/password.ts';
import type { Platform } from '#platform/platform.ts';
import type { CourseLanguage } from '#rooms/courses/index.ts';
import type { SiteSettings } from '#site/public-page.ts';
import { enterClass, enterOwn } from '../learner/enter.command.ts';
import type { ActiveLearner } from '../learner/learn.schema.ts';
import { translateLearning } from '../texts.ts';
import { enterPage, noticeOfEnd, ownPage, waitingPage } from './enter-page.ts';
import { type LearnPage, learnAddress, sendLearn } from './shell.ts';
import { copyOf, type Entry, MAX_WAIT_SECONDS, secret, WaitingEntries } from './waiting-entries.ts';

/** How often a waiting page refreshes, in seconds. */
const AGAIN_SECONDS = 5;
const EACH = { path: '/learn', sameSite: 'strict', maxAge: 86_400 } as const;
export const SESSION: OwnCookie = { name: 'manumit_learn', ...EACH };
/** Every page of the learner carries it, for the script that stores their work. It submits work and opens no page. */
export const QUEUE: OwnCookie = { name: 'manumit_learn_queue', ...EACH };
/** The cookie of an entry that waits for its turn. */
const WAITING: OwnCookie = { name: 'manumit_learn_wait', ...EACH, maxAge: MAX_WAIT_SECONDS };

/** A request to the player, with its language and path. */
export type PlayerRequest = {
  platform: Platform;
  request: FastifyRequest;
  reply: FastifyReply;
  language: CourseLanguage;
  languages: readonly CourseLanguage[];
  path: string;
  site: SiteSettings;
  id: string;
};

/**
 * An access slip is usually checked within a moment, so no waiting page is needed. A waiting page refreshes every five seconds, and an entry is kept for two minutes.
 */
export const WAITS = { momentMs: 1_500 };
const entries = new WaitingEntries();

/** The form of a page without script. */
export const formOf = (request: FastifyRequest) => new URLSearchParams(typeof request.body === 'string' ? request.body : '');
const isSecret = (text: string) => /^[\w-]{43}$/.test(text);

function queueOf(request: FastifyRequest): string | undefined {
  const secret = readCookie(request, QUEUE);
  return secret !== undefined && isSecret(secret) ? secret : undefined;
}

/** Sends a page of the player. */
export function show({ request, reply, language, languages, path, site }: PlayerRequest, page: LearnPage, learner: ActiveLearner | null) {
  const [number, classTitle] = [learner?.number ?? null, learner?.class?.title ?? null];
  const queue = learner === null ? undefined : queueOf(request);
  return sendLearn(request, reply, { language, languages, path, site, number, classTitle, learner: learner?.trainee, queue }, page);
}

/** Sends the page with the access slip form, with the reason why the session ended. */
export function showSignIn(visit: PlayerRequest, over: { over: string; at: string } | null) {
  const { language, reply, request } = visit;
  if (over !== null) clearCookie(reply, SESSION);
  const code = codeInAddress(request);
  // The language switch keeps the code.
  return show(
    { ...visit, path: code === undefined ? '' : `?code=${code}` },
    enterPage(language, noticeOfEnd(language, over), { code }),
    null,
  );
}

/** The class code in the address of a printed slip. The number and the PIN are never in an address: it stays in histories and in records of servers. */
export function codeInAddress({ url }: Pick<FastifyRequest, 'url'>): string | undefined {
  const code = splitUrl(url).query.get('code') ?? '';
  return /^[\dA-Za-z-]{1,20}$/.test(code) ? code : undefined;
}

/** Signs in with an access slip. If others are queued, a waiting page refreshes automatically, with the ticket in its cookie. */
export async function enter(visit: PlayerRequest) {
  const { platform, request, reply, language } = visit;
  const [token, ticket] = [secret(), secret()];
  const input = { ...typedIn(request), token, ticket };
  const failure = runCommand(platform, enterClass, { token: null, key: newKey(), input }).then(
    () => null,
    (error: unknown) => error,
  );
  const entry: Entry = { token, ticket, typed: { code: input.code, number: input.number }, failure, state: 'waiting' };
  const over = failure.then((error) => {
    entry.state = error === null ? 'in' : 'failed';
  });
  await Promise.race([over, pause(WAITS.momentMs)]);
  if (entry.state !== 'waiting') return finish(visit, entry);
  setCookie(reply, WAITING, entries.add(entry));
  return reply.redirect(learnAddress(language, '/enter'), 303);
}

// Separate from `enter`, because an entry keeps the variables of `enter` alive and the form must not be among them.
function typedIn(request: FastifyRequest) {
  const form = formOf(request);
  const field = (name: string) => copyOf((form.get(name) ?? '').slice(0, 60));
  return { code: field('code'), number: field('number'), pin: field('pin') };
}

/** Checks a waiting entry again; its result is returned once. */
export async function checkWaitingEntry(visit: PlayerRequest) {
  const { request, reply, language } = visit;
  const key = readCookie(request, WAITING) ?? '';
  const entry = entries.find(key);
  if (entry === undefined) return showUnknownTurn(visit, key !== '');
  if (entry.state !== 'waiting') {
    entries.drop(key);
    clearCookie(reply, WAITING);
    return finish(visit, entry);
  }
  reply.header('refresh', String(AGAIN_SECONDS));
  return show(visit, waitingPage(language, longestWait('class')), null);
}

/** Nothing waits here: a signed-in learner continues; a learner who waited too long, or over a restart, must type the access slip again. */
function showUnknownTurn(visit: PlayerRequest, waited: boolean) {
  const { request, reply, language } = visit;
  if (readCookie(request, SESSION) !== undefined) return reply.redirect(learnAddress(language), 303);
  if (!waited) return showSignIn(visit, null);
  clearCookie(reply, WAITING);
  const notice = { kind: 'care', text: language.t('learn.turn-lost'), lang: language.words.lang } as const;
  return show({ ...visit, path: '' }, enterPage(language, notice), null);
}

async function finish(visit: PlayerRequest, { failure: came, token, ticket, typed }: Entry) {
  const { language, reply } = visit;
  const error = await came;
  if (error === null) return openSession(visit, token, ticket);
  if (!(error instanceof AppError)) throw error;
  const at = { ...visit, path: '' };
  if (error.code === 'platform/passwords-busy') {
    reply.header('retry-after', String(AGAIN_SECONDS));
    const notice = { kind: 'care', text: language.t('learn.full'), lang: language.words.lang } as const;
    return show(at, { ...enterPage(language, notice, typed), status: 503 }, null);
  }
  if (!error.code.startsWith('training/')) throw error;
  const text = translateLearning(
    language.locale,
    `error.${error.code}` as 'error.training/access-slip-refused',
    error.details as Record<string, string>,
  );
  return show(at, enterPage(language, { kind: 'bad', text, lang: language.locale }, typed), null);
}

/** Shows a person who comes from their desk account the button that signs them in. It changes nothing. */
export async function showOwn(visit: PlayerRequest) {
  const { once } = visit.request.query as { once?: unknown };
  if (typeof once !== 'string' || !isSecret(once)) return showSignIn(visit, null);
  return show({ ...visit, path: `/own?once=${once}` }, ownPage(visit.language, once), null);
}

/** Signs in a person who comes from their desk account. */
export async function enterFromDesk(visit: PlayerRequest) {
  const { platform, request, language } = visit;
  const once = formOf(request).get('once') ?? '';
  const [token, ticket] = [secret(), secret()];
  try {
    if (!isSecret(once)) throw new AppError('training/session-over');
    await runCommand(platform, enterOwn, { token: null, key: newKey(), input: { once, token, ticket } });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'training/session-over') throw error;
    const notice = { kind: 'bad', text: language.t('learn.own-over'), lang: language.words.lang } as const;
    return show({ ...visit, path: '' }, enterPage(language, notice), null);
  }
  return openSession(visit, token, ticket);
}

function openSession({ reply, language }: PlayerRequest, token: string, ticket: string) {
  setCookie(reply, SESSION, token);
  setCookie(reply, QUEUE, ticket);
  return reply.redirect(learnAddress(language), 303);
}
