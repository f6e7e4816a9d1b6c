import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { lookUpQueues } from '#platform/identity/sign-in-queues.ts';
import { vouch } from '#platform/identity/voucher.ts';
import type { Platform } from '#platform/platform.ts';
import '../errors.ts';

/** A new salt for a password. */
export function newSalt(): Buffer {
  return randomBytes(16);
}

/** Id and token hash of a session about to open. The token itself goes to the browser and is stored nowhere. */
export function sessionValues(sessionToken: string): [id: string, hash: Buffer] {
  return [newId(), hashToken(sessionToken)];
}

/** A token for a one-time link: 256 bits. */
export function newLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The hash of a token, which is all that the database stores of it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

type Link = { purpose: 'set-up' | 'invitation'; email: string | null };

/** Finds an unused one-time link for this purpose, with its address. It is looked up before a password is derived for it. */
export async function findLink(pool: Pool, token: string, purpose: Link['purpose'], signal?: AbortSignal): Promise<Link> {
  const look = () => pool.query<{ link: Link | null }>('select identity.find_link($1) as link', [token]);
  const { link } = (await lookUpQueues.known.run(look, signal)).rows[0]!;
  // A link of another purpose opens nothing here and is never spent, so it must not take a place in the queue again and again.
  if (link?.purpose !== purpose) throw new AppError('people/link-spent');
  return link;
}

/** A statement of the server to the database, with its voucher. */
export type Vouched = { payload: string; voucher: Buffer };

/** Signs a statement for one command; identity.vouched_for checks it. */
export async function vouchFor(platform: Platform, command: string, what: Record<string, unknown>): Promise<Vouched> {
  const payload = JSON.stringify(what);
  return { payload, voucher: await vouch(platform, `${command} ${payload}`) };
}
