import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { disconnectSignal } from '#platform/http/admission/disconnect-signal.ts';
import { clearCookie, type OwnCookie, readCookie, SESSION, setCookie } from '#platform/http/cookies.ts';
import { deviceOf } from '#platform/http/device.ts';
import { fileRoute, queryRoute, type Route } from '#platform/http/route.ts';
import type { Platform } from '#platform/platform.ts';
import { defineQuery } from '#platform/query.ts';
import { pickLocale } from '#platform/texts/texts.ts';
import { WorkQueue } from '#platform/work-queue.ts';
import { nextPage } from '#web/sign-in/next-page.rules.ts';
import { newAttempt, readAttempt } from './attempt.ts';
import { grantsFor } from './listed.rules.ts';
import { CALLBACK, type SingleSignOn } from './provider.ts';
import { SignInMethods } from './settings.schema.ts';
import { endSingleSignOn, signInBySingleSignOn } from './sign-in-by-single-sign-on.command.ts';

const HERE = '/desk/single-sign-on';
// Limits concurrent requests to the provider. Further requests wait, each on a connection of its own (limited-server.ts), and occupy no other place.
const providerQueue = new WorkQueue({ concurrency: 8 });
// Lax: the callback is a navigation from the provider's site.
const ATTEMPT: OwnCookie = { name: 'manumit_single_sign_on', path: HERE, sameSite: 'lax', maxAge: 600 };

/** The sign-in methods besides password and passkey. */
const signInMethods = defineQuery({
  name: 'people/sign-in-methods',
  permission: 'public',
  input: z.strictObject({}),
  answer: SignInMethods,
  async run({ platform }) {
    const settings = platform.services.singleSignOn?.settings;
    return { singleSignOn: settings ? { name: settings.name, whomToAsk: settings.whomToAsk } : null };
  },
});

export const singleSignOnRoutes: Route[] = [
  queryRoute({ url: '/desk/api/session/methods', query: signInMethods }),
  fileRoute({
    method: 'GET',
    url: HERE,
    permission: 'public',
    summary: 'people/go-to-provider',
    async handle(platform, _caller, request, reply) {
      const { next } = request.query as { next?: unknown };
      const attempt = await newAttempt(platform, nextPage(typeof next === 'string' ? next : undefined));
      return withProblems(platform, reply, async (provider) => {
        const address = await provider.startAt(attempt);
        setCookie(reply, ATTEMPT, attempt.cookie);
        return address.href;
      });
    },
  }),
  fileRoute({
    method: 'GET',
    url: CALLBACK,
    permission: 'public',
    summary: 'people/come-back-from-provider',
    async handle(platform, _caller, request, reply) {
      clearCookie(reply, ATTEMPT);
      return withProblems(platform, reply, (provider) => comeBack(platform, provider, request, reply));
    },
  }),
];

/** Opens the session of a person whom the list names. Returns the page they wanted. */
async function comeBack(platform: Platform, provider: SingleSignOn, request: FastifyRequest, reply: FastifyReply): Promise<string> {
  const attempt = await readAttempt(platform, readCookie(request, ATTEMPT));
  if (!attempt) throw new AppError('people/single-sign-on-failed', { why: 'attempt-over' });
  const claims = await provider.claimsAt(new URL(request.url, platform.deskUrl), attempt);
  const known = { issuer: claims.iss, subject: claims.sub, attempt: attempt.hash.toString('hex') };
  const grants = grantsFor(claims, provider.settings.rules);
  if (grants.length === 0) {
    await runCommand(platform, endSingleSignOn, { token: null, key: newKey(), input: known });
    throw new AppError('people/not-listed');
  }
  const sessionToken = randomBytes(32).toString('base64url');
  const name = typeof claims.name === 'string' ? claims.name.trim().slice(0, 200) : '';
  const { step, methods } = await runCommand(platform, signInBySingleSignOn, {
    token: null,
    key: newKey(),
    input: {
      ...known,
      grants,
      name: name || provider.settings.name.en,
      language: pickLocale(request.headers['accept-language']),
      sessionToken,
      device: deviceOf(request.headers['user-agent']),
    },
  });
  setCookie(reply, SESSION, sessionToken);
  if (step === 'in') return attempt.next;
  // A person who has set up codes here must enter one, even after the provider's own second factor.
  return `/desk/sign-in?${new URLSearchParams({ step, methods: methods.join(','), next: attempt.next })}`;
}

// The browser is navigating, not calling an API, so the sign-in page reports the error in the reader's language.
async function withProblems(
  platform: Platform,
  reply: FastifyReply,
  go: (provider: SingleSignOn) => Promise<string>,
): Promise<FastifyReply> {
  const provider = platform.services.singleSignOn;
  if (!provider) throw new AppError('platform/not-found');
  reply.header('cache-control', 'no-store');
  try {
    return reply.redirect(await providerQueue.run(() => go(provider), disconnectSignal(reply)), 303);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // The log gives the reason and no name: an operator needs no more, and the name of a refused person is private.
    platform.log({
      event: 'single-sign-on-refused',
      code: error.code,
      ...(typeof error.details.why === 'string' && { why: error.details.why }),
    });
    return reply.redirect(`/desk/sign-in?refused=${error.code.split('/')[1]}`, 303);
  }
}
