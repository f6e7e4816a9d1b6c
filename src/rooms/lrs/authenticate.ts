import { AppError } from '#kernel/errors.ts';
import { knockAt } from '#platform/act-transaction.ts';
import { recallSubject, type Way } from '#platform/identity/remembered-subject.ts';
import type { Platform } from '#platform/platform.ts';
import { ownerOf } from './lrs.schema.ts';
import type { Owner } from './statement.store.ts';
import './errors.ts';

/** How a credential becomes claims (migrations/0310-lrs.sql). */
export const CREDENTIAL: Way = 'lrs.open';

const WINDOW_MS = 60_000;
const MOST_WRONG = 20;
const MOST_KEYS = 10_000;
const wrong = new Map<string, { count: number; until: number }>();

/**
 * Who comes with this header. Asked before anything else is read: a stranger makes this program look at nothing of theirs. Wrong secrets are counted for each
 * key, never for an address; after twenty in a minute the database is not asked any more for that key, but whoever this process knows to have the right
 * secret goes on.
 */
export async function authenticate(platform: Platform, header: string | undefined): Promise<{ token: string; name: string; owner: Owner }> {
  const token = tokenOf(header);
  if (token === undefined) throw new AppError('lrs/credential-wrong');
  const key = token.slice(0, Math.min(token.indexOf(':'), 60));
  const now = platform.clock().getTime();
  const failed = wrong.get(key);
  if (failed && failed.until > now && failed.count >= MOST_WRONG && recallSubject(token, CREDENTIAL) === undefined)
    throw new AppError('lrs/too-many-wrong');
  const subject = await knockAt(platform.pool, token, CREDENTIAL);
  if (subject !== null) return { token, name: subject.name, owner: ownerOf(subject) };
  if (wrong.size >= MOST_KEYS) wrong.clear();
  const counted = failed && failed.until > now ? failed : { count: 0, until: now + WINDOW_MS };
  wrong.set(key, { ...counted, count: counted.count + 1 });
  throw new AppError('lrs/credential-wrong');
}

function tokenOf(header: string | undefined): string | undefined {
  const found = /^Basic ([A-Za-z0-9+/=_-]{1,400})$/i.exec(header ?? '');
  const token = found && Buffer.from(found[1]!, 'base64').toString('utf8');
  return token?.includes(':') && !token.includes('\0') ? token : undefined;
}
