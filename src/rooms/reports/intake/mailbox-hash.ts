import { hash } from 'node:crypto';

/** The SHA-256 under which the server knows a mailbox. `mailbox`: its id in base64. */
export function mailboxHash(mailbox: string): Buffer {
  return hash('sha256', Buffer.from(mailbox, 'base64'), 'buffer');
}
