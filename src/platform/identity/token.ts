import { createHash } from 'node:crypto';

/** What this process keeps of a session's token, to know it again. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
