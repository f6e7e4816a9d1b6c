import { queueDigests, type WaitingSource } from '#platform/mail/digests.ts';
import type { Platform } from '#platform/platform.ts';
import { differencesWaiting } from '#rooms/commitments/index.ts';
import { contractsWaiting } from '#rooms/contractors/index.ts';
import { purgesWaiting } from '#rooms/evidence/index.ts';
import { outreachWaiting, plansWaiting } from '#rooms/nations/index.ts';
import { accessWaiting } from '#rooms/people/index.ts';
import { reminderDays } from '#rooms/policy/index.ts';
import { trainingWaiting } from '#rooms/readiness/index.ts';
import { channelsWaiting, helpWaiting } from '#rooms/reports/index.ts';
import { returnsWaiting } from '#rooms/returns/index.ts';
import { reviewsWaiting } from '#rooms/reviews/index.ts';
import { erasuresWaiting } from '#rooms/transparency-log/index.ts';
import type { TaskSource } from '#web/tasks/task-sources.ts';

/**
 * The tasks of a person in each room, for the digests: dates and counts, read with that person's rights. One for each source of the page, so that no room is
 * counted without being mailed. Reports alone are counted and not mailed (`channelsWaiting`).
 */
export const WAITING: Readonly<Record<TaskSource, WaitingSource>> = {
  reviews: reviewsWaiting,
  returns: returnsWaiting,
  letters: outreachWaiting,
  plans: plansWaiting,
  training: trainingWaiting,
  contracts: contractsWaiting,
  differences: differencesWaiting,
  access: accessWaiting,
  help: helpWaiting,
  channels: channelsWaiting,
  purges: purgesWaiting,
  erasures: erasuresWaiting,
};

/** Queues the digests of a day, with the reminder days of the current edition; returns the count. */
export function queueDueDigests(platform: Platform): Promise<number> {
  return queueDigests(platform, Object.values(WAITING), reminderDays(platform.services.catalogue.current, platform.clock()));
}
