import { createHash, randomBytes } from 'node:crypto';
import { vouch } from '#platform/identity/voucher.ts';
import type { Platform } from '#platform/platform.ts';
import type { Checks } from './provider.ts';

const LIFE_MS = 10 * 60_000;

type Given = Pick<Platform, 'keys' | 'pool' | 'clock'>;

/** One round trip to the provider: the browser's cookie, the values sent to the provider, and the page the person wanted. */
export type Attempt = Checks & { cookie: string; next: string; hash: Buffer };

/** A new attempt, valid for ten minutes in the browser that begins it. Nothing is stored before it is used. */
export async function newAttempt(platform: Given, next: string): Promise<Attempt> {
  const until = platform.clock().getTime() + LIFE_MS;
  return attemptOf(platform, `${randomBytes(32).toString('base64url')}.${until}.${Buffer.from(next).toString('base64url')}`);
}

/** The attempt of a cookie, or undefined where it has expired. A forged cookie fails later: its state does not match the provider's answer. */
export async function readAttempt(platform: Given, cookie: string | undefined): Promise<Attempt | undefined> {
  const [random, until, next] = (cookie ?? '').split('.');
  if (!cookie || !random || !until || next === undefined) return undefined;
  return Number(until) > platform.clock().getTime() ? attemptOf(platform, cookie) : undefined;
}

// State, nonce and code verifier are derived from the cookie with the server's key: a person who sees one of them learns neither the others nor the cookie. A
// changed cookie, such as one with a later expiry, gives another state than the provider returns.
async function attemptOf(platform: Given, cookie: string): Promise<Attempt> {
  const [state, nonce, verifier] = await Promise.all(
    (['state', 'nonce', 'verifier'] as const).map((what) => derive(platform, what, cookie)),
  );
  const next = Buffer.from(cookie.split('.')[2]!, 'base64url').toString();
  return { cookie, next, state: state!, nonce: nonce!, verifier: verifier!, hash: createHash('sha256').update(cookie).digest() };
}

async function derive(platform: Given, what: 'state' | 'nonce' | 'verifier', from: string): Promise<string> {
  return (await vouch(platform, `single-sign-on-${what}|${from}`)).toString('base64url');
}
