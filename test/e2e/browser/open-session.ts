import { randomBytes, randomUUID } from 'node:crypto';
import type { BrowserContext } from 'playwright-core';
import { inject } from 'vitest';
import { findEmbedded } from '#app/launcher/database/embedded.ts';
import { connect } from '#platform/db/pool.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { hashToken } from '#rooms/people/sign-in/sign-in-tokens.ts';

/**
 * Opens a session of a person of the exercise directly in its database, and returns its token. Some three hundred stories begin signed in, and deriving a password
 * takes 0.2 s. Signing in has stories and tests of its own.
 */
export async function openSession(email: string): Promise<string> {
  const server = findEmbedded(inject('exercise').data);
  if (server === undefined) throw new Error('The database of the exercise does not run.');
  const token = randomBytes(32).toString('base64url');
  const client = await connect(server);
  try {
    const { rowCount } = await client.query(
      `insert into identity.session (id, person_id, token_hash, ends_at) select $1, id, $2, now() + interval '12 hours' from identity.person where email = $3`,
      [randomUUID(), hashToken(token), email],
    );
    if (rowCount !== 1) throw new Error(`The exercise has no person with the address ${email}.`);
  } finally {
    await client.end();
  }
  return token;
}

/** The same for a browser context: its pages are then signed in. */
export async function openSessionIn(context: BrowserContext, email: string): Promise<void> {
  const { hostname } = new URL(inject('exercise').address);
  const value = await openSession(email);
  await context.addCookies([{ name: SESSION_COOKIE, value, domain: hostname, path: '/desk', httpOnly: true, sameSite: 'Strict' }]);
}
