import { AppError } from '#kernel/errors.ts';
import type { CredentialKind } from '#platform/identity/claims-cache.ts';
import { authenticate } from '#platform/identity/open-claims.ts';
import type { Platform } from '#platform/platform.ts';
import { ownerOf } from './lrs.schema.ts';
import type { Owner } from './statements/statement.store.ts';
import './errors.ts';

/** The credential of a learning system. */
export const CREDENTIAL: CredentialKind = 'lrs.open';

const WINDOW_MS = 60_000;
const MAX_WRONG = 20;
const MAX_KEYS = 10_000;
const wrong = new Map<string, { count: number; until: number }>();

/**
 * Returns the learning system that sent this Authorization header. Runs before the rest of the request is read, so that a stranger causes no work. A secret is
 * 256 random bits checked by one hash, so the right one is accepted however many wrong ones came with its key, which is not secret. Failures are counted for
 * each key, never for an address: after twenty in a minute the sender must wait.
 */
export async function authenticateSystem(
  platform: Platform,
  header: string | undefined,
): Promise<{ token: string; name: string; owner: Owner }> {
  const token = tokenOf(header);
  if (token === undefined) throw new AppError('lrs/credential-wrong');
  const subject = await authenticate(platform.pool, token, CREDENTIAL);
  if (subject !== null) return { token, name: subject.name, owner: ownerOf(subject) };
  const key = token.slice(0, Math.min(token.indexOf(':'), 60));
  throw new AppError(countWrong(key, platform.clock().getTime()) > MAX_WRONG ? 'lrs/too-many-wrong' : 'lrs/credential-wrong');
}

function countWrong(key: string, now: number): number {
  if (wrong.size >= MAX_KEYS) wrong.clear();
  const known = wrong.get(key);
  const counted = known && known.until > now ? known : { count: 0, until: now + WINDOW_MS };
  counted.count += 1;
  wrong.set(key, counted);
  return counted.count;
}

function tokenOf(header: string | undefined): string | undefined {
  const found = /^Basic ([A-Za-z0-9+/=_-]{1,400})$/i.exec(header ?? '');
  const token = found && Buffer.from(found[1]!, 'base64').toString('utf8');
  return token?.includes(':') && !token.includes('\0') ? token : undefined;
}
