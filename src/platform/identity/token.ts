import { hash } from 'node:crypto';

/** What this process keeps of a session's token, to know it again. */
export function hashOfToken(token: string): string {
  return hash('sha256', token, 'base64');
}
