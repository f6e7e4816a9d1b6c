import { queueDigests, type WaitingSource } from '#platform/mail/digests.ts';
import type { Platform } from '#platform/platform.ts';
import { differencesWaiting } from '#rooms/commitments/index.ts';
import { contractsWaiting } from '#rooms/contractors/index.ts';
import { outreachWaiting, plansWaiting } from '#rooms/nations/index.ts';
import { accessWaiting } from '#rooms/people/index.ts';
import { reminderDays } from '#rooms/policy/index.ts';
import { trainingWaiting } from '#rooms/readiness/index.ts';
import { channelsWaiting, helpWaiting } from '#rooms/reports/index.ts';
import { returnsWaiting } from '#rooms/returns/index.ts';
import { reviewsWaiting } from '#rooms/reviews/index.ts';

/** The tasks of a person in each room, for the digests: dates and counts, read with that person's rights. */
export const WAITING: readonly WaitingSource[] = [
  accessWaiting,
  channelsWaiting,
  contractsWaiting,
  differencesWaiting,
  helpWaiting,
  outreachWaiting,
  plansWaiting,
  returnsWaiting,
  reviewsWaiting,
  trainingWaiting,
];

/** Queues the digests of a day, with the reminder days of the current edition; returns the count. */
export function queueDueDigests(platform: Platform): Promise<number> {
  return queueDigests(platform, WAITING, reminderDays(platform.services.catalogue.current, platform.clock()));
}
