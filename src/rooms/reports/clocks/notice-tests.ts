import { dayOf, plusDays } from '#kernel/dates.ts';
import { runJob } from '#platform/identity/job.ts';
import type {} from '#platform/mail/mailer.ts';
import { encryptMessage } from '#platform/mail/message.ts';
import type { Platform } from '#platform/platform.ts';
import { clocksOn } from './clock-parameters.ts';

/** The first day on which a confirmed test still counts: then its reader is tested again. */
export function noticeDueBefore(now: Date): string {
  return plusDays(dayOf(now), -clocksOn(now).noticeTestDays);
}

/**
 * Queues a test notice to each reader of a draft or an open channel who was never tested, or whose last one is older than the edition allows (5e, A1.5). Its link is
 * in the mail alone. What is queued and the record of it are one transaction. Returns how many were queued.
 */
export async function queueNoticeTests(platform: Platform): Promise<number> {
  if (platform.services.mailer === undefined || !platform.keys.isHeld) return 0;
  const now = platform.clock();
  const today = dayOf(now);
  return runJob(platform, 'send-mail', async (client) => {
    const { rows } = await client.query<{ channel: string; reader: string; answer: Buffer }>(
      'select for_channel as channel, reader, answer from reports.begin_notice_tests($1, $2, $3)',
      [today, noticeDueBefore(now), plusDays(today, 1 - clocksOn(now).noticeRetryDays)],
    );
    for (const { channel, reader, answer } of rows) {
      const { id, encrypted } = encryptMessage(platform, { kind: 'test-notice', channel, answer: answer.toString('base64url') });
      await client.query(`select mail.queue_notice($1, $2, 'test-notice', $3, $4)`, [id, reader, encrypted, now]);
    }
    return rows.length;
  });
}
