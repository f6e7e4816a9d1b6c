import { hash } from 'node:crypto';

/** The form in which this process stores a session's token, to recognise it. */
export function hashOfToken(token: string): string {
  return hash('sha256', token, 'base64');
}
