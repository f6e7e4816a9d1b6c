import { sql } from 'kysely';
import { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import type { EncryptedColumn } from '../encrypted-column.ts';
import type { Purpose } from '../keys.ts';
import type { Platform } from '../platform.ts';
import type { Locale } from '../texts/texts.ts';
import { translateMail } from './texts.ts';

/** The content of a message, which is stored encrypted until it is sent. A digest contains only numbers. */
export const Content = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('invitation'), token: z.string(), days: z.number() }),
  z.strictObject({ kind: z.literal('digest'), waiting: z.number(), late: z.number() }),
  /** To a reader of encrypted reports: danger waits; or the mail of a day, which always says the same. */
  z.strictObject({ kind: z.enum(['danger', 'reports']) }),
  /** Something waits that cannot wait for the digest of the morning. */
  z.strictObject({ kind: z.literal('urgent') }),
  /** A test, whose link the reader confirms on the page of the channel. */
  z.strictObject({ kind: z.literal('test-notice'), channel: z.string(), answer: z.string() }),
]);
export type Content = z.infer<typeof Content>;

const purposeOf = (id: string): Purpose => `mail/message:${id}`;

/** The column in which messages are encrypted, for the rotation of keys. */
export const MESSAGE_CONTENT: EncryptedColumn = { table: 'mail.message', column: 'content_encrypted', id: 'id', purpose: purposeOf };

/** Encrypts a content under a new id; both are then stored in the database. */
export function encryptMessage({ keys }: Pick<Platform, 'keys'>, content: Content): { id: string; encrypted: Buffer } {
  const id = newId();
  return { id, encrypted: keys.encrypt(purposeOf(id), Buffer.from(JSON.stringify(content))) };
}

/** Decrypts the content of a message. Throws where this program did not encrypt it for this message. */
export function decryptMessage({ keys }: Pick<Platform, 'keys'>, id: string, encrypted: Buffer): Content {
  return Content.parse(JSON.parse(keys.decrypt(purposeOf(id), encrypted).toString('utf8')));
}

/** Queues an invitation, in the transaction of the command that made its link and after that statement. */
export function queueInvitation(platform: Platform, person: string, link: { token: string; days: number }, now: Date) {
  const { id, encrypted } = encryptMessage(platform, { kind: 'invitation', ...link });
  return sql`select mail.queue_invitation(${id}, ${person}, ${encrypted}, ${now})`;
}

/**
 * Subject and text in the reader's language. They contain no name and no subject matter: anyone else who reads the mail learns only that there is an account.
 */
export function composeMessage(locale: Locale, content: Content, deskUrl: string): { subject: string; text: string } {
  const host = new URL(deskUrl).host;
  if (content.kind === 'invitation') {
    const link = `${deskUrl}/desk/invitation/${content.token}`;
    return {
      subject: translateMail(locale, 'mail.invitation-subject', { host }),
      text: translateMail(locale, 'mail.invitation', { host, days: content.days, link }),
    };
  }
  if (content.kind === 'test-notice') {
    const link = `${deskUrl}/desk/channels/${content.channel}?notice=${content.answer}`;
    return {
      subject: translateMail(locale, 'mail.test-notice-subject', { host }),
      text: translateMail(locale, 'mail.test-notice', { link }),
    };
  }
  if (content.kind !== 'digest') {
    const link = `${deskUrl}/desk/${content.kind === 'urgent' ? 'tasks' : ''}`;
    return {
      subject: translateMail(locale, `mail.${content.kind}-subject`, { host }),
      text: translateMail(locale, `mail.${content.kind}`, { link }),
    };
  }
  const { waiting, late } = content;
  const lines = [
    translateMail(locale, 'mail.digest', { n: waiting }),
    ...(late > 0 ? [translateMail(locale, 'mail.digest-late', { n: late })] : []),
  ];
  return {
    subject: translateMail(locale, 'mail.digest-subject', { n: waiting, host }),
    text: translateMail(locale, 'mail.digest-frame', { lines: lines.join('\n'), link: `${deskUrl}/desk/tasks` }),
  };
}
