import type { WaitingSource } from '#platform/mail/digests.ts';
import { outreachWaiting } from '#rooms/nations/index.ts';
import { accessWaiting } from '#rooms/people/index.ts';
import { returnsWaiting } from '#rooms/reporting/index.ts';
import { reviewsWaiting } from '#rooms/reviews/index.ts';
import { trainingWaiting } from '#rooms/training/index.ts';

/** What each room has waiting for somebody, for the digests: days and numbers, read as that person. */
export const WAITING: readonly WaitingSource[] = [accessWaiting, outreachWaiting, returnsWaiting, reviewsWaiting, trainingWaiting];
