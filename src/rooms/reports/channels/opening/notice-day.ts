import type { Day } from '#kernel/day.ts';
import type {} from '#platform/mail/mailer.ts';
import type { Platform } from '#platform/platform.ts';
import { noticeDueBefore } from '../../clocks/notice-tests.ts';

/** The first day on which a confirmed test notice still counts; null where the installation sends no mail: then there is no notice to test. */
export function noticeDay({ now, platform }: { now: Date; platform: Platform }): Day | null {
  return platform.services.mailer === undefined ? null : noticeDueBefore(now);
}
