import { dayOf } from '#kernel/dates.ts';
import type { Database } from '#platform/db/transaction.ts';
import { listAuthorities } from './round.store.ts';

/** How far reviews have begun: authorities in force today, rounds that were ever opened, and the oldest round that is still planned. */
export async function readReviewStart(db: Database, now: Date): Promise<{ authorities: number; opened: number; planned: string | null }> {
  const today = dayOf(now);
  const [authorities, rounds] = await Promise.all([
    listAuthorities(db),
    db.selectFrom('reviews.round').select(['id', 'state']).orderBy('id').execute(),
  ]);
  return {
    authorities: authorities.filter((one) => one.replaced_by === null && one.valid_from <= today && (one.valid_to ?? today) >= today)
      .length,
    opened: rounds.filter(({ state }) => state !== 'planned').length,
    planned: rounds.find(({ state }) => state === 'planned')?.id ?? null,
  };
}
